"""Does mending leave everything else as it is, and nothing half done?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import engine.analysis.lint.file as lint_files
from engine.analysis.lint.edits import Edit, edited
from engine.analysis.lint.file import lint_file
from engine.text.source import Place, Source
from tests.cli.support import call
from tests.lint.test_gallery import HERE, TODAY

BAD = (HERE / "L425.bad.yaml").read_bytes()
FIXED = (HERE / "L425.fixed.yaml").read_bytes()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "pack.yaml"
    path.write_bytes(BAD)
    return path


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_mark_and_the_line_ends_stay(pack: Path, mark: bytes, end: bytes) -> None:
    pack.write_bytes(mark + BAD.replace(b"\n", end))
    assert lint_file(pack, fix=True, today=TODAY).mended == 2
    assert pack.read_bytes() == mark + FIXED.replace(b"\n", end)


def test_the_permissions_stay(pack: Path) -> None:
    pack.chmod(0o640)
    lint_file(pack, fix=True, today=TODAY)
    assert pack.stat().st_mode & 0o777 == 0o640
    assert os.listdir(pack.parent) == ["pack.yaml"]


def test_without_fix_nothing_is_written(pack: Path) -> None:
    assert lint_file(pack, today=TODAY).mended == 0
    assert pack.read_bytes() == BAD


def test_a_file_that_cannot_be_written_stays_and_is_named(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lint_files.os, "replace", refuse)
    result = lint_file(pack, fix=True, today=TODAY)
    assert [each.code for each in result.findings] == ["L425", "L425", "L484"]
    assert result.mended == 0 and pack.read_bytes() == BAD and os.listdir(pack.parent) == ["pack.yaml"]
    said = call("check", str(pack), "--fix", "--lang", "en")
    assert said.exit_code == 1
    assert f"error[L484] {pack} cannot be written, so nothing was mended: No space left on device\n  what to do: " in said.stdout
    assert "写不进去，没有改正：No space left on device\n  怎么办: " in call("check", str(pack), "--fix", "--lang", "zh").stdout


def test_an_edit_that_would_break_the_pack_is_not_made(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_files, "edited", lambda text, edits: text.replace("rules:", "rulez:"))
    assert lint_file(pack, fix=True, today=TODAY).mended == 0
    assert pack.read_bytes() == BAD


def test_a_comment_is_not_taken_away_with_its_item(pack: Path) -> None:
    text = BAD.decode().replace(
        "        label: {zh: 成立在后, en: founded later}",
        "        # 见修订说明\n        label: {zh: 成立在后, en: founded later}",
    )
    pack.write_text(text, encoding="utf-8")
    result = lint_file(pack, fix=True, today=TODAY)
    assert [each.code for each in result.findings] == ["L425"]
    assert "# 见修订说明" in pack.read_text(encoding="utf-8")


def test_of_two_edits_that_overlap_the_first_is_made() -> None:
    source = Source("x", "abcdef")
    edits = [Edit(Place(source, 3, 5), "-"), Edit(Place(source, 1, 4), "+"), Edit(Place(source, 5, 6), "!")]
    assert edited(source.text, edits) == "a+e!"


def test_a_pack_named_by_its_id_is_not_rewritten(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(lint_files, "lint_file", lambda path, fix, **_: asked.append(fix) or lint_files.LintedFile((), 0, {}))
    call("check", "taicang-2021-163", "--fix")
    call("check", str(pack), "--fix")
    assert asked == [False, True]


def test_the_command_says_how_much_it_mended(pack: Path) -> None:
    result = call("check", str(pack), "--lang", "en")
    assert result.exit_code == 0 and "2 warnings" in result.stdout and "mended" not in result.stdout
    assert call("check", str(pack), "--strict").exit_code == 1
    result = call("check", str(pack), "--fix", "--strict", "--lang", "en")
    assert result.exit_code == 0 and result.stdout == "1 file, 0 errors, 0 warnings\nmended: 2\n"
    assert pack.read_bytes() == FIXED
