"""Say a pack, or one of its rules, in prose."""

from __future__ import annotations

import click

from engine.commands import console
from engine.commands.inputs import known_rule, one_pack
from engine.commands.parameters import argument, format_option, lang_of, pack_argument
from engine.commands.program import command as subcommand
from engine.reports import pack_prose

KINDS: dict[str, console.Kind] = {"text": "text", "markdown": "text", "html": "html"}


@subcommand(
    zh="用文字说明规则包：每条规则的条件、金额、限额、支付方和出处。写上规则名时只说明这一条。",
    en="Say a pack in prose: the conditions, amount, limits, payers and citation of every rule; or of one, if a rule is named.",
)
@pack_argument
@argument("rule", required=False, zh="规则名，或规则的名称", en="id or label of a rule")
@format_option(*KINDS)
@click.pass_context
def command(context: click.Context, pack: str, rule: str | None, form: pack_prose.Format) -> int:
    found = one_pack(pack)
    rule = known_rule(rule, [found])
    console.answer(pack_prose.show(found, rule, lang_of(context), form), KINDS[form])
    return console.DONE
