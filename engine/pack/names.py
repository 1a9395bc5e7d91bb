"""What a name means at a place in a pack.

Facts and definitions live under their subject; parameters, readings and given names are shared. Definitions and readings are
typed when first asked for, in any order; one that needs itself is a circle and is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace

from engine.lang.ir import Expr, Ref
from engine.lang.tables import Table
from engine.lang.types import DATE, INT, MONEY, Type, one_of
from engine.pack.terms import Definition, Fact, Parameter, Reading, Subject
from engine.text.diagnostics import Diagnostics
from engine.text.records import dataclass
from engine.text.source import Place

GIVEN: dict[str, Type] = {"as_of": DATE, "law_at": DATE}
PERIOD: dict[str, Type] = {"start": DATE, "end": DATE}
PAST: dict[str, Type] = {"amount": MONEY, "as_of": DATE, "paid_on": DATE, "times": INT, "claims": INT}

MOST_ABOVE = 10  # kinds above a subject
DEEPEST = 50  # levels of an expression, those of the definitions and readings it rests on included


@dataclass
class Names:
    """All names of a pack, filled while it is built."""

    found: Diagnostics
    subjects: dict[str, Subject] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    definitions: dict[str, Definition | None] = field(default_factory=dict)  # None: it has errors of its own
    readings: dict[str, Reading | None] = field(default_factory=dict)
    makers: dict[str, tuple[Place, Callable[[], None]]] = field(default_factory=dict)  # not yet built, by `kind name`
    declared: dict[str, str] = field(default_factory=dict)  # name of a reading -> its subject
    under_way: list[str] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)  # parameters with errors of their own

    def path(self, subject: str) -> tuple[str, ...]:
        """The kinds from the top down to `subject`."""
        line: list[str] = []
        while subject and subject not in line and subject in self.subjects and len(line) <= MOST_ABOVE:
            line.append(subject)
            subject = self.subjects[subject].of or ""
        return tuple(reversed(line))

    def settle(self, kind: str, name: str) -> bool:
        """Build a definition or reading now if it has not been; False if it is being built: a circle."""
        label = f"{kind} {name}"
        if label in self.under_way:
            circle = [*self.under_way[self.under_way.index(label) :], label]
            places = [self.makers[each][0] for each in circle[:-1]]
            names = " → ".join(each.split(" ", 1)[1] for each in circle)
            self.found.add("P505", places[0], related=places[1:], circle=names)
            return False
        target = self.definitions if kind == "definition" else self.readings
        if name not in target and label in self.makers:
            if len(self.under_way) == DEEPEST:
                self.found.add("P549", self.makers[label][0], most=DEEPEST)
                target[name] = None  # what names it need not be told that there is no such name
                return False
            self.under_way.append(label)
            self._make(label)
            self.under_way.pop()
        return True

    def _make(self, label: str) -> None:
        place, make = self.makers[label]
        try:
            make()
        except RecursionError:
            # Long expressions, each in the middle of the one before; far beyond what is allowed together.
            if len(self.under_way) > 1:
                raise
            del self.under_way[1:]
            self.found.add("P549", place, most=DEEPEST)

    def definition(self, key: str) -> Definition | None:
        return self.definitions.get(key) if self.settle("definition", key) else None

    def reading(self, name: str) -> Reading | None:
        return self.readings.get(name) if self.settle("reading", name) else None


@dataclass(frozen=True)
class PackScope:
    """The names that an expression about one kind of subject may use (the Scope of `engine.lang.lower`)."""

    names: Names
    subject: str = ""  # "" where the expression is about no subject
    givens: frozenset[str] = frozenset()  # of: period, amount, past, award
    inside: tuple[str, ...] = ()  # collections a fold has opened
    keys: tuple[Fact, ...] = ()  # facts that a line of `past` carries
    payers: tuple[str, ...] = ()  # who pays a share before this one; the name stands for the share
    results: tuple[str, ...] = ()  # of a choice that has been made

    def name(self, word: str) -> Expr | None:
        """What a plain name stands for."""
        if self.subject and (own := self._of_subject(self.subject, word)) is not None:
            return own
        if (parameter := self.names.parameters.get(word)) is not None:
            return None if parameter.table.columns else Ref("parameter", "", word, parameter.type)
        if word in self.names.declared and self.names.declared[word] in ("", *self.names.path(self.subject), *self.inside):
            reading = self.names.reading(word)
            return None if reading is None else Ref("reading", reading.subject, word, reading.type)
        if word in GIVEN:
            return Ref("given", "", word, GIVEN[word])
        if word in ("amount", "award") and word in self.givens:
            return Ref("given", "", word, MONEY)
        if word == "result" and self.results:
            return Ref("given", "", word, one_of(self.results))
        if word in self.payers:
            return Ref("given", "payer", word, MONEY)
        return None

    def member(self, carrier: str, word: str) -> Expr | None:
        """What `carrier.word` stands for."""
        if carrier == "period" and "period" in self.givens and word in PERIOD:
            return Ref("given", "period", word, PERIOD[word])
        if carrier == "past" and "past" in self.inside:
            if word in PAST:
                return Ref("given", "past", word, PAST[word])
            return next((Ref("given", "past", fact.name, fact.type) for fact in self.keys if fact.name == word), None)
        if carrier in (*self.names.path(self.subject), *self.inside):
            return self._of_subject(carrier, word)
        return None

    def _of_subject(self, carrier: str, word: str) -> Expr | None:
        key = f"{carrier}.{word}"
        if (fact := self.names.facts.get(key)) is not None:
            return Ref("fact", carrier, word, fact.type)
        if f"definition {key}" in self.names.makers or key in self.names.definitions:
            definition = self.names.definition(key)
            return None if definition is None else Ref("definition", carrier, word, definition.means.type)
        if self.names.declared.get(word) == carrier:
            reading = self.names.reading(word)
            return None if reading is None else Ref("reading", carrier, word, reading.type)
        return None

    def table(self, word: str) -> Table | None:
        parameter = self.names.parameters.get(word)
        return parameter.table if parameter and parameter.table.columns else None

    def collection(self, word: str) -> PackScope | None:
        """The scope inside a fold over the children of kind `word`, or over `past`."""
        if word == "past":
            return replace(self, inside=(*self.inside, word)) if "past" in self.givens else None
        kind = self.names.subjects.get(word)
        about = (*self.names.path(self.subject), *self.inside)
        # A kind that a name here already stands for (among siblings, say) would hide it: only children are folded over.
        open = kind is not None and kind.of is not None and kind.of in about and word not in about
        return replace(self, inside=(*self.inside, word)) if open else None

    def carriers(self) -> Iterable[str]:
        return (*self.names.path(self.subject), *self.inside, *(("period",) if "period" in self.givens else ()))

    def collections(self) -> Iterable[str]:
        """The names a fold may be over."""
        return [word for word in (*self.names.subjects, "past") if self.collection(word) is not None]

    def words(self) -> Iterator[str]:
        """Every plain name, to suggest from."""
        for key in (
            *self.names.facts,
            *(label.split(" ", 1)[1] for label in self.names.makers if label.startswith("definition")),
        ):
            carrier, _, word = key.partition(".")
            if carrier == self.subject:
                yield word
            if carrier in self.carriers():
                yield key
        if "period" in self.givens:
            yield from (f"period.{word}" for word in PERIOD)
        if "past" in self.inside:
            yield from (f"past.{word}" for word in (*PAST, *(fact.name for fact in self.keys)))
        yield from self.names.parameters
        yield from self.names.declared
        yield from GIVEN
        yield from (["award"] if "award" in self.givens else ["result"] if self.results else [])

    def broken(self, word: str) -> bool:
        """Whether a name is declared but could not be typed, so that its own error has been reported already."""
        keys = [f"{carrier}.{word}" for carrier in (*self.names.path(self.subject), *self.inside)] + [word]
        if word in self.names.failed or any(self.names.definitions.get(key, self) is None for key in keys):
            return True
        return self.names.readings.get(word, self) is None or any(
            label.endswith(f" {key}") for label in self.names.under_way for key in keys
        )


def shared_subject(paths: list[tuple[str, ...]]) -> str:
    """The lowest kind that all these paths lie under, "" if there is none."""
    shared = ""
    for kinds in zip(*paths, strict=False):
        if len(set(kinds)) > 1:
            break
        shared = kinds[0]
    return shared
