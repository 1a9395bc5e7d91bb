"""Say a pack, or one of its rules, in prose."""

from __future__ import annotations

import click

from engine.commands import console
from engine.commands.console import Lang
from engine.commands.inputs import known_rule, one_pack
from engine.commands.papers import give, word
from engine.commands.parameters import argument, format_option, lang_of, option, pack_argument
from engine.commands.program import command as subcommand
from engine.reports import pack_prose


@subcommand(
    zh="用文字说明规则包：每条规则的条件、金额、限额、支付方和出处。写上规则名时只说明这一条。"
    "markdown、html、docx 是给申请人和窗口的指南：另有一览表、所需材料及由谁出具、待明确事项；未写 --lang 时为中英对照。",
    en="Say a pack in prose: the conditions, amount, limits, payers and citation of every rule; or of one, if a rule is named. "
    "As markdown, html or docx it is a guide for applicants and counters, with an overview, what to bring and who certifies it, "
    "and the open points; in Chinese with English beneath unless --lang names one.",
)
@pack_argument
@argument("rule", required=False, zh="规则名，或规则的名称", en="id or label of a rule")
@format_option("text", "markdown", "html", "docx")
@option("--output", metavar="FILE", zh="写入此文件，而不是标准输出", en="write to this file instead of the standard output")
@click.pass_context
def command(context: click.Context, pack: str, rule: str | None, form: str, output: str | None) -> int:
    found = one_pack(pack)
    rule = known_rule(rule, [found])
    if form == "text":
        give(pack_prose.show(found, rule, lang_of(context)), "text", output)
        return console.DONE
    page = pack_prose.guide(found, rule, _stated(context) or "both")
    if form == "docx":
        console.answer_bytes(word(page), output)
    elif form == "html":
        give(pack_prose.RENDER["html"](page), "html", output)
    else:
        give(pack_prose.RENDER["markdown"](page), "text", output)
    return console.DONE


def _stated(context: click.Context) -> Lang | None:
    """The language that the caller named, here or before the command; None: the locale decides, so nobody asked for one alone."""
    named = any(
        each.get_parameter_source("lang") is click.core.ParameterSource.COMMANDLINE
        for each in (context, *([context.parent] if context.parent else []))
    )
    return lang_of(context) if named else None
