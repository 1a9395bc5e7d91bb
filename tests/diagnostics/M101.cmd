mutate sample.yaml --cases mutated.cases.yaml --operator edge --format json
