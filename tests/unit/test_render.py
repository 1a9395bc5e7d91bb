"""Findings as people and programs read them: carets under the characters meant, nothing that moves a terminal, valid annotations."""

from __future__ import annotations

import json
import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.text.diagnostics import Diagnostic
from engine.text.render import WIDEST, as_github, as_json, as_text, excerpt, mask, suggest, visible, width
from engine.text.source import Place, Source

MARGIN = len("  1 | ")


def place_of(text: str, word: str) -> Place:
    start = text.index(word)
    return Place(Source("包.yaml", text), start, start + len(word))


def found(text: str, word: str) -> Diagnostic:
    return Diagnostic("Y122", place_of(text, word))


def marked(lines: list[str]) -> str:
    """The characters that the carets stand under, cell by cell."""
    cells: list[str] = []
    for each in lines[0]:
        if width(each):
            cells += [each] + [""] * (width(each) - 1)
        else:
            cells[-1] += each
    low, high = lines[1].index("^"), lines[1].rindex("^") + 1
    assert set(lines[1][low:high]) == {"^"}
    return "".join(cells[low:high])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a: 1", "a"),
        ("登记：registered", "："),
        ("标题: 社会组织参与司法行政领域", "司法"),
        ("全角ＡＢＣ: １２元", "１２"),
        ("名: 𠮷野家", "野"),  # beyond what GBK knows and beyond 16 bits
        ("e\u0301te\u0301: x", "x"),  # combining marks take no cell
        ("葛\U000e0100城: x", "x"),  # the mark that chooses a character's form in names
        ("半角ｱｲｳ: 値", "値"),
        ("a: “引号”…", "…"),
        ("最后一字", "字"),
    ],
)
def test_carets_stand_under_the_characters_meant(text: str, word: str) -> None:
    assert marked(excerpt(place_of(text, word))) == word


def test_a_tab_is_shown_as_blanks_and_does_not_shift_the_caret() -> None:
    lines = excerpt(place_of("\t键:\t值", "值"))
    assert "\t" not in lines[0]
    assert marked(lines) == "值"


@pytest.mark.parametrize("word", ["甲", "value", "尾"])
@pytest.mark.parametrize("before", [0, 60, 5_000])
@pytest.mark.parametrize("after", [0, 60, 5_000])
def test_a_long_line_is_cut_around_what_is_meant(word: str, before: int, after: int) -> None:
    text = "前" * before + word + "x" * after
    lines = excerpt(place_of(text, word))
    assert marked(lines) == word
    assert all(width(line) <= MARGIN + WIDEST + 2 for line in lines)
    assert (before > 30) == lines[0][MARGIN:].startswith("…")
    assert (after > WIDEST) == lines[0].endswith("…") or 0 < after <= WIDEST


def test_a_long_stretch_is_cut_and_its_carets_with_it() -> None:
    lines = excerpt(Place(Source("x", "字" * 9_000), 3, 8_000))
    assert all(width(line) <= MARGIN + WIDEST + 2 for line in lines)
    assert set(marked(lines)) <= {"字", "…"}


def test_a_place_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    source = Source("x", "甲: [1,\n  2]\n")
    assert marked(excerpt(Place(source, 3, 12))) == "[1,"


def test_the_end_of_a_file_has_a_caret_too() -> None:
    assert excerpt(Place(Source("x", "a: 1\n"), 5, 5)) == ["  2 | ", "    | ^"]
    assert excerpt(Place(Source("x", ""), 0, 0)) == ["  1 | ", "    | ^"]


def test_an_excerpt_of_ten_megabytes_takes_no_time() -> None:
    text = "字" * 3_000_000
    begun = process_time()
    excerpt(Place(Source("x", text), 2_000_000, 2_900_000))
    assert process_time() - begun < 0.5


CONTROLS = ["\x00", "\x07", "\x08", "\r", "\n", "\t", "\x1b", "\x7f", "\x85", "\x9b", "\u061c", "\u200b", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff"]  # fmt: skip


@pytest.mark.parametrize("character", CONTROLS)
def test_what_moves_a_terminal_is_shown_as_an_escape(character: str) -> None:
    assert visible(f"甲{character}乙") == f"甲\\u{ord(character):04x}乙"


def test_what_is_beyond_16_bits_is_escaped_only_if_it_cannot_be_seen() -> None:
    assert visible("𠮷😀") == "𠮷😀"
    assert visible("\U000e0041") == "\\U000e0041"
    assert visible("\ud800") == "\\ud800"


@given(st.text())
def test_nothing_unprintable_is_left(text: str) -> None:
    assert visible(text).isprintable()
    assert visible(visible(text)) == visible(text)


HOSTILE = "a\x1b]0;x\x07\u202e\rz"


def test_no_value_no_name_of_a_file_and_no_line_reaches_the_terminal_raw() -> None:
    source = Source(f"{HOSTILE}.yaml", f"键: {HOSTILE}")
    for lang in ("zh", "en"):
        place = Place(source, 3, len(source.text))
        said = as_text([Diagnostic("Y110", place, {"key": HOSTILE}, (place,), cite=HOSTILE)], lang)
        assert all(each.isprintable() for each in said.split("\n"))
        assert said.count("\\u001b]0;x\\u0007\\u202e\\u000dz") == 6


@given(st.text(alphabet="字a：\t\x1b\u202e\n𠮷\u0301", max_size=60), st.data())
def test_any_place_in_any_text_can_be_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Place(Source("x", text), start, end)
    lines = excerpt(place)
    assert len(lines) == 2 and all(line.isprintable() for line in lines)
    assert lines[1].strip(" |").strip("^") == "" and "^" in lines[1]
    assert as_json([Diagnostic("Y122", place)], "zh")[0]["line"] == text.count("\n", 0, start) + 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_console_of_gbk_shows_what_it_lacks_as_escapes(lang: str) -> None:
    said = as_text([found("名: 𠮷\tx", "\t")], lang)
    assert "𠮷" in said
    assert "\\U00020bb7" in said.encode("gbk", "backslashreplace").decode("gbk")


def test_a_text_has_head_excerpt_citation_other_place_and_remedy_in_this_order() -> None:
    text = "甲: 1\n乙: 2\n甲: 3\n"
    source = Source("包.yaml", text)
    diagnostic = Diagnostic("Y110", Place(source, 10, 11), {"key": "甲"}, (Place(source, 0, 1),), cite="四(一)第5句")
    assert as_text([diagnostic], "zh").splitlines() == [
        "包.yaml:3:1: 错误[Y110] 键“甲”重复",
        "  3 | 甲: 3",
        "    | ^^",
        "  出处: 四(一)第5句",
        "  另一处: 包.yaml:1:1",
        "  1 | 甲: 1",
        "    | ^^",
        "  怎么办: 只保留一个；前一个在所示的另一处",
    ]
    assert as_text([diagnostic], "en").splitlines()[0] == "包.yaml:3:1: error[Y110] the key `甲` stands here twice"


def test_beyond_a_hundred_findings_are_counted() -> None:
    many = [found("a: 1", "1")] * 105
    assert as_text(many, "zh").count("[Y122]") == 100
    assert as_text(many, "zh").endswith("还有 5 条")
    assert as_text(many, "en", most=104).endswith("and 1 more")
    assert "more" not in as_text(many[:100], "en")


def test_a_suggestion_is_asked_in_words_or_not_at_all() -> None:
    with_one = Diagnostic("T330", None, {"name": "lable", "did_you_mean": "label"})
    without = Diagnostic("T330", None, {"name": "lable", "did_you_mean": ""})
    assert "；是不是“label”？" in as_text([with_one], "zh")
    assert "; did you mean `label`?" in as_text([with_one], "en")
    assert "是不是" not in as_text([without], "zh") and "did you mean" not in as_text([without], "en")


@pytest.mark.parametrize(
    ("word", "words", "meant"),
    [
        ("organistion", ["organisation", "post"], "organisation"),
        ("登记状况", ["登记状态", "登记日期"], "登记状态"),
        ("ＰＯＳＴ", ["post", "base"], "post"),
        ("Label", ["label", "cite"], "label"),
        ("xyz", ["label", "cite"], ""),
        ("", ["label"], ""),
        ("label", [], ""),
        ("l" * 100_000, ["label"], ""),
    ],
)
def test_the_nearest_word_is_suggested(word: str, words: list[str], meant: str) -> None:
    assert suggest(word, words) == meant


@given(st.text(min_size=1, max_size=40))
def test_a_mask_never_shows_more_than_four_characters_nor_a_third(identity: str) -> None:
    shown = mask(identity).lstrip("*")
    assert len(mask(identity)) == len(identity)
    assert len(shown) <= min(4, len(identity) // 3) and identity.endswith(shown)


def test_json_says_where_in_characters_from_one_and_survives_a_round_trip() -> None:
    text = "甲: 1\n登记：x\n"
    diagnostic = Diagnostic("Y118", place_of(text, "："), related=(place_of(text, "甲"),), cite="一(二)")
    (entry,) = json.loads(json.dumps(as_json([diagnostic], "en")))
    assert entry == {
        "code": "Y118",
        "name": "full-width-colon",
        "severity": "error",
        "message": "a full-width colon `：` stands here, which does not separate in YAML",
        "help": "use a half-width colon and a space `: `",
        "cite": "一(二)",
        "file": "包.yaml",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 4,
        "related": [{"file": "包.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 2}],
    }


def test_a_finding_without_a_place_has_the_same_keys_in_json() -> None:
    nowhere, somewhere = as_json([Diagnostic("Y106", None), found("a", "a")], "zh")
    assert nowhere.keys() == somewhere.keys()
    assert nowhere["file"] is nowhere["line"] is nowhere["end_column"] is None


def test_an_annotation_cannot_be_broken_by_what_it_quotes() -> None:
    source = Source("a,b:c%.yaml", "x\n::error::y")
    said = as_github([Diagnostic("Y110", Place(source, 2, 13), {"key": "%0A\n::warning::, :"})], "en")
    assert "\n" not in said
    head = re.fullmatch(r"::error file=(.*?),line=2,endLine=2,col=1,endColumn=12,title=Y110::(.*)", said)
    assert head is not None
    assert head[1] == "a%2Cb%3Ac%25.yaml"
    assert "%250A" in head[2]


def test_a_warning_is_annotated_as_one_and_a_finding_without_a_place_names_no_file() -> None:
    said = as_github([Diagnostic("Y119", None, {"lost": "# and c"})], "zh")
    assert said.startswith("::warning title=Y119::")
