"""The command: its exit codes, its forms, the cases it writes, and what it needs."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.analysis.prove.properties import PROPERTIES
from engine.commands.program import PROGRAM
from tests.cli.support import ROOT
from tests.prove.broken import HERE, text

SAMPLE = str(HERE / "sample.yaml")


def prove(*arguments: str) -> Result:
    return CliRunner().invoke(PROGRAM, ["prove", *arguments])


@pytest.fixture
def capless(tmp_path: Path) -> str:
    path = tmp_path / "capless.yaml"
    path.write_text(text("a_cap_removed"), encoding="utf-8")
    return str(path)


def test_a_sound_pack_gives_0() -> None:
    result = prove(SAMPLE, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "✓  no payment passes a limit (limits_kept): 2 proved" in result.stdout


def test_a_refutation_gives_1_and_a_case_that_runs(capless: str, tmp_path: Path) -> None:
    folder = tmp_path / "made" / "cases"
    result = prove(capless, "--lang", "en", "--witnesses", str(folder))
    assert result.exit_code == 1 and not result.stderr
    (case,) = folder.iterdir()
    assert case.name == "invariant.building_grant.half_a_million.yaml"
    assert case.name in result.stdout and "case file" not in result.stdout
    answered = CliRunner().invoke(PROGRAM, ["evaluate", capless, str(case), "--format", "json"])
    assert answered.exit_code == 0
    assert json.loads(answered.stdout)["awards"][0]["low"] == "1000000.00"


def test_without_a_folder_the_case_is_printed(capless: str, tmp_path: Path) -> None:
    printed = prove(capless, "--lang", "en").stdout
    case = tmp_path / "case.yaml"
    case.write_text(printed.partition("# case file")[2].partition("\n")[2], encoding="utf-8")
    assert CliRunner().invoke(PROGRAM, ["evaluate", capless, str(case)]).exit_code == 0


def test_one_rule_and_one_property(capless: str) -> None:
    result = prove(capless, "--rule", "年度奖励", "--property", "limits_kept", "--property", "within_range", "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [each["property"] for each in found["properties"]] == ["limits_kept", "within_range"]
    assert found["counts"] == {"proved": 2, "shown": 0, "refuted": 0, "unknown": 0}
    assert found["properties"][0]["goals"][0]["goal"] == "limits_kept/prize/claims"


def test_as_data(capless: str) -> None:
    found = json.loads(prove(capless, "--property", "invariant", "--format", "json").stdout)
    (goal,) = found["properties"][0]["goals"]
    assert (goal["verdict"], goal["adopted_readings"], goal["rule"]) == ("refuted", "refuted", "building_grant")
    assert goal["case"].startswith('case: "invariant/building_grant/half_a_million"\n')
    assert all(set(each) == {"zh", "en"} for each in found["assumptions"])


def test_what_the_time_did_not_suffice_for_gives_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.analysis.prove.run.apart", lambda *_, seconds: iter(()))
    result = prove(SAMPLE, "--lang", "zh", "--timeout", "1")
    assert result.exit_code == 3
    assert "未能断定，时间到" in result.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_the_solver_the_extra_is_named(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr("engine.analysis.prove.run.find_spec", lambda name: None if name == "z3" else known(name))
    result = prove(SAMPLE, "--lang", lang)
    assert result.exit_code == 2 and not result.stdout
    assert "U926" in result.stderr and "pip install 'tiaokuan[prove]'" in result.stderr and "z3-solver" in result.stderr


def test_a_property_that_is_none_is_refused_with_the_nearest() -> None:
    result = prove(SAMPLE, "--property", "limit_kept", "--lang", "en")
    assert result.exit_code == 2 and "limits_kept" in result.stderr


@pytest.mark.parametrize("arguments", [["prove", "--help"], ["prove", "no-such-pack"], ["prove", SAMPLE, "--rule", "none"]])
def test_the_solver_is_loaded_to_prove_alone(arguments: list[str]) -> None:
    run = (
        "import sys; from engine.commands import main; code = main(sys.argv[1:]); "
        "print('z3' in sys.modules, 'engine.backends.smt' in sys.modules, code)"
    )
    done = subprocess.run([sys.executable, "-c", run, *arguments], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1].startswith("False False")


def test_every_property_has_its_line_in_the_guide() -> None:
    guide = (ROOT / "docs" / "proofs.md").read_text(encoding="utf-8")
    assert [line.split("`")[1] for line in guide.splitlines() if line.startswith("| `")] == list(PROPERTIES)


def test_a_folder_that_cannot_be_made_is_said(capless: str) -> None:
    result = prove(capless, "--witnesses", capless, "--lang", "en")
    assert result.exit_code != 0 and "U950" in result.stderr and "Traceback" not in result.output
