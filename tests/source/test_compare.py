"""A pack against a later text: what changed, moved, vanished or is new, and what rests on it."""

from __future__ import annotations

import pytest

from engine.analysis.source.compare import compare
from engine.analysis.source.digests import fill
from engine.analysis.source.places import parse
from engine.analysis.source.rests import Grounds
from engine.analysis.source.skeleton import skeleton
from engine.pack.canonical import canonical
from engine.pack.cases import read_cases
from engine.pack.comments import comments
from engine.pack.document import Fields
from engine.pack.document import parse as parse_yaml
from engine.pack.load import loads
from engine.pack.model import Pack
from tests.source.texts import LIBRARY, RIVER, outline

RULES = """\
parameters:
  start: {value: 5000元, label: {zh: 启动经费, en: start}, cite: 三(一)第3句}
  repair: {value: 2000元, label: {zh: 维修, en: repair}, cite: 三(一)第5句}
facts:
  organisation:
    filed: {type: bool, label: {zh: 已备案, en: filed}, cite: 一(一)第3句}
readings:
  own_boat:
    question: {zh: 自带船只加几次？, en: how often?}
    cite: 三(一)第5句
    adopted: once
    options: {once: {label: {zh: 一次, en: once}}, yearly: {label: {zh: 每年, en: yearly}}}
definitions:
  organisation:
    ready: {means: filed, label: {zh: 已成立, en: ready}, cite: 一(一)}
rules:
  startup: {subject: organisation, cite: 三(一)第3句, label: {zh: 启动, en: start}, when: [ready], amount: start, limits: [once]}
  repairs:
    subject: organisation
    cite: 三(一)二是
    label: {zh: 维修, en: repairs}
    when: [filed, {is: own_boat == 'once', cite: 三(一)第5句(下)}]
    amount: repair
"""
CASES = """\
cases:
  - {case: 启动, as_of: 2023-05-01, organisation: {id: 甲, filed: true}, claims: [startup], history: [], expect: {startup: {verdict: granted}}}
  - {case: 目标, as_of: 2023-05-01, organisation: {id: 甲}, claims: [repairs], history: [], cite: 二第2句}
"""


def pack(text: str, rules: str = "") -> Pack:
    """A pack made from a text, with rules in place of none."""
    loaded = loads(skeleton(outline(text)).replace("rules: {}\n", rules or "rules: {}\n").encode(), "pack.yaml")
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def found(text: str, changed: str, rules: str = "") -> list[tuple[str, str, str]]:
    """What is not as it was, when the text of a pack is changed."""
    assert changed != text
    findings = compare(pack(text, rules).provisions, outline(changed))
    return [(each.kind, each.cite, each.now) for each in findings if each.kind != "same"]


@pytest.mark.parametrize("text", [RIVER, LIBRARY], ids=["sections", "articles"])
def test_the_text_a_pack_was_made_from_agrees(text: str) -> None:
    findings = compare(pack(text).provisions, outline(text))
    assert {each.kind for each in findings} == {"same"}
    assert all(each.line for each in findings)


CHANGES = [
    ("a number", RIVER, "一次性5000元", "一次性6000元", [("changed", "三(一)第3句", "")]),
    ("a word in a whole unit", RIVER, "含变更备案", "含注销备案", [("changed", "一(一)第3句", "")]),
    ("a sentence inserted", RIVER, "二是给予维修", "经费当年拨付。二是给予维修",
     [("moved", "三(一)第4句", "三(一)第5句"), ("moved", "三(一)第5句", "三(一)第6句"), ("moved", "三(一)第6句", "三(一)第7句"), ("new", "三(一)第4句", "")]),
    ("a sentence left out", RIVER, "全镇河段巡查率达到100%。", "", [("vanished", "二第2句", ""), ("moved", "二第3句", "二第2句")]),
    ("a section inserted", RIVER, "四、附带说明", "四、表彰\n\n每年评选一次。\n\n五、附带说明", [("moved", "四", "五"), ("new", "四", "")]),
    ("an item added at the end", RIVER, "（2）一年不超过三人。", "（2）一年不超过三人；\n（3）须有名册。", [("new", "三(二)3(3)", "")]),
    ("an item changed", RIVER, "满40次", "满50次", [("changed", "三(二)2", "")]),
    ("an article repealed", LIBRARY, "第四条之一　流动书屋按照第四条第（一）项的标准减半补助。\n", "", [("vanished", "第四条之一", "")]),
    ("articles renumbered", LIBRARY, "第五条　县", "第五条　书屋每年清点一次。\n第六条　县",
     [("moved", "第五条第1句", "第六条第1句"), ("moved", "第五条第2句", "第六条第2句"), ("new", "第五条", "")]),
    ("a paragraph added", LIBRARY, "减半补助。\n", "减半补助。\n停用的不补助。\n", [("moved", "第四条之一", "第四条之一第一款"), ("new", "第四条之一第二款", "")]),
    ("a sentence changed and another inserted before it", RIVER, "每支护河队一次性5000元", "经费分两类。每支护河队一次性6000元",
     [("changed", "三(一)第3句", ""), ("moved", "三(一)第4句", "三(一)第5句"), ("moved", "三(一)第5句", "三(一)第6句"),
      ("moved", "三(一)第6句", "三(一)第7句"), ("new", "三(一)第4句", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "old", "new", "wanted"), [each[1:] for each in CHANGES], ids=[each[0] for each in CHANGES])
def test_a_change(text: str, old: str, new: str, wanted: list[tuple[str, str, str]]) -> None:
    assert text.count(old) >= 1
    if "第六条　县" in new:
        text_changed = text.replace("第六条　本规定", "第七条　本规定").replace(old, new)
        wanted = [*wanted[:-1], ("moved", "第六条", "第七条"), wanted[-1]]
    else:
        text_changed = text.replace(old, new)
    assert found(text, text_changed) == wanted


def test_halves_of_a_sentence_change_together() -> None:
    provisions = "provisions:\n  三(一)第5句(上): {kind: cap}\n  三(一)第5句(下): {kind: uplift}\n"
    text = skeleton(outline(RIVER))
    root, _ = parse_yaml((text[: text.index("provisions:")] + provisions).encode(), "pack.yaml")
    assert isinstance(root, Fields)
    loaded = loads(fill(root, outline(RIVER), False).text.encode(), "pack.yaml")
    assert loaded.pack is not None
    later = outline(RIVER.replace("再加500元", "再加600元"))
    kinds = [(each.kind, each.cite) for each in compare(loaded.pack.provisions, later) if each.kind != "new"]
    assert kinds == [("changed", "三(一)第5句(上)"), ("changed", "三(一)第5句(下)")]
    moved = outline(RIVER.replace("二是给予维修", "经费当年拨付。二是给予维修"))
    assert [each.now for each in compare(loaded.pack.provisions, moved) if each.kind == "moved"] == [
        "三(一)第6句(上)",
        "三(一)第6句(下)",
    ]


def test_what_rests_on_a_provision() -> None:
    known = pack(RIVER, RULES)
    node, _ = parse_yaml(CASES.encode(), "cases.yaml")
    assert node is not None
    cases, wrong = read_cases(node, known)
    assert not wrong, wrong
    grounds = Grounds(known, cases)

    def on(cite: str) -> tuple[tuple[str, ...], ...]:
        place = parse(cite)
        assert place is not None
        rests = grounds.on(place)
        return rests.rules, rests.parameters, rests.readings, rests.cases

    assert on("三(一)第3句") == (("startup", "repairs"), ("start",), (), ("启动",)), "二是 may hold the sentence: it is taken so"
    assert on("三(一)第5句") == (("repairs",), ("repair",), ("own_boat",), ())
    assert on("三(一)第5句(上)") == (("repairs",), ("repair",), ("own_boat",), ())
    assert on("一(一)第3句") == (("startup", "repairs"), (), (), ("启动",))
    assert on("一(一)第2句")[0] == ("startup",), "by its definition"
    assert on("二第2句") == ((), (), (), ("目标",))
    assert on("二第1-3句")[3] == ("目标",)
    assert on("二第1句")[3] == ()
    assert on("三")[0] == ("startup", "repairs")
    assert on("四") == ((), (), (), ())


PACK = """\
# before
format: 1
id: river
version: 1.0.0
title: {zh: 河湾镇护河队扶持办法}
subjects: {}
rules: {}
provisions:
  # of the first
  一(一): {kind: a, summary: {zh: 甲}}   # behind
  一(二): {kind: b}
  二第1-3句:
    kind: c
    summary: {zh: 丙}   # kept
    not_computed: {zh: 无}
  二第2句:
    kind: c
    summary:
      zh: 丁
      en: d

  # of the last
  三(一)三是:
    kind: "e"
    digest:
  三(除外): {kind: f}
  八: {kind: g}
"""


def test_digests_are_filled_in_place() -> None:
    root, _ = parse_yaml(PACK.encode(), "pack.yaml")
    assert isinstance(root, Fields)
    done = fill(root, outline(RIVER), False)
    assert done.filled == ("一(一)", "一(二)", "二第1-3句", "二第2句", "三(一)三是")
    assert done.absent == ("三(除外)", "八")
    again, wrong = parse_yaml(done.text.encode(), "pack.yaml")
    assert isinstance(again, Fields) and not wrong
    assert [each.text for each in comments(again)] == [each.text for each in comments(root)]
    # Line by line only digests are added.
    kept = [line for line in done.text.splitlines() if not line.strip().startswith("digest: sha256")]
    lines = [line for line in PACK.splitlines() if line.strip() != "digest:"]
    assert [line.replace(" ", "") for line in kept if "digest" not in line] == [
        line.replace(" ", "") for line in lines if "一(一)" not in line and "一(二)" not in line
    ]
    loaded = loads(done.text.encode(), "pack.yaml")
    assert loaded.pack is not None, loaded.diagnostics
    kinds = [each.kind for each in compare(loaded.pack.provisions, outline(RIVER)) if each.kind != "new"]
    assert kinds == ["same"] * 5 + ["unplaced", "vanished"]
    second = fill(again, outline(RIVER), True)
    assert second.text == done.text and len(second.same) == 5


def test_digests_that_differ_are_renewed_only_on_demand() -> None:
    root, _ = parse_yaml(skeleton(outline(RIVER)).encode(), "pack.yaml")
    assert isinstance(root, Fields)
    later = outline(RIVER.replace("5000元", "6000元"))
    left, renewed = fill(root, later, False), fill(root, later, True)
    assert left.stale == ("三(一)第3句",) and left.text == root.place.source.text
    assert renewed.refreshed == ("三(一)第3句",)
    again, _ = parse_yaml(renewed.text.encode(), "pack.yaml")
    assert again is not None and canonical(again) != canonical(root)
    assert fill(again, later, False).text == renewed.text if isinstance(again, Fields) else False


def test_a_skeleton_lists_every_provision_once() -> None:
    known = pack(RIVER)
    assert list(known.provisions)[:5] == ["引言", "一(一)第2句", "一(一)第3句", "一(二)第2句", "一(二)第3-4句"]
    assert all(each.kind == "todo" and each.digest and each.not_computed.zh for each in known.provisions.values())
    assert not [each for each in compare(known.provisions, outline(RIVER)) if each.kind == "new"]
    assert "护河队应当" not in skeleton(outline(RIVER)), "no sentence of the text is copied"


def test_of_two_sentences_alike_each_keeps_its_own() -> None:
    twice = RIVER.replace("救生衣。", "救生衣。不得推诿。")
    provisions = "provisions:\n  一(二)第4句: {kind: a}\n  三(三)第3句: {kind: a}\n"
    text = skeleton(outline(twice))
    root, _ = parse_yaml((text[: text.index("provisions:")] + provisions).encode(), "pack.yaml")
    assert isinstance(root, Fields)
    loaded = loads(fill(root, outline(twice), False).text.encode(), "pack.yaml")
    assert loaded.pack is not None
    later = outline(twice.replace("救生衣。不得", "救生衣。用后归还。不得"))
    places = [(each.kind, each.cite, each.now) for each in compare(loaded.pack.provisions, later) if each.kind != "new"]
    assert places == [("same", "一(二)第4句", ""), ("moved", "三(三)第3句", "三(三)第4句")]


TOUCHING = [
    ("四", "四(五)第3句", True),
    ("四第1句", "四(五)第3句", False),
    ("四(五)", "四(五)", True),
    ("四(五)第3句", "四(五)第2-4句", True),
    ("四(五)第3句", "四(五)第4句", False),
    ("四(五)第3句(上)", "四(五)第3句(下)", False),
    ("四(五)第3句(上)", "四(五)第3句", True),
    ("四(五)一是", "四(五)二是", False),
    ("四(五)一是", "四(五)第9句", True),
    ("第五条", "第五条第二款第(一)项", True),
    ("第五条第(一)项", "第五条第二款第(一)项", True),
    ("第五条第一款", "第五条第二款第(一)项", False),
    ("第五条", "第五条之一", False),
    ("引言", "一", False),
]


@pytest.mark.parametrize(("one", "other", "wanted"), TOUCHING, ids=[f"{each[0]} {each[1]}" for each in TOUCHING])
def test_places_that_have_words_in_common(one: str, other: str, wanted: bool) -> None:
    first, second = parse(one), parse(other)
    assert first is not None and second is not None
    assert first.touches(second) == second.touches(first) == wanted


def test_a_sentence_changed_in_a_unit_that_moved_is_sought_beside_its_neighbour() -> None:
    """Not in the new section before it, which has a sentence of its own."""
    old = "一、对象\n居民小组可以申请。\n二、补助\n（一）启动。每组补助300元。领取后每年报告一次。\n"
    new = "一、对象\n居民小组可以申请。\n二、宣传\n街道应当宣传。\n三、补助\n（一）启动。每组补助400元。领取后每年报告一次。\n"
    assert found(old, new) == [
        ("changed", "二(一)第2句", "三(一)第2句"),
        ("moved", "二(一)第3句", "三(一)第3句"),
        ("new", "二", ""),
    ]


def test_a_paragraph_that_is_left_alone_is_moved_to_its_article() -> None:
    old = "第一条 流转站分为三类。\n每类的标准由文化部门规定。\n第二条 本规定自公布之日起施行。\n"
    new = old.replace("每类的标准由文化部门规定。\n", "")
    assert found(old, new) == [("moved", "第一条第一款", "第一条"), ("vanished", "第一条第二款", "")]
