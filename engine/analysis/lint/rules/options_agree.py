"""两个选项结果总是一样。 Two options of a reading that always agree.

为何重要：审定看似有所选择，其实没有；多半是某处忘了区分它们。
Why it matters: an officer seems to have a choice and has none; most often something was meant to tell them apart.
"""

from collections.abc import Iterator
from itertools import combinations

from engine.analysis.lint.draft import Draft
from engine.lang.ir import Apply, Expr, Literal, Ref, parts
from engine.lang.lower_make import make
from engine.lang.types import BOOL
from engine.lang.values import Member
from engine.pack.terms import Formula, Option, Reading
from engine.text.diagnostics import Diagnostic

CODE = "L451"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, reading in draft.pack.readings.items():
        if f"reading {name}" not in draft.named:
            continue
        pairs = _meaning(draft, reading) if any(each.means for each in reading.options.values()) else _unnamed(draft, reading)
        for one, other in pairs:
            values = {"name": name, "one": one.name, "other": other.name}
            yield Diagnostic(CODE, other.place, values, (one.place,), reading.cite)


def _meaning(draft: Draft, reading: Reading) -> Iterator[tuple[Option, Option]]:
    for one, other in combinations(reading.options.values(), 2):
        if one.means and other.means and _agree(draft, one.means, other.means):
            yield one, other


def _agree(draft: Draft, one: Formula, other: Formula) -> bool:
    if one.expr == other.expr:
        return True
    if one.type == BOOL:
        return all(draft.can(CODE, (one, truth), (other, not truth)).possible is False for truth in (True, False))
    same = make("==", (one.expr, other.expr))
    return same is not None and draft.can(CODE, (Formula(None, same, one.place), False)).possible is False


def _unnamed(draft: Draft, reading: Reading) -> Iterator[tuple[Option, Option]]:
    """Options that no expression tells apart: of those never named all but the first."""
    named: set[str] = set()
    for formula in draft.formulas:
        named |= _named(formula.expr, reading)
    left = [option for option in reading.options.values() if option.name not in named]
    yield from ((left[0], other) for other in left[1:])


def _named(expr: Expr, reading: Reading) -> set[str]:
    """The options that an expression compares the reading with; all, where it is used as it is."""
    if isinstance(expr, Ref) and expr.kind == "reading" and expr.name == reading.name:
        return set(reading.options)
    if isinstance(expr, Apply) and any(
        isinstance(arg, Ref) and (arg.kind, arg.name) == ("reading", reading.name) for arg in expr.args
    ):
        written = [arg.value for arg in expr.args if isinstance(arg, Literal)]
        names = {each.name for each in written if isinstance(each, Member)}
        names |= {each for value in written if isinstance(value, tuple) for each in value if isinstance(each, str)}
        if names:
            return names
    return {name for part in parts(expr) for name in _named(part, reading)}
