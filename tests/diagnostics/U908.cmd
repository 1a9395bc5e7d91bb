evaluate sample.yaml sample.case.yaml --reading first_day
