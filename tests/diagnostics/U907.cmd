evaluate sample.yaml sample.case.yaml --as-of 2024.1.1
