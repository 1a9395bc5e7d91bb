"""Is an office's list read as its clerks meant it, and what cannot be read named by its cell?"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from engine.analysis.diff.model import Sides
from engine.analysis.population.model import Population
from engine.analysis.population.reading import read_population
from engine.analysis.population.table import letters, masked
from engine.analysis.population.values import amount, day_text, days_text, period_text, whole, yes_or_no
from engine.lang.values import Member, Money
from engine.pack.case import Instance
from engine.text.render import as_text
from tests.diff.support import sides

HEAD = ("企业", "规模", "人数", "在本市", "成立日", "营业额（万元）", "申请日期", "已付（元）")
GOOD = ("甲厂", "小型", "５", "是", "2023.3.1", "1,800", "2023年5月6日", "0")
PERSON, OTHER = "11010519491231002X", "440524188001010014"  # printed with the standard as samples
SIZES = "[small, middle, large], ordered: true"
NAMES = SIZES + ", names: {small: {zh: 小型, en: small one}, middle: {zh: 中型}, large: {zh: 大型}}"


def versions(*edits: tuple[str, str]) -> Sides:
    """Two versions of the measure, with the edits in the new one."""
    return sides((SIZES, NAMES), *edits)


def book(*rows: tuple[object, ...], history: tuple[tuple[object, ...], ...] | None = None, change: Any = None) -> bytes:
    """A workbook with a sheet of these rows, and perhaps one of what was paid before."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "名单"
    for row in rows:
        sheet.append(row)
    if history is not None:
        paid = made.create_sheet("既往兑付")
        for row in history:
            paid.append(row)
    if change:
        change(sheet)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def text(*rows: tuple[str, ...], encoding: str = "utf-8") -> bytes:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows(rows)
    return made.getvalue().encode(encoding)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Population]:
    """What a list holds; its mistakes are in it."""

    def reading(data: bytes, name: str = "list.xlsx", between: Sides | None = None) -> Population:
        (tmp_path / name).write_bytes(data)
        found, wrong = read_population(tmp_path / name, between or versions())
        assert found is not None, as_text(wrong, "en")
        return found

    return reading


@pytest.fixture
def refused(tmp_path: Path) -> Callable[..., list[str]]:
    """The codes for a list of which nothing can be used."""

    def reading(data: bytes, name: str = "list.xlsx") -> list[str]:
        (tmp_path / name).write_bytes(data)
        found, wrong = read_population(tmp_path / name, versions())
        assert found is None
        return [each.code for each in wrong]

    return reading


def firm(population: Population, at: int = 0, new: bool = True) -> Instance:
    case = population.applicants[at].new if new else population.applicants[at].old
    return case.roots["firm"][0]


def codes(population: Population) -> list[str]:
    return [each.code for each in population.bad]


def cells(population: Population) -> list[str]:
    return [each.place.source.name for each in population.bad if each.place]


# --- what clerks write ---


@pytest.mark.parametrize(
    "wrote, meant",
    [
        ("2022.3.1", "2022-03-01"), ("20220301", "2022-03-01"), ("2022年3月1日", "2022-03-01"), ("2022/03/01", "2022-03-01"),
        ("２０２２－３－１", "2022-03-01"), ("44621", "2022-03-01"), ("2022-03-01 09:30:00", "2022-03-01"),
        ("2022.2.30", "2022.2.30"), ("20221301", "20221301"), ("3月1日", "3月1日"), ("12345", "12345"), ("2022", "2022"),
    ],
)  # fmt: skip
def test_a_day(wrote: str, meant: str) -> None:
    assert day_text(wrote) == meant


@pytest.mark.parametrize(
    "wrote, unit, meant",
    [
        ("3万元", "", "3万元"), ("1,800", "元", "1800元"), ("１，８００", "元", "1800元"), ("2.5", "万元", "2.5万元"), ("￥300", "元", "300元"),
        ("3万", "元", "3万元"), ("500元整", "", "500元"), ("1,800", "", "1,800"), ("约3", "万元", "约3"), ("1,80", "元", "1,80"),
        ("0.001", "元", "0.001"), ("三万", "元", "三万"), ("1e5", "元", "1e5"),
    ],
)  # fmt: skip
def test_an_amount_has_its_unit_from_itself_or_its_column_or_not_at_all(wrote: str, unit: str, meant: str) -> None:
    assert amount(wrote, unit) == meant


def test_small_words() -> None:
    assert [yes_or_no(each) for each in ("是", "√", "否", "无", "1", "大概")] == [
        "true",
        "true",
        "false",
        "false",
        "true",
        "大概",
    ]
    assert [whole(each) for each in ("12个", "1,800", "3.0", "１２", "1,80", "3.5", "十")] == [
        "12",
        "1800",
        "3",
        "12",
        "1,80",
        "3.5",
        "十",
    ]
    assert [period_text(each) for each in ("2023年", "2023年度", "2023年5月", "2023.0", "去年")] == [
        "2023",
        "2023",
        "2023-05",
        "2023",
        "去年",
    ]
    assert days_text("2022.3.1、2022-04-05\n20220506") == ["2022-03-01", "2022-04-05", "2022-05-06"]
    assert [letters(each) for each in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_numbers_of_persons_are_masked_and_words_are_not() -> None:
    assert PERSON not in masked(f"证件{PERSON}") and masked(PERSON).endswith("002X")
    assert masked("taicang_applicants_2024") == "taicang_applicants_2024" and masked("阳光社会工作服务中心2023年度第1批") != ""


# --- sheets ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file_in_any_usual_encoding(read: Callable[..., Population], encoding: str) -> None:
    found = read(text(HEAD, GOOD, encoding=encoding), "list.csv")
    assert not found.bad and not found.notes and (found.rows, found.left_out) == (1, 0)
    assert firm(found).facts == {
        "size": Member("small", ("small", "middle", "large")), "staff": 5, "local": True, "founded": date(2023, 3, 1),
        "turnover": Money(1_800_000_000),
    }  # fmt: skip
    assert found.applicants[0].new.as_of == date(2023, 5, 6) and found.applicants[0].new.history == ()


def test_a_workbook_gives_its_own_dates_and_numbers(read: Callable[..., Population]) -> None:
    row = ("甲厂", "large", 5.0, True, datetime(2023, 3, 1), 0.3, 45052, 0)
    facts = firm(read(book(HEAD, row))).facts
    assert (facts["staff"], facts["local"], facts["founded"], facts["turnover"]) == (5, True, date(2023, 3, 1), Money(300_000))
    assert read(book(HEAD, row)).applicants[0].new.as_of == date(2023, 5, 6)


def test_titles_above_and_blank_rows_between_do_not_matter(read: Callable[..., Population]) -> None:
    found = read(book(("某市申请汇总表",), (), HEAD, GOOD, (), ("乙厂", *GOOD[1:])))
    assert [each.where for each in found.applicants] == ["list.xlsx[名单!4]", "list.xlsx[名单!6]"]


def test_headings_by_id_by_label_and_with_their_subject(read: Callable[..., Population]) -> None:
    head = ("firm", "firm.size", "staff", "local *", "企业.成立日", "turnover（元）", "as_of", "paid(元)")
    assert firm(read(book(head, GOOD))).facts["turnover"] == Money(180_000)
    assert firm(read(book(("Firm name", *head[1:]), GOOD))).id == "甲厂"


def test_rows_of_one_subject_are_one_and_parents_repeat(read: Callable[..., Population]) -> None:
    head = ("企业", "人数", "在本市", "岗位", "在岗", "月数", "申请日期", "所属期", "规则", "已付（元）")
    one, two = (
        ("甲厂", "5", "是", "一岗", "是", "12", "2023-05-06", "2022", "工资补贴", "0"),
        ("甲厂", "5", "是", "二岗", "否", "6", "2023-05-06", "2022", "工资补贴", "0"),
    )
    found = read(text(head, one, two, ("甲厂", "5", "是", "", "", "", "2023-05-06", "", "开办费", "0")), "list.csv")
    assert not found.bad and len(found.applicants) == 1
    posts = firm(found).children["post"]
    assert posts is not None and [each.id for each in posts] == ["一岗", "二岗"]
    claims = found.applicants[0].new.claims
    assert claims is not None
    assert [(each.rule, dict(each.ids), each.period and each.period.label) for each in claims] == [
        ("wages", {"firm": "甲厂", "post": "一岗"}, "2022"), ("wages", {"firm": "甲厂", "post": "二岗"}, "2022"), ("startup", {"firm": "甲厂"}, None),
    ]  # fmt: skip


def test_an_empty_cell_or_a_stroke_is_unknown(read: Callable[..., Population]) -> None:
    assert firm(read(book(HEAD, ("甲厂", "", "-", "不详", None, "/", "2023-05-06", "0")))).facts == {}


# --- what was paid before ---


def test_a_sheet_of_history(read: Callable[..., Population]) -> None:
    past = (
        ("规则", "企业", "岗位", "所属期", "申请日期", "金额（万元）"),
        ("工资补贴", "甲厂", "一岗", 2022, "2023.1.5", 1.2), ("startup", "乙厂", None, None, "2022.6.1", 3), ("startup", "甲厂", None, None, "2023.6.1", 3),
    )  # fmt: skip
    found = read(book(HEAD, GOOD, history=past))
    history = found.applicants[0].new.history
    assert not found.bad and history is not None
    assert [(each.rule, each.path, each.period and each.period.label, each.as_of, each.amount) for each in history] == [
        ("wages", (("firm", "甲厂"), ("post", "一岗")), "2022", date(2023, 1, 5), 1_200_000)
    ], "lines of others, and of days after the application, are no part of it"


def test_of_a_line_of_history_only_what_limits_compare_is_taken(tmp_path: Path) -> None:
    between = versions(("limits: [once, {at_most", "limits: [{claims: 1, key: [firm, size]}, {at_most"))
    past = (("规则", "企业", "规模", "人数", "申请日期", "金额（元）"), ("开办费", "甲厂", "中型", "5", "2023-01-01", "8"))
    (tmp_path / "list.xlsx").write_bytes(book(HEAD, GOOD, history=past))
    found, _ = read_population(tmp_path / "list.xlsx", between)
    assert found is not None and not found.bad
    new, old = found.applicants[0].new.history, found.applicants[0].old.history
    assert (
        new
        and old
        and (dict(new[0].facts), dict(old[0].facts)) == ({"firm.size": Member("middle", ("small", "middle", "large"))}, {})
    )


def test_without_any_word_of_history_it_is_unknown_and_said(read: Callable[..., Population]) -> None:
    found = read(book(HEAD[:-1], GOOD[:-1]))
    assert found.applicants[0].new.history is None and [each.code for each in found.notes] == ["D229"]
    assert read(book(HEAD[:-1], GOOD[:-1], history=())).applicants[0].new.history == ()


def test_a_bad_line_of_history_makes_the_history_of_its_subject_unknown(read: Callable[..., Population]) -> None:
    past = (("规则", "企业", "申请日期", "金额（元）"), ("开办费", "甲厂", "2023-01-01", "很多"))
    found = read(book(HEAD, GOOD, ("乙厂", *GOOD[1:]), history=past))
    assert {firm(found, at).id: found.applicants[at].new.history for at in range(2)} == {"甲厂": None, "乙厂": ()}
    assert codes(found) == ["C715"] and cells(found) == ["list.xlsx[既往兑付!D2]"] and found.left_out == 0


def test_an_unreadable_line_of_history_makes_all_of_it_unknown(read: Callable[..., Population]) -> None:
    past = (("规则", "企业", "申请日期", "金额（元）"), ("开办费", "", "2023-01-01", "8"))
    found = read(book(HEAD, GOOD, history=past))
    assert found.applicants[0].new.history is None and codes(found) == ["D225"]


def test_what_a_row_says_was_paid(read: Callable[..., Population]) -> None:
    found = read(book((*HEAD, "规则"), (*GOOD[:-1], "300", "开办费")))
    history = found.applicants[0].new.history
    assert history is not None and [(each.rule, each.amount) for each in history] == [("startup", 30_000)]


# --- two versions ---


def test_each_version_reads_a_list_in_its_own_words(read: Callable[..., Population]) -> None:
    renamed = versions(
        ("    staff: {type: int, from: 0, up_to: 100, label: {zh: 人数, en: staff}", "    people: {type: int, from: 0, up_to: 100, label: {zh: 人数, en: staff}"),
        ("local and staff >= least_staff", "local and people >= least_staff"), ("{by: staff, bands", "{by: people, bands"),
        ("or staff >= 3", "or people >= 3"), ("scale(staff)", "scale(people)"),
    )  # fmt: skip
    assert renamed.new_of("facts", "firm.staff") == "firm.people"
    for heading in ("人数", "firm.staff", "firm.people", "people"):
        head = tuple(heading if each == "人数" else each for each in HEAD)
        found = read(book(head, GOOD), between=renamed)
        assert not found.bad and firm(found).facts["people"] == 5 and firm(found, new=False).facts["staff"] == 5


def test_a_fact_of_one_version_is_left_out_of_the_other(read: Callable[..., Population]) -> None:
    without = versions(
        ("    turnover: {type: money, label: {zh: 营业额, en: turnover}, cite: 第一条}\n", ""),
        ("turnover < 万元(10)", "staff < 10"), ("turnover < 万元(100)", "staff < 50"),
    )  # fmt: skip
    found = read(book(HEAD, GOOD), between=without)
    assert not found.bad and not found.notes
    assert "turnover" in firm(found, new=False).facts and "turnover" not in firm(found).facts


def test_case_files_of_either_version_and_a_folder_of_them(tmp_path: Path) -> None:
    good = "as_of: 2023-05-06\nhistory: []\nfirm: {id: 甲厂, staff: 5, local: true}\nexpect: {startup: {verdict: granted}}\n"
    (tmp_path / "a.yaml").write_text(good, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(good.replace("staff: 5", "staff: 五"), encoding="utf-8")
    (tmp_path / "c.csv").write_bytes(text(HEAD, GOOD))
    found, _ = read_population(tmp_path, versions())
    assert found is not None and (found.rows, found.left_out, len(found.applicants)) == (3, 1, 2)
    assert codes(found) == ["C714"]
    wrong = found.bad[0].place
    assert wrong is not None and (wrong.line, wrong.column) == (3, 23)


# --- what is wrong ---


def test_a_bad_row_is_named_by_its_cell_and_the_others_count(read: Callable[..., Population]) -> None:
    rows = [
        ("甲厂", *GOOD[1:]),
        ("乙厂", "巨型", *GOOD[2:]),
        ("丙厂", *GOOD[1:2], "许多", *GOOD[3:]),
        ("丁厂", *GOOD[1:4], "2023.2.30", *GOOD[5:]),
        ("戊厂", *GOOD[1:]),
    ]
    found = read(book(HEAD, *rows))
    assert [firm(found, at).id for at in range(2)] == ["甲厂", "戊厂"] and (found.rows, found.left_out) == (5, 3)
    assert list(zip(codes(found), cells(found), strict=True)) == [
        ("C719", "list.xlsx[名单!B3]"), ("C714", "list.xlsx[名单!C4]"), ("C711", "list.xlsx[名单!E5]"),
    ]  # fmt: skip
    assert [(each.place.line, each.place.column) for each in found.bad if each.place] == [(3, 2), (4, 3), (5, 5)]


def test_what_only_the_whole_case_shows_is_told_at_its_cell_too(read: Callable[..., Population]) -> None:
    found = read(book(HEAD, GOOD, ("乙厂", *GOOD[1:2], "101", *GOOD[3:]), ("丙厂", *GOOD[1:4], "2024-01-01", *GOOD[5:])))
    assert list(zip(codes(found), cells(found), strict=True)) == [("C724", "list.xlsx[名单!C3]"), ("C724", "list.xlsx[名单!E4]")]


def test_money_needs_a_unit(read: Callable[..., Population]) -> None:
    bare = tuple("营业额" if each.startswith("营业额") else each for each in HEAD)
    found = read(book(bare, GOOD, ("乙厂", *GOOD[1:5], "1800元", *GOOD[6:])))
    assert codes(found) == ["C716"] and cells(found) == ["list.xlsx[名单!F2]"]
    assert firm(found).facts["turnover"] == Money(180_000)


def test_rows_that_disagree(read: Callable[..., Population]) -> None:
    found = read(book(HEAD, GOOD, (*GOOD[:2], "6", *GOOD[3:])))
    assert codes(found) == ["D224"] and cells(found) == ["list.xlsx[名单!C3]"] and len(found.applicants) == 1


def test_an_id_that_a_spreadsheet_has_ruined(read: Callable[..., Population]) -> None:
    bad: list[object] = [110105194912310020, 4.40524188001010e17, "4.40524E+17", PERSON[:15] + "000"]
    found = read(book(HEAD, GOOD, *((each, *GOOD[1:]) for each in bad)))
    assert codes(found) == ["D223"] * 4 and cells(found) == [f"list.xlsx[名单!A{row}]" for row in range(3, 7)]
    assert not read(book(HEAD, (PERSON, *GOOD[1:]))).bad


def test_cells_that_hold_no_value(read: Callable[..., Population]) -> None:
    def change(sheet: Any) -> None:
        sheet["C3"], sheet["C4"] = "=2+3", "#N/A"
        sheet.merge_cells("A5:A6")

    found = read(book(HEAD, GOOD, *((name, *GOOD[1:]) for name in "乙丙丁戊"), change=change))
    assert list(zip(codes(found), cells(found), strict=True)) == [
        ("D220", "list.xlsx[名单!C3]"), ("D221", "list.xlsx[名单!C4]"), ("D222", "list.xlsx[名单!A6]"),
    ]  # fmt: skip


def test_a_hidden_sheet_is_not_read(read: Callable[..., Population]) -> None:
    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("旧")
        other.append(HEAD)
        other.append(("乙厂", *GOOD[1:]))
        other.sheet_state = "hidden"

    assert len(read(book(HEAD, GOOD, change=change)).applicants) == 1


def test_an_unknown_rule_is_told_with_the_one_that_was_meant(read: Callable[..., Population]) -> None:
    found = read(book((*HEAD, "规则"), (*GOOD, "开办费"), ("乙厂", *GOOD[1:], "开办")))
    assert codes(found) == ["C740"] and cells(found) == ["list.xlsx[名单!I3]"]


# --- hostile files ---


def packed(change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """A good workbook, its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(HEAD, GOOD))) as good, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in good.infolist():
            archive.writestr(part.filename, change(part.filename, good.read(part)))
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return made.getvalue()


def sheet_with(extra: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(b"</sheetData>", extra + b"</sheetData>") if name.endswith("sheet1.xml") else data


def test_archives_that_are_no_list(refused: Callable[..., list[str]]) -> None:
    same = packed(lambda _, data: data)
    entities = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    typed = packed(lambda name, data: data.replace(b"<worksheet", entities + b"<worksheet", 1) if "sheet1" in name else data)
    assert refused(typed) == ["D203"]
    assert refused(packed(lambda _, data: data, {"xl/vbaProject.bin": b"macros"})) == ["D204"]
    assert refused(packed(lambda _, data: data, {"xl/media/a.bin": b"\0" * 11 * 1024 * 1024})) == ["D205"], "a bomb"
    assert refused(packed(lambda _, data: data, {f"xl/{each}.bin": b"" for each in range(1_000)})) == ["D205"], "many parts"
    assert refused(same[: len(same) // 2]) == ["D203"]
    assert refused(same, "list.xlsm") == ["D204"] and refused(b"\xd0\xcf\x11\xe0", "list.xls") == ["D203"]
    assert refused(packed(lambda name, data: b"<worksheet>" if "sheet1" in name else data)) == ["D203"]


def test_far_cells_and_many_cells(refused: Callable[..., list[str]], read: Callable[..., Population]) -> None:
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    assert refused(packed(sheet_with(far))) == ["D205"]
    wide = b'<row r="3"><c r="SH3" t="inlineStr"><is><t>x</t></is></c></row>'
    assert refused(packed(sheet_with(wide))) == ["D205"]
    assert refused(packed(sheet_with(b'<row r="3">' + b"<c/>" * 1_000_001 + b"</row>"))) == ["D205"]
    styled = b'<row r="9000"><c r="A9000"/></row>'
    assert len(read(packed(sheet_with(styled))).applicants) == 1, "a cell that is only coloured is none"


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, seed: int, recwarn: pytest.WarningsRecorder) -> None:
    """Bytes of the archive and of its parts are changed; openpyxl and the parsers beneath raise all kinds of things."""
    chance, good, between = random.Random(seed), book(HEAD, GOOD, history=(("规则", "企业", "金额（元）"),)), versions()

    def torn(data: bytes, bits: tuple[bytes, ...]) -> bytes:
        made = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(made))
            made[at : at + chance.randint(0, 12)] = chance.choice(bits)
        return bytes(made)

    for _ in range(30):
        if chance.random() < 0.5:
            data = torn(good, (b"\x00", b"\xff\x07", b"PK"))
        else:
            name = chance.choice(zipfile.ZipFile(io.BytesIO(good)).namelist())
            bits = (b"", b"<c/>", b"99999999999", b"inf", b'"', b"<row r='-1'>", b"&amp;")
            data = packed(lambda part, each, name=name, bits=bits: torn(each, bits) if part == name else each)  # type: ignore[misc]
        (tmp_path / "list.xlsx").write_bytes(data)
        found, wrong = read_population(tmp_path / "list.xlsx", between)
        assert found is not None or wrong
    assert not recwarn.list


def test_lists_of_text_that_are_none(refused: Callable[..., list[str]]) -> None:
    assert refused(text(HEAD, *[GOOD] * 20_001), "list.csv") == ["D205"]
    assert refused(text(HEAD) + '"甲厂,5\n'.encode(), "list.csv") == ["D203"]
    assert refused(b"", "list.csv") == ["D206"]
    assert refused(text(("企业", "人数"), ("甲厂", "5")), "list.csv") == ["D213"]
    assert refused(b"a\0b", "list.csv") == ["D202"]


def test_without_openpyxl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, refused: Callable[..., list[str]]) -> None:
    import sys

    data = book(HEAD, GOOD)
    monkeypatch.delitem(sys.modules, "engine.analysis.population.workbook", raising=False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert refused(data) == ["U926"]
