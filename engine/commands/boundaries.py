"""The cases on either side of every threshold of a pack, for an officer to confirm."""

from __future__ import annotations

from pathlib import Path

import click

from engine.commands import console
from engine.commands.console import complain
from engine.commands.inputs import case_file, known_rule, pack_file, usable_cases
from engine.commands.parameters import format_option, lang_of, option, pack_argument
from engine.commands.program import command as subcommand
from engine.text.diagnostics import Diagnostic


@subcommand(
    zh="生成规则包每个门槛两侧的个案：差一分、一日、一个单位，期限和年度的最后一日，第n次和第n+1次，上限的最后一分。"
    "只写必要的事实，附程序所得，供经办人核对；注明已有个案在哪些位置。输出到屏幕，用 > 存成文件。",
    en="Write the cases on either side of every threshold of a pack: one fen, one day, one unit; the last day of a span or a "
    "year; the n-th claim and the next; the last fen of a cap. They state no more facts than needed and what comes out, to be "
    "confirmed; at which of them a case already stands is said. They are printed; send them to a file with >.",
)
@pack_argument
@option("--rule", zh="只生成这条规则的", en="of this rule alone")
@option("--cases", metavar="FILE", zh="已有个案的文件，代替规则包旁边的", en="existing cases, in place of those beside the pack")
@option("--missing", is_flag=True, zh="只写还没有个案的位置", en="only those at which no case stands yet")
@format_option("text", "json")
@click.pass_context
def command(context: click.Context, pack: str, rule: str | None, cases: str | None, missing: bool, form: str) -> int:
    from engine.analysis.boundaries.covered import standing_at
    from engine.analysis.boundaries.find import Finder
    from engine.analysis.boundaries.unturned import unturned
    from engine.reports import boundary_cases
    from engine.reports.boundary_names import Namings

    lang, opened = lang_of(context), pack_file(pack)
    found = opened.pack
    rule = known_rule(rule, [found])
    file = cases or str(opened.cases)
    known = usable_cases(case_file(file), found, lang) if cases or Path(file).is_file() else []
    finder = Finder(found, known)
    rules = [rule] if rule else list(found.rules)
    thresholds = finder.look(rules)
    left = list(unturned(found, [name for name in rules if name not in finder.without], thresholds))
    boundaries = Namings(found, lang, standing_at(found, known)).boundaries(thresholds)
    boundaries = [each for each in boundaries if not (missing and each.covered)]
    if form == "json":
        console.answer_json(boundary_cases.as_json(boundaries, finder.without, left, found))
    else:
        console.answer(boundary_cases.case_file(boundaries, found, lang))
    complain([Diagnostic("V104", found.rules[name].place, {"rule": name}) for name in finder.without], lang)
    complain([Diagnostic("V105", each.place, {"text": each.text}) for each in left], lang)
    return console.DONE
