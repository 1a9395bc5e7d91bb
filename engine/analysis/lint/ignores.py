"""Findings that somebody has looked at and left, with a reason: a comment in the file, or an entry under `ignore:` of the pack.

A comment `# lint: ignore L423 why it is right` concerns its own line, or, standing alone, the next line that is no comment. An
entry concerns the whole pack, or what lies under the name in its `place`. One that leaves nothing out is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import TypeAlias

from engine.analysis.lint.draft import texts
from engine.analysis.lint.edits import Edit, whole_lines
from engine.pack.document import Fields, Items, Node, Text
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Severity
from engine.text.records import dataclass
from engine.text.render import suggest
from engine.text.source import Place

CODES = r"[A-Za-z][0-9]+(?:[ ]*[,，、][ ]*[A-Za-z][0-9]+)*"
COMMENT = re.compile(rf"(?:(?<=[ ])|^)#[ ]*lint:[ ]*ignore\b[ ]*({CODES})?[ ：:—-]*([^\n]*)", re.M)
SAYS = {
    "L481": """忽略提示而没有写明编号和理由。 An ignore without a code and a reason.

    为何重要：后来的人看不出忽略了什么、为什么，只好再查一遍。
    Why it matters: whoever comes later cannot see what was left out and why, and has to find out again.
    """,
    "L482": """忽略的不是提示。 An ignore of what is no warning.

    为何重要：编号写错了，该忽略的没有忽略；错误则必须改正。
    Why it matters: with a wrong code nothing is left out; and errors must be corrected.
    """,
    "L483": """忽略了并不存在的提示。 An ignore that leaves nothing out.

    为何重要：问题改好之后留下的忽略，会把以后同样的疏漏一起掩盖。
    Why it matters: left behind after the matter was mended, it would hide the same slip when it comes back.
    """,
}
Declared: TypeAlias = dict[str, list[tuple[tuple[str, ...], Place]]]
TIMED = {"L471"}  # found only from a certain day on; an ignore may be there before it
ELSEWHERE = {"V101", "M101"}  # found by `coverage` and `mutate`, which read these ignores too


@dataclass
class Ignore:
    """One code left out somewhere."""

    code: str
    place: Place  # of the ignore itself
    scope: Place | None  # where it holds; None: nowhere, because its place names nothing
    alone: bool  # the comment, or entry, holds no other code
    reason: str = ""
    used: bool = False

    def holds(self, finding: Diagnostic) -> bool:
        at = finding.place
        if finding.code != self.code or self.scope is None:
            return False
        return at is None or self.scope.start <= at.start < max(self.scope.end, self.scope.start + 1)


@dataclass
class Ignores:
    """All that a file leaves out, and what is wrong with how it says so."""

    entries: list[Ignore] = field(default_factory=list)
    wrong: list[Diagnostic] = field(default_factory=list)

    def take(self, finding: Diagnostic) -> bool:
        """Whether a finding is left out; errors never are."""
        if CATALOG[finding.code].severity is Severity.ERROR:
            return False
        held = [each for each in self.entries if each.holds(finding)]
        for each in held:
            each.used = True
        return bool(held)

    def idle(self) -> Iterator[tuple[Diagnostic, tuple[Edit, ...]]]:
        """What is wrong with the ignores; to those that leave nothing out, the edit that takes them away."""
        yield from ((each, ()) for each in self.wrong)
        for each in self.entries:
            if not each.used and each.code not in TIMED | ELSEWHERE:
                gone = (Edit(_removed(each.place), ""),) if each.alone and each.place.text.startswith("#") else ()
                yield Diagnostic("L483", each.place, {"code": each.code}), gone


def ignores_in(root: Node) -> Ignores:
    """The ignores of a pack."""
    found = Ignores()
    _comments(root, found)
    entries = root.get("ignore") if isinstance(root, Fields) else None
    declared = _declared(root) if isinstance(entries, Items) else {}
    for item in entries.items if isinstance(entries, Items) else ():
        if isinstance(item, Fields):
            _entry(item, root, declared, found)
    return found


def _comments(root: Node, found: Ignores) -> None:
    source = root.place.source
    matches = list(COMMENT.finditer(source.text))
    # What looks like a comment inside a text in quotes or in a block is none.
    inside = [each.place for each in texts(root) if "lint:" in each.text] if matches else []
    for match in matches:
        place = Place(source, match.start(), match.end())
        if any(each.start <= place.start < each.end for each in inside):
            continue
        codes = re.findall(r"[A-Za-z][0-9]+", match[1] or "")
        if not codes or not match[2].strip():
            found.wrong.append(Diagnostic("L481", place))
            continue
        scope = _line_meant(place)
        for code in codes:
            _add(found, Ignore(code, place, scope, len(codes) == 1, match[2].strip()))


def _line_meant(place: Place) -> Place:
    """The line of a comment, or, if it stands alone, the next that holds more than a comment."""
    text, line = place.source.text, whole_lines(place)
    while line.start < len(text) and re.match(r"[ ]*(#|\n|$)", text[line.start : line.end]):
        line = whole_lines(Place(place.source, line.end, line.end))
    return line


def _entry(item: Fields, root: Node, declared: Declared, found: Ignores) -> None:
    code, about, reason = (each.text if isinstance(each := item.get(key), Text) else "" for key in ("code", "place", "reason"))
    if not reason.strip():
        found.wrong.append(Diagnostic("L481", item.place))
        return
    name = tuple(about.split("."))
    scope = (
        next((place for path, place in declared.get(name[-1], ()) if path[-len(name) :] == name), None) if about else root.place
    )
    _add(found, Ignore(code, item.fields[0].key.place, scope, True, reason.strip()))


def _declared(root: Node) -> Declared:
    """By its name every key of the file: the keys that lead to it, and the place from it to the end of what lies below it."""
    found: Declared = {}
    waiting: list[tuple[tuple[str, ...], Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Fields):
            for each in node.fields:
                below = Place(each.key.place.source, each.key.place.start, each.value.place.end)
                found.setdefault(each.key.text, []).append(((*path, each.key.text), below))
            waiting += [((*path, each.key.text), each.value) for each in reversed(node.fields)]
        elif isinstance(node, Items):
            waiting += [(path, each) for each in reversed(node.items)]
    return found


def _add(found: Ignores, ignore: Ignore) -> None:
    message = CATALOG.get(ignore.code)
    if message is None or message.severity is Severity.ERROR:
        warnings = [each.code for each in CATALOG.values() if each.severity is Severity.WARNING]
        near = suggest(ignore.code, warnings)
        found.wrong.append(Diagnostic("L482", ignore.place, {"code": ignore.code, "did_you_mean": near}))
    else:
        found.entries.append(ignore)


def _removed(comment: Place) -> Place:
    """A comment to be taken away: with its line where it stands alone, else with the blanks before it."""
    lines = whole_lines(comment)
    before = lines.source.text[lines.start : comment.start]
    if not before.strip():
        return lines
    return Place(comment.source, lines.start + len(before.rstrip()), comment.end)
