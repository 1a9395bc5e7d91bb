evaluate sample.yaml sample.case.yaml --reading firstday=signed
