"""Alter a pack bit by bit, and see whether its cases notice."""

from __future__ import annotations

import time
from collections.abc import Sequence
from fractions import Fraction
from importlib.util import find_spec

import click

from engine.commands import console
from engine.commands.console import Lang, Stop, complain, stop
from engine.commands.inputs import case_file, pack_file, usable_cases
from engine.commands.parameters import Choice, Count, Percent, format_option, lang_of, option, pack_argument
from engine.commands.program import command as subcommand
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.text.diagnostics import Diagnostic


class OperatorName(Choice):
    """The name of an operator; the table is loaded when one is asked for."""

    def __init__(self) -> None:
        super().__init__(())

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from engine.analysis.mutate.operators import OPERATORS

        self.words = tuple(OPERATORS)
        return super().convert(value, param, ctx)


@subcommand(
    zh="变异测试：把规则包的每个数字、比较、条件、且或非、限额、口径、表格、日期、取整、分期、支付方各改坏一处，"
    "看个案能否发现。存活的变体说明个案有缺口（退出码 1）。等价须有证明，或在该行写 # lint: ignore M101 理由。",
    en="Mutation testing: every number, comparison, condition, and/or/not, limit, reading, table, date, rounding, instalment "
    "and payer of a pack is altered, one at a time, and its cases are run. A survivor shows a gap in the cases (exit code 1). "
    "Equivalent is what is proved to be, or a line that says `# lint: ignore M101 why`.",
)
@pack_argument
@option("--cases", metavar="FILE", zh="个案文件，代替规则包旁边的", en="file of cases, in place of the one beside the pack")
@option(
    "--operator",
    "operators",
    type=OperatorName(),
    multiple=True,
    zh="只用这种变异，可重复",
    en="this operator alone; may be repeated",
)
@option(
    "--sample", type=Count(), metavar="N", zh="只抽取这么多个变体（每次相同）", en="only so many mutants, the same every time"
)
@option(
    "--processes",
    type=Count(),
    metavar="N",
    zh="同时运行的进程数，默认为处理器核数",
    en="processes at once; by default one for each core",
)
@option(
    "--fail-under",
    "least",
    type=Percent(),
    metavar="PERCENT",
    zh="识破低于此百分数时退出码为 1（默认为 100）",
    en="exit code 1 if fewer than this percentage are killed (100 by default)",
)
@option(
    "--prove",
    is_flag=True,
    zh="存活的变体交求解器：证明等价，或给出能发现它的个案（需附加项 prove）",
    en="survivors are put to a solver, which proves them equivalent or names a case that would notice (the extra `prove`)",
)
@option(
    "--all",
    "whole",
    is_flag=True,
    zh="也列出识破的变体和发现它的个案，以及加载时即被拒绝的",
    en="list killed mutants too, with the case that notices, and those refused when loaded",
)
@format_option("text", "json")
@click.pass_context
def command(
    context: click.Context,
    pack: str,
    cases: str | None,
    operators: Sequence[str],
    sample: int | None,
    processes: int | None,
    least: Fraction | None,
    prove: bool,
    whole: bool,
    form: str,
) -> int:
    if prove and find_spec("z3") is None:
        stop("U926", form="mutate --prove", extra="prove", package="z3-solver")
    from engine.analysis.mutate.run import Input, bench_of, chosen, judged
    from engine.analysis.mutate.tally import Tried, finding, stale, tally, with_declared
    from engine.reports import mutants as report

    lang, opened = lang_of(context), pack_file(pack)
    found, root, file = opened.pack, opened.root, opened.case_file(cases)
    must_hold(found, usable_cases(case_file(str(file)), found, lang))
    began = time.monotonic()
    given = Input(root.place.source.text, str(opened.path), file, prove)
    bench = bench_of(given)
    every = [at for at, each in enumerate(bench.mutants.every) if not operators or each.operator in operators]
    if not every:
        stop("M104")
    drawn = [every[at] for at in chosen(len(every), sample)]
    fates = judged(bench, given, drawn, processes)
    tried = list(with_declared((Tried(bench.mutants.every[at], fate) for at, fate in fates), root))
    seconds = time.monotonic() - began
    if form == "json":
        console.answer_json(report.mutants_json(tried, found, seconds, len(every)))
        complain([finding(each.mutant) for each in tried if each.fate == "survived"], lang)
    else:
        console.answer(report.mutants_text(tried, found, lang, seconds, len(every), whole))
    if len(drawn) == len(every):
        complain(list(stale(tried, root, operators)), lang)
    return verdict(tally(tried).score, least, lang)


def must_hold(pack: Pack, cases: Sequence[Case]) -> None:
    """Cases that fail of the pack itself would kill every mutant; they end the command."""
    from engine.analysis.mutate.bench import holds

    failing = [each for each in cases if not holds(pack, each)]
    if failing:
        raise Stop([Diagnostic("M103", each.place, {"name": each.name}) for each in failing])


def verdict(score: Fraction, least: Fraction | None, lang: Lang) -> int:
    """0 if enough are killed."""
    from engine.reports.mutants import percent

    if score * 100 >= (100 if least is None else least):
        return console.DONE
    if least is not None:
        complain([Diagnostic("M102", None, {"share": percent(score), "least": f"{float(least):g}%"})], lang)
    return console.NO
