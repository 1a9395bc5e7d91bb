"""From the text of a case file to typed cases: one case, or `defaults` and `cases`."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from pathlib import PurePath

from engine.pack.case import Case, Expectation
from engine.pack.cases_digest import case_digest
from engine.pack.cases_expect import ExpectReader
from engine.pack.cases_lines import LineReader
from engine.pack.cases_merge import over_defaults, over_step
from engine.pack.cases_paths import Paths
from engine.pack.cases_subjects import SubjectReader, read_periods
from engine.pack.cases_values import blank, first_line, read_day, scalar
from engine.pack.document import Fields, Items, Node
from engine.pack.model import Pack
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Diagnostics, Severity
from engine.text.records import dataclass
from engine.text.render import suggest
from engine.text.source import Place

MOST_STEPS = 1_000
FILE_KEYS = ("defaults", "cases")
CASE_KEYS = (
    "case", "measure", "as_of", "period", "claims", "history", "decisions", "readings", "expect", "cite", "why", "steps",
)  # fmt: skip


def read_cases(node: Node, pack: Pack) -> tuple[list[Case], list[Diagnostic]]:
    """The cases of a file under `pack`, and what is wrong with it (C7xx).

    A case with an error is left out, so that nobody evaluates what remains of it. Without a name a case is called by its number,
    or, alone in its file, by the file.
    """
    reader = FileReader(pack)
    reader.read(node)
    return reader.cases, reader.found


@dataclass
class FileReader:
    """Reads a file of cases, and collects them and what is wrong with each."""

    pack: Pack
    cases: list[Case] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    named: dict[str, Place] = field(default_factory=dict)
    told: set[tuple[str, Place | None, tuple[tuple[str, str], ...]]] = field(default_factory=set)

    def read(self, node: Node) -> None:
        file = Diagnostics()
        if not isinstance(node, Fields):
            file.add("C701", first_line(node), what="case")
        elif not any(node.get(key) for key in FILE_KEYS):
            self._case(node, PurePath(node.place.source.name.replace("\\", "/")).stem)
        else:
            self._several(node, file)
        # In the order of the file, whatever the order of reading.
        self.found = sorted(self.found + file.found, key=lambda each: each.place.start if each.place else 0)

    def _several(self, node: Fields, file: Diagnostics) -> None:
        for key in (each.key for each in node.fields if each.key.text not in FILE_KEYS):
            file.add("C707", key.place, key=key.text, did_you_mean=suggest(key.text, FILE_KEYS))
        defaults, cases = node.get("defaults"), node.get("cases")
        if not isinstance(cases, Items) or not cases.items:
            file.add("C708", first_line(cases or node))
            return
        if defaults is not None and not blank(defaults) and not isinstance(defaults, Fields):
            file.add("C701", first_line(defaults), what="defaults")
            return
        for number, each in enumerate(cases.items, 1):
            if isinstance(each, Fields):
                laid = over_defaults(defaults, each, self.pack) if isinstance(defaults, Fields) else each
                self._case(laid, str(number))
            else:
                file.add("C701", first_line(each), what="cases")

    def _case(self, node: Fields, name: str) -> None:
        found = Diagnostics()
        stated = scalar(node.get("case"), "case", found)
        name = stated.text if stated else name
        place = first_line(stated or node)
        if name in self.named:
            found.add("C709", place, related=[self.named[name]], name=name)
        self.named[name] = place
        case = _chain(node, name, self.pack, found)
        for each in found.found:
            # What is wrong with the defaults is found again in every case.
            told = (each.code, each.place, tuple(each.values.items()))
            if told not in self.told:
                self.told.add(told)
                self.found.append(each)
        if case and not any(CATALOG[each.code].severity is Severity.ERROR for each in found.found):
            self.cases.append(case)


def _chain(node: Fields, name: str, pack: Pack, found: Diagnostics) -> Case | None:
    """A case; with `steps` it is what is known at the last of them, and the steps besides."""
    steps = node.get("steps")
    if steps is None or blank(steps):
        return _plain(node, name, pack, found)
    if not isinstance(steps, Items) or not steps.items:
        found.add("C704", first_line(steps), what="steps")
        return None
    if len(steps.items) > MOST_STEPS:
        found.add("C725", first_line(steps), what="steps", count=len(steps.items), most=MOST_STEPS)
        return None
    current, made = node, list[Case]()
    for number, step in enumerate(steps.items, 1):
        if not isinstance(step, Fields):
            found.add("C701", first_line(step), what="steps")
            return None
        if (inner := step.key("steps")) is not None:
            found.add("C766", inner.place)
            return None
        current = over_step(current, step, pack)
        stated = scalar(step.get("case"), "case", found)
        case = _plain(current, stated.text if stated else f"{name}.{number}", pack, found)
        if case and made and case.as_of < made[-1].as_of:
            found.add("C765", first_line(step.get("as_of") or step), day=case.as_of, before=made[-1].as_of)
        made += [case] if case else []
    if len(made) < len(steps.items):
        return None
    expect = _expect(node, made[-1], pack, found)
    return replace(
        made[-1],
        name=name,
        expect=expect,
        steps=tuple(made),
        digest=case_digest(node),
        place=first_line(node.key("case") or node),
    )


def _expect(node: Fields, last: Case, pack: Pack, found: Diagnostics) -> tuple[Expectation, ...] | None:
    paths = Paths(last.roots, found)
    return ExpectReader(pack, LineReader(pack, last.as_of, paths, found), found).expectations(node.get("expect"))


def _plain(node: Fields, name: str, pack: Pack, found: Diagnostics) -> Case | None:
    """One case with everything it says laid out; None if it has no day."""
    _check_keys(node, pack, found)
    as_of = _day(node, found)
    subjects = SubjectReader(pack, as_of, found)
    kinds = [kind.name for kind in pack.subjects.values() if kind.of is None]
    roots = {kind: read for kind in kinds if (read := subjects.instances(kind, node.get(kind))) is not None}
    lines = LineReader(pack, as_of, Paths(roots, found), found)
    expect = ExpectReader(pack, lines, found)
    measure, cite, why = (scalar(node.get(key), key, found) for key in ("measure", "cite", "why"))
    if measure and measure.text != pack.id:
        found.add("C736", measure.place, measure=measure.text, pack=pack.id)
    periods = read_periods(node.get("period"), pack, found)
    claims, history, decisions = (
        lines.claims(node.get("claims")),
        lines.history(node.get("history")),
        lines.decisions(node.get("decisions")),
    )
    expected, readings = expect.expectations(node.get("expect")), expect.readings(node.get("readings"))
    if as_of is None:
        return None
    return Case(
        name=name,
        measure=measure.text if measure else None,
        as_of=as_of,
        periods=periods,
        roots=roots,
        claims=claims,
        history=history,
        decisions=decisions,
        readings=readings,
        expect=expected,
        cite=cite.text if cite else "",
        why=why.text if why else "",
        steps=(),
        digest=case_digest(node),
        place=first_line(node.key("case") or node),
    )


def _day(node: Fields, found: Diagnostics) -> date | None:
    if blank(node.get("as_of")):
        key = node.key("as_of")
        found.add("C706", key.place if key else first_line(node), what="case", key="as_of")
        return None
    text = scalar(node.get("as_of"), "as_of", found)
    return read_day(text, "as_of", found) if text else None


def _check_keys(node: Fields, pack: Pack, found: Diagnostics) -> None:
    """Every key of a case is one of its own or a subject that stands alone."""
    alone = [kind.name for kind in pack.subjects.values() if kind.of is None]
    known = (*CASE_KEYS, *alone)
    for each in node.fields:
        key = each.key.text
        if key in known:
            continue
        subject = pack.subjects.get(key)
        owners = [fact.subject for fact in pack.facts.values() if fact.name == key]
        if subject is not None:
            found.add("C705", each.key.place, kind=key, parent=subject.of or "")
        elif owners:
            found.add("C737", each.key.place, name=key, owner="、".join(owners))
        else:
            found.add("C707", each.key.place, key=key, did_you_mean=suggest(key, known))
