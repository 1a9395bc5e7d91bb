"""No change of meaning goes unseen: every mutant of a pack differs from it in the layer of rules, in more than words."""

from dataclasses import replace

import pytest

from engine.analysis.diff.matching import match
from engine.analysis.diff.rules import compare_rules
from engine.analysis.mutate.mutants import mutants
from engine.analysis.mutate.run import chosen
from engine.pack.document import Fields, parse
from tests.cli.support import ROOT
from tests.diff.support import MEASURE

PACKS = {"taicang": ROOT / "policies" / "taicang_2021_163.yaml"} | {
    name: ROOT / "examples" / "measures" / f"{name}.yaml" for name in ("p04_xiaoyi", "p14_taizhou", "p24_certificates")
}
DRAWN = 60


@pytest.mark.parametrize("name", [*PACKS, "measure"])
def test_a_mutant_is_seen(name: str) -> None:
    root, _ = parse((PACKS[name].read_text(encoding="utf-8") if name in PACKS else MEASURE).encode(), f"{name}.yaml")
    assert isinstance(root, Fields)
    found = mutants(root)
    seen = 0
    for number in chosen(len(found.every), DRAWN):
        mutant = found.every[number]
        pack = found.made(mutant)
        if pack is None:
            continue
        seen += 1
        changes = compare_rules(match(found.pack, pack))
        same = replace(pack, digest=found.pack.digest) == found.pack
        assert same == (not changes), mutant.name
        assert same or not all(each.about.editorial for each in changes), mutant.name
        assert not any(each.kind in ("renamed", "moved") for each in changes), mutant.name
    assert seen > 30
