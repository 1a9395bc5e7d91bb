show sample.yaml start_up
