"""Lets the solver forget all that it was asked, so that a question has the same answer and example whatever came before it."""

from __future__ import annotations

from itertools import count

import z3

from engine.backends.smt import days


def anew() -> None:
    """Start from nothing. Terms made before stay what they are, but must not be put together with new ones."""
    # An example turns on the order in which the solver has met names and terms, all of which its context keeps.
    z3.z3._main_ctx = None
    days._numbers = count()
