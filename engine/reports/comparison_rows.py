"""The rows of a table of comparison: what of the text each shows, the changes of rules that rest on it, their witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal as OneWord

from engine.analysis.diff.model import Behaviour, Difference, Finding, RuleChange, Sides, TextChange, TextUnit
from engine.analysis.source.normal import normal
from engine.analysis.source.places import Citation, parse
from engine.backends.outcome import Award
from engine.backends.prose_values import either
from engine.reports.difference_words import FINDINGS
from engine.text.records import dataclass

Kind = OneWord["changed", "added", "removed", "moved", "wording"]
LETTERS = re.compile(r"[\W_]+")
COMPANIONS = (
    "parameter_added", "parameter_removed", "definition_added", "definition_removed", "fact_added", "fact_removed",
)  # fmt: skip
# Which changes a finding may be owed to, where its rule has others too.
CONDITIONS = ("condition_added", "condition_removed", "condition_changed")
SHARES = ("payer", "part")
DAYS = ("in_force", "law_at")
LIMB = re.compile(r"^[一二三四五六七八九十]{1,3}$")


@dataclass(frozen=True, slots=True)
class Witness:
    """A finding with the number under which the report tells it."""

    number: int
    of: Behaviour
    finding: Finding


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `unit` where official texts were given.

    `effects` are the changes of rules that rest on it, and the numbers, terms and facts that came or went with it; `others` the
    rules on it that changed elsewhere.
    """

    kind: Kind
    old: str
    new: str
    changes: tuple[TextChange, ...]
    unit: TextUnit | None
    rules: tuple[str, ...]
    effects: tuple[RuleChange, ...]
    witnesses: tuple[Witness, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a report, and what has no row: punctuation, other numbers, rules that changed without their text."""

    rows: tuple[TableRow, ...]
    slight: tuple[TextChange, ...]
    renumbered: tuple[TextChange, ...]
    elsewhere: tuple[RuleChange, ...]  # effects on no row
    witnesses: tuple[Witness, ...]

    def witnesses_of(self, found: Behaviour) -> tuple[Witness, ...]:
        return tuple(each for each in self.witnesses if each.of is found)


Group = tuple[str, str, tuple[TextChange, ...], TextUnit | None]


def rows(found: Difference) -> Rows:
    """What the table of this difference shows."""
    texts = found.texts
    changes = texts.changes if texts else ()
    matters = [each for each in found.rules or () if not each.about.editorial]
    witnesses = _numbered(found.behaviour or ())
    slight = tuple(each for each in changes if each.kind == "changed" and is_slight(each))
    groups: list[Group] = []
    if texts and texts.official:
        groups = [(each.old, each.new, each.changes, each) for each in texts.units]
    else:
        groups = [(each.old, each.new, (each,), None) for each in changes if each.kind != "renumbered"]
    groups = [each for each in groups if not all(change in slight for change in each[2])]
    held = _linked(matters, groups)
    companions = [each for each in found.rules or () if each.kind in COMPANIONS]
    made = tuple(
        _row(group, [*effects, *_resting(companions, group)], witnesses, matters, found.rules is not None)
        for group, effects in zip(groups, held, strict=True)
    )
    linked = [change for effects in held for change in effects]
    return Rows(
        made,
        slight,
        tuple(each for each in changes if each.kind == "renumbered"),
        tuple(each for each in matters if each not in linked),
        witnesses,
    )


def _numbered(found: Sequence[Behaviour]) -> tuple[Witness, ...]:
    pairs = [(each, finding) for each in found for finding in each.findings]
    return tuple(Witness(number, each, finding) for number, (each, finding) in enumerate(pairs, 1))


def is_slight(change: TextChange) -> bool:
    """Whether nothing but punctuation or the number of a limb (三是 → 二是) is another."""
    if not change.runs:
        return False
    went, came = (LETTERS.sub("", normal("".join(text for op, text in change.runs if op == kind))) for kind in ("del", "ins"))
    limb = all(
        LIMB.match(text) and at + 1 < len(change.runs)
        for at, (op, text) in enumerate(change.runs)
        if op != "same" and LETTERS.sub("", text)
    ) and any(op == "same" and text.startswith("是") for op, text in change.runs)
    return (went == came and _same_letters(change)) or limb


def _same_letters(change: TextChange) -> bool:
    return LETTERS.sub("", normal(change.words_old)) == LETTERS.sub("", normal(change.words_new))


# --- what rests on a row ---


def _linked(matters: Sequence[RuleChange], groups: Sequence[Group]) -> list[list[RuleChange]]:
    """The changes that rest on each group; one that touches no changed sentence stands with its unit, if that is shown whole."""
    held: list[list[RuleChange]] = [[] for _ in groups]
    for change in matters:
        at = [number for number, group in enumerate(groups) if _rests(change, group[2])]
        place = parse(change.cite) if change.cite else None
        if not at and place is not None:
            whole = [(number, group) for number, group in enumerate(groups) if group[3] is not None]
            at = [number for number, group in whole if _touches(place, group[0] if _is_gone(change) else group[1])]
        for number in at:
            held[number].append(change)
    return held


def _resting(changes: Sequence[RuleChange], group: Group) -> list[RuleChange]:
    return [each for each in changes if _rests(each, group[2])]


def _rests(change: RuleChange, texts: Sequence[TextChange]) -> bool:
    """Whether a change of rules rests on one of these provisions; one that cites none, if the words changed as it did."""
    texts = [each for each in texts if each.kind not in ("renumbered", "moved")]
    place = parse(change.cite) if change.cite else None
    if place is None:
        return bool(change.before.zh and change.after.zh) and any(_says(change, each) for each in texts)
    return any(_touches(place, each.old if _is_gone(change) else each.new or each.old) for each in texts)


def _is_gone(change: RuleChange) -> bool:
    """Whether the change cites the old text: what it is about has no place in the new one."""
    return change.new is None or change.kind in ("condition_removed", "arm_removed")


def _says(change: RuleChange, text: TextChange) -> bool:
    went, came = ("".join(said for op, said in text.runs if op == kind) for kind in ("del", "ins"))
    return change.before.zh in went and change.after.zh in came


def _touches(place: Citation, cite: str) -> bool:
    other = parse(cite) if cite else None
    return other is not None and place.touches(other)


def _row(
    group: Group,
    effects: Sequence[RuleChange],
    witnesses: Sequence[Witness],
    matters: Sequence[RuleChange],
    compared: bool,
) -> TableRow:
    old, new, changes, unit = group
    rules = tuple(dict.fromkeys(name for each in changes for name in each.rules))
    kind: Kind = "added" if not old else "removed" if not new else "changed"
    if all(each.kind == "moved" for each in changes):
        kind = "moved"
    elif kind == "changed" and rules and not effects and compared and all(each.kind == "changed" for each in changes):
        kind = "wording"
    shown = tuple(each for each in witnesses if _shows(each, effects, matters))
    elsewhere = tuple(name for name in rules if any(name in each.rules and each.kind not in DAYS for each in matters))
    return TableRow(kind, old, new, changes, unit, rules, tuple(effects), shown, elsewhere)


def _shows(witness: Witness, effects: Sequence[RuleChange], matters: Sequence[RuleChange]) -> bool:
    """Whether a witness may be owed to these changes.

    That a claim is out of force is owed to days alone, a rule that is gone or new to that, a refusal for one condition or limit
    to that one, more or less money to no condition, another payer to shares, wherever such a change is there.
    """
    of, finding = witness.of, witness.finding
    mine, every = ([each for each in some if of.rule in each.rules] for some in (effects, matters))
    answers = [each for each in (finding.before, finding.after) if each is not None]
    if any(each.verdict == "not_in_force" for each in answers):
        return any(each.kind in DAYS for each in mine)
    mine, every = ([each for each in some if each.kind not in DAYS and each.kind not in COMPANIONS] for some in (mine, every))
    if of.rule_old is None or of.rule_new is None:
        return any(each.kind in ("rule_added", "rule_removed") for each in mine)
    decided = {each.reason for each in answers if isinstance(each, Award) and each.verdict == "refused" and each.reason}
    if named := [each for each in every if decided & set(_reasons(each))]:
        return any(each in named for each in mine)
    kinds = SHARES if finding.kind == "other" else CONDITIONS
    if finding.kind in ("more", "less", "other"):
        apt = [each for each in every if (each.kind in kinds) == (finding.kind == "other") and _pays(each, finding.kind)]
        return any(each in apt for each in mine) if apt else bool(mine)
    return bool([each for each in mine if each.kind not in SHARES])


def _pays(change: RuleChange, kind: str) -> bool:
    return kind == "other" or change.kind not in SHARES


def _reasons(change: RuleChange) -> Iterator[str]:
    """What an award that is refused for it names as its reason."""
    yield from (each for each in (change.text_before, change.text_after) if each)
    if change.part == "limits":
        yield from (each.partition("/")[2] for each in (change.old, change.new) if each)


def kind_of(witness: Witness, sides: Sides, lang: str) -> str:
    """What a finding is called: of what the applicant owes, and of targets and duties, in words of their own."""
    kind = witness.finding.kind
    rules = [pack.rules[name] for pack, name in ((sides.new, witness.of.rule_new), (sides.old, witness.of.rule_old)) if name]
    if kind in OWED and any(rule.owed for rule in rules):
        return either(lang, *OWED[kind])
    if kind == "other_procedure" and rules[0].kind != "choose":
        return either(lang, "结论变化", "another result")
    return either(lang, *FINDINGS[kind])


OWED = {
    "newly_eligible": ("不再应缴", "owes nothing any more"),
    "no_longer": ("新增应缴", "owes where nothing was owed"),
    "more": ("应缴减少", "owes less"),
    "less": ("应缴增加", "owes more"),
}


def by_rule(changes: Sequence[RuleChange]) -> Mapping[str, list[RuleChange]]:
    """The changes that each rule reads."""
    found: dict[str, list[RuleChange]] = {}
    for change in changes:
        for name in change.rules:
            found.setdefault(name, []).append(change)
    return found
