"""Every file and command the documentation shows is written and run, and prints what is shown; the generated parts are fresh."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.console import BLOCK, DOCUMENTS, ROOT, problems, same
from tools.docs import DOCS, GENERATED

STANDS_FOR = re.compile(r"CODE|NAME")  # a name the reader chooses


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.relative_to(ROOT).as_posix() for path in DOCUMENTS])
def test_what_a_document_shows_is_so(path: Path) -> None:
    assert not problems(path)


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_document_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == GENERATED[name]()


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.relative_to(ROOT).as_posix() for path in DOCUMENTS])
def test_what_a_document_points_to_is_there(path: Path) -> None:
    """Links, paths in backticks and targets of make."""
    text = BLOCK.sub("", path.read_text(encoding="utf-8"))
    links = [each for each in re.findall(r"\]\(([^)#:]+)\)", text) if not (path.parent / each).exists()]
    paths = re.findall(r"`((?:engine|tests|tools|docs|schemas|policies|examples|benchmarks)/[\w./-]+)`", text)
    targets = re.findall(r"make (\w+)`", text)
    made = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    gone = [each for each in paths if not ((ROOT / each).exists() or (path.parent / each).exists() or STANDS_FOR.search(each))]
    assert not links and not gone
    assert set(targets) <= set(made)


def test_readme_names_every_command() -> None:
    from engine.commands import COMMANDS

    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not [each for each in COMMANDS if f"| `{each}" not in text], name


def test_an_output_that_differs_is_noticed(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.md"
    wrong.write_text("```console\n$ tiaokuan --version\nsomething else\n```\n\n```yaml\nno: name\n```\n", encoding="utf-8")
    found = problems(wrong)
    assert len(found) == 2 and "prints" in found[0]


def test_another_exit_code_is_noticed(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.md"
    wrong.write_text("```console\n$ tiaokuan check nowhere.yaml --lang en\n…\n```\n", encoding="utf-8")
    assert "exit 2, not 0" in problems(wrong)[0]


@pytest.mark.parametrize(
    "block",
    [
        "```yaml name.yaml\na: 1\n```\n",
        "```\nplain\n```\n",
        "~~~yaml\na: 1\n~~~\n",
        "```ruby\nx\n```\n",
        "1. x\n   ```yaml\n   a: 1\n   ```\n",
    ],
)
def test_a_block_that_nothing_runs_is_noticed(tmp_path: Path, block: str) -> None:
    wrong = tmp_path / "wrong.md"
    wrong.write_text(block, encoding="utf-8")
    assert problems(wrong)


def test_dots_stand_for_any_lines() -> None:
    assert same("a\n…\nd\n", "a\nb\nc\nd\n")
    assert not same("a\n…\nd\n", "a\nb\nc\n")


def test_a_bug_is_never_written_into_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = "```console\n$ tiaokuan --version\ntiaokuan 1\n```\n"
    document = tmp_path / "document.md"
    document.write_text(shown, encoding="utf-8")
    monkeypatch.setattr("tools.console.run", lambda line, folder: ("a bug\n", 70))
    assert "ends with a bug" in problems(document, update=True)[0]
    assert document.read_text(encoding="utf-8") == shown


def test_update_writes_what_is_printed(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text("```console\n$ tiaokuan nonsense --lang en\nold\n```\n", encoding="utf-8")
    assert not problems(document, update=True)
    text = document.read_text(encoding="utf-8")
    assert "old" not in text and "[U901]" in text and text.endswith("# exit 2\n```\n")
    assert not problems(document)
