diff sample.yaml
