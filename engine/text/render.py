"""How a finding looks to a person: message, excerpt with a caret, citation, remedy; and to machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from unicodedata import category, east_asian_width, normalize

from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Message, Severity
from engine.text.source import Place

MOST = 100  # findings shown; the rest is counted
WIDEST = 100  # display cells of an excerpt
TAB = "    "
LONGEST_VALUE = 1_000  # characters of a value that a message names
MOST_WORDS = 300  # that a word is compared with
LONGEST_WORD = 200  # characters of a word that others are compared with

# Values that hold several words, joined as Chinese joins them.
LISTS = {
    "allowed", "amounts", "carriers", "collections", "keys", "kinds", "known", "missing", "names", "options", "owner",
    "subjects", "there",
}  # fmt: skip

WORDS = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("提示", "warning"),
}


def visible(text: str) -> str:
    """`text` with every character that is not printable written as an escape, so that data never moves a terminal."""
    return "".join(each if each.isprintable() else _escape(each) for each in text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """The display cells of `text`: two for a Han character, none for a combining mark or one that chooses a form."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(character: str) -> int:
    return 0 if category(character) in ("Mn", "Me") else 2 if east_asian_width(character) in "WF" else 1


def mask(id: str) -> str:
    """An id with only its last four characters left; a short one keeps less."""
    shown = min(4, len(id) // 3)
    return "*" * (len(id) - shown) + (id[-shown:] if shown else "")


def suggest(word: str, words: Iterable[str]) -> str:
    """The one of `words` most like `word`, or "" if none is alike."""
    return _nearest(word, tuple(words)) if len(word) <= LONGEST_WORD else ""


@lru_cache(maxsize=1_000)
def _nearest(word: str, words: tuple[str, ...]) -> str:
    plain, sought = _folded(words), normalize("NFKC", word).casefold()
    letters, shortest, longest = set(sought), len(sought) * 3 / 7, len(sought) * 7 / 3
    # Words of other letters, or less than three to seven in length, are never 0.6 alike.
    alike = [each for each in plain if shortest <= len(each) <= longest and not letters.isdisjoint(each)]
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(sought, alike[:MOST_WORDS], n=1, cutoff=0.6) if alike else []
    return plain[near[0]] if near else ""


@lru_cache(maxsize=100)
def _folded(words: tuple[str, ...]) -> dict[str, str]:
    return {normalize("NFKC", each).casefold(): each for each in words}


# --- Words -----------------------------------------------------------------------------------------------------------


def said(diagnostic: Diagnostic, lang: str) -> tuple[str, str]:
    """What is wrong, and what to do, in `lang` ("zh" or "en")."""
    message = CATALOG[diagnostic.code]
    values = {name: visible(_beginning(value)) for name, value in diagnostic.values.items()}
    if lang == "en":
        values.update({name: values[name].replace("、", ", ") for name in LISTS & values.keys()})
    if near := values.get("did_you_mean"):
        values["did_you_mean"] = f"；是不是“{near}”？" if lang == "zh" else f"; did you mean `{near}`?"
    what, remedy = (message.zh, message.help_zh) if lang == "zh" else (message.en, message.help_en)
    return what.format(**values), remedy.format(**values)


def _beginning(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"


def as_text(diagnostics: Sequence[Diagnostic], lang: str, *, most: int = MOST) -> str:
    """All findings as a person reads them, an empty line between two."""
    blocks = [_block(each, lang) for each in diagnostics[:most]]
    if (more := len(diagnostics) - most) > 0:
        blocks.append(f"……还有 {more} 条" if lang == "zh" else f"… and {more} more")
    return "\n\n".join(blocks)


def _block(diagnostic: Diagnostic, lang: str) -> str:
    message = CATALOG[diagnostic.code]
    what, remedy = said(diagnostic, lang)
    word = WORDS[message.severity][lang == "en"]
    place = diagnostic.place
    head = f"{word}[{diagnostic.code}] {what}"
    lines = [head if place is None else f"{at(place)}: {head}"]
    if place is not None:
        lines += excerpt(place)
    if diagnostic.cite:
        lines.append(f"  {'出处' if lang == 'zh' else 'citation'}: {visible(diagnostic.cite)}")
    for other in diagnostic.related:
        lines.append(f"  {'另一处' if lang == 'zh' else 'the other place'}: {at(other)}")
        lines += excerpt(other)
    lines.append(f"  {'怎么办' if lang == 'zh' else 'what to do'}: {remedy}")
    return "\n".join(lines)


def at(place: Place) -> str:
    """A place as file:line:column, as editors and terminals understand it."""
    return f"{visible(place.source.name)}:{place.line}:{place.column}"


# --- Excerpts --------------------------------------------------------------------------------------------------------


def excerpt(place: Place) -> list[str]:
    """The first line of a place, and under it carets at the display columns of its characters."""
    number, column = place.source.position(place.start)
    end_line, end_column = place.end_position
    line = place.source.line(number)
    stop = end_column - 1 if end_line == number else len(line)
    # A line may have millions of characters; twice the cells are enough to see that it must be cut.
    most, start = 2 * WIDEST, column - 1
    parts = line[max(0, start - most) : start], line[start : min(stop, start + most)], line[stop : stop + most]
    before, marked, after = _cut(*map(_shown, parts))
    margin = str(number)
    return [
        f"  {margin} | {before}{marked}{after}",
        f"  {' ' * len(margin)} | {' ' * width(before)}{'^' * max(1, width(marked))}",
    ]


def _shown(text: str) -> str:
    return visible(text.replace("\t", TAB))


def _cut(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """A long line, cut around what is marked."""
    if width(before) > WIDEST // 2:
        before = "…" + _last_cells(before, WIDEST // 2)
    room = max(20, WIDEST - width(before))
    if width(marked) > room:
        return before, _first_cells(marked, room) + "…", ""
    room -= width(marked)
    return before, marked, after if width(after) <= room else _first_cells(after, room) + "…"


def _first_cells(text: str, cells: int) -> str:
    used = 0
    for index, each in enumerate(text):
        used += width(each)
        if used > cells:
            return text[:index]
    return text


def _last_cells(text: str, cells: int) -> str:
    return _first_cells(text[::-1], cells)[::-1]


# --- For machines ----------------------------------------------------------------------------------------------------


def as_json(diagnostics: Iterable[Diagnostic], lang: str) -> list[dict[str, object]]:
    """The findings as plain data."""
    return [_plain(each, lang) for each in diagnostics]


def _plain(diagnostic: Diagnostic, lang: str) -> dict[str, object]:
    message: Message = CATALOG[diagnostic.code]
    what, remedy = said(diagnostic, lang)
    plain: dict[str, object] = {
        "code": diagnostic.code,
        "name": message.name,
        "severity": message.severity.value,
        "message": what,
        "help": remedy,
        "cite": diagnostic.cite,
    }
    plain.update(_span(diagnostic.place))
    plain["related"] = [_span(each) for each in diagnostic.related]
    return plain


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


def as_github(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """The findings as annotations that GitHub shows beside the changed lines."""
    lines = []
    for each in diagnostics:
        what, remedy = said(each, lang)
        span = _span(each.place)
        place = (
            ""
            if each.place is None
            else (
                f"file={_property(str(span['file']))},line={span['line']},endLine={span['end_line']},"
                f"col={span['column']},endColumn={span['end_column']},"
            )
        )
        kind = CATALOG[each.code].severity.value
        lines.append(f"::{kind} {place}title={_property(each.code)}::{_data(f'{what} — {remedy}')}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
