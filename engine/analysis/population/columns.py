"""The table in a sheet: which row holds the headings, what each column is, and what a list must have besides."""

from __future__ import annotations

from engine.analysis.diff.model import Sides
from engine.analysis.population.headings import TITLES, Column, Meaning, Vocabulary
from engine.analysis.population.table import Row, Sheet
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Diagnostics, Severity
from engine.text.records import dataclass

HISTORY_SHEETS = ("既往兑付", "既往", "历史", "history", "paid")
SHOWN = 12  # of the headings there may be


@dataclass(frozen=True)
class Table:
    """A sheet of which the headings are understood, and its rows beneath them."""

    sheet: Sheet
    head: Row
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def has(self, role: str, kind: str = "") -> bool:
        """Whether a column says this, of this kind of subject."""
        return any(each.meaning.role == role and (not kind or each.meaning.kind == kind) for each in self.columns)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of subjects that columns are about."""
        return tuple(dict.fromkeys(each.meaning.kind for each in self.columns if each.meaning.kind))


def is_history(sheet: Sheet) -> bool:
    return sheet.name.strip().casefold() in HISTORY_SHEETS


def table_of(sheet: Sheet, words: Vocabulary) -> tuple[Table | None, list[Diagnostic]]:
    """The table of a sheet, None where no heading means anything or one of them cannot stand; and what is wrong."""
    known = {row.number: sum(bool(words.means(cell.text)[0]) for cell in row.cells if cell.text) for row in sheet.rows[:TITLES]}
    if not any(known.values()):
        return None, []
    at = max(range(len(known)), key=lambda place: known[sheet.rows[place].number])
    head, found = sheet.rows[at], Diagnostics()
    columns: dict[Meaning, Column] = {}
    for place, cell in enumerate(head.cells):
        if not cell.text:
            continue
        meanings, unit = words.means(cell.text)
        spot = sheet.place(head.number, place, cell.text)
        if not meanings:
            found.add("D210", spot, text=cell.text, did_you_mean=words.near(cell.text))
        elif len(meanings) > 1:
            found.add("D212", spot, text=cell.text, options="、".join(each.said for each in meanings))
        elif meanings[0] in columns:
            first = columns[meanings[0]]
            found.add("D211", spot, text=cell.text, first=sheet.called(head.number, first.at), means=meanings[0].said)
        else:
            columns[meanings[0]] = Column(place, cell.text, unit, meanings[0])
    table = Table(sheet, head, tuple(columns.values()), sheet.rows[at + 1 :])
    return (None if failed(found.found) else table), found.found


def failed(found: list[Diagnostic]) -> bool:
    return any(CATALOG[each.code].severity is Severity.ERROR for each in found)


def lacking(table: Table, words: Vocabulary, paying: frozenset[str], history: bool = False) -> list[Diagnostic]:
    """What a list must have and has not: the day of application, and an id of each kind of subject that is paid."""
    found = Diagnostics()
    place = table.sheet.place(table.head.number)
    if history:
        for role, zh, en in (("rule", "规则", "rule"), ("amount", "金额（元）", "amount")):
            if not table.has(role):
                found.add("D213", place, zh=zh, en=en)
    elif not table.has("as_of"):
        found.add("D213", place, zh="申请日期", en="as_of")
    needed = [above for kind in table.kinds for above in line(words, kind) if above != kind or words.kinds[kind] is None]
    for kind in dict.fromkeys(needed):
        if kind in paying and not table.has("id", kind):
            found.add("D213", place, zh=f"{shown(words, kind)}编号", en=f"{kind}.id")
    if not history and not table.kinds:
        kinds = [kind for kind in words.kinds if words.kinds[kind] is None]
        found.add("D213", place, zh=" / ".join(f"{shown(words, kind)}编号" for kind in kinds), en=" / ".join(kinds))
    return found.found


def shown(words: Vocabulary, kind: str) -> str:
    """A kind of subject by its Chinese label."""
    labels = [words.shown[word] for word, means in words.words.items() if Meaning("id", kind) in means]
    return next((label for label in labels if not label.isascii()), kind)


def line(words: Vocabulary, kind: str) -> tuple[str, ...]:
    """The kinds from the outermost down to this one."""
    above = words.kinds.get(kind)
    return (*(line(words, above) if above else ()), kind)


def paying_kinds(sides: Sides, words: Vocabulary) -> frozenset[str]:
    """The kinds of subjects to which a rule of either version pays, with those above them."""
    made: set[str] = set()
    for pack in (sides.new, sides.old):
        for rule in pack.rules.values():
            if rule.kind in ("amount", "choose"):
                kind = rule.subject if pack is sides.new else sides.new_of("subjects", rule.subject) or rule.subject
                made.update(line(words, kind))
    return frozenset(made)


def known_headings(words: Vocabulary) -> str:
    """Some of the headings that there may be: labels of facts."""
    facts = [fact for means in words.words.values() for each in means for fact in each.facts]
    there = list(dict.fromkeys(fact.label.say("zh", fact.name) for fact in facts))
    return "、".join(there[:SHOWN]) + ("…" if there[SHOWN:] else "")
