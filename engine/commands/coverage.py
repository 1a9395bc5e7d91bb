"""What of a pack its cases reach."""

from __future__ import annotations

from fractions import Fraction

import click

from engine.commands import console
from engine.commands.console import complain
from engine.commands.inputs import case_file, known_rule, pack_file, usable_cases
from engine.commands.parameters import Percent, format_option, lang_of, option, pack_argument
from engine.commands.program import command as subcommand
from engine.text.diagnostics import Diagnostic


@subcommand(
    zh="个案到达了规则包的哪些内容：每个条件及其各部分的真、假、不明，表格每一行，限额的各种状态，口径的每个选项，"
    "分支、分期、支付方、答复；按条款和规则列出，并注明由哪个个案到达。只算个案写了 expect 的认定。",
    en="Which parts of a pack its cases reach: every condition and its parts as true, false and unknown, every row, every "
    "state of a limit, every option of a reading, arm, instalment, payer and answer; by provision and rule, with the cases "
    "that reach each. Only what a case states an expectation of counts.",
)
@pack_argument
@option("--cases", metavar="FILE", zh="个案文件，代替规则包旁边的", en="file of cases, in place of the one beside the pack")
@option("--rule", zh="只看这条规则，逐项列出到达它的个案", en="this rule alone: every outcome with the cases that reach it")
@option(
    "--fail-under",
    "least",
    type=Percent(),
    metavar="PERCENT",
    zh="覆盖低于此百分数时退出码为 1",
    en="exit code 1 if less than this percentage is reached",
)
@format_option("text", "json", "html")
@click.pass_context
def command(context: click.Context, pack: str, cases: str | None, rule: str | None, least: Fraction | None, form: str) -> int:
    from engine.analysis.coverage.declared import unreached, with_declared
    from engine.analysis.coverage.measure import coverage
    from engine.reports import coverage_html, coverage_json, coverage_text, coverage_words

    lang, file = lang_of(context), pack_file(pack)
    rule = known_rule(rule, [file.pack])
    known = usable_cases(case_file(str(file.case_file(cases))), file.pack, lang)
    reached = with_declared(coverage(file.pack, known), file.root)
    if form == "json":
        console.answer_json(coverage_json.coverage_json(reached))
    elif form == "html":
        console.answer(coverage_html.coverage_html(reached, lang), "html")
    else:
        console.answer(coverage_text.coverage_text(reached, lang, rule))
    if least is None or reached.tally.share * 100 >= least:
        return console.DONE
    if form == "text":
        shares = {"share": coverage_words.percent(reached.tally.share), "least": f"{float(least):g}%"}
        complain([Diagnostic("V102", None, shares)], lang)
    else:
        complain([coverage_words.finding(each, ways) for each, ways in unreached(reached)], lang)
    return console.NO
