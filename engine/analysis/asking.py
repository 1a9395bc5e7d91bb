"""Which facts and readings a rule asks for, in the order in which it reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from engine.backends.prose_settle import FALSE, settle
from engine.lang.ir import Expr, Ref, walk
from engine.pack.model import Pack
from engine.pack.rule import Limit, Rule
from engine.pack.terms import Formula, InForce
from engine.text.records import dataclass

MOST_WALKS = 10_000  # readings times rules; beyond, it is not said which reading asks for a fact


@dataclass
class Asked:
    """Keys of facts and names of readings, each in the order it is first read.

    `other_facts` are read only where a reading is taken in another way than the one adopted; `asked_by` says which readings and
    options alone ask for each of them (none: only several together do).
    """

    facts: list[str] = field(default_factory=list)
    other_facts: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    asked_by: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def asked(pack: Pack, rules: Iterable[Rule]) -> Asked:
    """What `rules` ask for: their conditions first, then the amount, then the limits and the rest."""
    chosen = list(rules)
    every, adopted = _walked(pack, chosen, None), _walked(pack, chosen, {})
    others = [key for key in every.facts if key not in adopted.facts]
    by: dict[str, list[tuple[str, str]]] = {key: [] for key in others}
    if others and len(every.readings) * len(chosen) <= MOST_WALKS:
        for name in every.readings:
            for option in pack.readings[name].options:
                for key in _walked(pack, chosen, {name: option}).facts:
                    if key in by:
                        by[key].append((name, option))
    return Asked(list(adopted.facts), others, list(every.readings), by)


def _walked(pack: Pack, rules: Iterable[Rule], options: Mapping[str, str] | None) -> _Walk:
    """What rules read under these options, else the adopted ones; None: under any."""
    walk_ = _Walk(pack, options)
    for formula in _stated(*_ends(pack.in_force)):
        walk_.read(formula.expr)
    for rule in rules:
        limits = [limit for limit in rule.limits if not walk_.never(limit.when)]
        for formula in formulas(rule, limits):
            walk_.read(formula.expr)
        for limit in limits:
            for key in limit.key:
                walk_.fact(str(key) if key.fact else "")
    return walk_


class _Walk:
    """Follows expressions through definitions and readings, noting each name once."""

    def __init__(self, pack: Pack, options: Mapping[str, str] | None) -> None:
        self.pack = pack
        self.options = options
        self.facts: dict[str, None] = {}
        self.readings: dict[str, None] = {}
        self.definitions: set[str] = set()

    def settled(self, expr: Expr) -> Expr:
        """`expr` without what the options exclude."""
        return expr if self.options is None else settle(expr, self.pack, self.options)

    def never(self, when: Formula | None) -> bool:
        """Whether the options alone switch off what hangs on `when`."""
        return when is not None and self.settled(when.expr) == FALSE

    def read(self, expr: Expr) -> None:
        for inner in walk(self.settled(expr)):
            match inner:
                case Ref(kind="fact", carrier=carrier, name=name):
                    self.fact(f"{carrier}.{name}")
                case Ref(kind="definition", carrier=carrier, name=name):
                    self._definition(f"{carrier}.{name}")
                case Ref(kind="reading", name=name):
                    self._reading(name)
                case _:
                    pass

    def fact(self, key: str) -> None:
        if key in self.pack.facts:
            self.facts[key] = None

    def _definition(self, key: str) -> None:
        if key in self.pack.definitions and key not in self.definitions:
            self.definitions.add(key)
            self.read(self.pack.definitions[key].means.expr)

    def _reading(self, name: str) -> None:
        reading = self.pack.readings.get(name)
        if reading is None or name in self.readings:
            return
        self.readings[name] = None
        for option in reading.options.values():
            # An open reading may turn out either way, so all its facts are wanted.
            wanted = self.options is None or self.options.get(name, reading.adopted) in (None, option.name)
            if wanted and option.means is not None:
                self.read(option.means.expr)


def formulas(rule: Rule, limits: Iterable[Limit]) -> Iterator[Formula]:
    """Every expression that can bear on a rule's answer within `limits`, in the order in which it is worked out."""
    yield from _stated(*_ends(rule.in_force), rule.law_at)
    yield from (condition.formula for condition in rule.when)
    if (amount := rule.amount) is not None:
        yield from _stated(amount.value, amount.times, amount.floor, amount.ceiling)
    yield from _stated(*(arm.when for arm in rule.choose))
    if (target := rule.target) is not None:
        yield from _stated(target.count, target.of, target.at_least, target.at_most, target.by, target.reached_on)
    if (duty := rule.duty) is not None:
        yield from _stated(duty.event, duty.every, duty.counted)
    for limit in limits:
        yield from _stated(limit.when, limit.bound, limit.since, limit.order_by)
    for part in rule.parts:
        yield from _stated(part.when, part.share, part.due)
    for payer in rule.paid_by.payers:
        yield from _stated(payer.when, payer.share)
    yield from (expected.formula for expected in rule.expected)


def _ends(in_force: InForce | None) -> tuple[Formula | None, ...]:
    return (in_force.since, in_force.until) if in_force else ()


def _stated(*formulas: Formula | None) -> Iterator[Formula]:
    return (formula for formula in formulas if formula is not None)
