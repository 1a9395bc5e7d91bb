"""`check --watch`: the first look, every save after it, and the end."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from engine.commands.watch import Desk
from engine.pack import kept
from engine.text.diagnostics import Diagnostic
from tests.cli.support import CASES, ROOT, SMALL, Folder, call

Step = Callable[[], object]


def said(
    capsys: pytest.CaptureFixture[str], files: Sequence[str], *steps: Step, pack: str | None = None, lang: str = "en"
) -> list[str]:
    """What each round says, when at each look that finds nothing new the next step is taken, and after the last Ctrl-C pressed."""
    waiting = list(steps)

    def pause() -> None:
        if not waiting:
            raise KeyboardInterrupt
        waiting.pop(0)()

    with pytest.raises(KeyboardInterrupt):
        Desk(tuple(files), pack, "zh" if lang == "zh" else "en").watch(pause)
    return capsys.readouterr().out.split("── ")[1:]


def counts(text: str) -> tuple[str, ...]:
    """Of a round in English: cases, passed, failed, and how many of them were run."""
    found = re.search(r"(\d+) cases, (\d+) passed, (\d+) failed", text)
    again = re.search(r"(\d+) of them run again", text)
    return (*(found.groups() if found else ()), again[1] if again else "all")


def nothing() -> None:
    """A look at which nobody has saved anything."""


def later(path: str, text: str) -> Step:
    """Save a file, at a time of its own even where the clock of the files is coarse."""

    def save() -> None:
        before = os.stat(path).st_mtime_ns if os.path.exists(path) else 0
        Path(path).write_bytes(text.encode("utf-8"))
        os.utime(path, ns=(before + 10**9, before + 10**9))

    return save


def test_it_says_once_what_is_found_and_what_the_cases_show(capsys: pytest.CaptureFixture[str], small: str) -> None:
    (first,) = said(capsys, [small], nothing, nothing)
    assert "2 files, 0 errors" in first and "Ctrl-C" in first
    assert counts(first) == ("2", "2", "0", "all")


def test_a_save_of_the_pack_runs_the_cases_again_that_it_can_alter(capsys: pytest.CaptureFixture[str], small: str) -> None:
    other = SMALL.replace("yearly: {value: 1万元", "yearly: {value: 2万元")
    dearer = SMALL.replace("grant: {value: 3万元", "grant: {value: 4万元")
    rounds = said(capsys, [small], later(small, other), nothing, later(small, dearer), nothing, later(small, SMALL), nothing)
    assert [counts(each) for each in rounds] == [
        ("2", "2", "0", "all"),
        ("2", "2", "0", "0"),  # no case expects anything of the yearly grant
        ("2", "1", "1", "all"),
        ("2", "2", "0", "all"),
    ]
    assert "expected 3万元, got 40,000元" in rounds[2] and "【granted】" in rounds[2]


def test_a_save_of_the_cases_runs_those_that_differ(capsys: pytest.CaptureFixture[str], folder: Folder, small: str) -> None:
    cases = str(folder.path / "small.cases.yaml")
    wrong = CASES.replace("amount: 0元", "amount: 1元")
    rounds = said(capsys, [small], later(cases, wrong), nothing, later(cases, wrong + "# 注\n"), nothing)
    assert [counts(each) for each in rounds] == [("2", "2", "0", "all"), ("2", "1", "1", "1"), ("2", "1", "1", "1")]
    assert "二人" in rounds[1] and "三人" not in rounds[1] and "small.cases.yaml:" in rounds[1]


def test_in_chinese(capsys: pytest.CaptureFixture[str], folder: Folder, small: str) -> None:
    cases = str(folder.path / "small.cases.yaml")
    rounds = said(capsys, [small], later(cases, CASES.replace("amount: 0元", "amount: 1元")), nothing, lang="zh")
    assert "检查了2个文件" in rounds[0] and "2个个案，2个相符，0个不符" in rounds[0] and "Ctrl-C 结束" in rounds[0]
    assert "2个个案，1个相符，1个不符" in rounds[1] and "其中1个重新运行" in rounds[1]


def test_a_slip_is_shown_with_its_place_and_the_cases_wait(capsys: pytest.CaptureFixture[str], small: str) -> None:
    rounds = said(
        capsys, [small], later(small, SMALL.replace("amount: grant", "amount: gratn")), nothing, later(small, SMALL), nothing
    )
    assert len(rounds) == 3
    assert "error[" in rounds[1] and "gratn" in rounds[1] and "the cases were not run" in rounds[1]
    assert counts(rounds[2]) == ("2", "2", "0", "0"), "what passed before the slip still stands"


@pytest.mark.parametrize("half", [b"", SMALL.encode()[:700], "规则".encode()[:-1], b"id: [", b"\x00\xff"])
def test_what_is_half_written_ends_nothing(capsys: pytest.CaptureFixture[str], small: str, half: bytes) -> None:
    """An editor that is slow: the file is cut short at one look and at the next, and whole at a later one."""
    rounds = said(capsys, [small], lambda: Path(small).write_bytes(half), nothing, nothing, later(small, SMALL), nothing)
    assert "error[" in rounds[1]
    assert len(rounds) == 3 and counts(rounds[2]) == ("2", "2", "0", "0")


def test_a_file_that_is_still_being_written_is_not_read(capsys: pytest.CaptureFixture[str], small: str) -> None:
    pieces = [later(small, SMALL[:at]) for at in (0, 500, 900)]
    rounds = said(capsys, [small], *pieces, later(small, SMALL + "# 完\n"), nothing)
    assert len(rounds) == 2 and counts(rounds[1]) == ("2", "2", "0", "0")


def test_a_file_moved_away_and_back_is_found_again(capsys: pytest.CaptureFixture[str], small: str) -> None:
    away = Path(small).with_suffix(".away")
    rounds = said(
        capsys, [small], lambda: os.replace(small, away), nothing, nothing, nothing, lambda: os.replace(away, small), nothing
    )
    assert len(rounds) == 3 and "error[" in rounds[1] and counts(rounds[2]) == ("2", "2", "0", "0")


def test_a_file_that_cannot_be_opened_is_tried_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, small: str
) -> None:
    """Windows refuses a file that another program holds; when it lets go, neither size nor time of the file has changed."""
    held = True
    whole = kept.contents

    def contents(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
        return (None, [Diagnostic("Y102", None, {"path": str(path)})]) if held and str(path) == small else whole(path)

    def let_go() -> None:
        nonlocal held
        held = False

    monkeypatch.setattr(kept, "contents", contents)
    rounds = said(capsys, [small], nothing, nothing, let_go, nothing)
    assert len(rounds) == 2 and "Y102" in rounds[0] and counts(rounds[1]) == ("2", "2", "0", "all")


def test_cases_alone_and_a_folder(capsys: pytest.CaptureFixture[str], folder: Folder, small: str) -> None:
    cases = str(folder.path / "small.cases.yaml")
    dearer = SMALL.replace("grant: {value: 3万元", "grant: {value: 4万元")
    for named in ([cases], [str(folder.path)], [small, cases]):
        rounds = said(capsys, named, later(small, dearer), nothing, later(small, SMALL), nothing)
        assert [counts(each)[1] for each in rounds] == ["2", "1", "2"]
    with_another = folder.write("zzz.yaml", SMALL.replace("id: small-2022", "id: other"))
    os.unlink(with_another)
    rounds = said(capsys, [str(folder.path)], later(with_another, SMALL.replace("id: small-2022", "id: other")), nothing)
    assert "2 files" in rounds[0] and "3 files" in rounds[1]


def test_many_failures_do_not_bury_the_findings(capsys: pytest.CaptureFixture[str], folder: Folder, small: str) -> None:
    head, first, *_ = CASES.split("  - case: ")
    more = "".join(
        "  - case: " + first.replace("三人", f"第{number}个").replace("amount: 3万元", "amount: 9元") for number in range(9)
    )
    folder.write("small.cases.yaml", head + more)
    (first_round,) = said(capsys, [small], nothing)
    assert first_round.count("expected 9元") == 5 and "4 more failing" in first_round


@pytest.mark.parametrize("more", [["--fix"], ["--format", "json"], ["--format", "sarif"]])
def test_it_is_for_people(small: str, more: list[str]) -> None:
    result = call("check", small, "--watch", *more)
    assert result.exit_code == 2 and "U922" in result.stderr and more[0] in result.stderr


def test_a_name_that_names_nothing_ends_it(small: str) -> None:
    result = call("check", small, "no-such-pack", "--watch")
    assert result.exit_code == 2 and "U912" in result.stderr and result.stdout == ""


@pytest.mark.skipif(os.name == "nt", reason="only a console can send Ctrl-C there")
def test_ctrl_c_ends_it(small: str) -> None:
    command = [sys.executable, "-u", str(ROOT / "cli.py"), "check", small, "--watch", "--lang", "en"]
    heard = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test run in the background ignores it, and so would its children
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, heard)
    with child:
        assert child.stdout is not None and child.stderr is not None
        for line in child.stdout:
            if b"Ctrl-C" in line:
                break
        child.send_signal(signal.SIGINT)
        try:
            assert child.wait(timeout=30) == 130
        finally:
            child.kill()  # else leaving the block would wait for it
        assert b"U951" in child.stderr.read()
