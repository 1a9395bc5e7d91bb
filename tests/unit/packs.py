"""Packs that several unit tests share."""

from functools import cache
from pathlib import Path

from engine.pack.build import build
from engine.pack.document import Node, parse
from engine.pack.model import Pack

POLICIES = Path(__file__).resolve().parent.parent.parent / "policies"
TAICANG = POLICIES / "taicang_2021_163.yaml"

# What the Taicang pack does not have: months, decimals, three levels, labelled names, a key among parents, no default reading.
SMALL = """
format: 1
id: small
version: 1.0.0
title: 小规则包
document: {number: 〔2020〕1号, issuer: 某局, signed: 2020-01-01, published: 2020-01-01, status: 有效, normative_status: unknown}
in_force: {from: 2020-01-01}
currency: CNY
subjects:
  firm: {label: {zh: 企业}}
  site: {label: {zh: 工地}, of: firm}
  worker: {label: {zh: 工人}, of: site}
facts:
  firm:
    size: {type: [small, big], ordered: true, names: {small: {zh: 小型}, big: {zh: 大型}}}
    tax_number: {type: id}
    founded: {type: date, not_after: 2024-12-31}
  site:
    visits: {type: dates, not_after: as_of, most: 3}
    share: {type: number(2), from: 0, up_to: 1}
    cost: {type: money, from: 100元, up_to: 2.5万元}
  worker:
    trained: {type: bool}
    level: {type: int, from: 1, up_to: 5}
definitions:
  worker: {ready: {means: trained and level >= 2}}
parameters:
  wage: {value: 500元}
readings:
  counting: {question: 怎样计算, options: {each: {label: 逐人}, firm: {label: 按企业}}}
rules:
  wage_subsidy:
    label: 工资补贴
    cite: 一
    subject: worker
    period: month
    when: [ready]
    amount: wage
    limits: [{claims: 12, key: [firm.size, worker.level]}]
  visit_award:
    label: 走访奖
    cite: 二
    subject: site
    when: [share > 0, "counting == 'each'"]
    amount: {up_to: wage}
    limits: [{at_most: wage, over: [visit_award, old_award]}]
other_benefits:
  old_award: {subject: site, label: 旧奖, document: 旧办法}
"""


def node(text: str) -> Node:
    """The nodes of a text that is well formed."""
    read, found = parse(text.encode(), "case.yaml")
    assert read is not None and not found, found
    return read


@cache
def taicang() -> Pack:
    return made(TAICANG.read_text(encoding="utf-8"))


@cache
def small() -> Pack:
    return made(SMALL)


def made(text: str) -> Pack:
    pack, found = build(node(text))
    assert pack is not None, found
    return pack
