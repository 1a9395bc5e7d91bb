"""Checks files again on every save, and runs the cases of a pack with them (`check --watch`)."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import NoReturn, TypeAlias

from engine.analysis.again import Again
from engine.commands import console
from engine.commands.check import Checked, check, check_cases, is_case, paired, summary
from engine.commands.console import Lang, Stop
from engine.pack.kept import Kept
from engine.pack.registry import cases_path, find, pack_beside, severity
from engine.reports import case_results
from engine.text.diagnostics import Severity
from engine.text.records import dataclass
from engine.text.render import as_text

EVERY = 0.1  # seconds between two looks at the files
MOST_LOOKS = 20  # at a file that is being written, then it is read as it is
MOST_SHOWN = 5  # failing cases
UNOPENED = {"Y101", "Y102", "U912"}  # an editor may hold a file, or have moved it away, for a moment
WORDS = {
    "not_run": {"zh": "有错误，个案没有运行", "en": "there are errors, so the cases were not run"},
    "run": {"zh": "其中{0}个重新运行，其余不受改动影响", "en": "{0} of them run again, the change cannot alter the others"},
    "hidden": {"zh": "另有{0}个不符没有列出，运行 tiaokuan test 查看", "en": "{0} more failing; run tiaokuan test to see them"},
    "took": {"zh": "用时{0:.2f}秒；存盘后再检查，Ctrl-C 结束", "en": "{0:.2f} s; checked again on every save, Ctrl-C ends it"},
}
State: TypeAlias = dict[str, tuple[int, int, int] | None]


def pause() -> None:
    time.sleep(EVERY)


@dataclass
class Desk:
    """The files that somebody revises, and what is known of them from the last round."""

    files: tuple[str, ...]
    pack: str | None
    lang: Lang
    kept: Kept = field(default_factory=Kept)
    again: dict[str, Again] = field(default_factory=dict)  # by the file of cases
    paths: tuple[Path, ...] = ()  # looked at; found anew in every round, for that reads files

    def watch(self, pause: Callable[[], None] = pause) -> NoReturn:
        """Say what is found, now and after every save, until interrupted. A name that names nothing ends the command."""
        if wrong := [each for name in self.files for each in find(name)[1]]:
            raise Stop(wrong)
        seen: State | None = None
        said, unopened = "", False
        while True:
            if seen is None or self.settled(seen, pause) != seen or unopened:
                # The files stand so before they are read: what is saved meanwhile is found at the next look.
                self.paths = tuple(self.watched())
                now, begun = state(self.paths), time.perf_counter()
                text, unopened = self.round()
                if now != seen or text != said:
                    took = WORDS["took"][self.lang].format(time.perf_counter() - begun)
                    console.answer(f"── {datetime.now():%H:%M:%S} ──\n{text}\n{took}\n")
                seen, said = now, text
                gc.collect()  # a command does without, but the garbage of every round would pile up
            pause()

    def settled(self, seen: State, pause: Callable[[], None]) -> State:
        """How the files stand; after a change, once two looks agree, for what is half written still grows."""
        now = state(self.paths)
        for _ in range(MOST_LOOKS if now != seen else 0):
            pause()
            before, now = now, state(self.paths)
            if now == before:
                break
        return now

    def watched(self) -> Iterator[Path]:
        """What was named, and what stands beside it."""
        for name in self.files:
            paths = find(name)[0] or [Path(name)]
            yield from (Path(name), *paths)
            for path in paths:
                yield from (cases_path(path), pack_beside(path) or path)
        if self.pack:
            yield from find(self.pack)[0]

    def round(self) -> tuple[str, bool]:
        """What is found in the files and by the cases, and whether one of them could not be opened."""
        checked = list(self.checked())
        findings = [finding for each in checked for finding in each.findings]
        parts = [as_text(findings, self.lang).rstrip("\n") if findings else "", "\n".join(summary(checked, self.lang))]
        if any(severity(each) is Severity.ERROR for each in findings):
            parts.append(WORDS["not_run"][self.lang])
        else:
            parts += [self.ran(each) for each in checked if each.cases]
        return "\n\n".join(filter(None, parts)), any(each.code in UNOPENED for each in findings)

    def checked(self) -> Iterator[Checked]:
        """Every file named, and after a pack without errors the cases beside it."""
        named = paired(self.files, self.pack)
        known = {Path(name) for name, _ in named}
        for name, under in named:
            found = check(name, under, read=self.kept.read, load=self.kept.load)
            yield found
            if is_case(name) or found.code(strict=False) != console.DONE:
                continue
            for path in find(name)[0]:
                cases = cases_path(path)
                if cases not in known and cases.is_file():
                    yield check_cases(str(cases), cases, self.pack or str(path), self.kept.read, self.kept.load)

    def ran(self, checked: Checked) -> str:
        """The cases of a file that fail, how many agree, and how many were run for it."""
        assert checked.under is not None
        results, count = self.again.setdefault(checked.path, Again()).run(checked.under, checked.cases)
        # A slip in a number that all rests on fails many cases alike, and would bury the findings.
        lines = [case_results.as_text(results, checked.under, self.lang, most=MOST_SHOWN)]
        if (hidden := sum(not each.passed for each in results) - MOST_SHOWN) > 0:
            lines.append(WORDS["hidden"][self.lang].format(hidden))
        if count < len(results):
            lines.append(WORDS["run"][self.lang].format(count))
        return "\n".join(lines)


def state(paths: Sequence[Path]) -> State:
    """What the system says of files without opening them: an open file cannot be replaced on Windows."""
    return {str(path): _state(path) for path in paths}


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
