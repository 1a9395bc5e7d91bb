"""What a case expects of its outcome, and the readings it chooses."""

from __future__ import annotations

from collections.abc import Iterator

from engine.pack.case import Expectation
from engine.pack.cases_lines import LineReader
from engine.pack.cases_values import blank, first_line, read_money, scalar
from engine.pack.document import Field, Fields, Items, Node, Text
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.text.diagnostics import Diagnostics
from engine.text.records import dataclass
from engine.text.render import suggest

COMMON = ("verdict", "law_at", "needs", "readings", "cite")
FIELDS = {
    "amount": (
        *COMMON, "amount", "low", "high", "floor", "parts", "paid_by", "limits", "reason", "owed",
        "decided", "decided_by", "instrument",
    ),
    "choose": (*COMMON, "result"),
    "target": (*COMMON, "rate", "gap", "by", "note"),
    "duty": (*COMMON, "next_due", "late_days"),
}  # fmt: skip
MONEY_FIELDS = ("amount", "floor", "decided")
VERDICTS = {
    "amount": ("granted", "to_decide", "refused", "not_in_force", "unknown", "rejected", "delegated", "unstated"),
    "choose": ("chosen", "not_applicable", "unknown", "not_in_force"),
    "target": ("met", "not_met", "pending", "unknown", "not_measurable", "not_in_force"),
    "duty": ("kept", "breached", "unknown", "not_in_force"),
}


@dataclass(frozen=True)
class ExpectReader:
    """Reads `expect` against the pack and the subjects of the case."""

    pack: Pack
    lines: LineReader
    found: Diagnostics

    def expectations(self, node: Node | None) -> tuple[Expectation, ...] | None:
        """What each award should be; None where nothing is expected."""
        if node is None or blank(node):
            return None
        return tuple(expected for rule, fields in self._stated(node) if (expected := self._one(rule, fields)))

    def _stated(self, node: Node) -> Iterator[tuple[Node | None, Fields]]:
        """Each rule with its fields: from a map by rule, or a list whose items name theirs."""
        if isinstance(node, Fields):
            for field in node.fields:
                many = field.value.items if isinstance(field.value, Items) else (field.value,)
                yield from ((field.key, fields) for fields in self._maps(many))
        elif isinstance(node, Items):
            yield from ((fields.get("rule"), fields) for fields in self._maps(node.items))
        else:
            self.found.add("C701", first_line(node), what="expect")

    def _maps(self, nodes: tuple[Node, ...]) -> Iterator[Fields]:
        for node in nodes:
            if isinstance(node, Fields):
                yield node
            else:
                self.found.add("C701", first_line(node), what="expect")

    def _one(self, node: Node | None, fields: Fields) -> Expectation | None:
        name = self.lines.benefit(node, fields, "expect")
        if name is None:
            return None
        rule = self.pack.rules[name]
        kinds = self.pack.path_of(rule.subject)
        ids = self.lines.paths.ids(fields, kinds)
        self.lines.paths.must_exist(kinds, ids, fields)
        period = self.lines.period(fields.get("period"), name)
        compared = {}
        for field in fields.fields:
            key = field.key.text
            if key in FIELDS[rule.kind]:
                self._check_value(rule, field)
                compared[key] = as_written(field.value)
            elif key not in (*kinds, "period", "rule"):
                near = suggest(key, (*FIELDS[rule.kind], *kinds, "period"))
                self.found.add(
                    "C760", field.key.place, field=key, rule=name, did_you_mean=near, allowed="、".join(FIELDS[rule.kind])
                )
        return Expectation(name, ids, period.label if period else None, compared, first_line(fields))

    def _check_value(self, rule: Rule, field: Field) -> None:
        """Catch a slip in what is expected, which else would only look like a wrong answer."""
        key, allowed = field.key.text, VERDICTS[rule.kind]
        if key == "verdict":
            text = scalar(field.value, key, self.found)
            if text and text.text not in allowed:
                near = suggest(text.text, allowed)
                self.found.add("C761", text.place, text=text.text, rule=rule.name, allowed="、".join(allowed), did_you_mean=near)
        elif key in MONEY_FIELDS:
            text = scalar(field.value, key, self.found)
            if text:
                read_money(text, key, self.found)

    def readings(self, node: Node | None) -> dict[str, str]:
        """The options that the case chooses; an empty one leaves the pack's."""
        if node is None or blank(node):
            return {}
        if not isinstance(node, Fields):
            self.found.add("C701", first_line(node), what="readings")
            return {}
        chosen: dict[str, str] = {}
        for field in node.fields:
            reading = self.pack.readings.get(field.key.text)
            if reading is None:
                near = suggest(field.key.text, self.pack.readings)
                self.found.add("C755", field.key.place, name=field.key.text, did_you_mean=near)
                continue
            option = scalar(field.value, reading.name, self.found)
            if option and option.text in reading.options:
                chosen[reading.name] = option.text
            elif option:
                near = suggest(option.text, reading.options)
                allowed = "、".join(reading.options)
                self.found.add("C756", option.place, text=option.text, name=reading.name, allowed=allowed, did_you_mean=near)
        return chosen


def as_written(node: Node) -> object:
    """A node as plain texts, lists and maps."""
    match node:
        case Text(text=text):
            return text
        case Items(items=items):
            return [as_written(item) for item in items]
        case Fields(fields=fields):
            return {field.key.text: as_written(field.value) for field in fields}
