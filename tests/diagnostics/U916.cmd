evaluate versions nameless.case.yaml
