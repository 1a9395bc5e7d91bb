"""An office's own list, read: the cases it holds as each version of a measure reads them, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.analysis.diff.model import Sides
from engine.analysis.population.delimited import read_csv
from engine.analysis.population.model import Applicant, Population, Spot
from engine.analysis.population.of_rows import Rows
from engine.analysis.population.table import Sheet, masked, quoted, safe
from engine.analysis.population.words import Words
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import MOST_BYTES, Fields, Items, contents, parse
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Severity
from engine.text.source import Place

CASES, TABLES = (".yaml", ".yml"), (".csv", ".txt", ".tsv")
MACROS, OLDER = (".xlsm", ".xltm", ".xlsb"), (".xls", ".et", ".ods")
MOST_FILES = 10_000


def read_population(path: Path, sides: Sides) -> tuple[Population | None, list[Diagnostic]]:
    """The list in a file, or in the files of a folder; None if nothing of it can be used, and then why."""
    if not path.is_dir():
        return _one(path, sides)
    files = sorted(each for each in path.iterdir() if each.suffix.lower() in (*CASES, *TABLES[:1], ".xlsx") and each.is_file())
    if not files:
        return None, [Diagnostic("D201", None, {"path": str(path)})]
    if len(files) > MOST_FILES:
        values = {"path": str(path), "count": str(len(files)), "most": str(MOST_FILES), "what_zh": "个文件", "what_en": "files"}
        return None, [Diagnostic("D205", None, values)]
    return _together(str(path), [_one(each, sides) for each in files if not each.name.startswith(("~$", "."))])


def _together(
    name: str, read: Sequence[tuple[Population | None, list[Diagnostic]]]
) -> tuple[Population | None, list[Diagnostic]]:
    """The lists of a folder; a file of which nothing can be used counts as one that was left out."""
    usable = [one for one, _ in read if one is not None]
    wrong = [each for one, found in read if one is None for each in found]
    if not usable:
        return None, wrong
    lost = sum(one is None for one, _ in read)
    return Population(
        name,
        tuple(each for one in usable for each in one.applicants),
        sum(one.rows for one in usable) + lost,
        sum(one.left_out for one in usable) + lost,
        all(one.of_cases for one in usable),
        (*wrong, *(each for one in usable for each in one.bad)),
        tuple(each for one in usable for each in one.notes),
    ), []


def _one(path: Path, sides: Sides) -> tuple[Population | None, list[Diagnostic]]:
    ending = path.suffix.lower()
    data, found = contents(path)
    if data is None:
        return None, found
    if ending in MACROS:
        return None, [Diagnostic("D204", None, {"path": str(path)})]
    if ending not in (*CASES, *TABLES, ".xlsx"):
        return None, [Diagnostic("D203" if ending in OLDER else "D201", None, {"path": str(path)})]
    if len(data) > MOST_BYTES:
        what = {"path": str(path), "count": str(len(data)), "most": str(MOST_BYTES), "what_zh": "字节", "what_en": "bytes"}
        return None, [Diagnostic("D205", None, what)]
    if ending in CASES:
        return _case_files(data, str(path), sides)
    sheets, found = _sheets(data, path)
    return (None, found) if found else Rows(sides).population(str(path), sheets)


def _sheets(data: bytes, path: Path) -> tuple[tuple[Sheet, ...], list[Diagnostic]]:
    name = path.name
    if path.suffix.lower() != ".xlsx":
        sheet, found = read_csv(data, name)
        return ((sheet,) if sheet else ()), found
    try:
        from engine.analysis.population.workbook import read_workbook
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("openpyxl", "et_xmlfile"):
            raise
        return (), [Diagnostic("U926", None, {"form": "xlsx", "extra": "batch", "package": "openpyxl"})]
    return read_workbook(data, name)


def _case_files(data: bytes, name: str, sides: Sides) -> tuple[Population | None, list[Diagnostic]]:
    """The cases of a case file; one that either version cannot read is left out."""
    node, wrong = parse(data, name)
    if node is None:
        return None, [safe(each, each.place and quoted(each.place)) for each in wrong]
    read = {new: read_cases(Words(sides, new).file(node), sides.new if new else sides.old) for new in (True, False)}
    old = {case.name: case for case in read[False][0]}
    made = [
        Applicant(masked(case.name), _spot(case.place), old[case.name], case, _spots(case))
        for case in read[True][0]
        if case.name in old
    ]
    found = list(_once([*wrong, *read[True][1], *read[False][1]]))
    cases = node.get("cases") if isinstance(node, Fields) else None
    rows = len(cases.items) if isinstance(cases, Items) else 1
    bad = [each for each in found if _is_error(each)]
    if not made:
        return None, bad or found or [Diagnostic("D201", None, {"path": name})]
    return Population(
        name, tuple(made), rows, rows - len(made), True, tuple(bad), tuple(each for each in found if each not in bad)
    ), []


def _once(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Each finding once, although both versions have it, and without the whole line that it stands in."""
    seen: set[tuple[str, object]] = set()
    for each in found:
        told = safe(each, each.place and quoted(each.place))
        key = (each.code, None if each.place is None else (each.place.start, each.place.end))
        if key not in seen:
            seen.add(key)
            yield told


def _is_error(found: Diagnostic) -> bool:
    return CATALOG[found.code].severity is Severity.ERROR


def _spots(case: Case) -> dict[Spot, str]:
    """The line of each subject of a case, in the words of the new version."""
    return {("", tuple((each.kind, each.id) for each in line), None): _spot(line[-1].place) for line in case.instances()}


def _spot(place: Place | None) -> str:
    return f"{Path(place.source.name).name}:{place.line}" if place else ""
