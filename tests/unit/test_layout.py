"""The layout of packs: one for each content, every comment kept, nothing else changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.pack.canonical import canonical
from engine.pack.comments import comments
from engine.pack.document import Fields, parse
from engine.pack.layout import laid_out
from engine.pack.layout_shape import ORDER

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [
    path
    for folder in ("policies", "examples/measures")
    for path in sorted((ROOT / folder).glob("*.yaml"))
    if not path.stem.endswith(".cases")
]


def root_of(text: str) -> Fields:
    root, found = parse(text.encode(), "pack.yaml")
    assert isinstance(root, Fields), (text, found)
    return root


def formatted(text: str) -> str:
    laid = laid_out(root_of(text))
    assert not laid.found, (text, laid.found[0].place)
    return laid.text


EXAMPLES = [
    ("short maps on one line", "a:\n  b: 1\n  c: [x,   y]\n", "a: {b: 1, c: [x, y]}\n"),
    ("a part has lines for its entries", "rules: {甲: {amount: 3万元}}\n", "rules:\n  甲:\n    amount: 3万元\n"),
    ("options of readings too", "readings: {r: {options: {x: {}, y: {}}}}\n", "readings:\n  r:\n    options:\n      x: {}\n      y: {}\n"),
    ("parts in their order", "rules: {}\nid: x\nformat: 1\n", "format: 1\nid: x\n\nrules: {}\n"),
    ("a comment inside keeps a map open", "a: {\n  # why\n  b: 1}\n", "a:\n  # why\n  b: 1\n"),
    ("a comment behind a value", "a: {b: 1,    # one\n  c: 2}   # two\n", "a:\n  b: 1  # one\n  c: 2  # two\n"),
    ("a comment behind a key", "a:   # all\n  b: 1\n  # end\nd: 2\n", "a:  # all\n  b: 1\n  # end\nd: 2\n"),
    ("a comment at the end of an inner map", "a:\n  b:\n    - x\n    # of b\n  # of a\n# of d\nd: 1\n", None),
    ("a comment between key and value", "a:\n  # why\n  1\n", "a: 1  # why\n"),
    ("comments between key and value", "a: # one\n  # two\n  1 # three\n", "# one\n# two\n# three\na: 1\n"),
    ("comments in a list", "a:\n  # first\n  - x  # behind\n  -  # dash\n    b: 1\n", None),
    ("a comment in an empty map", "a: {  # nothing\n  }\n", "a: {}  # nothing\n"),
    ("empty lines, one at a time", "a: 1\n\n\n\nb: 2\n\n", "a: 1\n\nb: 2\n"),
    ("not at the beginning of a map", "a:\n\n  # x\n\n  b: 1\n\n  c: 2\n", "a:\n  # x\n\n  b: 1\n\n  c: 2\n"),
    ("commas in a text", "a:\n  b: x, y\n", 'a: {b: "x, y"}\n'),
    ("a text of several lines", "a: >-\n    one\n    two\n\nb: x\n  y\n", "a: >-\n  one\n  two\n\nb: x\n  y\n"),
    ("a comment behind the mark of a text", "a: |  # why\n   one # not a comment\n", "a: |  # why\n  one # not a comment\n"),
    ("quotes stay", "a: 'no'\nb: \"yes # no\"\n", "a: 'no'\nb: \"yes # no\"\n"),
    ("an empty value", "a:\n  b:\n  c: 1\n", "a:\n  b:\n  c: 1\n"),
    ("lists in lists", "a: [[x, y], [z]]\nb:\n- - x # one\n  - y\n", None),
    ("what a file begins and ends with", "# yaml-language-server: x\n\n# about\nrules: {}\nid: x\n# end\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [each[1:] for each in EXAMPLES], ids=[each[0] for each in EXAMPLES])
def test_examples(text: str, wanted: str | None) -> None:
    check(text)
    if wanted is not None:
        assert formatted(text) == wanted


def test_what_a_file_begins_with_stays_there() -> None:
    lines = formatted("# yaml-language-server: x\n\n# about\nrules: {}\n# of id\nid: x\n# end\n").splitlines()
    assert lines[0] == "# yaml-language-server: x" and lines.index("# about") < lines.index("# of id") == lines.index("id: x") - 1


def check(text: str) -> None:
    """The same content, the same comments in the same order within each part, and nothing left to do."""
    root = root_of(text)
    done = formatted(text)
    again = root_of(done)
    assert canonical(again) == canonical(root)
    old, new = [each.text for each in comments(root)], [each.text for each in comments(again)]
    known = [ORDER.index(name) if name in ORDER else len(ORDER) for name in root.names]
    if known == sorted(known):
        assert new == old
    assert sorted(new) == sorted(old)
    assert formatted(done) == done


# --- Random packs, comments in random places ---

WORDS = st.sampled_from(
    [
        "1",
        "3万元",
        "甲",
        "a.b",
        "x == 'y'",
        "a, b",
        "{",
        "x: y",
        "#",
        "it's",
        '"',
        "",
        "no",
        "- a",
        "很长的一段文字" * 6,
        "a # b",
        "甲。乙",
    ]
)
NAMES = st.sampled_from(["zh", "en", "is", "cite", "甲", "value", "when", "options", "四(一)第1句"])
TREES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12)
PARTS = st.dictionaries(st.sampled_from([*ORDER, "other"]), TREES, min_size=1, max_size=4)
COMMENTS = st.sampled_from(["", "", "", "# one", "#two", "# 三: {", "# 'four", "# - 五 # six"])


class Typist:
    """Writes a tree down as a careless author may."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def remark(self) -> str:
        """A comment, each of its own, or none."""
        text = self.draw(COMMENTS)
        self.count += 1
        return f"{text} {self.count}" if text else ""

    def alone(self, indent: int) -> str:
        """Comments and empty lines before an entry."""
        pieces = []
        for _ in range(self.draw(st.integers(0, 2))):
            text = self.remark()
            column = self.draw(st.sampled_from([indent, indent, 0, indent + 3]))
            pieces.append(" " * column + text + "\n" if text else "\n")
        return "".join(pieces)

    def behind(self) -> str:
        text = self.remark()
        return f"{' ' * self.draw(st.integers(1, 3))}{text}\n" if text else "\n"

    def scalar(self, text: str) -> str:
        plain = text and not set(text) & set("#,:{[]}'\"") and not text.startswith("- ")
        if plain and self.draw(st.booleans()):
            return text
        return "'" + text.replace("'", "''") + "'" if self.draw(st.booleans()) or '"' in text else f'"{text}"'

    def flow(self, tree: object) -> str:
        """In brackets, perhaps over several lines and with comments inside."""
        if isinstance(tree, str):
            return self.scalar(tree)
        pieces = [self.flow(each) for each in tree] if isinstance(tree, list) else []
        if isinstance(tree, dict):
            pieces = [f"{self.scalar(key) if key != '甲' else key}: {self.flow(value)}" for key, value in tree.items()]
        opening, closing = "[]" if isinstance(tree, list) else "{}"
        return opening + ",".join(self.gap() + piece + self.gap() for piece in pieces) + self.gap() + closing

    def gap(self) -> str:
        text = self.remark() if self.draw(st.integers(0, 5)) == 0 else ""
        return f" {text}\n          " if text else self.draw(st.sampled_from(["", " ", "\n          "]))

    def lines(self, text: str, indent: int) -> str:
        """A text over several lines: plain, in quotes, or in block style with a comment behind its mark."""
        margin = " " * (indent + self.draw(st.integers(1, 4)))
        match self.draw(st.sampled_from(["plain", "quoted", "literal", "folded"])):
            case "plain":
                return f" two\n{margin}lines{self.behind()}"
            case "quoted":
                return f" 'two # here\n\n{margin}  lines'{self.behind()}"
            case kind:
                mark = ("|" if kind == "literal" else ">") + self.draw(st.sampled_from(["", "-"]))
                return f" {mark}{self.behind()}{margin}{text} # text\n{margin}  deeper\n\n{margin}end\n"

    def block(self, tree: object, indent: int) -> str:
        """Behind a key or a dash, up to the end of the line."""
        if isinstance(tree, str) and self.draw(st.integers(0, 4)) == 0:
            return self.lines("甲", indent)
        if not isinstance(tree, dict | list) or not tree or self.draw(st.booleans()):
            if tree == "" and self.draw(st.booleans()):
                return self.behind()
            return " " + self.flow(tree) + self.behind()
        inner = indent + self.draw(st.integers(1, 4))
        return self.behind() + self.entries(tree, inner)

    def entries(self, tree: object, indent: int) -> str:
        margin, lines = " " * indent, ""
        if isinstance(tree, dict):
            for key, value in tree.items():
                lines += f"{self.alone(indent)}{margin}{key}:{self.block(value, indent)}"
        elif isinstance(tree, list):
            for value in tree:
                lines += f"{self.alone(indent)}{margin}-{self.block(value, indent)}"
        return lines + self.alone(indent)


@st.composite
def packs(draw: st.DrawFn) -> str:
    return Typist(draw).entries(draw(PARTS), 0)


@settings(max_examples=400, deadline=None)
@given(packs())
def test_any_pack_keeps_its_content_and_its_comments(text: str) -> None:
    root, _ = parse(text.encode(), "pack.yaml")
    if isinstance(root, Fields):
        check(text)


def test_the_random_packs_are_packs() -> None:
    """Else the property above would hold of nothing."""
    texts: list[str] = []

    @settings(max_examples=60, database=None, deadline=None)
    @given(packs())
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    read = [parse(text.encode(), "pack.yaml")[0] for text in texts]
    assert sum(isinstance(each, Fields) for each in read) > len(read) * 0.8
    assert any(len(comments(each)) > 3 for each in read if isinstance(each, Fields))
