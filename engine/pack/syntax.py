"""What most likely went wrong where a text is no YAML, in words an officer knows."""

from __future__ import annotations

import re
from itertools import islice

from engine.text.diagnostics import Diagnostic
from engine.text.source import Place, Source

MOST_FOUND = 10

FULL_WIDTH = re.compile(r"^[ -]*[^\W\d][\w.()]*(：)", re.MULTILINE)
NO_SPACE = re.compile(r"^[ -]*[^\W\d]\w*(:)(?=[^\s:/])", re.MULTILINE)
DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)
TAB_INDENT = re.compile(r"^ *(\t)", re.MULTILINE)

# The parser's own words, as keys to ours: what is wrong, and what to do, in both languages.
PROBLEMS: tuple[tuple[str, str, str, str, str], ...] = (
    ("cannot start any token", "这里不能用制表符或特殊符号开头", "a tab or a special character cannot stand here",
     "缩进只用空格；文字以 @、`、% 等符号开头时加引号", "indent with spaces; put quotes around a text that begins with @, ` or %"),
    ("mapping values are not allowed", "这里多出一个冒号，或缩进不对", "a colon too many, or the indentation is off",
     "核对缩进；文字里有“: ”时给它加引号", "check the indentation; put quotes around a text that holds a colon and a space"),
    ("did not find expected key", "缩进不对，或上面有括号、引号没有合上", "the indentation is off, or a bracket or quote above was not closed",
     "让同一层的键左对齐，并核对上一行的括号和引号", "align the keys of one level, and check brackets and quotes on the line before"),
    ("did not find expected '-' indicator", "列表项没有对齐", "the items of the list are not aligned",
     "让同一列表的“- ”左对齐", "align the `- ` of one list"),
    ("did not find expected ',' or ']'", "方括号没有合上，或缺少逗号", "a square bracket is not closed, or a comma is missing",
     "补上 ] 或逗号；含逗号的表达式加引号，或用“- ”逐行写", "add ] or a comma; put quotes around expressions with commas, or use a line with `- ` for each"),
    ("did not find expected ',' or '}'", "花括号没有合上，或缺少逗号", "a brace is not closed, or a comma is missing",
     "补上 } 或逗号；含逗号或冒号的文字加引号", "add } or a comma; put quotes around texts with commas or colons"),
    ("could not find expected ':'", "这一行应当是“键: 值”", "this line should be `key: value`",
     "补上冒号和空格；若它接着上一行，核对缩进和引号", "add a colon and a space; if it goes on from the line before, check indentation and quotes"),
    ("found unexpected end of stream", "引号没有合上", "a quote is not closed",
     "补上结尾的引号", "add the closing quote"),
    ("found unknown escape", "双引号里的反斜杠写法不对", "a backslash in double quotes that means nothing",
     "改用单引号，或把反斜杠写成 \\\\", "use single quotes, or write the backslash twice"),
    ("did not find expected", "这里的写法不完整", "something is missing here",
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
    for match in islice(TAB_INDENT.finditer(source.text), MOST_FOUND):
        values = dict(zip(("problem_zh", "problem_en", "remedy_zh", "remedy_en"), PROBLEMS[0][1:], strict=True))
        found.append(Diagnostic("Y107", Place(source, *match.span(1)), values))
    found.sort(key=lambda each: each.place.start if each.place else 0)
    return found[:MOST_FOUND]


def directive_in(source: Source) -> Place:
    """The first line that begins with %."""
    line = DIRECTIVE.search(source.text)
    return Place(source, *line.span()) if line else Place(source, 0, 0)


def problem_of(source: Source, index: int, problem: str, begun: int) -> Diagnostic:
    """The parser's complaint in our words, where it stopped; with the bracket or quote (at `begun`) that was not closed."""
    words = next((rest for key, *rest in PROBLEMS if key in problem), list(OTHER))
    at = min(index, max(0, len(source.text) - 1))
    while at > 0 and source.text[at] in "\n ":
        # The parser stops at the end of the text or line; what is wrong stands before it.
        at -= 1
    values = dict(zip(("problem_zh", "problem_en", "remedy_zh", "remedy_en"), words, strict=True))
    opened = begun < at and source.text[begun : begun + 1] in ("[", "{", '"', "'")
    related = (Place(source, begun, begun + 1),) if opened else ()
    return Diagnostic("Y107", Place(source, at, min(at + 1, len(source.text))), values, related)
