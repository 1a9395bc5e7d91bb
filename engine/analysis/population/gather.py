"""Rows that speak of the same subjects, gathered into one case as a case file would say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from engine.analysis.diff.model import Sides
from engine.analysis.population.columns import line as above
from engine.analysis.population.headings import Vocabulary
from engine.analysis.population.lines import Line
from engine.analysis.population.model import Spot
from engine.pack.cases_lines import key_facts
from engine.pack.cases_subjects import ONLY
from engine.pack.document import Field, Fields, Items, Node, Text
from engine.text.diagnostics import Diagnostics
from engine.text.records import dataclass

Ids = dict[str, str]


@dataclass(frozen=True)
class Gatherer:
    """Knows which kinds of subjects there are and which a list may name without an id."""

    sides: Sides
    words: Vocabulary
    paying: frozenset[str]

    def ids(self, line: Line, found: Diagnostics) -> Ids | None:
        """The ids of the subjects of a row, parents first; None with a finding where one that is needed is not stated."""
        stated = {
            meaning.kind: node.text for meaning, node in line.said.items() if meaning.role == "id" and isinstance(node, Text)
        }
        spoken = {meaning.kind for meaning in line.said if meaning.role in ("id", "fact")}
        made: Ids = {}
        for kind in dict.fromkeys(each for some in self.words.kinds if some in spoken for each in above(self.words, some)):
            if kind in stated:
                made[kind] = stated[kind]
            elif line.table.has("id", kind) or (self.words.kinds[kind] is None and kind in self.paying):
                at = next((each.at for each in line.table.columns if (each.meaning.role, each.meaning.kind) == ("id", kind)), -1)
                found.add(
                    "D225", line.table.sheet.place(line.row.number, at), what_zh=f"{kind} 的编号", what_en=f"the id of `{kind}`"
                )
                return None
            else:
                made[kind] = ONLY
        return made

    def roots(self, ids: Ids) -> list[tuple[str, str]]:
        """The outermost subjects of a row, which make its case; not those that nothing is paid to, like the whole city."""
        outer = [(kind, id) for kind, id in ids.items() if self.words.kinds[kind] is None]
        return [each for each in outer if each[0] in self.paying] or outer


@dataclass
class Thing:
    """A subject while its rows are gathered: what each says of it, and those below it."""

    id: Text
    facts: dict[str, tuple[Line, Node]] = field(default_factory=dict)
    periods: dict[str, Text] = field(default_factory=dict)
    below: dict[str, dict[str, Thing]] = field(default_factory=dict)


@dataclass
class Group:
    """The rows of one case on one day."""

    gatherer: Gatherer
    lines: list[tuple[Line, Ids]] = field(default_factory=list)

    def contradictions(self, found: Diagnostics) -> list[tuple[Line, Ids]]:
        """Leaves out each row that says of a subject what one before it says otherwise, with a finding; gives those left out."""
        seen: dict[tuple[object, ...], tuple[str, Line]] = {}
        out: list[tuple[Line, Ids]] = []
        for line, ids in self.lines:
            wrong = False
            for meaning, node in line.said.items():
                if meaning.role != "fact":
                    continue
                path = tuple((kind, ids[kind]) for kind in above(self.gatherer.words, meaning.kind))
                key, text = (path, meaning.name), _shown(node)
                first = seen.setdefault(key, (text, line))
                if first[0] != text:
                    wrong = True
                    at = next(each.at for each in line.table.columns if each.meaning == meaning)
                    cell = line.row.cell(at).text
                    there = first[1].table.sheet.called(first[1].row.number, at)
                    found.add("D224", line.table.sheet.place(line.row.number, at, cell), name=meaning.said, first=there)
            out += [(line, ids)] if wrong else []
        left_out = {line.number for line, _ in out}
        self.lines = [each for each in self.lines if each[0].number not in left_out]
        return out

    def node(self, name: str, history: Sequence[tuple[Line, Ids]] | None, paid: bool) -> Fields:
        """The case that the rows say; `history` None: what was paid before is not known; `paid`: the rows themselves say it."""
        first = self.lines[0][0]
        made = [_field("case", Text(name, first.start, True))]
        if day := first.of("as_of"):
            made.append(_field("as_of", day))
        tree: dict[str, dict[str, Thing]] = {}
        for line, ids in self.lines:
            self._plant(tree, line, ids)
        claimed = all(line.of("rule") for line, _ in self.lines)
        periods = {text.text: text for line, _ in self.lines if (text := line.of("period"))}
        if periods and not claimed:
            made.append(_field("period", Items(tuple(periods.values()), first.start)))
        made += list(_fields(tree, periods=not claimed))
        if claimed:
            made.append(_field("claims", Items(tuple(self._claims()), first.start)))
        if history is not None:
            entries = tuple(self._entry(line, ids) for line, ids in history)
            made.append(_field("history", Items((*entries, *(self._paid() if paid else ())), first.start)))
        return Fields(tuple(made), first.start)

    def spots(self) -> dict[Spot, str]:
        """The row of each claim asked for, and the first that speaks of each subject."""
        made: dict[Spot, str] = {}
        for line, ids in self.lines:
            where = line.table.sheet.called(line.row.number)
            for kind in ids:
                made.setdefault(("", tuple((each, ids[each]) for each in above(self.gatherer.words, kind)), None), where)
            if rule := line.of("rule"):
                path, period = tuple(self._path(rule.text, ids).items()), line.of("period")
                made.setdefault((rule.text, path, period.text if period else None), where)
        return made

    @property
    def paid_is_known(self) -> bool:
        """Whether every row states what was paid before."""
        columns = [{each.meaning for each in line.table.columns if each.meaning.role == "paid"} for line, _ in self.lines]
        return all(wanted and wanted <= line.said.keys() for wanted, (line, _) in zip(columns, self.lines, strict=True))

    def _plant(self, tree: dict[str, dict[str, Thing]], line: Line, ids: Ids) -> None:
        stated = {meaning.kind: node for meaning, node in line.said.items() if meaning.role == "id" and isinstance(node, Text)}
        things: dict[str, Thing] = {}
        for kind in ids:
            parent = self.gatherer.words.kinds[kind]
            there = tree if parent is None else things[parent].below
            id = stated.get(kind, Text(ids[kind], line.start, True))
            things[kind] = there.setdefault(kind, {}).setdefault(ids[kind], Thing(id))
        for meaning, node in line.said.items():
            if meaning.role == "fact":
                things[meaning.kind].facts.setdefault(meaning.name, (line, node))
        period = line.of("period")
        parents = {self.gatherer.words.kinds[kind] for kind in ids}
        for kind in ids if period else ():
            if kind not in parents and period:
                things[kind].periods.setdefault(period.text, period)

    def _claims(self) -> Iterator[Fields]:
        seen: set[tuple[object, ...]] = set()
        for line, ids in self.lines:
            rule, period = line.of("rule"), line.of("period")
            assert rule is not None
            wanted = self._path(rule.text, ids)
            key = (rule.text, *wanted.items(), period and period.text)
            if key not in seen:
                seen.add(key)
                yield self._named(line, rule, wanted, period)

    def _named(self, line: Line, rule: Text, ids: Ids, period: Text | None) -> Fields:
        made = [_field("rule", rule), *(_field(kind, Text(id, rule.place, True)) for kind, id in ids.items())]
        if period and self._has_periods(rule.text):
            made.append(_field("period", period))
        return Fields(tuple(made), line.start)

    def _path(self, rule: str, ids: Ids) -> Ids:
        """Of the ids of a row those that a claim of the rule is told by."""
        for pack, called in ((self.gatherer.sides.new, rule), (self.gatherer.sides.old, rule)):
            own = pack.rules.get(called) or pack.other_benefits.get(called)
            if own is not None:
                back = self.gatherer.sides.new_of
                kind = own.subject if pack is self.gatherer.sides.new else back("subjects", own.subject) or own.subject
                return {each: ids[each] for each in above(self.gatherer.words, kind) if each in ids}
        return ids

    def _compared(self, name: str) -> set[str]:
        """The facts that limits compare of what was paid, in either version."""
        sides = self.gatherer.sides
        made: set[str] = set()
        for pack, called in ((sides.new, name), (sides.old, sides.old_of("rules", name) or name)):
            if called in pack.rules or called in pack.other_benefits:
                made.update(key_facts(pack, called))
        return made

    def _has_periods(self, name: str) -> bool:
        sides = self.gatherer.sides
        rules = (sides.new.rules.get(name), sides.old.rules.get(sides.old_of("rules", name) or name))
        return any(rule is not None and rule.period is not None for rule in rules) or not any(rules)

    def _entry(self, line: Line, ids: Ids) -> Fields:
        """A line of the sheet of what was paid before."""
        rule = line.of("rule")
        path = self._path(rule.text, ids) if rule else ids
        made = [_field(kind, Text(id, line.start, True)) for kind, id in path.items()]
        for meaning, node in line.said.items():
            if meaning.role == "fact":
                # What a limit does not compare says nothing of a claim that was paid.
                if rule and meaning.name in self._compared(rule.text):
                    made.append(_field(meaning.name, node))
            elif meaning.role == "period" and rule and not self._has_periods(rule.text):
                continue
            elif meaning.role != "id":
                made.append(_field(meaning.role, node))
        return Fields(tuple(made), line.start)

    def _paid(self) -> Iterator[Fields]:
        """What the rows themselves say was paid: nil is nothing, and nothing says when."""
        seen: set[tuple[object, ...]] = set()
        for line, ids in self.lines:
            for meaning, node in line.said.items():
                if meaning.role != "paid" or not isinstance(node, Text) or _nil(node.text):
                    continue
                rule = Text(meaning.name, node.place, True) if meaning.name else line.of("rule")
                if rule is None:
                    continue
                path = self._path(rule.text, ids)
                if (key := (rule.text, *path.items())) not in seen:
                    seen.add(key)
                    named = self._named(line, rule, path, None)
                    yield Fields((*named.fields, _field("amount", node)), line.start)


def _nil(text: str) -> bool:
    return not text.strip("-0.,元万亿角分 ")


def _shown(node: Node) -> str:
    return node.text if isinstance(node, Text) else "、".join(map(_shown, node.items)) if isinstance(node, Items) else ""


def _field(name: str, value: Node) -> Field:
    return Field(Text(name, value.place, True), value)


def _fields(tree: dict[str, dict[str, Thing]], periods: bool) -> Iterable[Field]:
    """The subjects of each kind, with those below them."""
    for kind, things in tree.items():
        nodes = []
        for thing in things.values():
            made = [_field("id", thing.id), *(_field(name, node) for name, (_, node) in thing.facts.items())]
            if periods and thing.periods:
                made.append(_field("period", Items(tuple(thing.periods.values()), thing.id.place)))
            made += list(_fields(thing.below, periods))
            nodes.append(Fields(tuple(made), thing.id.place))
        yield _field(kind, Items(tuple(nodes), nodes[0].place))
