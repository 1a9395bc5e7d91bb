"""Bytes → text: UTF-8 only, and no character that a reader cannot see."""

from __future__ import annotations

import re
from unicodedata import name as name_of

from engine.text.diagnostics import Diagnostics
from engine.text.source import Place, Source

MOST_SHOWN = 20

# Controls but line feed, other line ends, zero-width and direction marks, no-break space, half characters, what is no character.
REFUSED = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\xa0\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\uffff"
    "\\U000e0000-\\U000e0fff]"
)
MARKS = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))

FORMATS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Office/ZIP"),
    (b"\xd0\xcf\x11\xe0", "Office"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
COMMON = re.compile("[\\n\\r -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")  # what Chinese text is made of


def decoded(data: bytes, name: str, found: Diagnostics) -> Source | None:
    """The text of a file without its byte order mark, line ends as line feeds; None and a finding if it is no UTF-8."""
    source = text_of(data, name, found)
    if source is None:
        return None
    for number, match in enumerate(REFUSED.finditer(source.text)):
        if number == MOST_SHOWN:
            break
        refuse(match.group(), Place(source, *match.span()), found)
    if not source.text.strip() and not found.found:
        found.add("Y106", Place(source, 0, 0))
    return source


def text_of(data: bytes, name: str, found: Diagnostics) -> Source | None:
    """The same with whatever characters it has."""
    guess = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        if guess:
            raise UnicodeDecodeError("utf-8", data, 0, 1, "another encoding's mark")
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        _not_utf8(body, name, error.start, guess or _guess(data), found)
        return None
    return Source(name, text.replace("\r\n", "\n"))


def refuse(character: str, place: Place, found: Diagnostics) -> None:
    """Say that a character may not stand where it does, or be written there as an escape."""
    if character == "\t":
        found.add("Y122", place)
        return
    name = name_of(character, "control character").lower()
    found.add("Y105", place, character=f"U+{ord(character):04X}", name=name)


def _not_utf8(body: bytes, name: str, at: int, guess: str, found: Diagnostics) -> None:
    """Say where the first byte stands that is no UTF-8, and what the encoding may be."""
    before = body[:at].decode("utf-8", "replace")
    rest = body[at : at + 200].decode("ascii", "replace")
    source = Source(name, before + rest)
    zh = f"，看来是 {guess}" if guess else ""
    en = f"; it looks like {guess}" if guess else ""
    found.add("Y104", Place(source, len(before), min(len(before) + 1, len(source.text))), guess_zh=zh, guess_en=en)


def _guess(data: bytes) -> str:
    """The encoding that bytes look like; "" if nothing fits."""
    if kind := next((kind for mark, kind in FORMATS if data.startswith(mark)), ""):
        return kind
    if data[:200].count(0) > len(data[:200]) // 4 or _is_utf16(data[:400]):
        return "UTF-16"
    try:
        data[:100_000].decode("gb18030")
    except UnicodeDecodeError as error:
        if error.start < min(len(data), 100_000) - 4:
            return ""
    return "GB18030"


def _is_utf16(data: bytes) -> bool:
    """Whether bytes read as Chinese text in UTF-16 without a mark: line feeds and hardly anything but Chinese."""
    for encoding, line_feed in (("utf-16-le", "\n\0"), ("utf-16-be", "\0\n")):
        text = data[: len(data) // 2 * 2].decode(encoding, "replace")
        if line_feed.encode() in data and len(COMMON.findall(text)) >= len(text) * 0.95:
            return True
    return False
