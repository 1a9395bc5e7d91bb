"""Exit codes and what goes to which stream (DESIGN 7)."""

import json
from pathlib import Path

import pytest

from tests.cli.support import GRANTED, SMALL, Folder, call, case

DECIDED = "history: []\ndecisions: [{rule: venture, organisation: 阳光屋, amount: 6万元, by: 某局}]\n"
UNKNOWN_TOO = "history:\ndecisions: [{rule: venture, organisation: 阳光屋, amount: 6万元, by: 某局}]\n"
EVALUATIONS = [
    ("granted", case(), [], 0),
    ("refused", case("registered: false"), [], 0),
    ("refused and asked for alone", case("registered: false"), ["--rule", "startup"], 1),
    ("granted and asked for alone", case(), ["--rule", "startup"], 0),
    ("unknown", case("registered: true"), [], 3),
    ("unknown until a reading is chosen", case("registered: true"), ["--reading", "counting=free"], 0),
    ("history unknown", case(more=""), [], 3),
    ("to be decided", case(claims="[venture]"), [], 0),
    ("rejected", case(claims="[venture]", more=DECIDED), [], 1),
    ("rejected, and another unknown", case("registered: true", claims="[venture, startup]", more=DECIDED), [], 3),
    ("not yet in force", case(), ["--as-of", "2021-12-31"], 0),
    ("a rule that was not claimed", case("registered: false"), ["--rule", "venture"], 0),
]


@pytest.mark.parametrize(("text", "options", "code"), [each[1:] for each in EVALUATIONS], ids=[each[0] for each in EVALUATIONS])
def test_evaluate(folder: Folder, small: str, text: str, options: list[str], code: int) -> None:
    result = call("evaluate", small, folder.write("a.yaml", text), *options, "--format", "json")
    assert result.exit_code == code, result.stdout + result.stderr
    assert json.loads(result.stdout)["case"] == "阳光屋"
    assert result.stderr == ""


def test_as_of_takes_the_place_of_the_day(folder: Folder, small: str) -> None:
    result = call("evaluate", small, folder.write("a.yaml", case()), "--as-of", "2021-12-31", "--format", "json")
    answer = json.loads(result.stdout)
    assert answer["as_of"] == "2021-12-31"
    assert [award["verdict"] for award in answer["awards"]] == ["not_in_force"]


def test_several_cases_give_the_highest_code_and_a_list(folder: Folder, small: str) -> None:
    other = case("registered: true").replace("阳光屋", "晨光屋")
    first, second = folder.write("a.yaml", case()), folder.write("b.yaml", other)
    result = call("evaluate", small, first, second, "--format", "json")
    assert result.exit_code == 3
    assert [answer["awards"][0]["verdict"] for answer in json.loads(result.stdout)] == ["granted", "unknown"]


def test_all_readings(folder: Folder, small: str) -> None:
    """Refused as the text is read now, granted under the other option."""
    file = folder.write("a.yaml", case("registered: true, staff: 2"))
    result = call("evaluate", small, file, "--all-readings", "--format", "json")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert (answer["low"], answer["high"]) == ("0.00", "30000.00")
    assert answer["usual"]["awards"][0]["verdict"] == "refused"
    (spread,) = answer["spreads"]
    assert [(each["readings"], each["awards"][0]["verdict"]) for each in spread["answers"]] == [
        ({}, "refused"),
        ({"counting": "free"}, "granted"),
    ]
    said = call("evaluate", small, file, "--all-readings", lang="zh").stdout
    assert "不要求" in said and "30,000元" in said
    alone = call("evaluate", small, file, "--all-readings", "--rule", "startup")
    assert alone.exit_code == 1, "refused under one of them"
    unknown = call("evaluate", small, folder.write("b.yaml", case("registered: true")), "--all-readings")
    assert unknown.exit_code == 3


def test_all_readings_say_that_others_give_the_same(folder: Folder) -> None:
    """Free and few both grant; both at once is no third way, and with a single way nothing is said."""
    text = SMALL.replace("counting == 'free' or", "counting == 'free' or counting == 'few' or")
    few = "      free: {label: {zh: 不要求, en: not required}}\n"
    pack = folder.write("small.yaml", text.replace(few, few + "      few: {label: {zh: 从宽, en: leniently}}\n"))
    file = folder.write("a.yaml", case("registered: true, staff: 2"))
    (spread,) = json.loads(call("evaluate", pack, file, "--all-readings", "--format", "json").stdout)["spreads"]
    assert [(each["readings"], each["others"]) for each in spread["answers"]] == [
        ({}, []),
        ({"counting": "few"}, [{"counting": "free"}]),
    ]
    zh, en = (call("evaluate", pack, file, "--all-readings", lang=lang).stdout for lang in ("zh", "en"))
    assert "counting 从宽，等2种" in zh and "counting leniently, and 1 other\n" in en
    alone = call("evaluate", folder.write("small.yaml", SMALL), file, "--all-readings", lang="zh").stdout
    assert "不要求" in alone and "等2种" not in alone


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_wrong_case_gives_no_part_of_an_answer(folder: Folder, small: str, form: str) -> None:
    right, wrong = folder.write("a.yaml", GRANTED), folder.write("b.yaml", GRANTED.replace("staff: 3", "staff: many"))
    result = call("evaluate", small, right, wrong, "--format", form)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "b.yaml:4:" in result.stderr


@pytest.mark.parametrize("command", ["evaluate", "show", "template", "test"])
def test_a_wrong_pack_is_unusable(folder: Folder, command: str) -> None:
    pack = folder.write("small.yaml", SMALL.replace("amount: grant\n", "amount: grnat\n"))
    rest = [folder.write("a.yaml", GRANTED)] if command == "evaluate" else []
    result = call(command, pack, *rest)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "small.yaml:" in result.stderr and "grant" in result.stderr


CHECKS = [
    ("a clean pack", "small.yaml", SMALL, 0),
    ("a wrong pack", "small.yaml", SMALL.replace("amount: grant\n", "amount: grnat\n"), 1),
    ("an unknown key", "small.yaml", SMALL.replace("currency:", "curency:"), 1),
    ("a doubled key", "small.yaml", SMALL + "id: again\n", 1),
    ("broken YAML", "small.yaml", SMALL + "rules: [\n", 1),
]


@pytest.mark.parametrize(("name", "text", "code"), [each[1:] for each in CHECKS], ids=[each[0] for each in CHECKS])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_check(folder: Folder, name: str, text: str, code: int, form: str) -> None:
    result = call("check", folder.write(name, text), "--format", form)
    assert result.exit_code == code, result.stdout + result.stderr
    assert result.stderr == ""
    if form == "json":
        findings = json.loads(result.stdout)
        assert bool(findings) == bool(code)
        assert all(each["file"].endswith(name) and each["line"] > 0 for each in findings)
    elif code:
        assert name in result.stdout


def test_check_of_a_case(folder: Folder, small: str) -> None:
    assert call("check", small.replace(".yaml", ".cases.yaml")).exit_code == 0, "the pack beside it"
    wrong = folder.write("b.yaml", GRANTED.replace("staff: 3", "staff: many"))
    beside = call("check", wrong)
    named = call("check", wrong, "--pack", small)
    assert beside.exit_code == named.exit_code == 1
    assert "b.yaml:4:" in beside.stdout and "b.yaml:4:" in named.stdout


def test_check_takes_any_number_and_gives_the_highest_code(folder: Folder, small: str) -> None:
    wrong = folder.write("wrong.yaml", SMALL.replace("currency:", "curency:"))
    missing = str(folder.path / "missing.yaml")
    assert call("check", small, wrong).exit_code == 1
    result = call("check", small, wrong, missing)
    assert result.exit_code == 2
    assert "wrong.yaml" in result.stdout and "missing.yaml" in result.stderr
    folder_of = call("check", str(folder.path))
    assert folder_of.exit_code == 1 and "wrong.yaml" in folder_of.stdout


def test_check_refuses_what_is_too_large(folder: Folder) -> None:
    result = call("check", folder.write("large.yaml", SMALL + "#" * 11_000_000))
    assert result.exit_code == 2


def test_strict_counts_warnings(folder: Folder) -> None:
    text = SMALL.replace("      - registered\n", "      - registered == true # and staff > 5\n")
    pack = folder.write("small.yaml", text)
    lenient, strict = call("check", pack), call("check", pack, "--strict")
    assert (lenient.exit_code, strict.exit_code) == (0, 1), lenient.stdout
    assert lenient.stdout == strict.stdout


def test_a_blank_template_is_a_valid_case(folder: Folder, small: str) -> None:
    for options in ([], ["--rule", "startup"]):
        made = call("template", small, "--as-of", "2022-06-01", *options)
        assert made.exit_code == 0, made.stderr
        blank = folder.write("blank.yaml", made.stdout)
        result = call("evaluate", small, blank, "--format", "json")
        assert result.exit_code == 3, result.stderr


@pytest.mark.parametrize("what", ["pack", "case", "outcome"])
def test_schema(what: str) -> None:
    schema = json.loads(call("schema", what).stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schema_of_the_cases_of_a_pack(small: str) -> None:
    made = call("schema", "case", "--pack", small).stdout
    json.loads(made)
    assert "registered" in made


def test_show(small: str) -> None:
    whole, one = call("show", small, lang="zh"), call("show", small, "startup", lang="zh")
    assert whole.exit_code == one.exit_code == 0
    assert "年度补贴" in whole.stdout and "年度补贴" not in one.stdout
    assert "开办费" in one.stdout
    assert "<" in call("show", small, "--format", "html").stdout


@pytest.mark.parametrize("name", ["startup", "开办费", "start-up grant", "Start-up grant"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_rule_is_found_by_its_label(folder: Folder, small: str, name: str, lang: str) -> None:
    """As a report prints it, whatever the language of the call; and `show` prints the id."""
    file = folder.write("a.yaml", case("registered: false", claims="[startup, venture]"))
    for rest in ([], ["--all-readings"]):
        result = call("evaluate", small, file, "--rule", name, "--format", "json", *rest, lang=lang)
        answer = json.loads(result.stdout)
        assert [award["rule"] for award in answer.get("usual", answer)["awards"]] == ["startup"]
        assert result.exit_code == 1
    assert "claims: [startup]" in call("template", small, "--rule", name, lang=lang).stdout
    shown = call("show", small, name, lang=lang).stdout
    assert shown == call("show", small, "startup", lang=lang).stdout
    assert "startup" in shown and "venture" not in shown
    assert all(id in call("show", small, lang=lang).stdout for id in ("startup", "upkeep", "venture"))


def test_an_unknown_rule_is_told_what_there_is(small: str) -> None:
    zh, en = (call("show", small, "开办补贴", lang=lang).stderr for lang in ("zh", "en"))
    assert "startup（开办费）、upkeep（年度补贴）、venture（项目资助）" in zh
    assert "startup (start-up grant), upkeep (yearly grant), venture (venture grant)" in en


def test_a_rule_without_a_citation_has_no_empty_line_for_it(folder: Folder) -> None:
    pack = folder.write("small.yaml", SMALL.replace("    cite: 第二条\n", ""))
    file = folder.write("a.yaml", GRANTED)
    for lang, word in (("zh", "依据"), ("en", "Under")):
        for said in (call("evaluate", pack, file, lang=lang), call("show", pack, "startup", lang=lang)):
            assert said.exit_code == 0, said.stderr
            assert not [line for line in said.stdout.splitlines() if line.strip().startswith(word)]


def test_the_example_of_the_manual(folder: Folder) -> None:
    """`cli.py` finds a pack by its id from any folder."""
    assert call("check", "taicang-2021-163").exit_code == 0


def test_cases_are_not_packs(folder: Folder, small: str) -> None:
    """The file of cases beside a pack is no second pack of the folder."""
    result = call("evaluate", str(Path(small).parent), folder.write("a.yaml", GRANTED), "--format", "json")
    assert result.exit_code == 0, result.stderr
