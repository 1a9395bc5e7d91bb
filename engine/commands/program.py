"""The program: commands imported when they are called, help and mistakes in the language of the run, exit codes."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import click
from click.shell_completion import CompletionItem

from engine.commands import COMMANDS, console, page, usage
from engine.commands.console import Stop, stop
from engine.commands.parameters import Option, Session, help_option, lang_of, lang_option

NAME = "tiaokuan"
ABOUT = {
    "zh": "把政策办法当作数据：谁能领多少、为什么、依据哪一条。",
    "en": "Policy measures as data: who is owed what, why, and on which clause.",
}
CODES = [
    ("0", {"zh": "完成，结论为是", "en": "done, and yes"}),
    (
        "1",
        {
            "zh": "完成，结论为否（有问题、个案不符、审定被拒）",
            "en": "done, and no (findings, a failing case, a rejected decision)",
        },
    ),
    ("2", {"zh": "用法有误，或输入不可用", "en": "wrong usage or unusable input"}),
    ("3", {"zh": "尚不能确定（缺少事实或口径）", "en": "undecided (facts or readings are missing)"}),
    ("4", {"zh": "达到程序的资源上限", "en": "a resource limit of the tool was reached"}),
    ("70", {"zh": "程序内部错误", "en": "a bug"}),
    ("130", {"zh": "被中断", "en": "interrupted"}),
]


class Command(click.Command):
    """A subcommand that speaks both languages."""

    def __init__(self, name: str, callback: Callable[..., object], said: dict[str, str], params: list[click.Parameter]) -> None:
        super().__init__(name, callback=callback, params=params, add_help_option=False)
        self.allow_extra_args = True  # they are refused below, in our words
        self.said = said

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            stop("U906", text=" ".join(ctx.args))
        return rest

    def get_help(self, ctx: click.Context) -> str:
        return page.page(self, ctx, self.said[lang_of(ctx)], page.described(self, ctx))


def command(zh: str, en: str) -> Callable[[Callable[..., object]], Command]:
    """Make a function with options and arguments a subcommand; the texts say what it does, more fully than the table."""

    def decorate(function: Callable[..., object]) -> Command:
        name = function.__module__.rpartition(".")[2]
        params: list[click.Parameter] = list(reversed(getattr(function, "__click_params__", [])))
        return Command(name, function, {"zh": zh, "en": en}, [*params, lang_option(), help_option()])

    return decorate


class Program(click.Group):
    """The program itself. It reads the table of commands, and imports a command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(COMMANDS[cmd_name].module).command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            from engine.text.render import suggest

            stop("U901", text=args[0], did_you_mean=suggest(args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        lang = lang_of(ctx)
        sections = [
            ("commands", [(name, getattr(entry, lang)) for name, entry in COMMANDS.items()]),
            *page.described(self, ctx),
            ("codes", [(code, said[lang]) for code, said in CODES]),
        ]
        return page.page(self, ctx, ABOUT[lang], sections)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        lang = lang_of(ctx)
        names = [
            CompletionItem(name, help=getattr(entry, lang)) for name, entry in COMMANDS.items() if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def main(self, args: Sequence[str] | None = None, *rest: object, **settings: object) -> NoReturn:
        """Run and exit, as click's own runner expects."""
        sys.exit(run(self, args))


def run(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; nothing leaves here as an exception, unless TIAOKUAN_DEBUG=1 asks for bugs."""
    console.prepare()
    # Files are read into many small objects that all stay: looking through them for garbage took a third of the time.
    gc.set_threshold(500_000)
    given = sys.argv[1:] if arguments is None else list(arguments)
    lang = console.language(given)
    try:
        # Without arguments click reads those of the process, and on Windows expands the patterns in them.
        result = click.Group.main(program, None if arguments is None else given, NAME, standalone_mode=False, obj=Session(lang))
        return result if isinstance(result, int) else console.DONE
    except Stop as end:
        console.complain(end.diagnostics, lang)
        return end.code
    except click.Abort:
        console.complain(usage.plain("U951"), lang)
        return console.INTERRUPTED
    except click.UsageError as error:
        return usage.refuse(error, given, lang)
    except MemoryError:
        console.complain(usage.plain("U952"), lang)
        return console.RESOURCES
    except Exception as error:
        if os.environ.get("TIAOKUAN_DEBUG") == "1":
            raise
        console.complain(usage.plain("U999", error=type(error).__name__, where=where(error)), lang)
        return console.BUG


def where(error: BaseException) -> str:
    """The line of the engine that failed. The error's own text is left out: it may hold facts of an applicant."""
    engine = Path(__file__).resolve().parent.parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(engine):
            return f"{path.relative_to(engine.parent).as_posix()}:{frame.lineno}"
    return "?"


def print_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from engine.version import ENGINE

        console.answer(f"{NAME} {ENGINE}")
        context.exit()


@click.pass_context
def nothing_asked(context: click.Context) -> int:
    """Called without a command: help, but to stderr, since there is no answer."""
    if context.invoked_subcommand is not None:
        return console.DONE
    console.say(context.get_help())
    return console.UNUSABLE


PROGRAM = Program(
    NAME,
    callback=nothing_asked,
    invoke_without_command=True,
    params=[
        lang_option(),
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=print_version,
            zh="显示版本",
            en="show the version",
        ),
        help_option(),
    ],
    add_help_option=False,
    no_args_is_help=False,
)
