"""Why an answer is as it is: conditions with the facts that decided them, and readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from engine.backends.outcome import Step
from engine.backends.prose import Speaker
from engine.backends.prose_values import either, listed, say_value
from engine.lang.ir import TRUE, Expr, Ref, walk
from engine.lang.types import BOOL, ID
from engine.lang.values import Unknown, Value
from engine.pack.rule import Condition, Rule
from engine.pack.terms import Fact
from engine.reports.explanation_missing import unknown_thing
from engine.reports.page import Line, Tone
from engine.text.render import mask


def reasons(steps: Sequence[Step], rule: Rule, speaker: Speaker, only: bool | None = None) -> list[Line]:
    """The conditions looked at, the deciding ones first; with `only` false those that failed, and no others."""
    lines = [(step, _condition(step, rule, speaker)) for step in steps if step.kind == "condition"]
    ranks = {"no": 0, "unknown": 1, "yes": 2}
    chosen = [line for step, line in lines if only is None or step.value is only]
    return sorted(chosen, key=lambda line: ranks.get(line.tone, 3))


def _condition(step: Step, rule: Rule, speaker: Speaker) -> Line:
    """One condition: its words, its mark, and under it how it reads and what the facts are."""
    lang = speaker.lang
    condition, expr = _source_of(step, rule)
    text = speaker.condition(condition) if condition else speaker.settled(expr) if expr else step.text
    settled = speaker.settle(expr) if expr is not None else None
    if settled == TRUE and expr is not None:
        taken = listed([_taken(name, speaker) for name in dict.fromkeys(ref.name for ref in _readings_in(expr))], lang, "and")
        return Line(either(lang, f"{text}：不作此项要求（{taken}）", f"{text}: not asked for ({taken})"), "idle")
    cited = either(lang, f"（见{step.cite}）", f" ({step.cite})") if step.cite and step.cite != rule.cite else ""
    return Line(text + cited, tone_of(step.value), tuple(_under(step, settled, text, speaker)))


def tone_of(value: Value | None) -> Tone:
    """✓ for true, ✗ for false, ？ for unknown."""
    return "yes" if value is True else "no" if value is False else "unknown"


def _source_of(step: Step, rule: Rule) -> tuple[Condition | None, Expr | None]:
    """The condition or the arm that a step looked at."""
    found = [each for each in rule.when if each.formula.place == step.place]
    if found or (found := [each for each in rule.when if step.text and each.formula.text == step.text]):
        return found[0], found[0].formula.expr
    arms = [arm.when for arm in rule.choose if arm.when is not None]
    here = [when for when in arms if when.place == step.place] or [when for when in arms if step.text and when.text == step.text]
    return None, here[0].expr if here else None


def _under(step: Step, settled: Expr | None, text: str, speaker: Speaker) -> Iterator[Line]:
    """How a condition reads where it does not hold for certain and its words do not say so; then the facts."""
    decided = isinstance(step.value, bool)
    for inner in _all_readings(step.inner):
        if said := _meaning(inner, text, speaker):
            yield Line(said, "note")
    if settled is not None and not isinstance(settled, Ref) and step.value is not True and (said := speaker.say(settled)) != text:
        yield Line(either(speaker.lang, f"须{said}", f"it must hold that {said}"), "note")
    if isinstance(settled, Ref) and settled.kind == "fact" and (step.value is True or speaker.bare(settled) == text):
        return
    if step.value is True and all(value is True for value in step.facts.values()):
        return  # the tick says as much
    if shown := facts(step.facts, speaker, with_unknown=not decided):
        yield Line(either(speaker.lang, "；", "; ").join(shown), "note")


def _readings_in(expr: Expr) -> Iterator[Ref]:
    for part in walk(expr):
        if isinstance(part, Ref) and part.kind == "reading":
            yield part


def _taken(name: str, speaker: Speaker) -> str:
    reading = speaker.pack.readings.get(name)
    option = speaker.option(name, speaker.taken(reading) if reading else None)
    return either(speaker.lang, f"{speaker.reading(name)}“{option}”", f"{speaker.reading(name)}, “{option}”")


def _all_readings(steps: Sequence[Step]) -> Iterator[Step]:
    """The readings a condition went through, each once; those inside another are said with it."""
    seen: set[str] = set()
    for step in steps:
        inner = [step] if step.kind == "reading" else list(_all_readings(step.inner))
        for each in inner:
            if each.name not in seen:
                seen.add(each.name)
                yield each


def _meaning(step: Step, text: str, speaker: Speaker) -> str:
    """What a reading that stands for a condition comes to: the option taken and its words."""
    reading = speaker.pack.readings.get(step.name)
    option = reading.options.get(speaker.taken(reading) or "") if reading else None
    if reading is None or reading.type != BOOL or option is None or option.means is None or option.means.text is None:
        return ""
    said = speaker.bare(option.means.expr)
    if said == text:
        return _taken(step.name, speaker)
    return either(speaker.lang, f"{_taken(step.name, speaker)}，即{said}", f"{_taken(step.name, speaker)}: {said}")


def facts(read: Mapping[str, Value], speaker: Speaker, with_unknown: bool) -> list[str]:
    """Facts with their values, ids masked."""
    said = []
    for key, value in read.items():
        if isinstance(value, Unknown) and not with_unknown:
            continue
        label = unknown_thing(key, speaker) if key not in speaker.pack.facts else speaker.fact(key)
        said.append(
            either(speaker.lang, f"{label}：", f"{label}: ") + fact_value(speaker.pack.facts.get(key), value, speaker.lang)
        )
    return said


def fact_value(fact: Fact | None, value: Value, lang: str) -> str:
    """The value of a fact in words."""
    if fact is None or isinstance(value, Unknown):
        return say_value(value, lang)
    if fact.type == ID:
        return mask(str(value))
    if fact.digits and isinstance(value, Fraction):
        return decimal(value, fact.digits)
    return say_value(value, lang, fact.names)


def say_value_of(step: Step, lang: str) -> str:
    """The value a step came to, "" where it is not known or has no end."""
    if not isinstance(step.value, date) or step.value.year >= date.max.year:
        return ""
    return say_value(step.value, lang)


def decimal(value: Fraction, digits: int) -> str:
    """A number(n) with its n decimals."""
    units = round(value * 10**digits)
    whole, rest = divmod(abs(units), 10**digits)
    return f"{'-' if units < 0 else ''}{whole:,}.{rest:0{digits}d}"
