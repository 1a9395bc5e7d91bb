"""Subjects on paper: with their parents, and never with the whole number of an identity card."""

from __future__ import annotations

import re

from engine.backends.prose import Speaker
from engine.backends.prose_values import either
from engine.pack.case import Path
from engine.pack.cases_subjects import ONLY
from engine.text.render import mask

IDENTITY_NUMBER = re.compile(r"\d{17}[\dXx]")  # of a person (GB 11643): never printed whole


def say_path(path: Path, speaker: Speaker) -> str:
    """A subject with its parents: 社会组织“阳光屋”的社工岗位“P1”."""
    said = []
    for kind, id in path:
        label = speaker.subject(kind)
        said.append(
            label if id is None or id == ONLY else either(speaker.lang, f"{label}“{safe_id(id)}”", f"{label} “{safe_id(id)}”")
        )
    return either(speaker.lang, "的", ", ").join(said)


def safe_id(id: str) -> str:
    """A subject's id; the number of an identity card is masked."""
    return mask(id) if IDENTITY_NUMBER.fullmatch(id) else id
