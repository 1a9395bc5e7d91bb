fmt firm.case.yaml
