"""Is the language general? No keyword may be there for the sake of one measure only.

A keyword is a key of the schema where it stands (`limit.short`), or a fixed word that may stand there (`limit.short: close`).
Choices, targets and duties are kinds of clause of their own and are left out; so is what stands in `ALONE`, each for its reason.
An entry that is no longer needed fails the test.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from engine.pack.document import Fields, Items, Node, read

ROOT = Path(__file__).parents[2]
PACKS = (ROOT / "policies" / "taicang_2021_163.yaml", *sorted((ROOT / "examples" / "measures").glob("p*.yaml")))
KINDS_OF_CLAUSE = {"arm", "target", "duty"}
CLAUSES = {"rule.choose", "rule.target", "rule.duty"}

CHAPTER = ROOT / "tools" / "language" / "13-measures.md"

# Keywords that one measure uses and any may ask for: each serves an item of the list at the head of the chapter “What measures say”.
ITEMS = {
    "limit.within": "windows",
    "limit.last_day": "windows",
    "limit.last_day: included": "windows",
    "limit.last_day: excluded": "windows",
    "rule.in_force": "windows",
    "limit.order_by": "budgets and places",
    "limit.short": "budgets and places",
    "limit.short: close": "budgets and places",
    "pack.other_benefits": "what another instrument paid",
    "pack.other_benefits.subject": "what another instrument paid",
    "pack.other_benefits.label": "what another instrument paid",
    "pack.other_benefits.document": "what another instrument paid",
    "rule.period: year": "counts per year",
    "payers.name": "cost sharing",
    "payers.when": "cost sharing",
    "payers.otherwise": "cost sharing",
}

# Keywords that one measure uses and that say nothing of what is paid, or that nothing is said of it.
ABOUT_THE_TEXT = {
    "amount.elsewhere": "that the text leaves the sum to another instrument; every summary of a measure that was encoded states its sums",
    "pack.currency": "the one there is; to be stated so that a reader need not guess",
    "pack.currency: CNY": "as before",
    "pack.document.normative_status": "whether the text is a normative document is known of the text in hand only",
    "pack.authorities": "who decides, by name and day; reports of a measure name nobody",
    "pack.authorities.label": "as before",
    "pack.authorities.from": "as before",
    "pack.review": "a day on which to ask whether the measure goes on, where the text states no end",
    "pack.review.label": "as before",
    "pack.review.cite": "as before",
    "pack.review.from": "as before",
    "pack.invariants": "what must hold whatever is decided; for proofs, it pays nothing",
    "pack.invariants.of": "as before",
    "pack.invariants.means": "as before",
    "pack.invariants.label": "as before",
    "pack.invariants.cite": "as before",
    "rule.expected": "what the text encourages; a remark, never a condition",
    "provision.digest": "ties a provision to the official words; they are in hand for one measure only",
}
ALONE = {**ITEMS, **ABOUT_THE_TEXT}


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "schemas" / "pack.schema.json").read_text(encoding="utf-8"))
    return loaded


def part_of(part: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], str]:
    """A part of the schema, and what it is called: what it refers to, else the key it stands under."""
    if "$ref" not in part:
        return part, name
    word = part["$ref"].rsplit("/", 1)[-1]
    return schema()["$defs"][word], word


def keywords(node: Node, part: Mapping[str, Any], name: str) -> Iterator[str]:
    """Every keyword that a node uses; names that the author chose are none."""
    part, name = part_of(part, name)
    if isinstance(node, Fields):
        known = part.get("properties", {})
        for each in node.fields:
            key = each.key.text
            if key in known:
                yield f"{name}.{key}"
                yield from keywords(each.value, known[key], f"{name}.{key}")
            elif isinstance(inner := part.get("additionalProperties"), dict):
                yield from keywords(each.value, inner, name)
    elif isinstance(node, Items):
        for item in node.items:
            yield from keywords(item, part.get("items", {}), name)
    elif node.text in part.get("enum", ()) and part != schema()["$defs"]["flag"]:
        yield f"{name}: {node.text}"


@cache
def used() -> dict[str, frozenset[str]]:
    """The measures that use each keyword; a measure in two packs is one (p04)."""
    found = defaultdict(set)
    for path in PACKS:
        if not path.name.endswith(".cases.yaml"):
            node, wrong = read(path)
            assert node is not None and not wrong, path
            for word in keywords(node, schema(), "pack"):
                found[word].add(path.stem.split("_")[0])
    return {word: frozenset(measures) for word, measures in found.items()}


def of_a_clause(word: str) -> bool:
    return word in CLAUSES or word.partition(".")[0] in KINDS_OF_CLAUSE


def test_there_are_eleven_measures() -> None:
    assert len(frozenset().union(*used().values())) == 11
    assert {"limit.at_most", "parameter.bands", "amount.each", "limit.per: period"} <= set(used()), "the walk finds them"


def test_no_keyword_is_there_for_one_measure() -> None:
    alone = {word: sorted(measures) for word, measures in used().items() if len(measures) == 1 and not of_a_clause(word)}
    assert set(alone) <= set(ALONE), {word: alone[word] for word in set(alone) - set(ALONE)}


def test_no_exception_stands_here_that_is_not_needed() -> None:
    assert all(len(used().get(word, ())) <= 1 for word in ALONE), "used by several measures, so that it needs no exception"
    heads = [line for line in CHAPTER.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert all(any(item in line for line in heads) for item in ITEMS.values()), "an item that the chapter does not list"
