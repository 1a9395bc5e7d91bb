"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Message
from engine.text.render import said
from engine.text.source import Place
from engine.version import ENGINE

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(diagnostics: Sequence[Diagnostic], lang: str) -> dict[str, object]:
    """A log of one run, in `lang`; columns count characters from 1."""
    codes = sorted({each.code for each in diagnostics})
    driver = {
        "name": "tiaokuan",
        "version": ENGINE,
        "semanticVersion": ENGINE,
        "rules": [_rule(CATALOG[code], lang) for code in codes],
    }
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": "zh-CN" if lang == "zh" else "en-US",
        "results": [_result(each, codes.index(each.code), lang) for each in diagnostics],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(message: Message, lang: str) -> dict[str, object]:
    what, remedy = (message.zh, message.help_zh) if lang == "zh" else (message.en, message.help_en)
    return {
        "id": message.code,
        "name": "".join(word.capitalize() for word in message.name.split("-")),
        "shortDescription": {"text": _general(what)},
        "help": {"text": _general(remedy)},
        "defaultConfiguration": {"level": message.severity.value},
    }


def _general(text: str) -> str:
    """A message before anything is filled in: what is named stands as an ellipsis."""
    return re.sub(r"\{\w+\}", "…", text.replace("{did_you_mean}", ""))


def _result(diagnostic: Diagnostic, index: int, lang: str) -> dict[str, object]:
    what, remedy = said(diagnostic, lang)
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": CATALOG[diagnostic.code].severity.value,
        "message": {"text": f"{what}{'。' if lang == 'zh' else '; '}{remedy}"},
    }
    if diagnostic.place:
        result["locations"] = [_location(diagnostic.place)]
    if diagnostic.related:
        result["relatedLocations"] = [{"id": number, **_location(each)} for number, each in enumerate(diagnostic.related)]
    return result


def _location(place: Place) -> dict[str, object]:
    end_line, end_column = place.end_position
    region = {"startLine": place.line, "startColumn": place.column, "endLine": end_line, "endColumn": end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.source.name)}, "region": region}}


def _uri(name: str) -> str:
    """A path as a reference: relative ones stay relative."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
