"""What became of the mutants of a pack, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from engine.analysis.mutate.bench import Judged
from engine.analysis.mutate.operators import OPERATORS
from engine.analysis.mutate.tally import Tally, Tried, by_operator, tally
from engine.backends.prose_values import either
from engine.pack.canonical import quoted
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
    "solver": ("求解器证明：任何个案的答复都相同", "the solver proves that every case is answered alike"),
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
        row(either(lang, "识破", "killed"), said(whole, lang) + _open(tried, lang)),
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
    text = as_text(Page(f"{pack.title.say(lang)} · {title}", lang, head, tuple(sections)))
    missing = "".join(_missing(tried, lang))
    return f"{text}\n{missing}" if missing else text


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
    return f"{percent(found.score)}{either(lang, '：', ': ')}{out}"


def _open(tried: Sequence[Tried], lang: str) -> str:
    """What is known of the survivors: those that a case would kill, and those of which nothing is decided."""
    survivors = [each.judged for each in tried if each.fate == "survived"]
    asked = [each for each in survivors if each.missing or each.open]
    if survivors and not asked:
        zh = "；存活的有无等价，不用 --prove 不能断定"
        return either(lang, zh, "; whether survivors are equivalent is not decided without --prove")
    out = ""
    for count, zh, en in (
        (
            sum(each.missing is not None for each in asked),
            "{}个存活的已找到能发现的个案",
            "a case would notice {} of the survivors",
        ),
        (sum(each.open is not None for each in asked), "{}个存活的求解器也未能断定", "{} not decided by the solver either"),
    ):
        out += either(lang, f"；{zh.format(count)}", f"; {en.format(count)}") if count else ""
    return out


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
        under = [Line(change), *([Line(because)] if because else [])]
        if each.judged.missing is not None:
            under.append(
                Line(either(lang, f"能发现它的个案：{_name(each, lang)}", f"a case that would notice: {_name(each, lang)}"))
            )
        if each.judged.open is not None:
            under.append(Line(either(lang, "未能断定：", "not decided: ") + each.judged.open.say(lang)))
        yield Line(text, under=tuple(under))


def _name(each: Tried, lang: str) -> str:
    """What the case that was missing is called: by what it notices."""
    change = f"{_cut(each.mutant.change.before)} → {_cut(each.mutant.change.after)}"
    return either(lang, f"第{each.mutant.place.line}行：{change}", f"line {each.mutant.place.line}: {change}")


def _missing(tried: Sequence[Tried], lang: str) -> Iterator[str]:
    """The cases that were missing, as they would stand in the file of cases."""
    found = [each for each in tried if each.judged.missing is not None]
    if found:
        zh = "缺少的个案。expect 是规则包的答复，须对照条文核对，核对后改写 why，放到个案文件的 cases 之下。"
        en = "Cases that were missing. What they expect is what the pack answers: hold it against the text, then rewrite `why`."
        yield f"# {either(lang, zh, en)}\n"
    for each in found:
        assert each.judged.missing is not None
        body = each.judged.missing.text.splitlines()[1:]
        operator = OPERATORS[each.mutant.operator]
        why = either(lang, f"待核对。变异：{operator.zh}", f"to be confirmed; altered: {operator.en}")
        lines = [f"case: {quoted(_name(each, lang))}", *body, f"expect: {each.judged.missing.expect}"]
        lines += [f"cite: {quoted(each.mutant.cite)}", f"why: {quoted(why)}"]
        yield "\n".join(f"  {'- ' if at == 0 else '  '}{line}" for at, line in enumerate(lines)) + "\n"


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
        **_solved(each.judged),
    }


def _solved(judged: Judged) -> dict[str, object]:
    """What a solver said of a survivor: a case file that would notice it, or why it is not decided."""
    found: dict[str, object] = {}
    if judged.missing is not None:
        found["case"] = f"{judged.missing.text}expect: {judged.missing.expect}\n"
    if judged.open is not None:
        found["not_decided"] = {"zh": judged.open.zh, "en": judged.open.en}
    return found
