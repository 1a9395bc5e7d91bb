"""Does every code have an input that gets it and nothing else, and is what people read exactly what stands beside it?

`CODE.pack.yaml` is loaded as a pack, `CODE.unchecked.yaml` built although the schema would refuse it, `CODE.case.yaml` read as a case (and
evaluated, for what only an answer can say), `CODE.cmd` run as a command. With TIAOKUAN_UPDATE=1 the texts are written anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from engine.backends.reference import evaluate
from engine.pack.build import build
from engine.pack.cases import read_cases
from engine.pack.document import MOST_BYTES, parse
from engine.pack.load import load, loads
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic
from engine.text.render import as_text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PACKS = {"gallery": HERE / "gallery.yaml", "taicang-2021-163": ROOT / "policies" / "taicang_2021_163.yaml"}
UPDATE = os.environ.get("TIAOKUAN_UPDATE") == "1"

# Inputs too large to keep.
LARGE = {
    "Y103": lambda: b"# large\n".ljust(MOST_BYTES + 1, b"#"),
    "Y109": lambda: b"a: [" + b"1, " * 210_000 + b"]\n",
    "Y121": lambda: (PACKS["gallery"].read_text(encoding="utf-8") + "notes:\n" + "".join(f"  n{n}: {{text: a}}\n" for n in range(32_000))).encode(),
}  # fmt: skip

# What a program can only be brought to in the tests of the command line (tests/cli), with the values shown there.
ELSEWHERE = {
    "U913": {"text": "空文件夹"},
    "U914": {"claim": "grant[甲]", "law_at": "2020-01-01", "pack": "sample", "known": "1.0.0"},
    "U915": {"claim": "grant[甲]", "law_at": "2024-01-01", "pack": "sample", "known": "1.0.0、2.0.0"},
    "U916": {"known": "sample、other"},
    "U923": {"text": "policies", "known": "a.yaml、b.yaml"},
    "U940": {"name": "甲公司"},
    "U950": {"reason": "No space left on device"},
    "U951": {},
    "U952": {},
    "U998": {"text": "…", "command": "tiaokuan"},
    "U999": {"error": "KeyError", "where": "engine/pack/build.py:1"},
}


def example(code: str) -> Path | None:
    """The input that gets a code."""
    found = [path for path in HERE.glob(f"{code}.*") if path.suffix in (".yaml", ".cmd")]
    assert len(found) <= 1, found
    return found[0] if found else None


def findings(path: Path) -> list[Diagnostic]:
    """What is found in an input, by its kind."""
    data, kind = path.read_bytes(), path.name.split(".")[1]
    if kind == "pack":
        return loads(data, path.name).diagnostics
    node, found = parse(data, path.name)
    if node is None:
        return found
    if kind == "unchecked":
        return found + build(node)[1]
    named = re.search(rb"^measure: (\S+)", data, re.MULTILINE)
    pack = load(PACKS.get(named[1].decode() if named else "", PACKS["taicang-2021-163"])).pack
    assert pack is not None
    cases, more = read_cases(node, pack)
    answers = [each for case in cases for each in evaluate(pack, case, needs=False).diagnostics]
    return found + more + (answers if path.name.startswith("E") else [])


def said(code: str, lang: str) -> str:
    """What a person reads of a code's input."""
    if code in LARGE:
        return as_text(loads(LARGE[code](), "large.yaml").diagnostics, lang)
    if code in ELSEWHERE:
        return as_text([Diagnostic(code, None, {**ELSEWHERE[code], "did_you_mean": ""})], lang)
    path = example(code)
    assert path is not None, f"no input gets {code}"
    if path.suffix == ".cmd":
        return command(path.read_text(encoding="utf-8"), lang)
    return as_text(findings(path), lang)


def command(line: str, lang: str) -> str:
    """What a wrong call prints."""
    call = [sys.executable, str(ROOT / "cli.py"), "--lang", lang, *shlex.split(line)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(call, cwd=HERE, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and not done.stdout.strip().startswith("{"), (line, done)
    return done.stderr.rstrip("\n") or done.stdout.rstrip("\n")


@pytest.mark.parametrize("code", sorted(CATALOG))
def test_a_code_is_said_as_it_stands_here(code: str) -> None:
    for lang in ("zh", "en"):
        beside, text = HERE / f"{code}.{lang}.txt", said(code, lang).replace(f"{ROOT.as_posix()}/", "")
        if UPDATE:
            beside.write_text(text + "\n", encoding="utf-8")
        assert text + "\n" == beside.read_text(encoding="utf-8")
        assert f"[{code}]" in text


@pytest.mark.parametrize("code", sorted(code for code in CATALOG if (path := example(code)) and path.suffix == ".yaml"))
def test_an_input_gets_its_code_and_no_other(code: str) -> None:
    path = example(code)
    assert path is not None
    found = findings(path)
    assert {each.code for each in found} == {code}
    for each in found:
        assert (each.place is not None and each.place.source.name == path.name) or code in ("E801", "E802")


def test_nothing_stands_here_for_a_code_that_is_gone() -> None:
    named = {path.name.split(".")[0] for path in HERE.iterdir() if re.match(r"[A-Z]\d{3}\.", path.name)}
    assert named <= set(CATALOG)


def test_both_languages_use_the_same_values() -> None:
    for message in CATALOG.values():
        zh, en = (
            set(re.findall(r"{(\w+)}", one + two)) for one, two in ((message.zh, message.help_zh), (message.en, message.help_en))
        )
        shared = [{name.removesuffix("_zh").removesuffix("_en") for name in each} for each in (zh, en)]
        assert shared[0] == shared[1], message.code
