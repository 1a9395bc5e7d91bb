"""中英文说的金额不同。 A sentence that states another amount in Chinese than in English.

为何重要：修订时只改了一种语言；看英文的人读到旧的数。
Why it matters: a revision changed one language only, and whoever reads the other is told the old amount.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from engine.analysis.lint.chinese import mentions
from engine.analysis.lint.draft import Draft, labels
from engine.text.diagnostics import Diagnostic

CODE = "L419"
# In words (one million, half) a number is not read; years and numbers of documents are none.
NUMBER = re.compile(r"(?<![\w.〔])([0-9][0-9,]*(?:\.[0-9]+)?)(?![\w〕])")
IN_WORDS = re.compile(r"\b(?:hundred|thousand|million|billion)s?\b")
LEAST = 1_000


def check(draft: Draft) -> Iterator[Diagnostic]:
    for fields in labels(draft.root):
        zh, en = (fields.get(lang) for lang in ("zh", "en"))
        said_zh, said_en = (getattr(each, "text", "") for each in (zh, en))
        if not said_zh or not said_en or IN_WORDS.search(said_en):
            continue
        amounts = {each.value for each in mentions(said_zh) if each.unit == "元" and each.value >= LEAST}
        every = {each.value for each in mentions(said_zh)} | {each.value * 10_000 for each in mentions(said_zh)}
        english = {value for match in NUMBER.finditer(said_en) if (value := _value(match[1])) >= LEAST}
        others = {each for each in english - every if not _is_year(each)}
        if english and amounts and (lost := sorted((amounts - english) | others)):
            yield Diagnostic(CODE, fields.place, {"amounts": "、".join(str(each) for each in lost)})


def _value(text: str) -> Fraction:
    return Fraction(text.replace(",", "").rstrip("."))


def _is_year(value: Fraction) -> bool:
    return 1_949 <= value <= 2_100
