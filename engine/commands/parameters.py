"""Commands, options and arguments that carry their help in both languages, and the options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import click
from click.shell_completion import CompletionItem

from engine.commands.console import Lang, answer, stop
from engine.text.records import dataclass

if TYPE_CHECKING:  # only newer versions of click say what a parameter converts to
    Words: TypeAlias = click.ParamType[str]
    Days: TypeAlias = click.ParamType[date]
    Pairs: TypeAlias = click.ParamType[tuple[str, str]]
    Shares: TypeAlias = click.ParamType[Fraction]
    Wholes: TypeAlias = click.ParamType[int]
else:
    Words = Days = Pairs = Shares = Wholes = click.ParamType

Decorated = TypeVar("Decorated", bound=Callable[..., object])


@dataclass(frozen=True)
class Session:
    """What a run of the program knows from the start."""

    lang: Lang


def lang_of(context: click.Context) -> Lang:
    """The language of this run."""
    session = context.find_object(Session)
    return session.lang if session else "zh"


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(self, names: Sequence[str], *, zh: str = "", en: str = "", **rest: object) -> None:
        super().__init__(names, **rest)  # type: ignore[arg-type]
        self.said = {"zh": zh, "en": en}

    def left(self) -> str:
        """How the option is written: `--format [text|json]`."""
        if self.is_flag:
            return ", ".join(self.opts)
        choices = isinstance(self.type, Choice) and f"[{'|'.join(self.type.words)}]"
        return f"{', '.join(self.opts)} {choices or self.metavar or (self.name or '').upper()}"


class Argument(click.Argument):
    """An argument with its help in both languages."""

    def __init__(self, names: Sequence[str], *, zh: str = "", en: str = "", **rest: object) -> None:
        super().__init__(names, **rest)  # type: ignore[arg-type]
        self.said = {"zh": zh, "en": en}


def written(param: click.Parameter | None) -> str:
    """A parameter as a person writes it: `--format`, or the name of an argument in capitals."""
    if isinstance(param, click.Argument):
        return (param.name or "").upper()
    return param.opts[0] if param else ""


class Choice(Words):
    """One of several words."""

    name = "choice"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.words:
            return value
        from engine.text.render import suggest

        stop("U905", option=written(param), text=value, allowed=" | ".join(self.words), did_you_mean=suggest(value, self.words))

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "|".join(self.words)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class Day(Days):
    """A day, written 2023-02-01."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            # fromisoformat alone would take 20230201 and 2023-W05-3 as well.
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        stop("U907", option=written(param), text=value)


class Percent(Shares):
    """A number from 0 to 100, written 97.5 or 97.5%."""

    name = "percent"

    def convert(self, value: str | Fraction, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        if isinstance(value, Fraction):
            return value
        if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?%?", value) and (share := Fraction(value.rstrip("%"))) <= 100:
            return share
        stop("V103", option=written(param), text=value)


class Count(Wholes):
    """A whole number of at least 1."""

    name = "count"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if re.fullmatch(r"[1-9][0-9]{0,8}", value):
            return int(value)
        stop("M105", option=written(param), text=value)


class Chosen(Pairs):
    """A reading and the option chosen: NAME=OPTION."""

    name = "reading"

    def convert(self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, equals, option = value.partition("=")
        if not (name.strip() and equals and option.strip()):
            stop("U908", option=written(param), text=value)
        return name.strip(), option.strip()


def lang_option() -> Option:
    """`--lang`, which every command takes too; the value is read before parsing, here it is only checked."""
    return Option(
        ["--lang"],
        type=Choice(["zh", "en"]),
        expose_value=False,
        zh="输出语言；默认按系统区域设置，未设置时为中文",
        en="language of the output; by default that of the locale, Chinese where it states none",
    )


def help_option() -> Option:
    """`--help`, in the language of the run."""

    def show(context: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked and not context.resilient_parsing:
            answer(context.get_help())
            context.exit()

    settings = {"is_flag": True, "is_eager": True, "expose_value": False, "callback": show}
    return Option(["--help"], **settings, zh="显示本说明", en="show this page")


def option(*names: str, **settings: object) -> Callable[[Decorated], Decorated]:
    """A bilingual option for a command."""
    return click.option(*names, cls=Option, **settings)


def argument(*names: str, **settings: object) -> Callable[[Decorated], Decorated]:
    """A bilingual argument for a command."""
    return click.argument(*names, cls=Argument, **settings)


def format_option(*formats: str) -> Callable[[Decorated], Decorated]:
    """`--format`, the first named being the default."""
    return option("--format", "form", type=Choice(formats), default=formats[0], zh="输出格式", en="form of the output")


pack_argument = argument(
    "pack", zh="规则包：文件路径，或随程序附带的规则包的编号", en="a pack: a path, or the id of one that comes with the program"
)
