"""How the two sides of a threshold are called: what was moved and to where, what turns there, which cases stand there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.analysis.boundaries.comparisons import Comparison, comparisons
from engine.analysis.boundaries.find import Side, Threshold
from engine.analysis.boundaries.turns import Key, Turn
from engine.analysis.coverage.listing import row_key, said_row
from engine.analysis.written import written
from engine.backends.prose import Speaker
from engine.backends.prose_names import Namer
from engine.backends.prose_values import either
from engine.pack.model import Pack
from engine.reports.coverage_words import LIMITS, WAYS
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Boundary:
    """One side of a threshold: its name, what turns there and how it came out, where, and the cases that already stand there.

    `what` is in words, `text` in those of the author where the pack writes it as an expression (else the same).
    """

    name: str
    threshold: Threshold
    side: Side
    moved: str
    what: str
    text: str
    came_out: str
    place: Place | None
    cite: str
    covered: tuple[str, ...]


class Namings:
    """Names thresholds and their sides in one language."""

    def __init__(self, pack: Pack, lang: str, standing: Mapping[tuple[Key, Turn], Sequence[str]]) -> None:
        self.pack, self.lang, self.standing = pack, lang, standing
        self.namer = Namer(pack, lang)
        self.texts = _texts(pack)

    def boundaries(self, thresholds: Sequence[Threshold]) -> list[Boundary]:
        """Both sides of every threshold, each under a name of its own; a side that several share stands once."""
        found: list[Boundary] = []
        said: set[str] = set()
        for each in thresholds:
            what, place, cite = self._what(each)
            key = each.key
            text = self.texts[key[2], key[3]].text if key[0] in WRITTEN else what
            for side in each.sides:
                whole = written(replace(side.case, name=""))
                if whole in said and each.key[0] not in WRITTEN:
                    continue
                said.add(whole)
                name = self._name(each, side)
                moved = f"{self._moved(each)} {each.axis.said(side.at)}"
                came_out = outcome(self.pack, key, side, self.lang)
                covered = tuple(self.standing.get((key, side.turn), ()))
                found.append(Boundary(name, each, side, moved, what, text, came_out, place, cite, covered))
        taken = Counter(each.name for each in found)
        numbers: Counter[str] = Counter()
        for at, one in enumerate(found):
            if taken[one.name] > 1:
                numbers[one.name] += 1
                found[at] = replace(one, name=f"{one.name} #{numbers[one.name]}")
        return found

    def _name(self, threshold: Threshold, side: Side) -> str:
        rule = threshold.rule.label.say(self.lang, threshold.rule.name)
        options = [self.namer.option(name, option) for name, option in side.case.readings.items()]
        under = "".join(either(self.lang, f"（{each}）", f" ({each})") for each in options)
        return f"{rule}{under} · {self._moved(threshold)} {threshold.axis.said(side.at)}"

    def _moved(self, threshold: Threshold) -> str:
        axis = threshold.axis
        match axis.kind:
            case "fact":
                return self.namer.fact(axis.about)
            case "children":
                return either(self.lang, f"{self.namer.subject(axis.about)}个数", f"number of {self.namer.subject(axis.about)}")
            case "dated":
                return either(self.lang, "此前用尽于", "used up before on")
            case "history":
                return self._history(threshold)
            case _:
                return either(self.lang, *AXES[axis.kind])

    def _history(self, threshold: Threshold) -> str:
        limit = next((each for each in threshold.rule.limits if each.name == threshold.axis.about), None)
        if limit is None:
            return either(self.lang, "此前一次", "a claim before")
        return either(self.lang, *PASTS[limit.kind])

    def _share(self, threshold: Threshold) -> tuple[str, Place | None, str]:
        """An instalment or a payer, of which the day or the last fen is looked at."""
        rule, key = threshold.rule, threshold.key
        if key[2] == "payer":
            payer = next(each for each in rule.paid_by.payers if each.name == key[3])
            return either(self.lang, f"{payer.name}承担的份额", f"share of {payer.name}"), payer.place, rule.cite
        number = key[3] if key[0] == "share" else key[2]
        part = next(each for at, each in enumerate(rule.parts, 1) if at == number)
        name = part.label.say(self.lang) or either(self.lang, f"第{number}期", f"instalment {number}")
        if key[0] == "part_due":
            return either(self.lang, f"{name}应付之日", f"day on which {name} is due"), part.place, rule.cite
        return either(self.lang, f"{name}的份额", f"share of {name}"), part.place, rule.cite

    def _what(self, threshold: Threshold) -> tuple[str, Place | None, str]:
        """What turns there: the author's words, a limit, the days in force; where, and by which citation."""
        rule, key = threshold.rule, threshold.key
        match key[0]:
            case "compare" | "round":
                found = self.texts[key[2], key[3]]
                chosen = threshold.start.case.readings
                said = Speaker(self.pack, self.lang, chosen).say(found.expr) if found.expr is not None else found.text
                return said, found.place, found.cite or rule.cite
            case "share" | "part_due":
                return self._share(threshold)
            case "row":
                parameter = self.pack.parameters[str(key[2])]
                return parameter.label.say(self.lang, parameter.name), parameter.place, parameter.cite or rule.cite
            case "limit":
                limit = next((each for each in rule.limits if each.name == key[2]), None)
                if limit is None:
                    return (
                        either(self.lang, "金额上限", "ceiling of the amount"),
                        rule.amount.place if rule.amount else None,
                        rule.cite,
                    )
                return limit.label.say(self.lang) or either(self.lang, *LIMITS[limit.kind]), limit.place, limit.cite or rule.cite
            case "in_force":
                span = rule.in_force if key[2] else self.pack.in_force
                return either(self.lang, "施行期", "days in force"), span.place if span else None, rule.cite
            case _:
                about = rule.target or rule.duty or rule.amount
                return either(self.lang, *ABOUT[str(key[0])]), about.place if about else rule.place, rule.cite


AXES = {"as_of": ("申请日", "applied for on"), "period": ("所属期", "period"), "decision": ("审定", "decided")}
PASTS = {
    "claims": ("此前次数", "claims before"),
    "times": ("此前期数", "units before"),
    "at_most": ("此前已付", "paid before"),
    "within": ("此前首次", "first claim"),
}
ABOUT = {
    "target": ("目标", "the target"),
    "due": ("目标期限", "the day of the target"),
    "duty": ("到期日", "the day it is due"),
    "result": ("金额", "the amount"),
}


WRITTEN = ("compare", "round")  # what the pack writes as an expression
CAME_OUT = {
    True: ("成立", "it holds"),
    False: ("不成立", "it does not hold"),
    "exact": ("恰为整数，没有尾数", "it comes out whole"),
    "below": ("尾数舍去", "it is rounded down"),
    "above": ("尾数进位", "it is rounded up"),
    "due": ("已到期", "it is due"),
}


def outcome(pack: Pack, key: Key, side: Side, lang: str) -> str:
    """How what turns came out on one side, in words."""
    found = side.turn.outcome
    if key[0] == "row":
        rows = {row_key(pack.parameters[str(key[2])].table, row): row for row in pack.parameters[str(key[2])].table.rows}
        at = next((said_row(row) for each, row in rows.items() if each == found), either(lang, "其余", "otherwise"))
        return either(lang, f"用的是“{at}”一档", f"the row is {at}")
    if isinstance(found, bool | str) and found in CAME_OUT:
        return either(lang, *CAME_OUT[found])
    return either(lang, *WAYS[str(found)]) if str(found) in WAYS else str(found)


def _texts(pack: Pack) -> Mapping[tuple[object, object], Comparison]:
    """Every comparison and rounding of the pack, by formula and span."""
    return {(each.formula, each.span): each for each in comparisons(pack)}
