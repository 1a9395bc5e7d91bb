"""What proofs rest on: the ranges of facts, the readings, one claim for all, and what could not be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.prove.model import BEYOND, Proof
from engine.backends.prose_values import plural
from engine.pack.model import Pack
from engine.pack.terms import Label


def assumptions(pack: Pack, proofs: Sequence[Proof]) -> Iterator[Label]:
    """One sentence for each."""
    yield Label(
        "事实的取值在规则包写明的范围内（没有写明的：金额0至1亿元，整数0至1万）；日期自1900年至2999年",
        "facts lie within the ranges the pack states (where none is stated: money up to 100 million yuan, whole numbers up to "
        "10,000); days from 1900 to 2999",
    )
    if pack.readings:
        yield Label(
            f"{len(pack.readings)}处解释口径的每一种选择及其组合都算在内",
            f"every option of {plural(len(pack.readings), 'reading')} counts, in every combination",
        )
    yield Label(
        "只看一次申领，而其既往兑付任意（任意多次、任意数额）：同一个案中先受理的申领与既往兑付一样计入限额，"
        "所以对一次申领成立的，对每个个案的每次申领都成立",
        "one claim is looked at, after any history (of any length and any amounts): claims served before it in the same case "
        "count for limits as history does, so what holds of one claim holds of every claim of every case",
    )
    yield Label(
        "反证和例示的个案都由参考实现重新计算过；既往兑付至多3次",
        "every case shown was worked out again by the reference evaluator; it has three lines of history at most",
    )
    if any(each.goal.kind == "unknown_never_grants" for each in proofs):
        yield Label(
            "“事实不明”只指条件所用的事实；金额所用的事实不明时不算出确定的金额，由性质测试另行检验",
            "“unknown” is about facts that conditions read; amounts are tested with unknown facts by random tests",
        )
    if found := list(dict.fromkeys(each.beyond for each in proofs if each.reason == BEYOND)):
        zh, en = "；".join(each.say("zh") for each in found), "; ".join(each.say("en") for each in found)
        yield Label(f"未能断定的原因：{zh}", f"why some is not decided: {en}")
