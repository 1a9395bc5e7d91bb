"""What a change means for the answers of each rule: proved to be nothing, or shown by cases with the answers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.diff.model import Behaviour, Finding, Sides
from engine.backends.outcome import Award, Judgement
from engine.backends.prose import Speaker
from engine.backends.prose_values import either
from engine.pack.model import Pack
from engine.reports.comparison_case import answer as in_short
from engine.reports.difference_words import DIRECTIONS, VERDICTS, finding_label, rule_label
from engine.reports.explanation_limits import limit_name
from engine.reports.explanation_reasons import reasons
from engine.reports.page import Line, Section, Tone
from engine.text.render import visible

TONES: dict[str, Tone] = {"equivalent": "yes", "changed": "note", "unknown": "unknown"}


def behaviour_section(found: Sequence[Behaviour], sides: Sides, lang: str) -> Section:
    """Rule by rule, those that answer alike together; examples are numbered through, and their case files stand at the end."""
    lines, number = [], 0
    alike = [each for each in found if each.verdict == "equivalent"]
    for each in found:
        if each.verdict != "equivalent":
            lines.append(_rule(each, number, sides, lang))
            number += len(each.findings)
    if alike:
        names = either(lang, "、", ", ").join(rule_label(sides, each.rule, lang) for each in alike)
        count = either(lang, f"（{len(alike)}条）：", f" ({len(alike)}): ")
        lines.append(Line(either(lang, *VERDICTS["equivalent"]) + count + names, TONES["equivalent"]))
    lines += [Line(each.say(lang), "idle") for each in dict.fromkeys(one for each in found for one in each.assumptions)]
    nothing = Line(either(lang, "两个版本都没有规则", "neither version has a rule"), "idle")
    return Section(either(lang, "认定结果", "answers"), tuple(lines) or (nothing,))


def _rule(found: Behaviour, before: int, sides: Sides, lang: str) -> Line:
    parts = [either(lang, *VERDICTS[found.verdict])]
    if found.verdict == "changed":
        parts.append(either(lang, *DIRECTIONS[found.direction]))
    if reason := found.reason.say(lang):
        parts.append(reason)
    under = [_finding(each, before + at, sides, lang) for at, each in enumerate(found.findings, 1)]
    said = either(lang, "，", ", ").join(parts)
    label = rule_label(sides, found.rule, lang)
    return Line(f"{label} ({found.rule}){either(lang, '：', ': ')}{said}", TONES[found.verdict], tuple(under))


def _finding(found: Finding, number: int, sides: Sides, lang: str) -> Line:
    text = f"{either(lang, '例证', 'example ')}{number} {finding_label(found, lang)}"
    if found.retroactive:
        text += either(lang, "，溯及新版本施行之前", ", for days before the new version is in force")
    chosen = [Line(either(lang, f"取{said}", f"where {said}"), "note") for said in _chosen(found, sides, lang)]
    under = (
        *chosen,
        *_answer(found.before, sides.old, ("旧", "old"), lang),
        *_answer(found.after, sides.new, ("新", "new"), lang),
    )
    return Line(text, under=under)


def _chosen(found: Finding, sides: Sides, lang: str) -> Iterator[str]:
    """The readings that the example chooses itself."""
    for name, option in found.case.readings.items():
        pack = sides.new if name in sides.new.readings else sides.old
        reading = pack.readings[name]
        question, answer = reading.question.say(lang, name), reading.options[option].label.say(lang, option)
        yield either(lang, f"口径“{answer}”（{question}）", f"“{question}” is read as “{answer}”")


def _answer(answer: Award | Judgement | None, pack: Pack, side: tuple[str, str], lang: str) -> Iterator[Line]:
    """The answer of one version, and the conditions that failed or could not be settled."""
    head = either(lang, *side) + either(lang, "：", ": ")
    if answer is None:
        yield Line(head + either(lang, "没有这条规则", "there is no such rule"))
        return
    rule, speaker = pack.rules[answer.rule], Speaker(pack, lang, dict(answer.readings))
    said = in_short(answer, pack, lang)
    why = [line for line in reasons(answer.because, rule, speaker) if line.tone in ("no", "unknown")]
    limits = [limit_name(use, rule, speaker) for use in answer.limits if use.cut] if isinstance(answer, Award) and not why else []
    yield Line(head + said, under=(*(Line(line.text, line.tone) for line in why), *(Line(text, "note") for text in limits)))


def case_files(found: Sequence[Behaviour], sides: Sides, lang: str) -> str:
    """The examples as case files, in the order of their numbers; one that the old version reads otherwise stands twice."""
    numbered = enumerate(((each, finding) for each in found for finding in each.findings), 1)
    blocks = [block for number, (each, finding) in numbered for block in _files(number, each, finding, sides, lang)]
    if not blocks:
        return ""
    title = either(
        lang, "例证的个案文件（存成文件，可用 evaluate 重算）", "the examples as case files (save one and run `evaluate` on it)"
    )
    from engine.analysis.diff.in_force import first_day, last_day  # loads what evaluates, which the other layers do without

    first, last = first_day(sides.new), last_day(sides.old)
    if first is not None and last is not None and last < first:
        title += either(
            lang,
            f"\n比较时旧版本视为继续有效；直接用旧版本重算，{last}以后的答复是“不在施行期”",
            f"\nthe old version was taken as if it had gone on; by itself it answers “not in force” after {last}",
        )
    return f"\n{title}\n\n" + "\n\n".join(blocks) + "\n"


def _files(number: int, found: Behaviour, finding: Finding, sides: Sides, lang: str) -> Iterator[str]:
    """The case file of an example; two, where each version asks for something that the other does not know."""
    label, kind = rule_label(sides, found.rule, lang), finding_label(finding, lang)
    head = f"# {either(lang, '例证', 'example ')}{number} {label} · {kind}"
    files = [(finding.text_old, ("旧版本用", "for the old version"))] if finding.text_old else []
    files.append((finding.text, ("新版本用", "for the new version")))
    for text, (zh, en) in files:
        said = either(lang, f"（{zh}）", f" ({en})") if len(files) > 1 else ""
        yield "\n".join(map(visible, (head + said, *text.rstrip().splitlines())))
