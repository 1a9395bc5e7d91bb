"""Runs a pack's cases against its mutants on all cores.

Mutants are dealt out in bundles of the same few neighbours, and within a bundle the case that killed one is tried first on the
next. So the answer, which case killed which mutant included, is the same however many processes take part.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from engine.analysis.mutate.bench import Bench, Judged
from engine.analysis.mutate.mutants import mutants
from engine.pack.cases import read_cases
from engine.pack.document import Fields, parse, read
from engine.text.records import dataclass

BUNDLE = 24  # mutants
FEW = 3  # bundles, which are done before other processes have started


@dataclass(frozen=True, slots=True)
class Input:
    """The texts that mutants and cases are made from, as every process reads them; `prove`: survivors are put to a solver."""

    pack: str  # its text
    name: str  # of its file
    cases: Path
    prove: bool = False


def bench_of(given: Input) -> Bench:
    """The bench of a pack and its cases, both without errors."""
    root, _ = parse(given.pack.encode("utf-8"), given.name)
    nodes, _ = read(given.cases)
    assert isinstance(root, Fields) and nodes is not None
    made = mutants(root)
    cases, _ = read_cases(nodes, made.pack)
    return Bench(made, nodes, cases, given.prove)


def chosen(count: int, sample: int | None) -> list[int]:
    """All numbers up to `count`, or so many of them, drawn alike every time."""
    if sample is None or sample >= count:
        return list(range(count))
    return sorted(random.Random(count).sample(range(count), sample))


def judged(bench: Bench, given: Input, numbers: Sequence[int], processes: int | None = None) -> Iterator[tuple[int, Judged]]:
    """What becomes of the mutants with these numbers, in their order."""
    bundles = [list(numbers[at : at + BUNDLE]) for at in range(0, len(numbers), BUNDLE)]
    several = min(processes or os.cpu_count() or 1, len(bundles))
    if several <= 1 or (processes is None and len(bundles) <= FEW):
        for bundle in bundles:
            yield from zip(bundle, _of_bundle(bench, bundle), strict=True)
        return
    # Started anew and not forked, as Windows does it: nothing is taken along but the texts.
    with ProcessPoolExecutor(several, mp_context=get_context("spawn"), initializer=_ready, initargs=(given,)) as pool:
        for bundle, fates in zip(bundles, pool.map(_in_process, bundles), strict=True):
            yield from zip(bundle, fates, strict=True)


def _of_bundle(bench: Bench, bundle: Sequence[int]) -> list[Judged]:
    bench.ahead.clear()
    return [bench.judge(number) for number in bundle]


_BENCH: list[Bench] = []  # of a process that was started to judge bundles


def _ready(given: Input) -> None:
    _BENCH[:] = [bench_of(given)]


def _in_process(bundle: Sequence[int]) -> list[Judged]:
    return _of_bundle(_BENCH[0], bundle)
