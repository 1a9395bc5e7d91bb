"""Coverage as one HTML page that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from engine.analysis.coverage.declared import unreached
from engine.analysis.coverage.measure import Coverage, Covered, Reached, Tally, tally
from engine.analysis.coverage.points import KINDS
from engine.analysis.coverage.provisions import by_provision
from engine.backends.prose_values import either
from engine.reports import coverage_words as words
from engine.reports.coverage_style import STYLE
from engine.reports.page_html import POLICY, safe


def coverage_html(found: Coverage, lang: str) -> str:
    """The whole page: the share, rules by kinds, provisions, what is missing, then every outcome with its cases."""
    title = f"{found.pack.title.say(lang)} · {either(lang, '个案覆盖', 'what the cases reach')}"
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{"en" if lang == "en" else "zh-CN"}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{safe(title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body><main>",
            *_head(found, lang),
            *_missing(found, lang),
            *_matrix(found, lang),
            *_provisions(found, lang),
            *_details(found, lang),
            *_cases(found, lang),
            f"<footer>{safe(found.pack.id)} {safe(found.pack.version)} · {safe(found.pack.digest)}</footer>",
            "</main></body>",
            "</html>",
            "",
        )
    )


def _head(found: Coverage, lang: str) -> Iterator[str]:
    whole = found.tally
    share = words.percent(whole.share)
    degrees = whole.share.numerator * 360 // whole.share.denominator
    tone = _tone(whole)
    yield f'<header><div class="ring {tone}" style="--to:{degrees}deg"><b>{share}</b></div><div>'
    yield f"<h1>{safe(found.pack.title.say(lang))}</h1>"
    numbers = [
        (len(found.cases), either(lang, "个个案", "cases")),
        (whole.reached, either(lang, "种结果已到达", "outcomes reached")),
        (whole.of - whole.reached, either(lang, "种尚未到达", "not reached")),
        (whole.never, either(lang, "种不可能出现", "out of reach")),
    ]
    yield (
        '<p class="numbers">'
        + "".join(f"<span><b>{count}</b> {safe(text)}</span>" for count, text in numbers)
        + "</p></div></header>"
    )
    yield '<ul class="kinds">'
    for kind, each in found.kinds:
        yield f"<li><span>{safe(words.kind(kind, lang))}</span>{_bar(each)}<i>{each.reached}/{each.of}</i></li>"
    yield "</ul>"


def _tone(tally: Tally) -> str:
    return "full" if tally.reached == tally.of else "most" if tally.share >= MOST else "some"


MOST = 0.8


def _bar(tally: Tally) -> str:
    """A bar as wide as the share; a sliver stays visible short of the whole."""
    width = tally.share.numerator * 100 // tally.share.denominator
    return f'<span class="bar {_tone(tally)}"><span style="width:{width}%"></span></span>'


def _missing(found: Coverage, lang: str) -> Iterator[str]:
    some = list(unreached(found))
    if not some:
        return
    yield f"<h2>{either(lang, '没有个案到达', 'Not reached by any case')}</h2>"
    yield '<div class="scroll"><table class="missing"><tbody>'
    for covered, ways in some:
        point = covered.point
        chips = "".join(f'<span class="chip no">{safe(words.way(each, lang))}</span>' for each in ways)
        rule = found.pack.rules[point.rule].label.say(lang, point.rule) if point.rule else either(lang, "共用", "shared")
        yield f"<tr><td>{_name(covered, found, lang)}</td><td>{chips}</td><td>{safe(rule)}</td>{_at(covered, lang)}</tr>"
    yield "</tbody></table></div>"


def _name(covered: Covered, found: Coverage, lang: str) -> str:
    """What it is called, and the author's words in small."""
    point = covered.point
    kind = f'<small class="kind">{safe(words.kind(point.kind, lang))}</small>'
    label = words.label_of(found.pack, point, lang)
    if point.kind in ("in_force", "instalment"):
        return f"{kind}<span>{safe(words.called(found.pack, point, lang))}</span>"
    code = "" if label == point.text else f"<code>{safe(point.text)}</code>"
    return f"{kind}<span>{safe(label)}</span>{code}"


def _at(covered: Covered, lang: str) -> str:
    point = covered.point
    line = either(lang, f"第{point.place.line}行", f"line {point.place.line}") if point.place else ""
    return f'<td class="at">{safe(point.cite)}<small>{safe(line)}</small></td>'


def _matrix(found: Coverage, lang: str) -> Iterator[str]:
    """Rules by kinds: where a cell is pale nothing of the kind is there, where it is red something is missing."""
    kinds = [kind for kind in KINDS if found.of_kind(kind)]
    yield f"<h2>{either(lang, '规则 × 内容', 'Rules by what they hold')}</h2>"
    yield '<div class="scroll"><table class="matrix"><thead><tr><th></th>'
    yield "".join(f"<th>{safe(words.kind(kind, lang))}</th>" for kind in kinds) + "<th>%</th></tr></thead><tbody>"
    names = [(name, rule.label.say(lang, name)) for name, rule in found.pack.rules.items()]
    for number, (name, label) in enumerate([*names, ("", either(lang, "各规则共用", "shared by rules"))]):
        own = found.of_rule(name)
        if not own:
            continue
        cells = "".join(_cell([each for each in own if each.point.kind == kind]) for kind in kinds)
        share = f'<td class="share">{words.percent(tally(own).share)}</td>'
        yield f'<tr><th><a href="#r{number}">{safe(label)}</a></th>{cells}{share}</tr>'
    yield "</tbody></table></div>"


def _cell(some: Iterable[Covered]) -> str:
    each = tally(some)
    if not each.of:
        return '<td class="none"></td>'
    return f'<td class="{_tone(each)}">{each.reached}<small>/{each.of}</small></td>'


def _provisions(found: Coverage, lang: str) -> Iterator[str]:
    if not found.pack.provisions:
        return
    yield f"<h2>{either(lang, '条款 × 规则 × 个案', 'Provisions, rules and cases')}</h2>"
    yield '<div class="scroll"><table class="provisions"><thead><tr>'
    heads = (("条款", "Provision"), ("规则", "Rules"), ("个案", "Cases"), ("覆盖", "Reached"))
    classes = ("", "", ' class="count"', "")
    cells = (f"<th{kind}>{either(lang, *each)}</th>" for kind, each in zip(classes, heads, strict=True))
    yield "".join(cells) + "</tr></thead><tbody>"
    for each in by_provision(found):
        provision = each.provision
        rules = either(lang, "、", ", ").join(found.pack.rules[name].label.say(lang, name) for name in each.rules)
        rules = rules or either(lang, "各规则共用", "shared by rules")
        summary = f"<b>{safe(provision.cite)}</b><small>{safe(provision.summary.say(lang))}</small>"
        if not each.tally.of:
            why = safe(provision.not_computed.say(lang)) or "—"
            yield f'<tr class="idle"><td>{summary}</td><td colspan="3">{why}</td></tr>'
            continue
        share = f'<td class="wide">{_bar(each.tally)}<small>{each.tally.reached}/{each.tally.of}</small></td>'
        yield f'<tr><td>{summary}</td><td>{safe(rules)}</td><td class="count">{len(each.cases)}</td>{share}</tr>'
    yield "</tbody></table></div>"


def _details(found: Coverage, lang: str) -> Iterator[str]:
    yield f"<h2>{either(lang, '逐项：由哪个个案到达', 'Every outcome, and the cases that reach it')}</h2>"
    names = [(name, rule.label.say(lang, name)) for name, rule in found.pack.rules.items()]
    for number, (name, label) in enumerate([*names, ("", either(lang, "各规则共用", "shared by rules"))]):
        own = found.of_rule(name)
        if not own:
            continue
        each = tally(own)
        share = f"{_bar(each)}<i>{words.percent(each.share)}</i>"
        yield f'<details class="rule" id="r{number}"><summary><span>{safe(label)}</span>{share}</summary>'
        yield '<div class="scroll"><table class="points"><tbody>'
        for covered in own:
            chips = "".join(_chip(way, lang) for way in covered.ways)
            yield f'<tr><td>{_name(covered, found, lang)}</td><td class="chips">{chips}</td>{_at(covered, lang)}</tr>'
        yield "</tbody></table></div></details>"


def _chip(each: Reached, lang: str) -> str:
    """A way; opened, the cases that reached it, or why none can."""
    called = safe(words.way(each.way.name, lang))
    if each.cases:
        named = "".join(f"<li>{safe(case)}</li>" for case in each.cases)
        return f'<details class="chip yes"><summary>{called} <i>{len(each.cases)}</i></summary><ol>{named}</ol></details>'
    if each.way.never:
        return f'<details class="chip never"><summary>{called}</summary><p>{safe(words.never(each.way, lang))}</p></details>'
    return f'<span class="chip no">{called}</span>'


def _cases(found: Coverage, lang: str) -> Iterator[str]:
    """Every case: how much it reaches, and how much it alone."""
    all_of: dict[str, int] = {}
    alone: dict[str, int] = {}
    for each in (way for covered in found.points for way in covered.ways):
        for case in each.cases:
            all_of[case] = all_of.get(case, 0) + 1
        if len(each.cases) == 1:
            alone[each.cases[0]] = alone.get(each.cases[0], 0) + 1
    head = either(lang, "个案：各到达多少，其中只有它到达的", "Cases: what each reaches, and what it alone reaches")
    yield f'<details class="rule"><summary><span>{head}</span></summary>'
    yield '<div class="scroll"><table class="points"><tbody>'
    for one in found.cases:
        only = alone.get(one.name, 0)
        mark = f'<span class="chip yes">{either(lang, "独有", "alone")} {only}</span>' if only else ""
        count = f'<td class="count">{all_of.get(one.name, 0)}</td>'
        yield f'<tr><td>{safe(one.name)}</td>{count}<td>{mark}</td><td class="at">{safe(one.cite)}</td></tr>'
    yield "</tbody></table></div></details>"
