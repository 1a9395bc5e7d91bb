"""The numbering of official texts: units, sentences, limbs, and what is no part of the measure."""

import pytest

from engine.analysis.source.card import card
from engine.analysis.source.numbering import mark, number_of, numeral
from engine.analysis.source.places import parse
from engine.analysis.source.reading import outline_of
from tests.source.texts import LIBRARY, RIVER, outline, words

RIVER_UNITS = [
    "引言",
    "一",
    "一(一)",
    "一(二)",
    "二",
    "三",
    "三(一)",
    "三(二)",
    "三(二)1",
    "三(二)2",
    "三(二)3",
    "三(二)3(1)",
    "三(二)3(2)",
    "三(三)",
    "四",
]
LIBRARY_UNITS = [
    "第一章",
    "第一条",
    "第二条",
    "第二条第一款",
    "第二条第二款",
    "第二章",
    "第三条",
    "第三条第一款",
    "第三条第一款第(一)项",
    "第三条第一款第(二)项",
    "第三条第一款第(三)项",
    "第三条第二款",
    "第四条",
    "第四条第(一)项",
    "第四条第(二)项",
    "第四条之一",
    "第五条",
    "第三章",
    "第六条",
]
WORDS = [
    (RIVER, "引言", "为了让河水常清,依照《河湾镇水面公约》(河政(2020)3号),定下本办法:"),
    (RIVER, "一(一)", "成立与备案。五名以上村民可以成立一支护河队。护河队应当在镇水务站备案(含变更备案)。"),
    (RIVER, "一(一)第2句", "五名以上村民可以成立一支护河队。"),
    (RIVER, "一(二)第2句", "护河队每周巡河一次;发现倾倒的,当日报告水务站。"),
    (RIVER, "一（二）第3-4句", '护河队之间应当互相"搭把手。"不得推诿。'),
    (RIVER, "二第1-3句", "到2026年底,每个村都有护河队。全镇河段巡查率达到100%。河段由水务站划分。"),
    (RIVER, "二第4句", ""),
    (RIVER, "二第2句(上)", "全镇河段巡查率达到100%。"),
    (RIVER, "三(一)二是", "二是给予维修经费。船只维修每年不超过2000元;自带船只的,再加500元。"),
    (RIVER, "三(一)二是第2句", "船只维修每年不超过2000元;自带船只的,再加500元。"),
    (RIVER, "三(一)三是", "三是鼓励互借设备。"),
    (RIVER, "三(一)四是", ""),
    (RIVER, "三(二)第2句", "对下列队员给予补贴:"),
    (RIVER, "三(二)2", "巡河满40次的,每人每年700元;"),
    (RIVER, "三(二)3.(2)", "一年不超过三人。"),
    (RIVER, "三(二)3", "带教新队员的:每带教一人200元;一年不超过三人。"),
    (RIVER, "四", "附带说明本办法由镇水务站解释。"),
    (RIVER, "五", ""),
    (LIBRARY, "第一条", "为了方便居民读书,制定本规定。"),
    (LIBRARY, "第二条第二款", "私人书店不适用本规定。"),
    (LIBRARY, "第二条第2句", "私人书店不适用本规定。"),
    (LIBRARY, "第三条第(三)项", "有专人管理。"),
    (LIBRARY, "第三条第一款第三项", "有专人管理。"),
    (LIBRARY, "第3条第1款第(3)项", "有专人管理。"),
    (LIBRARY, "第三条第二款", "前款第(三)项所称专人,包括志愿者。"),
    (LIBRARY, "第四条第(二)项", "藏书五千册以上的,每年9000元。"),
    (LIBRARY, "第四条之一", "流动书屋按照第四条第(一)项的标准减半补助。"),
    (LIBRARY, "第五条第2句", "名单公布七日无异议的,拨付补助。"),
    (LIBRARY, "第三章", "附则本规定自2022年7月1日起施行,有效期五年。"),
    (LIBRARY, "第七条", ""),
]


@pytest.mark.parametrize(("text", "units"), [(RIVER, RIVER_UNITS), (LIBRARY, LIBRARY_UNITS)], ids=["sections", "articles"])
def test_units(text: str, units: list[str]) -> None:
    found = outline(text)
    assert [unit.cite for unit in found.units] == units
    for unit in found.units:
        place = parse(unit.cite)
        assert place is not None
        part = found.part(place)
        assert part is not None and part.sentences == tuple(range(unit.start, unit.end))


@pytest.mark.parametrize(("text", "cite", "wanted"), WORDS, ids=[each[1] for each in WORDS])
def test_words_of_a_citation(text: str, cite: str, wanted: str) -> None:
    assert words(text, cite) == wanted


@pytest.mark.parametrize("cite", ["三(除外)", "甲", "", "第三条(一次)", "二第3-1句", "二(上)", "附件"])
def test_what_is_no_citation(cite: str) -> None:
    assert parse(cite) is None


def test_what_stands_around_the_measure_is_left_out() -> None:
    river, library = outline(RIVER).body, outline(LIBRARY).body
    assert [line.text for line in river.before][-1] == "河湾镇护河队扶持办法"
    assert next(line.text for line in river.after) == "- 2 -"
    assert "各村民委员会" not in "".join(line.text for line in river.introduction)
    assert next(line.text for line in library.after) == "附件：补助申请表"
    assert library.numbered[0].text.startswith("第一章"), "the table of contents is not the measure"
    assert library.numbered[0].number > 8


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("，", ","),
        lambda text: text.replace("（", "(").replace("）", ")"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("（一）", "㈠").replace("1.", "⒈").replace("（1）", "⑴"),
        lambda text: text.replace("一、", "一、\u3000"),
        lambda text: text[text.index("　　为了") :],
        lambda text: "首页\n打印本页\n" + text + "\n上一篇：通知\n版权所有\n",
        lambda text: text.replace("救生衣。", "救\n生衣。"),
    ],
    ids=[
        "commas",
        "brackets",
        "blank-lines",
        "carriage-returns",
        "mark",
        "whole-numerals",
        "spaces",
        "bare",
        "chrome",
        "broken-line",
    ],
)
def test_copies_of_a_text_agree(change: object) -> None:
    assert callable(change)
    changed = change(RIVER)
    assert changed != RIVER
    one, two = outline(RIVER), outline(changed)
    assert [(unit.cite, one.of(tuple(range(unit.start, unit.end))).digest) for unit in one.units] == [
        (unit.cite, two.of(tuple(range(unit.start, unit.end))).digest) for unit in two.units
    ]


def test_items_without_lines_of_their_own() -> None:
    """第四条 has its items in one line; given lines they are the same."""
    apart = LIBRARY.replace("如下：（一）", "如下：\n（一）").replace("6000元；（二）", "6000元；\n（二）")
    assert [unit.cite for unit in outline(apart).units] == LIBRARY_UNITS
    assert words(apart, "第四条第(一)项") == words(LIBRARY, "第四条第(一)项")


def test_a_number_that_does_not_follow_is_said() -> None:
    text = RIVER.replace("二、工作目标", "三、工作目标", 1)
    _, found = outline_of(text.encode(), "text.txt")
    said = [(each.code, each.values["name"], each.place.line) for each in found if each.place]
    assert said == [("F004", "三", 29), ("F004", "三", 33)]


def test_what_a_text_says_of_itself() -> None:
    river, library = card(outline(RIVER).body), card(outline(LIBRARY).body)
    assert (river.title, river.issuer, str(river.signed)) == ("河湾镇护河队扶持办法", "河湾镇人民政府", "2023-03-01")
    assert (library.title, library.number, str(library.signed)) == (
        "松岭县社区书屋管理暂行规定",
        "松岭县人民政府令第9号",
        "2022-05-08",
    )


@pytest.mark.parametrize("number", [1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 115, 999])
def test_numerals(number: int) -> None:
    assert number_of(numeral(number)) == number


@pytest.mark.parametrize(
    "line", ["1.5万元以上的", "第三条规定的补助", "第三条、第四条", "一是鼓励", "2023年底", "（含变更）", "第三条第二款的补助"]
)
def test_what_is_no_numeral(line: str) -> None:
    assert mark(line) is None


def test_inserted_articles_follow_the_one_they_are_named_after() -> None:
    more = LIBRARY.replace("第五条", "第四条之二　流动书屋每月停留两次。\n\n第五条", 1)
    _, found = outline_of(more.encode(), "text.txt")
    assert not found
    assert words(more, "第四条之二") == "流动书屋每月停留两次。"
    _, found = outline_of(more.replace("第四条之二", "第四条之三").encode(), "text.txt")
    assert [each.values["name"] for each in found] == ["第四条之三"]


TITLES = [
    ("一、补助\n（一）启动补助。新办的可以申请。\n", ["启动补助。"]),
    ("一、补助\n（一）每户补助二百元。不得重复领取。\n", []),
    ("一、补助\n（一）申请人应当备案。备案满一年的，可以申请。\n", []),
    ("第一条 流转站分为三类。每类的标准另行规定。\n", []),
    ("第一条 流转站分为三类。\n每类的标准另行规定。\n", []),
]


@pytest.mark.parametrize(("text", "wanted"), TITLES)
def test_a_short_first_sentence_that_rules_is_no_heading(text: str, wanted: list[str]) -> None:
    """Else it would be left out of skeletons, and nobody would be told that it is new."""
    found = outline(text)
    assert [found.sentences[at].text for at in found.titles] == wanted


@pytest.mark.parametrize("line", ["附表如下：\n等级 金额\n一级 1000", "附件1\n略", "2023年3月1日"])
def test_what_would_end_a_text_does_not_where_the_numbers_count_on(line: str) -> None:
    text = f"一、对象\n居民小组可以申请。\n{line}\n二、补助\n每组补助300元。\n"
    assert words(text, "二") == "补助每组补助300元。"
    articles = f"第一条 居民小组可以申请。\n{line}\n第二条 每组补助300元。\n"
    assert words(articles, "第二条") == "每组补助300元。"
    after = f"{text}附件：申请表\n一、姓名\n二、电话\n"
    assert outline(after).body.after[0].text == "附件：申请表"


@pytest.mark.parametrize("end", ["\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert [unit.cite for unit in outline(LIBRARY.replace("\n", end)).units] == LIBRARY_UNITS


def test_the_number_below_a_title_is_not_the_title() -> None:
    known = card(outline("云溪市社区菜园扶持办法\n云菜〔2024〕12号\n一、对象\n居民小组可以申请。\n").body)
    assert (known.title, known.number) == ("云溪市社区菜园扶持办法", "云菜〔2024〕12号")


def test_the_first_inserted_article_is_one() -> None:
    """As laws number them: 第四条之一 is the first behind 第四条."""
    _, found = outline_of(LIBRARY.replace("第四条之一", "第四条之二").encode(), "text.txt")
    assert [each.values["name"] for each in found] == ["第四条之二"]
