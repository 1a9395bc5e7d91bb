evaluate versions firm.case.yaml --as-of 2021-06-01
