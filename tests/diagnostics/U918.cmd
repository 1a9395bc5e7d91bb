test sample.yaml
