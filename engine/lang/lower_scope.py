"""What an expression may refer to, as its surroundings tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from engine.lang.ir import Expr
from engine.lang.tables import Table


class Scope(Protocol):
    """The names that mean something at one place of a pack."""

    def name(self, word: str) -> Expr | None:
        """What a plain name stands for, a `Ref`; None if nothing."""

    def member(self, carrier: str, word: str) -> Expr | None:
        """What `carrier.word` stands for: a fact of a parent, of what a fold is over, of `past` or `period`."""

    def table(self, word: str) -> Table | None:
        """The table called `word`; a plain parameter is none."""

    def collection(self, word: str) -> Scope | None:
        """The names inside a fold over `word`; None if there is nothing to fold over."""

    def carriers(self) -> Iterable[str]:
        """What may stand before the point."""

    def collections(self) -> Iterable[str]:
        """What a fold may be over."""

    def words(self) -> Iterable[str]:
        """Every name there is, to suggest from: `price`, `organisation.kind`."""

    def broken(self, word: str) -> bool:
        """Whether the name is declared but has errors of its own, reported there."""
