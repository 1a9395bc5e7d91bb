"""选择规则没有一路可走。 A choice in which no arm need hold.

为何重要：落在各路之外的个案得不到答复；门槛两侧之间常有一个没人管的数。
Why it matters: a case outside every arm gets no answer; between two thresholds there is often a number that nobody minds.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.witness import example
from engine.text.diagnostics import Diagnostic

CODE = "L433"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, rule in draft.pack.rules.items():
        arms = [each.when for each in rule.choose if each.when]
        if not arms or len(arms) < len(rule.choose):
            continue
        decided = draft.can(CODE, *((each, False) for each in arms))
        if decided.possible:
            yield Diagnostic(CODE, rule.place, {"name": name, "example": example(decided)}, cite=rule.cite)
