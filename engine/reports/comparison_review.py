"""What the reviewer fills in: the points of a review of legality with what the comparison found for each, and the signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine.analysis.diff.in_force import first_day
from engine.analysis.diff.model import Difference
from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_in_force
from engine.backends.prose_values import either, listed, plural
from engine.reports.comparison_rows import Rows
from engine.reports.difference_words import rule_label
from engine.reports.page import Line, Section, Sheet

POINTS: tuple[tuple[str, str, str], ...] = (
    ("power", "制定机关对所规定的事项有无权限", "whether the issuing body has the power to rule on the matter"),
    ("procedure", "是否已征求意见、合法性审核、集体讨论决定，并将统一登记编号、公布、报备",
     "whether it was consulted on, reviewed and decided collectively, and will be registered, published and filed"),
    ("burden", "有无新设许可、处罚、强制措施或者收费", "whether it creates permits, penalties, compulsion or fees"),
    ("rights", "减损权利或者增加义务的，有无上位依据", "whether reduced rights or added duties have a basis in higher law"),
    ("proof", "有无重复、循环或者不必要的证明材料", "whether it asks for needless, repeated or circular proofs"),
    ("higher", "与上位规定和同类文件是否一致", "whether it agrees with higher and with sister documents"),
    ("competition", "涉及市场主体的，是否经公平竞争审查",
     "where it touches market activity, whether fair competition was reviewed"),
    ("dates", "施行日期、有效期是否写明并合乎规定（一般自公布之日起30日后施行；有效期一般不超过5年，暂行、试行不超过2年）",
     "whether first and last day are stated and allowed (usually 30 days after publication; at most five years, two on trial)"),
    ("backward", "有无溯及既往；有利于申请人的，是否说明",
     "whether it has effect backwards; where in favour of applicants, whether that is said"),
    ("pending", "已受理未办结的申请、已享受部分年限的如何衔接",
     "how pending claims, and those part of whose term has run, are carried over"),
    ("money", "资金来源、支付方和预算是否落实", "whether sources, payers and budget are settled"),
    ("open", "条文仍可作多种理解之处是否需要写明", "whether what can still be read in several ways should be made clear"),
    ("plain", "没有规则对应的条文变动是否已逐条人工判断",
     "whether changed provisions without a rule were each judged by reading"),
)  # fmt: skip
BOXES = ("□ 无问题　□ 须修改　□ 不适用", "□ in order  □ to be changed  □ does not apply")


def review_section(found: Difference, held: Rows, number: str, lang: str) -> Section:
    """Every point with what is known of it, and a place for the reviewer's answer."""
    heads = either(lang, "序号|审核要点|本次比较的提示|审核意见", "No.|Point|What the comparison shows|Opinion").split("|")
    rows = []
    for at, (key, zh, en) in enumerate(POINTS, 1):
        hints = tuple(Line(each) for each in HINTS[key](found, held, lang)) if key in HINTS else ()
        nothing = (Line(either(lang, "（比较不能判断）", "(no comparison can tell)"), "note"),)
        rows.append(((Line(str(at)),), (Line(either(lang, zh, en)),), hints or nothing, (Line(either(lang, *BOXES)),)))
    return Section(
        number + either(lang, "合法性审核要点", "Points of the review of legality"),
        (Sheet(tuple(heads), tuple(rows), (5, 33, 40, 22)),),
    )


def signatures(number: str, lang: str) -> Section:
    """起草、审核、日期, to be signed by hand."""
    heads = either(lang, "起草|审核|日期", "Drafted by|Reviewed by|Date").split("|")
    empty = (Line(""), Line(""), Line(""))
    day = (Line(""), Line(""), Line(either(lang, "____年__月__日", "")))
    overall = either(
        lang,
        "审核结论：□ 通过　□ 修改后通过　□ 不通过",
        "Conclusion of the review: □ passed  □ passed after changes  □ not passed",
    )
    return Section(
        number + either(lang, "签署", "Signatures"), (Line(overall), Sheet(tuple(heads), ((empty, empty, day),), (1, 1, 1)))
    )


# --- hints ---


def _power(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    issuers = [pack.document.get("issuer", "") for pack in (found.sides.old, found.sides.new)]
    if all(issuers):
        same = issuers[0] == issuers[1]
        yield either(lang, f"制定机关：{issuers[1]}", f"issued by {issuers[1]}") if same else f"{issuers[0]} → {issuers[1]}"


def _burden(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    sides = found.sides
    owing = [name for name, rule in sides.new.rules.items() if rule.owed and not _owed_before(found, name)]
    if owing:
        yield either(lang, "新的缴纳、退回事项：", "new sums to be paid: ") + _labels(found, owing, lang)
    else:
        yield either(lang, "规则中没有新的缴纳、退回事项", "no rule has a new sum to be paid")


def _owed_before(found: Difference, name: str) -> bool:
    old = found.sides.old.rules.get(found.sides.old_of("rules", name) or "")
    return old is not None and old.owed


def _rights(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    worse = [each for each in held.witnesses if each.finding.kind in ("no_longer", "less", "unknown_now")]
    if worse:
        numbers = listed([str(each.number) for each in worse], lang)
        names = _labels(found, list(dict.fromkeys(each.of.rule for each in worse)), lang)
        yield either(lang, f"例{numbers}中的申请人所得减少：{names}", f"the applicants of cases {numbers} get less: {names}")
    elif found.behaviour is not None:
        unknown = any(each.verdict == "unknown" for each in found.behaviour)
        yield (
            either(
                lang,
                "没有找到所得减少的个案，但有规则未能断定",
                "no case that gets less was found, but some rules are not decided",
            )
            if unknown
            else either(lang, "没有所得减少的个案", "no case gets less")
        )


def _proof(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    added = [each for each in found.rules or () if each.kind == "fact_added"]
    if added:
        names = listed([each.label.say(lang) or each.after.say(lang) for each in added], lang)
        yield either(lang, f"须新查明的事实：{names}", f"facts that must now be shown: {names}")
    gone = [each for each in found.rules or () if each.kind == "fact_removed"]
    if gone:
        names = listed([each.label.say(lang) or each.before.say(lang) for each in gone], lang)
        yield either(lang, f"不再查明的事实：{names}", f"facts no longer asked for: {names}")


def _dates(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    new = found.sides.new
    yield either(lang, "新版本施行期：", "in force: ") + say_in_force(new.in_force, Speaker(new, lang))
    first, published = first_day(new), _day(new.document.get("published", ""))
    if first is not None and published is not None:
        days = (first - published).days
        yield either(lang, f"施行之日距公布之日{days}日", f"the first day is {plural(days, 'day')} after publication")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _backward(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    back = [str(each.number) for each in held.witnesses if each.finding.retroactive]
    if back:
        yield either(lang, f"有：例{listed(back, lang)}", f"yes: cases {listed(back, lang)}")
    elif found.behaviour is not None:
        yield either(lang, "没有发现", "none found")


def _money(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    payers = [each for each in found.rules or () if each.kind == "payer"]
    if payers:
        names = list(dict.fromkeys(name for each in payers for name in each.rules))
        yield either(lang, "支付方有变：", "another payer: ") + _labels(found, names, lang)
    unstated = [
        name
        for name, rule in found.sides.new.rules.items()
        if rule.kind == "amount" and not rule.owed and not rule.paid_by.payers
    ]
    if unstated:
        yield either(lang, "未载明支付方：", "no payer is stated: ") + _labels(found, unstated, lang)
    if found.impact is None:
        yield either(lang, "未提供申请人名单，没有测算总额", "no list of applicants was given; totals were not estimated")


def _open(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    readings = found.sides.new.readings.values()
    default = [each.register or each.name for each in readings if each.decided is None]
    if default:
        said = either(lang, f"未经审定的口径{len(default)}个：", f"{len(default)} readings decided by nobody: ")
        yield said + listed(default, lang)
    else:
        yield either(lang, "没有未经审定的口径", "no reading is undecided")


def _plain(found: Difference, held: Rows, lang: str) -> Iterator[str]:
    bare = [row.new or row.old for row in held.rows if not row.rules and not row.effects]
    if bare:
        yield either(lang, "没有规则的条文变动：", "changed provisions without a rule: ") + listed(bare, lang)
    elif found.texts is not None:
        yield either(lang, "没有这样的条文变动", "there is none")


def _labels(found: Difference, names: Sequence[str], lang: str) -> str:
    return listed([rule_label(found.sides, name, lang) for name in names], lang)


HINTS = {
    "power": _power, "burden": _burden, "rights": _rights, "proof": _proof, "dates": _dates, "backward": _backward,
    "money": _money, "open": _open, "plain": _plain,
}  # fmt: skip
