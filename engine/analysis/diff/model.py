"""What differs between two versions of a pack, as data: of the text, of the rules, of the answers, of a list of applicants.

Each layer is a field of `Difference`, None where it was not asked for. Names are those of the new version where it has the thing,
else of the old; `Sides` says which of the old names they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from typing import Literal as OneWord

from engine.analysis.diff.kinds import KINDS, ChangeKind
from engine.backends.outcome import Award, Judgement
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.terms import Label
from engine.text.records import dataclass
from engine.text.source import Place

Part = OneWord[
    "subjects", "facts", "definitions", "parameters", "readings", "rules", "limits", "provisions", "other_benefits",
    "invariants", "notes",
]  # fmt: skip
PARTS: tuple[Part, ...] = (
    "rules", "limits", "parameters", "readings", "definitions", "facts", "subjects", "other_benefits", "invariants", "notes",
    "provisions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing in both versions, by its key in each; None where a version has it not.

    Keys are those of the maps of a `Pack`; an option of a reading is no thing of its own. A limit has its rule before its name,
    `post_subsidy/times`; one shared by several rules has none, `/at_most`.
    """

    part: Part
    old: str | None
    new: str | None

    @property
    def renamed(self) -> bool:
        return self.old is not None and self.new is not None and self.old != self.new

    @property
    def key(self) -> str:
        """Its key in the new version, else in the old."""
        return (self.new if self.new is not None else self.old) or ""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two versions of a pack and what of one is what of the other; in the order of the new one, then what is gone."""

    old: Pack
    new: Pack
    pairs: Mapping[Part, tuple[Pair, ...]]

    def of(self, part: Part) -> tuple[Pair, ...]:
        """The pairs of one part of a pack; every thing of either version is in exactly one."""
        return self.pairs.get(part, ())

    def new_of(self, part: Part, old: str) -> str | None:
        """The key in the new version of what the old one calls `old`; None: it is gone."""
        return next((pair.new for pair in self.of(part) if pair.old == old), None)

    def old_of(self, part: Part, new: str) -> str | None:
        """The key in the old version of what the new one calls `new`; None: it was not there."""
        return next((pair.old for pair in self.of(part) if pair.new == new), None)


# --- text ---

Run = tuple[OneWord["same", "del", "ins"], str]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A provision that is not as it was.

    kind: changed · added · removed · moved (same words at another place) · renumbered (same words, and its neighbours got other
    numbers with it). `old` and `new` are citations, "" where there is none. `runs`: word by word, where the official texts were
    given; else () and the summaries say it.
    """

    kind: OneWord["changed", "added", "removed", "moved", "renumbered"]
    old: str
    new: str
    summary_old: Label = field(default_factory=Label)
    summary_new: Label = field(default_factory=Label)
    runs: tuple[Run, ...] = ()
    rules: tuple[str, ...] = ()  # that rest on it, by their names in the new version, else in the old
    place_old: Place | None = field(default=None, compare=False)  # in the packs
    place_new: Place | None = field(default=None, compare=False)

    @property
    def words_old(self) -> str:
        return "".join(text for op, text in self.runs if op != "ins")

    @property
    def words_new(self) -> str:
        return "".join(text for op, text in self.runs if op != "del")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A word replaced throughout the official text, said once: 全文“民政局”改为“社会工作部”."""

    old: str
    new: str
    cites: tuple[str, ...]  # where, by the citations of the new text


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A numbered unit of the official text of which something changed, whole on both sides, as a table of comparison has it.

    A side is paragraphs of runs, `del` in the old one and `ins` in the new; () where the unit was not or is not there.
    """

    old: str  # citations, "" where there is none
    new: str
    before: tuple[tuple[Run, ...], ...]
    after: tuple[tuple[Run, ...], ...]
    changes: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """The layer of the text. `official`: the official texts were compared; else digests and our own summaries."""

    changes: tuple[TextChange, ...]  # in the order of the new text, what was removed where it stood
    replacements: tuple[Replacement, ...]  # their places are not in `changes` again if nothing else changed there
    official: bool
    units: tuple[TextUnit, ...] = ()  # the same changes by units, of official texts


# --- rules ---


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One difference of meaning or of names between two packs, never of layout.

    `path` is where it stands in the pack, `rules.post_subsidy.when[2]`; `rules` are those that read it. `before`
    and `after` are in words, `text_before` and `text_after` as a pack writes it, "" where it was not or is not there. `direction`
    is of the number itself, not for the beneficiary. `note` says what the change means where the words do not: 含本数.
    """

    kind: str  # of KINDS
    part: Part | OneWord["about"]  # about: the pack as a whole
    old: str | None
    new: str | None
    path: str
    before: Label
    after: Label
    text_before: str = ""
    text_after: str = ""
    direction: OneWord["up", "down", "none"] = "none"
    percent: Fraction | None = None  # 1/3 is up by 33.3%; None: no number, from nil, or of another kind
    note: Label = field(default_factory=Label)
    label: Label = field(default_factory=Label)  # what it is about
    cite: str = ""
    rules: tuple[str, ...] = ()
    place_old: Place | None = field(default=None, compare=False)
    place_new: Place | None = field(default=None, compare=False)

    @property
    def about(self) -> ChangeKind:
        """What its kind means."""
        return KINDS[self.kind]


# --- behaviour ---

FindingKind = OneWord["newly_eligible", "no_longer", "more", "less", "other_procedure", "unknown_now", "known_now", "other"]
Direction = OneWord["more", "less", "same", "mixed", "unclear"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A case that the two versions answer differently, replayed by the reference; `text` is a case file that can be run.

    `case` is as the new version reads it (the old one, where the new one has no such rule); `old` as the old version reads it,
    where that is another. `retroactive`: its law is of a day before the first day of the new version.
    """

    kind: FindingKind
    case: Case
    text: str
    before: Award | Judgement | None
    after: Award | Judgement | None
    retroactive: bool = False
    old: Case | None = None
    text_old: str = ""  # the case file of `old`


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a change means for the answers of one rule: proved to be the same, or with an example of each way they differ.

    `direction` is for the beneficiary, over all cases; unclear where that was not decided. `reason` says why it is unknown.
    """

    rule_old: str | None
    rule_new: str | None
    verdict: OneWord["equivalent", "changed", "unknown"]
    findings: tuple[Finding, ...] = ()
    assumptions: tuple[Label, ...] = ()
    reason: Label = field(default_factory=Label)
    direction: Direction = "unclear"

    @property
    def rule(self) -> str:
        """Its name in the new version, else in the old."""
        return self.rule_new or self.rule_old or ""


# --- together ---


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions and the layers that were asked for; a layer that was not is None."""

    sides: Sides
    texts: Texts | None = None
    rules: tuple[RuleChange, ...] | None = None
    behaviour: tuple[Behaviour, ...] | None = None
    impact: object | None = None  # of engine.analysis.diff.impact

    @property
    def same(self) -> bool:
        """Whether no layer that was asked for shows a difference."""
        texts = self.texts is not None and bool(self.texts.changes or self.texts.replacements)
        answers = any(each.verdict == "changed" for each in self.behaviour or ())
        return not (texts or self.rules or answers or getattr(self.impact, "changed", False))

    @property
    def undecided(self) -> bool:
        """Whether the behaviour of a rule could not be decided."""
        return any(each.verdict == "unknown" for each in self.behaviour or ())
