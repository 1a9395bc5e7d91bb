show sample.yaml startup project
