"""How sensitive `diff` is: single mutations of the shipped packs, what it says of each, and what the reference finds in cases.

    python -m benchmarks.sensitivity [--mutants N] [--cases N] [--only PACK] [--seconds S] [--out FILE]

The oracle draws no case with the solver (`oracle`, `drawn`). A mutant that a case separates and that is called equivalent is a
defect. What is done is kept in FILE; the next run goes on from there, so that it can be run in pieces.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.oracle import oracle, reread_apart
from engine.analysis.diff.assumed import others_take
from engine.analysis.diff.every_rule import compared
from engine.analysis.diff.model import Behaviour, Pair, Sides
from engine.analysis.mutate.bench import Bench
from engine.analysis.mutate.run import Input, bench_of
from engine.analysis.replaying import read_again
from engine.analysis.written import written
from engine.pack.model import Pack

ROOT = Path(__file__).parents[1]
TAICANG = ROOT / "policies" / "taicang_2021_163.yaml"
PACKS = [TAICANG, *(path for path in sorted((ROOT / "examples" / "measures").glob("*.yaml")) if ".cases" not in path.name)]
SEED = "sensitivity"
LEAST = 10  # mutants of a pack
BUNDLE = 8  # mutants that one process takes at a time
COLUMNS = ("mutants", "separated", "changed", "unknown", "equivalent", "not separated", "equivalent", "changed", "unknown")
Line = dict[str, Any]


def bench(path: Path) -> Bench:
    """A pack with its mutants and its cases."""
    return bench_of(Input(path.read_text(encoding="utf-8"), str(path), path.with_suffix(".cases.yaml")))


def shares(counts: Mapping[Path, int], total: int, least: int = LEAST) -> dict[Path, int]:
    """How many mutants are drawn of each pack: in proportion to how many it has, and of each a few; the rest of the largest."""
    whole = sum(counts.values())
    found = {path: min(count, max(least, total * count // whole)) for path, count in counts.items()}
    largest = max(counts, key=lambda path: counts[path])
    found[largest] += total - sum(found.values())
    return found


def drawn(path: Path, count: int, mutants: int) -> list[int]:
    """The numbers of the mutants drawn of a pack, the same every time."""
    return sorted(random.Random(f"{SEED} {path.stem}").sample(range(mutants), count))


def sides_of(old: Pack, new: Pack) -> Sides:
    """Two versions in which everything has kept its name."""
    names = dict.fromkeys((*old.rules, *new.rules))
    pairs = tuple(Pair("rules", name if name in old.rules else None, name if name in new.rules else None) for name in names)
    return Sides(old, new, {"rules": pairs})


def measured(bench: Bench, numbers: Sequence[int], cases: int) -> Iterator[Line]:
    """What `diff` and what the oracle say of each of these mutants, rule by rule."""
    old, affected, packs = bench.mutants.pack, {}, {}
    for number in numbers:
        mutant = bench.mutants.every[number]
        affected[number], packs[number] = bench.reach.of(mutant.way), bench.mutants.made(mutant)
    loaded = [pack for pack in packs.values() if pack is not None]
    rules = sorted({rule for number in numbers for rule in affected[number]})
    oracles = {rule: oracle(old, loaded, rule, bench.cases, SEED) for rule in rules}
    for number in numbers:
        mutant, new = bench.mutants.every[number], packs[number]
        line: Line = {"number": number, "operator": mutant.operator, "mutant": mutant.name, "loads": new is not None}
        if new is not None:
            begun = time.process_time()
            found = list(compared(sides_of(old, new)))
            line["seconds"] = round(time.process_time() - begun, 3)
            line["diff"] = {each.rule: _said(each, old, new) for each in found if each.verdict != "equivalent"}
            # Said to be the same apart from what changed rules leave it of a limit: then the change is told of those.
            line["beside"] = [each.rule for each in found if each.verdict == "equivalent" and _beside(each, old, new)]
            most = cases // max(1, len(affected[number]))
            apart = {rule: oracles[rule].separates(new, most) for rule in sorted(affected[number])}
            line["oracle"] = {rule: written(case) for rule, case in apart.items() if case is not None}
        yield line


def _said(behaviour: Behaviour, old: Pack, new: Pack) -> Line:
    """What `diff` says of a rule, and whether each of its cases shows it again."""
    rerun = [_again(finding.text, behaviour.rule, old, new) for finding in behaviour.findings]
    return {
        "verdict": behaviour.verdict,
        "kinds": [finding.kind for finding in behaviour.findings],
        "replayed": all(rerun),
        "reason": behaviour.reason.en,
        "direction": behaviour.direction,
    }


def _beside(behaviour: Behaviour, old: Pack, new: Pack) -> bool:
    name = behaviour.rule
    return bool(set(others_take(old, new, old.rules[name], new.rules[name])) & set(behaviour.assumptions))


def _again(text: str, rule: str, old: Pack, new: Pack) -> bool:
    case = read_again(new, text)
    return case is not None and reread_apart(old, new, case, rule)


# --- in processes ------------------------------------------------------------------------------------------------------------


def _bundle(path: Path, numbers: Sequence[int], cases: int) -> tuple[Path, list[Line]]:
    return path, list(measured(bench(path), numbers, cases))


def bundles(paths: Sequence[Path], total: int, done: Mapping[str, Mapping[int, Line]]) -> Iterator[tuple[Path, list[int]]]:
    """The mutants still to be measured, those that alter the same rules together, since they share their cases."""
    benches = {path: bench(path) for path in PACKS}
    counts = {path: len(each.mutants.every) for path, each in benches.items()}
    for path, share in shares(counts, total).items():
        if path not in paths:
            continue
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in drawn(path, share, counts[path]):
            if number not in done.get(path.stem, {}):
                groups[tuple(sorted(benches[path].reach.of(benches[path].mutants.every[number].way)))].append(number)
        for group in groups.values():
            yield from ((path, group[at : at + BUNDLE]) for at in range(0, len(group), BUNDLE))


def run(paths: Sequence[Path], total: int, cases: int, out: Path, seconds: float) -> dict[str, dict[int, Line]]:
    """Measures what is not in `out` yet, for about so many seconds, and keeps it there."""
    done: dict[str, dict[int, Line]] = {}
    if out.exists():
        kept = json.loads(out.read_text(encoding="utf-8"))
        done = {name: {line["number"]: line for line in lines} for name, lines in kept["lines"].items()}
    waiting, until = list(bundles(paths, total, done)), time.monotonic() + seconds
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(_bundle, path, numbers, cases) for path, numbers in waiting}
        for future in as_completed(running):
            if future.cancelled():
                continue
            path, lines = future.result()
            done.setdefault(path.stem, {}).update({line["number"]: line for line in lines})
            kept = {"cases": cases, "lines": {name: list(found.values()) for name, found in done.items()}}
            out.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            if time.monotonic() > until:
                for each in running:
                    each.cancel()
    return done


# --- the table ---------------------------------------------------------------------------------------------------------------


def verdict(line: Line) -> str:
    """What `diff` says of a mutant: of the rules that the oracle separates the worst, else the strongest of all."""
    said = {rule: each["verdict"] for rule, each in line["diff"].items()}
    if line["oracle"]:
        found = {said.get(rule, "beside" if _excused(line, rule) else "equivalent") for rule in line["oracle"]} - {"beside"}
        return next((each for each in ("equivalent", "unknown", "changed") if each in found), "changed")
    return next((each for each in ("changed", "unknown") if each in said.values()), "equivalent")


def _excused(line: Line, rule: str) -> bool:
    return rule in line["beside"] and any(each["verdict"] == "changed" for each in line["diff"].values())


def row(lines: Sequence[Line]) -> list[str]:
    """A line of the table."""
    loaded = [line for line in lines if line["loads"]]
    apart, alike = [line for line in loaded if line["oracle"]], [line for line in loaded if not line["oracle"]]
    times = [line["seconds"] for line in loaded]
    numbers = [
        len(loaded),
        len(apart),
        *(sum(verdict(line) == each for line in apart) for each in ("changed", "unknown", "equivalent")),
    ]
    numbers += [len(alike), *(sum(verdict(line) == each for line in alike) for each in ("equivalent", "changed", "unknown"))]
    return [*map(str, numbers), f"{median(times):.2f}" if times else "", f"{max(times):.2f}" if times else ""]


def table(done: Mapping[str, Mapping[int, Line]]) -> Iterator[str]:
    """What came out, by pack, and each mutant that needs a look."""
    yield f"{'':18}{'':>9}{'':>10} of these {'':>11}{'':>11}{'':>14} of these"
    yield f"{'pack':18}" + "".join(f"{name:>{len(name) + 2}}" for name in (*COLUMNS, "median s", "max s"))
    rows = {name: row([*lines.values()]) for name, lines in done.items()}
    rows["all"] = row([line for lines in done.values() for line in lines.values()])
    for name, cells in rows.items():
        heads = (*COLUMNS, "median s", "max s")
        yield f"{name:18}" + "".join(f"{cell:>{len(head) + 2}}" for cell, head in zip(cells, heads, strict=True))
    for name, lines in done.items():
        for line in lines.values():
            if line["loads"]:
                yield from (f"{name} {line['operator']} {line['mutant']}: {remark}" for remark in remarks(line))


def remarks(line: Line) -> Iterator[str]:
    """What is wrong with what is said of a mutant, or was not decided."""
    for rule in line["oracle"]:
        if rule not in line["diff"] and not _excused(line, rule):
            yield f"DEFECT {rule} is called equivalent though a case separates it"
    for rule, said in line["diff"].items():
        if not said["replayed"]:
            yield f"DEFECT a case of {rule} does not show it again"
        if said["verdict"] == "unknown":
            yield f"unknown {rule}{' (separated)' if rule in line['oracle'] else ''}: {said['reason']}"
        elif rule not in line["oracle"]:
            yield f"note the oracle has not found what changes in {rule}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutants", type=int, default=300)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "sensitivity.json")
    asked = parser.parse_args()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    done = run([path for path in PACKS if asked.only in path.stem], asked.mutants, asked.cases, asked.out, asked.seconds)
    print("\n".join(table(done)))
    found = [remark for lines in done.values() for line in lines.values() if line["loads"] for remark in remarks(line)]
    sys.exit(any(remark.startswith("DEFECT") for remark in found))


if __name__ == "__main__":
    main()
