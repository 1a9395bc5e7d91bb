"""A blank case file for a pack: what to find out, in the order the rules ask it, and who certifies it.

It is itself a valid case in which nothing is known but the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.analysis.asking import Asked, asked
from engine.analysis.template_words import say
from engine.lang.ir import Ref
from engine.lang.types import OneOf
from engine.pack.cases_lines import key_facts
from engine.pack.cases_subjects import say as say_edge
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.pack.terms import Fact, Label, Reading
from engine.text.render import visible

INDENT = "  "
PERIODS = {"year": ", period: 2022", "month": ", period: 2022-12"}


def template(pack: Pack, rule: str | None, lang: str, as_of: date | None = None) -> str:
    """A commented blank case in YAML, for one rule of the pack or (None) for all; `as_of` is today unless given."""
    rules = [pack.rules[rule]] if rule else list(pack.rules.values())
    wanted = asked(pack, rules)
    blocks = [
        _head(pack, rule, rules, lang, as_of or date.today()),
        *_subjects(pack, rules, wanted, lang),
        _history(pack, rules, lang),
        _decisions(rules, lang),
        _readings([pack.readings[name] for name in wanted.readings], lang),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(pack: Pack, rule: str | None, rules: Sequence[Rule], lang: str, as_of: date) -> list[str]:
    lines = [_comment(pack.title.say(lang, pack.id)), _comment(say("head", lang)), ""]
    lines += [
        _comment(say("case", lang)),
        "case:",
        f"measure: {pack.id}",
        _comment(say("as_of", lang)),
        f"as_of: {as_of.isoformat()}",
    ]
    if any(each.period for each in rules):
        lines += [_comment(say("period", lang)), "period:"]
    return [*lines, *_claims(pack, rule, rules, lang)]


def _claims(pack: Pack, rule: str | None, rules: Sequence[Rule], lang: str) -> list[str]:
    """How to say what is claimed: the rules there are, and a line for one subject and period."""
    lines = [_comment(say("claims" if rule else "any_claims", lang))]
    deepest = max(rules, key=lambda each: (len(pack.path_of(each.subject)), bool(each.period)))
    alone = "" if rule else f"{next(each.name for each in rules if each is not deepest or len(rules) == 1)}, "
    lines.append(_comment(f"{INDENT}claims: [{alone}{{{_line(pack, deepest)}}}]"))
    if rule:
        return [*lines, f"claims: [{rule}]"]
    lines.append(_comment(say("rules", lang)))
    lines += [_comment(INDENT + _named(each.name, each.label, lang)) for each in rules]
    return [*lines, "claims:"]


def _subjects(pack: Pack, rules: Sequence[Rule], wanted: Asked, lang: str) -> Iterator[list[str]]:
    kinds = list(dict.fromkeys(rule.subject for rule in rules))
    kinds += [pack.facts[key].subject for key in (*wanted.facts, *wanted.other_facts)]
    used = dict.fromkeys(kind for each in kinds for kind in pack.path_of(each))
    for kind in used:
        if pack.subjects[kind].of is None:
            yield list(_subject(pack, kind, wanted, used, lang, ""))


def _subject(pack: Pack, kind: str, wanted: Asked, used: Mapping[str, None], lang: str, indent: str) -> Iterator[str]:
    """A subject with its facts, and below it the subjects that belong to it."""
    name = pack.subjects[kind].label.say(lang, kind)
    yield indent + _comment(f"{name}. {say('several', lang)}" if lang == "en" else f"{name}。{say('several', lang)}")
    yield f"{indent}{kind}:"
    inside = indent + INDENT
    yield f"{inside}id:"
    for key in wanted.facts:
        if pack.facts[key].subject == kind:
            yield from (inside + line for line in _fact(pack.facts[key], lang))
    yield from (inside + line for line in _others(pack, kind, wanted, lang))
    for child in pack.children_of(kind):
        if child in used:
            yield from _subject(pack, child, wanted, used, lang, inside)


def _others(pack: Pack, kind: str, wanted: Asked, lang: str) -> Iterator[str]:
    """The facts that only another reading asks for, in comments, below the options that do."""
    groups: dict[tuple[tuple[str, str], ...], list[Fact]] = {}
    for key in wanted.other_facts:
        if pack.facts[key].subject == kind:
            groups.setdefault(tuple(wanted.asked_by[key]), []).append(pack.facts[key])
    for ways, facts in groups.items():
        said = [f"{name}: {_named(option, pack.readings[name].options[option].label, lang)}" for name, option in ways]
        joined = say("or", lang).join(said)
        yield _comment(say("otherwise", lang, joined) if said else say("several_readings", lang))
        for fact in facts:
            yield from (line if line.startswith("#") else f"# {line}" for line in _fact(fact, lang))


def _fact(fact: Fact, lang: str) -> Iterator[str]:
    """The comment lines of a fact, then its empty entry."""
    joint = "; " if lang == "en" else "；"
    yield _comment(fact.label.say(lang, fact.name))
    about = [
        values(fact, lang),
        say("certified", lang, fact.certified_by.say(lang)) if _said(fact.certified_by) else "",
        say("evidence", lang, fact.evidence.say(lang)) if _said(fact.evidence) else "",
        say("cite", lang, fact.cite) if fact.cite else "",
    ]
    yield _comment(INDENT + joint.join(text for text in about if text))
    yield f"{fact.name}:"


def values(fact: Fact, lang: str) -> str:
    """How a value of the fact is written, and between which bounds."""
    if isinstance(fact.type, OneOf):
        return " | ".join(_named(name, fact.names.get(name), lang) for name in fact.type.names)
    text = say(fact.type.name, lang, fact.digits)
    if fact.least is not None and fact.most is not None:
        text += f" ({say('range', lang, say_edge(fact, fact.least), say_edge(fact, fact.most))})"
    if fact.not_after is not None and isinstance(fact.not_after.expr, Ref):
        text += f" ({say('not_after', lang)})"
    return text


def _named(name: str, label: Label | None, lang: str) -> str:
    called = label.say(lang) if label else ""
    return f"{name} ({called})" if called and called != name else name


def _history(pack: Pack, rules: Sequence[Rule], lang: str) -> list[str]:
    remembered = [rule for rule in rules if rule.limits and rule.kind == "amount"]
    if not remembered:
        return []
    lines = [_comment(say("history", lang))]
    lines += [_paid(pack, rule.name, _line(pack, rule), rule.label, lang) for rule in remembered]
    others = [(name, rule) for rule in remembered for limit in rule.limits for name in limit.over if name in pack.other_benefits]
    if others:
        lines.append(_comment(say("other_benefits", lang)))
    for name, rule in dict(others).items():
        benefit = pack.other_benefits[name]
        line = f"rule: {name}{_ids(pack, benefit.subject)}{PERIODS.get(rule.period or '', '')}"
        lines.append(_paid(pack, name, line, benefit.label, lang))
    return [*lines, "history:"]


def _paid(pack: Pack, name: str, line: str, label: Label, lang: str) -> str:
    """An example of a line of history, with the label of what was paid behind it."""
    keys = "".join(f", {key}: …" for key in key_facts(pack, name))
    said = f"  # {label.say(lang)}" if _said(label) else ""
    return _comment(f"{INDENT}- {{{line}{keys}, as_of: 2022-12-01, amount: 1万元, paid_on: 2022-12-20}}{said}")


def _line(pack: Pack, rule: Rule) -> str:
    return f"rule: {rule.name}{_ids(pack, rule.subject)}{PERIODS.get(rule.period or '', '')}"


def _ids(pack: Pack, subject: str) -> str:
    return "".join(f", {kind}: …" for kind in pack.path_of(subject))


def _decisions(rules: Sequence[Rule], lang: str) -> list[str]:
    decided = [rule for rule in rules if rule.amount and rule.amount.kind == "decided"]
    if not decided:
        return []
    lines = [_comment(say("decisions", lang))]
    for rule in decided:
        period = PERIODS.get(rule.period or "", "")
        lines.append(_comment(f"{INDENT}- {{rule: {rule.name}, {rule.subject}: …{period}, amount: 1万元, by: …}}"))
    return [*lines, "decisions:"]


def _readings(readings: Sequence[Reading], lang: str) -> list[str]:
    if not readings:
        return []
    lines = [_comment(say("readings", lang)), "readings:"]
    for reading in readings:
        lines.append(INDENT + _comment(reading.question.say(lang, reading.name)))
        for option in reading.options.values():
            default = f" [{say('default', lang)}]" if option.name == reading.adopted else ""
            lines.append(INDENT + _comment(INDENT + _named(option.name, option.label, lang) + default))
        lines.append(f"{INDENT}{reading.name}:")
    return lines


def _said(label: Label) -> bool:
    return bool(label.zh or label.en)


def _comment(text: str) -> str:
    """A comment of one line, whatever the label held."""
    return f"# {visible(text)}".rstrip()
