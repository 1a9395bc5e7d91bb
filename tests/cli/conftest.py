"""What the tests of the commands start from: a folder, and a small measure in it."""

from pathlib import Path

import pytest

from tests.cli.support import CASES, SMALL, Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def small(folder: Folder) -> str:
    """The path of the small measure, its cases beside it."""
    folder.write("small.cases.yaml", CASES)
    return folder.write("small.yaml", SMALL)
