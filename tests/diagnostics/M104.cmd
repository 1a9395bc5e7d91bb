mutate sample.yaml --cases mutated.cases.yaml --operator last_day
