"""Lay packs out in the one layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from engine.commands import console
from engine.commands.console import Lang, Stop, complain
from engine.commands.inputs import errors
from engine.commands.parameters import argument, format_option, lang_of, option
from engine.commands.program import command as subcommand
from engine.pack.document import Fields, read
from engine.pack.editing import save
from engine.pack.layout import laid_out
from engine.pack.load import MOST_VALUES, values_in
from engine.pack.nodes import place_of
from engine.pack.registry import find, kind_of
from engine.text.diagnostics import Diagnostic
from engine.text.render import visible

MOST_SIGNS = 20_000  # of #, which may begin a comment


@dataclass(frozen=True)
class Done:
    """A pack, its text laid out, and whether that differs from the file."""

    path: Path
    text: str
    changed: bool


@subcommand(
    zh="把规则包排成统一的版式：各部分按固定顺序，短的写在一行，注释全部保留。内容（摘要）或注释会变时不写入，并指出是哪一行。",
    en="Lay packs out in the one layout: parts in their order, what is short on one line, every comment kept. Where the content "
    "(its digest) or a comment would change nothing is written, and the line is named.",
)
@argument("packs", nargs=-1, required=True, zh="规则包（路径或编号）或文件夹", en="packs (path or id), or folders of packs")
@option(
    "--check",
    "only_check",
    is_flag=True,
    zh="不写入；有没排好的规则包时退出码为 1",
    en="write nothing; the exit code is 1 if a pack is not laid out",
)
@format_option("text", "json")
@click.pass_context
def command(context: click.Context, packs: Sequence[str], only_check: bool, form: str) -> int:
    lang = lang_of(context)
    done = [laid(path, lang) for name in packs for path in paths_of(name)]
    changed = [each for each in done if each.changed]
    if not only_check:
        for each in changed:
            if wrong := save(each.path, each.text):
                raise Stop(wrong, console.RESOURCES)
    if form == "json":
        console.answer_json(
            [{"path": str(each.path), "changed": each.changed, "written": each.changed and not only_check} for each in done]
        )
    else:
        console.answer(
            "\n".join([*(visible(str(each.path)) for each in changed), summary(len(done), len(changed), only_check, lang)])
        )
    return console.NO if changed and only_check else console.DONE


def paths_of(name: str) -> list[Path]:
    """The files of the packs that a word names; ends the command if there are none."""
    paths, wrong = find(name)
    if wrong:
        raise Stop(wrong)
    return paths


def laid(path: Path, lang: Lang) -> Done:
    """One pack laid out; ends the command, before anything is written, if it cannot be."""
    root, found = read(path)
    if root is None or errors(found):
        raise Stop(found)
    if not isinstance(root, Fields) or kind_of(path) != "pack":
        raise Stop([Diagnostic("F008", None, {"path": str(path)})])
    if (count := values_in(root)) > MOST_VALUES:
        raise Stop([Diagnostic("Y121", place_of(root), {"count": str(count), "most": str(MOST_VALUES)})])
    if root.place.source.text.count("#") > MOST_SIGNS:
        raise Stop([Diagnostic("Y109", place_of(root), {"most": str(MOST_SIGNS)})])
    complain(found, lang)
    done = laid_out(root)
    if done.found:
        raise Stop(done.found)
    return Done(path, done.text, done.text != root.place.source.text)


def summary(all: int, changed: int, only_check: bool, lang: Lang) -> str:
    """How many packs were, or would be, laid out anew."""
    if lang == "zh":
        return f"{all}个规则包：{changed}个{'没有排好' if only_check else '重新排版'}"
    packs = f"{all} pack{'' if all == 1 else 's'}"
    return f"{packs}: {changed} {'not laid out' if only_check else 'laid out anew'}"
