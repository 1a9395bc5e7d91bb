"""Where a value of a table is read while a claim is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.analysis.prove.asked import Asked
from engine.backends.smt.days import Day, not_after
from engine.backends.smt.expression import Speaker
from engine.backends.smt.folds import truth
from engine.backends.smt.logic import Truth, any_of, both, either, no
from engine.lang.ir import Apply, Choose, Expr, Fold, Literal, Ref, walk
from engine.lang.tables import Table
from engine.pack.reads import formulas


def row_read(asked: Asked) -> Truth:
    """It applies and the row is the one; or it is in force, and the row is the one in a condition."""
    name = asked.goal.item.partition("(")[0]
    row = Rows(asked.speaker, asked.pack.parameters[name].table, asked.goal.at[0])
    conditions = [each.formula for each in asked.rule.when]
    others = [each for each in formulas(asked.rule) if not any(each is one for one in conditions)]
    in_amount = any_of(row.at(each.expr) for each in others)
    in_conditions = any_of(row.at(each.expr) for each in conditions)
    return either(both(asked.in_force, in_conditions), both(asked.applies, in_amount))


class Rows:
    """Tells whether one row of a table is the one where an expression is worked out."""

    def __init__(self, speaker: Speaker, table: Table, row: int) -> None:
        self.speaker = speaker
        self.table = table
        self.row = table.rows[row]

    def at(self, expr: Expr) -> Truth:
        """Whether it is read in `expr`."""
        match expr:
            case Literal():
                return False
            case Ref():
                return self._ref(expr)
            case Apply(args=args):
                return any_of(map(self.at, args))
            case Choose():
                return any_of(self._choose(expr))
            case Fold(body=body):
                # Of which entry is not told: that it could be, as far as is known.
                return any(isinstance(each, Choose) and each.table == self.table.name for each in walk(body))
            case _:
                assert_never(expr)

    def _choose(self, expr: Choose) -> Iterator[Truth]:
        mine = expr.table == self.table.name
        none: Truth = True
        for condition, value in expr.arms:
            said = self.speaker.say(condition)
            holds = both(none, said.known, truth(said))
            yield both(none, self.at(condition))
            if mine and value.place == self.row.place:
                yield holds
            yield both(holds, self.at(value))
            none = both(none, said.known, no(truth(said)))
        if expr.otherwise is not None:
            yield both(none, self.at(expr.otherwise))

    def _ref(self, ref: Ref) -> Truth:
        pack = self.speaker.pack
        match ref.kind:
            case "definition":
                return self.at(pack.definitions[f"{ref.carrier}.{ref.name}"].means.expr)
            case "reading":
                return any_of(self._options(ref.name))
            case "parameter" if ref.name == self.table.name and not self.table.columns:
                return self._number()
            case _:
                return False

    def _options(self, name: str) -> Iterator[Truth]:
        reading, speaker = self.speaker.pack.readings[name], self.speaker
        chosen = {} if speaker.ruled else speaker.pool.chooses(name, reading.options)
        own = no(any_of(chosen.values()))
        for option in reading.options.values():
            if option.means is not None:
                mine = either(chosen.get(option.name, False), both(own, option.name == reading.adopted))
                yield both(mine, self.at(option.means.expr))

    def _number(self) -> Truth:
        """A plain number with days: its row counts from its day until the next."""
        day = self.speaker.given["law_at"]
        found: Truth = False
        none: Truth = True
        for row, _ in self.table.in_order:
            holds: Truth = True
            if row.since is not None:
                assert isinstance(day.term, Day)
                holds = not_after(Day(row.since.year, row.since.month, row.since.day), day.term)
            if row is self.row:
                found = both(none, holds)
            none = both(none, no(holds))
        return found
