"""Asks a solver whether a mutant answers every case as its pack does; if not, a case that tells them apart is what was missing.

Each rule that the change can reach is compared by itself, over all days, after any history. What the solver finds counts once
the reference evaluator has answered the case so; what it gives up on stays a survivor.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.analysis.diff.compare import Comparison
from engine.analysis.diff.model import Finding, FindingKind
from engine.analysis.diff.replay import Replay
from engine.analysis.diff.span import Span
from engine.analysis.expecting import telling_apart
from engine.analysis.mutate.bench import Judged, Missing, holds
from engine.analysis.replaying import read_again
from engine.backends.smt.anew import anew
from engine.pack.model import Pack
from engine.pack.terms import Label

NO_EXPECTATION = Label("求解器举出的个案分辨不了", "the case that the solver names does not tell them apart")
ANOTHER_KIND = Label("规则的种类不同", "the rule is of another kind")


class First(Comparison):
    """Two versions of a rule compared until they are seen to differ."""

    def _show(self, kind: FindingKind) -> None:
        if not self.findings:
            super()._show(kind)


def settled(pack: Pack, altered: Pack, rules: Iterable[str]) -> Judged:
    """What becomes of a mutant that no case notices; `rules`: those whose answers it can alter, which both have.

    Raises ImportError without z3 (the extra `prove`).
    """
    anew()  # or an example would turn on which mutants a process was asked of before
    left: Label | None = None
    for name in rules:
        before, after = pack.rules[name], altered.rules[name]
        if before.kind != after.kind:
            left = left or ANOTHER_KIND
            continue
        found = First(pack, altered, before, after, Replay(pack, altered, name, name), Span()).behaviour()
        for finding in found.findings:
            missing = _missing(pack, altered, finding, name)
            if missing is not None:
                return Judged("survived", missing=missing)
            left = left or NO_EXPECTATION
        if found.verdict == "unknown":
            left = left or found.reason
    return Judged("equivalent", "solver") if left is None else Judged("survived", open=left)


def _missing(pack: Pack, altered: Pack, finding: Finding, rule: str) -> Missing | None:
    """The case with what the pack answers; None if the mutant would pass it."""
    assert finding.before is not None
    expect = f"{{{rule}: {telling_apart(finding.before, finding.after)}}}"
    text = f"{finding.text}expect: {expect}\n"
    mine, its = read_again(pack, text), read_again(altered, text)
    if mine is None or its is None or not holds(pack, mine) or holds(altered, its):
        return None
    return Missing(finding.text, expect)
