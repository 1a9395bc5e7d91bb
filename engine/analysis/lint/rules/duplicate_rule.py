"""两条规则给同样的人同样的东西。 Two rules that give the same to the same.

为何重要：同一笔钱可能付两次；多半是复制之后忘了修改。
Why it matters: the same money may be paid twice; most often one was copied and never changed.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.lang.ir import Expr
from engine.pack.reads import formulas
from engine.pack.rule import Rule
from engine.text.diagnostics import Diagnostic

CODE = "L431"


def check(draft: Draft) -> Iterator[Diagnostic]:
    rules = list(draft.pack.rules.values())
    signed = [_signature(each) for each in rules]
    for number, rule in enumerate(rules):
        for other, signature in zip(rules[:number], signed, strict=False):
            if signature == signed[number]:
                yield Diagnostic(CODE, rule.place, {"name": rule.name, "other": other.name}, (other.place,), rule.cite)
                break


def _signature(rule: Rule) -> tuple[object, ...]:
    """All that decides whom a rule is for and what it gives; not what it is called, where it stands and how it is limited."""
    own = {
        id(formula.expr) for limit in rule.limits for formula in (limit.bound, limit.since, limit.order_by, limit.when) if formula
    }
    conditions: list[Expr] = []
    for each in rule.when:
        if each.formula.expr not in conditions:
            conditions.append(each.formula.expr)
    rest = [each.expr for each in formulas(rule) if id(each.expr) not in own and each.expr not in conditions]
    amount = (rule.amount.kind, rule.amount.unit, rule.amount.instrument) if rule.amount else ()
    results = tuple(each.result for each in rule.choose)
    return rule.kind, rule.subject, rule.period, rule.owed, amount, results, frozenset(conditions), tuple(rest)
