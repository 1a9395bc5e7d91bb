"""Looking on at an evaluation changes nothing of it, and costs nothing where nobody does."""

from pathlib import Path

from engine.analysis.coverage.looked import steps_of
from engine.analysis.coverage.seen import Seen
from engine.backends.reference import evaluate
from engine.backends.reference.context import Context
from engine.backends.reference.expression import Runner
from engine.backends.reference.watched import WatchedContext, WatchedRunner
from engine.backends.reference.world import World
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.load import load

PACK = Path(__file__).resolve().parents[2] / "policies" / "taicang_2021_163.yaml"


def test_what_comes_out_is_the_same() -> None:
    pack = load(PACK).pack
    node, _ = read(PACK.with_name("taicang_2021_163.cases.yaml"))
    assert pack is not None and node is not None
    cases, _ = read_cases(node, pack)
    looked = 0
    for case in cases[::3]:
        seen = Seen(pack, steps_of(case))
        assert evaluate(pack, case, needs=False, world=seen.world) == evaluate(pack, case, needs=False)
        looked += len(seen.keys)
    assert looked > 1_000


def test_where_nobody_looks_on_there_is_nothing_to_pay() -> None:
    pack = load(PACK).pack
    node, _ = read(PACK.with_name("taicang_2021_163.cases.yaml"))
    assert pack is not None and node is not None
    case = read_cases(node, pack)[0][0]
    plain = World(pack, case, {}).context(None)
    assert (type(plain), type(plain.runner)) == (Context, Runner)
    looked_on = Seen(pack, steps_of(case)).world(pack, case, {}).context(None)
    assert (type(looked_on), type(looked_on.runner)) == (WatchedContext, WatchedRunner)
