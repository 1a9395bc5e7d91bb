evaluate sample.yaml sample.case.yaml --all-readings --reading first_day=signed
