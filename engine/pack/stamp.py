"""Remembers which files a schema has already passed, so that the slow validator need not be loaded for them again.

A stamp is an empty file in the user's cache folder, named by a digest of the file's bytes, the schema and the engine's version.
It is a matter of time only: nothing is taken from it, and one that lies spares a check whose errors the builder then reports
itself. Without a place to write, every file is simply checked.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

from engine.text.resources import schemas_folder
from engine.version import ENGINE

NAME = "tiaokuan"


def passed(data: bytes, schema_name: str) -> bool:
    """Whether `data` is known to fit the schema `schemas/<schema_name>.schema.json`."""
    try:
        stamp = _stamp(data, schema_name)
        return stamp is not None and stamp.is_file()
    except OSError:
        return False


def remember(data: bytes, schema_name: str) -> None:
    """Note that `data` fits the schema; where that cannot be written it is not."""
    try:
        stamp = _stamp(data, schema_name)
        if stamp is None or stamp.is_file():
            return
        stamp.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Written apart and moved into place: another process sees the whole stamp or none.
        handle, name = tempfile.mkstemp(dir=stamp.parent)
        os.close(handle)
        try:
            os.replace(name, stamp)
        except OSError:
            os.unlink(name)
    except OSError:
        return


def cache_folder() -> Path | None:
    """Where this system keeps what a program may forget; None where the user has no such place."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        home = os.path.expanduser("~")
        if not base and home != "~":
            base = os.path.join(home, *(("Library", "Caches") if sys.platform == "darwin" else (".cache",)))
    # A relative folder would follow the user from one working directory to the next.
    return Path(base) / NAME if os.path.isabs(base) else None


def _stamp(data: bytes, schema_name: str) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    schema = (schemas_folder() / f"{schema_name}.schema.json").read_bytes()
    parts = (hashlib.sha256(data).digest(), hashlib.sha256(schema).digest(), f"{ENGINE} {schema_name}".encode())
    return folder / "passed" / hashlib.sha256(b"".join(parts)).hexdigest()
