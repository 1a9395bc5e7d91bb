"""What is allowed in a pack but probably a slip: one module per finding in `rules`, run by `check` only."""
