"""Several files of one case each as a list of applicants: what a limit shares it shares across them, in the stated order.

Those of one day are served as the applicants of one case would be: as the limit orders them (`order_by`), else in the order of
the pack, then as named. An earlier day is served first, and its grants are history to a later one. Only the rules that such a
limit reaches are answered together; all others, and all that a file says of itself, stay its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.backends.outcome import Award, Outcome
from engine.backends.reference import evaluate
from engine.backends.reference.alone import sharing
from engine.backends.reference.evaluate import gathered, serve
from engine.backends.reference.world import World
from engine.pack.case import Case, ClaimAsked, Entry, Instance, Path
from engine.pack.cases_subjects import ONLY
from engine.pack.model import Pack
from engine.text.records import dataclass


@dataclass(frozen=True)
class Answers:
    """The outcome of each case, and the awards that were answered together, in the order served, each with its case's number."""

    outcomes: tuple[Outcome, ...]
    together: tuple[tuple[int, Award], ...] = ()


def evaluate_list(
    pack: Pack, cases: Sequence[Case], readings: Mapping[str, str], rules: Collection[str] | None = None
) -> Answers:
    """The answers to several cases, none of them a chain, that serve what is shared across them."""
    alone = [evaluate(pack, case, readings=readings, rules=rules) for case in cases]
    shared = shared_rules(pack, cases)
    if not shared or len(cases) < 2:
        return Answers(tuple(alone))
    named, names = _named(cases)
    served = [
        (at, replace(award, path=_renamed(award.path, {new: old for old, new in names[at].items()})))
        for at, award in _serve(pack, named, readings, shared)
        if rules is None or award.rule in rules
    ]
    outcomes = []
    for at, (case, outcome) in enumerate(zip(cases, alone, strict=True)):
        own = {(award.rule, award.path, award.period): award for whose, award in served if whose == at}
        awards = [own.get((award.rule, award.path, award.period), award) for award in outcome.awards]
        judgements = (*outcome.choices, *outcome.targets, *outcome.duties)
        outcomes.append(gathered(World(pack, case, {**case.readings, **readings}), awards, judgements))
    return Answers(tuple(outcomes), tuple(served))


def shared_rules(pack: Pack, cases: Sequence[Case]) -> set[str]:
    """The rules whose answer to one case may depend on another.

    A limit reaches across cases if no subject is among its keys; any does if one subject stands in several cases.
    """
    roots = Counter(root for case in cases for root in _roots(case) if root[1] != ONLY)
    repeated = any(count > 1 for count in roots.values())
    across = {
        name
        for rule in pack.rules.values()
        for limit in rule.limits
        if repeated or all(key.fact for key in limit.key)
        for name in (rule.name, *limit.over)
    }
    return {rule.name for rule in pack.rules.values() if rule.kind == "amount" and sharing(pack, rule) & across}


def days_differ(pack: Pack, cases: Sequence[Case]) -> bool:
    """Whether a limit orders claims that are served day by day all the same."""
    shared = shared_rules(pack, cases)
    ordered = any(limit.order_by for name in shared for limit in pack.rules[name].limits)
    return ordered and len({case.as_of for case in cases}) > 1


def _roots(case: Case) -> list[tuple[str, str]]:
    return [(kind, each.id) for kind, instances in case.roots.items() for each in instances]


def _named(cases: Sequence[Case]) -> tuple[list[Case], list[dict[tuple[str, str | None], tuple[str, str | None]]]]:
    """The cases with names for what several of them leave without one (it is not one subject), and the new names of each."""
    unnamed = Counter(kind for case in cases for kind, id in _roots(case) if id == ONLY)
    taken = {root for case in cases for root in _roots(case)}
    named, all_names = [], []
    for number, case in enumerate(cases, 1):
        names: dict[tuple[str, str | None], tuple[str, str | None]] = {}
        for kind, id in _roots(case):
            if id == ONLY and unnamed[kind] > 1:
                new = case.name if (kind, case.name) not in taken else f"{case.name} {number}"
                taken.add((kind, new))
                names[kind, ONLY] = (kind, new)
        named.append(_rename(case, names))
        all_names.append(names)
    return named, all_names


def _rename(case: Case, names: Mapping[tuple[str, str | None], tuple[str, str | None]]) -> Case:
    def root(each: Instance) -> Instance:
        return replace(each, id=names.get((each.kind, each.id), (each.kind, each.id))[1] or ONLY)

    def request(each: ClaimAsked) -> ClaimAsked:
        return replace(each, ids={kind: names.get((kind, id), (kind, id))[1] or id for kind, id in each.ids.items()})

    return replace(
        case,
        roots={kind: tuple(map(root, instances)) for kind, instances in case.roots.items()},
        claims=None if case.claims is None else tuple(map(request, case.claims)),
        history=None if case.history is None else tuple(replace(each, path=_renamed(each.path, names)) for each in case.history),
        decisions=tuple(replace(each, path=_renamed(each.path, names)) for each in case.decisions),
    )


def _renamed(path: Path, names: Mapping[tuple[str, str | None], tuple[str, str | None]]) -> Path:
    return tuple(names.get(each, each) for each in path)


def _serve(pack: Pack, cases: Sequence[Case], readings: Mapping[str, str], rules: set[str]) -> Iterator[tuple[int, Award]]:
    """The awards of `rules`, day by day, each with the number of its case."""
    paid: list[Entry] | None = []
    for group in _groups(cases):
        members = [cases[at] for at in group]
        paid = None if paid is None or any(case.history is None for case in members) else _lines([paid, *_histories(members)])
        case = replace(_one_case(pack, members), history=None if paid is None else tuple(paid))
        served = serve(World(pack, case, {**case.readings, **readings}), rules, True)
        whose = {root: at for at in group for root in _roots(cases[at])}
        yield from ((whose[award.path[0][0], award.path[0][1] or ONLY], award) for award in served.outcome.awards)
        if any(award.low != award.high for award in served.outcome.awards):
            paid = None  # what an earlier day will have taken is not known yet, and nothing may rest on it
        elif paid is not None:
            paid = [*paid, *served.grants]


def _groups(cases: Sequence[Case]) -> list[list[int]]:
    """Which cases are served at once: those of a day that choose alike and have no subject in common, else one after another."""
    groups: list[list[int]] = []
    for at in sorted(range(len(cases)), key=lambda at: cases[at].as_of):
        if groups:
            members = [cases[other] for other in groups[-1]]
            first, taken = members[0], {root for case in members for root in _roots(case)}
            alike = first.as_of == cases[at].as_of and first.readings == cases[at].readings
            if alike and not taken & set(_roots(cases[at])):
                groups[-1].append(at)
                continue
        groups.append([at])
    return groups


def _histories(cases: Sequence[Case]) -> list[list[Entry]]:
    return [list(case.history or ()) for case in cases]


def _lines(histories: Sequence[Sequence[Entry]]) -> list[Entry]:
    """Lines of several histories as one: what several of them state is one payment, what one states twice is two."""
    found: list[Entry] = []
    for lines in histories:
        left = list(found)
        for line in lines:
            if line in left:
                left.remove(line)
            else:
                found.append(line)
    return found


def _one_case(pack: Pack, cases: Sequence[Case]) -> Case:
    """The cases of one day as one case with several applicants."""
    roots: dict[str, tuple[Instance, ...]] = {}
    for case in cases:
        for kind, instances in case.roots.items():
            own = tuple(replace(each, periods=case.periods or None) if each.periods is None else each for each in instances)
            roots[kind] = (*roots.get(kind, ()), *own)
    everything = all(case.claims is None for case in cases)
    return replace(
        cases[0],
        periods=(),
        roots=roots,
        claims=None if everything else tuple(each for case in cases for each in _requests(pack, case)),
        decisions=tuple(each for case in cases for each in case.decisions),
    )


def _requests(pack: Pack, case: Case) -> Iterator[ClaimAsked]:
    """What a case asks for, said of its own applicants."""
    wanted = [ClaimAsked(rule, {}, None) for rule in pack.rules] if case.claims is None else case.claims
    for each in wanted:
        kind = pack.path_of(pack.rules[each.rule].subject)[0]
        for root in case.roots.get(kind, ()):
            if each.ids.get(kind, root.id) == root.id:
                yield replace(each, ids={**each.ids, kind: root.id})
