"""Changes to the text of a pack file that leave everything else in it as it is, and saving it whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from engine.pack.document import contents
from engine.text.diagnostics import Diagnostic

MARK = b"\xef\xbb\xbf"


class Edit(NamedTuple):
    """`text` in place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` with edits that do not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def save(path: Path, text: str) -> list[Diagnostic]:
    """Write a file that is there anew, with the byte order mark and the line ends it had; what kept it from being written."""
    before, found = contents(path)
    if before is None:
        return found
    data = text.encode("utf-8")
    if b"\r\n" in before:
        data = data.replace(b"\n", b"\r\n")
    if before.startswith(MARK):
        data = MARK + data
    try:
        _replace(path.resolve(), data)  # a link stays a link
    except OSError as error:
        return [Diagnostic("U950", None, {"reason": f"{path}: {os.strerror(error.errno or 0)}"})]
    return []


def _replace(path: Path, data: bytes) -> None:
    """Written beside the file and moved into its place, so that an interruption leaves the old one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o777)
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
