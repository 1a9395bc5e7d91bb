"""比较与概述的“以上、以下、超过、不满”不合。 A comparison that contradicts the summary on whether the number itself counts.

为何重要：正好落在门槛上的个案会答错。以上、以下、以内、届满含本数，不满、超过、以外不含（民法典第1259条）；概述写明“不含本数”的从其规定。
Why it matters: a case exactly at the threshold gets the wrong answer. 以上, 以下, 以内 and 届满 include the number, 不满, 超过
and 以外 do not (Civil Code art. 1259), unless the summary says otherwise in brackets.
"""

from collections.abc import Iterator
from fractions import Fraction

from engine.analysis.lint.chinese import OTHER, mentions
from engine.analysis.lint.draft import Draft
from engine.analysis.lint.written import cited
from engine.lang.bounds_sets import Range, point
from engine.lang.ir import Apply, Choose, Expr, parts
from engine.lang.tables import Band
from engine.lang.types import MONEY
from engine.text.diagnostics import Diagnostic
from engine.text.source import Place

CODE = "L417"
SIDES = {"lt": "above", "ge": "above", "le": "below", "gt": "below"}  # of `x ? number`: which side has the number
MONEYS = ("money", "quantity")


def check(draft: Draft) -> Iterator[Diagnostic]:
    seen: set[tuple[int, int]] = set()
    for formula, cite in cited(draft.pack):
        for number, money, side, place in _thresholds(draft, formula.expr):
            place = place or formula.place
            if (place.start, place.end) not in seen and (said := _contradiction(draft, cite, number, money, side)):
                seen.add((place.start, place.end))
                yield Diagnostic(CODE, place, {"said": said, "cite": cite}, _listed(draft, cite), cite)
    for parameter in draft.pack.parameters.values():
        for row in parameter.table.rows:
            for fact, cell in zip(parameter.by, row.match, strict=True):
                if isinstance(cell, Band) and cell.high is not None and isinstance(edge := point(cell.high), Range):
                    side = "below" if cell.high_included else "above"
                    if said := _contradiction(draft, parameter.cite, Fraction(edge.low), fact.type == MONEY, side):
                        values = {"said": said, "cite": parameter.cite}
                        yield Diagnostic(CODE, row.place, values, _listed(draft, parameter.cite), parameter.cite)


def _thresholds(draft: Draft, expr: Expr) -> Iterator[tuple[Fraction, bool, str, Place | None]]:
    """Each number that something is compared with, whether it is money, and the side that has it; not what tables hold."""
    if isinstance(expr, Choose) and expr.table:
        return
    if isinstance(expr, Apply) and (side := SIDES.get(expr.overload.partition("_")[0])) and len(expr.args) == 2:
        values = [draft.deciding.fixed(each) for each in expr.args]
        known = [each for each in values if each is not None]
        if len(known) == 1:
            # With the number on the left the comparison is turned round.
            turned = side if values[0] is None else OTHER[side]
            yield known[0], expr.args[0].type.name in MONEYS, turned, expr.place
    for part in parts(expr):
        yield from _thresholds(draft, part)


def _contradiction(draft: Draft, cite: str, number: Fraction, money: bool, side: str) -> str:
    """The words of the summary that put the number on the other side; "" if none do, or some agree."""
    provision = draft.pack.provisions.get(cite)
    if provision is None:
        return ""
    yuan = number / 100 if money else number
    of_it = [each for each in mentions(provision.summary.zh) if each.side and _same(each.value, each.unit, yuan, money)]
    sides = {each.side for each in of_it}
    return of_it[0].text if sides == {OTHER[side]} else ""


def _same(value: Fraction, unit: str, number: Fraction, money: bool) -> bool:
    if unit in ("%", "％"):
        value /= 100
    return value == number and (unit == "元") == money


def _listed(draft: Draft, cite: str) -> tuple[Place, ...]:
    return (draft.pack.provisions[cite].place,)
