"""From the file of an official text to its outline, or what is wrong with the file."""

from __future__ import annotations

import re
from pathlib import Path

from engine.analysis.source.body import body
from engine.analysis.source.building import Builder
from engine.analysis.source.normal import normal
from engine.analysis.source.outline import Outline
from engine.pack.characters import text_of
from engine.pack.document import contents
from engine.text.diagnostics import Diagnostic, Diagnostics
from engine.text.source import Place, Source

MOST_BYTES = 1_000_000  # the longest statutes have some three hundred thousand
MOST_SENTENCES = 20_000  # or lines
MOST_SHOWN = 20

# What ends a line besides a line feed: CR alone, VT (a line broken by hand in Word), FF (a page of a PDF), NEL, LS and PS.
LINE_END = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")

# What people give by mistake: how it begins, and what it is called.
KINDS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"%PDF"), "PDF 文件", "a PDF"),
    (re.compile(r"PK\x03\x04"), "Word 或压缩文件", "a Word document or an archive"),
    (re.compile(r"\{\\rtf"), "RTF 文件", "an RTF document"),
    (
        re.compile(
            r"<(?:!doctype|html|\?xml|head|body|div|p)\b|(?s:.*?)</(?:html|body|div|p|td|table|span|script)\s*>", re.IGNORECASE
        ),
        "网页",
        "a web page",
    ),
    (re.compile(r"MIME-Version:|From: <Saved by", re.IGNORECASE), "网页存档", "an archive of a web page"),
    (re.compile(r"(?:#.*\s+)*format: *\d+\s"), "规则包", "a pack"),
)


def read_text(path: Path) -> tuple[Outline | None, list[Diagnostic]]:
    """The outline of the text in a file, or None and why there is none; warnings come with an outline."""
    data, found = contents(path)
    if data is None:
        return None, found
    return outline_of(data, str(path))


def outline_of(data: bytes, name: str) -> tuple[Outline | None, list[Diagnostic]]:
    """The outline of a text; any bytes may be given."""
    found = Diagnostics()
    if len(data) > MOST_BYTES:
        found.add("Y103", Place(Source(name, ""), 0, 0), size=len(data), most=MOST_BYTES)
        return None, found.found
    source = text_of(data, name, found)
    if source is None:
        return None, found.found
    source = Source(name, LINE_END.sub("\n", source.text))
    start = Place(source, 0, 0)
    if not normal(source.text):
        found.add("F001", start)
    elif kind := next((each for each in KINDS if each[0].match(source.text.lstrip())), None):
        found.add("F002", start, kind_zh=kind[1], kind_en=kind[2])
    elif source.text.count("\n") + source.text.count("。") > MOST_SENTENCES:
        found.add("Y109", start, most=MOST_SENTENCES)
    elif (inside := body(source)) is None:
        found.add("F003", start)
    else:
        outline = Builder(inside).outline()
        for unit in [unit for unit in outline.units if not unit.follows][:MOST_SHOWN]:
            found.add("F004", line_place(source, unit.line), name=unit.cite)
        return outline, found.found
    return None, found.found


def line_place(source: Source, number: int) -> Place:
    at = source.line_start(number)
    return Place(source, at, at + len(source.line(number)))
