show sample.yaml --format xml
