"""个案写的情形不可能有。 A case of something that cannot be.

为何重要：这样的个案检验不了规则：所预期的认定从来不会有，或者数字自相矛盾（部分多于总数）。检查个案文件时指出。
Why it matters: such a case tests nothing: what it expects never comes, or its numbers contradict each other (a part larger than
the whole). It is told when the file of cases is checked.
"""

from collections.abc import Iterable, Iterator

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.limits import most_of_a_claim
from engine.lang.ir import Expr, Ref
from engine.lang.quantities import money, say_money
from engine.pack.case import Case, Expectation, Instance
from engine.pack.rule import Rule
from engine.text.diagnostics import Diagnostic

CODE = "L462"
# Verdicts that only rules of some kind of amount give; every other may come of any.
ONLY = {
    "delegated": ("elsewhere",),
    "unstated": ("unstated",),
    "to_decide": ("decided",),
    "granted": ("computed", "each", "decided"),
}

NOTHING = ("refused", "not_in_force", "rejected", "delegated", "unstated")  # verdicts that pay nothing


def check_cases(draft: Draft, cases: Iterable[Case]) -> Iterator[Diagnostic]:
    seen: set[tuple[int, int]] = set()
    for case in cases:
        for each in case.steps or (case,):
            for finding in (*_numbers(draft, each), *_expected(draft, each)):
                # The steps of a chain share what is stated once.
                if finding.place and (finding.place.start, finding.place.end) not in seen:
                    seen.add((finding.place.start, finding.place.end))
                    yield finding


def _numbers(draft: Draft, case: Case) -> Iterator[Diagnostic]:
    for rule in draft.pack.rules.values():
        if rule.target and rule.target.of:
            for line in case.instances():
                count, of = (_fact(draft, case, each.expr, line[-1]) for each in (rule.target.count, rule.target.of))
                if count and of and isinstance(count[1], int) and isinstance(of[1], int) and count[1] > of[1]:
                    part, whole = f"{count[0]} = {count[1]}", f"{of[0]} = {of[1]}"
                    yield Diagnostic(CODE, line[-1].places.get(count[0]) or line[-1].place, {"what": f"{part} > {whole}"})


def _fact(draft: Draft, case: Case, expr: Expr, subject: Instance) -> tuple[str, object] | None:
    """The fact that an expression is under the readings of the case, and its value; None where it is none, or unknown."""
    if isinstance(expr, Ref) and expr.kind == "reading":
        reading = draft.pack.readings[expr.name]
        option = reading.options.get(case.readings.get(reading.name, reading.adopted or ""))
        return _fact(draft, case, option.means.expr, subject) if option and option.means else None
    if isinstance(expr, Ref) and expr.kind == "fact" and expr.carrier == subject.kind and expr.name in subject.facts:
        return expr.name, subject.facts[expr.name]
    return None


def _expected(draft: Draft, case: Case) -> Iterator[Diagnostic]:
    for each in case.expect or ():
        rule = draft.pack.rules.get(each.rule)
        if rule is not None and rule.amount is not None and (what := _never(draft, rule, each)):
            yield Diagnostic(CODE, each.place, {"what": what}, (rule.place,))


def _never(draft: Draft, rule: Rule, expected: Expectation) -> str:
    """What is expected of a rule that never gives it; "" if all may be."""
    verdict = expected.fields.get("verdict")
    kinds = ONLY.get(str(verdict))
    if rule.amount and kinds and rule.amount.kind not in kinds:
        return f"{rule.name}: {verdict}"
    most = most_of_a_claim(draft, rule)
    for key in ("amount", "low", "high"):
        stated = expected.fields.get(key)
        fen = money(stated) if isinstance(stated, str) else None
        if (fen and verdict in NOTHING) or (fen == 0 and key != "low" and verdict == "granted"):
            return f"{rule.name}: {verdict}, {key} {stated}"
        if fen is not None and most is not None and fen > most:
            return f"{rule.name}: {key} {stated} > {say_money(int(most), 'zh')}"
    return ""
