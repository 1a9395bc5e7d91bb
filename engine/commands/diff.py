"""What differs between two versions of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands import console
from engine.commands.console import Lang, Stop, complain, say, stop
from engine.commands.diff_forms import FORMS
from engine.commands.inputs import errors, one_pack
from engine.commands.parameters import Choice, Count, argument, format_option, lang_of, option
from engine.commands.program import command as subcommand
from engine.commands.revisions import NOTHING, content, is_revision
from engine.pack.load import loads
from engine.pack.model import Pack

if TYPE_CHECKING:
    from engine.analysis.diff.impact import Impact
    from engine.analysis.diff.model import Behaviour, Difference, Sides
    from engine.analysis.source.outline import Outline

LAYERS = ("text", "rules", "behaviour", "impact")
SIDES = (("旧版本", "the old version"), ("新版本", "the new version"))
FROM_GIT = (7, 9)  # how many arguments git gives to a program that shows its differences


@subcommand(
    zh="比较规则包的两个版本：条文、规则、认定结果。版本是路径、编号，或 git 的修订 main:policies/a.yaml。"
    "注释、排版、键的顺序、引号不算差异。markdown、html、docx 是修订对照表，供合法性审核。有差异时退出码为 1。",
    en="Compare two versions of a pack: its text, its rules, its answers. A version is a path, an id, or a revision of git, "
    "main:policies/a.yaml. Comments, layout, the order of keys and quotes are no difference. As markdown, html or docx it is a "
    "table of comparison for the review of legality. The exit code is 1 if they differ.",
)
@argument("versions", nargs=-1, metavar="OLD NEW", zh="旧版本和新版本", en="the old version, then the new one")
@option(
    "--layer",
    "layers",
    type=Choice(LAYERS),
    multiple=True,
    zh="只看这一层，可重复；默认为条文、规则和认定结果",
    en="this layer alone; may be repeated; by default text, rules and behaviour",
)
@option(
    "--source-old",
    metavar="TEXT",
    zh="旧版本的原文（UTF-8 纯文本），逐字比较",
    en="official text of the old version, word by word",
)
@option("--source-new", metavar="TEXT", zh="新版本的原文", en="official text of the new version")
@option(
    "--population",
    metavar="FILE",
    zh="申请人名单：看谁受影响、金额增减",
    en="a list of applicants: who is moved, and by how much",
)
@option(
    "--timeout",
    type=Count(),
    default=60,
    metavar="SECONDS",
    zh="断定认定结果的最长秒数，过时的规则记为未能断定（退出码 3）",
    en="seconds to decide about answers; rules left over are undecided (exit code 3)",
)
@option("--different-measures", is_flag=True, zh="两个不同的办法也比较", en="compare two measures all the same")
@format_option("text", "json", "markdown", "html", "docx")
@option("--output", metavar="FILE", zh="写入此文件，而不是标准输出", en="write to this file instead of the standard output")
@click.pass_context
def command(
    context: click.Context,
    versions: Sequence[str],
    layers: Sequence[str],
    source_old: str | None,
    source_new: str | None,
    population: str | None,
    timeout: int,
    different_measures: bool,
    form: str,
    output: str | None,
) -> int:
    lang, from_git = lang_of(context), len(versions) in FROM_GIT
    if from_git:  # path, old file, its hash and mode, new file, its hash and mode
        versions = versions[1], versions[4]
    if len(versions) != 2:
        stop("D102", count=len(versions))
    if from_git and any(each in NOTHING for each in versions):
        return only_one(versions, lang)
    # git calls once for each file, and its user waits: what takes a solver is shown there when asked for.
    chosen = asked(layers or (("text", "rules") if from_git else ()), population)
    old, new = both(versions, lang)
    if not different_measures and not one_measure(old, new):
        stop("D101", old=old.id, new=new.id)
    official = texts((source_old, source_new), (old, new), lang)
    found = compared(old, new, chosen, official, timeout)
    if population is not None and "impact" in chosen:
        found = replace(found, impact=impact(found.sides, population, lang))
    FORMS[form](found, lang, output)
    if from_git:  # which takes any other code for a failure
        return console.DONE
    return max(
        console.DONE if found.same else console.NO,
        console.UNUSABLE if getattr(found.impact, "bad", ()) else console.DONE,
        console.UNDECIDED if found.undecided else console.DONE,
    )


def both(versions: Sequence[str], lang: Lang) -> tuple[Pack, Pack]:
    """The packs that the versions name; the errors of either end the command, with the side said before them."""
    packs, codes = [], []
    for text, (zh, en) in zip(versions, SIDES, strict=True):
        try:
            packs.append(opened(text))
        except Stop as end:
            say(f"{zh}不能用：{text}" if lang == "zh" else f"{en} cannot be used: {text}")
            complain(end.diagnostics, lang)
            codes.append(end.code)
    if codes:
        raise Stop((), max(codes))
    return packs[0], packs[1]


def opened(text: str) -> Pack:
    """The pack that one of the versions names; its errors end the command."""
    data = content(text) if is_revision(text) else None
    if data is None:
        return one_pack(text)
    loaded = loads(data, text)
    if loaded.pack is None:
        raise Stop(errors(loaded.diagnostics))
    return loaded.pack


def one_measure(old: Pack, new: Pack) -> bool:
    from engine.analysis.diff.measure import of_one_measure

    return of_one_measure(old, new)


def only_one(versions: Sequence[str], lang: Lang) -> int:
    """Of a file that git has in one version alone there is nothing to compare."""
    text = versions[0] if versions[1] in NOTHING else versions[1]
    gone = versions[1] in NOTHING
    zh, en = ("只有旧版本有", "in the old version alone") if gone else ("只有新版本有", "in the new version alone")
    console.answer(f"{zh}：{text}" if lang == "zh" else f"{en}: {text}")
    return console.DONE


def asked(layers: Sequence[str], population: str | None) -> tuple[str, ...]:
    """The layers to be shown; ends the command if one was asked for that cannot be had here."""
    usual = ["text", "rules", "behaviour", *(["impact"] if population else [])]
    chosen = tuple(layer for layer in LAYERS if layer in (layers or usual))
    if "behaviour" in chosen and find_spec("z3") is None:
        stop("U926", form="--layer behaviour", extra="prove", package="z3-solver")
    if "impact" in chosen and population is None:
        stop("D107")
    return chosen


def texts(names: tuple[str | None, str | None], packs: tuple[Pack, Pack], lang: Lang) -> tuple[Outline, Outline] | None:
    """Both official texts, or none."""
    old, new = names
    if old is None and new is None:
        return None
    if old is None or new is None:
        options = ("--source-old", "--source-new")
        given, missing = options if new is None else options[::-1]
        stop("D108", given=given, missing=missing)
    read = outline(old, packs[0], lang), outline(new, packs[1], lang)
    for at, given in enumerate(("--source-old", "--source-new")):
        if of_the_other(read[at], packs[at], other := packs[1 - at]):
            stop("D109", given=given, other=f"{other.id} {other.version}")
    return read


def outline(name: str, pack: Pack, lang: Lang) -> Outline:
    """An official text, which must be that of its pack."""
    from engine.analysis.source.card import is_of
    from engine.analysis.source.reading import read_text

    found, wrong = read_text(Path(name))
    if found is None:
        raise Stop(wrong)
    complain(wrong, lang)
    if not is_of(pack, found):
        stop("F005", pack=pack.id)
    return found


def of_the_other(text: Outline, own: Pack, other: Pack) -> bool:
    """Whether a text has all that the digests of the other version stand for, and not all of its own."""
    from engine.analysis.source.card import agreeing

    (mine, known), (its, every) = agreeing(own, text), agreeing(other, text)
    return mine < known and 0 < its == every


def compared(old: Pack, new: Pack, layers: Sequence[str], official: tuple[Outline, Outline] | None, timeout: int) -> Difference:
    """The layers asked for; of each only its own code is loaded."""
    from engine.analysis.diff.matching import match
    from engine.analysis.diff.model import Difference
    from engine.analysis.diff.rules import compare_rules
    from engine.analysis.diff.texts import compare_texts

    sides = match(old, new)
    return Difference(
        sides,
        compare_texts(sides, official) if "text" in layers else None,
        compare_rules(sides) if "rules" in layers else None,
        answers(sides, timeout) if "behaviour" in layers else None,
    )


def answers(sides: Sides, seconds: int) -> tuple[Behaviour, ...]:
    from engine.analysis.diff.behaviour import behaviour

    return behaviour(sides, float(seconds))


def impact(sides: Sides, population: str, lang: Lang) -> Impact:
    """What the new version means for a list; what of it cannot be read is said, and ends the command if nothing is left."""
    from engine.analysis.diff.affected import measure_impact
    from engine.analysis.population.reading import read_population

    read, wrong = read_population(Path(population), sides)
    if read is None:
        raise Stop(wrong)
    complain([*read.bad, *read.notes], lang)
    return measure_impact(sides, read)
