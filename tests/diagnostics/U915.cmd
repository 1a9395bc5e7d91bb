evaluate versions firm.case.yaml --as-of 2023-10-01
