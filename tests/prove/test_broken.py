"""Is what is broken in a pack refuted, in words and with a case that anybody can run?

With TIAOKUAN_UPDATE=1 the texts are written anew.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from engine.analysis.prove.confirming import CONFIRMS
from engine.analysis.prove.decide import decided
from engine.analysis.prove.model import Proof
from engine.analysis.prove.properties import PROPERTIES, goals_of
from engine.analysis.prove.replayed import Replayed
from engine.analysis.replaying import read_again
from engine.pack.load import loads
from engine.pack.model import Pack
from engine.reports.proofs import proofs_text
from engine.text.render import as_text
from tests.prove.broken import BROKEN, HERE, text

EXPECTED = HERE / "expected"
UPDATE = os.environ.get("TIAOKUAN_UPDATE") == "1"


def pack_of(data: str) -> Pack:
    loaded = loads(data.encode(), "sample.yaml")
    assert loaded.pack is not None, as_text(loaded.diagnostics, "en")
    return loaded.pack


@cache
def proved(name: str) -> tuple[Pack, tuple[Proof, ...]]:
    """A broken pack, and what comes of all that is to be proved of it."""
    pack = pack_of(text(name))
    goals = goals_of(pack)
    found = {proof.goal: proof for proof in decided(pack, goals)}
    return pack, tuple(found[goal] for goal in goals)


def test_of_a_sound_pack_everything_holds() -> None:
    pack = pack_of((HERE / "sample.yaml").read_text(encoding="utf-8"))
    assert {proof.verdict for proof in decided(pack, goals_of(pack))} == {"proved", "shown"}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refuted(name: str) -> None:
    _, proofs = proved(name)
    assert {proof.goal.name: proof.verdict for proof in proofs}[BROKEN[name][2]] == "refuted"
    assert not [proof.goal.name for proof in proofs if proof.verdict == "unknown"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_reviewer_reads_why(name: str, lang: str) -> None:
    pack, proofs = proved(name)
    printed = proofs_text(pack, [proof for proof in proofs if proof.verdict == "refuted"], lang)
    path: Path = EXPECTED / f"{name}.{lang}.txt"
    if UPDATE:
        path.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BROKEN)
def test_the_case_of_a_refutation_breaks_the_property(name: str) -> None:
    """Read from its text alone, as whoever runs the file would."""
    pack, proofs = proved(name)
    for proof in proofs:
        if proof.verdict == "refuted" and not PROPERTIES[proof.goal.kind].reach:
            case = read_again(pack, proof.case)
            assert case is not None and case.claims
            assert CONFIRMS[proof.goal.kind](Replayed(pack, case, case.claims[0].rule), proof.goal)


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_can_be_left_out_of_the_case(name: str) -> None:
    pack, proofs = proved(name)
    for proof in proofs:
        if proof.verdict != "refuted" or not proof.case:
            continue
        lines = proof.case.splitlines()
        for at, line in enumerate(lines):
            if line.startswith("  - {rule: "):  # a line of history
                case = read_again(pack, "\n".join([*lines[:at], *lines[at + 1 :]]))
                assert case is None or not CONFIRMS[proof.goal.kind](Replayed(pack, case, proof.goal.rule), proof.goal)
