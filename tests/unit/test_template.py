"""A blank case is a case, whatever the language and the rule; the schema of a pack's cases takes what the engine takes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.analysis.asking import asked
from engine.analysis.case_schema import case_schema
from engine.analysis.expected import results
from engine.analysis.template import template
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.cases_expect import as_written
from engine.pack.model import Pack
from engine.pack.periods import period_of
from tests.unit.packs import POLICIES, node, small, taicang

DAY = date(2023, 2, 1)
AFTER = date(2026, 1, 1)  # no target is pending
EXAMPLES = POLICIES.parent / "examples"


def every_rule() -> Iterator[tuple[Pack, str | None]]:
    for pack in (taicang(), small()):
        yield from ((pack, rule) for rule in (None, *pack.rules))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("pack", "rule"), list(every_rule()), ids=lambda each: getattr(each, "id", each))
def test_a_blank_case_is_a_case(pack: Pack, rule: str | None, lang: str) -> None:
    text = template(pack, rule, lang, DAY)
    cases, found = read_cases(node(text), pack)
    assert not found
    (case,) = cases
    assert case.as_of == DAY
    assert case.history is None and not case.decisions and not case.readings
    assert all(not line[-1].facts for line in case.instances())
    kinds = {line[-1].kind for line in case.instances()}
    wanted = {each.subject for each in pack.rules.values() if rule in (None, each.name)}
    assert wanted <= kinds
    outcome = evaluate(pack, case)
    assert not outcome.diagnostics
    assert outcome.low == 0


def test_facts_come_in_the_order_the_rules_ask_them() -> None:
    pack = taicang()
    rule = pack.rules["startup_subsidy"]
    order = asked(pack, [rule])
    assert order.facts[:2] == ["organisation.kind", "organisation.registration"]
    assert order.facts.index("organisation.registered_on") < order.facts.index("organisation.fulltime_staff_confirmed")
    text = template(pack, "startup_subsidy", "zh", DAY)
    lines = [line.strip() for line in text.splitlines()]
    places = [lines.index(f"{pack.facts[key].name}:") for key in order.facts]
    assert places == sorted(places)


def test_a_fact_for_another_reading_waits_in_a_comment() -> None:
    pack = taicang()
    order = asked(pack, [pack.rules["settling_allowance"]])
    assert "person.homes_before" in order.other_facts and "person.homes_before" not in order.facts
    lines = template(pack, "settling_allowance", "zh", DAY).splitlines()
    assert "  # homes_before:" in lines and "  # household:" in lines and "  degree:" in lines
    at = lines.index("  # homes_before:")
    needed = [lines.index(f"  {pack.facts[key].name}:") for key in order.facts]
    assert max(needed) < min(lines.index(f"  # {pack.facts[key].name}:") for key in order.other_facts)
    assert "first_home: anywhere (在各地均无前房)" in lines[at - 3]
    asks = asked(small(), [small().rules["visit_award"]])
    assert asks.facts == ["site.share"] and asks.readings == ["counting"]


def test_what_only_a_reading_needs_is_asked_for_under_it_alone() -> None:
    """A blank case misses none of these facts as the text is read by default, and each of them under the option named."""
    pack = taicang()
    for rule in pack.rules.values():
        order = asked(pack, [rule])
        (case,) = read_cases(node(template(pack, rule.name, "zh", AFTER)), pack)[0]
        year = period_of("2022")
        assert year is not None
        case = replace(case, history=(), periods=(year,) if rule.period else ())
        assert not missed(pack, case, {}) & set(order.other_facts)
        for key, ways in order.asked_by.items():
            assert ways
            for name, option in ways:
                compared = any(str(part) == key for limit in rule.limits for part in limit.key)
                assert compared or key in missed(pack, case, {name: option}), (rule.name, key, name, option)


def missed(pack: Pack, case: Case, readings: dict[str, str]) -> set[str]:
    """The facts that an evaluation of a case says are missing."""
    made = evaluate(pack, case, readings=readings)
    return {key for each in results(made) for key in each.needs.facts}


def test_a_fact_says_how_it_is_written_and_who_certifies_it() -> None:
    text = template(taicang(), "startup_subsidy", "zh", DAY)
    for part in (
        "登记日期",
        "不晚于申请日",
        "由市民政局认定",
        "凭登记证书",
        "依据四(一)第5句",
        "as_of: 2023-02-01",
        "signed (成文日) [默认]",
    ):
        assert part in text
    assert "small (小型) | big (大型)" in template(small(), "wage_subsidy", "zh", DAY)
    assert "a number, at most 2 decimals (0.00 to 1.00)" in template(small(), "visit_award", "en", DAY)
    assert "decisions:" not in text
    assert "period:" in template(taicang(), "post_subsidy", "zh", DAY)


def written(lines: list[str], start: str) -> list[str]:
    """The examples in the comments that begin with `start`, as a clerk would fill them in."""
    ids = {"organisation": "甲", "post": "岗", "project": "项", "person": "张", "certificate": "证", "base": "基"}
    found = [line.removeprefix("#").strip() for line in lines if line.startswith(f"#   {start}")]
    for kind, id in ids.items():
        found = [line.replace(f"{kind}: …", f"{kind}: {id}") for line in found]
    return [line.replace("level: …", "level: senior").replace("…", "某") for line in found]


FILLED = """
organisation: {id: 甲, post: [{id: 岗}], project: [{id: 项}], base: [{id: 基}]}
person: {id: 张, certificate: [{id: 证}]}
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_examples_in_a_blank_case_can_be_copied(lang: str) -> None:
    """How claims are stated, and what this and other instruments paid."""
    pack = taicang()
    lines = template(pack, None, lang, DAY).splitlines()
    (claims,) = written(lines, "claims:")
    history = written(lines, "- ")
    assert any(line.startswith("- {rule: taicang_2015_8_post, organisation: 甲, post: 岗, period: 2022") for line in history)
    paid = "\n".join(f"  {line}" for line in history if " by: " not in line)
    cases, found = read_cases(node(f"as_of: {DAY}\n{FILLED}{claims}\nhistory:\n{paid}\n"), pack)
    assert not found
    assert [each.rule for each in cases[0].claims or ()] == ["startup_subsidy", "post_subsidy"]
    assert {each.rule for each in cases[0].history or ()} > {"taicang_2015_8_post", "post_subsidy", "certificate_reward"}
    assert all(f"#   {rule.name} ({rule.label.say(lang)})" in lines for rule in pack.rules.values())


def test_a_blank_case_for_one_rule_names_what_counts_against_it() -> None:
    assert "taicang_2015_8_post" in template(taicang(), "post_subsidy", "zh", DAY)
    assert "taicang_2015_8_post" not in template(taicang(), "startup_subsidy", "zh", DAY)


@cache
def validator(pack_id: str) -> Draft202012Validator:
    pack = {each.id: each for each in (taicang(), small())}[pack_id]
    schema = case_schema(pack)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def fits(text: str, pack: Pack | None = None) -> bool:
    return validator((pack or taicang()).id).is_valid(as_written(node(text)))


@pytest.mark.parametrize(
    "path", [POLICIES / "taicang_2021_163.cases.yaml", *sorted(EXAMPLES.glob("*.yaml"))], ids=lambda path: path.name
)
def test_the_schema_takes_the_packs_own_cases(path: Path) -> None:
    tree = as_written(node(path.read_text(encoding="utf-8")))
    assert not [error.message for error in validator(taicang().id).iter_errors(tree)]


@pytest.mark.parametrize(("pack", "rule"), list(every_rule()), ids=lambda each: getattr(each, "id", each))
def test_the_schema_takes_a_blank_case(pack: Pack, rule: str | None) -> None:
    assert fits(template(pack, rule, "en", DAY), pack)


GOOD = """
as_of: 2023-02-01
organisation: {id: A, registration: filed, registered_on: 2022-01-01, in_judicial_field: true, post: [{id: P, months_filled: 12}]}
purchase: {price: 3万元}
history: [{rule: post_subsidy, post: P, period: 2022, amount: 6万元}, {rule: certificate_reward, level: senior}]
decisions: [{rule: incubation_subsidy, organisation: A, amount: 2万元}]
claims: [incubation_subsidy, {rule: post_subsidy, post: P, period: 2022}]
readings: {first_day: published}
expect: {post_subsidy: [{post: P, verdict: granted, amount: 6万元}]}
"""
BAD = {
    "a fact misspelt": ("registration: filed", "registraton: filed"),
    "no such value": ("registration: filed", "registration: field"),
    "a word for yes": ("in_judicial_field: true", "in_judicial_field: 是"),
    "money without unit": ("price: 3万元", "price: 30000"),
    "money without 元": ("price: 3万元", "price: 3万"),
    "another date": ("2022-01-01", "2022.1.1"),
    "no such rule": ("rule: post_subsidy, post: P, period: 2022, amount", "rule: post_subsidi, post: P, period: 2022, amount"),
    "a key the line does not take": ("rule: certificate_reward, level: senior", "rule: startup_subsidy, level: senior"),
    "a period the rule does not have": ("rule: certificate_reward, level", "rule: certificate_reward, period: 2022, level"),
    "a decision on a fixed amount": ("rule: incubation_subsidy, organisation: A", "rule: startup_subsidy, organisation: A"),
    "no such reading": ("first_day: published", "first_dai: published"),
    "no such option": ("first_day: published", "first_day: 2021"),
    "no such field": ("verdict: granted", "verdikt: granted"),
    "no such verdict": ("verdict: granted", "verdict: grant"),
    "no day": ("as_of: 2023-02-01", "why: x"),
    "a subject outside its parent": ("purchase: {price: 3万元}", "post: {id: P}"),
}


@pytest.mark.parametrize(("right", "wrong"), BAD.values(), ids=BAD.keys())
def test_the_schema_refuses_a_slip(right: str, wrong: str) -> None:
    assert right in GOOD
    assert fits(GOOD)
    assert not fits(GOOD.replace(right, wrong))


def test_the_schema_takes_what_an_editor_reads() -> None:
    """An editor reads numbers, truth values and nulls where the engine reads characters."""
    tree = {"as_of": "2023-02-01", "period": 2023, "organisation": {"id": 5, "in_judicial_field": True, "registered_on": None}}
    assert validator(taicang().id).is_valid({**tree, "city": {"villages": 30, "covered": ""}, "history": None})
    assert not validator(taicang().id).is_valid({**tree, "city": {"villages": 10_001}})


def test_an_editor_is_told_what_a_fact_is() -> None:
    schema = case_schema(taicang())
    fact = schema["$defs"]["subject.organisation"]["properties"]["registered_on"]  # type: ignore[index, call-overload]
    assert fact["title"] == "登记日期 / day of registration"  # type: ignore[index, call-overload]
    assert "市民政局" in fact["description"]  # type: ignore[index, call-overload, operator]


def untold(node: object, path: str = "") -> Iterator[str]:
    """The keys of a schema of which an editor would show nothing."""
    if isinstance(node, dict):
        for key, value in (node.get("properties") or {}).items() if isinstance(node.get("properties"), dict) else ():
            if not (value.get("title") or value.get("description")):
                yield f"{path}/{key}"
        for key, value in node.items():
            if key != "if":
                yield from untold(value, f"{path}/{key}")
    elif isinstance(node, list):
        for value in node:
            yield from untold(value, path)


def test_an_editor_is_told_what_every_key_is() -> None:
    for pack in (taicang(), small()):
        assert not list(untold(case_schema(pack)))
    for name in ("pack", "case"):
        path = Path(__file__).parents[2] / "schemas" / f"{name}.schema.json"
        assert len(list(untold({"properties": {"x": {}}}))) == 1
        assert not list(untold(referred(json.loads(path.read_text(encoding="utf-8")))))


def referred(schema: dict[str, Any]) -> object:
    """A schema whose keys that only refer have the description of what they refer to."""

    def of(node: object) -> object:
        if isinstance(node, list):
            return [of(each) for each in node]
        if not isinstance(node, dict):
            return node
        made = {key: of(value) for key, value in node.items()}
        if isinstance(ref := node.get("$ref"), str) and "description" not in node:
            made["description"] = schema["$defs"][ref.removeprefix("#/$defs/")].get("description", "")
        return made

    return of(schema)
