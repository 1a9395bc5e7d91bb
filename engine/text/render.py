"""Findings as a person, a program or a build log reads them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Message, Severity
from engine.text.excerpt import excerpt, visible, width
from engine.text.source import Place

__all__ = ["as_github", "as_json", "as_text", "in_order", "mask", "said", "suggest", "visible", "width"]

LONGEST_VALUE = 120  # characters of a value inside a message
WORDS = {
    "zh": {"error": "错误", "warning": "警告", "help": "办法", "cite": "出处", "related": "另见", "more": "…还有 {} 条"},
    "en": {
        "error": "error",
        "warning": "warning",
        "help": "help",
        "cite": "clause",
        "related": "see also",
        "more": "…and {} more",
    },
}
TYPES = {  # how messages call the types of the language; a type not listed says its own name
    "bool": ("是/否（true 或 false）", "yes or no (true or false)"),
    "int": ("整数", "a whole number"),
    "ratio": ("比率或小数", "a ratio or decimal"),
    "money": ("金额", "an amount of money"),
    "quantity": ("未取整的金额", "an amount not yet rounded"),
    "date": ("日期", "a date"),
    "dates": ("若干日期", "a list of dates"),
    "span": ("期间长度", "a length of time"),
    "id": ("编号", "an identity"),
    "name": ("名称", "a name"),
}


def mask(identity: str) -> str:
    """An identity with only so much shown that its owner knows it again: the last four characters at most, never half."""
    shown = min(4, len(identity) // 3)
    return visible("*" * min(len(identity) - shown, 6) + (identity[-shown:] if shown else ""))


def suggest(word: str, words: Iterable[str]) -> str:
    """The one of `words` that `word` was probably meant to be, or ""."""
    if not word or len(word) > 64:
        return ""
    meant = normalize("NFKC", word).casefold()
    near: list[tuple[float, str]] = []
    for candidate in words:
        # Two words of very different length are never close; this spares most comparisons.
        if not candidate or candidate == word or abs(len(candidate) - len(meant)) > 2 + len(meant) // 3:
            continue
        near.append((_likeness(meant, candidate.casefold()), candidate))
    best = max(near, key=lambda pair: pair[0], default=(0.0, ""))
    # A Chinese word is short: one character of two already tells.
    return best[1] if best[0] >= (0.6 if meant.isascii() else 0.5) else ""


@lru_cache(maxsize=16384)
def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.5 else 0.0


class _Values(dict[str, str]):
    """The values of one message, made fit to be shown; `type_zh` is found from `type`."""

    def __init__(self, values: Mapping[str, str], lang: str) -> None:
        super().__init__({key: visible(_cut(value)) for key, value in values.items()})
        meant = self.get("did_you_mean", "")
        if meant:
            self["did_you_mean"] = f"；是不是“{meant}”？" if lang == "zh" else f"; did you mean `{meant}`?"
        else:
            self["did_you_mean"] = ""

    def __missing__(self, key: str) -> str:
        base, _, lang = key.rpartition("_")
        if base in self and lang in ("zh", "en"):
            said = TYPES.get(self[base])
            return said[lang == "en"] if said else self[base]
        raise KeyError(key)


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"


def said(diagnostic: Diagnostic, lang: str) -> tuple[Message, str, str]:
    """The catalogue's entry, what is wrong and what to do, in `lang`."""
    message = CATALOG[diagnostic.code]
    values = _Values(diagnostic.values, lang)
    what, remedy = (message.en, message.help_en) if lang == "en" else (message.zh, message.help_zh)
    return message, what.format_map(values), remedy.format_map(values)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings file by file as they first appear, each file from top to bottom; those without a place first."""
    files: dict[str, int] = {}
    found = list(diagnostics)
    for each in found:
        if each.place is not None:
            files.setdefault(each.place.source.name, len(files))
    return sorted(found, key=lambda d: (files[d.place.source.name], d.place.start) if d.place else (-1, 0))


def as_text(diagnostics: Sequence[Diagnostic], lang: str, *, most: int = 100) -> str:
    """The findings for a person, each with the line concerned and a caret under the characters concerned."""
    ordered = in_order(diagnostics)
    blocks = ["\n".join(_block(each, lang)) for each in ordered[:most]]
    if len(ordered) > most:
        blocks.append(WORDS[lang]["more"].format(len(ordered) - most))
    return "\n".join(blocks)


def _block(diagnostic: Diagnostic, lang: str) -> list[str]:
    message, what, remedy = said(diagnostic, lang)
    words, place = WORDS[lang], diagnostic.place
    lines = [f"{_where(place)}: " if place else ""]
    lines[0] += f"{words[message.severity.value]}[{message.code}] {what}"
    if place is not None:
        lines += excerpt(place)
    for other in diagnostic.related:
        lines += [f"  {words['related']} {_where(other)}", *excerpt(other, "-")]
    if diagnostic.cite:
        lines.append(f"  {words['cite']}: {visible(diagnostic.cite)}")
    return [*lines, f"  {words['help']}: {remedy}"]


def _where(place: Place) -> str:
    return f"{visible(place.source.name)}:{place.line}:{place.column}"


def as_json(diagnostics: Sequence[Diagnostic], lang: str) -> list[dict[str, object]]:
    """The findings for a program; lines and columns count characters from 1, ends are exclusive."""
    entries: list[dict[str, object]] = []
    for each in in_order(diagnostics):
        message, what, remedy = said(each, lang)
        entries.append(
            {
                "code": message.code,
                "name": message.name,
                "severity": message.severity.value,
                "message": what,
                "help": remedy,
                **_span(each.place),
                "cite": each.cite,
                "related": [_span(place) for place in each.related],
            }
        )
    return entries


def _span(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"file": None, "line": None, "column": None, "end_line": None, "end_column": None}
    end_line, end_column = place.end_position
    return {
        "file": place.source.name,
        "line": place.line,
        "column": place.column,
        "end_line": end_line,
        "end_column": end_column,
    }


def as_github(diagnostics: Sequence[Diagnostic], lang: str) -> str:
    """The findings as workflow commands, which GitHub shows beside the lines of a change."""
    return "\n".join(_command(each, lang) for each in in_order(diagnostics))


def _command(diagnostic: Diagnostic, lang: str) -> str:
    message, what, remedy = said(diagnostic, lang)
    place = diagnostic.place
    properties: dict[str, object] = {"title": f"{message.code} {message.name}"}
    if place is not None:
        end_line, end_column = place.end_position
        properties = {"file": place.source.name, "line": place.line, "col": place.column, "endLine": end_line, **properties}
        if end_line == place.line:  # GitHub refuses an end column on another line
            properties["endColumn"] = end_column
    kind = "error" if message.severity is Severity.ERROR else "warning"
    named = ",".join(f"{key}={_escape(str(value), property=True)}" for key, value in properties.items())
    return f"::{kind} {named}::{_escape(f'{what}; {remedy}' if lang == 'en' else f'{what}；{remedy}')}"


def _escape(text: str, *, property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text
