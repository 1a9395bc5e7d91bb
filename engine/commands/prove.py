"""What holds of every case a pack can meet, proved; or a case that shows it does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from engine.commands import console
from engine.commands.console import stop
from engine.commands.inputs import known_rule, pack_file
from engine.commands.parameters import Choice, Count, format_option, lang_of, option, pack_argument
from engine.commands.program import command as subcommand


class PropertyName(Choice):
    """The name of a property; the table is loaded when one is asked for."""

    def __init__(self) -> None:
        super().__init__(())

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from engine.analysis.prove.properties import PROPERTIES

        self.words = tuple(PROPERTIES)
        return super().convert(value, param, ctx)


@subcommand(
    zh="证明规则包的性质：任何既往兑付之后限额都不突破，金额在范围内，各项选择完整而不重叠，每条规则、条件、口径都起作用，"
    "规则包自己的不变式成立。不成立的，给出最小的个案（退出码 1）；未能断定的退出码为 3。",
    en="Prove a pack: no limit is passed after any history, amounts lie within their range, choices are complete and do not "
    "overlap, every rule, condition and reading matters, the pack's own invariants hold. What does not hold is shown by a "
    "smallest case (exit code 1); what is not decided gives 3.",
)
@pack_argument
@option("--rule", metavar="RULE", zh="只看这条规则（编号或名称）", en="this rule alone, by id or label")
@option(
    "--property",
    "properties",
    type=PropertyName(),
    multiple=True,
    zh="只看这项性质，可重复",
    en="this property alone; may be repeated",
)
@option("--timeout", type=Count(), default=60, metavar="SECONDS", zh="全部证明的最长秒数", en="seconds for all proofs together")
@option(
    "--witnesses",
    metavar="DIR",
    zh="把反证的个案写到这个文件夹，每个一份",
    en="write the case of each refutation to this folder, one file each",
)
@format_option("text", "json")
@click.pass_context
def command(
    context: click.Context,
    pack: str,
    rule: str | None,
    properties: Sequence[str],
    timeout: int,
    witnesses: str | None,
    form: str,
) -> int:
    from engine.analysis.prove.properties import goals_of
    from engine.analysis.prove.run import proofs
    from engine.reports import proofs as report
    from engine.reports.proofs_json import proofs_json

    lang, found = lang_of(context), pack_file(pack).pack
    named = known_rule(rule, [found])
    goals = goals_of(found, tuple(properties), (named,) if named else ())
    try:
        decided = proofs(found, goals, float(timeout))
    except ImportError:
        stop("U926", form="prove", extra="prove", package="z3-solver")
    if witnesses is not None:
        write(witnesses, {report.file_name(each): each.case for each in decided if each.verdict == "refuted" and each.case})
    if form == "json":
        console.answer_json(proofs_json(found, decided))
    else:
        console.answer(report.proofs_text(found, decided, lang, every=bool(rule or properties), written=witnesses))
    verdicts = {each.verdict for each in decided}
    return console.UNDECIDED if "unknown" in verdicts else console.NO if "refuted" in verdicts else console.DONE


def write(folder: str, files: dict[str, str]) -> None:
    """The cases as files of a folder, which is made if it is not there."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:  # ValueError: the name holds a NUL
        stop("U950", reason=f"{folder}: {error}")
