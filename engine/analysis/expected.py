"""What a case expects of an award, laid against what came out. Only the fields named are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from engine.backends.outcome import Award, Judgement, LimitUse, Needs, Outcome, PartPaid
from engine.lang.quantities import integer, money, ratio, say_money
from engine.text.records import dataclass

Result: TypeAlias = Award | Judgement
UNBOUNDED = "unbounded"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not what the case expects, both as texts; `field` is "award" where there is none, or not just one."""

    field: str
    expected: str
    got: str


def results(outcome: Outcome) -> tuple[Result, ...]:
    """Everything an outcome answers: awards, choices, targets and duties."""
    return (*outcome.awards, *outcome.choices, *outcome.targets, *outcome.duties)


def compare(expected: Mapping[str, object], result: Result) -> Iterator[Difference]:
    """The fields of `expected` in which `result` differs."""
    for field, wanted in expected.items():
        if field == "amount":
            yield from _amount(wanted, result)
        elif field in NESTED:
            yield from NESTED[field](wanted, result)
        elif not hasattr(result, field):
            yield Difference(field, written(wanted), "—")
        elif not same(wanted, got := getattr(result, field)):
            yield Difference(field, written(wanted), said(got, field))


def same(wanted: object, got: object) -> bool:
    """Whether a value as its author wrote it is the value that came out."""
    if not isinstance(wanted, str):
        return False
    text = wanted.strip()
    match got:
        case None:
            return text in ("", UNBOUNDED)
        case bool():
            return text == ("true" if got else "false")
        case int():  # fen where it is written as money, else a number
            return got == (integer(text) if money(text) is None else money(text))
        case Fraction():
            return got == (integer(text) if ratio(text) is None else ratio(text))
        case date():
            return text == got.isoformat()
        case _:
            return text == got


def said(got: object, field: str = "") -> str:
    """A value that came out, as an author would write it."""
    match got:
        case None:
            return UNBOUNDED if field == "high" else "—"
        case bool():
            return "true" if got else "false"
        case int():
            return say_money(got, "zh") if field in MONEY else str(got)
        case Fraction():
            return str(got)
        case date():
            return got.isoformat()
        case _:
            return str(got) or "—"


MONEY = ("amount", "low", "high", "floor", "decided")


def written(wanted: object) -> str:
    """A value as its author wrote it, on one line."""
    match wanted:
        case str():
            return wanted or "—"
        case Mapping():
            return "{" + ", ".join(f"{key}: {_in_braces(written(value))}" for key, value in wanted.items()) + "}"
        case Sequence():
            return "[" + ", ".join(map(written, wanted)) + "]"
        case _:
            return str(wanted)


def _in_braces(text: str) -> str:
    """Money inside braces, where a comma would cut it in two: 450000元."""
    return text if money(text) is None else text.replace(",", "")


def _amount(wanted: object, result: Result) -> Iterator[Difference]:
    """`amount: x` means that low and high are x."""
    if not isinstance(result, Award):
        yield Difference("amount", written(wanted), "—")
    elif not (same(wanted, result.low) and same(wanted, result.high)):
        low, high = said(result.low, "low"), said(result.high, "high")
        yield Difference("amount", written(wanted), low if low == high else f"{low} … {high}")


def _needs(wanted: object, result: Result) -> Iterator[Difference]:
    """A list holds facts and readings alike, in any order; a map states one or both of them."""
    got = result.needs
    if isinstance(wanted, Mapping):
        lists = {"facts": got.facts, "readings": got.readings}
        agree = all(key in lists and _names(names, lists[key]) for key, names in wanted.items())
    else:
        agree = _names(wanted, (*got.facts, *got.readings))
    if not agree:
        yield Difference("needs", written(wanted), _said_needs(got))


def _names(wanted: object, got: Sequence[str]) -> bool:
    names = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    return sorted(map(str, names)) == sorted(got)


def _said_needs(got: Needs) -> str:
    return written([*got.facts, *got.readings])


def _readings(wanted: object, result: Result) -> Iterator[Difference]:
    """Each reading named must have been read, and in this way."""
    if not isinstance(wanted, Mapping):
        yield Difference("readings", written(wanted), written(result.readings))
        return
    for name, option in wanted.items():
        if result.readings.get(name) != option:
            yield Difference(f"readings.{name}", written(option), said(result.readings.get(name)))


def _paid_by(wanted: object, result: Result) -> Iterator[Difference]:
    """All payers with their shares; a single name pays all."""
    got = result.paid_by if isinstance(result, Award) else {}
    if isinstance(wanted, Mapping):
        agree = set(wanted) == set(got) and all(same(share, got[name]) for name, share in wanted.items())
    else:
        agree = list(got) == ([wanted] if wanted else [])
    if not agree:
        yield Difference("paid_by", written(wanted), written({name: said(fen, "amount") for name, fen in got.items()}))


def _parts(wanted: object, result: Result) -> Iterator[Difference]:
    """Every instalment: its amount, or a map of its fields."""
    got = result.parts if isinstance(result, Award) else ()
    if not isinstance(wanted, list) or len(wanted) != len(got) or not all(map(_part, wanted, got)):
        yield Difference("parts", written(wanted), written([_fields(part) for part in got]))


def _part(wanted: object, got: PartPaid) -> bool:
    fields = wanted if isinstance(wanted, Mapping) else {"amount": wanted}
    return all(_field(value, got, key) for key, value in fields.items())


def _limits(wanted: object, result: Result) -> Iterator[Difference]:
    """The limits named, with the fields named: a map by name, or a list of maps that state `limit`."""
    got = {use.limit: use for use in result.limits} if isinstance(result, Award) else {}
    if isinstance(wanted, Mapping):
        asked = list(wanted.items())
    else:
        asked = [(each.get("limit"), each) if isinstance(each, Mapping) else (each, {}) for each in _list(wanted)]
    for name, fields in asked:
        use = got.get(str(name))
        if use is None:
            yield Difference("limits", str(name), written(list(got)))
        elif not isinstance(fields, Mapping) or not all(_field(value, use, key) for key, value in fields.items()):
            yield Difference(f"limits.{name}", written(fields), written(_fields(use)))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _field(wanted: object, got: PartPaid | LimitUse, key: str) -> bool:
    """Whether a field of a part or a limit is as wanted; `amount`, `used` and `left` mean the low and the high of it."""
    if key in ("used", "left"):
        return same(wanted, getattr(got, f"{key}_low", "")) and same(wanted, getattr(got, f"{key}_high", ""))
    if key == "amount":
        return same(wanted, getattr(got, "low", "")) and same(wanted, getattr(got, "high", ""))
    if key == "part":  # as history and the outcome call it
        return same(wanted, getattr(got, "number", ""))
    return hasattr(got, key) and same(wanted, getattr(got, key))


def _fields(got: PartPaid | LimitUse) -> dict[str, str]:
    """What came out of a part or a limit, for a person to compare."""
    if isinstance(got, PartPaid):
        return {"part": str(got.number)} | {name: said(getattr(got, name), name) for name in ("low", "high", "due", "state")}
    counted = "amount" if got.kind == "at_most" else ""  # money, or a number of claims or units
    numbers = {name: said(getattr(got, name), counted) for name in ("used_low", "used_high", "left_low", "left_high")}
    return numbers | {name: said(getattr(got, name), name) for name in ("until", "cut")}


NESTED: dict[str, Callable[[object, Result], Iterator[Difference]]] = {
    "needs": _needs,
    "readings": _readings,
    "paid_by": _paid_by,
    "parts": _parts,
    "limits": _limits,
}
