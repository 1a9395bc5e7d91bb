"""Stamps spare time and nothing else: without them, or with a folder that cannot be used, everything still works."""

from pathlib import Path

import pytest

from engine.pack import stamp
from engine.pack.stamp import cache_folder, passed, remember


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, on every system, and schemas to stamp."""
    schemas = tmp_path / "schemas"
    schemas.mkdir()
    for name in ("pack", "case"):
        (schemas / f"{name}.schema.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(stamp, "schemas_folder", lambda: schemas)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "cache"))
    monkeypatch.setattr(stamp.sys, "platform", "linux")
    return tmp_path


def test_what_was_remembered_has_passed(folder: Path) -> None:
    assert not passed(b"a", "pack")
    remember(b"a", "pack")
    remember(b"a", "pack")
    assert passed(b"a", "pack")
    assert not passed(b"b", "pack")
    assert not passed(b"a", "case")
    assert [path.stat().st_size for path in folder.glob("cache/tiaokuan/passed/*")] == [0]


def test_another_schema_or_engine_forgets(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(b"a", "pack")
    monkeypatch.setattr(stamp, "ENGINE", "9.9.9")
    assert not passed(b"a", "pack")


def test_a_changed_schema_forgets(folder: Path) -> None:
    remember(b"a", "pack")
    (folder / "schemas" / "pack.schema.json").write_text("{} ", encoding="utf-8")
    assert not passed(b"a", "pack")


def test_a_folder_that_cannot_be_used_is_silence(folder: Path) -> None:
    (folder / "cache").write_text("a file where the folder should be", encoding="utf-8")
    remember(b"a", "pack")
    assert not passed(b"a", "pack")


def test_a_missing_schema_is_silence(folder: Path) -> None:
    remember(b"a", "outcome")
    assert not passed(b"a", "outcome")


def test_a_failed_move_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(stamp.os, "replace", refuse)
    remember(b"a", "pack")
    assert not list(folder.glob("cache/tiaokuan/passed/*"))


@pytest.mark.parametrize(
    ("platform", "environment", "end"),
    [
        ("linux", {"XDG_CACHE_HOME": "{tmp}/x"}, "x/tiaokuan"),
        ("linux", {"HOME": "{tmp}/h", "USERPROFILE": "{tmp}/h"}, "h/.cache/tiaokuan"),
        ("darwin", {"HOME": "{tmp}/h", "USERPROFILE": "{tmp}/h"}, "h/Library/Caches/tiaokuan"),
        ("win32", {"LOCALAPPDATA": "{tmp}/l"}, "l/tiaokuan"),
        ("win32", {}, None),
        ("linux", {"XDG_CACHE_HOME": "relative"}, None),
    ],
)
def test_each_system_has_its_place(
    platform: str, environment: dict[str, str], end: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value.format(tmp=tmp_path))
    monkeypatch.setattr(stamp.sys, "platform", platform)
    found = cache_folder()
    assert found == (tmp_path / end if end else None)
