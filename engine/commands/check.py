"""Check packs and cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import click

from engine.commands import console
from engine.commands.console import Lang, Stop
from engine.commands.inputs import CaseFile, exists
from engine.commands.parameters import argument, format_option, lang_of, option
from engine.commands.program import command as subcommand
from engine.pack.case import Case
from engine.pack.document import read
from engine.pack.kept import Loader, Reader
from engine.pack.load import load, readable
from engine.pack.model import Pack
from engine.pack.registry import ENDINGS, Registry, find, kind_of, open_packs, pack_beside, severity
from engine.text.diagnostics import Diagnostic, Severity
from engine.text.records import dataclass
from engine.text.resources import packs_folder

WITHOUT = ("不加 --prove 未判定", "not decided without --prove")


@dataclass(frozen=True)
class Checked:
    """A file that was checked; `unread` if it could not be."""

    path: str
    findings: tuple[Diagnostic, ...]
    unread: bool = False
    mended: int = 0  # edits made
    undecided: int = 0  # questions that only a proof would settle
    proved: bool = False  # whether a solver was asked
    under: Pack | None = None  # the pack that cases without errors rest on
    cases: tuple[Case, ...] = ()

    def code(self, strict: bool) -> int:
        """0 clean or warnings only, 1 errors (or, strictly, warnings), 2 not read."""
        wrong = self.findings if strict else [each for each in self.findings if severity(each) is Severity.ERROR]
        return console.UNUSABLE if self.unread else console.NO if wrong else console.DONE


@subcommand(
    zh="检查规则包或个案文件，指出每个错误的位置和改法。个案依 --pack、一同写出的规则包、旁边的规则包或其 measure 检查；"
    "文件夹则检查其中全部文件。",
    en="Check packs and files of cases; every mistake is shown with its place and its remedy. A case is checked "
    "against --pack, the pack named with it, the one it stands beside, or that of its `measure`. Of a folder every file "
    "is checked.",
)
@argument(
    "files",
    nargs=-1,
    required=True,
    zh="规则包（路径或编号）、个案文件或文件夹",
    en="packs (path or id), files of cases, or folders",
)
@option("--pack", metavar="PACK", zh="个案依据的规则包", en="the pack that cases are checked against")
@option("--strict", is_flag=True, zh="有警告时退出码也为 1", en="the exit code is 1 for warnings too")
@option("--fix", is_flag=True, zh="改正可以放心改正的提示", en="mend the warnings that can be mended safely")
@option(
    "--prove",
    is_flag=True,
    zh="推算不能断定的，交求解器证明（需附加项 prove）",
    en="what is not settled otherwise is put to a solver (the extra `prove`)",
)
@option(
    "--watch",
    is_flag=True,
    zh="每次存盘后再检查，并运行旁边的个案；Ctrl-C 结束",
    en="check again on every save, and run the cases beside a pack; Ctrl-C ends it",
)
@format_option("text", "json", "github", "sarif")
@click.pass_context
def command(
    context: click.Context,
    files: Sequence[str],
    pack: str | None,
    strict: bool,
    fix: bool,
    prove: bool,
    watch: bool,
    form: str,
) -> int:
    lang = lang_of(context)
    if prove and find_spec("z3") is None:
        console.stop("U926", form="check --prove", extra="prove", package="z3-solver")
    if watch:
        if fix or prove or form != "text":
            console.stop("U922", option="--watch", other="--fix" if fix else "--prove" if prove else f"--format {form}")
        from engine.commands.watch import Desk

        Desk(tuple(files), pack, lang).watch()
    checked = [check(path, under, fix, prove) for path, under in paired(files, pack)]
    missing = [each for each in checked if each.unread and not any(finding.place for finding in each.findings)]
    console.complain([finding for each in missing for finding in each.findings], lang)
    if len(missing) < len(checked):
        report(once_each([each for each in checked if each not in missing]), form, lang)
    return max(each.code(strict) for each in checked)


def once_each(checked: Sequence[Checked]) -> list[Checked]:
    """The same without what was found before: a pack that does not load is found wrong again for the cases beside it."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for each in checked:
        found = []
        for finding in each.findings:
            at = finding.place
            key = (finding.code, at and (at.source.name, at.start, at.end), tuple(sorted(finding.values.items())))
            if at is None or key not in seen:
                seen.add(key)
                found.append(finding)
        kept.append(replace(each, findings=tuple(found)))
    return kept


def paired(files: Sequence[str], pack: str | None) -> list[tuple[str, str | None]]:
    """Every file to be checked, cases with the pack named for them."""
    paths = [path for name in files for path in expand(name)]
    packs = [path for path in paths if not is_case(path)]
    # One pack and cases, named together, belong together.
    with_them = packs[0] if len(packs) == 1 and paths == list(files) else None
    return [(path, pack or (with_them if is_case(path) else None)) for path in paths]


def expand(name: str) -> list[str]:
    """The files of a folder, by name; anything else is itself."""
    path = Path(name)
    if not name or not exists(path) or not path.is_dir():
        return [name]
    inside = sorted(each for each in path.iterdir() if each.suffix in ENDINGS and kind_of(each))
    return [str(each) for each in inside] or [name]


def is_case(name: str) -> bool:
    path = Path(name)
    return exists(path) and path.is_file() and kind_of(path) == "case"


def check(
    name: str, pack: str | None, fix: bool = False, prove: bool = False, read: Reader = read, load: Loader = load
) -> Checked:
    """What is wrong with one file; a pack that can be mended is first, if `fix` asks for it; `prove` asks a solver too."""
    if is_case(name):
        return check_cases(name, Path(name), pack, read, load)
    paths, wrong = find(name)
    if wrong:
        return Checked(name, tuple(wrong), unread=True)
    from engine.analysis.lint.file import lint_file

    # A pack named by its id is the program's own, and not rewritten.
    linted = [lint_file(each, fix and exists(Path(name)), load=load, prove=prove) for each in paths]
    findings = tuple(finding for each in linted for finding in each.findings)
    mended, undecided = sum(each.mended for each in linted), sum(sum(each.undecided.values()) for each in linted)
    return Checked(name, findings, not readable(findings), mended, undecided, prove)


def check_cases(name: str, path: Path, pack: str | None, read: Reader, load: Loader) -> Checked:
    """What is wrong with a file of cases."""
    node, findings = read(path)
    if node is None or any(severity(each) is Severity.ERROR for each in findings):
        return Checked(name, tuple(findings), unread=not readable(findings))
    file = CaseFile(path, node)
    try:
        packs = packs_for(file, pack, load)
    except Stop as end:
        return Checked(name, tuple(end.diagnostics), unread=True)
    # Under several versions of a measure a case is right if one of them reads it.
    read_by = [(each, *file.cases(each)) for each in packs]
    under, cases, found = min(read_by, key=lambda each: sum(severity(finding) is Severity.ERROR for finding in each[2]))
    if not any(severity(each) is Severity.ERROR for each in found):
        from engine.analysis.lint.run import lint_cases

        linted = lint_cases(under, node, cases, (*findings, *found), date.today())
        return Checked(name, linted, under=under, cases=tuple(cases))
    return Checked(name, (*findings, *found))


def packs_for(file: CaseFile, pack: str | None, load: Loader) -> tuple[Pack, ...]:
    """The packs a file of cases rests on: the one named, the one beside it, or those of its measure."""
    beside = pack_beside(file.path)
    if pack or beside:
        found = open_packs(pack or str(beside), load)
    elif file.measure:
        shipped, _ = find(file.measure)
        found = open_packs(file.measure if shipped else str(file.path.parent), load)
    else:
        found = open_packs(str(packs_folder()), load)
    return usable(found, file)


def usable(found: Registry, file: CaseFile) -> tuple[Pack, ...]:
    if found.errors:
        raise Stop(found.errors)
    packs, wrong = found.of_measure(file.measure)
    if wrong:
        raise Stop(wrong)
    return packs


def report(checked: Sequence[Checked], form: str, lang: Lang) -> None:
    """Print the findings of all files."""
    from engine.text.render import as_github, as_json, as_text

    findings = [finding for each in checked for finding in each.findings]
    if form == "json":
        console.answer_json(as_json(findings, lang))
    elif form == "sarif":
        from engine.reports.sarif import as_sarif

        console.answer_json(as_sarif(findings, lang))
    elif form == "github":
        console.answer(as_github(findings, lang))
    else:
        said = as_text(findings, lang).rstrip("\n") if findings else ""
        console.answer("\n\n".join(filter(None, [said, "\n".join(summary(checked, lang))])))


def summary(checked: Sequence[Checked], lang: Lang) -> Iterator[str]:
    """How much was found, mended and left open."""
    findings = [finding for each in checked for finding in each.findings]
    yield found_in(findings, len(checked), lang)
    if mended := sum(each.mended for each in checked):
        yield f"改正了{mended}处" if lang == "zh" else f"mended: {mended}"
    if undecided := sum(each.undecided for each in checked):
        zh, en = ("求解器也未能断定", "not decided by the solver either") if any(each.proved for each in checked) else WITHOUT
        yield f"{zh}：{undecided}项" if lang == "zh" else f"{en}: {undecided}"


def found_in(findings: Sequence[Diagnostic], files: int, lang: Lang) -> str:
    """How much was found, in a sentence."""
    wrong = sum(severity(each) is Severity.ERROR for each in findings)
    counts = files, wrong, len(findings) - wrong
    if lang == "zh":
        return "检查了{}个文件：{}个错误，{}个警告".format(*counts)
    return ", ".join(
        f"{count} {word}{'' if count == 1 else 's'}" for count, word in zip(counts, ("file", "error", "warning"), strict=True)
    )
