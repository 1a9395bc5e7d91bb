"""Several files of one case each are a list of applicants: what they share is served across them, in the stated order."""

from __future__ import annotations

import json

import pytest

from tests.cli.support import Folder, call

PACK = """\
format: 1
id: demo-list
version: 1.0.0
title: {zh: 名单示例, en: a list}
subjects:
  firm: {label: {zh: 企业, en: firm}}
  worker: {of: firm, label: {zh: 职工, en: worker}}
facts:
  firm: {cost: {type: money, label: {zh: 支出, en: cost}}, came: {type: date, label: {zh: 提交日期, en: submitted on}}}
  worker: {identity: {type: id, label: {zh: 身份证号, en: identity}}}
parameters: {budget: {value: 100元}, sum: {value: 10元}, places: {value: 2}}
rules:
  grant: {subject: firm, label: {zh: 补助, en: grant}, amount: cost, limits: [{name: budget, at_most: budget, key: [], order_by: came}]}
  place: {subject: firm, label: {zh: 名额, en: place}, amount: sum, limits: [{name: places, claims: places, key: []}]}
  placing: {subject: worker, label: {zh: 安置, en: placing}, amount: sum, limits: [{name: person, claims: 1, key: [identity]}]}
  start: {subject: firm, label: {zh: 开办, en: start}, amount: sum, limits: [once]}
"""


def applicant(name: str, facts: str, as_of: str = "2024-05-01", more: str = "history: []\n") -> str:
    return f"case: {name}\nas_of: {as_of}\nfirm: {{{facts}}}\n{more}"


def answers(folder: Folder, *cases: str, options: tuple[str, ...] = ()) -> list[dict[str, tuple[str, str, str]]]:
    """For each file the verdict, low and high of every rule."""
    pack = folder.write("list.yaml", PACK)
    files = [folder.write(f"{number}.yaml", case) for number, case in enumerate(cases)]
    made = json.loads(call("evaluate", pack, *files, "--format", "json", *options).stdout)
    outcomes = made if isinstance(made, list) else [made]
    return [{each["rule"]: (each["verdict"], each["low"], each["high"]) for each in outcome["awards"]} for outcome in outcomes]


A = applicant("甲公司", "id: 甲, cost: 70元, came: 2024-04-02, worker: [{id: 1, identity: 某}]")
B = applicant("乙公司", "id: 乙, cost: 70元, came: 2024-04-01, worker: [{id: 1, identity: 某}]")
C = applicant("丙公司", "id: 丙, cost: 1元, came: 2024-04-03, worker: []")


def test_a_budget_in_the_stated_order_whatever_the_order_of_the_files(folder: Folder) -> None:
    for files in ((A, B, C), (C, B, A)):
        found = {case["grant"] for case in answers(folder, *files)}
        assert found == {("granted", "70.00", "70.00"), ("granted", "30.00", "30.00"), ("refused", "0.00", "0.00")}
    first, second, third = answers(folder, A, B, C)
    assert (first["grant"][1], second["grant"][1], third["grant"][0]) == ("30.00", "70.00", "refused"), "乙 came first, 丙 last"


def test_places_in_the_order_of_the_files(folder: Folder) -> None:
    assert [case["place"][0] for case in answers(folder, A, B, C)] == ["granted", "granted", "refused"]
    assert [case["place"][0] for case in answers(folder, C, B, A)] == ["granted", "granted", "refused"]


def test_one_person_in_two_firms(folder: Folder) -> None:
    assert [case["placing"][0] for case in answers(folder, A, B)] == ["granted", "refused"]
    other = B.replace("某", "另一人")
    assert [case["placing"][0] for case in answers(folder, A, other)] == ["granted", "granted"]


def test_files_answer_as_one_case_with_these_applicants(folder: Folder) -> None:
    firms = ", ".join("{" + case.split("firm: {")[1].split("}\n")[0] + "}" for case in (A, B, C))
    one = f"case: 三家\nas_of: 2024-05-01\nfirm: [{firms}]\nhistory: []\n"
    pack = folder.write("list.yaml", PACK)
    made = json.loads(call("evaluate", pack, folder.write("one.yaml", one), "--format", "json").stdout)
    in_one = {(each["rule"], each["subject"]["firm"]): each["low"] for each in made["awards"]}
    in_files = answers(folder, A, B, C)
    assert in_one == {
        (rule, firm): low for firm, case in zip("甲乙丙", in_files, strict=True) for rule, (_, low, _) in case.items()
    }


def test_an_earlier_day_is_served_first_and_is_history_to_a_later_one(folder: Folder) -> None:
    late, early = A.replace("2024-05-01", "2024-05-02"), C
    first, second = answers(folder, late, early)
    assert (first["grant"][1], second["grant"][1]) == ("70.00", "1.00")
    three = answers(folder, late, B, early)
    assert [case["place"][0] for case in three] == ["refused", "granted", "granted"]
    assert three[0]["grant"][1] == "29.00", "100 less 70 less 1"
    assert [case["grant"][1] for case in answers(folder, late, B, early, options=("--as-of", "2024-05-02"))] == [
        "30.00",
        "70.00",
        "0.00",
    ]


def test_nothing_rests_on_what_an_earlier_day_may_have_taken(folder: Folder) -> None:
    unknown, late = C.replace("cost: 1元, ", ""), A.replace("2024-05-01", "2024-05-02")
    first, second = answers(folder, late, unknown)
    assert second["grant"] == ("unknown", "0.00", "100.00")
    assert first["grant"] == ("unknown", "0.00", "70.00")
    assert first["start"] == ("granted", "10.00", "10.00"), "nobody shares it"


def test_a_firm_without_a_name_is_nobody_else(folder: Folder) -> None:
    unnamed = [applicant(name, "cost: 1元, came: 2024-04-01, worker: []") for name in ("一", "二", "二")]
    found = answers(folder, *[f"{case}claims: [start, place]\n" for case in unnamed])
    assert [case["start"][0] for case in found] == ["granted"] * 3
    assert [case["place"][0] for case in found] == ["granted", "granted", "refused"]


def test_one_firm_in_two_files_is_one_firm(folder: Folder) -> None:
    assert [case["start"][0] for case in answers(folder, A, A)] == ["granted", "refused"]
    assert [case["grant"][1] for case in answers(folder, A, A)] == ["70.00", "30.00"]


def test_what_was_paid_is_one_payment_whoever_states_it(folder: Folder) -> None:
    paid = "history: [{rule: grant, firm: 丁, amount: 20元}]\n"
    both = [case.replace("history: []\n", paid) for case in (A, B)]
    assert [case["grant"][1] for case in answers(folder, *both)] == ["10.00", "70.00"]
    assert [case["grant"][1] for case in answers(folder, both[0], B)] == ["10.00", "70.00"], "one file knows of it"


def test_a_history_that_is_missing_leaves_open_what_is_shared_and_nothing_else(folder: Folder) -> None:
    first, second = answers(folder, A.replace("history: []\n", ""), B)
    assert second["grant"] == ("unknown", "0.00", "70.00") and second["place"][0] == "unknown"
    assert second["start"] == ("granted", "10.00", "10.00") and first["start"][0] == "unknown"


def test_only_what_is_asked_is_served(folder: Folder) -> None:
    silent = f"{B}claims: [start]\n"
    first, second = answers(folder, A, silent)
    assert first["grant"][1] == "70.00" and first["placing"][0] == "granted"
    assert set(second) == {"start"}
    (only, _) = answers(folder, A, B, options=("--rule", "grant"))
    assert only == {"grant": ("granted", "30.00", "30.00")}


def test_the_explanation_says_who_took_what(folder: Folder) -> None:
    pack = folder.write("list.yaml", PACK)
    files = [folder.write("a.yaml", A), folder.write("b.yaml", B)]
    shown = call("evaluate", pack, *files, "--rule", "grant").stdout
    table = shown[shown.index("What they share, in the order served") :]
    assert table.index("乙公司") < table.index("甲公司")
    assert "CNY 70" in table and "CNY 30" in table
    assert "Total of the table: CNY 100\n" in table and "all that the files" not in table
    assert "different days" not in shown
    later = folder.write("a.yaml", A.replace("2024-05-01", "2024-05-02"))
    assert "different days" in call("evaluate", pack, later, files[1]).stdout
    assert "What they share" not in call("evaluate", pack, files[1]).stdout


def test_the_explanation_says_what_it_comes_to_and_what_is_left(folder: Folder) -> None:
    """Of a budget and of places, after all of them; of what is asked besides, in a total of its own."""
    pack = folder.write("list.yaml", PACK.replace("key: [], order_by", "key: [], per: year, order_by"))
    files = [folder.write("a.yaml", A.replace("70元", "20元")), folder.write("c.yaml", C)]
    shown = " ".join(call("evaluate", pack, *files).stdout.partition("What they share")[2].split())
    assert "Total of the table: CNY 51 " in shown, "20 + 1 grants, 10 + 10 places, 10 placing"
    assert "Total of all that the files ask for: CNY 71 " in shown, "20 more to start"
    assert "no more than CNY 100 over all claims per calendar year (2024): CNY 79 left after these" in shown
    assert "at most 2 times over all claims in all: 0 times left after these" in shown
    later = folder.write("a.yaml", A.replace("70元", "20元").replace("as_of: 2024", "as_of: 2025"))
    both = "".join(call("evaluate", pack, later, files[1], lang="zh").stdout.partition("共用限额的给付次序")[2].split())
    assert "（2024年）：本批之后尚余99元" in both and "（2025年）：本批之后尚余80元" in both


@pytest.mark.parametrize("other", ["cases: [{case: 一, as_of: 2024-05-01, firm: {}}, {case: 二, as_of: 2024-05-01, firm: {}}]\n"])
def test_a_file_of_several_situations_is_answered_by_itself_and_that_is_said(folder: Folder, other: str) -> None:
    pack = folder.write("list.yaml", PACK)
    result = call("evaluate", pack, folder.write("a.yaml", A), folder.write("b.yaml", B), folder.write("more.yaml", other))
    assert "[U924]" in result.stderr and "more.yaml" in result.stderr
    assert "CNY 30" in result.stdout, "the others are a list all the same"


def test_workers_a_file_does_not_list_may_be_anyone(folder: Folder) -> None:
    unlisted = A.replace(", worker: [{id: 1, identity: 某}]", "")
    _, second = answers(folder, unlisted, B)
    assert second["placing"] == ("unknown", "0.00", "10.00")
    assert second["grant"][1] == "70.00"


def test_files_under_a_folder_of_versions_are_answered_alone_and_that_is_said(folder: Folder) -> None:
    (folder.path / "versions").mkdir()
    folder.write("versions/old.yaml", PACK.replace("title:", "in_force: {until: 2023-12-31}\ntitle:"))
    folder.write("versions/new.yaml", PACK.replace("1.0.0", "2.0.0").replace("title:", "in_force: {from: 2024-01-01}\ntitle:"))
    files = [folder.write("a.yaml", A), folder.write("b.yaml", B)]
    result = call("evaluate", str(folder.path / "versions"), *files, "--format", "json")
    assert result.stderr.count("[U924]") == 2
    grants = [each["low"] for outcome in json.loads(result.stdout) for each in outcome["awards"] if each["rule"] == "grant"]
    assert grants == ["70.00", "70.00"]


def test_under_all_readings_each_file_is_answered_alone_and_that_is_said(folder: Folder) -> None:
    pack = folder.write("list.yaml", PACK)
    files = [folder.write("a.yaml", A), folder.write("b.yaml", B)]
    result = call("evaluate", pack, *files, "--all-readings")
    assert result.stderr.count("[U924]") == 2
    assert "[U924]" not in call("evaluate", pack, files[0], "--all-readings").stderr
