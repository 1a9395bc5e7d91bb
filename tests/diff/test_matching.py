"""What is what under another name is recognised and said once; what fits two alike, or is called otherwise, is left apart."""

from dataclasses import replace

from engine.analysis.diff.matching import best, match
from engine.analysis.diff.model import Pair
from engine.analysis.diff.order import moved
from engine.analysis.diff.renamed import renaming
from engine.analysis.diff.rules import compare_rules
from engine.analysis.replaying import read_again
from tests.diff.support import MEASURE, changes, edited, measure, pack_of, sides, taicang


def renames(*edits: tuple[str, str]) -> set[tuple[str, str, str]]:
    found = sides(*edits)
    return {(part, pair.old or "", pair.new or "") for part, some in found.pairs.items() for pair in some if pair.renamed}


def test_everything_is_itself() -> None:
    for pack in (measure(), taicang()):
        found = match(pack, pack)
        assert all(pair.old == pair.new for some in found.pairs.values() for pair in some)
        assert compare_rules(found) == ()
        assert found.new_of("rules", "no_such") is None and found.old_of("parameters", next(iter(pack.parameters))) is not None


def test_everything_renamed_at_once_is_said_once_each() -> None:
    edits = [
        ("firm", "company"), ("en: company", "en: firm"), ("local companys", "local firms"), ("least_staff", "fewest"),
        ("staff:", "people:"), ("by: staff", "by: people"), ("scale(staff)", "scale(people)"), ("staff >=", "people >="),
        ("admitted:", "accepted:"), ("- admitted", "- accepted"), (".admitted", ".accepted"), ("[admitted]", "[accepted]"),
        ("  grant: {value", "  sum_given: {value"), ("amount: grant", "amount: sum_given"), ("counting", "numbers"),
        ("startup:", "opening:"), ("over: [startup", "over: [opening"),
        ("months:", "month_count:"), ("times: months", "times: month_count"),
    ]  # fmt: skip
    found = compare_rules(match(measure(), pack_of(edited(*edits))))
    renamed = {(each.part, each.old, each.new) for each in found if each.kind == "renamed"}
    assert {
        ("subjects", "firm", "company"),
        ("facts", "firm.staff", "company.people"),
        ("facts", "post.months", "post.month_count"),
        ("definitions", "firm.admitted", "company.accepted"),
        ("parameters", "grant", "sum_given"),
        ("parameters", "least_staff", "fewest"),
        ("readings", "counting", "numbers"),
        ("rules", "startup", "opening"),
    } == renamed
    assert {each.kind for each in found} <= {"renamed", "label"}


def test_a_case_is_put_to_the_old_version_in_its_own_words() -> None:
    """Whatever it names: subjects, facts, rules, readings, in its lines of history and its decisions too."""
    edits = [
        ("firm", "company"), ("en: company", "en: firm"), ("local companys", "local firms"),
        ("turnover", "sales"), ("en: sales}", "en: turnover}"), ("counting", "numbers"),
        ("  decided:", "  judged:"), ("startup:", "opening:"), ("over: [startup", "over: [opening"),
    ]  # fmt: skip
    told = "case: 例\nas_of: 2022-06-01\nfirm: {id: 甲, turnover: 3元}\nclaims: [startup, decided]\n"
    told += "readings: {counting: free}\nhistory: [{rule: startup, firm: 甲, as_of: 2022-02-01}]\n"
    told += "decisions: [{rule: decided, firm: 甲, amount: 1万元, by: 某局}]\n"
    retold = told
    for was, now in (
        ("firm", "company"),
        ("turnover", "sales"),
        ("counting", "numbers"),
        ("startup", "opening"),
        ("decided", "judged"),
    ):
        retold = retold.replace(was, now)
    found = sides(*edits)
    old, new = read_again(found.old, told), read_again(found.new, retold)
    assert old is not None and new is not None
    assert replace(renaming(found).case(new), digest=old.digest) == old


def test_two_that_fit_alike_are_left_apart() -> None:
    two = edited(
        (
            "  grant: {value: 3万元, label: {zh: 开办费, en: start-up grant}, cite: 第二条}\n",
            "  a: {value: 3万元}\n  b: {value: 3万元}\n",
        ),
        ("amount: grant", "amount: min(a, b)"),
    )
    kinds = [each.kind for each in compare_rules(match(measure(), pack_of(two)))]
    assert "renamed" not in kinds
    assert best(["x"], ["y", "z"], lambda _, __: 0.9) == {}
    assert best(["x"], ["y", "z"], lambda _, other: 0.9 if other == "y" else 0.7) == {"x": "y"}


def test_a_fact_that_people_call_otherwise_is_another_fact() -> None:
    """It stands where the old one stood, with the same type and citation, and asks for something else."""
    found = changes(
        ("local: {type: bool, label: {zh: 在本市, en: local}", "nearby: {type: bool, label: {zh: 在本省, en: nearby}"),
        ("local and", "nearby and"),
    )
    assert [each.kind for each in found] == ["definition_changed", "fact_added", "fact_removed"]


def test_a_fact_under_another_subject_has_moved() -> None:
    line = "    filled: {type: bool, label: {zh: 在岗, en: filled}, cite: 第三条}\n"
    found = changes(
        (line, ""),
        ("    local:", f"{line}    local:"),
        ("[firm.admitted, filled]", "[firm.admitted, firm.filled]"),
        ("when: filled}", "when: firm.filled}"),
    )
    assert ("moved", "facts", "post.filled", "firm.filled") in {(each.kind, each.part, each.old, each.new) for each in found}


def test_limits_are_known_by_name_and_by_what_they_say() -> None:
    found = sides(("limits: [once, {at_most: 5万元, per: year}]", "limits: [{name: yearly, at_most: 5万元, per: year}, once]"))
    assert Pair("limits", "startup/at_most", "startup/yearly") in found.of("limits")
    assert Pair("limits", "startup/once", "startup/once") in found.of("limits")
    assert Pair("limits", "/at_most", "/at_most") in found.of("limits")


def test_provisions_are_known_by_place_and_by_summary() -> None:
    third = "  第三条: {kind: grant, summary: {zh: 新增的一条, en: a new one}, not_computed: {zh: 无, en: none}}\n  第四条: {kind: grant, summary: {zh: 在岗人员按月补工资"
    text = edited(
        ("第七条", "第八条"),
        ("第六条", "第七条"),
        ("第五条", "第六条"),
        ("第四条", "第五条"),
        ("  第三条: {kind: grant, summary: {zh: 在岗人员按月补工资", third),
    )
    pairs = {pair.old: pair.new for pair in match(measure(), pack_of(text)).of("provisions")}
    assert pairs == {
        "第一条": "第一条",
        "第二条": "第二条",
        None: "第三条",
        "第三条": "第四条",
        "第四条": "第五条",
        "第五条": "第六条",
        "第六条": "第七条",
        "第七条": "第八条",
    }


def test_a_citation_that_follows_its_provision_to_a_new_number_is_no_change() -> None:
    head, _, tail = MEASURE.partition("provisions:\n")
    renumbered = head.replace("第七条", "第八条") + "provisions:\n" + tail.replace("第七条", "第八条")
    assert [each.kind for each in compare_rules(match(measure(), pack_of(renumbered)))] == []


def test_the_fewest_that_moved() -> None:
    assert moved("abcd", "abcd") == [] and moved([], []) == []
    assert moved("abcd", "dabc") == ["d"]
    assert moved("abcd", "bcda") == ["a"]
    assert moved("abcdef", "bacdfe") in (["b", "f"], ["a", "e"], ["b", "e"], ["a", "f"])
