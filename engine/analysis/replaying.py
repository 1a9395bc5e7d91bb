"""Replays what a solver found: its case is written down and read again before anybody answers it, and made smaller."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from engine.analysis.expected import Result, results
from engine.backends.reference import evaluate
from engine.pack.case import Case, ClaimAsked, rebuilt, with_facts
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.model import Pack
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Severity


def read_again(pack: Pack, text: str) -> Case | None:
    """The case of a text as a pack reads it; None if it finds an error in it."""
    node, wrong = parse(text.encode("utf-8"), "example")
    cases, found = read_cases(node, pack) if node is not None else ([], wrong)
    if not cases or any(CATALOG[each.code].severity is Severity.ERROR for each in found):
        return None
    return cases[0]


def answer(pack: Pack, case: Case, rule: str) -> Result | None:
    """What a pack answers under one rule, asked by itself."""
    every = answers(pack, asking(case, rule), rule)
    return every[0] if every else None


def answers(pack: Pack, case: Case, rule: str) -> tuple[Result, ...]:
    """What a pack answers under one rule to each claim, in the order in which they are served."""
    return results(evaluate(pack, case, rules=(rule,), needs=False))


def asking(case: Case, rule: str) -> Case:
    """The case with the claims of one rule alone."""
    return replace(case, claims=tuple(each for each in case.claims or (ClaimAsked(rule, {}, None),) if each.rule == rule))


def smaller(case: Case, shows: Callable[[Case], bool]) -> Case:
    """Without what it shows as well without: lines of history, a decision, further subjects, readings, facts."""
    for way in ways_smaller(case):
        tried = way(case)
        if tried != case and shows(tried):
            case = tried
    return case


def ways_smaller(case: Case) -> Iterator[Callable[[Case], Case]]:
    """Ways to make a case smaller, the most first."""
    if case.history:
        yield lambda case: replace(case, history=())
        yield from (partial(_without_line, at=at) for at in reversed(range(len(case.history))))
    if case.decisions:
        yield lambda case: replace(case, decisions=())
    yield from (partial(_without_subject, kind=kind, id=id) for kind, id in _further(case))
    yield from (partial(_without_reading, name=name) for name in case.readings)
    yield from (partial(with_facts, facts={key: None}) for key in _facts(case))


def _without_line(case: Case, at: int) -> Case:
    history = case.history or ()
    return replace(case, history=(*history[:at], *history[at + 1 :]))


def _further(case: Case) -> list[tuple[str, str]]:
    """The subjects that are not the first of their kind in a list, the last first."""
    lists = [*case.roots.values(), *(some or () for line in case.instances() for some in line[-1].children.values())]
    return [(one.kind, one.id) for some in lists for one in reversed(some[1:])]


def _without_subject(case: Case, kind: str, id: str) -> Case:
    return replace(case, roots=rebuilt(case.roots, lambda one: () if (one.kind, one.id) == (kind, id) else (one,)))


def _without_reading(case: Case, name: str) -> Case:
    return replace(case, readings={key: option for key, option in case.readings.items() if key != name})


def _facts(case: Case) -> list[str]:
    """The keys of all that is stated."""
    return list(dict.fromkeys(f"{line[-1].kind}.{name}" for line in case.instances() for name in line[-1].facts))
