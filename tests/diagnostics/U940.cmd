test sample.yaml --cases firm.case.yaml
