"""How subjects, facts, readings and their options are called in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from engine.backends.prose_phrases import bracketed
from engine.backends.prose_tables import say_rows
from engine.backends.prose_values import NO_NAMES, either, say_value
from engine.lang.ir import Expr, Ref
from engine.lang.types import SPAN
from engine.pack.model import Pack
from engine.pack.terms import Fact, Label, Reading
from engine.text.records import dataclass


@dataclass(frozen=True)
class Namer:
    """The names of one pack in one language ("zh" or "en"), under the readings chosen (absent: the adopted ones)."""

    pack: Pack
    lang: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    values: bool = True  # whether numbers of the law stand with their value

    def fact(self, key: str) -> str:
        """The label of a fact (`organisation.registration`), with its subject where another has one of the same label."""
        fact = self.pack.facts.get(key)
        if fact is None:
            return key
        label = fact.label.say(self.lang, fact.name)
        same = [each for each in self.pack.facts.values() if each.label.say(self.lang, each.name) == label]
        if len(same) < 2:
            return label
        owner = self.subject(fact.subject)
        return either(self.lang, f"{owner}的{label}", f"{label} of the {owner}")

    def subject(self, kind: str) -> str:
        """The label of a kind of subject."""
        return self.pack.subjects[kind].label.say(self.lang, kind) if kind in self.pack.subjects else kind

    def reading(self, name: str) -> str:
        """How a reading is named: its number in the register of open points, else its name."""
        reading = self.pack.readings.get(name)
        number = reading.register if reading and reading.register else name
        return either(self.lang, f"口径{number}", f"reading {number}")

    def option(self, reading: str, option: str | None) -> str:
        """The label of one option of a reading."""
        held = self.pack.readings[reading].options.get(option or "") if reading in self.pack.readings else None
        return held.label.say(self.lang, held.name) if held else option or either(self.lang, "尚未确定", "not yet settled")

    def taken(self, reading: Reading) -> str | None:
        """The option of a reading that counts here."""
        return self.chosen.get(reading.name) or reading.adopted

    def stated(self, label: str, value: bool) -> str:
        """A yes-or-no thing with its answer."""
        return either(self.lang, f"{label}：", f"{label}: ") + say_value(value, self.lang)

    def labels(self, args: tuple[Expr, ...]) -> Mapping[str, Label]:
        """The labels of the names that literals among `args` may hold: those of the fact they are compared with."""
        for arg in args:
            if isinstance(arg, Ref) and (fact := self._fact_behind(arg)) is not None and fact.names:
                return fact.names
        return NO_NAMES

    def parameter(self, name: str) -> str:
        """A number of the law: its label and its value."""
        parameter = self.pack.parameters.get(name)
        if parameter is None:
            return name
        label = parameter.label.say(self.lang, name)
        if not self.values or parameter.table.columns:
            return label
        return bracketed(label, say_rows(parameter, self.lang), self.lang)

    def span(self, expr: Expr) -> str:
        """A length of time of the law beside a day, the length first: 验收日之后12个月（运营期）; "" for all else."""
        if expr.type != SPAN or not isinstance(expr, Ref) or expr.kind != "parameter" or not self.values:
            return ""
        parameter = self.pack.parameters.get(expr.name)
        if parameter is None or parameter.table.columns or parameter.table.dated:
            return ""
        return bracketed(say_rows(parameter, self.lang), parameter.label.say(self.lang, expr.name), self.lang)

    def open_ended(self, expr: Expr) -> bool:
        """Whether `expr` is a reading taken as having no end."""
        if not isinstance(expr, Ref) or expr.kind != "reading" or expr.name not in self.pack.readings:
            return False
        reading = self.pack.readings[expr.name]
        option = reading.options.get(self.taken(reading) or "")
        return option is not None and option.open_ended

    def _fact_behind(self, ref: Ref) -> Fact | None:
        """The fact whose values a name takes: itself, or what a reading or definition stands for."""
        if ref.kind == "fact":
            return self.pack.facts.get(f"{ref.carrier}.{ref.name}")
        means = None
        if ref.kind == "definition" and (definition := self.pack.definitions.get(f"{ref.carrier}.{ref.name}")):
            means = definition.means
        elif ref.kind == "reading" and (reading := self.pack.readings.get(ref.name)):
            option = reading.options.get(self.taken(reading) or "")
            means = option.means if option else None
        return self._fact_behind(means.expr) if means and isinstance(means.expr, Ref) else None
