show sample.yaml --format
