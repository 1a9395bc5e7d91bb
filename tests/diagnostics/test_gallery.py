"""Does every code have an input that gets it and nothing else, is what people read exactly what stands beside it, and does doing
what it says mend the input?

`CODE.pack.yaml` is loaded as a pack, `CODE.unchecked.yaml` built although the schema would refuse it, `CODE.case.yaml` read as a case
of sample.yaml (and evaluated, for what only an answer can say), `CODE.cmd` run as a command in this folder. With TIAOKUAN_UPDATE=1
the texts are written anew.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click
import pytest
import yaml

from engine.backends.reference import evaluate
from engine.commands.program import PROGRAM, run
from engine.pack.build import build
from engine.pack.cases import read_cases
from engine.pack.document import MOST_BYTES, MOST_EVENTS, parse
from engine.pack.load import MOST_VALUES, loads
from engine.pack.model import Pack
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic
from engine.text.render import as_text
from tests.diagnostics.lists import LISTS, PACKS, made

HERE = Path(__file__).parent
UPDATE = os.environ.get("TIAOKUAN_UPDATE") == "1"
MENDED: dict[str, dict[str, str]] = yaml.safe_load((HERE / "mended.yaml").read_text(encoding="utf-8"))


def sample() -> str:
    return (HERE / "sample.yaml").read_text(encoding="utf-8")


# Inputs too large to keep.
LARGE: dict[str, Callable[[], str]] = {
    "Y103": lambda: "# large\n".ljust(MOST_BYTES + 1, "#"),
    "Y109": lambda: "a: [" + "1, " * MOST_EVENTS + "1]\n",
    "Y121": lambda: sample() + "notes:\n" + "".join(f"  n{n}: {{text: a}}\n" for n in range(MOST_VALUES // 2)),
}


class Screen(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


class Full(io.StringIO):
    """A disk without space."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


# What no input brings about: something that fails while a pack is shown.
FAILING: dict[str, BaseException | None] = {
    "U926": None,  # a package that is not installed
    "U927": None,  # a screen
    "U950": None,  # the output itself
    "U951": KeyboardInterrupt(),
    "U952": MemoryError(),
    "U998": click.UsageError("what another version of the library may say"),
    "U999": KeyError("grant"),
}
# What git says, call by call, to a revision that is asked for: the exit codes of `rev-parse --git-dir`, `rev-parse --verify`
# and `cat-file`; where there is no git, none.
GIT: dict[str, tuple[int, ...]] = {"D103": (), "D104": (128,), "D105": (0, 1), "D106": (0, 0, 128)}
# How a list of applicants is read; the lists themselves are made when they are needed, since many are no text.
LIST = "diff {0} {0} --layer impact --population"
# Warnings beside an answer; any other wrong call gives none.
ANSWERED = {
    "D210", "D214", "D222", "D224", "D228", "D229", "F004", "M101", "M102", "M106", "U924", "U940", "V101", "V102", "V104", "V105",
}  # fmt: skip


def example(code: str) -> Path | None:
    """The input that gets a code."""
    found = [path for path in HERE.glob(f"{code}.*") if path.suffix in (".yaml", ".cmd")]
    assert len(found) <= 1, found
    return found[0] if found else None


INPUTS = sorted(code for code in CATALOG if (path := example(code)) and path.suffix == ".yaml")


@cache
def pack() -> Pack:
    loaded = loads(sample().encode(), "sample.yaml")
    assert loaded.pack is not None, as_text(loaded.diagnostics, "en")
    return loaded.pack


def findings(data: bytes, name: str) -> list[Diagnostic]:
    """What is found in an input, by its kind."""
    code, kind = name.split(".")[:2]
    if kind == "pack":
        return loads(data, name).diagnostics
    node, found = parse(data, name)
    if node is None:
        return found
    if kind == "unchecked":
        return found + build(node)[1]
    cases, more = read_cases(node, pack())
    answers = [each for case in cases for each in evaluate(pack(), case, needs=False).diagnostics]
    return found + more + (answers if code.startswith("E") else [])


Called = Callable[[str, str], str]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Called:
    """What a wrong call prints, by its code and the language."""

    def call(code: str, lang: str) -> str:
        monkeypatch.chdir(HERE)
        line = "show sample.yaml"
        if code in GIT:
            _answer(GIT[code], monkeypatch)
            line = "diff main:packs/sample.yaml sample.yaml"
        elif code in LISTS:
            line = f"{LIST.format(PACKS.get(code, 'sample.yaml'))} {shlex.quote(str(made(code, tmp_path)))}"
        elif code in FAILING:
            _fail(code, monkeypatch)
            line += " --format docx" if code in ("U926", "U927") else ""
        else:
            line = (HERE / f"{code}.cmd").read_text(encoding="utf-8")
        exit_code = run(PROGRAM, ["--lang", lang, *shlex.split(line)])
        printed = capsys.readouterr()
        assert exit_code != 0 or code in ANSWERED
        assert not printed.out or code in ANSWERED
        return printed.err.strip("\n").replace(f"{tmp_path}{os.sep}", "")  # an interruption begins by ending the line

    return call


def _fail(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = FAILING[code]

    def fail(*_: object) -> None:
        assert problem is not None
        raise problem

    if code == "U926":
        for name in [each for each in sys.modules if each.startswith(("docx.", "engine.reports.page_docx"))]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "docx", None)
    elif problem is None:
        monkeypatch.setattr("sys.stdout", Screen() if code == "U927" else Full())
    else:
        monkeypatch.setattr("engine.commands.show.one_pack", fail)
    monkeypatch.setattr("engine.commands.program.where", lambda _: "engine/pack/build.py:1")


def _answer(codes: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    left = list(codes)

    def git(words: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        if not left:
            raise FileNotFoundError("git")
        return subprocess.CompletedProcess(words, left.pop(0), b"", b"")

    monkeypatch.setattr("engine.commands.revisions.subprocess.run", git)


def said(code: str, lang: str, called: Called) -> str:
    """What a person reads of a code's input."""
    if code in LARGE:
        return as_text(loads(LARGE[code]().encode(), "large.yaml").diagnostics, lang)
    path = example(code)
    if code in FAILING or code in GIT or code in LISTS or (path and path.suffix == ".cmd"):
        return called(code, lang)
    assert path is not None, f"no input gets {code}"
    return as_text(findings(path.read_bytes(), path.name), lang)


# What lint finds has its own gallery beside this one, in tests/lint.
@pytest.mark.parametrize("code", sorted(code for code in CATALOG if not code.startswith("L")))
def test_a_code_is_said_as_it_stands_here(code: str, called: Called) -> None:
    for lang in ("zh", "en"):
        beside, text = HERE / f"{code}.{lang}.txt", said(code, lang, called)
        if UPDATE:
            beside.write_text(text + "\n", encoding="utf-8")
        assert text + "\n" == beside.read_text(encoding="utf-8")
        assert set(re.findall(r"\[([A-Z][0-9]{3})\]", text)) == {code}


@pytest.mark.parametrize("code", INPUTS)
def test_an_input_gets_its_code_and_no_other(code: str) -> None:
    path = example(code)
    assert path is not None
    found = findings(path.read_bytes(), path.name)
    assert {each.code for each in found} == {code}
    for each in found:
        # What an answer says stands in the pack.
        assert each.place is not None
        assert each.place.source.name == ("sample.yaml" if code.startswith("E") else path.name)


@pytest.mark.parametrize("code", sorted(MENDED))
def test_doing_what_is_said_mends_it(code: str) -> None:
    path = example(code)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    was, write = MENDED[code]["was"], MENDED[code]["write"]
    assert text.count(was) == 1
    left = findings(text.replace(was, write).encode(), path.name)
    assert not left, as_text(left, "en")


def test_nearly_every_input_is_mended() -> None:
    """Left out are those to be saved or filled anew."""
    assert set(INPUTS) - set(MENDED) == {"Y104", "Y106"}


def test_nothing_stands_here_for_a_code_that_is_gone() -> None:
    named = {path.name.split(".")[0] for path in HERE.iterdir() if re.match(r"[A-Z]\d{3}\.", path.name)}
    assert named <= set(CATALOG)
