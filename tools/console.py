"""Runs what the documentation shows: writes its files, runs its commands, compares what they print.

    python tools/console.py [--update] [FILE…]

A block ```yaml begins with `# file: NAME` and is written to a folder of its document's own. A block ```console holds lines
`$ tiaokuan …`, each followed by what it prints; `…` alone on a line stands for any lines, `# exit N` at the end for an exit
code other than 0. Kinds that are shown only are listed below; a block of any other kind is a mistake. Without FILE: every
document. With --update the outputs are written anew (one with `…` is left as it is, and named if it does not fit any more).
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSIDE = re.compile(r"^ +```(\w+)\n.*?^ +```$", re.MULTILINE | re.DOTALL)  # in an item of a list
FENCE = re.compile(r"^ *(?:```|~~~)", re.MULTILINE)
SHOWN = ("sh", "bat", "text", "python")  # shown only: set-up that the installation tests run, and code
BUG = 70  # the exit code of a bug in the program, which no document may show
FILE = re.compile(r"# file: (\S+)\n")
CHAPTERS = sorted((ROOT / "tools" / "language").glob("*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "tests" / "README.md"])


@dataclass(frozen=True)
class Command:
    """A command as a console block shows it, and what it prints there."""

    line: str
    output: str
    exit: int


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        code = re.search(r"^# exit (\d+)\n?\Z", output, re.MULTILINE)
        yield Command(line, output[: code.start()] if code else output, int(code[1]) if code else 0)


def run(line: str, folder: Path) -> tuple[str, int]:
    """What a command prints, errors after answers, and its exit code."""
    words = shlex.split(line)
    assert words[0] == "tiaokuan", f"not a command of ours: {line}"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "XDG_CACHE_HOME": str(folder / ".cache"), "LANG": "C.UTF-8"}
    call = [sys.executable, str(ROOT / "cli.py"), *words[1:]]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr, done.returncode


def same(shown: str, printed: str) -> bool:
    """Whether `shown` is what was printed, `…` standing for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*".join(parts), printed) is not None


def problems(path: Path, update: bool = False) -> list[str]:
    """What a document shows that is not so. With `update` its outputs are written anew first."""
    text = path.read_text(encoding="utf-8")
    found: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def look(match: re.Match[str]) -> str:
            kind, block = match[1], match[2]
            if kind == "yaml":
                head = FILE.match(block)
                if head is None:
                    found.append(f"{path.name}: a yaml block without `# file:`: {block[:60]!r}")
                else:
                    target = folder / head[1]
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text(block[head.end() :], encoding="utf-8")
            elif kind == "console":
                return f"```console\n{''.join(_looked_at(each, folder, path, found, update) for each in commands(block))}```"
            elif kind not in SHOWN:
                found.append(f"{path.name}: a block of kind {kind}, which nothing runs")
            return match[0]

        made = BLOCK.sub(look, text)
    inside = INSIDE.findall(text)
    found += [f"{path.name}: a block of kind {kind} is run at the margin only" for kind in inside if kind not in SHOWN]
    if len(FENCE.findall(text)) != 2 * len(BLOCK.findall(text) + inside):
        found.append(f"{path.name}: a fence that begins or ends no block (```KIND … ```)")
    if update and made != text:
        path.write_text(made, encoding="utf-8")
    return found


def _looked_at(each: Command, folder: Path, path: Path, found: list[str], update: bool) -> str:
    """The command as the document should show it."""
    printed, code = run(each.line, folder)
    if code == BUG:
        found.append(f"{path.name}: $ {each.line} ends with a bug\n{printed[-800:]}")
    elif update and not re.search(r"^…$", each.output, re.MULTILINE):
        return f"$ {each.line}\n{printed}" + (f"# exit {code}\n" if code else "")
    elif code != each.exit:
        found.append(f"{path.name}: $ {each.line}: exit {code}, not {each.exit}\n{printed[-800:]}")
    elif not same(each.output, printed):
        found.append(f"{path.name}: $ {each.line} prints\n{printed}")
    return f"$ {each.line}\n{each.output}" + (f"# exit {each.exit}\n" if each.exit else "")


if __name__ == "__main__":
    paths = [Path(name) for name in sys.argv[1:] if name != "--update"] or [*CHAPTERS, *DOCUMENTS]
    wrong = [line for path in paths for line in problems(path, "--update" in sys.argv)]
    print("\n".join(wrong) or "all as shown")
    raise SystemExit(1 if wrong else 0)
