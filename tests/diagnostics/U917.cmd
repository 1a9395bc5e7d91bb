evaluate sample.yaml C736.case.yaml
