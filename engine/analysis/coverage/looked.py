"""What of an answer an expectation looks at: what it does not look at could be wrong without anybody noticing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from engine.lang.ir import Expr, Ref, walk
from engine.lang.tables import Row, Table
from engine.lang.values import Money, Unknown
from engine.pack.case import Case, Expectation, Path
from engine.pack.model import Pack
from engine.pack.reads import formulas, reads_of
from engine.pack.rule import Rule
from engine.pack.terms import Formula

SUM = frozenset({"amount", "low", "high"})
MONEY = SUM | {"floor", "decided", "parts", "paid_by", "limits"}
ANSWER = MONEY | {"verdict", "reason", "result", "rate", "gap", "next_due", "late_days", "note", "needs", "readings", "law_at"}
# What is seen in some fields of an award alone; all else shows in its verdict.
FIELDS: Mapping[str, AbstractSet[str]] = {
    "instalment": SUM | {"parts"},
    "payer": frozenset({"paid_by"}),
    "cutting": SUM | {"parts", "paid_by", "limits"},
}


def steps_of(case: Case) -> list[tuple[Expectation, ...]]:
    """What is expected of each step of a chain, the last with what is expected of the whole; a plain case is one step."""
    steps = [tuple(step.expect or ()) for step in case.steps] or [()]
    return [*steps[:-1], (*steps[-1], *(case.expect or ()))]


def looked_at(stated: Sequence[Expectation], rule: str, path: Path, period: str | None) -> frozenset[str]:
    """The fields of the answer to a claim that expectations look at; none if nothing is expected of it."""
    fields = {name for each in stated if meant(each, rule, path, period) for name in each.fields}
    return frozenset(fields & ANSWER)


def meant(expected: Expectation, rule: str, path: Path, period: str | None) -> bool:
    """Whether an expectation is about this claim."""
    ids = dict(path)
    same = all(ids.get(kind) == id for kind, id in expected.ids.items())
    return expected.rule == rule and same and expected.period in (None, period)


def shows(fields: AbstractSet[str], kind: str) -> bool:
    """Whether something of this kind would be noticed by who looks at these fields."""
    return bool(fields & FIELDS[kind]) if kind in FIELDS else bool(fields)


class Tables:
    """Tells the tables of which a rule makes sums alone: that a wrong row was read shows in the money, not in the verdict."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._of_money = cache(self._find)

    def shown(self, fields: AbstractSet[str], rule: str, table: Table, row: Row | Unknown | None) -> bool:
        """Whether another row in place of this one would be noticed by who looks at these fields."""
        value = table.otherwise if row is None else None if isinstance(row, Unknown) else row.value
        if not isinstance(value, Money) or value.fen == 0 or table.name not in self._of_money(rule):
            return bool(fields)  # an amount that is nil or unknown is told by the verdict
        return bool(fields & MONEY)

    def _find(self, rule: str) -> frozenset[str]:
        about = self.pack.rules[rule]
        money = [*_of_money(about)]
        other = [each for each in formulas(about) if not any(each is one for one in money)]
        return frozenset(self._read(money)) - frozenset(self._read(other))

    def _read(self, some: Sequence[Formula]) -> Iterator[str]:
        for each in some:
            yield from tables_in(reads_of(self.pack, each).exprs)


def _of_money(rule: Rule) -> Iterator[Formula]:
    amount = rule.amount
    if amount is not None:
        yield from (each for each in (amount.value, amount.floor, amount.ceiling) if each)
    yield from (part.share for part in rule.parts if part.share)
    yield from (payer.share for payer in rule.paid_by.payers if payer.share)


def tables_in(exprs: Sequence[Expr]) -> Iterator[str]:
    """The tables and single numbers of the law that expressions read, by name."""
    for expr in exprs:
        for inner in walk(expr):
            name = inner.name if isinstance(inner, Ref) and inner.kind == "parameter" else getattr(inner, "table", "")
            if name:
                yield name
