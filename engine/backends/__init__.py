"""Renderings of the typed form: what a pack means, run and spoken."""
