"""Measures whole processes against a bare import of the libraries they use, and the reference evaluator by cases per second.

    python -m benchmarks [--rounds N]

Every round runs each command once, in turn, so that a slow moment of the machine falls on all of them. Medians are compared.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from engine.backends.reference import evaluate
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.load import load
from engine.reports.explanation import as_text

ROOT = Path(__file__).parents[1]
PACK = ROOT / "policies" / "taicang_2021_163.yaml"
PACKS = [path for folder in ("policies", "examples/measures") for path in sorted((ROOT / folder).glob("*.yaml"))]
CASE = ROOT / "examples" / "sunshine-house.yaml"
BASELINE = "import click, yaml"


def seconds(arguments: list[str], cache: str) -> float:
    """The wall time of one process whose stamps lie in `cache`."""
    environment = {**os.environ, "XDG_CACHE_HOME": cache, "LOCALAPPDATA": cache, "HOME": cache}
    started = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - started
    assert done.returncode in (0, 3), done.stderr.decode("utf-8", "replace")
    return taken


def processes(rounds: int) -> dict[str, list[float]]:
    """The times of each kind of process, round by round."""
    packs = [str(path) for path in PACKS if not path.name.endswith(".cases.yaml")]
    commands = {
        "evaluate": [str(ROOT / "cli.py"), "evaluate", str(PACK), str(CASE), "--lang", "zh"],
        "check": [str(ROOT / "cli.py"), "check", *packs, "--lang", "zh"],
    }
    times: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as warm:
        for command in commands.values():
            seconds(command, warm)  # leaves the stamps
        for _ in range(rounds):
            times["baseline"].append(seconds(["-c", BASELINE], warm))
            for name, command in commands.items():
                times[f"{name} warm"].append(seconds(command, warm))
                with tempfile.TemporaryDirectory() as cold:
                    times[f"{name} cold"].append(seconds(command, cold))
    return times


def cases_per_second(rounds: int) -> float:
    """Full evaluations, missing facts and explanation included, of the example case."""
    pack = load(PACK).pack
    node, _ = read(CASE)
    assert pack is not None and node is not None
    (case,), _ = read_cases(node, pack)
    as_text(evaluate(pack, case), pack, "zh")
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        as_text(evaluate(pack, case), pack, "zh")
        taken.append(time.perf_counter() - started)
    return 1 / median(taken)


def main() -> None:
    rounds = int(sys.argv[sys.argv.index("--rounds") + 1]) if "--rounds" in sys.argv else 15
    times = processes(rounds)
    base = median(times["baseline"])
    print(f'python -c "{BASELINE}"        1.00  ({base * 1000:.0f} ms, {rounds} rounds)')
    said_of = {
        "evaluate warm": "evaluate, pack checked before",
        "evaluate cold": "evaluate, pack new",
        "check warm": "check all packs, checked before",
        "check cold": "check all packs, all new",
    }
    for name, said in said_of.items():
        print(f"{said:34} {median(times[name]) / base:4.2f}  ({median(times[name]) * 1000:.0f} ms)")
    print(f"{'full example case with explanation':34} {cases_per_second(rounds):.0f} cases a second")


if __name__ == "__main__":
    main()
