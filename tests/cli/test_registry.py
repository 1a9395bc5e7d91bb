"""A folder of versions: each claim under the version in force at its `law_at`."""

import json

import pytest

from engine.commands import inputs
from engine.pack.registry import Registry, open_packs
from tests.cli.support import ROOT, SMALL, Folder, call, case

MEASURE = str(ROOT / "examples" / "measures" / "p22_baoan.yaml")

LATER = (
    SMALL.replace("version: 1.0.0", "version: 2.0.0")
    .replace("in_force: {from: 2022-01-01}", "in_force: {from: 2023-01-01}")
    .replace("yearly: {value: 1万元", "yearly: {value: 2万元")
)
EARLIER = SMALL.replace("in_force: {from: 2022-01-01}", "in_force: {from: 2022-01-01, until: 2022-12-31}")
BOTH_YEARS = case("registered: true", "[upkeep]", "period: [2022, 2023]\nhistory: []\n").replace("2022-06-01", "2023-06-01")


@pytest.fixture
def versions(folder: Folder) -> str:
    folder.path.joinpath("packs").mkdir()
    folder.write("packs/a.yaml", EARLIER)
    folder.write("packs/b.yaml", LATER)
    return str(folder.path / "packs")


def test_claims_under_two_versions_give_two_outcomes(folder: Folder, versions: str) -> None:
    result = call("evaluate", versions, folder.write("case.yaml", BOTH_YEARS), "--format", "json")
    assert result.exit_code == 0, result.stderr
    first, second = json.loads(result.stdout)
    said = [[(each["period"], each["low"]) for each in answer["awards"]] for answer in (first, second)]
    assert said == [[("2022", "10000.00")], [("2023", "20000.00")]]
    assert [answer["pack"]["version"] for answer in (first, second)] == ["1.0.0", "2.0.0"]
    assert [answer["low"] for answer in (first, second)] == ["10000.00", "20000.00"]
    assert "1.0.0" in result.stderr and "2.0.0" in result.stderr, "it says which version answers"


def test_what_an_earlier_version_grants_is_history_to_a_later_one(folder: Folder, versions: str) -> None:
    """Two payments in a lifetime: the third year gets none, although it stands alone under its version."""
    text = BOTH_YEARS.replace("[2022, 2023]", "[2022, 2023, 2024]").replace("2023-06-01", "2024-06-01")
    result = call("evaluate", versions, folder.write("case.yaml", text), "--format", "json")
    verdicts = [each["verdict"] for answer in json.loads(result.stdout) for each in answer["awards"]]
    assert verdicts == ["granted", "granted", "refused"]


def test_one_version_gives_one_outcome(folder: Folder, versions: str) -> None:
    result = call("evaluate", versions, folder.write("case.yaml", case()), "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["pack"]["version"] == "1.0.0"


def test_no_version_in_force(folder: Folder, versions: str) -> None:
    result = call("evaluate", versions, folder.write("case.yaml", case()), "--as-of", "2021-12-31")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "U914" in result.stderr and "2021-12-31" in result.stderr


def test_two_versions_overlap(folder: Folder, versions: str) -> None:
    folder.write("packs/a.yaml", SMALL)  # without an end
    text = case().replace("2022-06-01", "2023-06-01")
    result = call("evaluate", versions, folder.write("case.yaml", text))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "U915" in result.stderr and "1.0.0" in result.stderr and "2.0.0" in result.stderr


def test_a_rule_the_law_then_did_not_have(folder: Folder, versions: str) -> None:
    """Asked for every rule, a new rule is no claim under the old law; asked for by name, it is one without a law."""
    later = LATER.replace(
        "  startup:\n", "  bonus:\n    subject: organisation\n    cite: 第二条\n    amount: grant\n  startup:\n"
    )
    folder.write("packs/b.yaml", later)
    every = case(claims="").replace("claims: \n", "period: 2022\n")
    result = call("evaluate", versions, folder.write("case.yaml", every), "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert {award["rule"] for award in json.loads(result.stdout)["awards"]} == {"startup", "upkeep", "venture"}
    named = call("evaluate", versions, folder.write("case.yaml", case(claims="[bonus]")))
    assert named.exit_code == 2 and "U914" in named.stderr


def test_other_measures_in_the_folder(folder: Folder, versions: str) -> None:
    folder.write("packs/c.yaml", SMALL.replace("id: small-2022", "id: other-2022"))
    silent = call("evaluate", versions, folder.write("case.yaml", case()))
    assert silent.exit_code == 2 and "U916" in silent.stderr
    wrong = call("evaluate", versions, folder.write("case.yaml", case() + "measure: smal-2022\n"))
    assert wrong.exit_code == 2 and "U917" in wrong.stderr and "small-2022" in wrong.stderr
    named = call("evaluate", versions, folder.write("case.yaml", case() + "measure: other-2022\n"), "--format", "json")
    assert json.loads(named.stdout)["pack"]["id"] == "other-2022"


def test_one_pack_is_asked_for(versions: str) -> None:
    result = call("show", versions)
    assert result.exit_code == 2 and "U923" in result.stderr


@pytest.mark.parametrize(
    "command", [["test"], ["coverage"], ["boundaries", "--rule", "grade_reward"], ["mutate", "--sample", "1"]]
)
def test_a_pack_is_loaded_once(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    def counted(text: str) -> Registry:
        loaded.append(text)
        return open_packs(text)

    monkeypatch.setattr(inputs, "open_packs", counted)
    call(command[0], MEASURE, *command[1:])
    assert loaded == [MEASURE]
