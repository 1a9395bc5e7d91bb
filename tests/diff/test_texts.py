"""The layer of the text: by digests and summaries, and word by word where both official texts are given."""

import pytest

from engine.analysis.diff.matching import match
from engine.analysis.diff.model import TextChange, Texts
from engine.analysis.diff.segments import runs, words
from engine.analysis.diff.texts import compare_texts
from engine.reports.difference_words import marked
from tests.diff.support import MEASURE, edited, measure, pack_of
from tests.source.texts import LIBRARY, RIVER, outline


def summaries(*edits: tuple[str, str]) -> list[TextChange]:
    head, _, tail = MEASURE.partition("provisions:\n")
    for was, now in edits:
        assert was in tail, was
        tail = tail.replace(was, now)
    texts = compare_texts(match(measure(), pack_of(f"{head}provisions:\n{tail}")))
    assert not texts.official and not texts.replacements
    return list(texts.changes)


def official(text: str, *edits: tuple[str, str]) -> Texts:
    new = edited(*edits, text=text)
    found = compare_texts(match(measure(), measure()), (outline(text), outline(new)))
    assert found.official
    return found


def short(change: TextChange) -> tuple[str, str, str, str]:
    return change.kind, change.old, change.new, marked(change.runs)


def test_a_summary_that_is_another_is_a_changed_provision_with_its_rules() -> None:
    (found,) = summaries(("新办企业给予开办费", "新办企业一次性给予开办费"))
    assert (found.kind, found.old, found.new, found.rules) == ("changed", "第二条", "第二条", ("startup",))
    assert (found.summary_old.zh, found.summary_new.zh) == ("新办企业给予开办费", "新办企业一次性给予开办费")


def test_provisions_that_came_went_and_moved() -> None:
    seventh = "  第七条: {kind: limit, summary: {zh: 合计限额, en: all together}}\n"
    assert [(each.kind, each.old, each.new) for each in summaries((seventh, ""))] == [("removed", "第七条", "")]
    came = (
        seventh
        + "  第八条: {kind: principle, summary: {zh: 由某办解释, en: the office explains}, not_computed: {zh: 无, en: none}}\n"
    )
    assert [(each.kind, each.old, each.new) for each in summaries((seventh, came))] == [("added", "", "第八条")]
    renumbered = summaries(("第七条", "第九条"), ("第六条", "第八条"))
    assert [(each.kind, each.old, each.new) for each in renumbered] == [
        ("renumbered", "第六条", "第八条"),
        ("renumbered", "第七条", "第九条"),
    ]
    first = "  第一条: {kind: principle"
    moved = summaries((seventh, ""), (first, seventh.replace("第七条", "第零条") + first))
    assert [(each.kind, each.old, each.new) for each in moved] == [("moved", "第七条", "第零条")]


def test_digests_decide_where_both_have_one() -> None:
    digest = "sha256:" + "0" * 64
    second = "  第二条: {kind: grant, summary: {zh: 新办企业给予开办费, en: a start-up grant}"
    old = pack_of(edited((second, f"{second}, digest: {digest}")))
    reworded = edited((second, f"{second}, digest: {digest}".replace("新办企业给予", "给予新办企业")))
    other = edited((second, f"{second}, digest: {digest[:-1]}1"))
    assert compare_texts(match(old, pack_of(reworded))).changes == ()
    assert [each.kind for each in compare_texts(match(old, pack_of(other))).changes] == ["changed"]


def test_official_texts_are_shown_word_by_word() -> None:
    (found,) = official(RIVER, ("护河队每周巡河一次", "护河队每周巡河不少于两次"), ("当日报告", "24小时内报告")).changes
    assert short(found) == (
        "changed",
        "一(二)第2句",
        "一(二)第2句",
        "护河队每周巡河[-一次-]{+不少于两次+}；发现倾倒的，[-当日-]{+24小时内+}报告水务站。",
    )


def test_an_inserted_article_renumbers_those_after_it() -> None:
    found = official(
        LIBRARY, ("第五条　县文化馆", "第五条　书屋应当每月盘点藏书。\n\n第六条　县文化馆"), ("第六条　本规定", "第七条　本规定")
    ).changes
    assert [(each.kind, each.old, each.new) for each in found] == [
        ("added", "", "第五条"),
        ("renumbered", "第五条", "第六条"),
        ("renumbered", "第六条", "第七条"),
    ]


def test_a_removed_item_and_the_reference_to_the_next() -> None:
    found = official(
        LIBRARY, ("（二）每周开放四十小时以上，周末至少开放一天；\n（三）有", "（二）有"), ("第（三）项", "第（二）项")
    ).changes
    assert [each.kind for each in found] == ["removed", "renumbered", "changed"]
    assert marked(found[2].runs) == "前款[-第（三）项-]{+第（二）项+}所称专人，包括志愿者。"


def test_what_only_ends_or_is_typed_otherwise_is_no_change() -> None:
    assert (
        official(
            LIBRARY, ("，", ","), ("（一）藏书三千册以上；", "(一) 藏书三千册以上。"), ("每年6000元", "每年６０００元")
        ).changes
        == ()
    )


def test_a_paragraph_that_became_the_only_one_is_not_renumbered() -> None:
    assert [each.kind for each in official(LIBRARY, ("。\n私人书店不适用本规定。", "。")).changes] == ["removed"]


def test_a_sentence_put_elsewhere_has_moved() -> None:
    sentence = "名单公布七日无异议的，拨付补助。"
    (found,) = official(LIBRARY, (sentence, ""), ("流动书屋按照", f"{sentence}流动书屋按照")).changes
    assert (found.kind, marked(found.runs)) == ("moved", sentence)


WITH_MORE = edited(
    ("私人书店不适用", "社区书屋含流动点；私人书店不适用"), ("有专人管理。\n", "有社区书屋专人管理。\n"), text=LIBRARY
)


@pytest.mark.parametrize("new", ["居民书屋", "书屋", "社区书屋馆", "农家图书室"])
def test_a_word_replaced_throughout_is_said_once(new: str) -> None:
    found = official(WITH_MORE, ("社区书屋", new))
    (replaced,) = found.replacements
    assert (replaced.new.replace(replaced.old, ""), len(replaced.cites)) != ("", 0)
    assert "社区书屋".replace(replaced.old, replaced.new) == new
    assert found.changes == ()


def test_what_else_changed_beside_a_replaced_word_is_shown() -> None:
    found = official(WITH_MORE, ("社区书屋", "居民书屋"), ("包括志愿者", "不包括志愿者"), ("私人书店不适用", "私人书店也适用"))
    assert [each.old for each in found.replacements] == ["社区书屋"]
    assert [each.new for each in found.changes] == ["第二条第二款", "第三条第二款"]


def test_a_word_replaced_in_some_places_only_is_no_replacement() -> None:
    found = official(WITH_MORE, ("有社区书屋专人", "有居民书屋专人"), ("社区书屋含", "居民书屋含"))
    assert not found.replacements and len(found.changes) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("自2022年3月1日起", ["自", "2022年3月1日", "起"]),
        ("给予3万元、5.5％、百分之五十", ["给", "予", "3万元", "、", "5.5％", "、", "百分之五十"]),
        ("十二个月内三千册", ["十二个月", "内", "三千册"]),
        ("依照太政办〔2021〕163号", ["依", "照", "太", "政", "办", "〔2021〕163号"]),
        ("《某办法》所称“社工”", ["《某办法》", "所", "称", "“社工”"]),
        ("获ISO9001或3A等级", ["获", "ISO9001", "或", "3", "A", "等", "级"]),
        ("第（三）项和第十二条", ["第（三）项", "和", "第十二条"]),
        ("", []),
    ],
)
def test_what_must_not_be_cut_is_one_word(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("补贴3万元", "补贴30万元", "补贴[-3万元-]{+30万元+}"),
        ("由市民政局审定", "由市委社会工作部审定", "由市[-民政局-]{+委社会工作部+}审定"),
        ("应当在十日内书面报告", "可以于五日之内口头报告", "[-应当在十日内书面-]{+可以于五日之内口头+}报告"),
        ("甲", "乙", "[-甲-]{+乙+}"),
        ("", "新文", "{+新文+}"),
        ("旧文", "", "[-旧文-]"),
        ("相同，", "相同,", "相同,"),
    ],
)
def test_changes_read_as_phrases_without_chaff(old: str, new: str, wanted: str) -> None:
    found = runs(old, new)
    assert marked(found) == wanted
    assert "".join(text for op, text in found if op != "del") == new
