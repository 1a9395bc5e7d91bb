"""The text of an expression, looked at before Python's parser sees it; then parsed.

Everything the parser would misread, fold or merely warn of is found here: full-width look-alikes, numbers with letters, dates
that would be subtractions, operators of other languages, brackets cut by a comma.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import field
from keyword import iskeyword
from typing import Protocol
from unicodedata import normalize

from engine.lang.quantities import quantity
from engine.text.diagnostics import Diagnostics
from engine.text.records import dataclass
from engine.text.source import Place

LONGEST = 2_000  # characters
DEEPEST = 50  # levels
NUMBER = re.compile(r"(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?")
KEYWORDS = frozenset(("and", "or", "not", "in", "if", "else", "True", "False"))

_TOKEN = re.compile(
    r"""(?P<date>(?<!\w)[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))
      | (?P<number>\.?[0-9][\w.]*%?)
      | (?P<prefixed>[A-Za-z]+(?=['"]))
      | (?P<name>[^\W\d]\w*)
      | (?P<long>'''|\"\"\")
      | (?P<text>'[^'\n]*'|"[^"\n]*")
      | (?P<operator>===|&&|\|\||\*\*|//|==|!=|<=|>=|<>|=>|=<|:=|<<|>>|[-+*/<>=(),.\[\]{}!&|^~%@])
      | (?P<space>\ +)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_LOOKALIKES = {
    "“": "'", "”": "'", "‘": "'", "’": "'", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/",
    "。": ".", "、": ",",
    "【": "[", "】": "]", "—": "-", "–": "-", "−": "-", "∧": "and", "∨": "or", "¬": "not", "∈": "in", "\t": " ",
}  # fmt: skip
_FOREIGN = {
    "===": "==", "&&": "and", "||": "or", "&": "and", "|": "or", "!": "not", "=": "==", "<>": "!=",
    "=>": ">=", "=<": "<=", ":=": "==",
    "**": "*", "//": "/", "%": "/ 100", "^": "*", "~": "not",
}  # fmt: skip
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Written(Protocol):
    """A text with its place in a file; `at` gives the place of a stretch of its characters."""

    @property
    def text(self) -> str: ...

    @property
    def place(self) -> Place: ...

    def at(self, start: int, end: int) -> Place: ...


@dataclass(frozen=True)
class Parsed:
    """An expression as Python reads it, and where its nodes stand in the written text, in characters."""

    written: Written
    tree: ast.expr
    skipped: int  # blanks before it
    encoded: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "encoded", self.written.text[self.skipped :].encode("utf-8"))

    def stretch(self, node: ast.expr) -> tuple[int, int]:
        """The characters of `node`, from the first up to, not including, the last."""
        # CPython counts columns in UTF-8 bytes; a place counts characters.
        start, end = (
            len(self.encoded[: at or 0].decode("utf-8", "replace")) + self.skipped
            for at in (node.col_offset, node.end_col_offset)
        )
        return start, end

    def place(self, node: ast.expr) -> Place:
        return self.written.at(*self.stretch(node))

    def text(self, node: ast.expr) -> str:
        start, end = self.stretch(node)
        return self.written.text[start:end]


def parse(written: Written, found: Diagnostics) -> Parsed | None:
    """The parsed expression, or None and what is wrong with its text."""
    before = len(found.found)
    text = written.text
    if not text.strip():
        found.add("T301", written.place)
    elif len(text) > LONGEST:
        found.add("T302", written.at(LONGEST, len(text)), length=len(text), most=LONGEST)
    elif (broken := re.search(r"[\r\n]", text)) is not None:
        found.add("T303", written.at(*broken.span()))
    else:
        _check_tokens(written, found)
        _check_brackets(written, found)
    if len(found.found) > before:
        return None
    skipped = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = Parsed(written, ast.parse(text[skipped:], mode="eval").body, skipped)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        # What a pack holds can be anything; that the parser cannot read it is a finding, not a bug.
        # An offset of 0 means the end.
        at = min((getattr(error, "offset", None) or len(text)) - 1 + skipped, len(text) - 1)
        found.add("T312", written.at(at, at + 1))
        return None
    return parsed if _shallow(parsed, found) else None


def _check_tokens(written: Written, found: Diagnostics) -> None:
    words: list[str] = []
    for match in _TOKEN.finditer(written.text):
        token, place = match.group(), written.at(*match.span())
        match match.lastgroup:
            case "number" if not NUMBER.fullmatch(token):
                _check_number(token, place, found)
            case "date":
                found.add("T309", place, text=token)
            case "prefixed" if not iskeyword(token):
                found.add("T315", place)
            case "long":
                found.add("T315", place)
            case "text":
                for at, character in _strange(token):
                    found.add("T305", written.at(match.start() + at, match.start() + at + 1), character=_code(character))
            case "name":
                words.append(token)
                _check_name(match, written, found)
            case "operator" if token in _FOREIGN:
                found.add("T307", place, text=token, instead=_FOREIGN[token])
            case "other" if token in "'\"":
                found.add("T315", place)
            case "other" | "operator":
                _check_character(token, place, found)
            case _:
                pass
    if words.count("if") > words.count("else"):
        lonely = next(match for match in _TOKEN.finditer(written.text) if match.group() == "if")
        found.add("T314", written.at(*lonely.span()))


def _check_number(token: str, place: Place, found: Diagnostics) -> None:
    plain = normalize("NFKC", token)
    if any(not character.isascii() and normalize("NFKC", character).isascii() for character in token):
        found.add("T304", place, character=token, instead=plain)
    elif quantity(token) is not None and not token.isdigit():
        found.add("T309", place, text=token)
    else:
        found.add("T313", place, text=token)


def _check_name(match: re.Match[str], written: Written, found: Diagnostics) -> None:
    word, start = match.group(), match.start()
    if word == "is":
        found.add("T322", written.at(*match.span()))
    elif iskeyword(word) and word not in KEYWORDS:
        found.add("T336", written.at(*match.span()), name=word)
    for at, character in enumerate(word):
        if not (character.isascii() or "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U000323af"):
            _check_character(character, written.at(start + at, start + at + 1), found)


def _check_character(character: str, place: Place, found: Diagnostics) -> None:
    """A character outside quotes that the language does not have, and the ASCII one that was probably meant."""
    if character in "-+*/<>=(),.[]{}!" or character in ("==", "!=", "<=", ">="):
        return
    folded = normalize("NFKC", character)
    instead = _LOOKALIKES.get(character) or (folded if folded != character and folded.isascii() and folded.isprintable() else "")
    if instead:
        found.add("T304", place, character=character if character.isprintable() else _code(character), instead=instead)
    else:
        found.add("T305", place, character=character if character.isprintable() else _code(character))


def _strange(text: str) -> Iterator[tuple[int, str]]:
    """Characters that may not stand even between quotes: control characters, and the backslash, which would begin an escape."""
    return ((at, character) for at, character in enumerate(text) if not character.isprintable() or character == "\\")


def _code(character: str) -> str:
    return character if character == "\\" else f"U+{ord(character):04X}"


def _check_brackets(written: Written, found: Diagnostics) -> None:
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(written.text):
        token = match.group()
        if match.lastgroup != "operator":
            continue
        if token in _CLOSING:
            opened.append((token, match.start()))
            if len(opened) == DEEPEST + 1:
                found.add("T306", written.at(*match.span()), most=DEEPEST)
        elif token in _CLOSING.values() and (not opened or _CLOSING[opened.pop()[0]] != token):
            found.add("T311", written.at(*match.span()), bracket=token)
            return
    for bracket, at in opened[:1]:
        found.add("T310", written.at(at, at + 1), bracket=bracket, closing=_CLOSING[bracket])


def _shallow(parsed: Parsed, found: Diagnostics) -> bool:
    """Whether the tree has at most 50 levels, so that everything after may walk it by recursion."""
    level: list[ast.expr] = [parsed.tree]
    for _ in range(DEEPEST):
        below = [child for node in level for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        if not below:
            return True
        level = below
    found.add("T306", parsed.place(level[0]), most=DEEPEST)
    return False
