"""What an invariant is: of which answers it must hold, what it may read, and that nothing unknown breaks it."""

from __future__ import annotations

import pytest

from engine.analysis.cases import run_one
from engine.analysis.invariants import Broken, broken
from engine.lang.values import Member, Money
from engine.pack.build import build
from engine.pack.canonical import canonical
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.model import Pack

PACK = """
format: 1
id: p
version: 1.0.0
title: 小办法
subjects: {firm: {label: 企业}, post: {of: firm, label: 岗位}}
facts:
  firm: {size: {type: [small, large]}, price: {type: money}, member: {type: bool}}
  post: {filled: {type: bool}}
definitions: {firm: {big: size == 'large'}}
parameters:
  grant: {by: size, values: {small: 60元, large: 30元}}
  most: {value: 100元}
  step: {value: {2020-01-01: 10元, 2024-01-01: 20元}}
readings:
  counted: {adopted: all, options: {all: {label: 全部}, none: {label: 不计}}}
rules:
  once: {subject: firm, when: [member], amount: grant(size), limits: [{at_most: most}]}
  yearly: {subject: firm, period: year, amount: grant(size)}
  open: {subject: firm, amount: elsewhere}
  up_to: {subject: firm, amount: {up_to: most}}
  a_post: {subject: post, when: [filled], amount: most}
  way: {subject: firm, when: [member], choose: [{when: price < most, result: simple}, {otherwise: full}]}
invariants: {one: INVARIANT}
"""
CASE = """
case: one
as_of: 2024-06-01
period: [2023, 2024]
history: HISTORY
firm: {id: a, size: small, price: 100元, member: true, post: [{id: p, filled: true}]}
"""


def pack(invariant: str) -> Pack:
    root, _ = parse(PACK.replace("INVARIANT", invariant).encode("utf-8"), "p")
    assert root is not None
    made, found = build(root)
    assert made is not None, found
    return made


def found(invariant: str, history: str = "[]", text: str = CASE) -> tuple[Broken, ...]:
    made = pack(invariant)
    node, _ = parse(text.replace("HISTORY", history).encode("utf-8"), "c")
    assert node is not None
    cases, wrong = read_cases(node, made)
    assert not wrong, wrong
    return broken(made, cases[0])


PAID = "[{rule: once, firm: a, as_of: 2023-01-01, amount: 70元}]"


@pytest.mark.parametrize(
    ("invariant", "history", "claims"),
    [
        # what an award comes to, after limits
        ("{of: once, means: award <= 元(60)}", "[]", []),
        ("{of: once, means: award < 元(60)}", "[]", ["once[a]"]),
        ("{of: once, means: award <= 元(30)}", PAID, []),
        ("{of: once, means: award < 元(30)}", PAID, ["once[a]"]),
        ("{of: up_to, means: award < 元(100)}", "[]", ["up_to[a]"]),  # what an officer may still decide
        # facts, definitions, parameters, readings, those of a parent, `past`
        ("{of: once, means: big}", "[]", ["once[a]"]),
        ("{of: once, means: award > most}", "[]", ["once[a]"]),
        ("{of: once, means: counted == 'none'}", "[]", ["once[a]"]),
        ("{of: a_post, means: firm.big or not filled}", "[]", ["a_post[a/p]"]),
        ('{of: once, means: "sum(past, past.amount) + award <= 元(99)"}', PAID, ["once[a]"]),
        ("{of: once, means: as_of < law_at}", "[]", ["once[a]"]),
        ("{of: yearly, means: period.start < law_at}", "[]", ["yearly[a] 2023", "yearly[a] 2024"]),
        # several rules; each by itself
        ("{of: [once, up_to], means: award > 元(60)}", "[]", ["once[a]"]),
        # what was served before it in the case is past to it
        ('{of: yearly, means: "sum(past, past.amount) + award <= 元(60)"}', "[]", ["yearly[a] 2024"]),
        # a choice
        ("{of: way, means: result == 'full'}", "[]", []),
        ("{of: way, means: result == 'simple'}", "[]", ["way[a]"]),
        # without a rule: once, on the day of application
        ("{means: step <= 元(15)}", "[]", [""]),
        ("{means: step <= most}", "[]", []),
        ("{means: false}", "[]", [""]),
    ],
)
def test_it_is_broken_by(invariant: str, history: str, claims: list[str]) -> None:
    assert [each.claim for each in found(invariant, history)] == claims


@pytest.mark.parametrize(
    ("invariant", "text"),
    [
        ("{of: once, means: award < 元(60)}", CASE.replace("member: true", "member: ")),  # the answer is open
        ("{of: once, means: award < 元(60)}", CASE.replace("size: small", "size: ")),
        ("{of: once, means: award < 元(60)}", CASE.replace("history: HISTORY", "")),
        ("{of: open, means: award < 元(0)}", CASE),  # another text fixes it
        ("{of: once, means: big}", CASE.replace("size: small", "size: ")),
        ("{of: way, means: result == 'simple'}", CASE.replace("price: 100元", "price: ")),
        ("{of: way, means: result == 'simple'}", CASE.replace("member: true", "member: false")),  # nothing was chosen
        ("{means: step <= 元(15)}", CASE.replace("2024-06-01", "2019-06-01")),  # before its first day a number has no value
    ],
)
def test_what_is_not_known_breaks_nothing(invariant: str, text: str) -> None:
    assert found(invariant, text=text) == ()


def test_a_refused_claim_is_an_award_of_nil() -> None:
    refused = CASE.replace("member: true", "member: false")
    assert [each.values for each in found("{of: once, means: award > 元(0)}", text=refused)] == [{"award": Money(0)}]


def test_what_a_step_granted_is_past_to_the_next() -> None:
    chain = CASE + "steps: [{as_of: 2024-06-01}, {as_of: 2024-07-01}]\n"
    (one,) = found('{of: once, means: "sum(past, past.amount) + award <= 元(60)"}', text=chain)
    assert (one.step, one.claim) == (2, "once[a]")
    assert one.values == {"sum(past, past.amount)": Money(6000), "award": Money(4000)}


def test_a_finding_holds_every_value_it_rests_on() -> None:
    (one,) = found("{of: way, means: counted == 'none' or big or result == 'simple' or grant(size) > most}")
    assert one.values == {
        "counted": Member("all", ("all", "none")),
        "big": False,
        "result": Member("full", ("simple", "full")),
        "grant(size)": Money(6000),
        "most": Money(10000),
        "firm.size": Member("small", ("small", "large")),
    }
    assert one.readings == {"counted": "all"}


def test_a_case_is_held_only_against_what_it_expects_something_of() -> None:
    made = pack("{of: once, means: award < 元(60)}")
    for rule, claims in (("once", ["once[a]"]), ("up_to", [])):
        node, _ = parse((CASE.replace("HISTORY", "[]") + f"expect: {{{rule}: {{}}}}\n").encode("utf-8"), "c")
        assert node is not None
        cases, wrong = read_cases(node, made)
        result = run_one(made, cases[0])
        assert not wrong and [each.claim for each in result.broken] == claims and result.passed == (not claims)


@pytest.mark.parametrize(
    ("invariant", "code"),
    [
        ("{of: onec, means: true}", "P552"),
        ("{of: [once, ''], means: true}", "P552"),
        ("{of: [once, way], means: true}", "P553"),
        ("{of: [once, a_post], means: true}", "P553"),
        ("{of: way, means: award < 元(1)}", "P554"),
        ("{of: once, means: result == 'simple'}", "P554"),
        ("{means: award < 元(1)}", "P554"),
        ("{of: once, means: award}", "P506"),
        ("{of: way, means: result == 'simpel'}", "T345"),
        ("{means: member}", "T330"),
        ("{of: [once, yearly], means: period.start < as_of}", "T332"),
    ],
)
def test_what_cannot_be_one_is_refused(invariant: str, code: str) -> None:
    root, _ = parse(PACK.replace("INVARIANT", invariant).encode("utf-8"), "p")
    assert root is not None
    made, wrong = build(root)
    assert made is None and [each.code for each in wrong] == [code]


@pytest.mark.parametrize("taken", ["facts:\n  firm: {award: {type: money}, ", "parameters:\n  award: {value: 1元}\n  "])
def test_a_name_of_the_pack_is_not_taken_for_the_answer(taken: str) -> None:
    head = taken.split("award")[0]
    text = PACK.replace(head, taken).replace("INVARIANT", "{of: once, means: award < 元(1)}")
    root, _ = parse(text.encode("utf-8"), "p")
    assert root is not None
    made, wrong = build(root)
    assert made is None and [each.code for each in wrong] == ["P555"]


def test_its_rules_belong_to_what_the_pack_says() -> None:
    one, other = (
        parse(PACK.replace("INVARIANT", f"{{{of}means: most > 元(0)}}").encode("utf-8"), "p")[0] for of in ("", "of: once, ")
    )
    assert one is not None and other is not None and canonical(one) != canonical(other)
    assert pack("{of: [once, once, up_to], means: most > 元(0)}").invariants["one"].of == ("once", "up_to")
