"""Makes the records of the layer of rules: where, what it was and is in words, which rules it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace
from typing import Literal as OneWord
from typing import TypeVar

from engine.analysis.diff.forms import Names, formula_form
from engine.analysis.diff.model import Part, RuleChange, Sides
from engine.analysis.diff.spots import Spot, change, edge_note, spots
from engine.analysis.diff.touching import Touched
from engine.backends.prose import Speaker
from engine.lang.ir import Expr, Literal
from engine.lang.quantities import quantity
from engine.pack.terms import Formula, Label
from engine.text.records import dataclass
from engine.text.source import Place

T = TypeVar("T")
NOTHING = Label()


@dataclass(frozen=True, slots=True)
class At:
    """Where something is not as it was: the thing, by its keys in both versions, and the way to the place in the pack."""

    part: Part | OneWord["about"]
    old: str | None
    new: str | None
    path: str
    label: Label = field(default_factory=Label)
    cite: str = ""
    place_old: Place | None = None
    place_new: Place | None = None

    def inside(self, way: str, old: Place | None = None, new: Place | None = None, cite: str = "") -> At:
        """A place within this one, `.amount` or `[2]`."""
        return replace(
            self,
            path=self.path + way,
            cite=cite or self.cite,
            place_old=old or self.place_old,
            place_new=new or self.place_new,
        )

    def only(self, way: str, old: Place | None, new: Place | None, cite: str = "") -> At:
        """A place within this one that one of the versions has not."""
        return replace(self.inside(way, cite=cite), place_old=old, place_new=new)


class Noting:
    """Two versions and how each speaks."""

    def __init__(self, sides: Sides, names: Names) -> None:
        self.sides, self.names = sides, names
        self.touched = Touched(sides)
        self.before = {lang: Speaker(sides.old, lang) for lang in ("zh", "en")}
        self.after = {lang: Speaker(sides.new, lang) for lang in ("zh", "en")}
        self.cites = {pair.old: pair.new for pair in sides.of("provisions") if pair.old is not None and pair.new is not None}

    def said(self, old: T | None, new: T | None, say: Callable[[T, Speaker], str]) -> tuple[Label, Label]:
        """What was and what is, each in the words of its version; nothing of None."""
        was = NOTHING if old is None else Label(*(say(old, self.before[lang]) for lang in ("zh", "en")))
        now = NOTHING if new is None else Label(*(say(new, self.after[lang]) for lang in ("zh", "en")))
        return was, now

    def change(
        self,
        kind: str,
        at: At,
        before: Label = NOTHING,
        after: Label = NOTHING,
        texts: tuple[str, str] = ("", ""),
        values: tuple[object, object] = (None, None),
        note: Label = NOTHING,
    ) -> RuleChange:
        """One change; `values` are numbers to be held against each other, `texts` what a pack writes."""
        direction, percent = change(*values)
        return RuleChange(
            kind=kind,
            part=at.part,
            old=at.old,
            new=at.new,
            path=at.path,
            before=before,
            after=after,
            text_before=texts[0],
            text_after=texts[1],
            direction=direction,
            percent=percent,
            note=note,
            label=at.label,
            cite=at.cite,
            rules=self.touched.by(at.part, at.old, at.new),
            place_old=at.place_old,
            place_new=at.place_new,
        )

    def called(self, at: At, labels: tuple[Label, Label], cites: tuple[str, str] = ("", "")) -> Iterator[RuleChange]:
        """A label or a citation that is another; one that only followed its provision to a new number is none."""
        if labels[0] != labels[1]:
            if labels[0].zh == labels[1].zh:  # the English words alone are others
                labels = Label(labels[0].en, labels[0].en), Label(labels[1].en, labels[1].en)
            yield self.change("label", at.inside(".label"), *labels, texts=(labels[0].zh, labels[1].zh))
        if self.cites.get(cites[0], cites[0]) != cites[1]:
            words = [Label(cite, cite) for cite in cites]
            yield self.change("citation", at.inside(".cite"), words[0], words[1], cites)

    def renamed(self, at: At) -> Iterator[RuleChange]:
        """Another name for what is the same thing; or the same under another subject."""
        old, new = at.old or "", at.new or ""
        if old == new or at.old is None or at.new is None:
            return
        moved = False
        if at.part in ("facts", "definitions"):
            (was, _, one), (now, _, other) = old.rpartition("."), new.rpartition(".")
            moved = self.names.of("subjects", was) != now
            if not moved and one == other:
                return  # the subject is renamed, and that is said
        yield self.change("moved" if moved else "renamed", at, Label(old, old), Label(new, new), texts=(old, new))

    def formulas(self, kind: str, at: At, old: Formula | None, new: Formula | None, most: int = 3) -> Iterator[RuleChange]:
        """What a formula says otherwise: spot by spot, or as a whole where there are more than `most` spots. `kind`: of all
        that is neither a number, nor an operator, nor its edge."""
        if formula_form(old, self.names) == formula_form(new):
            return
        here = at.inside("", old.place if old else None, new.place if new else None)
        texts = (written(old), written(new))
        before, after = self.said(old, new, say_formula)
        found = spots(old.expr, new.expr, self.names) if old and new else []
        if not found or len(found) > most:
            yield self.change(kind, here, before, after, texts)
            return
        for spot in found:
            yield self._spot(kind, here, spot, before, after, texts)

    def _spot(self, kind: str, at: At, spot: Spot, before: Label, after: Label, texts: tuple[str, str]) -> RuleChange:
        one, other = spot.old, spot.new
        match spot.what:
            case "rewritten":
                return self.change("rewritten", at, before, after, texts)
            case "number":
                assert isinstance(one, Literal) and isinstance(other, Literal)
                return self.change(
                    "number_changed",
                    self._closer(at, one, other),
                    *self._words(one, other),
                    (place_text(one), place_text(other)),
                    (one.value, other.value),
                )
            case "operator" | "inclusiveness":
                assert one is not None and other is not None
                at = self._closer(at, one, other)
                return self.change(
                    spot.what, at, *self._words(one, other), (place_text(one), place_text(other)), note=edge_note(spot)
                )
            case _:
                return self.change(kind, at, before, after, texts, note=self._part(spot))

    def _words(self, old: Expr | None, new: Expr | None) -> tuple[Label, Label]:
        """Two expressions, each in the words of its version."""
        was = NOTHING if old is None else Label(*(say_expr(old, self.before[lang]) for lang in ("zh", "en")))
        now = NOTHING if new is None else Label(*(say_expr(new, self.after[lang]) for lang in ("zh", "en")))
        return was, now

    def _part(self, spot: Spot) -> Label:
        """Which part of a longer formula came, went, or is another."""
        was, now = self._words(spot.old, spot.new)
        if spot.what == "added":
            return Label(f"增加“{now.zh}”", f"added: {now.en}")
        if spot.what == "removed":
            return Label(f"去掉“{was.zh}”", f"left out: {was.en}")
        return NOTHING

    def _closer(self, at: At, old: Expr, new: Expr) -> At:
        return at.inside("", old.place, new.place)


def written(formula: Formula | None) -> str:
    """A formula as its author wrote it, on one line; "" where there is none."""
    if formula is None:
        return ""
    return " ".join((formula.text if formula.text is not None else formula.place.text).split())


def say_expr(expr: Expr, speaker: Speaker) -> str:
    """An expression in words."""
    return speaker.say(expr)


def say_formula(formula: Formula, speaker: Speaker) -> str:
    """A formula in words."""
    return speaker.say(formula.expr)


def place_text(expr: Expr) -> str:
    """What stands at the place of an expression, on one line."""
    text = " ".join(expr.place.text.split()) if expr.place else ""
    return text.strip("\"'") if quantity(text.strip("\"'")) else text
