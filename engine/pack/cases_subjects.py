"""The subjects of a case: what is stated about each, typed by the pack's facts, and the subjects below it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from engine.lang.ir import Literal, Ref
from engine.lang.quantities import UNITS, decimal
from engine.lang.types import DATES
from engine.lang.values import Known, Member, Money
from engine.pack.case import Instance, PeriodOf
from engine.pack.cases_values import blank, first_line, read_day, read_fact, read_id, scalar, shown
from engine.pack.document import Fields, Items, Node, Text
from engine.pack.model import Pack
from engine.pack.periods import kind_of, meant_period, period_of
from engine.pack.rule import Period
from engine.pack.terms import Fact
from engine.text.diagnostics import Diagnostics
from engine.text.records import dataclass
from engine.text.render import suggest
from engine.text.source import Place

OWN_KEYS = ("id", "period")  # of every subject, besides its facts and its children
ONLY = "1"  # the id of a subject that is given alone and without one


@dataclass(frozen=True)
class SubjectReader:
    """Reads the subjects of one case on its day (None: the day itself could not be read)."""

    pack: Pack
    as_of: date | None
    found: Diagnostics

    def instances(self, kind: str, node: Node | None) -> tuple[Instance, ...] | None:
        """The subjects of one kind: a map is one, a list several; None where nothing is stated."""
        if node is None or blank(node):
            return None
        items = node.items if isinstance(node, Items) else (node,)
        seen: dict[str, Place] = {}
        read = [self._instance(kind, item, len(items) == 1, seen) for item in items]
        return tuple(instance for instance in read if instance)

    def _instance(self, kind: str, node: Node, alone: bool, seen: dict[str, Place]) -> Instance | None:
        if not isinstance(node, Fields):
            self.found.add("C701", first_line(node), what=kind)
            return None
        name = self._id(kind, node, alone)
        if name is None:
            return None
        place = node.get("id") or node
        if name in seen:
            self.found.add("C730", first_line(place), related=[seen[name]], kind=kind, id=shown(name))
            return None
        seen[name] = first_line(place)
        facts, places = self._facts(kind, node)
        children = {child: self.instances(child, node.get(child)) for child in self.pack.children_of(kind)}
        period = node.get("period")
        periods = None if blank(period) else read_periods(period, self.pack, self.found)
        return Instance(kind, name, facts, children, periods, first_line(node), places)

    def _id(self, kind: str, node: Fields, alone: bool) -> str | None:
        stated = scalar(node.get("id"), f"{kind}.id", self.found)
        if stated is not None:
            return read_id(stated, f"{kind}.id", self.found)
        if not alone:
            self.found.add("C729", first_line(node), kind=kind)
            return None
        return ONLY

    def _facts(self, kind: str, node: Fields) -> tuple[dict[str, Known], dict[str, Place]]:
        facts: dict[str, Known] = {}
        places: dict[str, Place] = {}
        for field in node.fields:
            name = field.key.text
            fact = self.pack.facts.get(f"{kind}.{name}")
            if fact is None:
                if name not in OWN_KEYS and name not in self.pack.children_of(kind):
                    self._unknown_key(kind, field.key)
                continue
            value = typed(fact, field.value, self.as_of, self.found)
            if value is not None:
                facts[name], places[name] = value, first_line(field.value)
        return facts, places

    def _unknown_key(self, kind: str, key: Text) -> None:
        owners = [fact.subject for fact in self.pack.facts.values() if fact.name == key.text]
        known = [fact.name for fact in self.pack.facts_of(kind)] + [*self.pack.children_of(kind), *OWN_KEYS]
        if owners:
            self.found.add("C728", key.place, name=key.text, kind=kind, owner="、".join(owners))
        elif (subject := self.pack.subjects.get(key.text)) is not None:
            code, parent = ("C705", subject.of) if subject.of else ("C703", "")
            self.found.add(code, key.place, kind=key.text, parent=parent or "")
        elif f"{kind}.{key.text}" in self.pack.definitions:
            self.found.add("C726", key.place, name=key.text, kind=kind)
        else:
            self.found.add("C727", key.place, name=key.text, kind=kind, did_you_mean=suggest(key.text, known))


def typed(fact: Fact, node: Node | None, as_of: date | None, found: Diagnostics) -> Known | None:
    """The value of a fact; None where nothing is stated, or with a finding where it does not fit the fact."""
    if node is None or blank(node):
        return None
    if fact.type != DATES:
        text = scalar(node, fact.key, found)
        value = None if text is None else read_fact(fact, text, found)
        return value if text is not None and value is not None and in_range(fact, value, text, as_of, found) else None
    items = node.items if isinstance(node, Items) else (node,)
    if len(items) > fact.entries:
        found.add("C725", first_line(node), what=fact.key, count=len(items), most=fact.entries)
        return None
    days = [typed_day(fact, item, as_of, found) for item in items]
    return None if None in days else tuple(sorted(day for day in days if day))


def typed_day(fact: Fact, node: Node, as_of: date | None, found: Diagnostics) -> date | None:
    """One entry of a list of dates; an empty entry is a slip, since an unknown day cannot stand among known ones."""
    if isinstance(node, Text) and blank(node):
        found.add("C712", node.place, what=fact.key, text=node.text)
        return None
    text = scalar(node, fact.key, found)
    value = None if text is None else read_day(text, fact.key, found)
    return value if text and value and in_range(fact, value, text, as_of, found) else None


def in_range(fact: Fact, value: Known, node: Text, as_of: date | None, found: Diagnostics) -> bool:
    """Whether a value keeps within what the fact allows; a finding if not."""
    match value:
        case date():
            last = _last_day(fact, as_of)
            if last is not None and value > last:
                found.add("C724", node.place, what=fact.key, text=node.text, most=last)
                return False
            return True
        case Money(fen=fen):
            number = fen
        case Member() | bool():
            return True
        case int():
            number = value
        case Fraction():
            number = int(value * 10**fact.digits)
        case _:
            return True
    if fact.least is not None and number < fact.least:
        found.add("C723", node.place, what=fact.key, text=node.text, least=say(fact, fact.least))
        return False
    if fact.most is not None and number > fact.most:
        found.add("C724", node.place, what=fact.key, text=node.text, most=say(fact, fact.most))
        return False
    return True


def say(fact: Fact, edge: int) -> str:
    """An edge of a fact's range as a case would write it."""
    if fact.type.name == "money":
        unit = next((unit for unit in ("亿元", "万元") if edge and edge % UNITS[unit] == 0), "元")
        return f"{edge // UNITS[unit]}{unit}" if unit != "元" else f"{decimal(edge).removesuffix('.00')}元"
    if not fact.digits:
        return str(edge)
    whole, decimals = divmod(abs(edge), 10**fact.digits)
    return f"{'-' if edge < 0 else ''}{whole}.{decimals:0{fact.digits}}"


def _last_day(fact: Fact, as_of: date | None) -> date | None:
    """The day a fact must not be later than: a date written down, or the day of the case; another bound is not checked."""
    if fact.not_after is None:
        return None
    match fact.not_after.expr:
        case Literal(value=date() as day):
            return day
        case Ref(kind="given", name="as_of"):
            return as_of
        case _:
            return None


def read_period(node: Node, what: str, found: Diagnostics) -> PeriodOf | None:
    """A year or month: `2023`, `2023-05`."""
    text = scalar(node, what, found)
    if text is None:
        return None
    period = period_of(text.text)
    if period is None:
        meant = meant_period(text.text)
        if meant:
            found.add("C710", text.place, what=what, text=text.text, written=meant.label)
        else:
            found.add("C731", text.place, text=text.text)
    return period


def read_periods(node: Node | None, pack: Pack, found: Diagnostics) -> tuple[PeriodOf, ...]:
    """One period or a list of them, each of a kind that some rule of the pack counts in."""
    items = node.items if isinstance(node, Items) else () if node is None else (node,)
    kinds = {rule.period for rule in pack.rules.values() if rule.period}
    periods: dict[str, PeriodOf] = {}
    for item in items:
        period = read_period(item, "period", found)
        if period is None:
            continue
        if kinds and kind_of(period) not in kinds:
            wrong_kind(item, period, "month" if "month" in kinds else "year", found)
        elif period.label in periods:
            found.add("C735", first_line(item), text=period.label)
        else:
            periods[period.label] = period
    return tuple(periods.values())


def wrong_kind(node: Node, period: PeriodOf, wanted: Period, found: Diagnostics) -> None:
    """A month where a year is counted, or the other way round."""
    code, example = ("C732", period.label[:4]) if wanted == "year" else ("C733", f"{period.label[:4]}-01")
    found.add(code, first_line(node), text=period.label, example=example)
