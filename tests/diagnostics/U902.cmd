check sample.yaml --strickt
