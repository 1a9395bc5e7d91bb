"""What moves and answers are called in the reports on an office's list."""

from __future__ import annotations

from engine.analysis.diff.impact import Result, Sums, Way
from engine.analysis.diff.model import Sides
from engine.analysis.population.table import masked
from engine.backends.outcome import Award
from engine.backends.prose_values import either
from engine.lang.quantities import say_money
from engine.pack.case import Path
from engine.pack.cases_subjects import ONLY
from engine.reports.explanation_words import VERDICTS
from engine.reports.page import Tone

CALLED: dict[Way, tuple[str, str]] = {
    "newly_eligible": ("新获", "newly paid"),
    "more": ("增加", "more"),
    "less": ("减少", "less"),
    "no_longer": ("不再获得", "no longer paid"),
    "other": ("其他变化", "otherwise different"),
    "unknown": ("未能确定", "not certain"),
}
TONES: dict[Way, Tone] = {
    "newly_eligible": "yes",
    "more": "yes",
    "less": "no",
    "no_longer": "no",
    "other": "note",
    "unknown": "unknown",
}


def signed(fen: int, lang: str) -> str:
    """A difference with its sign; nil has none."""
    return f"+{say_money(fen, lang)}" if fen > 0 else say_money(fen, lang) if fen else either(lang, "不变", "unchanged")


def span(sums: Sums, lang: str) -> str:
    """What is certain to what is possible; one number where they are the same."""
    return say_money(sums.high, lang) if sums.low == sums.high else f"{say_money(sums.low, lang)} – {say_money(sums.high, lang)}"


def named(path: Path, sides: Sides, lang: str) -> str:
    """A subject with its parents by their ids, the numbers of persons and organisations masked."""
    said = []
    for kind, id in path:
        subject = sides.new.subjects.get(kind) or sides.old.subjects.get(kind)
        label = subject.label.say(lang, kind) if subject else kind
        said.append(label if id is None or id == ONLY else masked(id))
    return " / ".join(said)


def answered(result: Result | None, lang: str, payers: bool = False) -> str:
    """An answer in a few words, with those who pay where they are what is otherwise: 给付 30,000元（市财政 30,000元）."""
    if payers and isinstance(result, Award) and result.paid_by:
        said = either(lang, "，", ", ").join(f"{name} {say_money(fen, lang)}" for name, fen in result.paid_by.items())
        return answered(result, lang) + either(lang, f"（{said}）", f" ({said})")
    if result is None:
        return either(lang, "没有这条规则", "no such rule")
    zh, en, _ = VERDICTS[result.verdict]
    said = either(lang, zh, en)
    if not isinstance(result, Award):
        return f"{said} {result.result}" if result.result else said
    if result.verdict in ("refused", "not_in_force", "delegated", "unstated", "rejected"):
        return said
    if result.high is None:
        return f"{said} ≥ {say_money(result.low, lang)}"
    return f"{said} {span(Sums(result.low, result.high), lang)}"
