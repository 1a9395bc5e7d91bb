"""条款既没有规则，也没有不计算的理由。 A provision with neither a rule nor a reason why nothing is computed.

为何重要：漏掉的条款和有意不算的条款看上去一样。
Why it matters: a provision that was forgotten looks like one that was left out on purpose.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L413"
RESTING = ("facts", "definitions", "parameters", "readings", "rules", "limits", "expected", "review", "invariants")


def check(draft: Draft) -> Iterator[Diagnostic]:
    cited = {text.text for part, text in draft.citations if part in RESTING}
    for cite, provision in draft.pack.provisions.items():
        if cite not in cited and not provision.not_computed.say("zh"):
            yield Diagnostic(CODE, provision.place, {"cite": cite})
