evaluat sample.yaml sample.case.yaml
