"""What a model of a question says, in the words of the reference's answer, so that the two can be compared."""

from __future__ import annotations

from datetime import date

from engine.backends.outcome import Award as Awarded
from engine.backends.outcome import Judgement as Judged
from engine.backends.smt import claim, judgement
from engine.backends.smt.claim import Award
from engine.backends.smt.days import Day
from engine.backends.smt.judgement import Judgement
from engine.backends.smt.values import Val
from engine.backends.smt.witness import Shown

Fields = dict[str, object]
SETTLED = ("granted", "to_decide")


def of_model(shown: Shown, answer: Award | Judgement) -> Fields:
    """The answer in the model."""
    return of_award(shown, answer) if isinstance(answer, Award) else of_judgement(shown, answer)


def of_award(shown: Shown, award: Award) -> Fields:
    verdict = claim.VERDICTS[shown.whole(award.verdict)]
    told: Fields = {"verdict": verdict, "law_at": day(shown, award.law_at)}
    if verdict == "unknown":
        return told
    told |= {"low": shown.whole(award.low), "high": None if shown.holds(award.unbounded) else shown.whole(award.high)}
    if verdict in ("not_in_force", "refused"):
        return told
    told["limits"] = [
        (bound.limit.name, shown.whole(bound.used), max(0, shown.whole(bound.bound) - shown.whole(bound.used)))
        for bound in award.bounds
        if shown.holds(bound.on)
    ]
    if verdict in SETTLED:
        told["floor"] = shown.whole(award.floor) if verdict == "to_decide" else 0
        told["parts"] = [
            (
                shown.whole(part.amount),
                "paid" if shown.holds(part.paid) else "lost" if shown.holds(part.lost) else "certain",
                None if part.due is None else day(shown, part.due),
            )
            for part in award.parts
        ]
        told["units"] = shown.whole(award.units)
    if verdict == "granted":
        told["paid_by"] = {name: fen for name, its in award.paid_by.items() if (fen := shown.whole(its))}
    return told


def of_judgement(shown: Shown, judged: Judgement) -> Fields:
    verdict = judgement.VERDICTS[shown.whole(judged.verdict)]
    told: Fields = {"verdict": verdict, "law_at": day(shown, judged.law_at)}
    if verdict == "chosen":
        name = shown.question.pool.names.name(shown.whole(judged.result)) or ""
        told["result"] = name.removeprefix("result ")
    if verdict in ("met", "not_met"):
        told |= {"gap": shown.whole(judged.gap), "over": shown.holds(judged.over)}
    if verdict in ("kept", "breached"):
        assert judged.due is not None
        told["due"] = shown.day(judged.due)
    return told


def day(shown: Shown, value: Val) -> date | None:
    """A day, None where it is not known."""
    return shown.day(value.term) if isinstance(value.term, Day) and shown.holds(value.known) else None


def of_reference(answer: Awarded | Judged) -> Fields:
    """The same of the reference's answer."""
    told: Fields = {"verdict": answer.verdict, "law_at": answer.law_at}
    if isinstance(answer, Judged):
        if answer.verdict == "chosen":
            told["result"] = answer.result
        if answer.verdict in ("met", "not_met"):
            told |= {"gap": answer.gap or 0, "over": answer.note == "above_at_most"}
        if answer.verdict in ("kept", "breached"):
            told["due"] = answer.next_due
        return told
    if answer.verdict == "unknown":
        return told
    told |= {"low": answer.low, "high": answer.high}
    if answer.verdict in ("not_in_force", "refused"):
        return told
    counted = [use for use in answer.limits if use.kind != "within" and use.limit != "ceiling"]
    told["limits"] = [(use.limit, use.used_low, use.left_low) for use in counted]
    if answer.verdict in SETTLED:
        told["floor"] = (answer.floor or 0) if answer.verdict == "to_decide" else 0
        told["parts"] = [(part.high, part.state, part.due) for part in answer.parts]
        told["units"] = next((use.takes_high for use in counted if use.kind == "times"), None)
    if answer.verdict == "granted":
        told["paid_by"] = {name: fen for name, fen in answer.paid_by.items() if fen}
    return told


def compared_fields(said: Fields, wanted: Fields) -> tuple[Fields, Fields]:
    """Both, without the units where the reference says none."""
    if wanted.get("units") is None:
        said, wanted = ({name: value for name, value in each.items() if name != "units"} for each in (said, wanted))
    return said, wanted
