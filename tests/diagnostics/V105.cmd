boundaries odd.yaml
