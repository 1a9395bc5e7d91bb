"""`mutate --prove`: is a mutant called equivalent only if it is, and does the case shown for a survivor notice it?

Each way of showing an equivalence without a solver is held against the solver too: a sample, or with TIAOKUAN_MUTANTS=1 all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.analysis.diff.compare import SEVERAL
from engine.analysis.mutate.bench import Bench
from engine.analysis.mutate.mutants import Mutant
from engine.analysis.mutate.run import Input, bench_of, chosen
from engine.analysis.mutate.solving import settled
from engine.pack.load import loads
from engine.pack.model import Pack
from engine.pack.registry import cases_path
from engine.text.render import as_text
from tests.cli.support import CASES, ROOT, SMALL, TAICANG, call
from tests.policies.measures import MEASURES

EVERY = os.environ.get("TIAOKUAN_MUTANTS") == "1"
EQUIVALENT = 4  # of each pack, held against the solver
KILLED = 2  # likewise
TRIED = 30  # mutants of a pack, of which some are drawn as equivalent
PACKS = [Path(TAICANG), *MEASURES]
each_pack = pytest.mark.parametrize("path", PACKS, ids=[path.stem for path in PACKS])


@cache
def bench(path: Path) -> Bench:
    return bench_of(Input(path.read_text(encoding="utf-8"), path.name, cases_path(path)))


def reached(of: Bench, mutant: Mutant) -> list[str]:
    """The rules that a mutant can reach; of one that reaches none all, which must answer as they did."""
    affected = of.reach.of(mutant.way)
    return [name for name in of.mutants.pack.rules if name in affected or not affected]


def shown_without(of: Bench, most: int) -> Iterator[tuple[str, Mutant, Pack]]:
    """Mutants that are shown to be equivalent without a solver, and how."""
    found = 0
    for number in chosen(len(of.mutants.every), None if EVERY else TRIED):
        mutant = of.mutants.every[number]
        pack = of.mutants.made(mutant)
        if pack is None or found == most:
            continue
        same = replace(pack, digest=of.mutants.pack.digest) == of.mutants.pack
        how = "unread" if not of.reach.of(mutant.way) else "same" if same else of.proofs.shown(mutant, pack)
        if how:
            found += 1
            yield how, mutant, pack


@each_pack
def test_the_solver_agrees_that_they_are_equivalent(path: Path) -> None:
    of = bench(path)
    for how, mutant, pack in shown_without(of, 10_000 if EVERY else EQUIVALENT):
        judged = settled(of.mutants.pack, pack, reached(of, mutant))
        assert judged.fate == "equivalent", (how, mutant.name, judged.missing, judged.open)


@each_pack
def test_what_a_case_notices_is_never_called_equivalent(path: Path) -> None:
    of = bench(path)
    tried = 0
    for number in chosen(len(of.mutants.every), None if EVERY else KILLED * 2):
        mutant = of.mutants.every[number]
        if tried == KILLED and not EVERY:
            break
        if of.judge(number).fate == "killed" and (pack := of.mutants.made(mutant)) is not None:
            tried += 1
            assert settled(of.mutants.pack, pack, reached(of, mutant)).fate == "survived", mutant.name


# -- equivalent or not -----------------------------------------------------------------------------------------------------

BUDGET = """\
format: 1
id: budget
version: 1.0.0
title: 总额控制
subjects: {firm: {label: 企业}}
facts:
  firm:
    asked_on: {type: date, not_after: as_of}
    founded: {type: date}
    staff: {type: int, from: 0, up_to: 99}
    cost: {type: money}
parameters:
  budget: {value: 10万元}
rules:
  grant:
    subject: firm
    paid_by: 市财政
    when: [staff + 1 > 3]
    amount: min(cost, 元(500))
    limits: [{at_most: budget, key: [], order_by: asked_on, short: refuse}]
"""


def made(text: str) -> Pack:
    loaded = loads(text.encode(), "budget.yaml")
    assert loaded.pack is not None, as_text(loaded.diagnostics, "en")
    return loaded.pack


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        ("staff + 1 > 3", "staff + 1 >= 4", "equivalent"),
        ("staff + 1 > 3", "staff >= 2", "survived"),
        ("min(cost, 元(500))", "min(cost, min(元(500), cost))", "equivalent"),
        ("min(cost, 元(500))", "min(cost, 元(501))", "survived"),
        ("paid_by: 市财政", "paid_by: 区财政", "survived"),
        ("key: []", "key: [firm]", "survived"),
    ],
)
def test_what_is_shown_and_what_notices(old: str, new: str, fate: str) -> None:
    assert BUDGET.count(old) == 1
    judged = settled(made(BUDGET), made(BUDGET.replace(old, new)), ["grant"])
    assert (judged.fate, judged.missing is not None) == (fate, fate == "survived")
    assert judged.open is None


def test_the_order_of_service_is_not_called_equivalent_since_one_claim_does_not_show_it() -> None:
    judged = settled(made(BUDGET), made(BUDGET.replace("order_by: asked_on", "order_by: founded")), ["grant"])
    assert (judged.fate, judged.open, judged.missing) == ("survived", SEVERAL, None)


def test_what_the_solver_gives_up_on_survives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.analysis.diff.compare.find", lambda *_, **__: solving_gave_up())
    judged = settled(made(BUDGET), made(BUDGET.replace("staff + 1 > 3", "staff + 1 >= 4")), ["grant"])
    assert judged.fate == "survived" and judged.open is not None and judged.missing is None


def solving_gave_up() -> object:
    from engine.backends.smt.solve import Found

    return Found("gave_up")


# -- the command -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    path.with_suffix(".cases.yaml").write_text(CASES, encoding="utf-8")
    return path


def report(*arguments: str) -> dict[str, Any]:
    found = json.loads(call("mutate", *arguments, "--format", "json").stdout)
    assert isinstance(found, dict)
    return {**found, "seconds": 0}


def test_the_cases_that_were_missing_can_be_added_as_they_are_printed(pack: Path) -> None:
    without, found = call("mutate", str(pack)), call("mutate", str(pack), "--prove")
    assert found.exit_code == 1 and "without --prove" not in found.stdout and "without --prove" in without.stdout
    report, mark, cases = found.stdout.partition("# Cases that were missing")
    assert mark and "a case that would notice: line" in report
    file = pack.with_suffix(".cases.yaml")
    file.write_text(CASES.rstrip("\n") + "\n" + cases.partition("\n")[2], encoding="utf-8")
    assert call("test", str(pack)).exit_code == 0
    again = call("mutate", str(pack), "--prove")
    assert "a case that would notice" not in again.stdout, "a case that was added does not notice its mutant"
    assert again.stdout.count("not decided: ") <= found.stdout.count("not decided: ")


def test_as_data_a_case_is_a_file_that_holds_of_the_pack_alone(pack: Path) -> None:
    few = (str(pack), "--operator", "limit", "--operator", "number")
    found = report(*few, "--prove")
    shown = [each for each in found["survivors"] if "case" in each]
    assert shown and all("case" in each or "not_decided" in each for each in found["survivors"])
    one = pack.with_name("one.yaml")
    one.write_text(shown[0]["case"], encoding="utf-8")
    assert call("test", str(pack), "--cases", str(one)).exit_code == 0
    assert not any("case" in each or "not_decided" in each for each in report(*few)["survivors"])


def test_processes_change_nothing_but_the_time(pack: Path) -> None:
    few = (str(pack), "--prove", "--sample", "36")
    assert report(*few, "--processes", "1") == report(*few, "--processes", "2")


def test_a_reason_that_only_the_solver_makes_needless_is_not_called_stale(tmp_path: Path) -> None:
    path = tmp_path / "budget.yaml"
    text = BUDGET.replace("when: [staff + 1 > 3]", "when: [staff + 1 > 3]  # lint: ignore M101 the same number")
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".cases.yaml").write_text(
        "cases:\n  - {case: a, as_of: 2024-01-01, firm: {id: a, staff: 3, cost: 5元, asked_on: 2024-01-01}, history: [],"
        " expect: {grant: {amount: 5元}}, cite: 一, why: 三人}\n",
        encoding="utf-8",
    )
    assert "M106" not in call("mutate", str(path), "--prove").stderr
    assert "M106" not in call("mutate", str(path)).stderr


def test_in_chinese_too(pack: Path) -> None:
    said = call("mutate", str(pack), "--prove", "--operator", "limit", lang="zh").stdout
    assert "能发现它的个案：第" in said and "# 缺少的个案。" in said and "待核对。变异：" in said


def test_without_the_solver_the_extra_is_named(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.commands.mutate.find_spec", lambda name: None)
    found = call("mutate", str(pack), "--prove")
    assert found.exit_code == 2 and "U926" in found.stderr and "tiaokuan[prove]" in found.stderr
    assert call("mutate", str(pack), "--sample", "5").exit_code in (0, 1)


def test_without_it_no_solver_is_loaded(pack: Path) -> None:
    probe = (
        "import sys\nfrom engine.commands import main\n"
        "if __name__ == '__main__':\n    try:\n        main(sys.argv[1:])\n    except SystemExit:\n        pass\n"
        "    print('z3' in sys.modules, file=sys.stderr)"
    )
    for options, loaded in (((), "False"), (("--prove",), "True")):
        command = [sys.executable, "-X", "utf8", "-c", probe, "mutate", str(pack), "--operator", "limit", *options]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
        assert ran.stderr.split()[-1] == loaded
