"""Packs out of the history of a git repository: `main:policies/a.yaml`, and `:policies/a.yaml` of what is staged."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from engine.commands.console import stop
from engine.commands.inputs import exists

DRIVE = re.compile(r"[A-Za-z]:[\\/]")  # of Windows
LONGEST = 60  # seconds that git may take
NOTHING = ("/dev/null", "NUL", "nul")  # what git names where a version has no such file


def is_revision(text: str) -> bool:
    """Whether a text names a file in a revision rather than a file, a folder or an id."""
    return ":" in text and not DRIVE.match(text) and not exists(Path(text))


def content(text: str) -> bytes:
    """The bytes of a file in a revision; ends the command with what git cannot find."""
    revision, _, path = text.partition(":")
    if git(text, "rev-parse", "--git-dir").returncode != 0:
        stop("D104", text=text)
    # What begins with a hyphen would be an option to git, guarded or not: no revision does.
    known = not revision or (
        not revision.startswith("-")
        and git(text, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}").returncode == 0
    )
    if not known:
        stop("D105", revision=revision)
    shown = git(text, "cat-file", "blob", "--end-of-options", f"{revision}:{path}") if path else None
    if shown is None or shown.returncode != 0:
        stop("D106", revision=revision or ":", path=path or "“”")
    return shown.stdout


def git(text: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git says to these arguments, in the folder we are in; no shell, no question, nothing fetched from elsewhere."""
    quiet = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(
            ["git", "--no-pager", *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=quiet,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        stop("D103", text=text)
