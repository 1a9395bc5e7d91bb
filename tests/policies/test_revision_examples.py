"""Do the examples of a revision load, hold and agree with what is said of them: which changes, and who gains or loses?

The layers of text and rules must find exactly the changes made on purpose; the directions are held against the reference, on the
cases that both versions can answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.analysis.cases import run_one
from engine.analysis.coverage.measure import coverage
from engine.analysis.diff.kinds import KINDS
from engine.analysis.diff.matching import match
from engine.analysis.diff.rules import compare_rules
from engine.analysis.diff.texts import compare_texts
from engine.analysis.lint.file import lint_file
from engine.analysis.source.compare import compare
from engine.analysis.source.outline import Outline
from engine.analysis.source.reading import outline_of
from engine.backends.reference import evaluate
from engine.lang.values import Known
from engine.pack.case import Case, Instance
from engine.pack.case import Path as SubjectPath
from engine.pack.document import Fields, read
from engine.pack.layout import laid_out
from engine.pack.model import Pack
from engine.reports.case_results import as_text
from tests.policies.measures import cases_of, pack_of

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "revision"
OLD, NEW, HYPOTHETICAL = (FOLDER / f"{name}.yaml" for name in ("old", "new", "taicang_hypothetical"))
EXPECTED: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "diff" / "revision_expected.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 6, 1)
DIRECTIONS = {frozenset(): "same", frozenset({"up"}): "more", frozenset({"down"}): "less", frozenset({"up", "down"}): "mixed"}

each_pack = pytest.mark.parametrize("path", [OLD, NEW, HYPOTHETICAL], ids=lambda path: path.stem)
each_pair = pytest.mark.parametrize("pair", EXPECTED.values(), ids=list(EXPECTED))


@each_pack
def test_it_is_marked_as_no_real_document(path: Path) -> None:
    pack = pack_of(path)
    marks = ("假设", "Hypothetical", "hypothetical") if path == HYPOTHETICAL else ("虚构", "Invented", "invented")
    head = path.read_text(encoding="utf-8").split("format: 1")[0]
    assert marks[0] in head and marks[1] in head
    assert marks[0] in pack.title.zh and (marks[1] in pack.title.en or marks[2] in pack.title.en)
    assert all(marks[0] in pack.document[key] for key in ("number", "issuer", "status"))


@each_pack
def test_it_is_clean_laid_out_and_its_cases_hold(path: Path) -> None:
    assert [(each.code, each.place and each.place.line) for each in lint_file(path, today=TODAY).findings] == []
    root, _ = read(path)
    assert isinstance(root, Fields) and laid_out(root).text == path.read_text(encoding="utf-8")
    pack, cases = pack_of(path), cases_of(path)
    found = [run_one(pack, case) for case in cases]
    assert len(cases) >= 25 and all(each.checked and each.case.why and each.case.cite in pack.provisions for each in found)
    assert all(each.passed for each in found), as_text(found, pack, "zh")


@pytest.mark.parametrize("path", [OLD, NEW], ids=lambda path: path.stem)
def test_the_cases_reach_the_invented_packs_and_the_texts_are_theirs(path: Path) -> None:
    assert coverage(pack_of(path), cases_of(path)).tally.share >= Fraction(9, 10)
    assert {each.kind for each in compare(pack_of(path).provisions, outline(path.with_suffix(".txt")))} == {"same"}
    assert "虚构示例" in path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()[0]


def outline(path: Path) -> Outline:
    found, wrong = outline_of(path.read_bytes(), path.name)
    assert found is not None, wrong
    return found


@each_pair
def test_the_layer_of_rules_finds_exactly_what_was_changed(pair: Mapping[str, Any]) -> None:
    old, new = (pack_of(ROOT / pair[side]) for side in ("old", "new"))
    found = compare_rules(match(old, new))
    rows = [(row["kind"], row["at"], set(row.get("rules", ()))) for row in pair["changes"]]
    missing = [
        row
        for row in rows
        if not any(each.kind == row[0] and each.path.startswith(row[1]) and row[2] <= set(each.rules) for each in found)
    ]
    assert missing == []
    telling = [each for each in found if not KINDS[each.kind].editorial]
    surplus = [each.path for each in telling if not any(each.kind == kind and each.path.startswith(at) for kind, at, _ in rows)]
    assert surplus == []
    editorial = [(row["kind"], row["at"]) for row in pair["editorial"]]
    assert [row for row in editorial if not any(each.kind == row[0] and each.path.startswith(row[1]) for each in found)] == []


@each_pair
def test_the_layer_of_the_text_finds_what_was_changed(pair: Mapping[str, Any]) -> None:
    old, new = (pack_of(ROOT / pair[side]) for side in ("old", "new"))
    official = (outline(ROOT / pair["old_text"]), outline(ROOT / pair["new_text"])) if "old_text" in pair else None
    texts = compare_texts(match(old, new), official)
    assert texts.official == ("old_text" in pair)
    found = {(each.kind, each.old, each.new) for each in texts.changes}
    assert {(row["kind"], row["old"], row["new"]) for row in pair["texts"]} - found == set()
    assert [{"old": each.old, "new": each.new} for each in texts.replacements] == pair["replaced"]


@each_pair
def test_every_rule_of_either_version_has_a_direction_and_the_readme_says_it(pair: Mapping[str, Any]) -> None:
    old, new = (pack_of(ROOT / pair[side]) for side in ("old", "new"))
    assert set(pair["directions"]) == {*old.rules, *new.rules}
    changed = {rule for row in pair["changes"] for rule in row["rules"]}
    assert {rule for rule, way in pair["directions"].items() if way != "same"} <= changed
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {rule for rule in pair["directions"] if readme.count(rule) < 2} == set()  # in both languages


@each_pair
def test_the_reference_sees_the_directions_in_the_cases(pair: Mapping[str, Any]) -> None:
    """Cases of the new version put to both, as if each were in force on every day; what only the old one asks, met and not met."""
    old, new = (replace(pack_of(ROOT / pair[side]), in_force=None) for side in ("old", "new"))
    seen: dict[str, set[str]] = defaultdict(set)
    for case in cases_of(ROOT / pair["new"]):
        for one in case.steps or (case,):
            after = money(new, one)
            for before in (money(old, fitted(one, old, met)) for met in (True, False)):
                for claim in before.keys() & after.keys():
                    if (was := before[claim]) != (now := after[claim]):
                        seen[claim[0]].add("up" if (now > was) != new.rules[claim[0]].owed else "down")
    shared = {name for name, rule in old.rules.items() if name in new.rules and rule.kind == "amount"}
    assert {name: DIRECTIONS[frozenset(seen[name])] for name in shared} == {name: pair["directions"][name] for name in shared}
    assert all(pair["directions"][name] == "more" for name in new.rules.keys() - old.rules.keys())
    assert all(pair["directions"][name] == "less" for name in old.rules.keys() - new.rules.keys())


def money(pack: Pack, case: Case) -> dict[tuple[str, SubjectPath, str | None], int]:
    """The most that each claim may bring, where a bound is stated."""
    awards = evaluate(pack, case, needs=False).awards
    return {(each.rule, each.path, each.period): each.high for each in awards if each.high is not None}


def fitted(case: Case, pack: Pack, met: bool) -> Case:
    """A case without what a version of the measure does not know; `met`: what only this version asks."""

    def known(one: Instance) -> Instance:
        own = {fact.name for fact in pack.facts_of(one.kind)}
        facts: dict[str, Known] = {name: met for name in ("local", "accepted") if name in own}
        facts |= {name: value for name, value in one.facts.items() if name in own}
        below = {kind: some and tuple(map(known, some)) for kind, some in one.children.items() if kind in pack.subjects}
        return replace(one, facts=facts, children=below)

    return replace(
        case,
        roots={kind: tuple(map(known, some)) for kind, some in case.roots.items()},
        claims=None if case.claims is None else tuple(each for each in case.claims if each.rule in pack.rules),
        history=None if case.history is None else tuple(each for each in case.history if each.rule in pack.rules),
        decisions=tuple(each for each in case.decisions if each.rule in pack.rules),
        readings={name: option for name, option in case.readings.items() if name in pack.readings},
        steps=(),
    )
