"""Answers on paper: explanations and the handbook."""
