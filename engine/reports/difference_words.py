"""What the differences of two versions are called, for every form of the report."""

from __future__ import annotations

from fractions import Fraction

from engine.analysis.diff.model import Finding, RuleChange, Run, Sides, TextChange
from engine.backends.outcome import Judgement
from engine.backends.prose_values import either
from engine.lang.quantities import quantity
from engine.lang.types import DATE, SPAN
from engine.pack.model import Pack

TEXT_KINDS = {
    "changed": ("修改", "changed"),
    "added": ("新增", "added"),
    "removed": ("删除", "removed"),
    "moved": ("移动", "moved"),
    "renumbered": ("序号变动", "renumbered"),
}
VERDICTS = {
    "equivalent": ("已证明等价", "proved equivalent"),
    "changed": ("结果有变", "answers differ"),
    "unknown": ("未能断定", "not decided"),
}
DIRECTIONS = {
    "more": ("对申请人更有利", "more for the beneficiary"),
    "less": ("对申请人更不利", "less for the beneficiary"),
    "same": ("对申请人不变", "the same for the beneficiary"),
    "mixed": ("有利有弊", "more for some, less for others"),
    "unclear": ("未能断定有利与否", "whether it is more or less is not decided"),
}
FINDINGS = {
    "newly_eligible": ("新纳入", "newly eligible"),
    "no_longer": ("不再符合", "no longer eligible"),
    "more": ("金额增加", "more"),
    "less": ("金额减少", "less"),
    "other_procedure": ("改走其他程序", "another procedure"),
    "unknown_now": ("原可认定，现不明", "unknown where it was known"),
    "known_now": ("原不明，现可认定", "known where it was unknown"),
    "other": ("其他变化", "otherwise different"),
}
JUDGED = {  # another answer of a rule that gives no money, by what the rule does
    "choose": FINDINGS["other_procedure"],
    "target": ("目标的答复有变", "another answer about the target"),
    "duty": ("义务的答复有变", "another answer about the duty"),
}
PARTS = {
    "rules": ("规则", "rules"),
    "limits": ("限额", "limits"),
    "parameters": ("数字", "numbers"),
    "readings": ("解释口径", "readings"),
    "definitions": ("定义", "definitions"),
    "facts": ("事实", "facts"),
    "subjects": ("对象", "subjects"),
    "other_benefits": ("其他文件的待遇", "benefits of other instruments"),
    "invariants": ("不变式", "invariants"),
    "notes": ("附注", "notes"),
    "provisions": ("条款", "provisions"),
    "about": ("规则包", "the pack"),
}
SAYS_SO = ("_added", "_removed", "_opened", "_closed")  # kinds whose name says already that something came or went
WAYS = {  # up and down, of a number, a day, a length of time
    "": (("提高", "降低"), ("up", "down")),
    DATE.name: (("推后", "提前"), ("later", "earlier")),
    SPAN.name: (("延长", "缩短"), ("longer", "shorter")),
}


def percent_of(share: Fraction) -> str:
    """33.3%: one decimal where it needs one."""
    return f"{float(abs(share) * 100):.1f}".removesuffix(".0") + "%"


def turn(change: RuleChange, lang: str) -> str:
    """Which way a number went, and by how much: 提高33.3%; "" of what is no number."""
    if change.direction == "none":
        return ""
    read = quantity(change.text_after) or quantity(change.text_before)
    ways = WAYS.get(read[1].name if read else "", WAYS[""])
    word = ways[lang == "en"][change.direction == "down"]
    share = percent_of(change.percent) if change.percent is not None else ""
    return either(lang, f"{word}{share}", f"{word} {share}".strip() if share else word)


def told(change: RuleChange, lang: str) -> str:
    """A change in a sentence: 3万元 → 4万元，提高33.3%."""
    before = change.before.say(lang) or change.text_before
    after = change.after.say(lang) or change.text_after
    if before and after:
        text = f"{before} → {after}"
    elif change.kind.endswith(SAYS_SO) or not (before or after):
        text = before or after
    elif after:
        text = either(lang, f"新增“{after}”", f"added: {after}")
    else:
        text = either(lang, f"删除“{before}”", f"removed: {before}")
    joint = either(lang, "，", ", ")
    return joint.join(each for each in (text, turn(change, lang), change.note.say(lang)) if each)


def marked(runs: tuple[Run, ...]) -> str:
    """Words that went in [- -], words that came in {+ +}, as `git diff --word-diff` has it."""
    marks = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
    return "".join(marks[op].format(text) for op, text in runs)


def side(pack: Pack, lang: str) -> str:
    """How a version is called: its title, its number, its id and version."""
    number = pack.document.get("number", "")
    return " · ".join(each for each in (pack.title.say(lang, pack.id), number, f"{pack.id} {pack.version}") if each)


def finding_label(found: Finding, lang: str) -> str:
    """What kind of difference an example shows."""
    judged = next((each for each in (found.before, found.after) if isinstance(each, Judgement)), None)
    words = JUDGED[judged.kind] if judged is not None and found.kind == "other_procedure" else FINDINGS[found.kind]
    return either(lang, *words)


def rule_label(sides: Sides, name: str, lang: str) -> str:
    """The label of a rule by its new name, else by its old one."""
    rule = sides.new.rules.get(name) or sides.old.rules.get(name)
    return rule.label.say(lang, name) if rule else name


def cites(change: TextChange) -> str:
    """第五条, or 第五条 → 第六条."""
    if change.old and change.new and change.old != change.new:
        return f"{change.old} → {change.new}"
    return change.new or change.old
