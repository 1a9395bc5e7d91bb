"""Run the cases of a pack."""

from __future__ import annotations

import click

from engine.commands import console
from engine.commands.console import stop
from engine.commands.inputs import case_file, pack_file, usable_cases
from engine.commands.parameters import format_option, lang_of, option, pack_argument
from engine.commands.program import command as subcommand
from engine.text.diagnostics import Diagnostic


@subcommand(
    zh="运行规则包自带的个案（旁边的 <规则包>.cases.yaml），把 expect 与所得逐项比较，并核对规则包的不变式。"
    "有个案不符时退出码为 1。",
    en="Run the cases of a pack (<pack>.cases.yaml beside it) and compare what they expect with what comes out, and "
    "the answers with the pack's invariants. "
    "The exit code is 1 if a case fails.",
)
@pack_argument
@option("--cases", metavar="FILE", zh="个案文件，代替规则包旁边的", en="file of cases, in place of the one beside the pack")
@option("--filter", "part", metavar="TEXT", zh="只运行名称含有此文字的个案", en="only cases whose name contains this")
@option(
    "--properties",
    "random",
    is_flag=True,
    zh="再用随机个案检验应当恒真的性质",
    en="also try what must always hold, on random cases",
)
@format_option("text", "json", "junit")
@click.pass_context
def command(context: click.Context, pack: str, cases: str | None, part: str | None, random: bool, form: str) -> int:
    from engine.analysis.cases import run
    from engine.reports import case_results

    lang = lang_of(context)
    opened = pack_file(pack)
    found, file = opened.pack, opened.case_file(cases)
    chosen = [case for case in usable_cases(case_file(str(file)), found, lang) if not part or part in case.name]
    if not chosen:
        stop("U919", option="--filter", text=part)
    silent = [each for each in chosen if not any(one.expect for one in (each, *each.steps))]
    console.complain([Diagnostic("U940", each.place, {"name": each.name}) for each in silent], lang)
    results = list(run(found, chosen))
    tried = []
    if random:
        from engine.analysis.properties import try_all  # hypothesis takes long to import

        tried = list(try_all(found))
    if form == "json":
        console.answer_json(case_results.as_json(results, found, tried))
    elif form == "junit":
        console.answer(case_results.as_junit(results, found, lang, tried), "xml")
    else:
        console.answer(case_results.as_text(results, found, lang, tried))
    right = all(result.passed for result in results) and not any(each.counterexample for each in tried)
    return console.DONE if right else console.NO
