"""A case under a pack: every claim in the order it is served, and what is left open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from engine.backends.outcome import Award, Judgement, Outcome
from engine.backends.reference.claims import Claim, Counted, asked
from engine.backends.reference.context import OPEN_END
from engine.backends.reference.judgements import judge
from engine.backends.reference.needs import is_open, needs_of_award, needs_of_judgement
from engine.backends.reference.order import Order
from engine.backends.reference.world import World
from engine.pack.case import Case, Entry
from engine.pack.model import Pack
from engine.pack.rule import Expected
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass


@dataclass(frozen=True)
class Served:
    """The answers to a case, and its grants as history for what comes after."""

    outcome: Outcome
    grants: tuple[Entry, ...]


def evaluate(
    pack: Pack,
    case: Case,
    *,
    readings: Mapping[str, str] | None = None,
    rules: Collection[str] | None = None,
    needs: bool = True,
    world: Callable[[Pack, Case, Mapping[str, str]], World] = World,
) -> Outcome:
    """The answers to a case.

    `readings` overrides the options that the case and the pack choose. `rules` keeps the answers of these rules only; the
    others are still served, since they may use up what is shared. With `needs` false the missing facts of unknown answers are
    not worked out. `world` makes the world of each step; another one lets somebody look on (`watched`).
    """
    outcomes = [served.outcome for _, served in chain(pack, case, readings or {}, rules, needs, world)]
    if not case.steps:
        return outcomes[0]
    return replace(outcomes[-1], case=case.name, case_digest=case.digest, steps=tuple(outcomes))


def chain(
    pack: Pack,
    case: Case,
    readings: Mapping[str, str],
    rules: Collection[str] | None = None,
    needs: bool = False,
    world: Callable[[Pack, Case, Mapping[str, str]], World] = World,
) -> Iterator[tuple[World, Served]]:
    """Each step of a case, what the steps before it granted being history to it; a case without steps is one."""
    granted: tuple[Entry, ...] = ()
    for step in case.steps or (case,):
        history = None if step.history is None else (*step.history, *granted)
        now = replace(step, history=history, steps=()) if case.steps else case
        around = world(pack, now, {**now.readings, **readings})
        served = serve(around, rules, needs)
        yield around, served
        granted += served.grants


def serve(world: World, rules: Collection[str] | None, needs: bool) -> Served:
    """The answers to one case without steps, in the order its claims are served."""
    awards: list[Award] = []
    judgements: list[Judgement] = []
    served: list[tuple[Claim, Counted]] = []
    grants: list[Entry] = []
    order, paid = Order(world, asked(world.pack, world.case, unlisted=True)), world.before()
    for claim in order.claims:
        wanted = (rules is None or claim.rule.name in rules) and not claim.unlisted
        if claim.rule.kind != "amount":
            if wanted:
                judgements.append(_judgement(world, claim, needs))
            continue
        award, counted = world.award(claim, order.earlier(claim, served, paid))
        if wanted and needs and is_open(award, world.case.as_of):
            award = replace(award, needs=needs_of_award(world, claim))
        if wanted:
            awards.append(award)
        if counted is not None:
            served.append((claim, counted))
            if award.verdict == "granted" and award.low > 0 and not claim.unlisted:
                grants.append(_entry(world.case, claim, award, counted))
    return Served(gathered(world, awards, judgements), tuple(grants))


def _judgement(world: World, claim: Claim, needs: bool) -> Judgement:
    judged = judge(world.context(claim), claim)
    return replace(judged, needs=needs_of_judgement(world, claim)) if needs and judged.verdict == "unknown" else judged


def _entry(case: Case, claim: Claim, award: Award, counted: Counted) -> Entry:
    """A grant as a later case's history holds it."""
    facts = {f"{each.kind}.{name}": value for each in claim.line for name, value in each.facts.items()}
    return Entry(claim.rule.name, claim.path, claim.period, case.as_of, award.low, case.as_of, counted.times_high, 1, None, facts)


def gathered(world: World, awards: Sequence[Award], judgements: Sequence[Judgement]) -> Outcome:
    """The answers as one outcome, with their totals and remarks."""
    pack, case = world.pack, world.case
    computed = [award for award in awards if award.verdict not in ("delegated", "unstated") and award.high is not None]
    due, owed = [each for each in computed if not each.owed], [each for each in computed if each.owed]
    chosen = {name: world.chosen.get(name, reading.adopted) for name, reading in sorted(pack.readings.items())}
    return Outcome(
        pack_id=pack.id,
        pack_version=pack.version,
        pack_digest=pack.digest,
        case=case.name,
        case_digest=case.digest,
        as_of=case.as_of,
        awards=tuple(awards),
        choices=tuple(each for each in judgements if each.kind == "choose"),
        targets=tuple(each for each in judgements if each.kind == "target"),
        duties=tuple(each for each in judgements if each.kind == "duty"),
        low=sum(each.low for each in due),
        high=sum(each.high or 0 for each in due),
        owed_low=sum(each.low for each in owed),
        owed_high=sum(each.high or 0 for each in owed),
        open=tuple(_in_one_word(each) for each in awards if each not in computed),
        diagnostics=tuple(_warnings(world, awards)),
        readings={name: option for name, option in chosen.items() if option is not None},
    )


def _in_one_word(award: Award) -> str:
    """An award's name and subject: `post_subsidy[阳光屋/P1] 2023`."""
    where = "/".join(id or "?" for _, id in award.path)
    return f"{award.rule}[{where}]" + (f" {award.period}" if award.period else "")


def _warnings(world: World, awards: Sequence[Award]) -> list[Diagnostic]:
    """What an officer should know though it changes no result: a review that is due, what the text usually expects."""
    found: list[Diagnostic] = []
    nowhere = world.context(None)
    for review in world.pack.review:
        day = nowhere.value(review.since)
        if isinstance(day, date) and day != OPEN_END and day <= world.case.as_of:
            values = {"since": str(day), "label_zh": review.label.say("zh"), "label_en": review.label.say("en")}
            found.append(Diagnostic("E801", review.place, values, cite=review.cite))
    found += [_unexpected(each, world.pack.id) for each in world.pack.expected if nowhere.value(each.formula) is False]
    answered = {(award.rule, award.path, award.period) for award in awards if award.verdict not in ("refused", "not_in_force")}
    for claim in asked(world.pack, world.case):
        if (claim.rule.name, claim.path, claim.period.label if claim.period else None) in answered:
            context = world.context(claim)
            found += [_unexpected(each, claim.rule.name) for each in claim.rule.expected if context.value(each.formula) is False]
    return [each for at, each in enumerate(found) if each not in found[:at]]


def _unexpected(expected: Expected, where: str) -> Diagnostic:
    text = expected.formula.text or ""
    values = {"rule": where, "label_zh": expected.label.say("zh", text), "label_en": expected.label.say("en", text)}
    return Diagnostic("E802", expected.formula.place, values, cite=expected.cite)
