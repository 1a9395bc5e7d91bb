"""What was proved of a pack, as plain data."""

from __future__ import annotations

from collections.abc import Sequence

from engine.analysis.prove.assumptions import assumptions
from engine.analysis.prove.model import Proof
from engine.analysis.prove.properties import PROPERTIES
from engine.pack.model import Pack
from engine.pack.terms import Label
from engine.reports.proofs import tally
from engine.version import ENGINE


def proofs_json(pack: Pack, proofs: Sequence[Proof]) -> dict[str, object]:
    """Every goal with its verdict, property by property, and what the whole rests on."""
    return {
        "engine": ENGINE,
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "counts": tally(proofs),
        "properties": [
            {"property": name, "label": _label(about.label), "counts": tally(mine), "goals": [_goal(each) for each in mine]}
            for name, about in PROPERTIES.items()
            if (mine := [each for each in proofs if each.goal.kind == name])
        ],
        "assumptions": [_label(each) for each in assumptions(pack, proofs)],
    }


def _goal(proof: Proof) -> dict[str, object]:
    goal = proof.goal
    return {
        "goal": goal.name,
        "rule": goal.rule,
        "item": goal.item,
        "label": _label(goal.label),
        "line": goal.place.line if goal.place else None,
        "verdict": proof.verdict,
        "reason": proof.reason,
        "adopted_readings": proof.adopted if proof.verdict == "refuted" and proof.case else proof.verdict,
        "because": [_label(each) for each in proof.because],
        "case": proof.case,
    }


def _label(label: Label) -> dict[str, str]:
    return {"zh": label.say("zh"), "en": label.say("en")}
