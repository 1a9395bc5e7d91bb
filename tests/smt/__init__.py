"""The solver against the reference."""
