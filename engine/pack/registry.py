"""Where packs are: a file, an id of the packs that come with the program, or a folder of versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from itertools import islice
from pathlib import Path
from typing import Literal

from engine.pack.document import Node
from engine.pack.load import Loaded, load
from engine.pack.model import Pack
from engine.text.diagnostics import Diagnostic, Severity
from engine.text.records import dataclass
from engine.text.render import suggest
from engine.text.resources import packs_folder

ENDINGS = (".yaml", ".yml")
CASES = ".cases"  # <pack>.cases.yaml holds the cases of <pack>.yaml
SNIFFED = 10_000_000  # bytes; the reader refuses more
MOST_KEYS = 10_000  # what has more at its top is neither pack nor case
TOP_KEY = re.compile(rb"""^(?:\xef\xbb\xbf)?(?:\{\s*)?["']?([a-z_]+)["']?[ \t]*:(?:[ \t]+["']?([^\s"'#]+))?""", re.MULTILINE)


@dataclass(frozen=True)
class Registry:
    """The packs found under one name; `errors` holds what made any of them unusable, then none is used."""

    packs: tuple[Pack, ...] = ()
    errors: tuple[Diagnostic, ...] = ()
    paths: tuple[Path, ...] = field(default=(), compare=False)
    roots: tuple[Node, ...] = field(default=(), compare=False)  # what each pack was built from
    folder: bool = False  # it was named as a folder, so that the versions in it are chosen among

    def of_measure(self, measure: str | None) -> tuple[tuple[Pack, ...], list[Diagnostic]]:
        """The versions of the measure a case names; a case that names none is taken to mean the only one there is."""
        known = sorted({pack.id for pack in self.packs})
        if not measure and len(known) > 1:
            return (), [_plain("U916", known="、".join(known))]
        if measure and measure not in known:
            return (), [_plain("U917", text=measure, known="、".join(known), did_you_mean=suggest(measure, known))]
        return tuple(pack for pack in self.packs if not measure or pack.id == measure), []


def open_packs(text: str, load: Callable[[Path], Loaded] = load) -> Registry:
    """The packs that `text` names, loaded; see `find`."""
    paths, errors = find(text)
    packs: list[Pack] = []
    roots: list[Node] = []
    for path in paths:
        loaded = load(path)
        if loaded.pack is None or loaded.root is None:
            errors += [each for each in loaded.diagnostics if severity(each) is Severity.ERROR]
        else:
            packs.append(loaded.pack)
            roots.append(loaded.root)
    usable, built_from = ((), ()) if errors else (tuple(packs), tuple(roots))
    return Registry(usable, tuple(errors), tuple(paths), built_from, Path(text).is_dir())


def severity(diagnostic: Diagnostic) -> Severity:
    """How much a finding matters, by the catalogue."""
    from engine.text.catalog import CATALOG

    return CATALOG[diagnostic.code].severity


def find(text: str) -> tuple[list[Path], list[Diagnostic]]:
    """The files of the packs that `text` names: a path, a folder of packs, or an id; none with the reason."""
    path = Path(text or "\0")  # an empty path would be the working directory
    try:
        if path.is_dir():
            found = packs_in(path)
            return found, [] if found else [_plain("U913", text=text)]
        if path.exists():
            return [path], []
    except (OSError, ValueError):
        pass  # a name no file can have (a NUL in it, too long) is no file
    shipped = {each: id_of(each) for each in packs_in(packs_folder())}
    if found := [each for each, id in shipped.items() if id == text]:
        return found, []
    known = sorted(set(shipped.values()) - {""})
    return [], [_plain("U912", text=text, known="、".join(known), did_you_mean=suggest(text, known))]


def packs_in(folder: Path) -> list[Path]:
    """The packs of a folder, by name; cases and other files beside them are left out."""
    files = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and path.is_file())
    return [path for path in files if not path.stem.endswith(CASES) and kind_of(path) == "pack"]


def cases_path(pack: Path) -> Path:
    """Where the cases of a pack are, if it has any."""
    return pack.with_name(f"{pack.stem}{CASES}{pack.suffix}")


def pack_beside(cases: Path) -> Path | None:
    """The pack that a file of cases stands beside, `x.yaml` of `x.cases.yaml`."""
    beside = cases.with_name(cases.stem.removesuffix(CASES) + cases.suffix)
    return beside if cases.stem.endswith(CASES) and beside.is_file() else None


def kind_of(path: Path) -> Literal["pack", "case", ""]:
    """What a file seems to be by the keys at its top; the loader decides whether it is one."""
    keys = {key for key, _ in _top_keys(path)}
    if "rules" in keys and keys & {"format", "subjects", "id"}:
        return "pack"
    return "case" if keys & {"case", "cases", "as_of", "defaults", "measure"} else ""


def id_of(path: Path) -> str:
    """The id a pack states, "" if none is seen."""
    return next((value for key, value in _top_keys(path) if key == "id"), "")


def _top_keys(path: Path) -> Iterator[tuple[str, str]]:
    """The keys that begin a line, with the word after them: enough to tell files apart without reading them as YAML."""
    try:
        with path.open("rb") as file:
            data = file.read(SNIFFED)
    except OSError:
        return
    for match in islice(TOP_KEY.finditer(data), MOST_KEYS):
        yield match[1].decode("ascii"), (match[2] or b"").decode("utf-8", errors="replace")


def _plain(code: str, **values: str) -> Diagnostic:
    return Diagnostic(code, None, values)
