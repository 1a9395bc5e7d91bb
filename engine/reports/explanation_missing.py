"""What is missing for an answer: whose fact it is, who certifies it and by what; and all of it as a list for the applicants."""

from __future__ import annotations

from collections.abc import Sequence

from engine.backends.outcome import Award, Judgement, Needs
from engine.backends.prose import Speaker
from engine.backends.prose_limits import claim_label
from engine.backends.prose_values import either, listed
from engine.pack.case import Path
from engine.reports.explanation_readings import as_stated
from engine.reports.explanation_subjects import say_path
from engine.reports.explanation_words import UNKNOWN_THINGS, word
from engine.reports.page import Line, Section


def missing(needs: Needs, path: Path, speaker: Speaker) -> list[Line]:
    """What would settle an answer for the subject at `path`: facts first that alone would refuse, then the rest and readings."""
    lang = speaker.lang
    ordered = [*needs.refusing, *(key for key in needs.facts if key not in needs.refusing)]
    refuses = either(lang, "此项不符即不予给付", "a wrong answer here alone would refuse")
    lines = []
    for key in ordered:
        whose = _whose(key, path, speaker) if len(path) > 1 or owner(key, path, speaker) is None else ""
        details = [*_certified(key, speaker), *([refuses] if key in needs.refusing else [])]
        lines.append(Line(_said(whose, _label(key, speaker), details, lang), "unknown"))
    lines += [_open_reading(name, speaker) for name in as_stated(needs.readings, speaker.pack)]
    if lines and not needs.minimal:
        lines.append(_perhaps(lang))
    return lines


def to_send(answers: Sequence[Award | Judgement], speaker: Speaker) -> Section | None:
    """Everything that is missing, once, by applicant; None where nothing is."""
    lang = speaker.lang
    asked: dict[Path, dict[tuple[str, str], list[str]]] = {}  # by applicant: whose fact, which, for which benefits
    for answer in answers:
        name = speaker.pack.rules[answer.rule].label.say(lang, answer.rule)
        for key in answer.needs.facts:
            if key.startswith("decisions."):
                continue  # which an officer owes, not the applicant
            held = owner(key, answer.path, speaker)
            deeper = held is None or len(held) > 1
            whose = say_path(held[1:], speaker) if held and deeper else _whose(key, answer.path, speaker) if deeper else ""
            uses = asked.setdefault(answer.path[:1], {}).setdefault((whose, key), [])
            if name not in uses:
                uses.append(name)
    blocks = []
    for root, wanted in asked.items():
        under = []
        for (whose, key), uses in wanted.items():
            purpose = either(lang, "用于", "for ") + listed(uses, lang, "and")
            under.append(Line(_said(whose, _label(key, speaker), [*_certified(key, speaker), purpose], lang), "unknown"))
        blocks.append(Line(say_path(root, speaker), "strong", tuple(under)))
    if blocks and not all(answer.needs.minimal for answer in answers):
        blocks.append(_perhaps(lang))
    return Section(word("to_send", lang), tuple(blocks)) if blocks else None


def owner(key: str, path: Path, speaker: Speaker) -> Path | None:
    """The subject on `path` that a missing thing is of (a fact's carrier, a list's parent, else the applicant), if there."""
    carrier = key.partition(".")[0] if key in speaker.pack.facts else ""
    if key in speaker.pack.subjects:
        carrier = speaker.pack.subjects[key].of or ""
    if not carrier:
        return path[:1]
    return next((path[: at + 1] for at, (kind, _) in enumerate(path) if kind == carrier), None)


def _whose(key: str, path: Path, speaker: Speaker) -> str:
    """The subject of a fact with its parents; of one below the claim's own subject, that it is asked of each."""
    if key not in speaker.pack.facts:
        return ""
    held = owner(key, path, speaker)
    if held is not None:
        return say_path(held, speaker)
    subject = speaker.subject(key.partition(".")[0])
    return either(speaker.lang, f"每一{subject}", f"every {subject}")


def _said(whose: str, label: str, details: Sequence[str], lang: str) -> str:
    """Whose: what (by whom; by what)."""
    text = either(lang, f"{whose}：{label}", f"{whose}: {label}") if whose else label
    note = either(lang, "；", "; ").join(details)
    return text + (either(lang, f"（{note}）", f" ({note})") if note else "")


def _label(key: str, speaker: Speaker) -> str:
    return speaker.fact(key) if key in speaker.pack.facts else unknown_thing(key, speaker)


def _certified(key: str, speaker: Speaker) -> list[str]:
    """Who certifies a fact, and on which evidence."""
    lang, fact = speaker.lang, speaker.pack.facts.get(key)
    details = []
    if fact and (by := fact.certified_by.say(lang)):
        details.append(either(lang, f"由{by}出具", f"certified by {by}"))
    if fact and (evidence := fact.evidence.say(lang)):
        details.append(either(lang, f"材料：{evidence}", f"evidence: {evidence}"))
    return details


def _perhaps(lang: str) -> Line:
    said = either(lang, "以上未必全部需要（情形过多，未逐一试算）", "perhaps not all of these are needed (too many to try)")
    return Line(said, "note")


def unknown_thing(key: str, speaker: Speaker) -> str:
    """What is missing though it is no fact: history, a period, a decision, a list of subjects."""
    if key in UNKNOWN_THINGS:
        return either(speaker.lang, *UNKNOWN_THINGS[key])
    head, _, name = key.partition(".")
    if head == "decisions":
        rule = claim_label(name, speaker)
        return either(speaker.lang, f"“{rule}”的审定金额", f"the officer's decision on {rule}")
    if key in speaker.pack.subjects:
        kind = speaker.subject(key)
        return either(
            speaker.lang, f"全部{kind}的清单（没有的，请注明“无”）", f"the list of every {kind} (say so if there is none)"
        )
    return key


def _open_reading(name: str, speaker: Speaker) -> Line:
    lang, reading = speaker.lang, speaker.pack.readings.get(name)
    if reading is None:
        return Line(name, "unknown")
    options = listed([option.label.say(lang, option.name) for option in reading.options.values()], lang, "or")
    question = reading.question.say(lang, name)
    text = either(
        lang,
        f"须先审定{speaker.reading(name)}：{question}（{options}）",
        f"{speaker.reading(name)} must be settled first: {question} ({options})",
    )
    return Line(text, "unknown")
