"""Would the tests notice? Applies each planted bug to a copy of the project, one at a time, and runs the tests on it.

    python tools/planted.py [--only NAME] [--trusting]

Prints which test failed for each. Exits with 1 if one survives or no longer applies, with 2 if the tests fail by themselves.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATCHES = ROOT / "tests" / "planted"
COPIED = ("engine", "tests", "benchmarks", "policies", "schemas", "examples", "tools", "docs")
FILES = ("pyproject.toml", "constraints.txt", "README.md", "README.zh-CN.md", "CONTRIBUTING.md", "cli.py")
TESTS = ("tests/semantics", "tests/language", "tests/unit", "tests/cli/test_applicants.py", "tests/policies", "tests/properties")


@dataclass(frozen=True)
class Patch:
    """One planted bug: what it breaks, in which file, the text before and after, and the tests that are to notice it."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...] = TESTS

    def applied(self, text: str) -> str:
        """`text` with the bug in it; ValueError if its place is not there, or not just once."""
        if text.count(self.before) != 1:
            raise ValueError(f"{self.name}: the text to change stands {text.count(self.before)} times in {self.file}")
        return text.replace(self.before, self.after)


def patches() -> list[Patch]:
    """The stored bugs, by name."""
    return [read(path) for path in sorted(PATCHES.glob("*.patch"))]


def read(path: Path) -> Patch:
    """A stored bug: `file:` in the first line, then lines that begin with `-` (before) or `+` (after), blank elsewhere ` `.

    A second line `tests:` names the tests that stand near it, where they are not those of the reference.
    """
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    tests = lines.pop(0).removeprefix("tests: ").split() if lines[0].startswith("tests: ") else TESTS
    before = "\n".join(line[1:] for line in lines if line[:1] in "- ")
    after = "\n".join(line[1:] for line in lines if line[:1] in "+ ")
    return Patch(path.stem, head.removeprefix("file: ").strip(), before, after, tuple(tests))


def copy(folder: Path) -> None:
    """The project in another folder."""
    for name in COPIED:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, folder / name)


def failing(folder: Path, tests: tuple[str, ...] = TESTS, *options: str) -> str:
    """The first test that fails in a copy, "" if all pass: group by group, since most bugs fail in the first."""
    there = (test for test in tests if (folder / test.partition("::")[0]).exists())
    return next((found for test in there if (found := _failing_in(folder, test, *options))), "")


def _failing_in(folder: Path, test: str, *options: str) -> str:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *options, test]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 0:
        return ""
    found = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return found[1] if found else (done.stdout + done.stderr).strip().splitlines()[-1]


def failing_unplanted(bugs: list[Patch]) -> str:
    """The test that fails in a copy without a bug, which would be taken for one that notices; "" if none does."""
    with tempfile.TemporaryDirectory() as name:
        copy(Path(name))
        return failing(Path(name), tuple(dict.fromkeys(test for bug in bugs for test in bug.tests)))


def plant(patch: Patch, tests: tuple[str, ...] = ()) -> str:
    """The test that notices a bug, among its own or the given ones; "" if none does."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy(folder)
        target = folder / patch.file
        target.write_text(patch.applied(target.read_text(encoding="utf-8")), encoding="utf-8")
        return failing(folder, tests or patch.tests, "-n", "0")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--trusting", action="store_true", help="the tests have just passed without any bug")
    options = parser.parse_args()
    bugs = [patch for patch in patches() if options.only in ("", patch.name)]
    if not options.trusting and (broken := failing_unplanted(bugs)):
        print(f"without any bug {broken} fails", file=sys.stderr)
        return 2
    survived = 0
    # Each bug has a copy of its own, and a test run by one process starts sooner than one shared out.
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for patch, (noticed, told) in zip(bugs, pool.map(_told, bugs), strict=True):
            print(f"{patch.name:40} {told}", flush=True)
            survived += not noticed
    return 1 if survived else 0


def _told(patch: Patch) -> tuple[bool, str]:
    """Whether a bug is noticed, and what is said of it."""
    try:
        found = plant(patch)
    except (ValueError, OSError) as error:
        return False, f"does not apply: {error}"
    return bool(found), found or "SURVIVED"


if __name__ == "__main__":
    raise SystemExit(main())
