"""A mistake in how the program was called, said in our words rather than in click's."""

from __future__ import annotations

from collections.abc import Sequence

import click

from engine.commands import console
from engine.commands.console import Lang
from engine.text.diagnostics import Diagnostic


def plain(code: str, **values: str) -> list[Diagnostic]:
    """One message that concerns no place in a file."""
    return [Diagnostic(code, None, values)]


def refuse(error: click.UsageError, given: Sequence[str], lang: Lang) -> int:
    """Say the mistake in the arguments given; gives the exit code."""
    console.complain(diagnosis(error, given, error.ctx.command_path if error.ctx else "tiaokuan"), lang)
    return console.UNUSABLE


def diagnosis(error: click.UsageError, given: Sequence[str], command: str) -> list[Diagnostic]:
    """Our message for an error of click."""
    match error:
        case click.NoSuchOption(option_name=name):
            from engine.text.render import suggest

            known = [each for param in error.ctx.command.params for each in param.opts] if error.ctx else []
            return plain("U902", command=command, text=name, did_you_mean=suggest(name, known))
        case click.MissingParameter(param=click.Argument(name=name)):
            return plain("U903", command=command, name=(name or "").upper())
        case click.BadOptionUsage(option_name=name):
            # The parser says by its text alone whether a value is missing or one too many.
            return plain("U920" if any(each.startswith(f"{name}=") for each in given) else "U904", option=name)
        case _:
            return plain("U998", command=command, text=error.format_message())
