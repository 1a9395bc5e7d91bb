"""The help pages, in the language of the run; measured in display cells, because a Han character takes two."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator

import click

from engine.commands.parameters import Argument, Option, lang_of
from engine.text.render import width

WORDS = {
    "usage": {"zh": "用法", "en": "Usage"},
    "options": {"zh": "选项", "en": "Options"},
    "arguments": {"zh": "参数", "en": "Arguments"},
    "commands": {"zh": "命令", "en": "Commands"},
    "codes": {"zh": "退出码", "en": "Exit codes"},
    "default": {"zh": "（默认 {0}）", "en": " (default {0})"},
}
OPTIONS_MARK = "[--…]"
WIDEST = 100


def word(name: str, context: click.Context, *values: str) -> str:
    """One of the fixed words of a page."""
    return WORDS[name][lang_of(context)].format(*values)


def usage(command: click.Command, context: click.Context) -> str:
    """The line that shows how a command is written."""
    pieces = [OPTIONS_MARK]
    for param in command.get_params(context):
        if isinstance(param, Argument):
            name = (param.name or "").upper()
            name += "..." if param.nargs == -1 else ""
            pieces.append(name if param.required else f"[{name}]")
    if isinstance(command, click.Group):
        pieces.append("COMMAND ...")
    return f"{word('usage', context)}: {' '.join([context.command_path, *pieces])}"


def page(command: click.Command, context: click.Context, text: str, sections: Iterable[tuple[str, list[tuple[str, str]]]]) -> str:
    """A whole help page: usage, what the command does, then its tables."""
    across = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    lines = [usage(command, context), ""]
    lines += [f"  {line}" for paragraph in text.splitlines() for line in wrapped(paragraph, across - 2)]
    for title, rows in sections:
        if rows:
            lines += ["", f"{word(title, context)}:", *table(rows, across)]
    return "\n".join(lines)


def described(command: click.Command, context: click.Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The tables of a command's arguments and options."""
    lang = lang_of(context)
    arguments, options = [], []
    for param in command.get_params(context):
        if isinstance(param, Argument):
            name = (param.name or "").upper()
            arguments.append((f"{name}..." if param.nargs == -1 else name, param.said[lang]))
        elif isinstance(param, Option):
            shown = word("default", context, str(param.default)) if isinstance(param.default, str) else ""
            options.append((param.left(), param.said[lang] + shown))
    yield "arguments", arguments
    yield "options", options


def table(rows: list[tuple[str, str]], across: int) -> Iterator[str]:
    """Two columns; a left side that is too long has a line of its own."""
    left = min(max(width(name) for name, _ in rows), 34)
    for name, text in rows:
        lines = wrapped(text, max(across - left - 4, 20)) or [""]
        if width(name) > left:
            yield f"  {name}"
            name = ""
        for line in lines:
            yield f"  {name}{' ' * (left - width(name))}  {line}".rstrip()
            name = ""


def wrapped(text: str, across: int) -> list[str]:
    """`text` in lines of at most `across` cells, broken at a space or between Han characters."""
    lines, line = [], ""
    for piece in pieces(text):
        if line and width(line) + width(piece.rstrip()) > across:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def pieces(text: str) -> Iterator[str]:
    """What may not be broken: a word with the space behind it, a Han character with the mark behind it."""
    piece = ""
    for character in text:
        closing = character in "，。；：、）”】"
        if (
            piece
            and not closing
            and (piece[-1] == " " or width(piece[-1]) == 2 or width(character) == 2)
            and piece[-1] not in "（“【"
        ):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
