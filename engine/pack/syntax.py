"""What most likely went wrong where a text is no YAML, in words an officer knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TypeAlias

from engine.text.diagnostics import Diagnostic
from engine.text.source import Place, Source

MOST_FOUND = 10

FULL_WIDTH = re.compile(r"^[ -]*[^\W\d][\w.()]*(：)", re.MULTILINE)
NO_SPACE = re.compile(r"^[ -]*[^\W\d]\w*(:)(?=[^\s:/])", re.MULTILINE)
CONTENT = re.compile(r"^(?! *(?:#|$))", re.MULTILINE)  # a line that is neither blank nor a comment
DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)
WIDE_BLANK = re.compile(r"^ *(\u3000)|^[ -]*[^\W\d]\w*:(\u3000)", re.MULTILINE)
NO_CHARACTER = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}|\\(?:u|U0000)[dD][89A-Fa-f][0-9A-Fa-f]{2}")
TORN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?:[万亿]?元|[万亿角分])?(?=[ ,}\]\r\n]|$)")
LOST_WORDS = frozenset(("and", "or", "not", "if", "in", "<", ">", "<=", ">=", "==", "+", "*"))

Words: TypeAlias = tuple[str, str, str, str]  # what is wrong and what to do, each in Chinese and English

OPEN_QUOTE: Words = ("引号没有合上", "a quote is not closed", "补上结尾的引号", "add the closing quote")
AFTER_QUOTE: Words = (
    "引号合上之后还有文字", "there is more text after the closing quote",
    "把整条文字放进另一种引号，如 \"'registered' == kind\"；若是下一项，先加逗号",
    "put the whole text in the other kind of quotes, like \"'registered' == kind\"; before a next item put a comma",
)  # fmt: skip
ESCAPE: Words = (
    "双引号里的反斜杠写法不对", "a backslash in double quotes that means nothing",
    "改用单引号，或把反斜杠写成 \\\\", "use single quotes, or write the backslash twice",
)  # fmt: skip
WIDE: Words = (
    "这里的空格是全角空格（U+3000）", "this blank is a full-width one (U+3000)",
    "改用半角空格", "type an ordinary space",
)  # fmt: skip

# The words of both parsers (with what they were reading), as keys to ours.
PROBLEMS: tuple[tuple[str, str, str, str, str], ...] = (
    ("cannot start any token", "文字不能以这个符号开头", "a text cannot begin with this sign",
     "给文字加引号", "put the text in quotes"),
    ("mapping values are not allowed", "这里多出一个冒号，或缩进不对", "a colon too many, or the indentation is off",
     "核对缩进；文字里有“: ”时给它加引号", "check the indentation; put quotes around a text that holds a colon and a space"),
    (r"did not find expected key|block mapping.*expected <block end>", "缩进不对，或上面有括号、引号没有合上", "the indentation is off, or a bracket or quote above was not closed",
     "让同一层的键左对齐，并核对上一行的括号和引号", "align the keys of one level, and check brackets and quotes on the line before"),
    (r"expected '-' indicator|block collection.*expected <block end>", "列表项没有对齐", "the items of the list are not aligned",
     "让同一列表的“- ”左对齐", "align the `- ` of one list"),
    (r"expected ',' or '\]'", "方括号没有合上，或缺少逗号", "a square bracket is not closed, or a comma is missing",
     "补上 ] 或逗号；含逗号的表达式加引号，或用“- ”逐行写", "add ] or a comma; put quotes around expressions with commas, or use a line with `- ` for each"),
    (r"expected ',' or '\}'", "花括号没有合上，或缺少逗号", "a brace is not closed, or a comma is missing",
     "补上 } 或逗号；含逗号或冒号的文字加引号", "add } or a comma; put quotes around texts with commas or colons"),
    ("could not find expected ':'", "这一行应当是“键: 值”", "this line should be `key: value`",
     "补上冒号和空格；若它接着上一行，核对缩进和引号", "add a colon and a space; if it goes on from the line before, check indentation and quotes"),
    ("found unexpected end of stream", *OPEN_QUOTE),
    (r"comment or a? ?line break|chomping or indentation", "文字不能以 | 或 > 开头", "a text cannot begin with | or >",
     "给文字加引号", "put the text in quotes"),
    ("while parsing a flow node", "逗号之间缺少内容，或括号没有配对", "nothing stands between two commas, or the brackets do not match",
     "删去多余的逗号或括号", "delete the comma or bracket that is too many"),
    (r"escape|hexdecimal", *ESCAPE),
    ("expected", "这里的写法不完整", "something is missing here",
     "核对这一行和上一行的缩进、括号和引号", "check indentation, brackets and quotes on this line and the one before"),
)  # fmt: skip
OTHER = (
    "无法读懂", "it cannot be read",
    "核对这一行和上一行的缩进、括号、引号和冒号", "check indentation, brackets, quotes and colons on this line and the one before",
)  # fmt: skip


def trouble_in(source: Source) -> list[Diagnostic]:
    """Slips that an eye misses and that make the parser complain somewhere else."""
    found = []
    for code, pattern in (("Y118", FULL_WIDTH), ("Y120", NO_SPACE)):
        found += [Diagnostic(code, Place(source, *match.span(1))) for match in islice(pattern.finditer(source.text), MOST_FOUND)]
    for match in islice(WIDE_BLANK.finditer(source.text), MOST_FOUND):
        found.append(_not_yaml(Place(source, *match.span(match.lastindex or 0)), WIDE))
    found.sort(key=lambda each: each.place.start if each.place else 0)
    return found[:MOST_FOUND]


def directive_in(source: Source) -> Place:
    """The first line that begins with %."""
    line = DIRECTIVE.search(source.text)
    return Place(source, *line.span()) if line else Place(source, 0, 0)


def problem_of(source: Source, index: int, problem: str, begun: int, quoted: Place | None) -> Diagnostic:
    """The parser's complaint in our words, where it stopped.

    With the bracket or quote (at `begun`) that was not closed. `quoted`: the last text in quotes before.
    """
    at = min(index, max(0, len(source.text) - 1))
    directive = DIRECTIVE.search(source.text, 0, at + 1)
    if directive and not CONTENT.search(source.text, 0, directive.start()):
        return Diagnostic("Y114", directive_in(source))
    if quoted is not None and quoted.end <= index and not source.text[quoted.end : index].strip(" "):
        after = Place(source, at, at + 1)
        if "\n" not in quoted.text:
            return _not_yaml(after, AFTER_QUOTE)
        # It went on to the next quote, lines below, which was meant to open another text.
        return _not_yaml(quoted.part(0, 1), OPEN_QUOTE, after)
    while at > 0 and source.text[at] in "\n ":
        # The parser stops at the end of the text or line; what is wrong stands before it.
        at -= 1
    words = next((rest for key, *rest in PROBLEMS if re.search(key, problem)), OTHER)
    if tuple(words) == ESCAPE:
        # The two parsers stop at different characters of an escape.
        at = max(begun, source.text.rfind("\\", 0, at + 1))
    opened = begun < at and source.text[begun : begun + 1] in ("[", "{", '"', "'")
    related = (Place(source, begun, begun + 1),) if opened else ()
    return _not_yaml(Place(source, at, min(at + 1, len(source.text))), words, *related)


def no_character(source: Source) -> Diagnostic:
    """An escape that names no character at all, which the pure parser does not expect."""
    wrong = NO_CHARACTER.search(source.text)
    at = wrong.start() if wrong else 0
    return _not_yaml(Place(source, at, at + 1), ESCAPE)


def _not_yaml(place: Place, words: Sequence[str], *related: Place) -> Diagnostic:
    values = dict(zip(("problem_zh", "problem_en", "remedy_zh", "remedy_en"), words, strict=True))
    return Diagnostic("Y107", place, values, related)


def glued_colon(value: str, place: Place) -> Place | None:
    """The full-width colon that makes `registration：registered` one long text to YAML, where a key must have been meant."""
    before = place.source.text[place.source.line_start(place.line) : place.start]
    name = value.partition("：")[0]
    return place.part(len(name), len(name) + 1) if before.strip(" -") == "" and name.isidentifier() else None


def torn_number(first: Place, rest: Place) -> Place | None:
    """The number of which the comma made two: `{price: 28,000元}` is to YAML a price of 28 and a key 000元 without a value."""
    match = TORN.match(first.source.text, first.start) if first.end + 1 == rest.start and first.start < first.end else None
    return Place(first.source, *match.span()) if match and match.end() >= rest.end else None


def lost_words(place: Place) -> Place | None:
    """The ` # and b < 9` behind an expression, which is lost to it; a sentence there is a comment."""
    rest = place.source.text[place.end : place.end + 200].partition("\n")[0]
    lost = rest.strip()
    if rest.startswith(" ") and lost.startswith("#") and lost.lstrip("# ").split(" ", 1)[0] in LOST_WORDS:
        return Place(place.source, place.end + len(rest) - len(rest.lstrip()), place.end + len(rest.rstrip()))
    return None
