"""Coverage as text: by kind, by rule, by provision, then what is not reached and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.coverage.declared import unreached
from engine.analysis.coverage.measure import Coverage, Covered, Reached, Tally, tally
from engine.analysis.coverage.provisions import by_provision
from engine.backends.prose_values import either
from engine.reports import coverage_words as words
from engine.reports.page import Grid, Line, Page, Section, row
from engine.reports.page_text import as_text

HEADS = (("条款", "provision"), ("规则", "rules"), ("个案", "cases"), ("到达", "reached"), ("应到", "of"), ("%", "%"))
NAMED = 3  # cases named of those that reached one way


def coverage_text(found: Coverage, lang: str, rule: str | None = None) -> str:
    """The report; of one rule every way with the cases that reached it."""
    pack, whole = found.pack, found.tally
    title = either(lang, "个案覆盖", "what the cases reach")
    head = (
        row(either(lang, "规则包", "pack"), f"{pack.id} {pack.version}"),
        row(either(lang, "个案", "cases"), str(len(found.cases))),
        row(either(lang, "覆盖", "reached"), said(whole, lang)),
    )
    sections = [_rule(found, rule, lang)] if rule is not None else list(_sections(found, lang))
    return as_text(Page(f"{pack.title.say(lang)} · {title}", lang, head, tuple(sections)))


def said(tally: Tally, lang: str) -> str:
    """93.2%: 500 of 540, 26 out of reach."""
    out = either(lang, f"，另有{tally.never}种不可能", f", {tally.never} more out of reach") if tally.never else ""
    of = either(lang, f"{tally.of}种结果中的{tally.reached}种", f"{tally.reached} of {tally.of} outcomes")
    return f"{words.percent(tally.share)}{either(lang, '（', ' (')}{of}{out}{either(lang, '）', ')')}"


def _sections(found: Coverage, lang: str) -> Iterator[Section]:
    kinds = [(words.kind(kind, lang), each) for kind, each in found.kinds]
    yield Section(either(lang, "按种类", "by kind"), (_grid(either(lang, "种类", "kind"), kinds, lang),))
    names = [(name, rule.label.say(lang, name)) for name, rule in found.pack.rules.items()]
    rules = [(label, tally(found.of_rule(name))) for name, label in names]
    if found.of_rule(""):
        rules.append((either(lang, "各规则共用", "shared by rules"), tally(found.of_rule(""))))
    yield Section(either(lang, "按规则", "by rule"), (_grid(either(lang, "规则", "rule"), rules, lang),))
    if found.pack.provisions:
        yield Section(either(lang, "按条款", "by provision"), (_provisions(found, lang),))
    missing = tuple(_missing(each, ways, found, lang) for each, ways in unreached(found))
    if missing:
        yield Section(either(lang, "没有个案到达", "not reached by any case"), missing)
    if found.tally.never:
        yield Section(either(lang, "不可能出现，不计入", "out of reach, counted nowhere"), tuple(_out(found, lang)))


def _grid(head: str, rows: list[tuple[str, Tally]], lang: str) -> Grid:
    heads = (head, either(lang, "到达", "reached"), either(lang, "应到", "of"), either(lang, "不可能", "out of reach"), "%")
    cells = tuple(
        (name, str(each.reached), str(each.of), str(each.never or ""), words.percent(each.share)) for name, each in rows
    )
    return Grid(heads, cells, frozenset({1, 2, 3, 4}))


def _provisions(found: Coverage, lang: str) -> Grid:
    heads = tuple(either(lang, *each) for each in HEADS)
    rows = []
    for each in by_provision(found):
        counted = each.tally.of > 0
        numbers = (str(each.tally.reached), str(each.tally.of), words.percent(each.tally.share)) if counted else ("", "", "—")
        rows.append((each.provision.cite, str(len(each.rules) or ""), str(len(each.cases) or ""), *numbers))
    return Grid(heads, tuple(rows), frozenset({1, 2, 3, 4, 5}))


def where(covered: Covered, found: Coverage, lang: str) -> str:
    """Which line, rule and citation a point belongs to."""
    point = covered.point
    rule = found.pack.rules[point.rule].label.say(lang, point.rule) if point.rule else ""
    line = either(lang, f"第{point.place.line}行", f"line {point.place.line}") if point.place else ""
    return " · ".join(filter(None, [line, rule, point.cite]))


def _missing(covered: Covered, ways: list[str], found: Coverage, lang: str) -> Line:
    name = words.called(found.pack, covered.point, lang)
    missing = either(lang, "、", ", ").join(words.way(each, lang) for each in ways)
    return Line(f"{name} — {missing}", "no", (Line(f"{words.kind(covered.point.kind, lang)} · {where(covered, found, lang)}"),))


def _out(found: Coverage, lang: str) -> Iterator[Line]:
    """By reason: what it keeps out of reach."""
    by_reason: dict[str, list[Line]] = {}
    for covered in found.points:
        for each in covered.ways:
            if each.way.never and not each.cases:
                name = f"{covered.point.text} — {words.way(each.way.name, lang)} · {where(covered, found, lang)}"
                by_reason.setdefault(words.never(each.way, lang), []).append(Line(name))
    yield from (Line(reason, "idle", tuple(lines)) for reason, lines in by_reason.items())


def _rule(found: Coverage, rule: str, lang: str) -> Section:
    """Every point of one rule with its ways."""
    lines = []
    for covered in found.of_rule(rule):
        whole = all(each.cases or each.way.never for each in covered.ways)
        name = f"{words.called(found.pack, covered.point, lang)} — {where(covered, found, lang)}"
        lines.append(Line(name, "yes" if whole else "no", tuple(_way(each, lang) for each in covered.ways)))
    return Section(found.pack.rules[rule].label.say(lang, rule), tuple(lines), said(tally(found.of_rule(rule)), lang))


def _way(each: Reached, lang: str) -> Line:
    """A way and the first cases that reached it, or why none does."""
    called, colon, comma = words.way(each.way.name, lang), either(lang, "：", ": "), either(lang, "、", ", ")
    if not each.cases:
        why = words.never(each.way, lang) if each.way.never else either(lang, "没有个案", "no case")
        return Line(f"{called}{colon}{why}")
    rest = len(each.cases) - NAMED
    more = either(lang, f" 等{len(each.cases)}个", f" and {rest} more") if rest > 0 else ""
    return Line(f"{called}{colon}{comma.join(each.cases[:NAMED])}{more}")
