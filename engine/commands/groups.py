"""A command that has commands of its own."""

from __future__ import annotations

from collections.abc import Callable

import click

from engine.commands import page
from engine.commands.console import stop
from engine.commands.parameters import help_option, lang_of, lang_option
from engine.commands.program import Command


class Commands(click.Group):
    """A subcommand whose first argument is one of several commands."""

    def __init__(self, name: str, *, zh: str, en: str) -> None:
        super().__init__(name, params=[lang_option(), help_option()], add_help_option=False, no_args_is_help=False)
        self.said = {"zh": zh, "en": en}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            stop("U903", command=ctx.command_path, name="COMMAND")
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and not ctx.resilient_parsing:
            from engine.text.render import suggest

            stop(
                "U905",
                option="COMMAND",
                text=args[0],
                allowed=" | ".join(self.commands),
                did_you_mean=suggest(args[0], self.commands),
            )
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        lang = lang_of(ctx)
        rows = [(name, each.said[lang]) for name, each in self.commands.items() if isinstance(each, Command)]
        return page.page(self, ctx, self.said[lang], [("commands", rows), *page.described(self, ctx)])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def subcommand(group: Commands, name: str, zh: str, en: str) -> Callable[[Callable[..., object]], Command]:
    """Make a function with options and arguments a command of `group`."""

    def decorate(function: Callable[..., object]) -> Command:
        params: list[click.Parameter] = list(reversed(getattr(function, "__click_params__", [])))
        made = Command(name, function, {"zh": zh, "en": en}, [*params, lang_option(), help_option()])
        group.add_command(made)
        return made

    return decorate
