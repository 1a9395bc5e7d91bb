"""A small measure and edits of it."""

from functools import cache

from engine.analysis.diff.matching import match
from engine.analysis.diff.model import RuleChange, Sides
from engine.analysis.diff.rules import compare_rules
from engine.pack.load import loads
from engine.pack.model import Pack
from engine.text.render import as_text
from tests.cli.support import TAICANG

MEASURE = """\
format: 1
id: measure
version: 1.0.0
title: {zh: 办法, en: measure}
document: {number: 某办〔2022〕1号, issuer: 某办, signed: 2022-01-01, published: 2022-01-01, status: 有效, normative_status: unknown}
in_force: {from: 2022-01-01, until: last_day}
currency: CNY
subjects:
  firm: {label: {zh: 企业, en: firm}}
  post: {of: firm, label: {zh: 岗位, en: post}}
  city: {label: {zh: 全市, en: city}}
facts:
  firm:
    size: {type: [small, middle, large], ordered: true, label: {zh: 规模, en: size}, cite: 第一条}
    staff: {type: int, from: 0, up_to: 100, label: {zh: 人数, en: staff}, cite: 第一条}
    local: {type: bool, label: {zh: 在本市, en: local}, certified_by: 某局, cite: 第一条}
    founded: {type: date, not_after: as_of, label: {zh: 成立日, en: founded}, cite: 第一条}
    turnover: {type: money, label: {zh: 营业额, en: turnover}, cite: 第一条}
  post:
    filled: {type: bool, label: {zh: 在岗, en: filled}, cite: 第三条}
    months: {type: int, from: 0, up_to: 12, label: {zh: 月数, en: months}, cite: 第三条}
  city:
    meetings: {type: dates, label: {zh: 会议, en: meetings}, cite: 第六条}
    covered: {type: int, label: {zh: 覆盖数, en: covered}, cite: 第六条}
definitions:
  firm:
    admitted: {means: local and staff >= least_staff, label: {zh: 受理, en: admitted}, cite: 第一条}
parameters:
  grant: {value: 3万元, label: {zh: 开办费, en: start-up grant}, cite: 第二条}
  least_staff: {value: 3, label: {zh: 最少人数, en: least staff}, cite: 第一条}
  first_years: {value: 2年, label: {zh: 初创年限, en: first years}, cite: 第二条}
  award: {by: size, values: {small: 1万元, middle: 2万元}, otherwise: 0元, label: {zh: 奖励, en: award}, cite: 第四条}
  scale: {by: staff, bands: [{up_to: 10, value: 1万元}, {below: 50, value: 2万元}, {value: 3万元}], label: {zh: 分档, en: scale}, cite: 第四条}
  wage: {value: {2022-01-01: 1000元, 2024-01-01: 1200元}, label: {zh: 工资, en: wage}, cite: 第三条}
readings:
  last_day:
    question: {zh: 何日失效？, en: until when?}
    adopted: none
    options: {none: {means: open, label: {zh: 未定, en: no end}}, five_years: {means: 2026-12-31, label: {zh: 五年, en: five years}}}
  counting:
    question: {zh: 人数是否要求？, en: is a number of staff required?}
    cite: 第二条
    adopted: required
    options: {required: {label: {zh: 要求, en: required}}, free: {label: {zh: 不要求, en: not required}}}
rules:
  startup:
    label: {zh: 开办费, en: start-up grant}
    cite: 第二条
    subject: firm
    paid_by: 市财政
    when:
      - admitted
      - {is: founded + first_years > as_of, label: {zh: 初创, en: recently founded}, cite: 第二条}
      - counting == 'free' or staff >= 3
    amount: grant
    limits: [once, {at_most: 5万元, per: year}]
  wages:
    label: {zh: 工资补贴, en: wages}
    cite: 第三条
    subject: post
    period: year
    when: [firm.admitted, filled]
    amount: {each: wage, times: months, unit: months}
    limits: [{claims: 1, per: period}, {within: 24个月, last_day: included}]
    parts: [{share: 40%}, {share: rest, when: filled}]
  awards: {label: {zh: 奖励, en: awards}, cite: 第四条, subject: firm, when: [admitted], amount: award(size)}
  scaled: {label: {zh: 分档补贴, en: scaled}, cite: 第四条, subject: firm, amount: scale(staff)}
  decided: {label: {zh: 资助, en: grant}, cite: 第五条, subject: firm, amount: {from: 1万元, up_to: 2万元}}
  way:
    label: {zh: 程序, en: procedure}
    cite: 第五条
    subject: firm
    choose:
      - {when: turnover < 万元(10), result: light, label: {zh: 简易, en: light}, cite: 第五条}
      - {when: turnover < 万元(100), result: usual, label: {zh: 一般, en: usual}, cite: 第五条}
      - {otherwise: strict, label: {zh: 严格, en: strict}, cite: 第五条}
  coverage: {label: {zh: 覆盖, en: coverage}, cite: 第六条, subject: city, target: {count: covered, at_least: 10, by: 2025-12-31}}
  meeting: {label: {zh: 会议, en: meetings}, cite: 第六条, subject: city, duty: {event: meetings, every: 2个月, counted: rolling}}
limits:
  - {at_most: 8万元, over: [startup, awards], per: year, label: {zh: 合计, en: in all}, cite: 第七条}
provisions:
  第一条: {kind: principle, summary: {zh: 适用于本市企业, en: for local firms}, not_computed: {zh: 原则, en: a principle}}
  第二条: {kind: grant, summary: {zh: 新办企业给予开办费, en: a start-up grant}}
  第三条: {kind: grant, summary: {zh: 在岗人员按月补工资, en: wages by month}}
  第四条: {kind: grant, summary: {zh: 按规模奖励, en: awards by size}}
  第五条: {kind: grant, summary: {zh: 审定资助与采购程序, en: grants and procedure}}
  第六条: {kind: target, summary: {zh: 覆盖目标与会议, en: coverage and meetings}}
  第七条: {kind: limit, summary: {zh: 合计限额, en: all together}}
"""


def pack_of(text: str, name: str = "pack.yaml") -> Pack:
    loaded = loads(text.encode(), name)
    assert loaded.pack is not None, as_text(loaded.diagnostics, "en")
    return loaded.pack


@cache
def measure() -> Pack:
    return pack_of(MEASURE)


@cache
def taicang() -> Pack:
    with open(TAICANG, encoding="utf-8") as file:
        return pack_of(file.read())


def edited(*edits: tuple[str, str], text: str = MEASURE) -> str:
    """The measure with each first text, which must stand in it, replaced by the second."""
    for was, now in edits:
        assert was in text, was
        text = text.replace(was, now)
    return text


def sides(*edits: tuple[str, str]) -> Sides:
    return match(measure(), pack_of(edited(*edits), "new.yaml"))


def changes(*edits: tuple[str, str]) -> list[RuleChange]:
    """What the layer of rules says of the measure with these edits."""
    return list(compare_rules(sides(*edits)))


def one(*edits: tuple[str, str]) -> RuleChange:
    """The one change that these edits make."""
    found = changes(*edits)
    assert len(found) == 1, [(each.kind, each.path) for each in found]
    return found[0]
