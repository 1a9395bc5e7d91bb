mutate sample.yaml --sample many
