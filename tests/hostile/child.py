"""Reads hostile files in a process of its own, and says of each what was answered; run with a range of the table."""

from __future__ import annotations

import json
import sys
import time
import traceback
from pathlib import Path

from engine.pack import load as loading
from engine.pack.build import build
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.load import load
from engine.pack.model import Pack
from engine.pack.stamp import remember
from engine.text.diagnostics import Diagnostic
from engine.text.render import as_github, as_json, as_text
from engine.text.source import Source
from tests.hostile.base import Hostile
from tests.hostile.generate import table

ROOT = Path(__file__).resolve().parent.parent.parent
WITHOUT_PLACE = {"Y101", "Y102"}


def answered(each: Hostile, folder: Path, pack: Pack, forge: bool) -> list[Diagnostic]:
    """The findings about one file, through the entry points the commands use."""
    data = each.bytes()
    if each.kind == "case":
        node, found = parse(data, "hostile.yaml")
        return found if node is None else found + read_cases(node, pack)[1]
    path = folder / "hostile.yaml"
    path.write_bytes(data)
    if forge:
        # Say falsely that the schema has passed this file: the builder must do without it.
        node, _ = parse(data, "hostile.yaml")
        if node is not None:
            remember(node.place.source.text.encode("utf-8"), "pack")
    return load(path).diagnostics


def wrong_with(found: list[Diagnostic]) -> list[str]:
    """What is wrong with findings, whatever they say: a place outside its file, words that cannot be shown."""
    wrong = [f"{each.code} has no place" for each in found if each.place is None and each.code not in WITHOUT_PLACE]
    last: dict[Source, int] = {}  # the number of the last line
    for each in found:
        for place in (*([each.place] if each.place else ()), *each.related):
            line, _ = place.source.position(place.start)
            if place.source not in last:
                last[place.source] = place.source.position(len(place.source.text))[0]
            if not (0 <= place.start <= place.end <= len(place.source.text) and 1 <= line <= last[place.source]):
                wrong.append(f"{each.code} lies outside its file")
    for lang in ("zh", "en"):
        shown = as_text(found, lang) + "\n" + as_github(found[:100], lang)
        shown += json.dumps(as_json(found[:100], lang), ensure_ascii=False)
        wrong += [f"U+{ord(character):04X} is shown" for character in shown if character != "\n" and not character.isprintable()][
            :3
        ]
    return wrong


def asked(start: int, step: int) -> list[Hostile]:
    """Every `step`th file; of those that also have a process of their own every fourth."""
    every = table()
    return [*[each for each in every if not each.alone][start::step], *[each for each in every if each.alone][::4][start::step]]


def main(start: int, step: int, folder: Path, forge: bool) -> None:
    pack = load(ROOT / "policies" / "taicang_2021_163.yaml").pack
    assert pack is not None
    for each in asked(start, step):
        if forge and (each.kind == "case" or each.alone):
            continue
        begun = time.perf_counter()
        try:
            found = answered(each, folder, pack, forge)
            taken = time.perf_counter() - begun
            answer = {"codes": sorted({one.code for one in found}), "wrong": wrong_with(found), "seconds": taken}
        except Exception:
            answer = {"codes": [], "wrong": [traceback.format_exc()[-1500:]], "seconds": 0.0}
        print(json.dumps({"name": each.name, "kind": each.kind, "code": each.code, **answer}), flush=True)


if __name__ == "__main__":
    assert loading.build is build, "the builder itself is what must stand alone"
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4] == "forged")
