"""Reads what a command works on: packs and cases, or the end of the command with what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from engine.commands.console import Lang, Stop, complain, stop
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import Fields, Items, Node, Text, read
from engine.pack.model import Pack
from engine.pack.nodes import with_key
from engine.pack.registry import Registry, cases_path, open_packs, severity
from engine.pack.rule_names import labels, rules_called, with_labels
from engine.text.diagnostics import Diagnostic, Severity
from engine.text.records import dataclass
from engine.text.render import suggest
from engine.text.source import Place, Source


def registry(text: str) -> Registry:
    """The packs that `text` names; ends the command if one of them cannot be used."""
    found = open_packs(text)
    if found.errors:
        raise Stop(found.errors)
    return found


@dataclass(frozen=True)
class PackFile:
    """A pack, the file it stands in, and the nodes it was built from."""

    pack: Pack
    path: Path
    root: Node

    @property
    def cases(self) -> Path:
        """Where its cases are, if it has any."""
        return cases_path(self.path)

    def case_file(self, named: str | None) -> Path:
        """The file of cases that is named, else the one beside the pack; ends the command if there is none."""
        path = Path(named) if named else self.cases
        if not path.is_file():
            stop("U918", text=named or str(path))
        return path


def pack_file(text: str) -> PackFile:
    """The one pack that `text` names, with its file."""
    found = registry(text)
    if len(found.packs) > 1:
        known = "、".join(map(str, found.paths))
        stop("U923", text=text, known=known)
    return PackFile(found.packs[0], found.paths[0], found.roots[0])


def one_pack(text: str) -> Pack:
    """The one pack that `text` names."""
    return pack_file(text).pack


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that make an input unusable."""
    return [each for each in diagnostics if severity(each) is Severity.ERROR]


@dataclass(frozen=True)
class CaseFile:
    """A file of cases, read but not yet held against a pack."""

    path: Path
    node: Node

    @property
    def measure(self) -> str | None:
        """The measure it states for itself, for all its cases, or first of all."""
        if not isinstance(self.node, Fields):
            return None
        items = self.node.get("cases")
        bodies = [self.node, self.node.get("defaults"), *(items.items if isinstance(items, Items) else ())]
        stated = [body.get("measure") for body in bodies if isinstance(body, Fields)]
        return next((each.text for each in stated if isinstance(each, Text) and each.text), None)

    def cases(self, pack: Pack) -> tuple[list[Case], list[Diagnostic]]:
        """The cases under a pack, and all findings."""
        return read_cases(self.node, pack)


def case_file(text: str, as_of: date | None = None) -> CaseFile:
    """A file of cases; ends the command if it cannot be read. `as_of` takes the place of the day it states."""
    path = Path(text)
    node, found = read(path)
    if node is None or errors(found):
        raise Stop(found)
    return CaseFile(path, on_day(node, as_of) if as_of else node)


def exists(path: Path) -> bool:
    """Whether there is such a thing; a name no file can have (a NUL in it) is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def on_day(node: Node, day: date) -> Node:
    """The same file with another day of application in its case, or in each of its cases."""
    if not isinstance(node, Fields):
        return node
    source = Source("--as-of", day.isoformat())
    value = Text(source.text, Place(source, 0, len(source.text)), True)
    cases = node.get("cases")
    if not isinstance(cases, Items):
        return with_key(node, "as_of", value)
    dated = Items(
        tuple(with_key(case, "as_of", value) if isinstance(case, Fields) else case for case in cases.items), cases.place
    )
    return with_key(node, "cases", dated)


def usable_cases(file: CaseFile, pack: Pack, lang: Lang) -> list[Case]:
    """All cases of a file under `pack`; warnings are said, an error in any of them ends the command."""
    cases, found = file.cases(pack)
    if errors(found):
        raise Stop(found)
    complain(found, lang)
    return cases


def known_rule(name: str | None, packs: Sequence[Pack]) -> str | None:
    """The id of the rule a person named, by id or label; ends the command if no rule, or more than one, is called so."""
    if name is None:
        return None
    found = list(dict.fromkeys(rule for pack in packs for rule in rules_called(pack, name)))
    if len(found) == 1:
        return found[0]
    named = {rule: label for pack in reversed(packs) for rule, label in labels(pack).items()}
    listed = found or list(dict.fromkeys(rule for pack in packs for rule in pack.rules))
    known_zh, known_en = with_labels(named, listed, "zh"), with_labels(named, listed, "en")
    if found:
        stop("U921", name=name, known_zh=known_zh, known_en=known_en)
    words = [*listed, *(word for each in named.values() for word in (each.zh, each.en) if word)]
    stop("U911", pack=packs[0].id, name=name, known_zh=known_zh, known_en=known_en, did_you_mean=suggest(name, words))


def known_readings(chosen: Sequence[tuple[str, str]], packs: Sequence[Pack]) -> dict[str, str]:
    """The options chosen by reading; ends the command if one is not in every pack."""
    for pack in packs:
        for name, option in chosen:
            reading = pack.readings.get(name)
            if reading is None:
                known = "、".join(pack.readings)
                stop("U909", pack=pack.id, name=name, known=known, did_you_mean=suggest(name, pack.readings))
            if option not in reading.options:
                known = "、".join(reading.options)
                stop("U910", name=name, text=option, known=known, did_you_mean=suggest(option, reading.options))
    return dict(chosen)
