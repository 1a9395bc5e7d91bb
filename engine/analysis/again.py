"""Runs the cases of a pack that is being revised: after a change only those whose answers it can alter.

What a passing case showed still stands if the case is the same and none of the rules it names reads, or counts the claims of a
rule that reads, anything that differs (`reach`). A case that failed is always run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from engine.analysis.cases import CaseResult, run_one
from engine.analysis.mutate.bench import asking, named
from engine.analysis.mutate.links import Links
from engine.analysis.mutate.reach import Reach, reach
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.text.records import dataclass

# Of a pack, what no answer rests on; what every answer may rest on; and what the rules that read it rest on.
UNREAD = ("version", "title", "document", "provisions", "notes", "digest", "place", "warnings")
COMMON = ("id", "in_force", "subjects", "other_benefits", "authorities", "expected", "review", "invariants")
READ = ("rules", "parameters", "readings", "definitions", "facts")
WITHIN = ("limits",)  # each shared limit stands in the rules it binds as well


@dataclass
class Again:
    """The cases of one file as they last came out, under the pack they were run under."""

    pack: Pack | None = None
    results: dict[str, CaseResult] = field(default_factory=dict)  # by the name of the case

    def run(self, pack: Pack, cases: Sequence[Case]) -> tuple[list[CaseResult], int]:
        """What comes out of every case, in their order, and how many had to be run for it."""
        changed = frozenset(pack.rules) if self.pack is None else altered(self.pack, pack)
        links, made, count = Links(pack), list[CaseResult](), 0
        for case in cases:
            kept = self.results.get(case.name)
            if kept is None or not kept.passed or kept.case != case or named(case) & changed:
                kept, count = run_quickly(pack, case, links), count + 1
            made.append(kept)
        self.pack, self.results = pack, {each.case.name: each for each in made}
        return made, count


def run_quickly(pack: Pack, case: Case, links: Links) -> CaseResult:
    """As `run_one`, but that no rule is served on which nothing that the case expects can turn."""
    names = named(case)
    if not names <= pack.rules.keys():
        return run_one(pack, case)
    served = links.served(case, names)
    fewer = replace(pack, rules={name: rule for name, rule in pack.rules.items() if name in served})
    return replace(run_one(fewer, asking(case, served)), case=case)


def altered(old: Pack, new: Pack) -> frozenset[str]:
    """The rules, of either pack, whose answers may differ between two states of a pack."""
    every = frozenset((*old.rules, *new.rules))
    if any(getattr(old, part) != getattr(new, part) for part in COMMON) or _reordered(old, new):
        return every
    before, after = reach(old), reach(new)
    return frozenset(rule for pack, reached in ((old, before), (new, after)) for rule in _reached(pack, reached, old, new))


def _reached(pack: Pack, reached: Reach, old: Pack, new: Pack) -> Iterator[str]:
    """The rules of one of two packs that what differs between them can alter."""
    for part in ("rules", "parameters", "readings"):
        for name in _differing(getattr(old, part), getattr(new, part)):
            yield from reached.of((part, name))
    for key in _differing(old.definitions, new.definitions):
        yield from reached.of(("definitions", *key.split(".", 1)))
    if facts := _differing(old.facts, new.facts):
        readers = {name for name, rule in pack.rules.items() if facts & reads(pack, rule).facts.keys()}
        yield from (name for name, counted in reached.counted.items() if counted & readers)


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    return {name for name in (*old, *new) if old.get(name) != new.get(name)}


def _reordered(old: Pack, new: Pack) -> bool:
    """Whether what both packs have stands in another order, in which claims are served and answers are listed."""
    pairs = [(getattr(old, part), getattr(new, part)) for part in READ]
    pairs += [(each.options, new.readings[name].options) for name, each in old.readings.items() if name in new.readings]
    return any([name for name in one if name in other] != [name for name in other if name in one] for one, other in pairs)
