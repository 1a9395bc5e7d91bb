fmt --check indented.yaml
