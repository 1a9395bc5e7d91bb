"""What was proved of a pack, for people at a terminal: a line for each property, then each refutation with its case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.analysis.expected import results
from engine.analysis.invariants import broken
from engine.analysis.prove.assumptions import assumptions
from engine.analysis.prove.model import Proof
from engine.analysis.prove.properties import PROPERTIES
from engine.analysis.replaying import read_again
from engine.backends.outcome import Award
from engine.backends.prose import Speaker
from engine.backends.prose_values import either, say_day, say_period, say_value
from engine.backends.reference import evaluate
from engine.lang.quantities import say_money
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.reports.explanation_awards import award_section
from engine.reports.explanation_judgements import judgement_section
from engine.reports.page import Line, Page, Row, Section, Tone, row
from engine.reports.page_text import as_text
from engine.reports.proofs_words import ADOPTED, ALONE, REASONS, TOGETHER, VERDICTS, broken_words, counts, named

TONES: dict[str, Tone] = {"proved": "yes", "shown": "yes", "refuted": "no", "unknown": "unknown"}
ORDER = ("proved", "shown", "refuted", "unknown")
PLAIN = str.maketrans('/\\:*?"<>| ', "..........")


def proofs_text(pack: Pack, proofs: Sequence[Proof], lang: str, every: bool = False, written: str | None = None) -> str:
    """The whole report; with `every`, each goal by name. `written`: where the cases of refutations stand, else they follow."""
    head = (
        row(either(lang, "规则包", "pack"), f"{pack.title.say(lang, pack.id)} ({pack.id} {pack.version})"),
        row(either(lang, "结论", "result"), counts(tally(proofs), lang)),
    )
    sections = [Section(either(lang, "性质", "properties"), tuple(_properties(pack, proofs, lang, every)))]
    for each in proofs:
        if each.verdict == "refuted":
            sections += _refuted(each, pack, lang, written)
    sections.append(
        Section(either(lang, "前提", "what this rests on"), tuple(Line(one.say(lang)) for one in assumptions(pack, proofs)))
    )
    text: str = as_text(Page(either(lang, "规则包的证明", "proofs of a pack"), lang, head, tuple(sections)))
    return text + ("" if written is not None else "".join(_cases(proofs, lang)))


def tally(proofs: Sequence[Proof]) -> dict[str, int]:
    """How many of each verdict."""
    return {verdict: sum(each.verdict == verdict for each in proofs) for verdict in ORDER}


def file_name(proof: Proof) -> str:
    """What the case of a refutation is called as a file."""
    return proof.goal.name.translate(PLAIN) + ".yaml"


def _properties(pack: Pack, proofs: Sequence[Proof], lang: str, every: bool) -> Iterator[Line]:
    for name, about in PROPERTIES.items():
        mine = [each for each in proofs if each.goal.kind == name]
        if not mine:
            continue
        told = mine if every or name == "invariant" else [each for each in mine if each.verdict in ("refuted", "unknown")]
        worst = max((each.verdict for each in mine), key=ORDER.index)
        said = counts(tally(mine), lang)
        yield Line(
            f"{about.label.say(lang)} ({name}){either(lang, '：', ': ')}{said}",
            TONES[worst],
            tuple(_goal(each, pack, lang) for each in told),
        )


def _goal(proof: Proof, pack: Pack, lang: str) -> Line:
    about = named(proof.goal, pack, lang) or proof.goal.name
    verdict = either(lang, *VERDICTS[proof.verdict])
    if proof.verdict == "unknown":
        verdict += either(lang, "，", ", ") + (proof.beyond.say(lang) or either(lang, *REASONS[proof.reason]))
    return Line(f"{about}{either(lang, '：', ': ')}{verdict}", TONES[proof.verdict])


def _refuted(proof: Proof, pack: Pack, lang: str, written: str | None) -> Iterator[Section]:
    """What does not hold, how the case that shows it is answered, and where the case is."""
    goal = proof.goal
    blocks: list[Row | Line] = [Line(broken_words(proof, lang), "strong")]
    if proof.adopted != "refuted":
        blocks.append(Line(either(lang, *ADOPTED[proof.adopted])))
    if proof.because:
        said = TOGETHER if len(proof.because) > 1 else ALONE
        blocks.append(Line(either(lang, *said), under=tuple(Line(each.say(lang)) for each in proof.because)))
    case = read_again(pack, proof.case) if proof.case else None
    rule = goal.rule
    if case is not None:
        rule = rule or (case.claims[0].rule if case.claims else "")
        blocks += _invariant(proof, pack, case, lang)
        blocks += _before(pack, case, lang)
    if goal.place is not None:
        blocks.append(row(either(lang, "位置", "place"), f"{goal.place.source.name}:{goal.place.line}"))
    if proof.case and written is not None:
        blocks.append(row(either(lang, "个案", "case"), f"{written}/{file_name(proof)}"))
    title = either(lang, "不成立：", "refuted: ") + (named(goal, pack, lang) or goal.name)
    yield Section(title, tuple(blocks))
    if case is not None and goal.rule:
        yield from _answer(pack, case, rule, lang)


def _invariant(proof: Proof, pack: Pack, case: Case, lang: str) -> Iterator[Row]:
    """The author's words, and what each name in them came out as."""
    for each in broken(pack, case):
        if (each.invariant.name, each.rule) == (proof.goal.item, proof.goal.rule):
            yield row(either(lang, "应当", "stated"), each.invariant.means.text or each.invariant.means.place.text)
            said = [f"{name}{either(lang, '：', ': ')}{say_value(value, lang)}" for name, value in each.values.items()]
            yield row(either(lang, "此时", "here"), [Line(one) for one in said])


def _before(pack: Pack, case: Case, lang: str) -> Iterator[Row]:
    """What was paid before."""
    lines = []
    for entry in case.history or ():
        named = pack.rules.get(entry.rule) or pack.other_benefits.get(entry.rule)
        label = named.label.say(lang, entry.rule) if named else entry.rule
        whose = "/".join(id or "?" for _, id in entry.path)
        period = say_period(entry.period.label, lang) if entry.period else ""
        day = say_day(entry.as_of, lang) if entry.as_of else ""
        money = say_money(entry.amount, lang) if entry.amount is not None else ""
        lines.append(Line(either(lang, "，", ", ").join(filter(None, [day, label, whose, period, money]))))
    if lines:
        yield row(either(lang, "既往", "before"), lines)


def _answer(pack: Pack, case: Case, rule: str, lang: str) -> Iterator[Section]:
    """The reference's answer in a reviewer's words."""
    outcome = evaluate(pack, case, rules=(rule,), needs=False)
    speaker = Speaker(pack, lang, outcome.readings)
    for each in results(outcome)[:1]:
        if isinstance(each, Award):
            yield replace(award_section(each, "", speaker), level=2)
        else:
            yield judgement_section(each, "", speaker)


def _cases(proofs: Sequence[Proof], lang: str) -> Iterator[str]:
    """The case files, to be copied as they are."""
    for each in proofs:
        if each.verdict == "refuted" and each.case:
            yield f"\n# {either(lang, '个案文件', 'case file')} {file_name(each)}\n{each.case}"
