"""The forms of the report of `diff`; of each only its own code is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.commands import console
from engine.commands.console import Lang
from engine.commands.papers import give, word

if TYPE_CHECKING:
    from engine.analysis.diff.model import Difference


def as_text(found: Difference, lang: Lang, output: str | None) -> None:
    from engine.reports.difference import difference_text

    give(difference_text(found, lang), "text", output)


def as_json(found: Difference, lang: Lang, output: str | None) -> None:
    from engine.reports.difference_json import difference_json

    made = difference_json(found)
    if output is None:
        console.answer_json(made)
    else:
        give(json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False) + "\n", "json", output)


def as_markdown(found: Difference, lang: Lang, output: str | None) -> None:
    from engine.reports.comparison import FORMS, comparison

    give(FORMS["markdown"](comparison(found, lang)), "text", output)


def as_html(found: Difference, lang: Lang, output: str | None) -> None:
    from engine.reports.comparison import FORMS, comparison

    give(FORMS["html"](comparison(found, lang)), "html", output)


def as_docx(found: Difference, lang: Lang, output: str | None) -> None:
    from engine.reports.comparison import comparison

    console.answer_bytes(word(comparison(found, lang)), output)


# One line for each form of the report.
FORMS: dict[str, Callable[[Difference, Lang, str | None], None]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "html": as_html,
    "docx": as_docx,
}
