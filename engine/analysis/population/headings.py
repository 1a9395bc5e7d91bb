"""What the columns of a list are: a heading names a fact, the id of a subject, or what is said of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Literal as OneWord

from engine.analysis.diff.model import Sides
from engine.lang.types import MONEY
from engine.pack.cases_values import plain
from engine.pack.terms import Fact, Label
from engine.text.records import dataclass
from engine.text.render import suggest

Role = OneWord["id", "fact", "as_of", "period", "rule", "paid", "amount", "paid_on", "times", "claims", "part"]

UNIT = re.compile(r"(.+?)(?:[(\[](?:单位[::]?)?(亿元|万元|元|角|分)[)\]]|/(亿元|万元|元|角|分)|,?单位[::]?(亿元|万元|元|角|分))")
TITLES = 10  # rows at the top among which the headings are looked for
ALIASES: dict[Role, tuple[str, ...]] = {
    "as_of": ("as_of", "申请日期", "申请日", "申领日期", "application date", "day of application", "applied on"),
    "period": ("period", "所属期", "所属年度", "所属年月", "补贴年度"),
    "rule": ("rule", "规则", "申领事项", "申请事项", "补贴项目", "benefit"),
    "paid": ("已付", "既往兑付", "已付金额", "既往已付", "已兑付", "paid", "paid before"),
}
HISTORY: dict[Role, tuple[str, ...]] = {
    **{role: words for role, words in ALIASES.items() if role != "paid"},
    "amount": ("amount", "金额", "已付", "已付金额", "兑付金额", "补贴金额", "paid"),
    "paid_on": ("paid_on", "兑付日期", "支付日期", "付款日期", "paid on"),
    "times": ("times", "次数", "月数", "份数", "units"),
    "claims": ("claims", "笔数"),
    "part": ("part", "期次", "第几期"),
}
MONEYED = ("paid", "amount")
PAID = ("已付", "已兑付", "既往兑付", "已付金额", " paid", " paid before")
IDS = ("", "id", ".id", "编号", "名称", "代码", "证件号码", " id", " name", "统一社会信用代码", "身份证号", "身份证号码")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading stands for. `kind` and `name` are the words of the new version, else of the old; `facts`: of either."""

    role: Role
    kind: str = ""
    name: str = ""
    facts: tuple[Fact, ...] = field(default=(), compare=False)

    @property
    def said(self) -> str:
        return f"{self.kind}.{self.name or 'id'}" if self.kind else self.name or self.role


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose heading was understood; `unit` is that of its money, "" where it states none."""

    at: int
    heading: str
    unit: str
    meaning: Meaning


@dataclass(frozen=True)
class Vocabulary:
    """Every heading that means something, folded, and what it may mean."""

    words: dict[str, list[Meaning]] = field(default_factory=dict)
    kinds: dict[str, str | None] = field(default_factory=dict)  # every kind of subject, with its parent
    shown: dict[str, str] = field(default_factory=dict)  # a folded heading as it would be written

    def add(self, word: str, meaning: Meaning) -> None:
        there = self.words.setdefault(folded(word), [])
        self.shown.setdefault(folded(word), word)
        if meaning not in there:
            there.append(meaning)

    def means(self, heading: str) -> tuple[list[Meaning], str]:
        """What a heading may mean, and the unit of money that it states."""
        text = folded(heading)
        if text in self.words:
            return self.words[text], ""
        if found := UNIT.fullmatch(text):
            unit = found[2] or found[3] or found[4]
            moneyed = [each for each in self.words.get(found[1], []) if is_money(each)]
            return moneyed, unit
        return [], ""

    def near(self, heading: str) -> str:
        """The heading that was probably meant."""
        text = folded(heading)
        unit = UNIT.fullmatch(text)
        return self.shown.get(suggest(unit[1] if unit else text, self.words), "")


def is_money(meaning: Meaning) -> bool:
    return meaning.role in MONEYED or any(fact.type == MONEY for fact in meaning.facts)


def folded(heading: str) -> str:
    """A heading without what does not distinguish it: blanks, width, capitals, marks of what must be filled in."""
    return re.sub(r"[*:]+$|^[*]+|\(必填\)|\(选填\)", "", plain(heading).casefold())


def vocabulary(sides: Sides, history: bool = False) -> Vocabulary:
    """The headings of a list of applicants, or of what was paid to them before; those of the new version first."""
    made = Vocabulary()
    for role, words in (HISTORY if history else ALIASES).items():
        for word in words:
            made.add(word, Meaning(role))
    for kind, label in _kinds(sides, made):
        for name in {kind, label.zh, label.en} - {""}:
            for ending in IDS:
                made.add(name + ending, Meaning("id", kind))
    facts = list(_facts(sides))
    for kind, name, each in facts:
        labels = [_label(sides, kind), *(fact.label for fact in each)]
        meaning = Meaning("fact", kind, name, each)
        for word in {f"{kind}.{name}", name, *(text for label in labels[1:] for text in (label.zh, label.en) if text)}:
            made.add(word, meaning)
        for fact in each:
            for text, owner in ((fact.label.zh, labels[0].zh), (fact.label.en, labels[0].en)):
                if text and owner:
                    made.add(f"{owner}{text}", meaning)
                    made.add(f"{owner}.{text}", meaning)
    if not history:
        for name, label in _rules(sides):
            for word in {name, label.zh, label.en} - {""}:
                for ending in PAID:
                    made.add(word + ending, Meaning("paid", "", name))
    return made


def _kinds(sides: Sides, made: Vocabulary) -> Iterator[tuple[str, Label]]:
    for kind, subject in sides.new.subjects.items():
        made.kinds[kind] = subject.of
        yield kind, subject.label
    for kind, subject in sides.old.subjects.items():
        called = sides.new_of("subjects", kind)
        if called is None and kind not in sides.new.subjects:
            made.kinds[kind] = subject.of and (sides.new_of("subjects", subject.of) or subject.of)
        if called is not None or kind not in sides.new.subjects:
            yield called or kind, subject.label


def _facts(sides: Sides) -> Iterator[tuple[str, str, tuple[Fact, ...]]]:
    """Kind, name and the fact of either version; one that cannot be told from another of the new version is left out."""
    for key, fact in sides.new.facts.items():
        before = sides.old.facts.get(sides.old_of("facts", key) or "")
        yield fact.subject, fact.name, (fact, before) if before else (fact,)
    for key, fact in sides.old.facts.items():
        kind = sides.new_of("subjects", fact.subject) or fact.subject
        if sides.new_of("facts", key) is None and f"{kind}.{fact.name}" not in sides.new.facts:
            yield kind, fact.name, (fact,)


def _label(sides: Sides, kind: str) -> Label:
    subject = sides.new.subjects.get(kind) or sides.old.subjects.get(kind)
    return subject.label if subject else Label()


def _rules(sides: Sides) -> Iterator[tuple[str, Label]]:
    for pack in (sides.new, sides.old):
        for name, rule in pack.rules.items():
            called = name if pack is sides.new else sides.new_of("rules", name) or name
            if pack is sides.new or called == name or called in sides.new.rules:
                yield called, rule.label


def rule_words(sides: Sides) -> dict[str, str]:
    """The ids of rules and other benefits by what a cell may call them: the id, or a label that no other bears."""
    called: dict[str, set[str]] = {}
    named = list(_rules(sides))
    for pack in (sides.new, sides.old):
        for name, benefit in pack.other_benefits.items():
            named.append((name if pack is sides.new else sides.new_of("other_benefits", name) or name, benefit.label))
    for name, label in named:
        for word in (label.zh, label.en):
            called.setdefault(folded(word), set()).add(name)
    made = {word: next(iter(names)) for word, names in called.items() if word and len(names) == 1}
    return made | {folded(name): name for name, _ in named}
