"""The fixed words of a table of comparison and its report, in Chinese and English."""

from __future__ import annotations

from datetime import date

from engine.analysis.diff.in_force import first_day
from engine.analysis.diff.model import RuleChange, Sides
from engine.backends.prose_values import either, say_day
from engine.pack.model import Pack
from engine.reports.difference_words import told

KINDS = {
    "changed": ("修改", "changed"),
    "added": ("新增", "added"),
    "removed": ("删除", "deleted"),
    "moved": ("移动", "moved"),
    "wording": ("文字", "wording"),
}
SENTENCES = {
    "not_listed": (
        "未列出的条款没有变化；标点符号、条款序号等变动不逐条列出，序号变动在表后说明。",
        "Provisions that are not listed did not change. Changes of punctuation, numbering and the like are not listed one by "
        "one; new numbers are stated below the table.",
    ),
    "summaries": (
        "概述，非原文：没有提供两个版本的原文，左右两栏是规则包中自拟的概述，不能作为条文引用。",
        "Summaries, not the official words: the official texts were not given. Both columns hold the summaries of the packs, "
        "which are our own, and cannot be quoted.",
    ),
    "marks": (
        "左栏加删除线的是删去的文字，右栏加粗的是增加的文字。",
        "Words struck through on the left were deleted, words in bold on the right were added.",
    ),
    "no_row": ("没有需要列出的条文变动。", "No change of the text has to be listed."),
    "to_fill_in": ("依据和理由：（由起草单位填写）", "Basis and reasons: (to be filled in by the drafting office)"),
    "elsewhere": (
        "下列规则变化没有对应的条文变动，或者没有注明出处，须核对规则包是否与条文一致。",
        "These changes of rules rest on no changed provision, or cite none: check whether the pack agrees with the text.",
    ),
    "foot": (
        "本表由规则包自动生成，供合法性审核参考；例证均经两个版本的规则重新计算证实。条文以公布的文本为准。",
        "Generated from the rule packs, to assist the review of legality; every case was worked out again under both versions. "
        "The published text alone is authoritative.",
    ),
}  # fmt: skip


def sentence(key: str, lang: str) -> str:
    """One of the fixed sentences."""
    return either(lang, *SENTENCES[key])


def change_in_words(change: RuleChange, lang: str, longest: int = 0) -> str:
    """A change with its kind and, of a number or a term, its name; of an open point the question alone.

    What is longer than `longest` characters (0: no such bound) is said by its kind and name.
    """
    kind, label = either(lang, change.about.zh, change.about.en), change.label.say(lang)
    said = "" if change.part == "readings" and change.kind in SETTLED else told(change, lang)
    if longest and len(said) > longest:
        said = ""
    named = label if change.part not in ("rules", "limits", "about") and label not in said else ""
    text = " ".join(each for each in (named, said) if each)
    return f"{kind}{either(lang, '：', ': ')}{text}" if text else kind


SETTLED = ("reading_opened", "reading_closed")


def packs_of(sides: Sides) -> tuple[Pack, Pack]:
    """The old and the new version."""
    return sides.old, sides.new


def column(pack: Pack, which: str, lang: str) -> str:
    """The head of a column: 修订前（太政办〔2021〕163号，2021年11月18日）."""
    name = either(lang, *{"old": ("修订前", "Before"), "new": ("修订后", "After")}[which])
    held = [each for each in (pack.document.get("number", ""), signed(pack, lang)) if each]
    if not held:
        return name + either(lang, f"（{pack.version}版）", f" (version {pack.version})")
    return name + either(lang, f"（{'，'.join(held)}）", f" ({', '.join(held)})")


def signed(pack: Pack, lang: str) -> str:
    """The day the measure was signed, else published, as the pack states it; "" where it does not."""
    return next((day_or_text(text, lang) for key in ("signed", "published") if (text := pack.document.get(key))), "")


def day_or_text(text: str, lang: str) -> str:
    try:
        return say_day(date.fromisoformat(text), lang)
    except ValueError:
        return text


def starts(pack: Pack, lang: str) -> str:
    """The first day in force under the readings adopted."""
    day = first_day(pack)
    return say_day(day, lang) if day else either(lang, "未定", "not settled")
