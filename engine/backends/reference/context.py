"""What is known while a claim is worked out, and a record of what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import date

from engine.backends.outcome import Step
from engine.backends.reference.expression import Runner
from engine.backends.reference.trace import Overlay, Trace, of_past
from engine.lang.ir import Literal, folds
from engine.lang.operators import fold, promote
from engine.lang.tables import Table, look_up
from engine.lang.types import INT
from engine.lang.values import UNKNOWN, Member, Money, Unknown, Value
from engine.pack.case import Case, Entry, Instance, Path, PeriodOf
from engine.pack.model import Pack
from engine.pack.names import GIVEN
from engine.pack.terms import Formula, Reading
from engine.text.records import dataclass

NEUTRAL: dict[str, Value] = {"sum": 0, "count": False, "any": False, "all": True}  # what an entry may bring and change nothing
OPEN_END = date.max  # the value of an option `means: open`


@dataclass
class Context:
    """A claim's surroundings; gives expressions their meaning (`Meaning`)."""

    pack: Pack
    case: Case
    chosen: Mapping[str, str]  # readings set by the case or the call
    line: tuple[Instance, ...]
    period: PeriodOf | None = None
    law_at: date | None = None
    past: tuple[Entry, ...] | None = ()
    perhaps_past: tuple[Entry, ...] = ()  # lines of history that do not say whose they are
    overlay: Overlay = field(default_factory=Overlay)
    about: str = ""  # the subject whose names stand plain
    amount: Value = UNKNOWN  # the claim before limits
    amount_range: tuple[int, int | None] = (0, None)  # in fen, where it is not known
    inside: dict[str, Instance | Entry] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)  # all that were read for this claim, and the option that counted
    unruled: set[str] = field(default_factory=set)  # those read that nobody adopted
    trace: Trace = field(default_factory=Trace)
    formula: Formula | None = None  # the one being run
    payers: dict[str, Value] = field(default_factory=dict)  # the shares of those who pay before
    answer: dict[str, Value] = field(default_factory=dict)  # `award` or `result`, once there is one

    def __post_init__(self) -> None:
        self.runner = Runner(self)
        self.about = self.about or (self.line[-1].kind if self.line else "")

    # -- running formulas ------------------------------------------------------------------------------------------------

    def value(self, formula: Formula) -> Value:
        """The value of a formula here."""
        if formula.text is None:
            assert isinstance(formula.expr, Literal)
            return formula.expr.value
        outer, self.formula = self.formula, formula
        try:
            return promote(self.runner.run(formula.text), formula.type)
        finally:
            self.formula = outer

    def step(self, kind: str, formula: Formula, cite: str = "", name: str = "") -> Step:
        """The value of a formula with all that was read for it."""
        with self._recording() as trace:
            value = self.value(formula)
        text = formula.text if formula.text is not None else formula.place.text
        return Step(kind, text, value, formula.place, name, trace.facts, cite, tuple(trace.inner))

    @contextmanager
    def _recording(self) -> Iterator[Trace]:
        outer, self.trace = self.trace, Trace()
        try:
            yield self.trace
        finally:
            self.trace = outer

    @contextmanager
    def about_subject(self, subject: str) -> Iterator[None]:
        """Within, plain names are those of `subject`."""
        before, self.about = self.about, subject
        try:
            yield
        finally:
            self.about = before

    # -- names (Meaning) -------------------------------------------------------------------------------------------------

    def name(self, word: str) -> Value:
        key = f"{self.about}.{word}"
        if key in self.pack.facts or key in self.pack.definitions:
            return self.member(self.about, word)
        if (parameter := self.pack.parameters.get(word)) is not None:
            return self._in_table(parameter.table, ())
        if word in self.pack.readings:
            return self.reading(self.pack.readings[word])
        if word == "amount":
            return self.amount
        if word in self.payers or word in self.answer:
            return self.payers[word] if word in self.payers else self.answer[word]
        return self._given(word)

    def _given(self, word: str) -> Value:
        assert word in GIVEN, word
        if word == "as_of":
            return self.case.as_of
        return UNKNOWN if self.law_at is None else self.law_at

    def member(self, carrier: str, word: str) -> Value:
        if carrier == "period":
            return UNKNOWN if self.period is None else getattr(self.period, word)
        if carrier == "past":
            entry = self.inside["past"]
            assert isinstance(entry, Entry)
            return of_past(entry, word)
        key = f"{carrier}.{word}"
        if (definition := self.pack.definitions.get(key)) is not None:
            with self._recording() as trace, self.about_subject(carrier):
                value = self.value(definition.means)
            self.trace.facts.update(trace.facts)
            self.trace.inner.append(
                Step(
                    "definition",
                    definition.means.text or "",
                    value,
                    definition.place,
                    key,
                    trace.facts,
                    definition.cite,
                    tuple(trace.inner),
                )
            )
            return value
        return self.reading(self.pack.readings[word]) if key not in self.pack.facts else self._fact(carrier, word)

    def _fact(self, carrier: str, word: str) -> Value:
        instance = self.instance(carrier)
        value: Value = UNKNOWN
        if instance is not None:
            value = instance.facts.get(word, UNKNOWN)
            if isinstance(value, Unknown) and self.overlay.facts:
                value = self.overlay.facts.get((self.path_to(carrier), word), UNKNOWN)
        self.trace.facts[f"{carrier}.{word}"] = value
        return value

    def instance(self, kind: str) -> Instance | None:
        """The subject of this kind that is meant here: what a fold is at, else one of the claim's line."""
        at = self.inside.get(kind)
        if isinstance(at, Instance):
            return at
        return next((each for each in self.line if each.kind == kind), None)

    def path_to(self, kind: str) -> Path:
        """The path of the subject of this kind, as overlays name it."""
        kinds = self.pack.path_of(kind)
        return tuple((each, found.id if (found := self.instance(each)) else None) for each in kinds)

    # -- readings --------------------------------------------------------------------------------------------------------

    def option_of(self, reading: Reading) -> str | None:
        """The option that counts, noted as read; None: open."""
        option = self.chosen.get(reading.name, reading.adopted)
        if option is None:
            self.unruled.add(reading.name)
        else:
            self.readings[reading.name] = option
        return option

    def reading(self, reading: Reading) -> Value:
        """The value of a reading under the option that counts."""
        name = self.option_of(reading)
        if name is None:
            return UNKNOWN
        option = reading.options[name]
        if option.open_ended:
            return OPEN_END
        if option.means is None:
            return Member(name, tuple(reading.options))
        with self._recording() as trace, self.about_subject(reading.subject):
            value = promote(self.value(option.means), reading.type)
        self.trace.facts.update(trace.facts)
        text = option.means.text or ""
        self.trace.inner.append(
            Step("reading", text, value, option.place, reading.name, trace.facts, reading.cite, tuple(trace.inner))
        )
        return value

    # -- tables and folds ------------------------------------------------------------------------------------------------

    def is_table(self, word: str) -> bool:
        return word in self.pack.parameters

    def look_up(self, table: str, args: Sequence[Value]) -> Value:
        return self._in_table(self.pack.parameters[table].table, args)

    def _in_table(self, table: Table, args: Sequence[Value]) -> Value:
        return look_up(table, args, UNKNOWN if self.law_at is None else self.law_at)

    def is_collection(self, word: str) -> bool:
        return word == "past" or word in self.pack.subjects

    def children(self, kind: str) -> tuple[Instance, ...] | None:
        """The children of this kind; None: unknown."""
        parent = self.pack.subjects[kind].of or ""
        instance = self.instance(parent)
        listed = instance.children.get(kind) if instance else None
        return self.overlay.children.get((self.path_to(parent), kind)) if listed is None else listed

    def fold(
        self, number: Callable[[], int], operator: str, collection: str, body: Callable[[], Value], empty: Callable[[], Value]
    ) -> Value:
        items: Sequence[Instance | Entry] | None = self.past if collection == "past" else self.children(collection)
        if items is None:
            self.trace.facts["history" if collection == "past" else collection] = UNKNOWN
            return UNKNOWN
        before = self.inside.get(collection)
        values = []
        for item in items:
            self.inside[collection] = item
            values.append(body())
        for item in self.perhaps_past if collection == "past" else ():
            # It may be none of them: known only where it would make no difference.
            self.inside[collection] = item
            value = body()
            values += [] if NEUTRAL.get(operator, UNKNOWN) == _amount_of(value) else [UNKNOWN]
        if before is None:
            self.inside.pop(collection, None)
        else:
            self.inside[collection] = before
        named = any(isinstance(value, str) for value in values)  # written out in the text: which of several it is the type says
        type = INT if (values and not named) or self.formula is None else folds(self.formula.expr)[number()].type
        return fold(operator, values, type, empty())


def _amount_of(value: Value) -> Value:
    """The number of an amount, so that nothing of any type is nothing."""
    return value.fen if isinstance(value, Money) else value
