"""A case file in the words of one version, although it may hold words of the other.

An office's files are in the words of the version that it works with, and a new version may ask for what the old one did not. So
a word is the new version's where that has it, else the old one's; for the other it is said as that calls the same thing, and left
out where it has no such thing. What neither knows stays, for the reader of cases to report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.analysis.diff.model import Part, Sides
from engine.lang.types import OneOf
from engine.pack.cases import CASE_KEYS, FILE_KEYS
from engine.pack.cases_lines import CLAIM_KEYS, DECISION_KEYS, HISTORY_KEYS, key_facts
from engine.pack.cases_subjects import OWN_KEYS
from engine.pack.document import Field, Fields, Items, Node, Text
from engine.pack.model import Pack
from engine.text.records import dataclass

LINES = {"claims": CLAIM_KEYS, "history": HISTORY_KEYS, "decisions": DECISION_KEYS}
COMPARED_WITH_NOTHING = ("expect",)


@dataclass(frozen=True)
class Words:
    """Says a file in the words of the new version (`new`) or of the old one."""

    sides: Sides
    new: bool

    @property
    def pack(self) -> Pack:
        return self.sides.new if self.new else self.sides.old

    @property
    def other(self) -> Pack:
        return self.sides.old if self.new else self.sides.new

    def file(self, node: Node) -> Node:
        """A file of one case or of several."""
        if not isinstance(node, Fields):
            return node
        if not any(node.get(key) for key in FILE_KEYS):
            return self.case(node)
        return _mapped(node, {key: self._cases for key in FILE_KEYS})

    def _cases(self, node: Node) -> Node:
        return _each(node, self.case)

    def case(self, node: Fields) -> Fields:
        """One case, its steps included; what it expects is left out, since either version has its own answers."""
        made: list[Field] = []
        for each in node.fields:
            key = each.key.text
            if key in COMPARED_WITH_NOTHING or (key == "measure" and _text(each.value) in (self.pack.id, self.other.id)):
                continue
            if key == "steps":
                made.append(Field(each.key, self._cases(each.value)))
            elif key in LINES:
                made.append(Field(each.key, self._lines(key, each.value)))
            elif key == "readings":
                made.append(Field(each.key, self._readings(each.value)))
            elif key in CASE_KEYS:
                made.append(each)
            else:
                made += self._subject(each)
        return Fields(tuple(made), node.place)

    def _word(self, part: Part, word: str) -> str | None:
        """What this version calls it; None: it has no such thing."""
        there, before = (getattr(pack, part) for pack in (self.sides.new, self.sides.old))
        if word in there:
            return word if self.new else self.sides.old_of(part, word)
        if word in before:
            return self.sides.new_of(part, word) if self.new else word
        return word

    # -- subjects --------------------------------------------------------------------------------------------------------

    def _subject(self, each: Field) -> list[Field]:
        """The subjects of one kind, below a case or a subject; none if this version has no such kind."""
        kind = each.key.text
        called = self._word("subjects", kind)
        if called is None:
            return []
        value = _each(each.value, lambda one: self._instance(kind, one))
        return [Field(replace(each.key, text=called), value)]

    def _instance(self, kind: str, node: Fields) -> Fields:
        made: list[Field] = []
        for each in node.fields:
            name = each.key.text
            if name in OWN_KEYS:
                made.append(each)
            elif name in self.sides.new.subjects or name in self.sides.old.subjects:
                made += self._subject(each)
            else:
                made += self._fact(kind, each)
        return Fields(tuple(made), node.place)

    def _fact(self, kind: str, each: Field) -> list[Field]:
        key = self._fact_key(kind, each.key.text)
        if key is None or self._of_other_only(kind, each, key):
            return []
        return [Field(replace(each.key, text=key.rpartition(".")[2]), each.value)]

    def _fact_key(self, kind: str, name: str) -> str | None:
        """The key in this version of what a file calls `name` of a `kind`."""
        if (key := f"{kind}.{name}") in self.sides.new.facts:
            return self._word("facts", key)
        owners = (kind, self.sides.old_of("subjects", kind) or kind)
        return self._word(
            "facts", next((f"{owner}.{name}" for owner in owners if f"{owner}.{name}" in self.sides.old.facts), key)
        )

    def _of_other_only(self, kind: str, each: Field, key: str) -> bool:
        """Whether the value is a name that a one-of has in the other version alone; here the fact is then unknown."""
        fact = self.pack.facts.get(key)
        back = self.sides.old_of("facts", key) if self.new else self.sides.new_of("facts", key)
        theirs = self.other.facts.get(back or "")
        if fact is None or theirs is None or not isinstance(fact.type, OneOf) or not isinstance(theirs.type, OneOf):
            return False
        text = _text(each.value)
        return text not in fact.type.names and text in theirs.type.names

    # -- lines -----------------------------------------------------------------------------------------------------------

    def _lines(self, what: str, node: Node) -> Node:
        if not isinstance(node, Items):
            return node
        return Items(tuple(made for each in node.items if (made := self._line(what, each)) is not None), node.place)

    def _line(self, what: str, node: Node) -> Node | None:
        """A claim, a payment or a decision; None where this version has no such rule, or nobody decides it."""
        if isinstance(node, Text):
            rule = self._benefit(node.text)
            return None if rule is None else replace(node, text=rule)
        rule = self._benefit(_text(node.get("rule"))) if isinstance(node, Fields) else ""
        if rule is None or not isinstance(node, Fields):
            return None if rule is None else node
        own = self.pack.rules.get(rule)
        undecided = own is not None and (own.amount is None or own.amount.kind != "decided")
        if what == "decisions" and undecided and self._decided_there(_text(node.get("rule"))):
            return None
        here, there = self._keys(what, self.pack, rule), self._keys(what, self.other, self._there(rule))
        made: list[Field] = []
        for each in node.fields:
            key = each.key.text
            if key == "rule":
                made.append(Field(each.key, replace(each.value, text=rule) if isinstance(each.value, Text) else each.value))
            elif key == "period" and own is not None and own.period is None and self._counted_there(rule):
                continue
            elif (called := self._line_key(key)) in here or called not in (None, *there):
                made.append(Field(replace(each.key, text=called or key), each.value))
        return Fields(tuple(made), node.place)

    def _benefit(self, word: str) -> str | None:
        part: Part = "rules" if any(word in pack.rules for pack in (self.pack, self.other)) else "other_benefits"
        return self._word(part, word)

    def _there(self, rule: str) -> str:
        """What the other version calls a rule of this one."""
        for part in ("rules", "other_benefits"):
            if rule in getattr(self.pack, part):
                return (self.sides.old_of(part, rule) if self.new else self.sides.new_of(part, rule)) or ""
        return ""

    def _decided_there(self, word: str) -> bool:
        rules = [rule for pack in (self.pack, self.other) if (rule := pack.rules.get(word))]
        return any(rule.amount is not None and rule.amount.kind == "decided" for rule in rules)

    def _counted_there(self, rule: str) -> bool:
        there = self.other.rules.get(self._there(rule))
        return there is not None and there.period is not None

    def _line_key(self, key: str) -> str | None:
        if key in self.sides.new.subjects or key in self.sides.old.subjects:
            return self._word("subjects", key)
        for pack, back in ((self.sides.new, not self.new), (self.sides.old, self.new)):
            for fact in pack.facts.values():
                if key in (fact.name, fact.key):
                    if not back:
                        return key
                    called = self._word("facts", fact.key)
                    return called and (called.rpartition(".")[2] if key == fact.name else called)
        return key

    def _keys(self, what: str, pack: Pack, rule: str) -> set[str]:
        own = pack.rules.get(rule) or pack.other_benefits.get(rule)
        if own is None:
            return set(LINES[what])
        more: Iterable[str] = key_facts(pack, rule) if what == "history" else ()
        return {*LINES[what], *pack.path_of(own.subject), *more}

    def _readings(self, node: Node) -> Node:
        """The readings chosen, without those that only the other version leaves open."""
        if not isinstance(node, Fields):
            return node
        made: list[Field] = []
        for each in node.fields:
            called = self._word("readings", each.key.text)
            if called is None:
                continue
            reading, option = self.pack.readings.get(called), _text(each.value)
            theirs = next((pack.readings[name] for pack, name in self._namesakes(called) if name in pack.readings), None)
            if reading and theirs and option not in reading.options and option in theirs.options:
                continue
            made.append(Field(replace(each.key, text=called), each.value))
        return Fields(tuple(made), node.place)

    def _namesakes(self, reading: str) -> list[tuple[Pack, str]]:
        there = self.sides.old_of("readings", reading) if self.new else self.sides.new_of("readings", reading)
        return [(self.other, there)] if there else []


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Text) else ""


def _each(node: Node, make: object) -> Node:
    """A map, or each map of a list, made anew."""
    assert callable(make)
    if isinstance(node, Fields):
        made: Node = make(node)
        return made
    if isinstance(node, Items):
        return Items(tuple(make(item) if isinstance(item, Fields) else item for item in node.items), node.place)
    return node


def _mapped(node: Fields, ways: dict[str, object]) -> Fields:
    made: list[Field] = []
    for each in node.fields:
        way = ways.get(each.key.text)
        made.append(Field(each.key, way(each.value)) if callable(way) else each)
    return Fields(tuple(made), node.place)
