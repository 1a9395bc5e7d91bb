"""What came of a pack's cases: for people, as JSON, and as JUnit XML for build servers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape  # of these characters XML and HTML say the same; the XML module brings the network with it
from pathlib import PurePath

from engine.analysis.cases import CaseResult, Failure, Tried
from engine.analysis.expected import Result
from engine.analysis.invariants import Broken
from engine.backends.outcome import Award, Judgement, Outcome
from engine.backends.outcome_json import as_data
from engine.backends.prose_values import say_value
from engine.pack.model import Invariant, Pack
from engine.reports import explanation
from engine.text.render import visible
from engine.text.source import Place
from engine.version import ENGINE

WORDS = {
    "failed": {"zh": "不符", "en": "failed"},
    "expected": {"zh": "预期", "en": "expected"},
    "got": {"zh": "得到", "en": "got"},
    "why": {"zh": "缘由", "en": "why"},
    "cite": {"zh": "出处", "en": "cite"},
    "award": {"zh": "认定的个数", "en": "number of awards"},
    "invariant": {"zh": "不变式“{0}”不成立", "en": "the invariant “{0}” does not hold"},
    "step": {"zh": "第{0}步", "en": "step {0}"},
    "held": {"zh": "{0}个随机个案均成立", "en": "holds of {0} random cases"},
    "broken": {"zh": "不成立，反例如下", "en": "does not hold; a counterexample"},
    "summary": {"zh": "{0}个个案，{1}个相符，{2}个不符", "en": "{0} cases, {1} passed, {2} failed"},
    "unchecked": {"zh": "，{0}个没有写预期", "en": ", {0} expecting nothing"},
}


def as_text(results: Sequence[CaseResult], pack: Pack, lang: str, tried: Sequence[Tried] = (), most: int | None = None) -> str:
    """The failing cases (at `most` so many), each with expected against got and the engine's reasons; then how many passed."""
    failing = [result for result in results if not result.passed]
    lines = [line for result in failing[:most] for line in _case(result, pack, lang)]
    failed = sum(not result.passed for result in results)
    unchecked = sum(result.passed and not result.checked for result in results)
    summary = WORDS["summary"][lang].format(len(results), len(results) - failed - unchecked, failed)
    summary += WORDS["unchecked"][lang].format(unchecked) if unchecked else ""
    return "\n".join([*lines, *(_property(each, lang) for each in tried), summary])


def _property(each: Tried, lang: str) -> str:
    """A property, on how many random cases it was tried, and the simplest case that breaks it."""
    words = WORDS["broken" if each.counterexample else "held"][lang].format(each.cases)
    said = f"{each.zh if lang == 'zh' else each.en}: {words}"
    return f"{said}\n  {visible(each.counterexample)}" if each.counterexample else said


def _case(result: CaseResult, pack: Pack, lang: str) -> Iterator[str]:
    case = result.case
    yield f"{WORDS['failed'][lang]} {visible(case.name)} ({where(case.place)})"
    for name in ("cite", "why"):
        if text := getattr(case, name):
            yield f"  {WORDS[name][lang]}: {visible(text)}"
    for failure in result.failures:
        yield from (f"  {line}" for line in _failure(failure, result.outcome, pack, lang))
    for each in result.broken:
        yield from (f"  {line}" for line in _invariant(each, lang))
    yield ""


def _invariant(each: Broken, lang: str) -> Iterator[str]:
    """What must hold and does not: its label, clause and place, the claim, and every value it read."""
    invariant = each.invariant
    said = WORDS["invariant"][lang].format(visible(invariant.label.say(lang, invariant.name)))
    yield f"{said} ({', '.join(filter(None, [invariant.name, visible(invariant.cite), where(invariant.place)]))})"
    step = WORDS["step"][lang].format(each.step) if each.step else ""
    if about := ", ".join(filter(None, [visible(each.claim), step])):
        yield f"  {about}"
    yield f"  {visible(_means(invariant))}"
    yield from (f"  {visible(name)}: {visible(say_value(value, lang))}" for name, value in each.values.items())


def _means(invariant: Invariant) -> str:
    return invariant.means.text if invariant.means.text is not None else invariant.means.place.text


def _failure(failure: Failure, outcome: Outcome, pack: Pack, lang: str) -> Iterator[str]:
    yield f"{visible(' '.join(filter(None, [failure.rule, failure.about])))} ({where(failure.place)})"
    for each in failure.differences:
        field = WORDS["award"][lang] if each.field == "award" else each.field
        expected, got = visible(each.expected), visible(each.got)
        yield f"  {visible(field)}: {WORDS['expected'][lang]} {expected}, {WORDS['got'][lang]} {got}"
    if failure.result is not None:
        said = explanation.as_text(only(outcome, failure.result), pack, lang)
        yield from (f"  | {line}".rstrip() for line in said.splitlines())


def only(outcome: Outcome, result: Result) -> Outcome:
    """The outcome with this one answer, to be explained by itself."""
    empty = replace(outcome, awards=(), choices=(), targets=(), duties=(), steps=(), diagnostics=(), open=())
    match result:
        case Award(low=low, high=high):
            return replace(empty, awards=(result,), low=low, high=high)
        case Judgement(kind="choose"):
            return replace(empty, choices=(result,), low=0, high=0)
        case Judgement(kind="target"):
            return replace(empty, targets=(result,), low=0, high=0)
        case Judgement():
            return replace(empty, duties=(result,), low=0, high=0)


def where(place: Place | None) -> str:
    """File and line of a place."""
    return f"{visible(place.source.name)}:{place.line}" if place else "?"


def as_json(results: Sequence[CaseResult], pack: Pack, tried: Sequence[Tried] = ()) -> dict[str, object]:
    """The results as plain data."""
    return {
        "engine": ENGINE,
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "passed": sum(result.passed and result.checked > 0 for result in results),
        "failed": sum(not result.passed for result in results),
        "unchecked": sum(result.passed and not result.checked for result in results),
        "cases": [_json_case(result) for result in results],
        "properties": [{"property": each.name, "cases": each.cases, "counterexample": each.counterexample} for each in tried],
    }


def _json_case(result: CaseResult) -> dict[str, object]:
    case = result.case
    return {
        "case": case.name,
        "result": "failed" if not result.passed else "passed" if result.checked else "unchecked",
        "cite": case.cite,
        "why": case.why,
        "file": case.place.source.name if case.place else "",
        "line": case.place.line if case.place else None,
        "failures": [
            {
                "rule": failure.rule,
                "about": failure.about,
                "line": failure.place.line if failure.place else None,
                "differences": [
                    {"field": each.field, "expected": each.expected, "got": each.got} for each in failure.differences
                ],
            }
            for failure in result.failures
        ],
        "invariants": [
            {
                "invariant": each.invariant.name,
                "cite": each.invariant.cite,
                "line": each.invariant.place.line,
                "claim": each.claim,
                "step": each.step or None,
                "means": _means(each.invariant),
                "values": {name: as_data(value) for name, value in each.values.items()},
            }
            for each in result.broken
        ],
    }


def as_junit(results: Sequence[CaseResult], pack: Pack, lang: str, tried: Sequence[Tried] = ()) -> str:
    """The results in the form build servers read. Control characters, which XML cannot hold, are written as escapes."""
    failed = sum(not each.passed for each in results)
    unchecked = sum(each.passed and not each.checked for each in results)
    failed += sum(bool(each.counterexample) for each in tried)
    counts = f'tests="{len(results) + len(tried)}" failures="{failed}" errors="0" skipped="{unchecked}"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="tiaokuan" {counts}>']
    lines.append(f"<testsuite name={_attribute(f'{pack.id} {pack.version}')} {counts}>")
    for result in results:
        lines += _junit_case(result, pack, lang)
    lines += [_junit_property(each, pack, lang) for each in tried]
    return "\n".join([*lines, "</testsuite>", "</testsuites>"])


def _junit_property(each: Tried, pack: Pack, lang: str) -> str:
    head = f"<testcase classname={_attribute(f'{pack.id}.properties')} name={_attribute(each.name)}"
    return f"{head}><failure>{escape(_property(each, lang))}</failure></testcase>" if each.counterexample else f"{head}/>"


def _junit_case(result: CaseResult, pack: Pack, lang: str) -> Iterator[str]:
    case = result.case
    place = f'file={_attribute(PurePath(case.place.source.name).as_posix())} line="{case.place.line}"' if case.place else ""
    head = f"<testcase classname={_attribute(pack.id)} name={_attribute(case.name)} {place}"
    if not result.passed:
        yield f"{head}><failure message={_attribute(_in_short(result))}>"
        yield escape("\n".join(_case(result, pack, lang)))  # every text in it has passed through `visible`
        yield "</failure></testcase>"
    elif not result.checked:
        yield f"{head}><skipped/></testcase>"
    else:
        yield f"{head}/>"


def _in_short(result: CaseResult) -> str:
    """The first thing that is wrong with a case."""
    if not result.failures:
        return f"{result.broken[0].claim}: {result.broken[0].invariant.name}: {_means(result.broken[0].invariant)}".removeprefix(
            ": "
        )
    first = result.failures[0]
    return f"{first.rule} {first.differences[0].field}: {first.differences[0].expected} ≠ {first.differences[0].got}"


def _attribute(text: str) -> str:
    return f'"{escape(visible(text))}"'
