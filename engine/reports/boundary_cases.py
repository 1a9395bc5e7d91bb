"""The cases at thresholds as a file of cases, for an officer to confirm: what was moved, what turns there, what came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.analysis.boundaries.find import Threshold
from engine.analysis.boundaries.turns import result_of
from engine.analysis.boundaries.unturned import Unturned
from engine.analysis.expected import Result
from engine.analysis.expecting import expecting
from engine.analysis.written import written
from engine.backends.prose_values import either
from engine.pack.canonical import quoted
from engine.pack.model import Pack
from engine.reports.boundary_names import Boundary
from engine.reports.coverage_words import WAYS
from engine.text.render import visible

NAMED = 3


def case_file(boundaries: Sequence[Boundary], pack: Pack, lang: str) -> str:
    """The file: under each threshold its cases, each with what came out as its expectation."""
    lines = [f"# {line}" for line in _head(boundaries, pack, lang)]
    if not boundaries:
        return "\n".join(lines) + "\n"  # a file of cases without a case would be none
    lines += ["defaults:", f"  measure: {pack.id}", "cases:"]
    last: Threshold | None = None
    for each in boundaries:
        if each.threshold is not last:
            last = each.threshold
            rule = visible(each.threshold.rule.label.say(lang, each.threshold.rule.name))
            lines += ["", f"  # ---- {rule}{either(lang, '：', ': ')}{visible(each.what)}{_where(each, lang)}"]
        lines += _case(each, lang)
    return "\n".join(lines) + "\n"


def _where(each: Boundary, lang: str) -> str:
    """The line of the pack, with what its author wrote there where that is an expression."""
    if each.place is None:
        return ""
    text = "" if each.text == each.what else f"{either(lang, '：', ': ')}{visible(each.text)}"
    return either(lang, f"（第{each.place.line}行{text}）", f" (line {each.place.line}{text})")


def _head(boundaries: Sequence[Boundary], pack: Pack, lang: str) -> Iterator[str]:
    covered = sum(bool(each.covered) for each in boundaries)
    yield "yaml-language-server: $schema=../schemas/case.schema.json"
    title, count = visible(pack.title.say(lang)), len(boundaries)
    zh = f"{title}：各门槛两侧的个案，由 tiaokuan boundaries 生成。"
    yield either(lang, zh, f"{title}: cases on either side of every threshold, made by tiaokuan boundaries.")
    zh = "expect 是程序所得，须由经办人对照条文核对，核对后改写 why。"
    yield either(lang, zh, "What they expect is what came out: hold it against the text, then rewrite `why`.")
    zh = f"{count}个个案，其中{covered}个已有个案在同一位置。"
    yield either(lang, zh, f"{count} cases; at {covered} of them a case already stands.")


def _case(each: Boundary, lang: str) -> Iterator[str]:
    if each.covered:
        rest = len(each.covered) - NAMED
        more = either(lang, f" 等{len(each.covered)}个", f" and {rest} more") if rest > 0 else ""
        names = either(lang, "、", ", ").join(visible(name) for name in each.covered[:NAMED])
        yield f"  # {either(lang, '已有个案', 'a case stands here already')}: {names}{more}"
    body = written(replace(each.side.case, name=each.name)).splitlines()
    yield f"  - {body[0]}"
    yield from (f"    {line}" for line in body[1:])
    result = _result(each)
    fields = ", ".join(f"{name}: {quoted(value) if name == 'reason' else value}" for name, value in expecting(result))
    yield f"    expect: {{{each.threshold.rule.name}: {{{fields}}}}}"
    yield f"    cite: {quoted(each.cite)}"
    yield f"    why: {quoted(_why(each, result, lang))}"


def _why(each: Boundary, result: Result, lang: str) -> str:
    """To be confirmed: what turns, where the case stands, what came out."""
    verdict = either(lang, *WAYS[result.verdict]) if result.verdict in WAYS else result.verdict
    return either(
        lang,
        f"待核对。{each.moved}，门槛“{each.what}”：{each.came_out}；程序所得为{verdict}",
        f"to be confirmed. {each.moved}; at the threshold ({each.what}) {each.came_out}; what came out is: {verdict}",
    )


def as_json(
    boundaries: Sequence[Boundary], without: Sequence[str], unturned: Sequence[Unturned], pack: Pack
) -> dict[str, object]:
    """Every case at a threshold; `case` is its text as a file of its own."""
    return {
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "boundaries": [
            {
                "name": each.name,
                "rule": each.threshold.rule.name,
                "threshold": each.text,
                "said": each.what,
                "came_out": each.came_out,
                "line": each.place.line if each.place else None,
                "cite": each.cite,
                "moved": {
                    "kind": each.threshold.axis.kind,
                    "name": each.threshold.axis.about,
                    "to": each.threshold.axis.said(each.side.at),
                },
                "case": written(replace(each.side.case, name=each.name)),
                "expect": dict(expecting(_result(each))),
                "covered_by": list(each.covered),
            }
            for each in boundaries
        ],
        "without_start": list(without),
        "not_turned": [{"threshold": each.text, "line": each.place.line if each.place else None} for each in unturned],
    }


def _result(each: Boundary) -> Result:
    result = result_of(each.side.answer, each.threshold.rule.name)
    assert result is not None
    return result
