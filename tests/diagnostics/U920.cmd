check sample.yaml --strict=yes
