check --strickt x.yaml
