"""What two copies of a text may differ in, and what they may not."""

import pytest

from engine.analysis.source.normal import digest, normal

SAME = [
    ("每人３００元，一次付清。", "每人300元,一次付清。", "width"),
    ("（河政〔2020〕3号）", "(河政[2020]3号)", "brackets"),
    ("【河政】", "〖河政〗", "more brackets"),
    ("“搭把手”", '"搭把手"', "quotes"),
    ("「搭把手」", "“搭把手”", "corner quotes"),
    ("1—2年", "1-2年", "a dash"),
    ("1——2年", "1～2年", "two dashes, a tilde"),
    ("扶持 办　法\u200b", "扶持\n办法", "what is not seen"),
    ("光辉・邻里", "光辉·邻里", "middle dots"),
    ("⽔务站", "水务站", "a radical in place of the character"),
    ("等等……", "等等......", "dots"),
]
OTHER = [
    ("100万元", "一百万元", "how a number is written is for a reader"),
    ("甲、乙", "甲,乙", "two marks of different meaning"),
    ("300元", "3000元", "a number"),
    ("不满三年", "三年", "a word"),
    ("《办法》", "(办法)", "a title is not a bracket"),
]


@pytest.mark.parametrize(("one", "two"), [each[:2] for each in SAME], ids=[each[2] for each in SAME])
def test_one_text_in_two_copies(one: str, two: str) -> None:
    assert one != two
    assert normal(one) == normal(two)
    assert normal(normal(one)) == normal(one)


@pytest.mark.parametrize(("one", "two"), [each[:2] for each in OTHER], ids=[each[2] for each in OTHER])
def test_two_texts(one: str, two: str) -> None:
    assert normal(one) != normal(two)
    assert digest(normal(one)) != digest(normal(two))


def test_the_mark_at_the_end_of_an_item_is_not_its_word() -> None:
    """The last item ends with a full stop until another is added."""
    assert digest(normal("有专人管理。")) == digest(normal("有专人管理；"))
    assert digest(normal("有专人管理")) != digest(normal("有专人。管理"))


def test_a_digest_does_not_change_with_the_program() -> None:
    """Packs hold them for years."""
    assert (
        digest(normal("每支护河队一次性５０００元；"))
        == "sha256:5040703e703ae9f33c82d538821a4fa6941870a72b49a015d98e23fa0fb5e344"
    )
