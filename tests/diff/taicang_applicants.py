"""An invented office's list for the Taicang pack: the rows of examples/revision/taicang_applicants.csv and, as a workbook, the same
with a sheet of what was paid before. Names are invented, the numbers of persons are the samples printed with the standard."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.cli.support import ROOT

CSV = ROOT / "examples" / "revision" / "taicang_applicants.csv"
HYPOTHETICAL = ROOT / "examples" / "revision" / "taicang_hypothetical.yaml"
PERSON, OTHER = "11010519491231002X", "440524188001010014"
PAID = "已付（元）"
DAYS = ("申请日期", "登记日期", "取得证书日期")


def rows() -> list[dict[str, str]]:
    with open(CSV, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def workbook(path: Path, *, spoil: dict[str, Any] | None = None) -> Path:
    """The list as a workbook; `spoil` puts other values into cells, by their address."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "申请汇总"
    heads = [head for head in rows()[0] if head != PAID]
    sheet.append(["某市申请汇总表"])
    sheet.append(heads)
    for row in rows():
        # Persons by their numbers, as an office has them.
        row["人员"] = {"甲某": PERSON, "乙某": OTHER}.get(row["人员"], row["人员"])
        sheet.append([row[head] or None for head in heads])
    past = made.create_sheet("既往兑付")
    past.append(["规则", "社会组织", "社工岗位", "所属期", "申请日期", "金额（万元）"])
    past.append(["社工岗位补贴", "启明互助会", "调解岗", "2023年", "2023.6.1", 6])
    for address, value in (spoil or {}).items():
        sheet[address] = value
    made.save(path)
    return path
