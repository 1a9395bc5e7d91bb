"""A sound pack and a sound case, and ways to spoil them at one place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Bytes: TypeAlias = bytes | Callable[[], bytes]
Kind: TypeAlias = Literal["pack", "case"]

NO, UNUSABLE = 1, 2  # exit codes of `check`: errors in a file it could read; a file it could not read

PACK = """\
format: 1
id: small
version: 1.0.0
title: {zh: 小办法, en: small measure}
document: {number: 〔2022〕1号, issuer: 某局, signed: 2022-01-01, published: 2022-01-01, status: 有效}
in_force: {from: first_day}
currency: CNY
subjects:
  firm: {label: {zh: 企业, en: firm}}
  post: {of: firm, label: {zh: 岗位, en: post}}
facts:
  firm:
    kind: {type: [small, middle, large], ordered: true, label: {zh: 类型, en: kind}}
    staff: {type: int, from: 0, up_to: 100}
    income: {type: money}
    founded: {type: date, not_after: as_of}
    listed: {type: bool}
    tax_id: {type: id}
  post:
    filled: {type: bool}
    months: {type: int, from: 0, up_to: 12}
definitions:
  firm: {able: {means: listed and staff >= 3}}
parameters:
  grant: {value: 3万元, cite: 第二条}
  quota: {value: 50%}
  nothing: {value: 0}
  award: {by: kind, values: {small: 1万元, middle: 2万元, large: 3万元}}
  scale: {by: staff, bands: [{up_to: 10, value: 1万元}, {value: 2万元}]}
readings:
  counting:
    question: 怎样计算？
    adopted: each
    options: {each: {label: 逐人}, together: {label: 合计}}
  first_day:
    question: 何日施行？
    adopted: signed
    options: {signed: {means: 2022-01-01}, published: {means: 2022-02-01}}
rules:
  startup:
    label: 开办费
    cite: 第二条
    subject: firm
    paid_by: 市财政
    when:
      - listed
    amount: grant
    limits:
      - once
  upkeep:
    label: 岗位补贴
    cite: 第三条
    subject: post
    period: year
    when: [filled]
    amount: grant
    limits: [{at_most: grant, per: period}]
    parts: [{share: 40%, due: as_of}, {share: rest, due: as_of + months(12)}]
    paid_by: {city: 50%, district: rest}
  procedure:
    subject: firm
    choose: [{when: income < grant, result: simple}, {otherwise: full}]
  coverage:
    subject: firm
    target: {count: staff, at_least: 3}
limits:
  - {at_most: grant, over: [startup], name: shared}
provisions:
  第二条: {kind: grant, summary: {zh: 开办费, en: start-up grant}}
"""

CASE = """\
case: 甲社
measure: taicang-2021-163
as_of: 2022-06-01
period: 2022
organisation:
  id: 甲社
  kind: social_group
  registration: registered
  registered_on: 2022-03-10
  in_judicial_field: true
  post:
    - {id: P1, approved: true, months_filled: 12}
person: {id: 某人, degree: master}
purchase: {price: 90万元}
city: {villages: 10, covered: 9, meetings: [2022-01-05, 2022-03-05]}
history:
  - {rule: startup_subsidy, organisation: 甲社, amount: 3万元, paid_on: 2022-04-01}
decisions:
  - {rule: incubation_subsidy, organisation: 甲社, amount: 2万元, by: 市司法局}
readings: {ceiling: decided}
expect: {startup_subsidy: {verdict: refused}}
"""


@dataclass(frozen=True)
class Hostile:
    """A file that must be refused: what is in it, the code it must get, and the exit code of `check`.

    `code` may name two where either says what is wrong: the schema's, or, where that was not asked, the builder's.
    `alone`: it also goes through the program as a process of its own, measured.
    """

    name: str
    kind: Kind
    content: Bytes
    code: str
    exit: int = NO
    alone: bool = False

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self.code.split())

    def bytes(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content()


def changed(text: str, old: str, new: str) -> bytes:
    """`text` with the one place where `old` stands spoilt."""
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new).encode("utf-8", "surrogatepass")


def pack(name: str, old: str, new: str, code: str, *, exit: int = NO, alone: bool = False) -> Hostile:
    """The sound pack spoilt at one place."""
    return Hostile(name, "pack", changed(PACK, old, new), code, exit, alone)


def case(name: str, old: str, new: str, code: str, *, exit: int = NO, alone: bool = False) -> Hostile:
    """The sound case spoilt at one place."""
    return Hostile(name, "case", changed(CASE, old, new), code, exit, alone)


def condition(name: str, expression: str, code: str, *, alone: bool = False) -> Hostile:
    """The sound pack with `expression` as a condition, in the quotes of YAML."""
    return pack(
        f"condition {name}", "      - listed\n", f"      - {json.dumps(expression, ensure_ascii=False)}\n", code, alone=alone
    )


def amount(name: str, expression: str, code: str) -> Hostile:
    """The sound pack with `expression` as the amount of a grant."""
    quoted = json.dumps(expression, ensure_ascii=False)
    return pack(f"amount {name}", "    amount: grant\n    limits:\n", f"    amount: {quoted}\n    limits:\n", code)
