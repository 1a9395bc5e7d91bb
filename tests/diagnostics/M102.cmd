mutate sample.yaml --cases mutated.cases.yaml --operator edge --fail-under 90
