"""The official text of a measure: its provisions, a pack to begin with, digests, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands import console
from engine.commands.console import Lang, Stop, complain, stop
from engine.commands.groups import Commands, subcommand
from engine.commands.inputs import PackFile, errors, pack_file
from engine.commands.parameters import argument, format_option, lang_of, option, pack_argument
from engine.pack.document import Fields, read
from engine.text.diagnostics import Diagnostic

if TYPE_CHECKING:
    from engine.analysis.source.outline import Outline
    from engine.pack.case import Case
    from engine.pack.model import Pack

text_argument = argument("text", zh="办法原文：UTF-8 纯文本文件", en="the text of the measure: a plain-text file in UTF-8")

command = Commands(
    "source",
    zh="办法原文与规则包：列出条款、写出骨架、填写摘要、核对改动。原文由您提供，不收入规则包。",
    en="The official text beside a pack: list its provisions, write a skeleton, fill digests, find changes. The text is yours to "
    "supply; no pack holds it.",
)


@subcommand(
    command,
    "outline",
    zh="列出原文的编号单位和句子（一、（一）1.（1），第N条、款、项，一是…二是），各附出处与摘要；网页前后的文字略去。",
    en="List the numbered units and sentences of a text (sections at five levels; articles with their paragraphs, "
    "items and points; limbs), each with its citation and digest. What a web page puts around the text is left out.",
)
@text_argument
@format_option("text", "json")
@click.pass_context
def outline(context: click.Context, text: str, form: str) -> int:
    from engine.reports.official_text import outline_json, outline_text

    found = text_of(text, lang_of(context))
    if form == "json":
        console.answer_json(outline_json(found))
    else:
        console.answer(outline_text(found, lang_of(context)))
    return console.DONE


@subcommand(
    command,
    "new",
    zh="由原文写出规则包骨架：列出全部条款，标为待办，填好摘要。含数字的句子单独成条。输出到屏幕，用 > 存成文件。",
    en="Write a skeleton of a pack from a text: every provision, as to do, with its digest; a sentence that names a number "
    "stands alone. It is printed; send it to a file with >.",
)
@text_argument
@click.pass_context
def new(context: click.Context, text: str) -> int:
    from engine.analysis.source.skeleton import skeleton

    console.answer(skeleton(text_of(text, lang_of(context))))
    return console.DONE


@subcommand(
    command,
    "digest",
    zh="把原文各条的摘要填入规则包，注释和排版不变。已有而与原文不同的摘要不动（退出码 1），用 --refresh 更新。",
    en="Fill the digests of a text into a pack; comments and layout stay. Digests that are there and differ from the text are "
    "left alone (exit code 1); --refresh renews them.",
)
@pack_argument
@text_argument
@option("--refresh", is_flag=True, zh="更新与原文不同的摘要", en="renew digests that differ from the text")
@format_option("text", "json")
@click.pass_context
def digest(context: click.Context, pack: str, text: str, refresh: bool, form: str) -> int:
    from engine.analysis.source.digests import fill
    from engine.pack.editing import save
    from engine.reports.official_text import filling_json, filling_text

    known, official = pack_file(pack), text_of(text, lang_of(context))
    must_fit(known.pack, official)
    assert isinstance(known.root, Fields)
    filling = fill(known.root, official, refresh)
    changed = bool(filling.filled or filling.refreshed)
    if changed and (wrong := save(known.path, filling.text)):
        raise Stop(wrong)
    if form == "json":
        console.answer_json(filling_json(filling, changed))
    else:
        console.answer(filling_text(filling, lang_of(context)))
    return console.NO if filling.stale else console.DONE


@subcommand(
    command,
    "check",
    zh="用原文核对规则包：哪些条款改了、移了、没有了、没列出，各有哪些规则、数字、口径和个案依据它。有这样的条款时退出码为 1。",
    en="Hold a pack against a text: which provisions changed, moved, are gone or not listed, and which rules, numbers, readings "
    "and cases rest on each. The exit code is 1 if there are such.",
)
@pack_argument
@text_argument
@format_option("text", "json")
@click.pass_context
def check(context: click.Context, pack: str, text: str, form: str) -> int:
    from engine.analysis.source.compare import compare
    from engine.analysis.source.rests import Grounds, Rests
    from engine.reports.official_text import findings_json, findings_text

    known, official = pack_file(pack), text_of(text, lang_of(context))
    must_fit(known.pack, official)
    grounds = Grounds(known.pack, cases_of(known))
    found = compare(known.pack.provisions, official)
    findings = [(each, grounds.on(each.place) if each.place and each.kind != "same" else Rests()) for each in found]
    if form == "json":
        console.answer_json(findings_json(findings))
    else:
        console.answer(findings_text(findings, lang_of(context)))
    return console.NO if any(each.kind not in ("same", "unplaced") for each in found) else console.DONE


def text_of(name: str, lang: Lang) -> Outline:
    """The outline of a text; ends the command if it cannot be used, and says what is odd about it."""
    from engine.analysis.source.reading import read_text

    outline, found = read_text(Path(name))
    if outline is None:
        raise Stop(found)
    complain(found, lang)
    return outline


def must_fit(pack: Pack, outline: Outline) -> None:
    """Ends the command if the text seems to be that of another measure, or the pack lists no provisions."""
    from engine.analysis.source.card import is_of

    if not is_of(pack, outline):
        raise Stop([Diagnostic("F005", None, {"pack": pack.id})])
    if not pack.provisions:
        stop("F006")


def cases_of(file: PackFile) -> Sequence[Case]:
    """The cases beside a pack; none if there is no such file."""
    from engine.pack.cases import read_cases

    if not file.cases.is_file():
        return ()
    node, found = read(file.cases)
    if node is None or errors(found):
        raise Stop(found)
    cases, wrong = read_cases(node, file.pack)
    if errors(wrong):
        raise Stop(errors(wrong))
    return cases
