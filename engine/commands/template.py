"""Write a blank case, to be filled in."""

from __future__ import annotations

from datetime import date

import click

from engine.commands import console
from engine.commands.inputs import known_rule, one_pack
from engine.commands.parameters import Day, lang_of, option, pack_argument
from engine.commands.program import command as subcommand


@subcommand(
    zh="生成空白个案：列出规则包需要的全部事实及其说明。空着的事实视为不明，所以空白文件本身就是有效的个案。",
    en="Write a blank case: every fact the pack asks for, with its description. What stays empty is unknown, so the blank file "
    "is itself a valid case.",
)
@pack_argument
@option(
    "--rule", zh="只列出这条规则（写规则名或它的名称）需要的事实", en="only the facts that this rule needs, by its id or label"
)
@option("--as-of", "as_of", type=Day(), metavar="DATE", zh="个案的申请日；默认为今天", en="day of application; today by default")
@click.pass_context
def command(context: click.Context, pack: str, rule: str | None, as_of: date | None) -> int:
    from engine.analysis.template import template

    found = one_pack(pack)
    rule = known_rule(rule, [found])
    console.answer(template(found, rule, lang_of(context), as_of))
    return console.DONE
