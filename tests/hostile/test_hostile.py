"""Every hostile file is answered: with the right finding, at a place in the file, in time, in little memory, without a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.base import CASE, PACK, UNUSABLE, Hostile
from tests.hostile.child import asked
from tests.hostile.generate import table

ROOT = Path(__file__).resolve().parent.parent.parent
TAICANG = ROOT / "policies" / "taicang_2021_163.yaml"
BATCHES = 4
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300
CLEAN = "clean"

ALONE = [each for each in table() if each.alone]


def environment(cache_folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
    return {**kept, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache_folder)}


def answers(start: int, folder: Path, mode: str) -> list[dict[str, object]]:
    """What a child process said of every `BATCHES`th file."""
    command = [sys.executable, "-m", "tests.hostile.child", str(start), str(BATCHES), str(folder), mode]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment(folder / "cache"), timeout=120)
    assert done.returncode == 0 and not done.stderr, (done.returncode, done.stderr.decode()[-2000:])
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def expected_of(answer: dict[str, object]) -> bool:
    wanted, got = set(str(answer["code"]).split()), set(answer["codes"])  # type: ignore[call-overload]
    return bool(wanted & got) or (CLEAN in wanted and not got)


def test_there_are_enough_files_and_no_two_are_alike() -> None:
    assert len(table()) >= 300
    assert len(ALONE) >= 60
    small = [(each.kind, each.bytes()) for each in table() if not each.alone]
    assert len(set(small)) == len(small)


@pytest.mark.parametrize("start", range(BATCHES))
def test_every_file_gets_its_code_at_a_place_and_in_words(start: int, tmp_path: Path) -> None:
    told = answers(start, tmp_path, "plain")
    assert len(told) == len(asked(start, BATCHES)) > 200
    assert [each for each in told if each["wrong"]] == []
    assert [(each["name"], each["code"], each["codes"]) for each in told if not expected_of(each)] == []


@pytest.mark.parametrize("start", range(BATCHES))
def test_the_builder_stands_alone_where_a_stamp_lies(start: int, tmp_path: Path) -> None:
    told = answers(start, tmp_path, "forged")
    assert any((tmp_path / "cache").rglob("passed/*"))
    assert [each for each in told if each["wrong"]] == []


@dataclass(frozen=True)
class Ran:
    """How a process of its own ended."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def run(*arguments: str, cache_folder: Path) -> Ran:
    """Call the program in a child whose memory can be told apart from ours."""
    command = [sys.executable, "-I", "-S", "-c", WATCH, sys.executable, str(ROOT / "cli.py"), *arguments]
    done = subprocess.run(command, capture_output=True, env=environment(cache_folder), timeout=60)
    err, _, last = done.stderr.decode().rstrip("\n").rpartition("\n")
    code, seconds, kilobytes = last.split()[-3:]
    return Ran(int(code), done.stdout.decode(), err, float(seconds), int(kilobytes) / 1024)


# The child's own child is the only one it waits for, so that RUSAGE_CHILDREN is about that one alone.
WATCH = """
import resource, subprocess, sys, time
begun = time.perf_counter()
code = subprocess.run([sys.argv[1], *sys.argv[2:]]).returncode
clock, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
# One thread that waits for nothing: where the clock ran longer than the processor, others had the processor.
taken = min(clock, used.ru_utime + used.ru_stime)
sys.stderr.write(f"\\n{code} {taken} {used.ru_maxrss}\\n")
"""


def better(*arguments: str, cache_folder: Path) -> Ran:
    """The quicker of two runs, if the first was not quick enough: the machine is shared."""
    first = run(*arguments, cache_folder=cache_folder)
    return (
        first
        if first.seconds < MOST_SECONDS
        else min(first, run(*arguments, cache_folder=cache_folder), key=lambda ran: ran.seconds)
    )


def bounded(ran: Ran) -> None:
    assert ran.seconds < MOST_SECONDS, ran.seconds
    assert ran.megabytes < MOST_MEGABYTES, ran.megabytes
    assert ran.code >= 0, f"killed by signal {-ran.code}"
    assert "Traceback" not in ran.out + ran.err
    record(ran)


def record(ran: Ran) -> None:
    """Say what was measured where TIAOKUAN_MEASURES names a file."""
    if path := os.environ.get("TIAOKUAN_MEASURES"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{ran.seconds:.2f} s {ran.megabytes:.0f} MB {os.environ.get('PYTEST_CURRENT_TEST')}\n")


@pytest.mark.parametrize("each", ALONE, ids=lambda each: f"{each.kind}-{each.name}"[:70])
def test_the_program_answers_in_time(each: Hostile, tmp_path: Path) -> None:
    name = "hostile.yaml" if each.kind == "pack" else "hostile.case.yaml"
    path = tmp_path / name
    path.write_bytes(each.bytes())
    ran = better("check", str(path), "--pack", str(TAICANG), "--lang", "en", cache_folder=tmp_path / "cache")
    bounded(ran)
    if CLEAN in each.codes:
        assert ran.code == 0, ran.out[:500]
        return
    assert ran.code == each.exit, (ran.code, each.exit, ran.out[:500], ran.err[:500])
    assert any(f"[{code}]" in ran.out for code in each.codes), ran.out[:500]
    assert ran.err == ""


@pytest.mark.parametrize(
    "each", [each for each in ALONE if CLEAN not in each.codes][::4], ids=lambda each: f"{each.kind}-{each.name}"[:70]
)
def test_evaluate_refuses_it(each: Hostile, tmp_path: Path) -> None:
    pack, case = tmp_path / "pack.yaml", tmp_path / "case.yaml"
    (pack if each.kind == "pack" else case).write_bytes(each.bytes())
    arguments = [str(pack if each.kind == "pack" else TAICANG), str(case)]
    if each.kind == "pack":
        case.write_text(CASE, encoding="utf-8")
    ran = better("evaluate", *arguments, "--lang", "zh", cache_folder=tmp_path / "cache")
    bounded(ran)
    assert (ran.code, ran.out) == (UNUSABLE, "")
    assert any(f"[{code}]" in ran.err for code in each.codes), ran.err[:500]


@pytest.mark.parametrize("folder", ["missing", "foreign", "a file", "unwritable", "relative"])
def test_the_cache_folder_changes_nothing(folder: str, tmp_path: Path) -> None:
    cache_folder = tmp_path / "cache"
    if folder == "foreign":
        (cache_folder / "tiaokuan" / "passed" / "x").mkdir(parents=True)
        (cache_folder / "tiaokuan" / "other").write_text("not ours", encoding="utf-8")
    elif folder == "a file":
        cache_folder.write_text("no folder", encoding="utf-8")
    elif folder == "unwritable":
        cache_folder.mkdir(mode=0o500)
    elif folder == "relative":
        cache_folder = Path("cache")
    sound, wrong = tmp_path / "sound.yaml", tmp_path / "wrong.yaml"
    sound.write_text(PACK, encoding="utf-8")
    wrong.write_text(PACK.replace("currency: CNY", "curency: CNY"), encoding="utf-8")
    for _ in range(2):
        assert run("check", str(sound), cache_folder=cache_folder).code == 0
        ran = run("check", str(wrong), cache_folder=cache_folder)
        assert ran.code == 1 and "[S201]" in ran.out and ran.err == ""
    if folder == "foreign":
        assert (cache_folder / "tiaokuan" / "other").read_text(encoding="utf-8") == "not ours"
