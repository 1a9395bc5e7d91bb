"""The rows of a list as cases: sheets understood, rows gathered by their subjects, each case read by both versions.

A row with a mistake is left out and named, and the others count. What was paid before is known only where the list says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date

from engine.analysis.diff.model import Sides
from engine.analysis.population.columns import Table, failed, is_history, known_headings, lacking, paying_kinds, table_of
from engine.analysis.population.gather import Gatherer, Group, Ids
from engine.analysis.population.headings import rule_words, vocabulary
from engine.analysis.population.lines import Line, LineReader, Origins
from engine.analysis.population.model import Applicant, Population
from engine.analysis.population.table import Sheet, safe
from engine.analysis.population.words import Words
from engine.lang.quantities import day
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Diagnostics, Severity
from engine.text.records import dataclass

MOST_TRIES = 20  # to read a case without the rows that are wrong in it
Root = tuple[str, str]
Read = tuple[Line, Ids]


@dataclass
class Past:
    """What sheets say was paid before: nothing is known if there is none, or if a row of it could not be read."""

    known: bool = False
    by_root: dict[Root, list[Read]] = field(default_factory=dict)
    lost: set[Root] = field(default_factory=set)  # of whom a row could not be read
    all_lost: bool = False  # of whom it was could not be read either

    def of(self, roots: set[Root], on: date | None) -> list[Read] | None:
        """The lines about these subjects up to a day, None: not known."""
        if not self.known or self.all_lost or self.lost & roots:
            return None
        lines = [each for root in sorted(roots) for each in self.by_root.get(root, [])]
        return [each for each in lines if not any(_later(each[0], role, on) for role in ("as_of", "paid_on"))]


@dataclass
class Rows:
    """Makes cases of the sheets of one file."""

    sides: Sides
    found: Diagnostics = field(default_factory=Diagnostics)  # by row
    notes: list[Diagnostic] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)
    told: set[tuple[str, str]] = field(default_factory=set)  # findings of cases, by code and cell
    gatherer: Gatherer = field(init=False)
    out: set[tuple[str, int]] = field(default_factory=set)  # rows left out, by sheet and number

    def population(self, file: str, sheets: Sequence[Sheet]) -> tuple[Population | None, list[Diagnostic]]:
        """The list in these sheets; None, and why, if no sheet of it is one."""
        words, before = vocabulary(self.sides), vocabulary(self.sides, history=True)
        self.gatherer = Gatherer(self.sides, words, paying_kinds(self.sides, words))
        tables: list[Table] = []
        pasts: list[Table] = []
        for sheet in sheets:
            past = is_history(sheet)
            table, found = table_of(sheet, before if past else words)
            if table is None and not failed(found):
                self.notes += [] if past else [Diagnostic("D214", sheet.place(1), {"name": sheet.name})]
                continue
            wanted = lacking(table, words, self.gatherer.paying, past) if table else []
            if table is None or failed(wanted):
                return None, list(_safe([*found, *wanted]))
            self.notes += found
            (pasts if past else tables).append(table)
        if not tables:
            return None, [Diagnostic("D206", None, {"path": file, "known": known_headings(words)})]
        self._ignored_past(sheets, pasts)
        history = self._past(pasts, any(map(is_history, sheets)))
        groups, total = self._groups(tables), sum(len(each.rows) for each in tables)
        self._several_days(groups)
        if not total:
            return None, [Diagnostic("D227", None, {"path": file})]
        if not history.known and not any(table.has("paid") for table in tables):
            self.notes.append(Diagnostic("D229", None, {"path": file}))
        made = []
        for group, roots in groups:
            if (read := self._case(group, roots, history)) is not None:
                first = group.lines[0][0]
                where = first.table.sheet.called(first.row.number)
                made.append(Applicant(where, where, *read, group.spots()))
        if not made:
            return None, list(_safe(self.found.found))
        bad = [each for each in self.found.found if CATALOG[each.code].severity is Severity.ERROR]
        more = [each for each in self.found.found if each not in bad]
        left_out = sum((table.sheet.name, row.number) in self.out for table in tables for row in table.rows)
        return Population(file, tuple(made), total, left_out, False, _safe(bad), _safe([*self.notes, *more])), []

    def _ignored_past(self, sheets: Sequence[Sheet], pasts: Sequence[Table]) -> None:
        """An empty sheet of what was paid before says that nothing was; one with rows that mean nothing does not."""
        for sheet in sheets:
            if is_history(sheet) and sheet.rows and sheet.name not in [each.sheet.name for each in pasts]:
                self.found.add("D214", sheet.place(1), name=sheet.name)

    def _past(self, tables: Sequence[Table], there: bool) -> Past:
        past = Past(known=there)
        for line, ids in self._lines(tables, past):
            for root in self.gatherer.roots(ids):
                past.by_root.setdefault(root, []).append((line, ids))
        return past

    def _lines(self, tables: Sequence[Table], past: Past | None = None) -> list[Read]:
        """The rows that can be read by themselves, with the ids of their subjects."""
        rules, made = rule_words(self.sides), list[Read]()
        for table in tables:
            reader = LineReader(table, rules, self.origins)
            for row in table.rows:
                line = reader.line(row, self.found)
                ids = self.gatherer.ids(line, self.found) if line else None
                if line and ids is not None and not ids:
                    self.found.add(
                        "D225", table.sheet.place(row.number), what_zh="任何对象的编号", what_en="the id of any subject"
                    )
                if line and past is None and line.of("as_of") is None:
                    at = next(each.at for each in table.columns if each.meaning.role == "as_of")
                    self.found.add(
                        "D225", table.sheet.place(row.number, at), what_zh="申请日期", what_en="the day of application"
                    )
                    ids = None
                if line and ids:
                    made.append((line, ids))
                    continue
                self.out.add((table.sheet.name, row.number))
                if past is not None:
                    past.all_lost = True
        return made

    def _groups(self, tables: Sequence[Table]) -> list[tuple[Group, set[Root]]]:
        """The rows by case: those that share an outermost subject on one day, straight or through others."""
        leader: dict[tuple[str, Root], tuple[str, Root]] = {}

        def lead(of: tuple[str, Root]) -> tuple[str, Root]:
            while leader.setdefault(of, of) != of:
                leader[of] = of = leader[leader[of]]
            return of

        read = self._lines(tables)
        keyed: list[tuple[Read, list[tuple[str, Root]]]] = []
        for line, ids in read:
            stated = line.of("as_of")
            keys = [(stated.text if stated else "", root) for root in self.gatherer.roots(ids)]
            for key in keys:
                leader[lead(key)] = lead(keys[0])
            keyed.append(((line, ids), keys))
        groups: dict[tuple[str, Root], tuple[Group, set[Root]]] = {}
        for each, keys in keyed:
            group, roots = groups.setdefault(lead(keys[0]), (Group(self.gatherer), set()))
            group.lines.append(each)
            roots.update(root for _, root in keys)
        return list(groups.values())

    def _several_days(self, groups: Sequence[tuple[Group, set[Root]]]) -> None:
        """Says, once, that a subject applies on several days."""
        first: dict[Root, Line] = {}
        for group, roots in groups:
            line = group.lines[0][0]
            before = next((first[root] for root in sorted(roots) if root in first), None)
            stated = line.of("as_of")
            if before is not None and stated is not None:
                place = line.table.sheet.place(line.row.number)
                called = before.table.sheet.called(before.row.number)
                self.notes.append(Diagnostic("D228", place, {"day": stated.text, "first": called}))
                return
            first.update(dict.fromkeys(roots, line))

    def _case(self, group: Group, roots: set[Root], past: Past) -> tuple[Case, Case] | None:
        """The case of a group as either version reads it, without the rows that are wrong in it."""
        self._leave_out(line for line, _ in group.contradictions(self.found))
        for _ in range(MOST_TRIES):
            if not group.lines:
                return None
            first = group.lines[0][0]
            stated = first.of("as_of")
            lines = past.of(roots, day(stated.text) if stated else None)
            if lines is None and not past.known and group.paid_is_known:
                lines = []
            node = group.node(first.table.sheet.called(first.row.number), lines, paid=not past.known)
            read = [
                read_cases(Words(self.sides, new).file(node), self.sides.new if new else self.sides.old) for new in (False, True)
            ]
            wrong = [each for _, found in read for each in found if CATALOG[each.code].severity is Severity.ERROR]
            if not wrong and read[0][0] and read[1][0]:
                return read[0][0][0], read[1][0][0]
            self._tell(wrong)
            bad = {(there[0].name, there[1].number) for each in wrong if (there := self.origins.row(each.place))}
            if any(line.number in bad for line, _ in lines or ()):
                past.lost |= roots
            kept = [each for each in group.lines if each[0].number not in bad]
            self._leave_out(line for line, _ in group.lines if line.number in bad)
            if len(kept) == len(group.lines) and not (past.lost & roots and lines is not None):
                break
            group.lines = kept
        self._leave_out(line for line, _ in group.lines)
        return None

    def _tell(self, wrong: Sequence[Diagnostic]) -> None:
        """Each finding once, at its cell."""
        for each in wrong:
            told = self.origins.told(each)
            key = (told.code, told.place.source.name if told.place else "")
            if key not in self.told:
                self.told.add(key)
                self.found.found.append(told)

    def _leave_out(self, lines: Iterable[Line]) -> None:
        self.out.update(line.number for line in lines)


def _safe(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings without whole numbers of persons, which may stand anywhere, even in a heading."""
    return tuple(safe(each, each.place) for each in found)


def _later(line: Line, role: str, on: date | None) -> bool:
    """Whether a line is of a day after the application, and so nothing of its past."""
    stated = line.of(role)
    when = day(stated.text) if stated else None
    return when is not None and on is not None and when > on
