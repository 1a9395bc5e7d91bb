diff sample.yaml sample.yaml --layer impact
