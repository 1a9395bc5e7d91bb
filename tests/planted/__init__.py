"""Stored bugs, and whether they still apply (`make planted` runs the tests on each)."""
