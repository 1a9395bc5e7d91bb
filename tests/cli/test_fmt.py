"""Laying packs out from the command line: what is written, what is only said, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.cli.support import ROOT, SMALL, Folder, call
from tests.unit.test_layout import SHIPPED, formatted

UNTIDY = SMALL.replace("    registered: {type: bool,", "    # 登记即可\n    registered: {type:   bool,")


def test_a_pack_is_laid_out_and_then_is(folder: Folder) -> None:
    path = folder.write("small.yaml", UNTIDY)
    assert call("fmt", "--check", path).exit_code == 1
    assert Path(path).read_text(encoding="utf-8") == UNTIDY, "--check writes nothing"
    first = call("fmt", path)
    assert first.exit_code == 0 and "small.yaml" in first.stdout and "1 laid out anew" in first.stdout
    assert Path(path).read_text(encoding="utf-8") == formatted(UNTIDY)
    assert "# 登记即可" in formatted(UNTIDY)
    again = call("fmt", "--check", path, "--format", "json")
    assert again.exit_code == 0
    assert json.loads(again.stdout) == [{"path": path, "changed": False, "written": False}]


def test_line_ends_and_mark_stay(folder: Folder) -> None:
    path = Path(folder.write("small.yaml", ""))
    path.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode())
    assert call("fmt", str(path)).exit_code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + formatted(UNTIDY).replace("\n", "\r\n").encode()


def test_what_is_laid_out_is_left_alone(folder: Folder) -> None:
    path = Path(folder.write("small.yaml", formatted(SMALL)))
    before = path.stat().st_mtime_ns
    assert call("fmt", str(path)).exit_code == 0
    assert path.stat().st_mtime_ns == before


def test_a_refused_pack_keeps_every_other_as_it_is(folder: Folder) -> None:
    """Two packs, the second of which cannot be laid out: nothing is written."""
    first = folder.write("a.yaml", UNTIDY)
    second = folder.write("b.yaml", UNTIDY + "notes:\n  n:\n    text: |2\n          too deep\n")
    result = call("fmt", first, second)
    assert result.exit_code == 2 and result.stdout == ""
    assert "F007" in result.stderr and "b.yaml:" in result.stderr
    assert Path(first).read_text(encoding="utf-8") == UNTIDY


@pytest.mark.parametrize(
    ("text", "code"), [("a: [1\n", "Y107"), ("case: x\nas_of: 2023-01-01\n", "F008"), ("- a\n", "F008"), ("", "Y106")]
)
def test_what_cannot_be_laid_out(folder: Folder, text: str, code: str) -> None:
    path = folder.write("x.yaml", text)
    result = call("fmt", path)
    assert result.exit_code == 2 and result.stdout == "" and f"[{code}]" in result.stderr
    assert Path(path).read_text(encoding="utf-8") == text


def test_a_pack_in_gb18030_is_not_touched(folder: Folder) -> None:
    path = folder.path / "gb.yaml"
    path.write_bytes(UNTIDY.encode("gb18030"))
    result = call("fmt", str(path))
    assert result.exit_code == 2 and "Y104" in result.stderr and "GB18030" in result.stderr
    assert path.read_bytes() == UNTIDY.encode("gb18030")


def test_a_pack_with_mistakes_is_laid_out(folder: Folder) -> None:
    """Who is in the middle of writing one wants it tidy too."""
    path = folder.write("small.yaml", UNTIDY.replace("amount: grant", "amount: grnat"))
    assert call("check", path).exit_code == 1
    assert call("fmt", path).exit_code == 0


def test_every_shipped_pack_is_laid_out() -> None:
    result = call("fmt", "--check", *map(str, SHIPPED))
    assert result.exit_code == 0, result.stdout
    assert len(SHIPPED) >= 12 and all(path.is_relative_to(ROOT) for path in SHIPPED)
