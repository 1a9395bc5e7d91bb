"""Mini measures, worked out by hand: what each construct of the language means."""
