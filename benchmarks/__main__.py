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
from pathlib import Path
from statistics import median

from engine.backends.reference import evaluate
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.load import load
from engine.reports.explanation import as_text

ROOT = Path(__file__).parents[1]
PACK = ROOT / "policies" / "taicang_2021_163.yaml"
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
    command = [str(ROOT / "cli.py"), "evaluate", str(PACK), str(CASE), "--lang", "zh"]
    times: dict[str, list[float]] = {"baseline": [], "warm": [], "cold": []}
    with tempfile.TemporaryDirectory() as warm:
        seconds(command, warm)  # leaves the stamp
        for _ in range(rounds):
            times["baseline"].append(seconds(["-c", BASELINE], warm))
            times["warm"].append(seconds(command, warm))
            with tempfile.TemporaryDirectory() as cold:
                times["cold"].append(seconds(command, cold))
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
    for name, said in (("warm", "evaluate, pack checked before"), ("cold", "evaluate, pack new")):
        print(f"{said:34} {median(times[name]) / base:4.2f}  ({median(times[name]) * 1000:.0f} ms)")
    print(f"{'full example case with explanation':34} {cases_per_second(rounds):.0f} cases a second")


if __name__ == "__main__":
    main()
