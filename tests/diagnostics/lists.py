"""A list of applicants for each code that one can get, made when it is needed: workbooks are no text."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEAD = "企业,人数,已登记,申请日期,已付（元）"
GOOD = "甲,5,是,2023-01-05,0"


def text(*rows: str) -> bytes:
    return "\n".join(rows).encode("utf-8") + b"\n"


def book(*rows: str, change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of one sheet, with something done to the sheet after."""
    made = Workbook()
    sheet = made.active
    sheet.title = "名单"
    for row in rows:
        sheet.append(row.split(","))
    if change:
        change(sheet)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def formula(sheet: Any) -> None:
    sheet["B2"] = "=2+3"


def error(sheet: Any) -> None:
    sheet["B2"] = "#N/A"


def merged(sheet: Any) -> None:
    sheet.merge_cells("A2:A3")


def number(sheet: Any) -> None:
    sheet["A2"] = 110101199003077000


def second(sheet: Any) -> None:
    sheet.parent.create_sheet("说明").append(["填表说明"])


# code: the name of the file, and what is in it
LISTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "D201": ("list.pdf", lambda: b"%PDF-1.7"),
    "D202": ("list.csv", lambda: b"\xff\xff" + text(HEAD, GOOD)),
    "D203": ("list.xlsx", lambda: b"PK\x03\x04 and nothing more"),
    "D204": ("list.xlsm", lambda: book(HEAD, GOOD)),
    "D205": ("list.csv", lambda: text(HEAD, GOOD.replace("甲", "甲" * 10_001))),
    "D206": ("list.csv", lambda: text("姓名,电话", "王某,不详")),
    "D210": ("list.csv", lambda: text(HEAD.replace("人数", "人数数"), GOOD)),
    "D211": ("list.csv", lambda: text(HEAD + ",firm.staff", GOOD + ",6")),
    "D212": ("list.csv", lambda: text("企业,年租金（元）,申请日期,租金补贴已付（元）", "甲,800,2023-01-05,0")),
    "D213": ("list.csv", lambda: text("企业,人数,已付（元）", "甲,5,0")),
    "D214": ("list.xlsx", lambda: book(HEAD, GOOD, change=second)),
    "D220": ("list.xlsx", lambda: book(HEAD, GOOD, change=formula)),
    "D221": ("list.xlsx", lambda: book(HEAD, GOOD, change=error)),
    "D222": ("list.xlsx", lambda: book(HEAD, GOOD, GOOD, change=merged)),
    "D223": ("list.xlsx", lambda: book(HEAD, GOOD, change=number)),
    "D224": ("list.csv", lambda: text(HEAD, GOOD, GOOD.replace("5", "6", 1))),
    "D225": ("list.csv", lambda: text(HEAD, GOOD.replace("2023-01-05", ""))),
    "D226": ("list.csv", lambda: text(HEAD, GOOD + ",800")),
    "D227": ("list.csv", lambda: text(HEAD)),
    "D228": ("list.csv", lambda: text(HEAD, GOOD, GOOD.replace("01-05", "03-05"))),
    "D229": ("list.csv", lambda: text(HEAD.rpartition(",")[0], GOOD.rpartition(",")[0])),
}
PACKS = {"D212": "twins.yaml"}  # where another pack than the sample is needed


def made(code: str, folder: Path) -> Path:
    """The list that gets a code, as a file in a folder."""
    name, content = LISTS[code]
    path = folder / name
    path.write_bytes(content())
    return path
