"""Lints a pack in its file, and mends there what can be mended safely."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

from engine.analysis.lint.edits import edited
from engine.analysis.lint.run import Linted, lint
from engine.pack.load import Loaded, load, loads
from engine.pack.registry import cases_path
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

MARK = b"\xef\xbb\xbf"
MOST_ROUNDS = 5  # mending one thing may show another


@dataclass(frozen=True)
class LintedFile:
    """What is found in a file of a pack, after so many changes were made in it."""

    findings: tuple[Diagnostic, ...]
    mended: int
    undecided: dict[str, int]


def lint_file(
    path: Path,
    fix: bool = False,
    today: date | None = None,
    load: Callable[[Path], Loaded] = load,
    prove: bool = False,
) -> LintedFile:
    """What is found in the pack in a file; errors of loading alone where it has any. With `fix` the file is rewritten first.

    With `prove` a solver is asked what is not settled otherwise, once the file is as it stays.
    """
    loaded = load(path)
    if loaded.pack is None or loaded.root is None:
        return LintedFile(tuple(loaded.diagnostics), 0, {})
    on, cases = today or date.today(), cases_of(path)
    linted = _linted(loaded, on, cases, prove and not fix)
    before, text, mended = loaded.root.place.source.text, loaded.root.place.source.text, 0
    for _ in range(MOST_ROUNDS if fix else 0):
        after = _mended(str(path), text, linted, on, cases)
        if after is None:
            break
        mended += len(linted.edits)
        text, linted = after
    if text != before and (reason := _write(path, text)):
        refused = Diagnostic("L484", None, {"path": str(path), "reason": reason})
        return LintedFile((*_linted(loaded, on, cases).findings, refused), 0, linted.undecided)
    if prove and fix:
        linted = _linted(loads(text.encode("utf-8"), str(path)) if mended else loaded, on, cases, prove)
    return LintedFile(linted.findings, mended, linted.undecided)


def cases_of(path: Path) -> str | None:
    """The text of the cases beside a pack; None if there are none to be read."""
    try:
        return cases_path(path).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _linted(loaded: Loaded, today: date, cases: str | None, prove: bool = False) -> Linted:
    assert loaded.pack is not None and loaded.root is not None
    return lint(loaded.pack, loaded.root, warnings=loaded.diagnostics, today=today, cases=cases, prove=prove)


def _mended(name: str, text: str, linted: Linted, today: date, cases: str | None) -> tuple[str, Linted] | None:
    """The text with its edits made; None if there are none, or they would leave it with an error or no better."""
    if not linted.edits:
        return None
    made = edited(text, linted.edits)
    after = loads(made.encode("utf-8"), name)
    if after.pack is None:
        return None
    again = _linted(after, today, cases)
    return (made, again) if len(again.findings) < len(linted.findings) else None


def _write(path: Path, text: str) -> str:
    """Put `text` in the place of a file, whole or not at all, with the mark and the line ends it had; why not, if it fails."""
    import tempfile  # slow to import, and seldom needed

    path = path.resolve()
    beside = None
    try:
        before = path.read_bytes()
        body = text.replace("\n", "\r\n") if b"\r\n" in before else text
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write((MARK if before.startswith(MARK) else b"") + body.encode("utf-8"))
        os.chmod(beside, stat.S_IMODE(path.stat().st_mode))
        os.replace(beside, path)
    except OSError as error:
        if beside is not None and os.path.exists(beside):
            os.unlink(beside)
        return os.strerror(error.errno or 0)
    return ""
