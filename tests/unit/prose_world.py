"""A small pack, made of text, whose words the tests of prose and reports know."""

from __future__ import annotations

from engine.backends.outcome import Outcome
from engine.backends.reference import evaluate
from engine.lang.ir import Expr
from engine.pack.build import build
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.model import Pack

PACK = """
format: 1
id: bridge
version: 1.0.0
title: {zh: 桥梁补助办法, en: Bridge Grants}
document: {number: 桥政〔2020〕1号, issuer: 桥城}
in_force: {from: 2020-01-01, until: last_day}
currency: CNY
subjects:
  builder: {label: {zh: 建造人, en: builder}}
  bridge: {of: builder, label: {zh: 桥, en: bridge}}
facts:
  builder:
    state:
      type: [open, shut]
      names: {open: {zh: 经营, en: trading}, shut: {zh: 歇业, en: closed}}
      label: {zh: 经营状态, en: state}
      certified_by: {zh: 工商所, en: the registrar}
      evidence: {zh: 执照, en: licence}
    founded_on: {type: date, label: {zh: 成立日期, en: day of founding}}
    owner: {type: id, label: {zh: 业主, en: owner}}
    rank: {type: [low, high], ordered: true, label: {zh: 等级, en: rank}}
    best: {type: [low, high], ordered: true, label: {zh: 最好等级, en: best rank}}
    loan: {type: bool, label: {zh: 有贷款, en: has a loan}}
  bridge:
    safe: {type: bool, label: {zh: 安全, en: safe}}
    length: {type: int, label: {zh: 长度, en: length}}
    cost: {type: money, label: {zh: 造价, en: cost}}
definitions:
  builder:
    solid: {means: "state == 'open' and not loan", label: {zh: 稳健, en: solid}}
    bare: {means: founded_on < as_of}
parameters:
  grant: {value: 3万元, label: {zh: 补助, en: grant}, cite: 第2条}
  cap: {value: 5万元, label: {zh: 上限, en: ceiling}}
  by_rank: {by: rank, values: {low: 100元, high: 1200元}, label: {zh: 等级标准, en: rate by rank}}
readings:
  last_day:
    register: B1
    question: {zh: 何日失效？, en: When does it lapse?}
    adopted: open
    options: {open: {means: open, label: {zh: 不失效, en: never}}, soon: {means: 2030-01-01, label: {zh: 2030年, en: in 2030}}}
  young:
    register: B2
    subject: builder
    question: {zh: 何为新成立？, en: What is young?}
    adopted: one_year
    options:
      one_year: {means: as_of <= founded_on + months(12), label: {zh: 满一年前, en: within a year}}
      any: {means: "true", label: {zh: 不限, en: any}}
  strict:
    register: B3
    question: {zh: 贷款是否排除？, en: Does a loan exclude?}
    adopted: "off"
    decided: {by: 桥局, on: 2021-05-06, why: 先例}
    options: {"off": {label: {zh: 不排除, en: "no"}}, "on": {label: {zh: 排除, en: "yes"}}}
  unsettled:
    register: B4
    question: {zh: 是否扣除？, en: Is it deducted?}
    options: {add: {label: {zh: 不扣, en: "no"}}, cut: {label: {zh: 扣, en: "yes"}}}
rules:
  opening:
    label: {zh: 开工补助, en: opening grant}
    cite: 第2条
    subject: builder
    paid_by: 桥财政
    when:
      - {is: state == 'open', label: {zh: 正在经营, en: is trading}, cite: 第1条}
      - {is: young, label: {zh: 属新成立, en: is young}}
      - {is: strict == 'off' or not loan, label: {zh: 无贷款, en: has no loan}}
    amount: grant
    limits: [once]
  upkeep:
    label: {zh: 养护补助, en: upkeep grant}
    cite: 第3条
    subject: bridge
    period: year
    when: [safe]
    amount: {up_to: cap}
    limits:
      - {at_most: cap, per: period}
      - {times: 3}
      - {within: 24个月, last_day: included}
  ranked:
    label: {zh: 等级奖, en: rank prize}
    cite: 第4条
    subject: builder
    when: [owner == owner]
    amount: by_rank(rank)
    parts: [{share: 40%, due: as_of}, {share: rest, due: as_of + months(12), when: not loan}]
    paid_by: {桥财政: 50%, 区财政: rest}
provisions:
  第1条: {kind: principle, summary: {zh: 总的说法, en: a general word}, not_computed: {zh: 没有条件, en: no condition}}
  第2条: {kind: grant, summary: {zh: 开工, en: opening}}
notes:
  N1: {text: {zh: 一处笔误, en: a slip}, why: {zh: 不影响结果, en: changes nothing}}
"""


def pack() -> Pack:
    """The pack, typed."""
    return made(PACK)


def made(text: str) -> Pack:
    """A pack from its text."""
    node, found = parse(text.encode(), "bridge.yaml")
    assert node is not None, found
    held, found = build(node)
    assert held is not None, found
    return held


def outcome(held: Pack, case: str) -> Outcome:
    """The answer to one case written as YAML."""
    node, found = parse(case.encode(), "case.yaml")
    assert node is not None, found
    cases, found = read_cases(node, held)
    assert cases, found
    return evaluate(held, cases[0])


def expression(text: str, subject: str = "builder", held: Pack | None = None) -> Expr:
    """An expression typed as a definition of the small pack."""
    source = PACK.replace("    bare: {means: founded_on < as_of}", f"    bare: {{means: {text!r}}}")
    if subject != "builder":
        source = PACK.replace("definitions:\n", f"definitions:\n  {subject}:\n    bare: {{means: {text!r}}}\n", 1)
    node, found = parse(source.encode(), "bridge.yaml")
    assert node is not None, found
    made, found = build(node)
    assert made is not None, [(each.code, dict(each.values)) for each in found]
    return made.definitions[f"{subject}.bare"].means.expr
