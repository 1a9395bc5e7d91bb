"""两条规则给同样的人同样的东西。 Two rules that give the same to the same.

为何重要：同一笔钱可能付两次；多半是复制之后忘了修改。
Why it matters: the same money may be paid twice; most often one was copied and never changed.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.pack.reads import formulas
from engine.pack.rule import Rule
from engine.text.diagnostics import Diagnostic

CODE = "L431"


def check(draft: Draft) -> Iterator[Diagnostic]:
    first: dict[tuple[object, ...], Rule] = {}
    for rule in draft.pack.rules.values():
        other = first.setdefault(_signature(rule), rule)
        if other is not rule:
            yield Diagnostic(CODE, rule.place, {"name": rule.name, "other": other.name}, (other.place,), rule.cite)


def _signature(rule: Rule) -> tuple[object, ...]:
    """All that decides whom a rule is for and what it gives; not what it is called, where it stands and how it is limited."""
    own = {
        id(formula.expr) for limit in rule.limits for formula in (limit.bound, limit.since, limit.order_by, limit.when) if formula
    }
    conditions = frozenset(each.formula.expr for each in rule.when)
    rest = [each.expr for each in formulas(rule) if id(each.expr) not in own and each.expr not in conditions]
    amount = (rule.amount.kind, rule.amount.unit, rule.amount.instrument) if rule.amount else ()
    results = tuple(each.result for each in rule.choose)
    return rule.kind, rule.subject, rule.period, rule.owed, amount, results, conditions, tuple(rest)
