"""A pack said aloud is complete, and nothing in it is hard-wired."""

from __future__ import annotations

import pytest

from engine.pack.model import Pack
from engine.reports.pack_prose import show
from tests.unit import prose_world


@pytest.fixture(scope="module")
def pack() -> Pack:
    return prose_world.pack()


def test_the_whole_pack(pack: Pack) -> None:
    text = show(pack, None, "zh", "text")
    for line in (
        "桥梁补助办法", "自2020年1月1日起，不失效（口径B1）", "1. 开工补助", "2. 养护补助", "3. 等级奖", "每一桥累计最多3年",
        "即：经营状态为经营", "现行口径下不作此项要求", "各种口径下：口径B3取“不排除”，或者有贷款：否",
        "不排除【采用，2021年5月6日桥局审定】", "尚未确定，须先审定", "一处笔误", "不影响结果", "没有条件",
    ):  # fmt: skip
        assert line in text, f"{line}\n{text}"
    assert "默认口径，未经审定" in text


def test_every_rule_number_and_reading_appears(pack: Pack) -> None:
    for lang in ("zh", "en"):
        text = "".join(show(pack, None, lang, "text").split()).lower()
        labels = [each.label for each in (*pack.rules.values(), *pack.parameters.values())]
        labels += [reading.question for reading in pack.readings.values()]
        labels += [option.label for reading in pack.readings.values() for option in reading.options.values()]
        missing = [label for label in labels if "".join(label.say(lang).split()).lower() not in text]
        assert not missing


def test_one_rule_shows_only_its_own_readings(pack: Pack) -> None:
    text = show(pack, "opening", "zh", "text")
    assert "B2" in text
    assert "B3" in text
    assert "B4" not in text
    assert "养护补助" not in text
    with pytest.raises(KeyError):
        show(pack, "nothing", "zh", "text")


def test_readings_are_listed_as_the_author_put_them() -> None:
    """Not as they were come upon: here a definition asks for the last one before anything else does."""
    held = prose_world.made(prose_world.PACK.replace("bare: {means: founded_on < as_of}", "bare: {means: unsettled == 'cut'}"))
    assert next(iter(held.readings)) != "last_day"
    listed = show(held, None, "zh", "text").partition("\n解释口径\n")[2]
    assert listed.index("  B1  ") < listed.index("  B2  ") < listed.index("  B3  ") < listed.index("  B4  ")


def test_a_provision_that_a_rule_rests_on_is_not_listed_as_without(pack: Pack) -> None:
    tail = show(pack, None, "zh", "text").partition("没有规则的条款及原因")[2]
    assert "第1条" in tail
    assert "第2条" not in tail


CITED = """
  第5条: {kind: limit, summary: {zh: 另有上限, en: a limit}}
  第6条: {kind: grant, summary: {zh: 另有标准, en: a rate}}
  第7条: {kind: grant, summary: {zh: 另有条件, en: a condition}}
  第8条: {kind: grant, summary: {zh: 用语, en: a term}}
  第9条: {kind: grant, summary: {zh: 忘了的条款, en: forgotten}}
"""


def test_a_provision_that_anything_rests_on_is_not_listed_as_without() -> None:
    """A limit, a number, a definition, a reading or a condition; what nothing cites is listed with a reason, or that none is given."""
    text = prose_world.PACK.replace("    limits: [once]", "    limits: [{claims: 1, cite: 第5条}]", 1)
    text = text.replace("en: rate by rank}}", "en: rate by rank}, cite: 第6条}").replace(
        "en: is young}}", "en: is young}, cite: 第7条}"
    )
    text = text.replace("en: solid}}", "en: solid}, cite: 第8条}").replace("\nnotes:", f"{CITED}notes:")
    held = prose_world.made(text)
    tail = "".join(show(held, None, "zh", "text").partition("没有规则的条款及原因")[2].split())
    assert tail.startswith("第1条总的说法没有条件第9条忘了的条款规则包没有写明原因──")


def test_what_another_instrument_paid_is_deducted() -> None:
    text = prose_world.PACK.replace(
        "provisions:", "other_benefits: {aid: {subject: builder, label: {zh: 邻县补贴, en: aid}}}\nprovisions:"
    )
    limit = "    limits: [once, {at_most: amount, over: [opening, aid], key: [builder]}]"
    held = prose_world.made(text.replace("    limits: [once]", limit, 1))
    assert "扣除每一建造人累计已付的开工补助和邻县补贴" in show(held, "opening", "zh", "text")
    english = " ".join(show(held, "opening", "en", "text").split())
    assert "less what was already paid of opening grant and aid, per builder in all" in english


def test_markdown_and_html(pack: Pack) -> None:
    markdown = show(pack, None, "en", "markdown")
    assert markdown.startswith("# Bridge Grants\n")
    assert "### 1. Opening grant" in markdown
    html = show(pack, None, "en", "html")
    assert '<html lang="en">' in html
    assert "<h3><span>1. Opening grant</span>" in html


def test_a_changed_number_changes_the_words(pack: Pack) -> None:
    from engine.pack.build import build
    from engine.pack.document import parse

    node, _ = parse(prose_world.PACK.replace("value: 3万元", "value: 3.5万元").encode(), "b.yaml")
    assert node is not None
    changed, _ = build(node)
    assert changed is not None
    assert "补助（3.5万元）" in show(changed, "opening", "zh", "text")
    assert "补助（3万元）" in show(pack, "opening", "zh", "text")


def lines(text: str, rule: str, lang: str = "zh") -> list[str]:
    return [line.strip(" -*") for line in show(prose_world.made(text), rule, lang, "markdown").splitlines()]


def test_an_end_of_a_range_is_not_said_as_the_amount() -> None:
    """Of `from … up_to …` the least is 0元 until somebody decides; said as the amount it would promise nothing."""
    text = prose_world.PACK.replace("amount: {up_to: cap}", "amount: {from: cap if strict == 'on' else 元(0), up_to: cap}")
    assert "各种口径下的最低额：口径B3取“排除”的，为上限（5万元）；其他情形为0元" in lines(text, "upkeep")
    assert "the least under every reading: ceiling (CNY 50,000) if reading B3 is “yes”, otherwise CNY 0" in lines(
        text, "upkeep", "en"
    )


def test_a_length_made_of_a_number_of_the_law_is_said_by_its_value() -> None:
    text = prose_world.PACK.replace("within: 24个月", "within: years(term)").replace(
        "  by_rank:", "  term: {value: 2, label: {zh: 最多年数, en: most years}}\n  by_rank:"
    )
    assert any("自首次申领的所属年度首日起2年内（含最后一日）" in line for line in lines(text, "upkeep"))
    assert any("within 2 years of the first day" in line for line in lines(text, "upkeep", "en"))


def test_an_amount_that_says_per_what_does_not_say_it_twice() -> None:
    text = prose_world.PACK.replace("zh: 补助, en: grant}", "zh: 每座桥, en: grant}").replace(
        "    amount: grant\n", "    amount: {each: grant, times: 'count(bridge, bridge.safe)', unit: persons}\n"
    )
    assert "金额**：每座桥（3万元），按安全的桥的个数计" in lines(text, "opening")
    assert "Amount**: grant (CNY 30,000) per person, for the number of bridge where “safe” holds" in lines(text, "opening", "en")


def test_days_of_the_document_are_said_like_every_other() -> None:
    text = prose_world.PACK.replace("issuer: 桥城}", "issuer: 桥城, signed: 2019-11-18, published: 2019-12-01}")
    held = prose_world.made(text)
    assert "成文日期**：2019年11月18日" in show(held, None, "zh", "markdown")
    assert "Published**: 1 December 2019" in show(held, None, "en", "markdown")


def test_an_authority_is_found_under_the_name_beside_the_facts() -> None:
    text = prose_world.PACK.replace("\nrules:", "\nauthorities: {工商所: {label: {zh: 工商所：登记, en: registers}}}\nrules:")
    assert "\n- 工商所：登记\n" in show(prose_world.made(text), None, "zh", "markdown")
    assert "\n- 工商所: registers\n" in show(prose_world.made(text), None, "en", "markdown")


def test_a_key_of_two_cells_does_not_run_into_the_next() -> None:
    text = prose_world.PACK.replace(
        "by: rank, values: {low: 100元, high: 1200元}",
        "by: [rank, state], values: {low: {open: 1元, shut: 2元}, high: {open: 3元, shut: 4元}}",
    ).replace("by_rank(rank)", "by_rank(rank, state)")
    assert "low、经营1元；low、歇业2元；high、经营3元；high、歇业4元" in show(prose_world.made(text), "ranked", "zh", "markdown")
