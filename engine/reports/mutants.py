"""What became of the mutants of a pack, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from engine.analysis.mutate.operators import OPERATORS
from engine.analysis.mutate.tally import Tally, Tried, by_operator, tally
from engine.backends.prose_values import either
from engine.pack.model import Pack
from engine.reports.page import Grid, Line, Page, Section, row
from engine.reports.page_text import as_text
from engine.text.catalog import CATALOG
from engine.text.render import visible
from engine.version import ENGINE

HEADS = (
    ("变异", "operator"), ("变体", "mutants"), ("识破", "killed"), ("存活", "survived"),
    ("加载即拒", "refused"), ("等价", "equivalent"), ("有理由", "left alone"), ("%", "%"),
)  # fmt: skip
EQUIVALENT = {
    "unread": ("没有答复取决于它", "no answer turns on it"),
    "same": ("与原规则包的含义相同", "it means what the pack means"),
    "silent": ("这条规则的答复不含这一项", "answers of this rule do not hold it"),
    "time": ("各申领都是按年或按月的，两种算法相同", "every claim is for a year or a month, which both tell apart alike"),
    "decided": ("凡可能的取值，结果都相同", "it comes out alike for every value there can be"),
}
LONGEST = 76  # characters of a change that are shown


def percent(share: Fraction) -> str:
    """97.5%, rounded down, so that 100% means all."""
    return f"{int(share * 1000) / 10:g}%"


def mutants_text(tried: Sequence[Tried], pack: Pack, lang: str, seconds: float, total: int, every: bool = False) -> str:
    """The tally by operator, then every survivor by place, then what is not counted and why; with `every`, the others."""
    whole = tally(tried)
    drawn = either(lang, f"，自{total}个中抽取", f", drawn from {total}") if len(tried) < total else ""
    speed = either(
        lang, f"{seconds:.1f}秒，每秒{len(tried) / seconds:.0f}个", f"{seconds:.1f} s, {len(tried) / seconds:.0f} a second"
    )
    head = (
        row(either(lang, "规则包", "pack"), f"{pack.id} {pack.version}"),
        row(either(lang, "变体", "mutants"), f"{len(tried)}{drawn}"),
        row(either(lang, "识破", "killed"), said(whole, lang)),
        row(either(lang, "用时", "time"), speed),
    )
    sections = [Section(either(lang, "按变异方式", "by operator"), (_grid(tried, whole, lang),))]
    rest = (
        ("killed", "识破，及发现它的个案", "killed, and the case that notices"),
        ("refused", "加载时即被拒绝", "refused when loaded"),
    )
    for fate, zh, en in (
        ("survived", "存活：没有个案发现", "survivors: no case notices"),
        ("ignored", "未能识破而写有理由的，不计入", "survivors with a reason, counted nowhere"),
        ("equivalent", "证明为等价的，不计入", "proved equivalent, counted nowhere"),
        *(rest if every else ()),
    ):
        if found := [each for each in tried if each.fate == fate]:
            sections.append(Section(either(lang, zh, en), tuple(_lines(found, lang))))
    title = either(lang, "改坏规则包，个案能否发现", "do the cases notice when the pack is altered?")
    return as_text(Page(f"{pack.title.say(lang)} · {title}", lang, head, tuple(sections)))


def said(found: Tally, lang: str) -> str:
    """97.5%: 195 of 200; 12 more are refused by `check`, 3 are proved equivalent."""
    tried = found.killed + found.survived
    out = either(lang, f"{tried}个中的{found.killed}个", f"{found.killed} of {tried}")
    for count, zh, en in (
        (found.refused, "另有{}个加载时即被拒绝", "{} more are refused when loaded"),
        (found.equivalent, "{}个证明为等价", "{} proved equivalent"),
        (found.ignored, "{}个写有理由", "{} left alone with a reason"),
    ):
        out += either(lang, f"，{zh.format(count)}", f", {en.format(count)}") if count else ""
    undecided = either(
        lang, "；存活的有无等价，不用 --prove 不能断定", "; whether survivors are equivalent is not decided without --prove"
    )
    return f"{percent(found.score)}{either(lang, '：', ': ')}{out}{undecided if found.survived else ''}"


def _grid(tried: Sequence[Tried], whole: Tally, lang: str) -> Grid:
    rows = [(either(lang, OPERATORS[name].zh, OPERATORS[name].en) + f" ({name})", each) for name, each in by_operator(tried)]
    rows.append((either(lang, "合计", "all"), whole))
    return Grid(tuple(either(lang, *head) for head in HEADS), tuple(_row(*each) for each in rows), frozenset(range(1, 8)))


def _row(name: str, found: Tally) -> tuple[str, ...]:
    counts = (found.killed, found.survived, found.refused, found.equivalent, found.ignored)
    return (
        name,
        str(sum(counts)),
        *(str(count or "") for count in counts),
        percent(found.score) if found.killed + found.survived else "—",
    )


def _lines(found: Sequence[Tried], lang: str) -> Iterator[Line]:
    for each in found:
        mutant = each.mutant
        where = either(lang, f"第{mutant.place.line}行", f"line {mutant.place.line}")
        change = f"{_cut(mutant.change.before)} → {_cut(mutant.change.after)}"
        text = f"{where}  {mutant.cite or '—'}  {'.'.join(mutant.way)}  {mutant.operator}"
        because = either(lang, *EQUIVALENT[each.judged.by]) if each.fate == "equivalent" else each.judged.by
        if each.fate == "killed" and because in CATALOG:
            because = either(lang, f"个案与规则包不再相合（{because}）", f"the cases no longer fit the pack ({because})")
        yield Line(text, under=(Line(change), *([Line(because)] if because else [])))


def _cut(text: str) -> str:
    text = visible(" ".join(text.split()))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def mutants_json(tried: Sequence[Tried], pack: Pack, seconds: float, total: int) -> dict[str, object]:
    """The same as plain data; the time it took is the only thing in it that differs from run to run."""
    return {
        "engine": ENGINE,
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "mutants": len(tried),
        "drawn_from": total,
        "seconds": round(seconds, 1),
        **_counts(tally(tried)),
        "operators": {name: _counts(each) for name, each in by_operator(tried)},
        "survivors": [_json(each) for each in tried if each.fate == "survived"],
        "others": [_json(each) for each in tried if each.fate != "survived"],
    }


def _counts(found: Tally) -> dict[str, object]:
    return {
        "score": float(found.score),
        "killed": found.killed,
        "survived": found.survived,
        "refused": found.refused,
        "equivalent": found.equivalent,
        "left_alone": found.ignored,
    }


def _json(each: Tried) -> dict[str, object]:
    mutant = each.mutant
    return {
        "operator": mutant.operator,
        "at": ".".join(mutant.way),
        "line": mutant.place.line,
        "cite": mutant.cite,
        "before": mutant.change.before,
        "after": mutant.change.after,
        "fate": each.fate,
        "by": each.judged.by,
    }
