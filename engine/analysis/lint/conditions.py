"""The conditions of a pack that stand by themselves: those of rules, limits, parts and payers, and what is expected."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.lang.ir import Apply, Literal, walk
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.pack.terms import Formula
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition, and the citation it stands under."""

    formula: Formula
    cite: str

    @property
    def text(self) -> str:
        return self.formula.text or self.formula.place.text


def conditions(pack: Pack) -> Iterator[Stated]:
    """Each once, in the order of the pack."""
    seen: set[int] = set()
    for each in (*(each for rule in pack.rules.values() for each in _of_rule(rule)), *_expected(pack)):
        if id(each.formula) not in seen:
            seen.add(id(each.formula))
            yield each


def with_itself(draft: Draft, comparisons: tuple[str, ...]) -> Iterator[Place]:
    """Every part of an expression that compares something with itself by one of `comparisons`"""
    seen: set[tuple[int, int]] = set()
    for formula in draft.formulas:
        for each in walk(formula.expr):
            if not isinstance(each, Apply) or not each.overload.startswith(comparisons) or each.args[0] != each.args[1]:
                continue
            place = each.place or formula.place
            # What a table is called with may be one of its keys.
            if not isinstance(each.args[0], Literal) and (place.start, place.end) not in seen:
                seen.add((place.start, place.end))
                yield place


def _of_rule(rule: Rule) -> Iterator[Stated]:
    yield from (Stated(each.formula, each.cite or rule.cite) for each in rule.when)
    yield from (Stated(limit.when, limit.cite) for limit in rule.limits if limit.when)
    yield from (Stated(part.when, rule.cite) for part in rule.parts if part.when)
    yield from (Stated(each.formula, each.cite or rule.cite) for each in rule.expected)


def _expected(pack: Pack) -> Iterator[Stated]:
    yield from (Stated(each.formula, each.cite) for each in pack.expected)
