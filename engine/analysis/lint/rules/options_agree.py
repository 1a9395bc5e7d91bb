"""两个选项结果总是一样。 Two options of a reading that always agree.

为何重要：审定看似有所选择，其实没有；多半是某处忘了区分它们。
Why it matters: an officer seems to have a choice and has none; most often something was meant to tell them apart.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.analysis.lint.draft import Draft
from engine.lang.ir import Apply, Literal, Ref, parts
from engine.lang.lower_make import make
from engine.lang.types import BOOL
from engine.lang.values import Known, Member
from engine.pack.terms import Formula, Option, Reading
from engine.text.diagnostics import Diagnostic

CODE = "L451"
MOST = 60  # options that are held against each other


def check(draft: Draft) -> Iterator[Diagnostic]:
    told_apart = _told_apart(draft)
    for name, reading in draft.pack.readings.items():
        if f"reading {name}" not in draft.named:
            continue
        pairs = (
            _meaning(draft, reading)
            if any(each.means for each in reading.options.values())
            else _unnamed(reading, told_apart[name])
        )
        for one, other in pairs:
            values = {"name": name, "one": one.name, "other": other.name}
            yield Diagnostic(CODE, other.place, values, (one.place,), reading.cite)


def _meaning(draft: Draft, reading: Reading) -> Iterator[tuple[Option, Option]]:
    options = list(reading.options.values())
    if len(options) > MOST:
        draft.undecided[CODE] += len(options)
        options = []
    for one, other in combinations(options, 2):
        if one.means and other.means and _agree(draft, one.means, other.means):
            yield one, other


def _agree(draft: Draft, one: Formula, other: Formula) -> bool:
    if one.expr == other.expr:
        return True
    if one.type == BOOL:
        return all(draft.can(CODE, (one, truth), (other, not truth)).possible is False for truth in (True, False))
    same = make("==", (one.expr, other.expr))
    return same is not None and draft.can(CODE, (Formula(None, same, one.place), False)).possible is False


def _unnamed(reading: Reading, named: set[str]) -> Iterator[tuple[Option, Option]]:
    """Options that no expression tells apart: of those never named all but the first."""
    left = [option for option in reading.options.values() if option.name not in named]
    yield from ((left[0], other) for other in left[1:])


def _told_apart(draft: Draft) -> dict[str, set[str]]:
    """By reading the options that some expression compares it with; all, where it is used as it is."""
    found: dict[str, set[str]] = {name: set() for name in draft.pack.readings}
    waiting = [formula.expr for formula in draft.formulas]
    while waiting:
        match waiting.pop():
            case Ref(kind="reading", name=name):
                found[name] |= set(draft.pack.readings[name].options)
            case Apply(args=(Ref(kind="reading", name=name), Literal(value=value))):
                found[name] |= set(_names(value))
            case Apply(args=(Literal(value=value), Ref(kind="reading", name=name))):
                found[name] |= set(_names(value))
            case expr:
                waiting += parts(expr)
    return found


def _names(value: Known) -> Iterator[str]:
    if isinstance(value, Member):
        yield value.name
    elif isinstance(value, Sequence):
        yield from (value,) if isinstance(value, str) else (each for each in value if isinstance(each, str))
