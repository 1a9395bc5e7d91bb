"""How fast it is: ratios measured in one run, since machines are shared and noisy."""
