"""Work out what a case is owed, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import click

from engine.analysis.expected import results
from engine.backends.outcome import Outcome, Verdict
from engine.commands import console
from engine.commands.console import Lang, Stop, complain, stop
from engine.commands.inputs import CaseFile, case_file, errors, known_readings, known_rule, registry, usable_cases
from engine.commands.parameters import Chosen, Day, argument, format_option, lang_of, option, pack_argument
from engine.commands.program import command as subcommand
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.registry import Registry
from engine.text.diagnostics import Diagnostic

if TYPE_CHECKING:
    from engine.reports.page import Section

Answer: TypeAlias = tuple[Pack, Outcome]
KINDS: dict[str, console.Kind] = {"text": "text", "markdown": "text", "html": "html"}


@subcommand(
    zh="按规则包认定个案：每项待遇多少、为什么、依据哪一条、还缺什么。规则包可以是文件夹，其中存有同一办法的几个版本时，"
    "每项申领适用其 law_at 当日施行的版本。",
    en="Work out a case: how much of each benefit, why, on which clause, and what is still missing. The pack may be a folder "
    "with several versions of a measure; each claim is then answered by the version in force at its law_at.",
)
@pack_argument
@argument(
    "cases",
    nargs=-1,
    required=True,
    zh="个案文件；几个文件是一批申请人，共用的限额合并计算",
    en="files of cases; several are a list of applicants who share limits",
)
@format_option("text", "markdown", "html", "json")
@option(
    "--rule",
    zh="只认定这条规则（写规则名或它的名称）；被拒绝时退出码为 1",
    en="this rule only, by its id or label; the exit code is 1 if it is refused",
)
@option(
    "--as-of", "as_of", type=Day(), metavar="DATE", zh="代替个案的申请日", en="in place of the day of application in the case"
)
@option(
    "--reading",
    "chosen",
    type=Chosen(),
    multiple=True,
    metavar="NAME=OPTION",
    zh="选定一个解释口径，可重复",
    en="choose an option of a reading; may be repeated",
)
@option("--all-readings", is_flag=True, zh="列出各口径不同选项下的结果", en="the answers under every option of every reading")
@option(
    "--what-if",
    "what_if",
    is_flag=True,
    zh="不予给付或信息不足的，列出申请人最少改变什么就可以享受",
    en="for what is refused or unknown, the least an applicant could change to qualify",
)
@click.pass_context
def command(
    context: click.Context,
    pack: str,
    cases: Sequence[str],
    form: str,
    rule: str | None,
    as_of: date | None,
    chosen: Sequence[tuple[str, str]],
    all_readings: bool,
    what_if: bool,
) -> int:
    lang = lang_of(context)
    if all_readings and (chosen or what_if):
        stop("U922", option="--all-readings", other="--reading" if chosen else "--what-if")
    found = registry(pack)
    files = [case_file(each, as_of) for each in cases]
    if all_readings:
        return under_all_readings(found, files, form, rule, lang)
    if what_if:
        from engine.commands.what_if import with_what_if

        return with_what_if(found, files, form, rule, chosen, lang)
    answers, closing = answer_files(found, files, rule, chosen, lang)
    show(answers, form, lang, closing)
    return max(exit_code(outcome, rule) for _, outcome in answers)


def answer_files(
    found: Registry, files: Sequence[CaseFile], rule: str | None, chosen: Sequence[tuple[str, str]], lang: Lang
) -> tuple[list[Answer], list[Section]]:
    """The outcomes of all files; those of one case each are a list of applicants, and who took what of what they share."""
    if len(files) == 1:
        return answer_file(found, files[0], rule, chosen, lang), []
    from engine.analysis.applicants import days_differ, evaluate_list
    from engine.reports.explanation_list import who_took_what

    answers: dict[int, list[Answer]] = {}
    listed: dict[str, list[tuple[int, Pack, Case]]] = {}  # by the digest of the pack
    for at, file in enumerate(files):
        packs, _ = versions_for(found, file, rule)
        cases = usable_cases(file, packs[0], lang) if not found.folder and len(packs) == 1 else []
        if len(cases) == 1 and not cases[0].steps:
            listed.setdefault(packs[0].digest, []).append((at, packs[0], cases[0]))
            continue
        answers[at] = answer_file(found, file, rule, chosen, lang)
        say_alone(file, packs, lang)
    closing = []
    for numbered in listed.values():
        pack, cases, only = numbered[0][1], [case for _, _, case in numbered], known_rule(rule, [numbered[0][1]])
        made = evaluate_list(pack, cases, known_readings(chosen, [pack]), None if only is None else [only])
        answers.update({at: [(pack, outcome)] for (at, _, _), outcome in zip(numbered, made.outcomes, strict=True)})
        if made.together:
            closing.append(who_took_what(made, pack, lang, days_differ=days_differ(pack, cases)))
    return [each for at in sorted(answers) for each in answers[at]], closing


def say_alone(file: CaseFile, packs: Sequence[Pack], lang: Lang) -> None:
    """Warn that one file of several was answered by itself, where applicants share something."""
    from engine.analysis.applicants import shared_rules

    if any(shared_rules(pack, []) for pack in packs):
        complain([Diagnostic("U924", None, {"file": str(file.path)})], lang)


def answer_file(found: Registry, file: CaseFile, rule: str | None, chosen: Sequence[tuple[str, str]], lang: Lang) -> list[Answer]:
    """The outcomes of the cases of a file."""
    from engine.backends.reference import evaluate

    packs, rule = versions_for(found, file, rule)
    readings = known_readings(chosen, packs)
    rules = None if rule is None else [rule]
    if not found.folder and len(packs) == 1:
        (pack,) = packs
        return [(pack, evaluate(pack, case, readings=readings, rules=rules)) for case in usable_cases(file, pack, lang)]
    return by_version(packs, file, readings, rules, lang)


def versions_for(found: Registry, file: CaseFile, rule: str | None) -> tuple[tuple[Pack, ...], str | None]:
    """The versions of the measure that a file of cases rests on, and the id of the rule named."""
    packs, wrong = found.of_measure(file.measure)
    if wrong:
        raise Stop(wrong)
    return packs, known_rule(rule, packs)


def by_version(
    packs: Sequence[Pack], file: CaseFile, readings: Mapping[str, str], rules: Sequence[str] | None, lang: Lang
) -> list[Answer]:
    """The outcomes of the cases of a file, each claim under the version of the measure in force; says on stderr which."""
    from engine.analysis.versions import evaluate_versions

    read: list[tuple[Pack, list[Case]]] = []
    unread = []
    for pack in packs:
        cases, findings = file.cases(pack)
        if errors(findings):
            unread += errors(findings)
        else:
            read.append((pack, cases))
    if not read:
        raise Stop(unread)
    answers: list[Answer] = []
    for number in range(len(read[0][1])):
        made = evaluate_versions([pack for pack, _ in read], [cases[number] for _, cases in read], readings, rules)
        if made.errors:
            # What another version could not read of the case may be why none answers.
            raise Stop([*made.errors, *unread])
        answers += made.outcomes
    for pack, outcome in answers:
        console.say(applied(pack, outcome, lang))
    return answers


def applied(pack: Pack, outcome: Outcome, lang: Lang) -> str:
    """Which version answered which claims."""
    from engine.text.render import visible

    claims = [f"{each.rule}{f' {each.period}' if each.period else ''}" for each in results(outcome)]
    name = visible(f"{pack.id} {pack.version}")
    said = {"zh": "{0}：适用 {1}（{2}）", "en": "{0}: {1} applies ({2})"}[lang]
    return said.format(visible(outcome.case), name, ", ".join(dict.fromkeys(claims)))


def show(answers: Sequence[Answer], form: str, lang: Lang, closing: Sequence[Section] = ()) -> None:
    """Print the outcomes: one JSON object for one, a list for several; `closing` is for people."""
    if form == "json":
        from engine.backends.outcome_json import to_json

        made = [to_json(outcome) for _, outcome in answers]
        console.answer_json(made[0] if len(made) == 1 else made)
        return
    from engine.reports import explanations

    console.answer(explanations.say(answers, form, lang, closing), KINDS[form])


def under_all_readings(found: Registry, files: Sequence[CaseFile], form: str, rule: str | None, lang: Lang) -> int:
    """The answers under every option of every reading; undecided if they are under any of them."""
    from engine.analysis.readings import all_readings

    answers = []
    for file in files:
        packs, only = versions_for(found, file, rule)
        if found.folder or len(packs) > 1:
            stop("U922", option="--all-readings", other=", ".join(map(str, found.paths)))
        if len(files) > 1:
            say_alone(file, packs, lang)
        for case in usable_cases(file, packs[0], lang):
            answers.append((packs[0], all_readings(packs[0], case, None if only is None else [only])))
    from engine.reports import explanations

    if form == "json":
        made = [explanations.all_readings_json(answer) for _, answer in answers]
        console.answer_json(made[0] if len(made) == 1 else made)
    else:
        console.answer(explanations.say_all_readings(answers, form, lang), KINDS[form])
    reached = [each.result.verdict for _, answer in answers for spread in answer.spreads for each in spread.reached]
    return max([code_of(verdict, rule) for verdict in reached] + [exit_code(answer.usual, rule) for _, answer in answers])


def exit_code(outcome: Outcome, rule: str | None) -> int:
    """The highest of its answers', those of earlier steps of a chain included."""
    codes = [code_of(each.verdict, rule) for each in results(outcome)]
    return max([console.DONE, *codes, *(exit_code(step, rule) for step in outcome.steps)])


def code_of(verdict: Verdict, rule: str | None) -> int:
    """0 settled, 1 a decision rejected (or `--rule R` refused), 3 unknown (DESIGN 7)."""
    if verdict == "unknown":
        return console.UNDECIDED
    return console.NO if verdict == "rejected" or (rule is not None and verdict == "refused") else console.DONE
