"""The difference between two versions as plain data."""

from __future__ import annotations

from engine.analysis.diff.impact import Impact
from engine.analysis.diff.model import Behaviour, Difference, Finding, RuleChange, TextChange, Texts
from engine.backends.outcome import Award, Judgement
from engine.lang.quantities import decimal
from engine.pack.model import Pack
from engine.pack.terms import Label
from engine.reports.impact_json import impact_json
from engine.text.source import Place
from engine.version import ENGINE


def difference_json(found: Difference) -> dict[str, object]:
    """Every layer that was asked for; a layer that was not is absent."""
    made: dict[str, object] = {
        "engine": ENGINE,
        "old": _side(found.sides.old),
        "new": _side(found.sides.new),
        "same": found.same,
        "renamed": {
            part: {pair.old: pair.new for pair in pairs if pair.renamed}
            for part, pairs in found.sides.pairs.items()
            if any(pair.renamed for pair in pairs)
        },
    }
    if found.texts is not None:
        made["text"] = _texts(found.texts)
    if found.rules is not None:
        made["rules"] = [_rule_change(each) for each in found.rules]
    if found.behaviour is not None:
        made["behaviour"] = [_behaviour(each) for each in found.behaviour]
    if isinstance(found.impact, Impact):
        made["impact"] = impact_json(found.impact)
    return made


def _side(pack: Pack) -> dict[str, object]:
    return {
        "id": pack.id,
        "version": pack.version,
        "digest": pack.digest,
        "number": pack.document.get("number", ""),
        "file": pack.place.source.name,
    }


def _label(label: Label) -> dict[str, str]:
    return {"zh": label.say("zh"), "en": label.say("en")}


def _line(place: Place | None) -> int | None:
    return place.line if place else None


def _texts(texts: Texts) -> dict[str, object]:
    return {
        "official": texts.official,
        "replaced": [{"old": each.old, "new": each.new, "cites": list(each.cites)} for each in texts.replacements],
        "changes": [_text_change(each) for each in texts.changes],
    }


def _text_change(change: TextChange) -> dict[str, object]:
    return {
        "kind": change.kind,
        "old": change.old,
        "new": change.new,
        "summary_old": _label(change.summary_old),
        "summary_new": _label(change.summary_new),
        "runs": [{"op": op, "text": text} for op, text in change.runs],
        "rules": list(change.rules),
        "line_old": _line(change.place_old),
        "line_new": _line(change.place_new),
    }


def _rule_change(change: RuleChange) -> dict[str, object]:
    share = change.percent
    return {
        "kind": change.kind,
        "editorial": change.about.editorial,
        "part": change.part,
        "old": change.old,
        "new": change.new,
        "path": change.path,
        "label": _label(change.label),
        "before": _label(change.before),
        "after": _label(change.after),
        "text_before": change.text_before,
        "text_after": change.text_after,
        "direction": change.direction,
        "share": None if share is None else f"{share.numerator}/{share.denominator}",
        "note": _label(change.note),
        "cite": change.cite,
        "rules": list(change.rules),
        "line_old": _line(change.place_old),
        "line_new": _line(change.place_new),
    }


def _behaviour(found: Behaviour) -> dict[str, object]:
    return {
        "rule_old": found.rule_old,
        "rule_new": found.rule_new,
        "verdict": found.verdict,
        "direction": found.direction,
        "reason": _label(found.reason),
        "assumptions": [_label(each) for each in found.assumptions],
        "findings": [_finding(each) for each in found.findings],
    }


def _finding(found: Finding) -> dict[str, object]:
    return {
        "kind": found.kind,
        "retroactive": found.retroactive,
        "case": found.text,
        "case_old": found.text_old or None,
        "before": _answer(found.before),
        "after": _answer(found.after),
    }


def _answer(answer: Award | Judgement | None) -> dict[str, object] | None:
    match answer:
        case None:
            return None
        case Award():
            high = None if answer.high is None else decimal(answer.high)
            return {"verdict": answer.verdict, "low": decimal(answer.low), "high": high}
        case _:
            return {
                "verdict": answer.verdict,
                "result": answer.result,
                "rate": None if answer.rate is None else str(answer.rate),
                "gap": answer.gap,
                "by": None if answer.by is None else answer.by.isoformat(),
                "note": answer.note,
                "next_due": None if answer.next_due is None else answer.next_due.isoformat(),
                "late_days": answer.late_days,
            }
