"""The canonical form: the same for texts that say the same, another for texts that do not, and readable again."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.pack.canonical import canonical, digest
from engine.pack.document import Fields, Items, Node, Text, parse
from tests.unit.packs import TAICANG, made, node


def plain(read: Node) -> object:
    """A tree without places, manner of quoting and the order of its maps."""
    match read:
        case Text(text=text):
            return text
        case Items(items=items):
            return [plain(item) for item in items]
        case Fields(fields=fields):
            return {field.key.text: plain(field.value) for field in fields}


PACK = """
id: a
title: {zh: 甲, en: b}
facts: {post: {x: {type: bool, cite: 一}, y: {type: int}}}
rules: {one: {when: [x, y > 1], paid_by: {甲: 50%, 乙: rest}}, two: {amount: 3元}}
readings: {r: {options: {m: , n: {label: 二}}}}
parameters: {p: {by: [x, y], values: {a: {1: 3元, 2: }, b: 4元}}}
"""
SAME = [
    "# 注释\n" + PACK,
    "\ufeff" + PACK,
    PACK.replace("\n", "\r\n"),
    PACK.replace("id: a", "id: 'a'").replace("cite: 一", 'cite: "\\u4e00"'),
    PACK.replace("{zh: 甲, en: b}", "{en: b, zh: 甲}"),
    PACK.replace("title: {zh: 甲, en: b}", "title:\n  en: b\n  zh: 甲\n  # 空值\n  fr:"),
    PACK.replace("id: a\n", "") + "id: a\n",
    PACK.replace("{type: bool, cite: 一}", "{cite: 一, type: bool, label: }"),
    PACK.replace("values: {a: {1: 3元, 2: }, b: 4元}", "values: {b: 4元, a: {2: , 1: 3元}}"),
]
OTHER = {
    "a value": PACK.replace("3元}", "4元}"),
    "the order of facts, in which needs are asked": PACK.replace(
        "{x: {type: bool, cite: 一}, y: {type: int}}", "{y: {type: int}, x: {type: bool, cite: 一}}"
    ),
    "the order of rules, in which claims are served": PACK.replace(
        "{one: {when: [x, y > 1], paid_by: {甲: 50%, 乙: rest}}, two: {amount: 3元}}",
        "{two: {amount: 3元}, one: {when: [x, y > 1], paid_by: {甲: 50%, 乙: rest}}}",
    ),
    "the order of payers": PACK.replace("{甲: 50%, 乙: rest}", "{乙: rest, 甲: 50%}"),
    "the order of conditions": PACK.replace("[x, y > 1]", "[y > 1, x]"),
    "an option that says no more than its name": PACK.replace("{m: , n: {label: 二}}", "{n: {label: 二}}"),
    "an empty entry of a table": PACK.replace("{1: 3元, 2: }", "{1: 3元}"),
    "an empty list": PACK.replace("two: {amount: 3元}", "two: {amount: 3元, limits: []}"),
}


@pytest.mark.parametrize("text", SAME)
def test_what_says_the_same_has_one_form(text: str) -> None:
    assert canonical(node(text)) == canonical(node(PACK))
    assert digest(node(text)) == digest(node(PACK))


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER.keys())
def test_what_says_something_else_has_another(text: str) -> None:
    assert text != PACK
    assert digest(node(text)) != digest(node(PACK))


def test_the_form_is_one_line_that_reads_back() -> None:
    form = canonical(node(PACK))
    assert "\n" not in form
    assert plain(node(form)) == plain(node(PACK))
    assert canonical(node(form)) == form


def test_the_digest_is_of_the_form() -> None:
    form = '{"a":"x","b":"1"}'
    assert canonical(node("{b: 1, a: 'x'}")) == form
    assert digest(node("{b: 1, a: 'x'}")) == "sha256:" + hashlib.sha256(form.encode()).hexdigest()


def test_a_whole_pack_read_back_is_the_same_pack() -> None:
    first = made(TAICANG.read_text(encoding="utf-8"))
    again = made(canonical(node(TAICANG.read_text(encoding="utf-8"))))
    assert again == first
    assert again.digest == first.digest
    for kept in ("rules", "facts", "readings", "provisions", "subjects"):
        assert list(getattr(again, kept)) == list(getattr(first, kept))


def test_an_invisible_character_is_written_so_that_it_is_seen() -> None:
    # 𠮷 lies beyond the basic plane; the wide space cannot be told from two narrow ones.
    assert canonical(node('a: "\\u3000\\t\\"\\\\𠮷"')) == '{"a":"\\u3000\\u0009\\"\\\\𠮷"}'


VISIBLE = st.characters(exclude_categories=("C", "Z"), include_characters=" \"'\\:,{}[]#&*!|>%@`-?")
WORDS = st.text(VISIBLE, min_size=1, max_size=12)
TREES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12)


def written(tree: object) -> str:
    """A tree in flow style with single quotes, as a person might write it."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{written(key)}: {written(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(written, tree)) + "]"
    return "'" + str(tree).replace("'", "''") + "'"


@given(st.dictionaries(WORDS, TREES, max_size=4))
def test_any_tree_reads_back(tree: dict[str, object]) -> None:
    read, _ = parse(written(tree).encode(), "tree.yaml")
    if read is None:  # the reader refuses some texts, which then have no form
        return
    form = canonical(read)
    assert plain(read) == tree
    assert plain(node(form)) == tree
    assert canonical(node(form)) == form
