mutate sample.yaml --cases failing.cases.yaml
