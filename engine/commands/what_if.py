"""`evaluate --what-if`: the answers, and what an applicant could change for those that do not pay."""

from __future__ import annotations

from collections.abc import Sequence

from engine.commands import console
from engine.commands.console import Lang, stop
from engine.commands.evaluate import KINDS, exit_code, versions_for
from engine.commands.inputs import CaseFile, known_readings, usable_cases
from engine.pack.registry import Registry


def with_what_if(
    found: Registry, files: Sequence[CaseFile], form: str, rule: str | None, chosen: Sequence[tuple[str, str]], lang: Lang
) -> int:
    """Print the outcomes of one file with what would qualify; the exit code is that of the outcomes, or undecided."""
    from engine.analysis.what_if.run import what_ifs
    from engine.backends.reference import evaluate

    if len(files) > 1:
        stop("U922", option="--what-if", other=", ".join(str(each.path) for each in files))
    packs, named = versions_for(found, files[0], rule)
    if found.folder or len(packs) > 1:
        stop("U922", option="--what-if", other=", ".join(map(str, found.paths)))
    readings = known_readings(chosen, packs)
    cases = usable_cases(files[0], packs[0], lang)
    rules = None if named is None else [named]
    outcomes = [evaluate(packs[0], case, readings=readings, rules=rules) for case in cases]
    try:
        found_out = what_ifs(packs[0], list(zip(cases, outcomes, strict=True)), readings)
    except ImportError:
        stop("U926", form="--what-if", extra="prove", package="z3-solver")
    answers = [(packs[0], outcome, whether) for outcome, whether in zip(outcomes, found_out, strict=True)]
    from engine.reports import what_if as report

    if form == "json":
        made = [report.what_if_json(outcome, whether) for _, outcome, whether in answers]
        console.answer_json(made[0] if len(made) == 1 else made)
    else:
        console.answer(report.say_what_if(answers, form, lang), KINDS[form])
    undecided = any(each.answer == "undecided" for _, _, whether in answers for each in whether)
    return max([exit_code(outcome, rule) for _, outcome, _ in answers] + [console.UNDECIDED if undecided else console.DONE])
