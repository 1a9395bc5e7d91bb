"""Where the answer to a case turned: comparisons, rows, limits, days in force, verdicts; how each came out, how narrowly."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from engine.analysis.boundaries.comparisons import is_rounding
from engine.analysis.coverage.listing import row_key
from engine.analysis.coverage.seen import in_force, limit_state
from engine.analysis.expected import Result, results
from engine.backends.outcome import Award, Judgement, Outcome
from engine.backends.reference import evaluate
from engine.backends.reference.claims import Claim
from engine.backends.reference.watched import Span, span, watched_by
from engine.lang.tables import Band, Row, Table
from engine.lang.values import Money, Quantity, Unknown, Value
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.terms import Formula, Reading
from engine.text.records import dataclass

Key: TypeAlias = tuple[object, ...]
Ordered: TypeAlias = int | Fraction


@dataclass(frozen=True, slots=True)
class Turn:
    """How one thing came out, and by how much: at a threshold another margin lies one unit away."""

    outcome: object
    margin: object


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome, and for every thing that may turn how it came out (the last time it was looked at)."""

    outcome: Outcome
    turns: Mapping[Key, Turn]


def answer(pack: Pack, case: Case, rules: Sequence[str]) -> Answer:
    """The answers of these rules to a case, looked on at."""
    looking = Looking(frozenset(rules))
    outcome = evaluate(pack, case, rules=rules, needs=False, world=watched_by(looking))
    for one in outcome.steps or (outcome,):
        for result in results(one):
            looking.turns.update(turns_of(pack, result, one.as_of))
            looking.turns.update(looking.divided(pack, result))
    return Answer(outcome, looking.turns)


class Looking:
    """Collects turns while a case is worked out (a `Watcher`)."""

    def __init__(self, rules: frozenset[str]) -> None:
        self.rules = rules
        self.rule = ""
        self.turns: dict[Key, Turn] = {}
        self.all: set[tuple[Key, Turn]] = set()
        self.shares: dict[int, Fraction] = {}  # what formulas that are ratios came out as, by their id

    def wants(self, claim: Claim | None) -> bool:
        self.rule = claim.rule.name if claim else ""
        return claim is not None and claim.rule.name in self.rules

    def _note(self, key: Key, outcome: object, margin: object) -> None:
        turn = Turn(outcome, margin)
        self.turns[key] = turn
        self.all.add((key, turn))

    def part(self, formula: Formula, node: ast.expr, value: Value, inside: Mapping[Span, Value]) -> None:
        if isinstance(node, ast.Compare) and isinstance(value, bool):
            sides = [number(inside.get(span(each))) for each in (node.left, node.comparators[0])]
            if sides[0] is not None and sides[1] is not None:
                self._note(("compare", self.rule, id(formula), span(node)), value, sides[0] - sides[1])
        elif is_rounding(node):
            exact, got = number(inside.get(span(node.args[0]))), number(value)
            if exact is not None and got is not None:
                self._note(("round", self.rule, id(formula), span(node)), _rounded(exact, got), exact - got)

    def formula(self, formula: Formula, value: Value) -> None:
        if isinstance(value, Fraction):
            self.shares[id(formula)] = value

    def divided(self, pack: Pack, result: Result) -> Iterator[tuple[Key, Turn]]:
        """Whether a fen was left over where an award is divided by ratios: into instalments, between payers."""
        if not isinstance(result, Award) or result.low != result.high or any(part.state != "certain" for part in result.parts):
            return
        rule = pack.rules[result.rule]
        shares: list[tuple[tuple[str, int | str, int], Formula | None]]
        shares = [(("part", number, part.round_to), part.share) for number, part in enumerate(rule.parts, 1)]
        shares += [(("payer", payer.name, 1), payer.share) for payer in rule.paid_by.payers if result.paid_by]
        for (kind, name, unit), share in shares:
            if share is not None and id(share) in self.shares:
                exact = result.low * self.shares[id(share)]
                yield ("share", rule.name, kind, name), Turn(_rounded(exact, exact // unit * unit), exact % unit)

    def row(self, table: Table, row: Row | Unknown | None, args: Sequence[Value], law_at: Value) -> None:
        """Bands and dated rows have edges; a row for each name has none."""
        banded = any(isinstance(cell, Band) for each in table.rows for cell in each.match)
        if not isinstance(row, Unknown) and (banded or table.dated):
            margin = (*map(str, args), *([str(law_at)] if table.dated else []))
            self._note(("row", self.rule, table.name), row_key(table, row), margin)

    def option(self, reading: Reading, option: str | None) -> None:
        pass


def _rounded(exact: Ordered, got: Ordered) -> str:
    return "exact" if exact == got else "below" if got < exact else "above"


def number(value: Value | None) -> Ordered | None:
    """A value of which more and less can be said, as a number of units: fen, days; None for any other."""
    match value:
        case bool():
            return None
        case Money(fen=fen) | Quantity(fen=fen):
            return fen
        case date():
            return value.toordinal()
        case int() | Fraction():
            return value
        case _:
            return None


def turns_of(pack: Pack, result: Result, as_of: date) -> Iterator[tuple[Key, Turn]]:
    """What turned in a result besides comparisons and rows."""
    return _of_award(pack, result, as_of) if isinstance(result, Award) else _of_judgement(result, as_of)


def _of_award(pack: Pack, award: Award, as_of: date) -> Iterator[tuple[Key, Turn]]:
    yield ("result", award.rule), Turn(award.verdict, (award.low, award.high, award.decided))
    for key in in_force(pack, award.rule, award.because, award.law_at):
        yield ("in_force", award.rule, key[1]), Turn(key[2], award.law_at)
    for part in award.parts:
        if part.due is not None and part.state != "paid":
            yield ("part_due", award.rule, part.number), Turn("due" if part.due <= as_of else "pending", (as_of - part.due).days)
    uses = {use.limit: use for use in award.limits}
    if award.verdict == "not_in_force" or (award.verdict == "refused" and award.reason not in uses):
        return
    if award.decided is not None and "ceiling" not in uses:
        yield ("limit", award.rule, "ceiling"), Turn("free", award.decided)
    for name, use in uses.items():
        left = (use.left_low, use.left_high, use.used_low, use.used_high)
        margin = (use.until, as_of, award.period) if use.kind == "within" else award.decided if name == "ceiling" else left
        yield ("limit", award.rule, name), Turn(limit_state(use, award), margin)


def _of_judgement(found: Judgement, as_of: date) -> Iterator[tuple[Key, Turn]]:
    """Of a choice the comparisons say all; of a target what is lacking and the days to its day; of a duty those to the next."""
    if found.kind == "duty":
        days = (found.next_due - as_of).days if found.next_due else None
        yield ("duty", found.rule), Turn(found.verdict, (days, found.late_days))
    elif found.kind == "target":
        if found.by is not None:
            yield ("due", found.rule), Turn("pending" if found.verdict == "pending" else "due", (as_of - found.by).days)
        if found.verdict != "pending":
            count = next((step.value for step in found.because if step.name == "count"), None)
            lacking = found.gap or (found.rate and int(found.rate)) or count
            yield ("target", found.rule), Turn(found.note or found.verdict, lacking)


def result_of(answer: Answer, rule: str) -> Result | None:
    """The one result of a rule; None where there is none, or more than one."""
    found = [each for each in results(answer.outcome) if each.rule == rule]
    return found[0] if len(found) == 1 else None


POSITIVE = ("granted", "to_decide", "delegated", "unstated", "chosen", "met", "kept")


def says_yes(result: Result | None) -> bool:
    """Whether it is a full answer that no condition or limit cut short."""
    return result is not None and result.verdict in POSITIVE


def same_answer(one: Result | None, other: Result | None) -> bool:
    """Whether two results are one answer, whatever was looked at for it."""
    if one is None or other is None:
        return one is other
    if isinstance(one, Award) and isinstance(other, Award):
        return (one.verdict, one.low, one.high, one.floor, one.parts, one.paid_by) == (
            other.verdict, other.low, other.high, other.floor, other.parts, other.paid_by,
        )  # fmt: skip
    if isinstance(one, Judgement) and isinstance(other, Judgement):
        return (one.verdict, one.result, one.gap, one.next_due) == (other.verdict, other.result, other.gap, other.next_due)
    return False
