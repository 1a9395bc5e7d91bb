mutate reasoned.yaml --operator number --fail-under 50
