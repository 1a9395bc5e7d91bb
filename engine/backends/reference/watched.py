"""The reference evaluator with somebody looking on: what every expression, table and reading came out as, claim by claim.

Nothing of this is paid for where nobody looks: `World` makes a plain `Context`, and a plain `Context` a plain `Runner`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Protocol, TypeAlias

from engine.backends.reference.claims import Claim
from engine.backends.reference.context import Context
from engine.backends.reference.expression import Runner
from engine.backends.reference.world import World
from engine.lang.tables import Row, Table, matching
from engine.lang.values import Unknown, Value
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.terms import Formula, Reading
from engine.text.records import dataclass

Span: TypeAlias = tuple[int, int]  # first and last byte of a part of an expression in its text


class Watcher(Protocol):
    """Somebody who looks on while a case is worked out."""

    def wants(self, claim: Claim | None) -> bool:
        """Whether to look on at this claim; None: at what concerns no claim."""

    def part(self, formula: Formula, node: ast.expr, value: Value, inside: Mapping[Span, Value]) -> None:
        """A part of an expression came out so; `inside` holds what the parts within it last came out as."""

    def formula(self, formula: Formula, value: Value) -> None:
        """A whole formula came out so."""

    def row(self, table: Table, row: Row | Unknown | None, args: Sequence[Value], law_at: Value) -> None:
        """This row of a table was the one (None: otherwise; unknown: not known which)."""

    def option(self, reading: Reading, option: str | None) -> None:
        """A reading was read under this option (None: open)."""


class WatchedRunner(Runner):
    """Tells of every part of an expression."""

    def __init__(self, context: WatchedContext, watcher: Watcher) -> None:
        super().__init__(context)
        self.watcher = watcher
        self.context = context
        self.inside: dict[Span, Value] = {}

    def run(self, text: str) -> Value:
        outer, self.inside = self.inside, {}
        try:
            return super().run(text)
        finally:
            self.inside = outer

    def _eval(self, node: ast.expr) -> Value:
        value: Value = super()._eval(node)
        assert self.context.formula is not None
        self.inside[span(node)] = value
        self.watcher.part(self.context.formula, node, value, self.inside)
        return value


def span(node: ast.expr) -> Span:
    """Where a part stands in its expression; expressions have one line."""
    return node.col_offset, node.end_col_offset or 0


@dataclass
class WatchedContext(Context):
    """A context that tells what is run in it, but for values that are only tried."""

    watcher: Watcher | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.overlay.facts or self.overlay.children:
            self.watcher = None
        if self.watcher is not None:
            self.runner = WatchedRunner(self, self.watcher)

    def value(self, formula: Formula) -> Value:
        value = super().value(formula)
        if self.watcher is not None:
            self.watcher.formula(formula, value)
        return value

    def option_of(self, reading: Reading) -> str | None:
        option = super().option_of(reading)
        if self.watcher is not None:
            self.watcher.option(reading, option)
        return option

    def _in_table(self, table: Table, args: Sequence[Value]) -> Value:
        if self.watcher is not None:
            law_at = self._given("law_at")
            self.watcher.row(table, matching(table, args, law_at), args, law_at)
        return super()._in_table(table, args)


@dataclass(frozen=True)
class WatchedWorld(World):
    """A world whose contexts tell somebody."""

    watcher: Watcher | None = field(default=None, kw_only=True)

    def context(self, claim: Claim | None) -> Context:
        plain = super().context(claim)
        if self.watcher is None or not self.watcher.wants(claim):
            return plain
        return WatchedContext(
            plain.pack,
            plain.case,
            plain.chosen,
            plain.line,
            plain.period,
            past=plain.past,
            perhaps_past=plain.perhaps_past,
            overlay=plain.overlay,
            watcher=self.watcher,
        )


def watched_by(watcher: Watcher) -> Callable[[Pack, Case, Mapping[str, str]], World]:
    """What makes the worlds of an evaluation that this watcher looks on at."""
    return lambda pack, case, chosen: WatchedWorld(pack, case, chosen, watcher=watcher)
