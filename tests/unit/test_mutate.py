"""Do the operators alter every part of the typed form, are mutants judged rightly, and do the proofs hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from engine.analysis.mutate.bench import Bench, Judged, holds, named
from engine.analysis.mutate.found import Found, found, inner, sign_of
from engine.analysis.mutate.links import Links
from engine.analysis.mutate.mutants import Mutants, mutants
from engine.analysis.mutate.operators import OPERATORS
from engine.analysis.mutate.run import Input, bench_of, chosen, judged
from engine.analysis.mutate.tally import Tried, stale, with_declared
from engine.backends.reference import evaluate
from engine.lang.ir import Apply, Choose, Fold, Literal, Ref
from engine.lang.operators import CALLED, OPERATOR_OF
from engine.lang.operators import OPERATORS as LANGUAGE
from engine.lang.tables import Band, Row, Table
from engine.lang.types import BOOL, DATE, INT, MONEY
from engine.lang.values import Member
from engine.pack.document import Fields, parse
from engine.pack.registry import cases_path
from engine.pack.rule import Amount, Arm, Condition, Duty, Expected, Limit, Part, Payer, Rule, Target
from engine.pack.terms import Fact, InForce, Option, Parameter, Reading
from tests.policies.measures import MEASURES

ROOT = Path(__file__).parents[2]
PACKS = [ROOT / "policies" / "taicang_2021_163.yaml", *MEASURES]
each_pack = pytest.mark.parametrize("path", PACKS, ids=[path.stem for path in PACKS])


def taken_apart(path: Path) -> Mutants:
    root, _ = parse(path.read_bytes(), path.name)
    assert isinstance(root, Fields)
    return mutants(root)


def records(thing: object, seen: set[int]) -> Iterator[object]:
    """Every record inside a typed pack, whatever holds it; what only names, remarks or reads cases is passed over."""
    if isinstance(thing, Mapping):
        thing = tuple(thing.values())
    if isinstance(thing, tuple):
        for each in thing:
            yield from records(each, seen)
    elif is_dataclass(thing) and not isinstance(thing, Fact | Expected | type) and id(thing) not in seen:
        seen.add(id(thing))
        yield thing
        for each in fields(thing):
            if each.name != "place":
                yield from records(getattr(thing, each.name), seen)


class Marks:
    """Which parts of a typed form some mutant alters; `gone`: an operator that is passed over."""

    def __init__(self, made: Mutants, gone: str = "") -> None:
        self.made = made
        self.every = [each for each in made.every if each.operator != gone]
        self.places: dict[object, list[tuple[int, int, str]]] = {}
        for each in self.every:
            place = each.change.place
            self.places.setdefault(id(place.source), []).append((place.start, place.end, each.operator))
        self.keys = {(id(each.record), each.change.key) for each in self.every}
        self.records = {(id(each.record), each.operator) for each in self.every}

    def within(self, place: object, *operators: str) -> bool:
        """Whether something at this place is altered, by one of the operators if any is named."""
        return any(
            place.start <= start and end <= place.end and (not operators or name in operators)
            for start, end, name in self.places.get(id(place.source), ())
        )

    def by(self, record: object, *operators: str) -> bool:
        return any((id(record), each) in self.records for each in operators)


def untouched(made: Mutants, gone: str = "") -> list[str]:
    """The parts of a typed form that no mutant alters."""
    marks, pack = Marks(made, gone), made.pack
    sections = (pack.in_force, pack.definitions, pack.parameters, pack.readings, pack.rules, pack.limits)
    of_records = [f"{type(each).__name__}: {no}" for each in records(sections, set()) for no in lacking(each, marks)]
    return of_records + [f"{type(each.record).__name__}: {no}" for each in found(pack) for no in lacking_in(each, marks, pack)]


ORDERED = ("<", "<=", ">", ">=")
WANTED = {"and": ["logic"], "or": ["logic"], "not": ["logic"], "in": ["membership"], "not in": ["membership"]}
WANTED |= {each: ["edge"] for each in ("==", "!=")} | {each: ["edge", "direction"] for each in ORDERED}
WANTED |= {each: ["function"] for each in ("round_down", "round_up", "round_half_up", "min", "max", "months", "分", "元", "万元")}
WANTED |= {each: ["arithmetic"] for each in ("+", "-", "*", "/")}


def lacking_in(each: Found, marks: Marks, pack: object) -> Iterator[str]:
    """What of an expression, as it is written, no mutant alters."""
    record, place = each.record, each.place
    match record:
        case Literal(value=bool()) if not marks.within(place, "truth", "condition"):
            yield place.text
        case Literal(value=date()) if not marks.within(place, "day"):
            yield place.text
        case Literal(value=str() | Member()) if not marks.within(place, "name"):
            yield place.text
        case Literal(value=tuple()) if not (isinstance(each.owner, Apply) and marks.by(each.owner, "membership")):
            yield place.text
        case Literal(value=value) if not isinstance(value, bool | date | str | Member | tuple):
            if place.text != "once" and not marks.within(place, "number"):
                yield place.text
        case Apply():
            name = OPERATOR_OF[record.overload].name
            yield from (f"{want}: {name} in {place.text}" for want in WANTED.get(name, ()) if not marks.within(place, want))
            if not marks.within(place):
                yield f"{name} in {place.text}"
        case Choose(table=""):
            if not marks.within(place, "choice"):
                yield place.text
        case Choose():
            args = inner(record)
            if any(one.type == other.type for one, other in pairwise(args)) and not marks.by(record, "argument"):
                yield f"arguments of {place.text}"
        case Fold(operator=operator) if operator != "count" and not marks.by(record, "fold"):
            yield place.text
        case Ref(type=type) if type == BOOL and sign_of(each.owner) != "not" and not marks.within(place, "negation", "condition"):
            yield place.text
        case Ref(kind="fact", carrier=carrier, type=type) if type != BOOL:
            alike = [one for one in pack.facts.values() if (one.subject, one.type) == (carrier, type)]
            if len(alike) > 1 and not marks.by(record, "source"):
                yield f"another than {place.text}"
        case _:
            pass


def lacking(record: object, marks: Marks) -> Iterator[str]:
    """What of a rule, a limit, a number of the law, a reading no mutant alters."""
    match record:
        case Condition(formula=formula) if not marks.within(formula.place, "condition"):
            yield formula.place.text
        case Limit() as limit:
            yield from lacking_of_limit(limit, marks)
        case Amount(kind=kind):
            if kind != "computed" and not marks.by(record, "amount"):
                yield f"amount {kind}"
            terms = (record.value, record.times, record.floor, record.ceiling)
            yield from (each.place.text for each in terms if each and not marks.within(each.place, "whole", "number"))
        case Part() as part:
            for key, stated in (("due", part.due), ("when", part.when)):
                if stated is not None and (id(part), key) not in marks.keys:
                    yield key
            if part.round_to != 1 and (id(part), "round") not in marks.keys:
                yield "round"
            if not marks.by(part, "part"):
                yield part.place.text
        case Payer(name=name) if not marks.by(record, "payer"):
            yield f"one payer {name}"
        case Arm(result=result) if not marks.by(record, "arm"):
            yield result
        case Target() if not marks.by(record, "target"):
            yield "target"
        case Duty(counted=counted) if not marks.by(record, "duty") and not marks.within(counted.place):
            yield "duty"
        case InForce(since=since, until=until):
            for key, stated in (("from", since), ("until", until)):
                if stated is not None and (id(record), key) not in marks.keys:
                    yield key
        case Reading(name=name) if not marks.by(record, "adopted"):
            yield name
        case Option(name=name) if not marks.by(record, "option"):
            yield name
        case Row(place=place, match=match, since=since):
            if not marks.within(place, "number", "day", "name", "truth"):
                yield place.text
            if (match or since) and not any(isinstance(each, Band) for each in match) and not marks.by(record, "row"):
                yield f"row {place.text}"
            if since is not None and not marks.by(record, "since"):
                yield f"since {since}"
        case Parameter(table=Table(rows=rows, otherwise=otherwise)):
            edges = sum(isinstance(cell, Band) and cell.high is not None for row in rows for cell in row.match)
            altered = {id(each.change.old) for each in marks.every if each.record is record and each.operator == "band"}
            if (edges and not altered) or (len(rows[0].match) == 1 and len(altered) < edges):
                yield "band"
            if otherwise is not None and not marks.by(record, "otherwise"):
                yield "otherwise"
        case Rule(period=period, law_at=law_at, owed=owed) if (period or law_at or owed) and not marks.by(record, "period"):
            yield "period"
        case _:
            pass


def lacking_of_limit(limit: Limit, marks: Marks) -> Iterator[str]:
    if not marks.by(limit, "limit"):
        yield f"{limit.name} itself"
    if limit.name == "once" and limit.place.text == "once":
        return
    keys = {"per": True, "key": True, "from": limit.since, "order_by": limit.order_by, "short": limit.kind == "at_most"}
    keys |= {"last_day": limit.kind == "within"}
    yield from (f"{limit.name}.{key}" for key, stated in keys.items() if stated and (id(limit), key) not in marks.keys)
    if limit.when is not None and not marks.within(limit.when.place, "condition"):
        yield f"{limit.name}.when"
    if limit.bound.text is not None and limit.bound.type in (INT, MONEY, DATE) and not marks.within(limit.bound.place):
        yield f"{limit.name}.bound"
    if len(limit.over) > 1 and not marks.by(limit, "over"):
        yield f"{limit.name}.over"


@each_pack
def test_every_part_of_the_typed_form_is_altered(path: Path) -> None:
    missing = untouched(taken_apart(path))
    assert missing == []


@cache
def all_taken_apart() -> list[Mutants]:
    root, _ = parse(RARE.encode("utf-8"), "rare.yaml")
    assert isinstance(root, Fields)
    return [mutants(root), *map(taken_apart, PACKS)]


@pytest.mark.parametrize("gone", OPERATORS)
def test_the_parts_that_an_operator_alters_are_missed_without_it(gone: str) -> None:
    """Else the walk above would not notice that an operator passes over what it is for."""
    assert any(untouched(made, gone) for made in all_taken_apart())


def test_rare_parts_are_altered_too() -> None:
    assert untouched(all_taken_apart()[0]) == []


def test_every_function_of_the_language_is_taken_for_another_or_moved_by_a_step() -> None:
    from engine.analysis.mutate.of_expressions import STEPS, TAKEN_FOR

    results = {name: {each.result for each in LANGUAGE[name].overloads} for name in CALLED}
    assert {name for name, types in results.items() if name not in TAKEN_FOR and not types & set(STEPS)} == set()
    assert set(TAKEN_FOR) <= set(CALLED), "an operator is spoken of that the language does not have"
    assert {each for others in TAKEN_FOR.values() for each in others} <= set(CALLED)
    assert BOOL not in STEPS


@each_pack
def test_mutants_differ_and_most_are_packs(path: Path) -> None:
    made = taken_apart(path)
    names = [(each.operator, each.name, each.place.start, each.place.end) for each in made.every]
    assert len(names) > 10
    sample = [made.every[at] for at in chosen(len(made.every), 40)]
    packs = [made.made(each) for each in sample]
    assert sum(each is None for each in packs) <= len(packs) / 4
    assert all(each is None or each.digest != made.pack.digest for each in packs)


RARE = """\
format: 1
id: rare
version: 1.0.0
title: {zh: 罕见}
currency: CNY
subjects: {firm: {label: {zh: 企业}}, post: {label: {zh: 岗位}, of: firm}}
facts:
  firm: {first: {type: [a, b]}, second: {type: [a, b]}, open: {type: bool}, jobs: {type: int, from: 0, up_to: 9}}
  post: {filled: {type: bool}}
definitions:
  firm:
    good: {means: open, cite: 一}
    full: {means: "any(post, post.filled)", cite: 一}
parameters:
  grant: {by: [first, second], values: {a: {a: 1元, b: 2元}, b: {a: 3元, b: 4元}}, cite: 一}
rules:
  given:
    subject: firm
    cite: 一
    when: [good == true, full]
    amount: grant(first, second)
provisions:
  一: {kind: grant, summary: {zh: 给}}
"""


# --- Judging --------------------------------------------------------------------------------------------------------

PACK = """\
format: 1
id: mini
version: 1.0.0
title: {zh: 小办法}
currency: CNY
subjects: {firm: {label: {zh: 企业}}}
facts:
  firm: {jobs: {type: int, from: 0, up_to: 100}, open: {type: bool}}
parameters:
  least: {value: 3, cite: 一}
rules:
  grant:
    subject: firm
    cite: 一
    when:
      - jobs >= least
      - open == true or jobs == 0
    amount: {each: 10元, times: jobs, unit: persons}
    paid_by: 市财政
    limits: [{at_most: 500元}]
  other:
    subject: firm
    cite: 二
    when: [open]
    amount: unstated
    paid_by: 市财政
provisions:
  一: {kind: grant, summary: {zh: 三人起}}
  二: {kind: grant, summary: {zh: 另有}}
"""
CASES = """\
defaults: {as_of: 2024-01-01, history: []}
cases:
  - {case: 三人, firm: {id: a, jobs: 3, open: true}, expect: {grant: {amount: 30元}}, cite: 一, why: 3×10元}
  - {case: 两人, firm: {id: a, jobs: 2, open: true}, expect: {grant: {verdict: refused, reason: jobs >= least}}, cite: 一, why: 不足三人}
"""


@pytest.fixture
def mini(tmp_path: Path) -> tuple[Input, Bench]:
    cases = tmp_path / "mini.cases.yaml"
    cases.write_text(CASES, encoding="utf-8")
    given = Input(PACK, "mini.yaml", cases)
    return given, bench_of(given)


def fates(bench: Bench) -> dict[str, Judged]:
    return {f"{each.operator} {each.name}": bench.judge(at) for at, each in enumerate(bench.mutants.every)}


def test_a_number_is_missed_and_a_change_of_wording_is_no_failure(mini: tuple[Input, Bench]) -> None:
    found = fates(mini[1])
    assert found["edge rules.grant.when.1: jobs >= least → jobs > least"] == Judged("killed", "三人")
    assert found["number parameters.least.value: 3 → 2"] == Judged("killed", "两人")
    # The two cases lie on either side of three, and of no other number.
    assert found["edge rules.grant.when.2: jobs == 0 → jobs != 0"].fate == "survived"
    assert found["negation rules.grant.when.2: open → (not open)"].fate == "refused" or found[
        "edge rules.grant.when.2: open == true → open != true"
    ] == Judged("killed", "三人")
    assert found["limit rules.grant.limits.1.at_most: at_most → —"].fate == "survived"


def test_what_can_be_proved_is_equivalent_and_nothing_else(mini: tuple[Input, Bench]) -> None:
    found = fates(mini[1])
    assert found["direction rules.grant.when.2: jobs == 0 → jobs <= 0"] == Judged("equivalent", "decided")
    assert found["direction rules.grant.when.2: jobs == 0 → jobs >= 0"].fate == "survived"
    assert found["payer rules.other.paid_by: 市财政 → 〈nobody〉"] == Judged("equivalent", "silent")
    assert found["payer rules.grant.paid_by: 市财政 → 〈nobody〉"].fate == "survived"
    assert found["condition rules.other.when.1: open → true"].fate == "survived", "a rule without a case kills nothing"


def test_a_reason_in_the_pack_leaves_a_survivor_alone(mini: tuple[Input, Bench]) -> None:
    given, _ = mini
    said = PACK.replace("limits: [{at_most: 500元}]", "limits: [{at_most: 500元}]  # lint: ignore M101 limit, key: 从不触及")
    bench = bench_of(replace(given, pack=said))
    tried = [Tried(each, bench.judge(at)) for at, each in enumerate(bench.mutants.every)]
    root, _ = parse(said.encode("utf-8"), "mini.yaml")
    assert root is not None
    after = list(with_declared(tried, root))
    left = {each.mutant.operator for each in after if each.fate == "ignored"}
    assert left == {"limit", "key"}
    assert {each.judged.by for each in after if each.fate == "ignored"} == {"从不触及"}
    survivors = [each.fate for each in after].count("survived")
    assert survivors == [each.fate for each in tried].count("survived") - len([each for each in after if each.fate == "ignored"])


def test_a_reason_that_leaves_no_survivor_alone_is_named(mini: tuple[Input, Bench]) -> None:
    given, _ = mini
    said = PACK.replace("- jobs >= least", "- jobs >= least  # lint: ignore M101 已无缺口")
    said = said.replace("least: {value: 3, cite: 一}", "least: {value: 3, cite: 一}  # lint: ignore M101 number: 已无缺口")
    said = said.replace("limits: [{at_most: 500元}]", "limits: [{at_most: 500元}]  # lint: ignore M101 limit, key: 从不触及")
    bench = bench_of(replace(given, pack=said))
    root, _ = parse(said.encode("utf-8"), "mini.yaml")
    assert root is not None
    tried = list(with_declared((Tried(each, bench.judge(at)) for at, each in enumerate(bench.mutants.every)), root))
    lines = {at for at, text in enumerate(said.splitlines(), 1) if "已无缺口" in text}
    assert {each.place.line for each in stale(tried, root)} == lines and len(lines) == 2
    # Of one operator alone nothing can be said of reasons that hold of others.
    numbers = [each for each in tried if each.mutant.operator == "number"]
    assert [each.place.line for each in stale(numbers, root, ["number"])] == [min(lines)]
    assert list(stale(numbers, root, ["edge"])) == []


def test_what_joins_more_than_two_is_judged_whatever_is_left_out(mini: tuple[Input, Bench]) -> None:
    """Conditions joined by `or` that are more, or fewer, than before are told apart and not compared for ever."""
    given, _ = mini
    said = PACK.replace("open == true or jobs == 0", "open or jobs == 0 or jobs == 1")
    found = fates(bench_of(replace(given, pack=said)))
    of_three = [
        each for name, each in found.items() if name.startswith("logic rules.grant.when.2: open or jobs == 0 or jobs == 1")
    ]
    assert sorted(each.fate for each in of_three) == ["killed", "killed", "survived", "survived"]


def test_a_proof_does_not_turn_on_what_was_asked_before(mini: tuple[Input, Bench], monkeypatch: pytest.MonkeyPatch) -> None:
    """A process is asked of some bundles only, and must say what any other would."""
    monkeypatch.setattr("engine.analysis.lint.decide.MOST_STEPS", 400)
    bench = mini[1]
    at = next(at for at, each in enumerate(bench.mutants.every) if each.name == "rules.grant.when.2: jobs == 0 → jobs <= 0")
    assert [bench.judge(at).fate for _ in range(40)] == ["equivalent"] * 40


def test_arms_of_a_choice_change_results_though_their_names_are_asked_for_elsewhere() -> None:
    made = taken_apart(PACKS[0])
    arms = [each for each in made.every if each.operator == "arm"]
    (swapped,) = [each for each in arms if each.change.after == "open_tender, simplified"]
    altered, rule = made.made(swapped), "procurement_procedure"
    assert altered is not None
    assert [each.result for each in altered.rules[rule].choose] == [
        each.result for each in reversed(made.pack.rules[rule].choose)
    ]


def test_a_number_that_is_divided_has_a_mutant_that_is_a_pack() -> None:
    """A fen more or less of what is divided by twelve is refused, and would leave the number untried."""
    made = taken_apart(PACKS[0])
    for way in ("parameters.post_grant.value", "rules.post_subsidy.amount"):
        tried = [each for each in made.every if each.operator == "number" and ".".join(each.way) == way]
        assert any(made.made(each) is not None for each in tried), way


def test_the_answer_is_the_same_in_one_process_and_in_two(mini: tuple[Input, Bench]) -> None:
    given, bench = mini
    numbers = range(len(bench.mutants.every))
    assert len(numbers) > 30, "more than one bundle"
    assert list(judged(bench, given, numbers, 1)) == list(judged(bench, given, numbers, 2))


def test_a_sample_is_the_same_every_time() -> None:
    assert chosen(100, 5) == chosen(100, 5) and len(set(chosen(100, 5))) == 5
    assert chosen(3, 5) == [0, 1, 2] == chosen(3, None)


@pytest.mark.parametrize("path", [PACKS[0], MEASURES[0], MEASURES[3]], ids=lambda path: path.stem)
def test_rules_that_no_answer_turns_on_need_not_be_served(path: Path) -> None:
    """Every case holds when only the rules linked to it are served, and each answer is the one that all rules together give."""
    bench = bench_of(Input(path.read_text(encoding="utf-8"), path.name, cases_path(path)))
    links, fewer = Links(bench.mutants.pack), 0
    for case in bench.cases[::3]:
        served = links.served(case, named(case))
        fewer += len(served) < len(bench.mutants.pack.rules)
        assert holds(bench.mutants.pack, case, needs=False, served=served), case.name
    assert fewer > 0 or path is not PACKS[0]


@pytest.mark.parametrize("path", MEASURES, ids=[path.stem for path in MEASURES])
def test_what_is_proved_equivalent_answers_every_case_alike(path: Path) -> None:
    bench = bench_of(Input(path.read_text(encoding="utf-8"), path.name, cases_path(path)))
    for at in chosen(len(bench.mutants.every), 60):
        mutant = bench.mutants.every[at]
        pack = bench.mutants.made(mutant)
        if pack is None or not bench.proofs.shown(mutant, pack):
            continue
        for case in bench.cases[::2]:
            mine, its = (evaluate(each, case, needs=False) for each in (bench.mutants.pack, pack))
            answers = [[(each.verdict, each.low, each.high, each.paid_by) for each in one.awards] for one in (mine, its)]
            assert answers[0] == answers[1], (mutant.name, case.name)
