"""What proofs are called on paper."""

from __future__ import annotations

from engine.analysis.prove.model import Goal, Proof
from engine.analysis.prove.words import NOT
from engine.backends.prose_values import either
from engine.pack.model import Pack

VERDICTS = {
    "proved": ("已证明", "proved"),
    "shown": ("已有例证", "shown by a case"),
    "refuted": ("不成立", "refuted"),
    "unknown": ("未能断定", "not decided"),
}
REASONS = {
    "time": ("时间到", "the time was up"),
    "no_case": ("没有短的既往兑付能说明，长的没有排除", "no short history shows it, and a long one is not excluded"),
    "otherwise": ("求解器的个案，参考实现另有答复", "the reference answers the solver's case in another way"),
    "beyond": ("不能交给求解器", "it cannot be put to the solver"),
}
# What is said of a property that does not hold.
BROKEN = {
    "limits_kept": ("给付后超出限额", "what is paid passes the limit"),
    "never_negative": ("金额为负", "an amount is below nil"),
    "range_in_order": (
        "条件都符合，下限却高于上限，没有数额可以审定",
        "it applies and its floor lies above its ceiling: no amount can be decided",
    ),
    "within_range": ("金额在写明的上下限之外", "the amount lies outside the range stated"),
    "outside_never_pays": ("审定在区间之外，仍予给付", "the decision lies outside the range, and it pays"),
    "parts_add_up": ("各期之和与认定金额不符", "the parts do not add up to the award"),
    "payers_add_up": ("各支付方之和不等于给付金额", "the payers do not add up to what is paid"),
    "choice_complete": ("条件都符合，却没有一项成立", "every condition holds and no arm does"),
    "choice_unambiguous": ("两项同时成立，结果只由先后次序决定", "both arms hold at once, and only their order decides"),
    "always_answered": ("事实和口径都已写明，仍没有答复", "all is stated, and there is no answer all the same"),
    "rule_reached": ("没有任何个案能这样", "no case at all can"),
    "arm_reached": ("没有任何个案能选中这一项", "no case at all comes to this arm"),
    "value_reached": ("没有任何个案用到这个数", "no case at all reads this value"),
    "option_counts": ("改用这种口径，没有任何个案的结果不同", "no case at all is answered otherwise under this option"),
    "condition_counts": (
        "没有任何个案只有这一条不符",
        "no case at all fails in this alone",
    ),
    "unknown_never_grants": ("事实不明却已给付", "it grants although something is unknown"),
    "invariant": ("不变式不成立", "the invariant does not hold"),
}
ALONE = ("这一条不能成立：", "this cannot be so:")
TOGETHER = ("以下不能同时成立：", "these exclude each other:")


ADOPTED = {
    "proved": (
        "只在个案写明的其他口径下如此；按规则包采用的口径已证明成立",
        "only under the readings that the case states; under those the pack adopts it is proved",
    ),
    "unknown": (
        "只在个案写明的其他口径下如此；按规则包采用的口径未能断定",
        "only under the readings that the case states; under those the pack adopts it is not decided",
    ),
}


def broken_words(proof: Proof, lang: str) -> str:
    """What does not hold."""
    said = either(lang, *BROKEN[proof.goal.kind])
    if proof.goal.kind == "condition_counts" and any(each.zh.startswith(NOT.zh) for each in proof.because):
        said += either(lang, "：有它没有它都一样", ": it could be left out")
    return said


def named(goal: Goal, pack: Pack, lang: str) -> str:
    """What a goal is about: the rule, and which of its limits, arms, conditions."""
    rule = pack.rules[goal.rule].label.say(lang, goal.rule) if goal.rule else ""
    return either(lang, "：", ": ").join(filter(None, [rule, goal.label.say(lang, goal.item)]))


def counts(tally: dict[str, int], lang: str) -> str:
    """12 proved, 1 refuted."""
    said = [
        either(lang, f"{count}项{VERDICTS[verdict][0]}", f"{count} {VERDICTS[verdict][1]}")
        for verdict, count in tally.items()
        if count
    ]
    return either(lang, "，", ", ").join(said)
