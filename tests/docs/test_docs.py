"""Every file and command the documentation shows is written and run, and prints what is shown; the generated parts are fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.console import ROOT, problems, same
from tools.docs import DOCS, GENERATED

DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "tests" / "README.md"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.relative_to(ROOT).as_posix() for path in DOCUMENTS])
def test_what_a_document_shows_is_so(path: Path) -> None:
    assert not problems(path)


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_document_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == GENERATED[name]()


def test_an_output_that_differs_is_noticed(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.md"
    wrong.write_text("```console\n$ tiaokuan --version\nsomething else\n```\n\n```yaml\nno: name\n```\n", encoding="utf-8")
    found = problems(wrong)
    assert len(found) == 2 and "prints" in found[0]


def test_dots_stand_for_any_lines() -> None:
    assert same("a\n…\nd\n", "a\nb\nc\nd\n")
    assert not same("a\n…\nd\n", "a\nb\nc\n")
