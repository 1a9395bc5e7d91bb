diff sample.yaml versions/other.yaml
