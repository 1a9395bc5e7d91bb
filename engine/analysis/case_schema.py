"""JSON Schema (2020-12) of the case files of one pack, so that an editor completes its facts, rules and readings.

It says what may be written where. What only the reading of a case can tell (an id stated twice, a date after the day of
application) is not in it: the messages C7xx are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from engine.analysis.case_schema_words import KEYS
from engine.analysis.template import values
from engine.lang.types import OneOf
from engine.pack.cases_expect import FIELDS, MONEY_FIELDS, VERDICTS
from engine.pack.cases_lines import CLAIM_KEYS, DECISION_KEYS, HISTORY_KEYS, key_facts
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.pack.terms import Fact, Label

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
Schema: TypeAlias = dict[str, Json]

EMPTY: Schema = {"enum": ["", None]}  # an editor reads an empty value as null, the engine as no characters
TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
ID: Schema = {"type": ["string", "integer", "null"], "maxLength": 128}
DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
MONEY: Schema = {"type": "string", "pattern": "^-?[0-9][0-9,]*([.][0-9]+)?(分|角|元|万元|亿元)$"}
WHOLE: Schema = {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"}
COUNT: Schema = {"type": ["integer", "string"], "pattern": "^[1-9][0-9]*$", "minimum": 1}
PERIOD: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]{4}(-[0-9]{2})?$"}
LINE_VALUES: Mapping[str, Schema] = {
    "as_of": DATE, "paid_on": DATE, "on": DATE, "amount": MONEY, "times": COUNT, "claims": COUNT, "part": COUNT,
    "period": PERIOD, "by": TEXT,
}  # fmt: skip


def case_schema(pack: Pack) -> Schema:
    """The schema of a case file of `pack`: one case, or `defaults` and `cases`."""
    kinds = {f"subject.{kind}": _subject(pack, kind) for kind in pack.subjects}
    case = _case(pack)
    step = {key: value for key, value in case.items() if key != "steps"}
    defs: Schema = {
        **kinds,
        "step": _closed(step),
        "case": _closed(case),
        "file": _closed({"defaults": _or_empty(_ref("step")), "cases": _list(_ref("case"))}, required=["cases"]),
    }
    several: Schema = {"anyOf": [{"required": ["cases"]}, {"required": ["defaults"]}]}
    single: Schema = {**_ref("case"), "anyOf": [{"required": ["as_of"]}, {"required": ["steps"]}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{pack.title.say('zh', pack.id)} / {pack.title.say('en', pack.id)}",
        "type": "object",
        "if": several,
        "then": _ref("file"),
        "else": single,
        "$defs": _told(defs, {name: both(kind.label, name) for name, kind in pack.subjects.items()} | KEYS),
    }


def _told(node: Json, words: Mapping[str, str]) -> Json:
    """A schema in which every key that says nothing of itself has a description, for an editor to show."""
    if isinstance(node, str) or not isinstance(node, Sequence | Mapping):
        return node
    if isinstance(node, Sequence):
        return [_told(each, words) for each in node]
    told: dict[str, Json] = {key: value if key == "if" else _told(value, words) for key, value in node.items()}
    if isinstance(properties := told.get("properties"), Mapping):
        told["properties"] = {key: _with_word(value, words.get(key)) for key, value in properties.items()}
    return told


def _with_word(schema: Json, word: str | None) -> Json:
    if word is None or not isinstance(schema, Mapping) or "title" in schema or "description" in schema:
        return schema
    return {"description": word, **schema}


def _case(pack: Pack) -> Schema:
    roots: Schema = {kind.name: _one_or_many(kind.name) for kind in pack.subjects.values() if kind.of is None}
    claim = _lines(pack, pack.rules.values(), CLAIM_KEYS, ("rule",))
    history = _lines(pack, pack.rules.values(), HISTORY_KEYS, ("rule",), pack.other_benefits)
    decided = [rule for rule in pack.rules.values() if rule.amount and rule.amount.kind == "decided"]
    return {
        "case": {**TEXT, "description": "个案名称 / the name of this case"},
        "measure": {"enum": [pack.id, "", None]},
        "as_of": {**DATE, "description": "申请日 / the day of application"},
        "period": _or_empty({"anyOf": [PERIOD, _list(PERIOD)]}, "所属期 / the period claimed: 2023, 2023-05"),
        **roots,
        "claims": _or_empty(_list({"anyOf": [{"enum": list(pack.rules)}, claim]}), "申领 / what is claimed; absent: everything"),
        "history": _or_empty(_list(history), "既往兑付，[] 为没有，空为不明 / paid before; [] is nothing, empty is unknown"),
        "decisions": _or_empty(_list(_lines(pack, decided, DECISION_KEYS, ("rule", "amount"))), "审定 / amounts decided"),
        "readings": _or_empty(_readings(pack), "解释口径 / how open points are read"),
        "expect": _or_empty(_expect(pack), "预期结果 / what the answer should be"),
        "cite": TEXT,
        "why": TEXT,
        "steps": _or_empty(_list(_ref("step")), "先后各步 / a chain of cases"),
    }


def _subject(pack: Pack, kind: str) -> Schema:
    facts: Schema = {fact.name: _fact(fact) for fact in pack.facts_of(kind)}
    children: Schema = {child: _one_or_many(child) for child in pack.children_of(kind)}
    own: Schema = {"id": ID, "period": _or_empty({"anyOf": [PERIOD, _list(PERIOD)]})}
    return {**_closed({**own, **facts, **children}), "title": both(pack.subjects[kind].label, kind)}


def _fact(fact: Fact) -> Schema:
    """How a fact is written, its name and what proves it."""
    about = [values(fact, "zh"), values(fact, "en"), both(fact.certified_by), both(fact.evidence), fact.cite]
    described: Schema = {"title": both(fact.label, fact.name), "description": "\n".join(text for text in about if text)}
    return {**described, "anyOf": [_value(fact), EMPTY]}


def _value(fact: Fact) -> Schema:
    if isinstance(fact.type, OneOf):
        return {"enum": list(fact.type.names)}
    match fact.type.name:
        case "bool":
            return {"enum": [True, False, "true", "false"]}
        case "int":
            edges: Schema = {"minimum": fact.least, "maximum": fact.most}
            return {**WHOLE, **{key: edge for key, edge in edges.items() if edge is not None}}
        case "ratio":
            decimals = f"([.][0-9]{{1,{fact.digits}}})?" if fact.digits else ""
            return {"type": ["number", "string"], "pattern": f"^-?[0-9]+{decimals}$"}
        case "money":
            return MONEY
        case "date":
            return DATE
        case "dates":
            return {"anyOf": [DATE, {**_list(DATE), "maxItems": fact.entries}]}
        case _:
            return ID


def _lines(pack: Pack, rules: Iterable[Rule], keys: Sequence[str], required: Sequence[str], others: Iterable[str] = ()) -> Schema:
    """A line about one of `rules`: all keys any of them takes, and for each rule which of them it takes."""
    subjects = {rule.name: rule.subject for rule in rules}
    subjects |= {name: pack.other_benefits[name].subject for name in others}
    properties: Schema = {"rule": {"enum": list(subjects)}, **{key: _or_empty(LINE_VALUES[key]) for key in keys if key != "rule"}}
    each: list[Schema] = []
    for name, subject in subjects.items():
        facts = key_facts(pack, name) if keys is HISTORY_KEYS else {}
        own: Schema = {**{kind: ID for kind in pack.path_of(subject)}, **{key: _fact(fact) for key, fact in facts.items()}}
        properties |= own
        rule = pack.rules.get(name)
        allowed = [key for key in keys if key != "period" or rule is None or rule.period]
        matches: Schema = {"properties": {"rule": {"const": name}}, "required": ["rule"]}
        each.append({"if": matches, "then": {"propertyNames": {"enum": [*allowed, *own]}}})
    return {**_closed(properties, required=required), "allOf": each}


def _readings(pack: Pack) -> Schema:
    chosen: Schema = {}
    for reading in pack.readings.values():
        options = [f"{name}: {both(option.label)}" for name, option in reading.options.items()]
        described: Schema = {"title": both(reading.question, reading.name), "description": "\n".join(options)}
        chosen[reading.name] = {**described, "enum": [*reading.options, "", None]}
    return _closed(chosen)


def _expect(pack: Pack) -> Schema:
    """What is expected of each rule: its fields, or several awards told apart by subject or period."""
    by_rule: Schema = {}
    for rule in pack.rules.values():
        fields: Schema = {key: MONEY if key in MONEY_FIELDS else {} for key in FIELDS[rule.kind]}
        fields["verdict"] = {"enum": list(VERDICTS[rule.kind])}
        ids: Schema = {kind: ID for kind in pack.path_of(rule.subject)}
        one = _closed({"rule": {"const": rule.name}, **ids, "period": PERIOD, **fields})
        by_rule[rule.name] = {"title": both(rule.label, rule.name), "anyOf": [one, _list(one)]}
    several: Schema = {"type": "object", "properties": {"rule": {"enum": list(pack.rules)}}, "required": ["rule"]}
    return {"anyOf": [_closed(by_rule), _list(several)]}


def both(label: Label, otherwise: str = "") -> str:
    """A label in both languages, Chinese first."""
    return " / ".join(dict.fromkeys(text for text in (label.zh, label.en) if text)) or otherwise


def _one_or_many(kind: str) -> Schema:
    subject = _ref(f"subject.{kind}")
    return {"anyOf": [subject, _list(subject), EMPTY]}


def _closed(properties: Schema, required: Sequence[str] = ()) -> Schema:
    closed: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**closed, "required": list(required)} if required else closed


def _or_empty(schema: Schema, description: str = "") -> Schema:
    either: Schema = {"anyOf": [schema, EMPTY]}
    return {"description": description, **either} if description else either


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
