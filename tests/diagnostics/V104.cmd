boundaries stuck.yaml
