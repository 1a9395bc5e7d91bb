"""What must hold of every case under a pack, tried on random cases that aim at its own thresholds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, Phase, given, settings

from engine.analysis.cases import Tried
from engine.analysis.limits_kept import exceeded
from engine.analysis.strategies import Drawer
from engine.analysis.written import written
from engine.backends.outcome import Outcome
from engine.backends.outcome_json import to_json
from engine.backends.reference import evaluate
from engine.pack.case import Case, Instance
from engine.pack.model import Pack

EXAMPLES = 60  # cases tried for each property


class Violation(Exception):
    """A property that does not hold of a case."""


@dataclass(frozen=True, slots=True)
class Property:
    """Something that must hold; `check` raises Violation where it does not. `known`: it is tried on cases stated in full."""

    name: str
    zh: str
    en: str
    check: Callable[[Pack, Case], None]
    known: bool = False


def try_all(pack: Pack, examples: int = EXAMPLES) -> Iterator[Tried]:
    """Each property on the same random cases every time."""
    for each in PROPERTIES:
        yield _tried(each, pack, examples)


def _tried(each: Property, pack: Pack, examples: int) -> Tried:
    count = 0

    @settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(Drawer(pack, each.known).cases())
    def run(case: Case) -> None:
        nonlocal count
        count += 1
        each.check(pack, case)

    try:
        run()
    except Violation as found:
        return Tried(each.name, each.zh, each.en, count, str(found))
    return Tried(each.name, each.zh, each.en, count, "")


def _adds_up(pack: Pack, case: Case) -> None:
    """Ends in order, nothing below nil; parts, payers and totals agree to the fen."""
    outcome = evaluate(pack, case, needs=False)
    for award in outcome.awards:
        _hold(award.low >= 0 and (award.high is None or award.low <= award.high), case, award.rule)
        _hold(not award.paid_by or sum(award.paid_by.values()) == award.low, case, f"{award.rule}: payers {award.paid_by}")
        certain = sum(part.low for part in award.parts)
        _hold(not award.parts or award.verdict != "granted" or certain == award.low, case, f"{award.rule}: parts {award.parts}")
        _hold(award.low == 0 or award.verdict in ("granted", "unknown"), case, f"{award.rule}: {award.verdict} pays")
    _hold(outcome.low == sum(each.low for each in outcome.awards if not each.owed), case, "total")


def _limits_kept(pack: Pack, case: Case) -> None:
    """Whatever was paid before, no claim is granted beyond a limit; asked again, nothing more is paid than the limits leave."""
    chain = replace(case, steps=(case, case, case))
    for line in exceeded(pack, case, evaluate(pack, chain, needs=False)):
        _hold(False, case, line)


def _decided_within(pack: Pack, case: Case) -> None:
    """A decision below nil, or outside a range with a floor, never pays; none pays more than it says or than the ceiling."""
    for award in evaluate(pack, case, needs=False).awards:
        if award.decided is None:
            continue
        _hold(award.low == 0 or award.decided > 0, case, f"{award.rule}: {award.decided} pays {award.low}")
        _hold(award.low <= max(award.decided, 0), case, f"{award.rule}: {award.decided} pays {award.low}")
        _hold(award.verdict != "rejected" or award.high == 0, case, f"{award.rule}: rejected and still possible")


def _order_is_nothing(pack: Pack, case: Case) -> None:
    """The order of facts, children lists by kind, history and decisions changes nothing."""
    roots = {kind: tuple(_turned(root) for root in some) for kind, some in [*case.roots.items()][::-1]}
    history = None if case.history is None else case.history[::-1]
    turned = replace(case, roots=roots, history=history, decisions=case.decisions[::-1])
    before, after = to_json(evaluate(pack, case, needs=False)), to_json(evaluate(pack, turned, needs=False))
    _hold(before == after, case, "another order, another answer")


def _turned(instance: Instance) -> Instance:
    children: dict[str, tuple[Instance, ...] | None] = {}
    for kind in [*instance.children][::-1]:
        some = instance.children[kind]
        children[kind] = None if some is None else tuple(map(_turned, some))
    return replace(instance, facts={name: instance.facts[name] for name in [*instance.facts][::-1]}, children=children)


def _less_known(pack: Pack, case: Case) -> None:
    """Forgetting anything lowers what is certain or leaves it, and never lowers what is possible."""
    before = _ends(evaluate(pack, case, needs=False))
    for what, poorer in forgotten(case):
        for claim, (low, high) in _ends(evaluate(pack, poorer, needs=False)).items():
            if claim not in before:
                continue
            knew_low, knew_high = before[claim]
            _hold(low <= knew_low, case, f"{claim}: {what}, low {knew_low} → {low}")
            widened = high is None or (knew_high is not None and high >= knew_high)
            _hold(widened, case, f"{claim}: {what}, high {knew_high} → {high}")


def _ends(outcome: Outcome) -> dict[str, tuple[int, int | None]]:
    return {f"{each.rule} {each.path} {each.period}": (each.low, each.high) for each in outcome.awards}


def forgotten(case: Case) -> Iterator[tuple[str, Case]]:
    """The case with one fact, one whole list of children, or the history made unknown."""
    for kind, some in case.roots.items():
        for at, root in enumerate(some):
            for what, poorer in _poorer(root):
                yield what, replace(case, roots={**case.roots, kind: (*some[:at], poorer, *some[at + 1 :])})
    if case.history is not None:
        yield "history", replace(case, history=None)


def _poorer(instance: Instance) -> Iterator[tuple[str, Instance]]:
    """The subject with one thing less known, of itself or of those below it."""
    for name in instance.facts:
        kept = {key: value for key, value in instance.facts.items() if key != name}
        yield f"{instance.kind}.{name}", replace(instance, facts=kept)
    for kind, some in instance.children.items():
        if some is None:
            continue
        yield kind, replace(instance, children={**instance.children, kind: None})
        for at, child in enumerate(some):
            for what, poorer in _poorer(child):
                yield what, replace(instance, children={**instance.children, kind: (*some[:at], poorer, *some[at + 1 :])})


def _hold(holds: bool, case: Case, about: str) -> None:
    if not holds:
        raise Violation(f"{about}\n{written(case)}")


PROPERTIES = (
    Property(
        "adds_up",
        "金额不为负，分期、支付方与合计分文不差",
        "amounts are not negative; parts, payers and totals agree to the fen",
        _adds_up,
    ),
    Property(
        "limits_kept",
        "无论以前兑付过什么，都不超过任何限额",
        "whatever was paid before, no limit is passed",
        _limits_kept,
        known=True,
    ),
    Property(
        "decided_within",
        "审定不在范围之内的从不兑付，也不多于审定",
        "a decision outside its range never pays, and none pays more than it says",
        _decided_within,
    ),
    Property(
        "order_is_nothing",
        "事实、下级对象、既往兑付和审定的先后不影响结果",
        "the order of facts, children, history and decisions changes nothing",
        _order_is_nothing,
    ),
    Property(
        "less_known",
        "所知更少时，确定兑付的不增，可能兑付的不减",
        "knowing less never raises what is certain, nor lowers what is possible",
        _less_known,
    ),
)
