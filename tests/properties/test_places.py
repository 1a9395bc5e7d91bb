"""Whatever is done to the text of a pack or a case, every finding's place lies inside it, and nothing is raised."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.load import loads
from engine.text.diagnostics import Diagnostic
from engine.text.render import as_text
from tests.properties.packs import EVERY, ROOT

PACK = (ROOT / "examples" / "measures" / "p17_changzhou.yaml").read_text(encoding="utf-8")
CASE = (ROOT / "examples" / "sunshine-house.yaml").read_text(encoding="utf-8")
SCRAPS = (
    "：",
    "，",
    "'",
    '"',
    "[",
    "}",
    " ",
    "\t",
    "#",
    "&a",
    "*a",
    "<<: 1",
    "\u3000",
    "𠮷",
    "- ",
    ": ",
    "9" * 30,
    "3万",
    "not",
    "（",
)


def garbled(text: str, dice: random.Random) -> str:
    """The text with a few of its lines or characters dropped, doubled, moved or made strange."""
    for _ in range(dice.randint(1, 3)):
        lines = text.split("\n")
        at = dice.randrange(len(lines))
        line = lines[at]
        cut = dice.randrange(len(line) + 1)
        match dice.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, line)
            case 2:
                lines[at] = line[:cut] + dice.choice(SCRAPS) + line[cut:]
            case 3:
                lines[at] = line[:cut]
            case 4:
                lines[at] = line[:cut] + line[cut + 1 :]
            case _:
                other = dice.randrange(len(lines))
                lines[at], lines[other] = lines[other], line
        text = "\n".join(lines)
    return text


def inside(found: list[Diagnostic], text: str, seed: int) -> None:
    for each in found:
        for place in (each.place, *each.related):
            assert place is not None, (seed, each)
            assert 0 <= place.start <= place.end <= len(place.source.text) <= len(text), (seed, each)
    assert as_text(found, "zh") or not found
    assert as_text(found, "en") or not found


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_of_packs(start: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for seed in range(start, start + 100):
        text = garbled(PACK, random.Random(seed))
        inside(loads(text.encode("utf-8"), "garbled").diagnostics, text, seed)


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_of_cases(start: int) -> None:
    for seed in range(start, start + 100):
        text = garbled(CASE, random.Random(seed))
        node, found = parse(text.encode("utf-8"), "garbled")
        if node is not None:
            found += read_cases(node, EVERY["taicang_2021_163"])[1]
        inside(found, text, seed)
