"""The old version in the words of the new one, so that a mere change of names is no change of answers; and cases back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, is_dataclass, replace
from typing import TypeVar

from engine.analysis.diff.model import Sides
from engine.lang.ir import Fold, Ref
from engine.pack.case import Case, Instance, Path, rebuilt
from engine.pack.model import Pack
from engine.pack.rule import Key, Limit, Rule
from engine.pack.terms import Definition, Fact, Parameter, Reading, Subject
from engine.text.records import dataclass

T = TypeVar("T")


@dataclass(frozen=True)
class Renaming:
    """Old names and what they are called now; only those that differ."""

    subjects: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)  # by key
    definitions: Mapping[str, str] = field(default_factory=dict)  # by key
    parameters: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    benefits: Mapping[str, str] = field(default_factory=dict)

    @property
    def idle(self) -> bool:
        """Whether every name is as it was."""
        return not any(getattr(self, each.name) for each in fields(self))

    def pack(self, old: Pack) -> Pack:
        """The old version as it is to be compared; only its typed form, since its texts still hold the old names."""
        if self.idle:
            return old
        made = self._of(old)
        return replace(
            made,
            subjects=_keyed(made.subjects, self.subjects),
            facts=_keyed(made.facts, self.facts, self.subjects),
            definitions=_keyed(made.definitions, self.definitions, self.subjects),
            parameters=_keyed(made.parameters, self.parameters),
            readings=_keyed(made.readings, self.readings),
            rules=_keyed(made.rules, self.rules),
            other_benefits=_keyed(made.other_benefits, self.benefits),
        )

    def _of(self, value: T) -> T:
        """A record with the names in it replaced."""
        match value:
            case tuple():
                return tuple(self._of(each) for each in value)  # type: ignore[return-value]
            case Mapping():
                return {key: self._of(each) for key, each in value.items()}  # type: ignore[return-value]
            case _ if not is_dataclass(value) or isinstance(value, type):
                return value
            case _:
                pass
        changed = {each.name: self._of(getattr(value, each.name)) for each in fields(value) if each.name not in UNCHANGED}
        made = replace(value, **changed)
        return self._named(made)  # type: ignore[return-value]

    def _named(self, value: object) -> object:
        match value:
            case Ref(kind=kind, carrier=carrier, name=name):
                return replace(value, carrier=self.subjects.get(carrier, carrier), name=self._name(kind, carrier, name))
            case Fold(collection=collection):
                return replace(value, collection=self.subjects.get(collection, collection))
            case Fact(subject=subject, name=name):
                return replace(value, subject=self.subjects.get(subject, subject), name=self._name("fact", subject, name))
            case Definition(subject=subject, name=name):
                called = self._name("definition", subject, name)
                return replace(value, subject=self.subjects.get(subject, subject), name=called)
            case Reading(subject=subject, name=name):
                return replace(value, subject=self.subjects.get(subject, subject), name=self.readings.get(name, name))
            case Key(carrier=carrier, fact=fact):
                return Key(self.subjects.get(carrier, carrier), self._name("fact", carrier, fact) if fact else "")
            case Subject(name=name, of=of):
                return replace(value, name=self.subjects.get(name, name), of=of and self.subjects.get(of, of))
            case Limit(binds=binds, over=over, about=about):
                named = {**self.benefits, **self.rules}
                bound, counted = (tuple(named.get(each, each) for each in names) for names in (binds, over))
                return replace(value, binds=bound, over=counted, about=self.subjects.get(about, about))
            case Rule(name=name, subject=subject):
                return replace(value, name=self.rules.get(name, name), subject=self.subjects.get(subject, subject))
            case Parameter(name=name):
                return replace(value, name=self.parameters.get(name, name))
            case _:
                return value

    def _name(self, kind: str, carrier: str, name: str) -> str:
        maps: dict[str, Mapping[str, str]] = {"fact": self.facts, "definition": self.definitions}
        if kind in maps:
            return maps[kind].get(f"{carrier}.{name}", f".{name}").rpartition(".")[2]
        if kind == "given" and carrier == "past":
            return next((new.rpartition(".")[2] for old, new in self.facts.items() if old.rpartition(".")[2] == name), name)
        return {"reading": self.readings, "parameter": self.parameters}.get(kind, {}).get(name, name)

    # -- cases -----------------------------------------------------------------------------------------------------------

    def case(self, case: Case) -> Case:
        """A case in the words of the old version."""
        if self.idle:
            return case
        back = Renaming(*(_turned(getattr(self, each.name)) for each in fields(self)))
        named = {**back.benefits, **back.rules}
        history = (
            None
            if case.history is None
            else tuple(
                replace(
                    entry,
                    rule=named.get(entry.rule, entry.rule),
                    path=back.path(entry.path),
                    facts={back.key(key): value for key, value in entry.facts.items()},
                )
                for entry in case.history
            )
        )
        return replace(
            case,
            roots={back.subjects.get(kind, kind): some for kind, some in rebuilt(case.roots, back.instance).items()},
            claims=None
            if case.claims is None
            else tuple(replace(each, rule=named.get(each.rule, each.rule)) for each in case.claims),
            history=history,
            decisions=tuple(
                replace(each, rule=named.get(each.rule, each.rule), path=back.path(each.path)) for each in case.decisions
            ),
            readings={back.readings.get(name, name): option for name, option in case.readings.items()},
        )

    def key(self, key: str) -> str:
        """A fact's key."""
        subject, _, name = key.partition(".")
        return self.facts.get(key, f"{self.subjects.get(subject, subject)}.{name}")

    def path(self, path: Path) -> Path:
        return tuple((self.subjects.get(kind, kind), id) for kind, id in path)

    def instance(self, one: Instance) -> tuple[Instance, ...]:
        """A subject, its children named already."""
        facts = {self.key(f"{one.kind}.{name}").rpartition(".")[2]: value for name, value in one.facts.items()}
        children = {self.subjects.get(kind, kind): some for kind, some in one.children.items()}
        return (replace(one, kind=self.subjects.get(one.kind, one.kind), facts=facts, children=children),)


UNCHANGED = frozenset({"place", "label", "text", "warnings", "provisions", "notes", "invariants", "digest", "names"})


def renaming(sides: Sides) -> Renaming:
    """What is called otherwise in the new version."""

    def changed(part: str) -> dict[str, str]:
        return {pair.old: pair.new for pair in sides.of(part) if pair.renamed and pair.old and pair.new}  # type: ignore[arg-type]

    return Renaming(
        changed("subjects"),
        changed("facts"),
        changed("definitions"),
        changed("parameters"),
        changed("readings"),
        changed("rules"),
        changed("other_benefits"),
    )


def _keyed(values: Mapping[str, T], names: Mapping[str, str], subjects: Mapping[str, str] | None = None) -> dict[str, T]:
    """A map under the new keys."""

    def named(key: str) -> str:
        if key in names or subjects is None:
            return names.get(key, key)
        subject, _, name = key.partition(".")
        return f"{subjects.get(subject, subject)}.{name}"

    return {named(key): value for key, value in values.items()}


def _turned(names: Mapping[str, str]) -> dict[str, str]:
    return {new: old for old, new in names.items()}
