"""Runs every rule there is: a module put into `rules` is found by its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.edits import Edit
from engine.analysis.lint.ignores import ignores_in
from engine.pack.case import Case
from engine.pack.document import Node
from engine.pack.model import Pack
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

FOLDER = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Lint:
    """One rule of lint: what it finds, and how it mends that (None: a person must)."""

    code: str
    check: Callable[[Draft], Iterable[Diagnostic]] | None  # of a pack
    check_cases: Callable[[Draft, Iterable[Case]], Iterable[Diagnostic]] | None  # of a file of cases
    mend: Callable[[Draft, Diagnostic], Iterable[Edit]] | None
    says: str  # its docstring


@dataclass(frozen=True)
class Linted:
    """What was found in a pack, what would mend it, and how many questions stay open, by code."""

    findings: tuple[Diagnostic, ...]
    edits: tuple[Edit, ...]
    undecided: dict[str, int]


@cache
def rules() -> tuple[Lint, ...]:
    """Every rule, by code."""
    found = []
    for file in FOLDER.glob("*.py"):
        if file.stem != "__init__":
            module = import_module(f"engine.analysis.lint.rules.{file.stem}")
            check, check_cases, mend = (getattr(module, name, None) for name in ("check", "check_cases", "mend"))
            found.append(Lint(module.CODE, check, check_cases, mend, module.__doc__ or ""))
    return tuple(sorted(found, key=lambda each: each.code))


def lint(
    pack: Pack,
    root: Node,
    *,
    warnings: Iterable[Diagnostic] = (),
    today: date,
    cases: str | None = None,
    prove: bool = False,
) -> Linted:
    """What is found in a pack; `warnings` of loading it stand among the findings, so that they can be ignored too.

    With `prove` a solver is asked what is not settled otherwise (raises ImportError without z3, the extra `prove`).
    """
    draft = Draft(pack, root, today, cases, prove)
    ignores = ignores_in(root)
    found: list[Diagnostic] = []
    edits: list[Edit] = []
    for finding, mend in _found(draft, warnings):
        if not ignores.take(finding):
            found.append(finding)
            edits += mend(draft, finding) if mend else ()
    for finding, edit in ignores.idle():
        found.append(finding)
        edits += edit
    found.sort(key=lambda each: (each.place.start if each.place else 0, each.code))
    return Linted(tuple(found), tuple(edits), {code: count for code, count in draft.undecided.items() if count})


def _found(
    draft: Draft, warnings: Iterable[Diagnostic]
) -> Iterator[tuple[Diagnostic, Callable[[Draft, Diagnostic], Iterable[Edit]] | None]]:
    yield from ((each, None) for each in warnings)
    for rule in rules():
        if rule.check:
            yield from ((finding, rule.mend) for finding in rule.check(draft))


def lint_cases(
    pack: Pack, root: Node, cases: Iterable[Case], warnings: Iterable[Diagnostic], today: date
) -> tuple[Diagnostic, ...]:
    """What is found in a file of cases under its pack, `warnings` of reading it among them."""
    draft, every = Draft(pack, root, today), tuple(cases)
    ignores = ignores_in(root)
    found = [*warnings, *(each for rule in rules() if rule.check_cases for each in rule.check_cases(draft, every))]
    left = [each for each in found if not ignores.take(each)]
    left += [finding for finding, _ in ignores.idle()]
    return tuple(sorted(left, key=lambda each: (each.place.start if each.place else 0, each.code)))
