evaluate sample.yaml smaple.case.yaml
