"""What must hold of every case under a pack, tried on random cases that aim at its own thresholds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, Phase, given, settings

from engine.analysis.cases import Tried
from engine.analysis.invariants import broken
from engine.analysis.limits_kept import judged
from engine.analysis.payments import Surroundings
from engine.analysis.strategies import Drawer
from engine.analysis.variations import Filling, forgotten, reversed_subjects, stands_alone, turned
from engine.analysis.written import written
from engine.backends.outcome import Award, Outcome
from engine.backends.outcome_json import to_json
from engine.backends.prose_values import say_value
from engine.backends.reference import evaluate
from engine.backends.reference.needs import is_open
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.model import Pack
from engine.text.records import dataclass

EXAMPLES = 60  # cases tried for each property
FILLINGS = 4  # ways to fill in what one answer needs


class Violation(Exception):
    """A property that does not hold of a case."""


@dataclass(frozen=True, slots=True)
class Property:
    """Something that must hold; `check` raises Violation where it does not.

    `known`: it is tried on cases stated in full; `steps`: on chains. `cost`: how much dearer one case is than with the others.
    """

    name: str
    zh: str
    en: str
    check: Callable[[Pack, Case], None]
    known: bool = False
    steps: bool = False
    cost: int = 1


def try_all(pack: Pack, examples: int = EXAMPLES) -> Iterator[Tried]:
    """Each property on the same random cases every time."""
    for each in PROPERTIES:
        yield tried(each, pack, examples // each.cost)


def tried(each: Property, pack: Pack, examples: int) -> Tried:
    """One property on so many cases, and the simplest case that breaks it."""
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
    @given(Drawer(pack, each.known, each.steps).cases())
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
        _hold(award.low >= 0 and (award.high is None or award.low <= award.high), case, f"{award.rule}: {award.low} {award.high}")
        _hold(not award.paid_by or sum(award.paid_by.values()) == award.low, case, f"{award.rule}: payers {award.paid_by}")
        _hold(all(fen >= 0 for fen in award.paid_by.values()), case, f"{award.rule}: payers {award.paid_by}")
        certain = sum(part.low for part in award.parts)
        _hold(not award.parts or award.verdict != "granted" or certain == award.low, case, f"{award.rule}: parts {award.parts}")
        _hold(all(0 <= part.low <= part.high for part in award.parts), case, f"{award.rule}: parts {award.parts}")
        _hold(award.low == 0 or award.verdict in ("granted", "unknown"), case, f"{award.rule}: {award.verdict} pays")
        _hold(award.verdict != "granted" or award.low > 0 or bool(award.parts), case, f"{award.rule}: nothing is granted")
    _hold(outcome.low == sum(each.low for each in outcome.awards if not each.owed), case, "total")
    _hold(outcome.owed_low == sum(each.low for each in outcome.awards if each.owed), case, "total owed")


def _limits_kept(pack: Pack, case: Case) -> None:
    """Whatever was paid before, and however often it is asked again, no claim is granted beyond a limit."""
    for finding in judged(pack, case, evaluate(pack, case, needs=False)):
        _hold(not finding.passed, case, finding.line)


def _nothing_lost(pack: Pack, case: Case) -> None:
    """A claim whose conditions hold, and for which every limit has room, is paid in full."""
    for finding in judged(pack, case, evaluate(pack, case, needs=False)):
        _hold(finding.passed, case, finding.line)


def _decided_within(pack: Pack, case: Case) -> None:
    """A decision below nil, or outside a range with a floor, never pays; none pays more than it says or than the ceiling."""
    for award in evaluate(pack, case, needs=False).awards:
        if award.decided is None:
            continue
        _hold(award.low == 0 or award.decided > 0, case, f"{award.rule}: {award.decided} pays {award.low}")
        _hold(award.low <= max(award.decided, 0), case, f"{award.rule}: {award.decided} pays {award.low}")
        _hold(award.verdict != "rejected" or award.high == 0, case, f"{award.rule}: rejected and still possible")
        amount = pack.rules[award.rule].amount
        assert amount is not None and amount.ceiling is not None
        around = Surroundings(pack, case, award, first=True)
        ceiling = getattr(around.value(amount.ceiling, award.rule and pack.rules[award.rule].subject, None), "fen", None)
        floor = getattr(amount.floor and around.value(amount.floor, pack.rules[award.rule].subject, None), "fen", 0)
        _hold(ceiling is None or award.low <= max(ceiling, 0), case, f"{award.rule}: above its ceiling {ceiling}")
        outside = award.decided < floor or (floor > 0 and ceiling is not None and award.decided > ceiling)
        _hold(not outside or award.low == 0, case, f"{award.rule}: {award.decided} is outside {floor} to {ceiling} and pays")


def _in_force(pack: Pack, case: Case) -> None:
    """Nothing is payable outside the days in force, and nothing inside them is refused for that."""
    for award in evaluate(pack, case, needs=False).awards:
        around = Surroundings(pack, case, award, first=True)
        inside = around.in_force()
        _hold(award.law_at == around.law_at(), case, f"{award.rule}: law of {award.law_at}, not of {around.law_at()}")
        nothing = (award.verdict, award.low, award.high) == ("not_in_force", 0, 0)
        _hold(nothing == (inside is False), case, f"{award.rule}: {award.verdict} by the law of {award.law_at}")


def _order_is_nothing(pack: Pack, case: Case) -> None:
    """The order of facts, history and decisions changes nothing; nor does that of subjects where no limit looks beyond one."""
    before, after = _text(pack, case), _text(pack, turned(case))
    _hold(before == after, case, "another order, another answer")
    apart = {name for name in pack.rules if stands_alone(pack, name)}
    one, other = (evaluate(pack, each, needs=False).awards for each in (case, reversed_subjects(case)))
    _hold(_answers(one, apart) == _answers(other, apart), case, "another order of subjects, another answer")


def _answers(awards: tuple[Award, ...], rules: set[str]) -> list[tuple[object, ...]]:
    found = [(each.rule, each.path, each.period or "", each.verdict, each.low, each.high, each.reason) for each in awards]
    return sorted((each for each in found if each[0] in rules), key=str)


def _text(pack: Pack, case: Case) -> str:
    return json.dumps(to_json(evaluate(pack, case)), ensure_ascii=False)


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


def _needs_settle(pack: Pack, case: Case) -> None:
    """Whatever the values of what is said to be missing, with them the answer is known."""
    filling = Filling(pack, case, written(case))
    for award in evaluate(pack, case).awards:
        if not is_open(award, case.as_of) or not award.needs.minimal:
            _hold(is_open(award, case.as_of) or not award.needs.facts, case, f"{award.rule}: {award.verdict} needs")
            continue
        for _ in range(FILLINGS):
            full = filling.filled(award.needs.facts, award.needs.readings, pack.rules[award.rule].period)
            if full is None:
                break
            for each in evaluate(pack, full, needs=False).awards:
                same = (each.rule, each.path) == (award.rule, award.path) and award.period in (None, each.period)
                _hold(
                    not same or not is_open(each, case.as_of), full, f"{award.rule} {award.path}: {award.needs.facts} are known"
                )


def _reads_back(pack: Pack, case: Case) -> None:
    """Written down and read again, a case has the same answers."""
    node, found = parse(written(case).encode("utf-8"), "random")
    cases, more = ([], []) if node is None else read_cases(node, pack)
    _hold(not found and not more and len(cases) == 1, case, f"{[(each.code, dict(each.values)) for each in (*found, *more)]}")
    one, other = (evaluate(pack, each, needs=False) for each in (case, cases[0]))
    _hold(_placeless(to_json(one)) == _placeless(to_json(other)), case, "read again, it has other answers")


def _placeless(json: object) -> object:
    """The same without what only a text has: lines and a digest."""
    if isinstance(json, dict):
        return {key: _placeless(value) for key, value in json.items() if key not in ("line", "case_digest")}
    return [_placeless(each) for each in json] if isinstance(json, list) else json


def _invariants_hold(pack: Pack, case: Case) -> None:
    """What the pack says of its own answers is not false of any."""
    for each in broken(pack, case):
        read = ", ".join(f"{name} = {say_value(value, 'en')}" for name, value in each.values.items())
        _hold(False, case, f"{each.invariant.name}: {each.claim}: {each.invariant.means.text}: {read}")


def _hold(holds: bool, case: Case, about: str) -> None:
    if not holds:
        raise Violation(f"{about}\n{written(case)}")


# fmt: off
PROPERTIES = (
    Property("adds_up", "金额不为负，分期、支付方与合计分文不差",
             "amounts are not negative; parts, payers and totals agree to the fen", _adds_up, steps=True),
    Property("limits_kept", "无论以前兑付过什么，都不超过任何限额",
             "whatever was paid before, no limit is passed", _limits_kept, steps=True),
    Property("nothing_lost", "条件具备且各限额尚有余额的，全额兑付",
             "what meets the conditions and fits into every limit is paid in full", _nothing_lost, known=True, steps=True),
    Property("decided_within", "审定不在范围之内的从不兑付，也不多于审定",
             "a decision outside its range never pays, and none pays more than it says", _decided_within),
    Property("in_force", "施行期间之外不兑付，期间之内不因此不予",
             "nothing is payable outside the days in force, and nothing inside them is refused for that", _in_force),
    Property("order_is_nothing", "事实、下级对象、既往兑付和审定的先后不影响结果",
             "the order of facts, children, history and decisions changes nothing", _order_is_nothing, cost=3),
    Property("less_known", "所知更少时，确定兑付的不增，可能兑付的不减",
             "knowing less never raises what is certain, nor lowers what is possible", _less_known, cost=3),
    Property("needs_settle", "所缺事实无论取何值，补齐后即有结果",
             "whatever the values of what is missing, with them the answer is known", _needs_settle, cost=3),
    Property("reads_back", "个案写成文本再读，结果不变", "written down and read again, a case has the same answers", _reads_back),
    Property("invariants_hold", "规则包自己写明的不变式均成立", "the pack's own invariants hold", _invariants_hold, steps=True),
)
