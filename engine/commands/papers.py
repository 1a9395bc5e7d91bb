"""Reports as files: a text, a page of HTML or a Word document, to the standard output or to a file."""

from __future__ import annotations

from engine.commands import console
from engine.reports.page import Page


def give(text: str, kind: console.Kind, output: str | None) -> None:
    """Write a text to the file named, else to the standard output."""
    if output is None:
        console.answer(text, kind)
    else:
        console.answer_bytes(text.encode("utf-8", "backslashreplace"), output)


def word(page: Page) -> bytes:
    """A page as a Word document; without the extra that makes them the command ends."""
    try:
        from engine.reports.page_docx import as_docx
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("docx", "lxml"):
            raise
        console.stop("U926", form="docx", extra="report", package="python-docx")
    return as_docx(page)
