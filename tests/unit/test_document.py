"""Files become nodes with places, or findings at the character concerned; whatever the bytes, and whichever parser is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from engine.pack import document
from engine.pack.document import DEEPEST, LONGEST_KEY, MOST_BYTES, MOST_EVENTS, Fields, Items, Node, Text, parse, read
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic
from tests.hostile.generate import table

PARSERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
Seen = tuple[str, int, int, str]  # code, line, column, the characters at the place


def seen(text: str | bytes) -> list[Seen]:
    data = text.encode() if isinstance(text, str) else text
    return [(each.code, *where(each)) for each in parse(data, "x.yaml")[1]]


def where(each: Diagnostic) -> tuple[int, int, str]:
    assert each.place is not None
    return each.place.line, each.place.column, each.place.text


def root(text: str) -> Node:
    node, found = parse(text.encode(), "x.yaml")
    assert node is not None and not found
    return node


def value(text: str, *path: str | int) -> Node:
    node: Node | None = root(text)
    for step in path:
        node = node.items[step] if isinstance(node, Items) and isinstance(step, int) else node.get(str(step))  # type: ignore[union-attr]
    assert node is not None
    return node


def scalar(text: str, *path: str | int) -> Text:
    node = value(text, *path)
    assert isinstance(node, Text)
    return node


def texts(node: Node) -> Iterator[Text]:
    match node:
        case Text():
            yield node
        case Items(items=items):
            for item in items:
                yield from texts(item)
        case Fields(fields=fields):
            for field in fields:
                yield field.key
                yield from texts(field.value)


# --- What is read ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["no", "1:30", "010", "1e5", "0x10", "~", "null", "true", "2022-02-30", "1_000", "=", ".inf", "3万元"]
)
def test_a_scalar_stays_the_text_that_is_written(written: str) -> None:
    assert scalar(f"a: {written}\n", "a").text == written


def test_a_tab_may_be_written_as_an_escape() -> None:
    assert scalar('a: "x\\ty"\n', "a").text == "x\ty"


def test_nothing_written_is_an_empty_plain_text_where_it_would_stand() -> None:
    empty = scalar("a:\nb: 1\n", "a")
    assert (empty.text, empty.plain, empty.place.start, empty.place.end) == ("", True, 2, 2)
    assert not scalar("a: ''\n", "a").plain


def test_a_place_counts_characters_and_covers_the_quotes() -> None:
    text = "标题: {zh: 甲𠮷乙, en: 'b'}  # 注\n"
    assert scalar(text, "标题", "zh").place.text == "甲𠮷乙"
    assert scalar(text, "标题", "en").place.text == "'b'"
    assert value(text, "标题").place.text == "{zh: 甲𠮷乙, en: 'b'}"
    assert (scalar(text, "标题", "en").place.line, scalar(text, "标题", "en").place.column) == (1, 19)


def test_line_ends_of_windows_and_a_mark_at_the_start_change_neither_values_nor_places() -> None:
    plain = "a: 一\nb: |\n  two\n  three\n"
    other = "\ufeff" + plain.replace("\n", "\r\n")
    one, two = (list(texts(root(each))) for each in (plain, other))
    assert [(each.text, each.place.start, each.place.end) for each in one] == [
        (each.text, each.place.start, each.place.end) for each in two
    ]


@pytest.mark.parametrize(
    ("written", "word"),
    [("a and 甲 > 1", "甲"), ("'a and 甲 > 1'", "甲"), ("\"a == 'x'\"", "'x'"), ("'金额 > 1'", "金额")],
)
def test_a_stretch_of_a_value_is_found_in_the_file(written: str, word: str) -> None:
    node = scalar(f"k: {written}\n", "k")
    at = node.text.index(word)
    assert node.at(at, at + len(word)).text == word
    assert node.at(at, at + len(word)).start == f"k: {written}".index(word)


@pytest.mark.parametrize("written", ["'it''s 甲'", '"a\\x62c"', "one\n  two", "|\n  one\n  two"])
def test_where_characters_do_not_stand_one_to_one_the_whole_value_is_the_place(written: str) -> None:
    node = scalar(f"k: {written}\n", "k")
    assert node.at(1, 2) == node.place


def test_a_map_keeps_its_order_and_finds_its_keys() -> None:
    node = root("b: 1\na: 2\n")
    assert isinstance(node, Fields)
    key, found = node.key("a"), node.get("a")
    assert node.names == ("b", "a")
    assert key is not None and key.place.text == "a"
    assert isinstance(found, Text) and found.text == "2"
    assert node.get("c") is None and node.key("c") is None


def test_comments_do_not_matter() -> None:
    one, two = root("a: 1\nb: [2, 3]\n"), root("# x\na: 1  # y\n\nb: # z\n  - 2\n  # w\n  - 3\n")
    assert [each.text for each in texts(one)] == [each.text for each in texts(two)]


# --- What is refused -------------------------------------------------------------------------------------------------

SLIPS: list[tuple[str, Seen]] = [
    ("registration：registered\nb: 1\n", ("Y118", 1, 13, "：")),
    ("a: 1\n登记：registered\n", ("Y118", 2, 3, "：")),
    ("a:\n  kind：small\n", ("Y118", 2, 7, "：")),
    ("a: {zh：甲}\n", ("Y118", 1, 7, "：")),
    ("a: {b: 28,000元}\n", ("Y123", 1, 8, "28,000元")),
    ("a: {b: 1,028,000.50元, c: 1}\n", ("Y123", 1, 8, "1,028,000.50元")),
    ("a:\n  - {b: 1,200}\n", ("Y123", 2, 9, "1,200")),
    ("a: 1\nkey:value\nb: 2\n", ("Y120", 2, 4, ":")),
    ("a:\n\tb: 1\n", ("Y122", 2, 1, "\t")),
    ("a:\tb\n", ("Y122", 1, 3, "\t")),
    ("a: 'x\ty'\n", ("Y122", 1, 6, "\t")),
    ("a:\u3000b\nc: d\n", ("Y107", 1, 3, "\u3000")),
    ("a: 'x\nb: 1\n", ("Y107", 2, 4, "1")),
    ('a: "x\nb: "y"\nc: 1\n', ("Y107", 1, 4, '"')),
    ("when:\n  - 'a' == kind\n", ("Y107", 2, 9, "=")),
    ("a: [1, 2\nb: 3\n", ("Y107", 2, 2, ":")),
    ("when: [a == 'x', b in ['y','z']]\n", ("Y107", 1, 23, "[")),
    ("a: {b: 1]\n", ("Y107", 1, 9, "]")),
    ("a: [1, , 2]\n", ("Y107", 1, 8, ",")),
    ("a: 1\n  b: 2\n", ("Y107", 2, 4, ":")),
    ("a: b: c\n", ("Y107", 1, 5, ":")),
    ("a: @x\n", ("Y107", 1, 4, "@")),
    ("a: > 5\n", ("Y107", 1, 6, "5")),
    ('a: "\\q"\n', ("Y107", 1, 5, "\\")),
    ('a: "\\ud800"\n', ("Y107", 1, 5, "\\")),
    ('a: "\\UFFFFFFFF"\n', ("Y107", 1, 5, "\\")),
    ("a: &x 1\n", ("Y111", 1, 4, "&x 1")),
    ("a: *x\n", ("Y111", 1, 4, "*x")),
    ("<<: {a: 1}\n", ("Y112", 1, 1, "<<")),
    ("a: !!int 3\n", ("Y113", 1, 4, "!!int 3")),
    ("a: !x 3\n", ("Y113", 1, 4, "!x 3")),
    ("%YAML 1.1\n---\na: no\n", ("Y114", 1, 1, "%YAML 1.1")),
    ("# x\n%FOO bar\n---\na: 1\n", ("Y114", 2, 1, "%FOO bar")),
    ("a: 1\n---\nb: 2\n", ("Y115", 2, 1, "---")),
    ("? [a]\n: b\n", ("Y116", 1, 3, "[")),
    ("{[a]: b}\n", ("Y116", 1, 2, "[")),
    ("", ("Y106", 1, 1, "")),
    ("# nothing\n\n", ("Y106", 1, 1, "")),
    ("---\n...\n", ("Y106", 1, 1, "")),
    ("a: b\rc: d\n", ("Y105", 1, 5, "\r")),
    *((f"甲: x{c}y\n", ("Y105", 1, 5, c)) for c in "\0\x07\x1b\x7f\x85\xa0\u061c\u200b\u200e\u2028\u2029\u202e\u2066\ufeff\uffff"),
    ('a: "x\\u202ey"\n', ("Y105", 1, 4, '"x\\u202ey"')),
    ('a: "\\0"\n', ("Y105", 1, 4, '"\\0"')),
]  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS, ids=lambda each: each.__name__)
@pytest.mark.parametrize(("text", "slip"), SLIPS, ids=lambda each: ascii(each)[:50] if isinstance(each, str) else each[0])
def test_a_slip_is_named_at_its_character(text: str, slip: Seen, parser: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "PARSER", parser)
    assert seen(text) == [slip]
    assert parse(text.encode(), "x")[0] is None


def words(text: str) -> tuple[str, str]:
    (found,) = parse(text.encode(), "x")[1]
    return found.values["problem_en"], found.values["remedy_zh"]


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ("a: [1\nb: 2\n", "a square bracket is not closed", "补上 ]"),
        ("a: {b: 1\nc: 2\n", "a brace is not closed", "补上 }"),
        ("a: 'x\n", "a quote is not closed", "引号"),
        ('a: "x\nb: "y"\n', "a quote is not closed", "引号"),
        ("- 'a' == b\n", "more text after the closing quote", "另一种引号"),
        ("a: [1, , 2]\n", "nothing stands between two commas", "逗号"),
        ("a: 1\n b: 2\n", "the indentation is off", "缩进"),
        ("a:\n  - x\n y: 1\n", "the indentation is off", "左对齐"),
        ("a: `x`\n", "cannot begin with this sign", "加引号"),
        ("a: |x\n", "cannot begin with |", "加引号"),
        ("a:\u3000x\nb: 1\n", "full-width", "半角空格"),
    ],
)
@pytest.mark.parametrize("parser", PARSERS, ids=lambda each: each.__name__)
def test_what_is_no_yaml_is_told_in_words_an_officer_knows(
    text: str, problem: str, remedy: str, parser: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "PARSER", parser)
    told = words(text)
    assert problem in told[0] and remedy in told[1]


def test_what_was_opened_and_never_closed_is_shown_too() -> None:
    for text, opened in (("a: [1, 2\nb: 3\n", 3), ("a: {b: 1\nc: 2\n", 3), ("a: 'x\nb: 1\n", 3)):
        (found,) = parse(text.encode(), "x")[1]
        assert [each.start for each in found.related] == [opened]


def test_all_doubled_keys_are_told_each_with_the_first() -> None:
    found = parse(b"a: 1\na: 2\nb: {c: 1, 'c': 2}\na: 3\n", "x")[1]
    assert [(each.code, each.place and each.place.start, each.related[0].start) for each in found] == [
        ("Y110", 5, 0),
        ("Y110", 20, 14),
        ("Y110", 28, 0),
    ]


def test_the_same_key_in_different_maps_is_not_doubled() -> None:
    root("a: {x: 1}\nb: {x: 1}\nc: [{x: 1}, {x: 1}]\n")


def test_hidden_characters_are_all_told_up_to_twenty() -> None:
    assert len(seen("a: \u200b\nb: \u202e\n")) == 2
    assert len(seen("a: " + "\u200b" * 500)) == 20


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("when: income > 5 # and staff < 9\n", "# and staff < 9"),
        ("when: listed   # or able\n", "# or able"),
        ("when: listed # 说明\n", ""),
        ("when: listed # a remark\n", ""),
        ("when: 'listed # and able'\n", ""),
        ("when: listed#and able\n", ""),
    ],
)
def test_a_comment_that_cuts_an_expression_is_a_warning(text: str, lost: str) -> None:
    node, found = parse(text.encode(), "x")
    assert node is not None
    assert [(each.code, each.place and each.place.text) for each in found] == ([("Y119", lost)] if lost else [])


def test_full_width_signs_within_a_sentence_are_chinese() -> None:
    root("zh: 注意：甲，乙；“丙”（丁）\nb:\n  - 甲 乙：丙\nc: '丁：戊'\n")


# --- Limits ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_levels_beyond_fifty_stop_the_reading_at_once(opening: str) -> None:
    codes = {code for code, *_ in seen(opening * 100_000)}
    assert codes <= {"Y108", "Y116", "Y107"} and len(codes) == 1
    if opening != "? ":
        assert codes == {"Y108"}


def test_fifty_levels_are_read() -> None:
    root("[" * DEEPEST + "]" * DEEPEST)
    assert [code for code, *_ in seen("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))] == ["Y108"]


def test_a_key_may_have_128_characters() -> None:
    root("数" * LONGEST_KEY + ": 1\n")
    assert seen("数" * (LONGEST_KEY + 1) + ": 1\n") == [("Y117", 1, 1, "数" * (LONGEST_KEY + 1))]


def test_a_file_may_have_200_000_events() -> None:
    around = 6  # stream, document and list, begun and ended
    root("[" + "1," * (MOST_EVENTS - around) + "]")
    assert [code for code, *_ in seen("[" + "1," * (MOST_EVENTS - around + 1) + "]")] == ["Y109"]


def test_a_file_may_have_ten_megabytes() -> None:
    root("a: 1\n#".ljust(MOST_BYTES, "x"))
    assert [code for code, *_ in seen("a: 1\n#".ljust(MOST_BYTES + 1, "x"))] == ["Y103"]


# --- Encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "guess", "line", "column"),
    [
        ("id: 1\n标题: 甲乙丙丁\n".encode("gb18030"), "GB18030", 2, 1),
        ("标题: 甲\n".encode("utf-16"), "UTF-16", 1, 1),
        ("标题: 甲\n".encode("utf-32"), "UTF-32", 1, 1),
        (b"a: 1\nb: \xff\xfe\xfa\n" + b"\xff" * 40, "", 2, 4),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "PDF", 2, 1),
        (b"PK\x03\x04\x14\x00\xff", "Office/ZIP", 1, 7),
    ],
)
def test_what_is_not_utf_8_is_named(data: bytes, guess: str, line: int, column: int) -> None:
    node, (found,) = parse(data, "x")
    assert node is None and found.code == "Y104"
    assert found.values["guess_en"] == (f"; it looks like {guess}" if guess else "")
    assert found.place is not None and (found.place.line, found.place.column) == (line, column)


# --- Any bytes, both parsers -----------------------------------------------------------------------------------------

PIECES = ["a", "甲", "：", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "'", '"', "#", " # and b", "&x", "*x", "!t", "<<", "|", ">", "%", "@", "?",
          "---", "...", "\t", "\\", "\\x", "\\u202e", "\r\n", "\u3000", "\ufeff", "é", "𠮷", "1", "~", "=", "`"]  # fmt: skip


# The parsers themselves differ in block indicators, question marks, tags and colons that touch a bracket or comment sign.
COMMON = [": " if each == ":" else each for each in PIECES if each not in ("|", ">", "?", "!t")]


@given(st.lists(st.sampled_from(COMMON), max_size=30).map("".join))
@example('"\\ud800"')
@example("? ? ?")
@example("a: !<x")
def test_both_parsers_answer_alike(text: str) -> None:
    answers = []
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(document, "PARSER", parser)
            node, found = parse(text.encode(), "x")
            nodes = None if node is None else [(each.text, each.plain, each.place.start, each.place.end) for each in texts(node)]
            answers.append((nodes, {each.code for each in found if nodes or each.code != "Y119"}))
    assert answers[0] == answers[1]


def test_both_parsers_answer_alike_to_every_small_hostile_file() -> None:
    different = []
    for hostile in (each for each in table() if not each.alone):
        answers = []
        for parser in PARSERS:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(document, "PARSER", parser)
                node, found = parse(hostile.bytes(), "x")
                answers.append(
                    (node is None, [(each.code, each.place and each.place.start, dict(each.values)) for each in found])
                )
        if answers[0] != answers[1]:
            different.append((hostile.name, answers))
    assert different == []


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\x00")
def test_any_bytes_are_answered_at_a_place_within_them(data: bytes) -> None:
    node, found = parse(data, "x")
    assert node is not None or found
    for each in found:
        assert each.code in CATALOG and each.place is not None
        assert 0 <= each.place.start <= each.place.end <= len(each.place.source.text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_value_stands_where_its_place_says(text: str) -> None:
    node, _ = parse(text.encode(), "x")
    for each in texts(node) if node else ():
        assert 0 <= each.place.start <= each.place.end <= len(each.place.source.text)
        if each.plain and "\n" not in each.place.text:
            assert each.place.text == each.text


# --- Files -----------------------------------------------------------------------------------------------------------


def test_a_file_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "包 裹.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    node, found = read(path)
    assert not found and isinstance(node, Fields) and node.place.source.name == str(path)


@pytest.mark.parametrize(
    ("name", "code"), [("nowhere.yaml", "Y101"), ("folder", "Y102"), ("nul\0.yaml", "Y102"), ("x" * 5_000, "Y102")]
)
def test_what_cannot_be_read_is_a_finding(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    node, (found,) = read(tmp_path / name)
    assert node is None and found.code == code and name in found.values["path"]


@pytest.mark.skipif(not Path(os.devnull).exists() or not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_an_endless_file_is_too_large() -> None:
    node, (found,) = read(Path("/dev/zero"))
    assert node is None and found.code == "Y103"


@pytest.mark.parametrize(
    "text", ["a: 28,000元\n", 'a: {b: "28,000元"}\n', "a: {100: 5,200: 6}\n", "a: {b: 28, c: 1}\n", "a: {b: 2,000x}\n"]
)
def test_a_comma_that_tears_no_number_is_none_of_it(text: str) -> None:
    """In a line of its own, in quotes, between two entries of a table."""
    node, found = parse(text.encode(), "a.yaml")
    assert node is not None and not found
