"""What the revision means for the answers of each rule: proved the same, not decided, or changed, with witnesses side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.diff.model import Behaviour, Difference
from engine.analysis.expected import Result
from engine.backends.outcome import Award
from engine.backends.prose import Speaker
from engine.backends.prose_values import either, listed, titled
from engine.pack.model import Pack
from engine.pack.terms import Label
from engine.reports.comparison_case import answer, case_parts, say_gap
from engine.reports.comparison_rows import Rows, Witness, kind_of
from engine.reports.comparison_words import column
from engine.reports.difference_words import DIRECTIONS, VERDICTS, rule_label
from engine.reports.explanation_awards import award_section
from engine.reports.explanation_judgements import judgement_section
from engine.reports.explanation_words import word
from engine.reports.page import Block, Line, Row, Section, Sheet, Tone

TONES: dict[str, Tone] = {"equivalent": "yes", "changed": "note", "unknown": "unknown"}
SHARES = (9, 45, 46)


def answer_sections(found: Difference, held: Rows, number: str, lang: str) -> Iterator[Section]:
    """A head that says how the rules came out, then each rule that is not proved the same."""
    behaviour = found.behaviour or ()
    shared = _shared(behaviour)
    # A rule that is the same has no section of its own, but rests on something too.
    alike = [one for each in behaviour if each.verdict == "equivalent" for one in each.assumptions if one not in shared]
    blocks = (*_head(behaviour, found, lang), *_assuming([*shared, *dict.fromkeys(alike)], lang))
    yield Section(number + either(lang, "各项规则的认定结果", "Answers rule by rule"), blocks)
    for each in behaviour:
        if each.verdict != "equivalent":
            yield _rule(each, [one for one in each.assumptions if one not in shared], held.witnesses_of(each), found, lang)


def _shared(behaviour: Sequence[Behaviour]) -> list[Label]:
    """What every rule was compared under, which is said once."""
    first = behaviour[0].assumptions if behaviour else ()
    return [each for each in first if all(each in one.assumptions for one in behaviour)]


def _assuming(assumptions: Sequence[Label], lang: str) -> Iterator[Line]:
    """Lines, not rows: paragraphs are kept on the page of the table that follows, tables are not."""
    for each in assumptions:
        yield Line(either(lang, "前提：", "Assuming: ") + each.say(lang))


def _head(behaviour: Sequence[Behaviour], found: Difference, lang: str) -> Iterator[Block]:
    proved = [rule_label(found.sides, each.rule, lang) for each in behaviour if each.verdict == "equivalent"]
    if proved:
        names = listed(proved, lang)
        yield Line(
            either(
                lang,
                f"已证明等价（任何个案在两个版本下结果相同）：{names}。",
                f"Proved equivalent (every case has the same answer under both versions): {names}.",
            ),
            "yes",
        )
    unknown = [rule_label(found.sides, each.rule, lang) for each in behaviour if each.verdict == "unknown"]
    if unknown:
        names = listed(unknown, lang)
        yield Line(
            either(lang, f"未能断定，不得视为等价：{names}。", f"Not decided, not to be taken as equivalent: {names}."), "unknown"
        )
    if any(each.verdict == "changed" for each in behaviour):
        yield Line(
            either(
                lang,
                "下列各项结果有变。每种变化附一个最小例证，左右两栏分别为两个版本对同一个案的说明。",
                "The answers of the following differ. Each way in which they do has a smallest witness; both columns explain the "
                "same case, each by its version.",
            )
        )


def _rule(
    found: Behaviour, assumptions: Sequence[Label], witnesses: Sequence[Witness], difference: Difference, lang: str
) -> Section:
    colon = either(lang, "：", ": ")
    blocks: list[Block] = []
    if found.verdict == "changed":
        blocks.append(Line(titled(either(lang, *DIRECTIONS[found.direction]), lang)))
    if found.rule_new is None:
        blocks.append(Line(either(lang, "新版本没有此规则", "The new version has no such rule")))
    if found.rule_old is None:
        blocks.append(Line(either(lang, "旧版本没有此规则", "The old version has no such rule")))
    if reason := found.reason.say(lang):
        unknown = found.verdict == "unknown"
        label = either(lang, "未能断定的原因", "Why it is not decided") if unknown else either(lang, "说明", "Remark")
        blocks.append(Line(label + colon + reason))
    blocks += _assuming(assumptions, lang)
    for witness in witnesses:
        blocks += _witness(witness, difference, lang)
    verdict = either(lang, *VERDICTS[found.verdict])
    return Section(rule_label(difference.sides, found.rule, lang), tuple(blocks), verdict, TONES[found.verdict], level=2)


def _witness(witness: Witness, difference: Difference, lang: str) -> Iterator[Block]:
    """The case in words, then both explanations side by side."""
    old, new = difference.sides.old, difference.sides.new
    finding = witness.finding
    title = either(lang, f"例{witness.number}　", f"Case {witness.number}: ") + kind_of(witness, difference.sides, lang)
    if money := say_gap(finding.before, finding.after, lang):
        title += either(lang, f"，{money}", f", {money}")
    yield Line(title, "strong")
    if finding.retroactive:
        text = "溯及既往：适用规定之日在新版本施行之前，结果却因新版本而不同"
        yield Line(either(lang, text, "retroactive: the day whose law applies is before the first day of the new version"), "no")
    cases = [(finding.case, new if witness.of.rule_new else old, ("个案：", "The case: "))]
    if finding.old is not None:
        cases.append((finding.old, old, ("同一个案，旧版本所问：", "The same case, as the old version asks for it: ")))
    for case, pack, head in cases:
        said = either(lang, "；", "; ").join(case_parts(case, pack, lang))
        yield Line(either(lang, *head) + said + either(lang, "。", "."))
    rows = tuple(_beside(_said(finding.before, old, lang), _said(finding.after, new, lang), lang))
    yield Sheet(("", column(old, "old", lang), column(new, "new", lang)), rows, SHARES, names=True)


Said = dict[str, tuple[Line, ...]]


def _said(result: Result | None, pack: Pack, lang: str) -> Said:
    """An answer as its explanation has it, line by line under its labels; who it is about is said with the case."""
    said: Said = {word("verdict", lang): (Line(answer(result, pack, lang), "strong"),)}
    if result is None:
        return said
    speaker = Speaker(pack, lang, result.readings)
    section = award_section(result, "", speaker) if isinstance(result, Award) else judgement_section(result, "", speaker)
    about = (word("subject", lang), word("period", lang), word("amount", lang))
    said.update({block.label: block.lines for block in section.blocks if isinstance(block, Row) and block.label not in about})
    return said


def _beside(before: Said, after: Said, lang: str) -> Iterator[tuple[tuple[Line, ...], ...]]:
    """Both in rows of one label each; readings that are the same are left out, as nothing turns on them."""
    for label in dict.fromkeys((*before, *after)):
        old, new = before.get(label, ()), after.get(label, ())
        if label == word("readings", lang) and old == new:
            continue
        yield (Line(label),), old, new
