"""Differences that are easily passed over: with a fact unknown that one version alone reads, of the last day, of who owes whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.analysis.diff.every_rule import compared
from engine.analysis.diff.matching import match
from engine.analysis.diff.model import Behaviour, Difference
from engine.analysis.diff.replay import Replay
from engine.analysis.replaying import answer, read_again
from engine.reports.comparison import FORMS, comparison
from engine.reports.difference import difference_text
from engine.reports.difference_json import difference_json
from tests.diff.support import pack_of

TEXT = """\
format: 1
id: homes
version: 1.0.0
title: {zh: 养老院办法（虚构）, en: care homes}
document: {number: 样办〔2022〕2号, issuer: 某市办公室, signed: 2022-01-01, published: 2022-01-01, status: 有效, normative_status: unknown}
in_force: {from: 2022-01-01}
currency: CNY
subjects:
  home: {label: {zh: 养老院, en: care home}}
facts:
  home:
    open: {type: bool, label: {zh: 已开业, en: open}, cite: 第一条}
    private: {type: bool, label: {zh: 民办, en: private}, cite: 第一条}
rules:
  grant:
    label: {zh: 补助, en: grant}
    cite: 第一条
    subject: home
    period: year
    when: [open]
    amount: 3万元
    limits: [{at_most: 9万元}]
provisions:
  第一条: {kind: grant, summary: {zh: 补助, en: grant}}
"""


def behaviours(old: tuple[str, str], new: tuple[str, str]) -> list[Behaviour]:
    """What two edits of the measure mean for its rule."""
    for was, _ in (old, new):
        assert was in TEXT, was
    return list(compared(match(pack_of(TEXT.replace(*old)), pack_of(TEXT.replace(*new), "new.yaml"))))


NOTHING = ("format", "format")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        # It holds whatever the fact is, and is unknown where the fact is.
        (NOTHING, ("[open]", "[open, private or not private]"), "unknown_now"),
        (("[open]", "[open, private or not private]"), NOTHING, "known_now"),
        # Only after two payments.
        (
            ("[open]", "[open, count(past) < 2 or private or not private]"),
            ("[open]", "[open, count(past) < 2 or count(past) >= 2]"),
            "known_now",
        ),
    ],
)
def test_a_fact_that_one_version_alone_reads_may_be_unknown(old: tuple[str, str], new: tuple[str, str], kind: str) -> None:
    new = (new[0], new[1].replace("[open, ", '[open, "').replace("]", '"]')) if "(" in new[1] else new
    old = (old[0], old[1].replace("[open, ", '[open, "').replace("]", '"]')) if "(" in old[1] else old
    (found,) = behaviours(old, new)
    assert (found.verdict, [each.kind for each in found.findings]) == ("changed", [kind])


@pytest.mark.parametrize("until", ["2030-12-31", "2029-06-30"])
def test_an_earlier_last_day_is_a_loss_though_the_first_day_moved_too(until: str) -> None:
    """The old version still stands when the new one starts, and outlives it."""
    old, new = (f"{{from: 2022-01-01, until: {until}}}", "{from: 2023-01-01, until: 2028-12-31}")
    (found,) = behaviours(("{from: 2022-01-01}", old), ("{from: 2022-01-01}", new))
    assert found.direction == "less"
    finding = found.findings[0]
    assert (finding.kind, finding.retroactive) == ("no_longer", False)
    assert finding.case.periods[0].start.year in range(2029, 2031)


@pytest.mark.parametrize("to_owed", [True, False])
def test_what_was_given_and_is_now_owed_is_never_the_same(to_owed: bool) -> None:
    owed = ("amount: 3万元", "owed: true\n    amount: 3万元")
    found = behaviours(*((NOTHING, owed) if to_owed else (owed, NOTHING)))
    assert [each.verdict for each in found] == ["changed", "changed"]
    assert {each.direction for each in found} == {"less" if to_owed else "more"}


TARGET = TEXT.replace("    when: [open]\n    amount: 3万元\n    limits: [{at_most: 9万元}]\n", "").replace(
    "    period: year\n", ""
)


def test_targets_that_come_to_the_same_word_are_told_apart() -> None:
    """Both are met; above the range in one of them. On a day before both versions it is no retroactivity."""
    target = TARGET.replace("private: {type: bool", "beds: {type: int, from: 0, up_to: 500").replace(
        "    subject: home\n", "    subject: home\n    target: {count: beds, at_least: 1, at_most: 2}\n"
    )
    sides = match(pack_of(target), pack_of(target.replace("at_most: 2", "at_most: 3"), "new.yaml"))
    found = tuple(compared(sides))
    said = difference_text(Difference(sides, behaviour=found), "zh")
    assert "旧：已达标，超过所述范围\n" in said and "新：已达标\n" in said
    assert [each.retroactive for one in found for each in one.findings] == [False]
    replay = Replay(sides.old, sides.new, "grant", "grant")
    early = replace(found[0].findings[0].case, as_of=date(2021, 6, 15))
    again = replay.finding(early, ("other_procedure",))
    assert again is not None and not again.retroactive


def test_each_version_is_given_a_case_that_it_can_read() -> None:
    """A fact that came, and one that went."""
    old, new = (
        TEXT,
        TEXT.replace("private: {type: bool, label: {zh: 民办, en: private}", "beds: {type: int, label: {zh: 床位, en: beds}"),
    )
    old = old.replace("[open]", "[open, private]")
    new = new.replace("[open]", "[open, beds > 10]").replace("3万元", "4万元")
    sides = match(pack_of(old), pack_of(new, "new.yaml"))
    found = tuple(compared(sides))
    findings = [each for one in found for each in one.findings]
    assert len(findings) == 3
    for each in findings:
        for pack, text, given in ((sides.old, each.text_old, each.before), (sides.new, each.text, each.after)):
            case = read_again(pack, text)
            assert case is not None and case.name == each.kind
            assert answer(pack, case, "grant") == given
    said = difference_text(Difference(sides, behaviour=found), "en")
    assert said.count(" (for the old version)") == said.count(" (for the new version)") == 3
    data = difference_json(Difference(sides, behaviour=found))
    assert data["behaviour"][0]["findings"][0]["case_old"] == findings[0].text_old  # type: ignore[index]
    page = FORMS["html"](comparison(Difference(sides, behaviour=found, rules=()), "zh"))
    assert page.count("同一个案，旧版本所问：") == 3


def test_that_the_old_version_ended_is_said_with_the_case_files() -> None:
    old = TEXT.replace("{from: 2022-01-01}", "{from: 2022-01-01, until: 2022-12-31}")
    new = TEXT.replace("{from: 2022-01-01}", "{from: 2023-01-01}").replace("3万元", "4万元")
    sides = match(pack_of(old), pack_of(new, "new.yaml"))
    found = Difference(sides, behaviour=tuple(compared(sides)))
    assert "比较时旧版本视为继续有效；直接用旧版本重算，2022-12-31以后的答复是“不在施行期”" in difference_text(found, "zh")
    assert "by itself it answers “not in force” after 2022-12-31" in difference_text(found, "en")
