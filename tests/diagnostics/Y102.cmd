evaluate sample.yaml versions
