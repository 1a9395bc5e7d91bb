"""Operators on expressions: comparisons, logic, arithmetic, functions, folds, names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.analysis.mutate.change import Change, Workshop, words
from engine.analysis.mutate.found import Found, inner, sign_of
from engine.lang.ir import Apply, Choose, Fold, Literal, Ref
from engine.lang.types import BOOL, DATE, ID, INT, MONEY, NAMES, OneOf, Type
from engine.pack.terms import Definition, Option

EDGES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
# What is taken for each operator called by name, besides one step more and one less where it gives a number or a day.
TAKEN_FOR: dict[str, tuple[str, ...]] = {
    "min": ("max",),
    "max": ("min",),
    "round_down": ("round_up", "round_half_up"),
    "round_up": ("round_down", "round_half_up"),
    "round_half_up": ("round_down", "round_up"),
    "months": ("days",),
    "days": ("months",),
    "years": ("months",),
    "full_years": ("full_months",),
    "full_months": ("full_years",),
    "first": ("last",),
    "last": ("first",),
    "分": ("元",),
    "元": ("分",),
    "万元": ("元",),
}
FOLDED = {"sum": ("max",), "max": ("min", "sum"), "min": ("max",), "any": ("all",), "all": ("any",), "count": ()}
STEPS: dict[Type, tuple[str, ...]] = {INT: ("+ 1", "- 1"), MONEY: ("+ 分(1)", "- 分(1)"), DATE: ("+ days(1)", "- days(1)")}


def edge(found: Found, shop: Workshop) -> Iterator[Change]:
    """A comparison takes its edge in or leaves it out; equal becomes unequal."""
    match found.record:
        case Apply(args=(left, right)) if (sign := sign_of(found.record)) in EDGES:
            yield shop.rewrite(found.place, f"{words(left)} {EDGES[sign]} {words(right)}")
        case _:
            return


def direction(found: Found, shop: Workshop) -> Iterator[Change]:
    """A comparison is turned round; equal also becomes at least and at most, where the two sides are ordered."""
    match found.record:
        case Apply(args=(left, right)) if (sign := sign_of(found.record)) in OPPOSITE:
            yield shop.rewrite(found.place, f"{words(left)} {OPPOSITE[sign]} {words(right)}")
        case Apply(args=(left, right)) if sign_of(found.record) == "==" and _ordered(left.type):
            yield from (shop.rewrite(found.place, f"{words(left)} {each} {words(right)}") for each in (">=", "<="))
        case _:
            return


def _ordered(type: Type) -> bool:
    return type.ordered if isinstance(type, OneOf) else type not in (BOOL, ID)


def membership(found: Found, shop: Workshop) -> Iterator[Change]:
    """A list of names lets one more in, leaves one out, or means its contrary."""
    match found.record:
        case Apply(args=(value, Literal(value=tuple() as names, type=kind) as listed)) if kind == NAMES:
            sign = sign_of(found.record)
            other = "in" if sign == "not in" else "not in"
            yield shop.rewrite(found.place, f"{words(value)} {other} {words(listed)}")
            assert listed.place is not None
            known = value.type.names if isinstance(value.type, OneOf) else ()
            lists = [[each for each in names if each != gone] for gone in names if len(names) > 1]
            lists += [[*names, more] for more in known if more not in names]
            yield from (shop.rewrite(listed.place, "[" + ", ".join(f"'{each}'" for each in one) + "]") for one in lists)
        case _:
            return


def logic(found: Found, shop: Workshop) -> Iterator[Change]:
    """and and or change places; each of what they join is left out; a not is left out."""
    match found.record:
        case Apply(args=args) if (sign := sign_of(found.record)) in ("and", "or"):
            other = " or " if sign == "and" else " and "
            yield shop.rewrite(found.place, f"({other.join(map(words, args))})")
            for gone in args:
                left = [words(each) for each in args if each is not gone]
                yield shop.rewrite(found.place, left[0] if len(left) == 1 else f"({f' {sign} '.join(left)})")
        case Apply(args=(negated,)) if sign_of(found.record) == "not":
            yield shop.rewrite(found.place, words(negated))
        case _:
            return


def negation(found: Found, shop: Workshop) -> Iterator[Change]:
    """A truth value that something is made of becomes its contrary."""
    match found.record:
        case Ref(type=type) if type == BOOL and not isinstance(found.owner, Apply | Fold | Choose) and not _means(found):
            return  # the whole of a condition: the operator on conditions does it
        case Ref(type=type) if type == BOOL:
            yield shop.rewrite(found.place, f"(not {found.place.text})")
        case _:
            return


def _means(found: Found) -> bool:
    """Whether it is all that a definition, or an option of a reading, means."""
    return any(isinstance(each, Definition | Option) for each in found.above)


def arithmetic(found: Found, shop: Workshop) -> Iterator[Change]:
    """Plus and minus, times and divided by change places; each side is left out."""
    swapped = {"+": "-", "-": "+", "*": "/", "/": "*"}
    match found.record:
        case Apply(args=(left, right)) if (sign := sign_of(found.record)) in swapped:
            yield shop.rewrite(found.place, f"({words(left)} {swapped[sign]} {words(right)})")
            yield from (shop.rewrite(found.place, words(each)) for each in (left, right) if each.type == found.record.type)
        case Apply(args=(only,)) if sign_of(found.record) == "neg":
            yield shop.rewrite(found.place, words(only))
        case _:
            return


def function(found: Found, shop: Workshop) -> Iterator[Change]:
    """A function becomes the one it is most likely to be taken for: the lower and the higher of two, ways of rounding, units."""
    match found.record:
        case Apply(args=args) if (name := sign_of(found.record)) in TAKEN_FOR:
            start = found.place.part(0, len(name))
            yield from (shop.rewrite(start, other) for other in TAKEN_FOR[name])
            if name in ("min", "max"):
                yield from (shop.rewrite(found.place, words(each)) for each in args)
        case _:
            return


def step(found: Found, shop: Workshop) -> Iterator[Change]:
    """What a function, a table, a fold or a choice gives, one more and one less."""
    match found.record:
        case Apply(type=type) if sign_of(found.record) in TAKEN_FOR or type not in STEPS:
            return
        case Apply(type=type) | Choose(type=type) | Fold(type=type) if type in STEPS and not _arithmetic(found.record):
            yield from (shop.rewrite(found.place, f"({words(found.record)} {each})") for each in STEPS[type])
        case _:
            return


def _arithmetic(record: object) -> bool:
    return sign_of(record) in ("+", "-", "*", "/", "neg")


def fold(found: Found, shop: Workshop) -> Iterator[Change]:
    """A fold becomes another over the same; what it asks of each is asked of none."""
    match found.record:
        case Fold(operator=operator, body=body):
            yield from (shop.rewrite(found.place.part(0, len(operator)), each) for each in FOLDED[operator])
            if body.place is not None and body.type == BOOL:
                yield shop.rewrite(body.place, "true")
                yield shop.rewrite(body.place, f"not {words(body)}")
        case _:
            return


def choice(found: Found, shop: Workshop) -> Iterator[Change]:
    """The two ways of an `if` change places; each is taken always."""
    match found.record:
        case Choose(arms=((test, then),), otherwise=otherwise, table="") if otherwise is not None:
            yield shop.rewrite(found.place, f"({words(otherwise)} if {words(test)} else {words(then)})")
            yield from (shop.rewrite(found.place, words(each)) for each in (then, otherwise))
        case _:
            return


def argument(found: Found, shop: Workshop) -> Iterator[Change]:
    """Two arguments of a table that are of one kind change places."""
    match found.record:
        case Choose(table=table) if table:
            args = inner(found.record)
            for one, other in pairwise(args):
                if one.type == other.type and one.place is not None and other.place is not None:
                    between = found.place.source.text[one.place.end : other.place.start]
                    whole = found.place.part(one.place.start - found.place.start, other.place.end - found.place.start)
                    yield shop.rewrite(whole, f"{other.place.text}{between}{one.place.text}")
        case _:
            return


def source(found: Found, shop: Workshop) -> Iterator[Change]:
    """A fact becomes another fact of the same subject and kind; a number of the law becomes another of the same kind."""
    match found.record:
        case Ref(kind="fact", carrier=carrier, name=name, type=type) if type != BOOL:
            others = [each.name for each in shop.pack.facts.values() if (each.subject, each.type) == (carrier, type)]
            yield from (_another(found, shop, name, each) for each in _next(others, name))
        case Ref(kind="parameter", name=name, type=type):
            plain = [each.name for each in shop.pack.parameters.values() if not each.by and each.type == type]
            yield from (_another(found, shop, name, each) for each in _next(plain, name))
        case _:
            return


def _next(names: list[str], name: str) -> list[str]:
    """The one after `name`, round the end: one neighbour shows whether it matters which is read."""
    at = names.index(name) if name in names else 0
    return [each for each in names[at + 1 :] + names[:at] if each != name][:1]


def _another(found: Found, shop: Workshop, name: str, other: str) -> Change:
    text = found.place.text
    return shop.rewrite(found.place, text[: len(text) - len(name)] + other)
