"""How the two sides of a threshold are called: what was moved and to where, what turns there, which cases stand there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.analysis.boundaries.comparisons import comparisons
from engine.analysis.boundaries.find import Side, Threshold
from engine.analysis.boundaries.turns import Key, Turn
from engine.analysis.written import written
from engine.backends.prose_names import Namer
from engine.backends.prose_values import either
from engine.pack.model import Pack
from engine.reports.coverage_words import LIMITS
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Boundary:
    """One side of a threshold: its name, what turns there and where in the pack, and the cases that already stand there."""

    name: str
    threshold: Threshold
    side: Side
    what: str
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
            for side in each.sides:
                text = written(replace(side.case, name=""))
                if text in said and each.key[0] != "compare":
                    continue
                said.add(text)
                name = self._name(each, side)
                found.append(Boundary(name, each, side, what, place, cite, tuple(self.standing.get((each.key, side.turn), ()))))
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

    def _what(self, threshold: Threshold) -> tuple[str, Place | None, str]:
        """What turns there: the author's words, a limit, the days in force; where, and by which citation."""
        rule, key = threshold.rule, threshold.key
        match key[0]:
            case "compare":
                text, place, cite = self.texts[key[2], key[3]]
                return text, place, cite or rule.cite
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


def _texts(pack: Pack) -> Mapping[tuple[object, object], tuple[str, Place | None, str]]:
    """Of every comparison in the pack the words, the place and the citation, by formula and span."""
    return {(each.formula, each.span): (each.text, each.place, each.cite) for each in comparisons(pack)}
