"""Does what measures commonly say stand in the corpus: each item of the chapter “What measures say”, on both sides and unknown?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.pack.document import Fields, Items, Node, Text
from tests.semantics.test_meaning import MINIS

CHAPTER = Path(__file__).parents[2] / "tools" / "language" / "13-measures.md"

# The items of the chapter's table, by a few of their words, and the mini measures that work them out.
ITEMS: dict[str, tuple[str, ...]] = {
    "tier tables": ("tables: tables by names, truth, numbers and days, nested, in bands, dated",),
    "marginal tiers": ("reach: slices of a sum, each at its own rate", "reach: tiers, each person of a tier for its own sum"),
    "class tables": ("tables: tables by names, truth, numbers and days, nested, in bands, dated",),
    "rate with cap": ("reach: a rate with several caps, and an uplift with its own",),
    "several caps at once": ("reach: a rate with several caps, and an uplift with its own",),
    "the lower of actual and standard": ("reach: a standard that falls by year, raised for some, never above what is paid",),
    "a least payable sum": ("reach: a least sum, below which nothing is paid",),
    "uplifts with their own cap": ("reach: a rate with several caps, and an uplift with its own",),
    "rounding up, down and half-up": ("reach: up, down and half-up to the unit that the text states",),
    "the highest only": ("shared: the highest of several, over rules of one firm",),
    "one-of within a scope": ("reach: one of several in a year, by firm",),
    "the difference on upgrade": ("shared: the difference on upgrade, arrears, and what an earlier benefit left",),
    "what another instrument paid": (
        "shared: the difference on upgrade, arrears, and what an earlier benefit left",
        "limits: counted with another benefit, and by a fact that any payee may share",
    ),
    "keyed by something other than the payee": (
        "limits: counted with another benefit, and by a fact that any payee may share",
        "reach: once for a person's occupation and level, whichever firm pays, and twice a year",
    ),
    "counts per year": ("reach: once for a person's occupation and level, whichever firm pays, and twice a year",),
    "months counted, paused, resumed": ("reach: months counted, paused and resumed, at most three of them",),
    "binds only under a condition": ("limits: a limit that binds under a condition",),
    "instalments with conditions": ("payers_parts: parts",),
    "owed back by formula": ("reach: money owed back for the months not stayed",),
    "a ceiling over all public money": ("reach: matched with what the firm raises, under a ceiling over all public money",),
    "cost sharing": (
        "payers_parts: nested shares name those before them",
        "payers_parts: an unknown share leaves the award unknown",
    ),
    "windows between dates": ("periods: a rule has days of its own, within those of the measure",),
    "within n months of an event": (
        "reach: within months of an event, by the corresponding day",
        "limits: a span from the first claim, or from an earlier day",
    ),
    "frozen at an event": ("reach: a fact as it was on the day of an event",),
    "numbers of another text": ("reach: a number of another text by place and day",),
    "standards by month of entitlement": ("shared: the difference on upgrade, arrears, and what an earlier benefit left",),
    "old projects under old rules": ("periods: the day whose law counts",),
    "budgets and places": (
        "limits: a budget in a stated order; the last claim is cut",
        "shared: smallest sums first",
        "shared: what does not fit closes the budget for all later ones",
        "reach: places in a stated order",
    ),
}


def table() -> list[str]:
    """The rows of the table at the head of the chapter."""
    lines = CHAPTER.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|---"))
    return [line for line in lines[start + 1 :] if line.startswith("| ")]


def verdicts(node: Node | None) -> set[str]:
    """Every verdict that the cases of a mini measure expect; an amount by itself is a grant, two ends leave it open."""
    if isinstance(node, Items):
        return {found for item in node.items for found in verdicts(item)}
    if not isinstance(node, Fields):
        return set()
    found = {found for field in node.fields for found in verdicts(field.value)}
    stated = node.get("verdict")
    if isinstance(stated, Text):
        found.add("unknown" if stated.text == "granted" and node.get("low") else stated.text)
    elif isinstance(node.get("amount"), Text):
        found.add("granted")
    return found


def test_every_row_of_the_chapter_is_an_item() -> None:
    rows = table()
    assert len(rows) >= 25
    assert not [row for row in rows if not any(item in row for item in ITEMS)], "shown by example, not worked out"
    assert not [item for item in ITEMS if sum(item in row for row in rows) != 1], "worked out, not shown by example"


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_worked_out_on_both_sides_and_unknown(item: str) -> None:
    expected = {found for name in ITEMS[item] for found in verdicts(MINIS[name].get("cases"))}
    assert {"granted", "unknown"} <= expected


def test_what_the_chapter_shows_is_shown() -> None:
    """The files that the table names stand in the chapter."""
    text = CHAPTER.read_text(encoding="utf-8")
    named = set(re.findall(r"\w+\.yaml", "\n".join(table())))
    assert named == {each for each in named if f"# file: {each}\n" in text} and len(named) >= 5
