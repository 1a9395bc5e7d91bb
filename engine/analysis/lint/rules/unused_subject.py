"""对象没有规则涉及。 A kind of subject that no rule is about.

为何重要：空白个案会要求填写这类对象，而没有一条规则用到它。
Why it matters: blank cases ask for such subjects, and no rule has anything to say of them.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L405"


def check(draft: Draft) -> Iterator[Diagnostic]:
    pack = draft.pack
    used = {kind for rule in pack.rules.values() for kind in pack.path_of(rule.subject)}
    used |= {kind for benefit in pack.other_benefits.values() for kind in pack.path_of(benefit.subject)}
    # What is folded over, and whose facts are read there.
    used |= {kind for name in pack.subjects if f"subject {name}" in draft.named for kind in pack.path_of(name)}
    for name, subject in pack.subjects.items():
        if name not in used:
            yield Diagnostic(CODE, subject.place, {"name": name})
