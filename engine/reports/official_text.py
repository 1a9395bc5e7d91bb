"""What `source` prints: the outline of an official text, what became of a pack's provisions, what was done to its digests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.source.card import Card, card
from engine.analysis.source.compare import Finding
from engine.analysis.source.digests import Filling
from engine.analysis.source.outline import Outline, Unit, cite_of
from engine.analysis.source.rests import Rests
from engine.backends.prose_values import either
from engine.text.render import visible

BEGINNING = 24  # characters of a sentence that a list shows
MOST_NAMED = 8
SHORT = len("sha256:") + 12

KINDS = {
    "same": ("未变", "unchanged"),
    "changed": ("原文已改", "changed"),
    "moved": ("移至{now}", "moved to {now}"),
    "vanished": ("原文中没有了", "gone from the text"),
    "new": ("原文有，规则包没有列出", "in the text but not listed in the pack"),
    "no_digest": ("没有摘要，无从比较", "has no digest to compare"),
    "unplaced": ("不是原文的编号，无从比较", "is no numbered place of a text and cannot be compared"),
}


def outline_json(outline: Outline) -> dict[str, object]:
    """Every unit with its sentences; `before` and `after` are the lines left out."""
    known = card(outline.body)
    return {
        "title": known.title,
        "number": known.number,
        "issuer": known.issuer,
        "signed": known.signed.isoformat() if known.signed else None,
        "units": [_unit_json(outline, unit) for unit in outline.units],
        "before": [{"line": line.number, "text": line.text} for line in outline.body.before],
        "after": [{"line": line.number, "text": line.text} for line in outline.body.after],
    }


def _unit_json(outline: Outline, unit: Unit) -> dict[str, object]:
    first = outline.sentences[unit.start] if unit.end > unit.start else None
    return {
        "cite": unit.cite,
        "line": unit.line,
        "heading": first.text if first and first.heading else "",
        "digest": outline.of(tuple(range(unit.start, unit.end))).digest,
        "sentences": [
            {
                "cite": cite_of(unit, number),
                "line": outline.sentences[at].line,
                "text": outline.sentences[at].text,
                "title": at in outline.titles,
                "digest": outline.of((at,)).digest,
            }
            for number, at in enumerate(unit.own, 1)
        ],
        "limbs": [
            {"cite": f"{unit.cite}{part.words.partition('是')[0]}是", "digest": part.digest} for _, part in outline.limbs(unit)
        ],
    }


def outline_text(outline: Outline, lang: str) -> str:
    """A line for each unit and sentence: citation, digest, how it begins."""
    known = card(outline.body)
    lines = [*_card(known, lang), ""]
    for unit in outline.units:
        first = outline.sentences[unit.start] if unit.end > unit.start else None
        digest = outline.of(tuple(range(unit.start, unit.end))).digest[:SHORT]
        begins = _beginning(first.text) if first and (first.heading or len(unit.own) == 1 or unit.inner) else ""
        limbs = len(outline.limbs(unit))
        more = either(lang, f"（{limbs}个“是”字分述）", f" ({limbs} limbs)") if limbs else ""
        lines.append(f"{unit.cite}{more}  {digest}  {begins}".rstrip())
        if len(unit.own) > 1 and not _in_inner(outline, unit):
            for number, at in enumerate(unit.own, 1):
                sentence = outline.sentences[at]
                lines.append(f"    {cite_of(unit, number)}  {outline.of((at,)).digest[:SHORT]}  {_beginning(sentence.text)}")
    lines += ["", _left_out(outline, lang)]
    return "\n".join(lines)


def _in_inner(outline: Outline, unit: Unit) -> bool:
    """Whether an article's sentences are shown under its 款."""
    return unit.inner and any(
        other is not unit and other.steps[:-1] == unit.steps and set(other.own) & set(unit.own) for other in outline.units
    )


def _card(known: Card, lang: str) -> Iterator[str]:
    yield visible(known.title) or either(lang, "（未见标题）", "(no title found)")
    signed = known.signed.isoformat() if known.signed else ""
    if rest := "  ".join(filter(None, (known.number, known.issuer, signed))):
        yield visible(rest)


def _left_out(outline: Outline, lang: str) -> str:
    """How much is counted, and what was left out around it."""
    units, sentences = len(outline.units), sum(not each.heading for each in outline.sentences)
    before, after = outline.body.before, outline.body.after
    zh = f"{units}个编号单位，{sentences}句。不属正文而略去：前{len(before)}行，后{len(after)}行"
    en = f"{units} units and {sentences} sentences. Left out: {len(before)} lines before, {len(after)} after"
    end = f"（后一部分始于“{_beginning(after[0].text)}”）" if after else ""
    end_en = f" (from “{_beginning(after[0].text)}” on)" if after else ""
    return either(lang, zh + end, en + end_en)


def _beginning(text: str) -> str:
    return visible(text if len(text) <= BEGINNING else text[:BEGINNING] + "…")


def findings_json(findings: Sequence[tuple[Finding, Rests]]) -> list[dict[str, object]]:
    """Every provision with what became of it; new ones last."""
    return [
        {
            "provision": finding.cite,
            "finding": finding.kind,
            "now": finding.now or None,
            "line": finding.line or None,
            "rules": list(rests.rules),
            "parameters": list(rests.parameters),
            "readings": list(rests.readings),
            "cases": list(rests.cases),
        }
        for finding, rests in findings
    ]


def findings_text(findings: Sequence[tuple[Finding, Rests]], lang: str) -> str:
    """What is not as it was, each with what rests on it, and the counts."""
    lines = []
    for finding, rests in findings:
        if finding.kind == "same":
            continue
        zh, en = KINDS[finding.kind]
        said = either(lang, zh, en).format(now=finding.now)
        if finding.kind == "changed" and finding.now:
            said += either(lang, f"（现在可能是{finding.now}）", f" (now probably {finding.now})")
        where = either(lang, f"（第{finding.line}行）", f" (line {finding.line})") if finding.line else ""
        lines.append(visible(either(lang, f"{finding.cite}：{said}{where}", f"{finding.cite}: {said}{where}")))
        lines += [f"  {line}" for line in _rests(rests, lang)]
    kinds: list[str] = [finding.kind for finding, _ in findings]
    counts = [(count, either(lang, *_plain(kind))) for kind in KINDS if (count := kinds.count(kind))]
    if lines:
        lines.append("")
    counted = [either(lang, f"{word}{count}条", f"{count} {word}") for count, word in counts]
    lines.append(either(lang, "、", ", ").join(counted))
    return "\n".join(lines)


def _plain(kind: str) -> tuple[str, str]:
    words = {"moved": ("移动", "moved"), "new": ("未列出", "not listed"), "no_digest": ("没有摘要", "without digest")}
    words |= {"unplaced": ("编号之外", "outside the numbering"), "changed": ("已改", "changed"), "vanished": ("没有了", "gone")}
    return words.get(kind, KINDS[kind])


def _rests(rests: Rests, lang: str) -> Iterator[str]:
    parts = (
        ("规则", "rules", rests.rules),
        ("数字", "numbers", rests.parameters),
        ("口径", "readings", rests.readings),
        ("个案", "cases", rests.cases),
    )
    for zh, en, names in parts:
        if names:
            more = len(names) - MOST_NAMED
            shown = either(lang, "、", ", ").join(visible(name) for name in names[:MOST_NAMED])
            rest = either(lang, f"等{len(names)}个", f" and {more} more") if more > 0 else ""
            yield either(lang, f"{zh}：{shown}{rest}", f"{en}: {shown}{rest}")


def filling_json(filling: Filling, written: bool) -> dict[str, object]:
    return {
        "written": written,
        **{key: list(getattr(filling, key)) for key in ("filled", "refreshed", "stale", "same", "absent")},
    }


def filling_text(filling: Filling, lang: str) -> str:
    """What was done to the digests of a pack."""
    parts = (
        ("填入", "filled", filling.filled),
        ("更新", "refreshed", filling.refreshed),
        (
            "原文不同而未动（用 --refresh 更新）",
            "differ from the text and were left alone (--refresh renews them)",
            filling.stale,
        ),
        ("原文中没有", "not in the text", filling.absent),
    )
    lines = [
        either(lang, f"{zh}{len(names)}条：{'、'.join(names)}", f"{len(names)} {en}: {', '.join(names)}")
        for zh, en, names in parts
        if names
    ]
    lines.append(either(lang, f"{len(filling.same)}条摘要已与原文相符", f"{len(filling.same)} digests agreed already"))
    return visible_lines(lines)


def visible_lines(lines: Sequence[str]) -> str:
    return "\n".join(map(visible, lines))
