"""A small measure, cases of it, and two ways to call the program: in this process and as a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from engine.commands.program import PROGRAM

ROOT = Path(__file__).resolve().parent.parent.parent
TAICANG = str(ROOT / "policies" / "taicang_2021_163.yaml")

SMALL = """\
format: 1
id: small-2022
version: 1.0.0
title: {zh: 小办法, en: small measure}
document:
  {number: 小办〔2022〕1号, issuer: 某办公室, signed: 2022-01-01, published: 2022-01-01, status: 有效, normative_status: unknown}
in_force: {from: 2022-01-01}
currency: CNY
subjects:
  organisation: {label: {zh: 组织, en: organisation}}
facts:
  organisation:
    registered: {type: bool, label: {zh: 已登记, en: registered}, cite: 第一条}
    staff: {type: int, from: 0, up_to: 100, label: {zh: 人数, en: staff}, cite: 第一条}
parameters:
  grant: {value: 3万元, label: {zh: 开办费, en: start-up grant}, cite: 第二条}
  yearly: {value: 1万元, label: {zh: 年度补贴, en: yearly grant}, cite: 第三条}
  least_staff: {value: 3, label: {zh: 最少人数, en: least staff}, cite: 第二条}
readings:
  counting:
    question: {zh: 人数是否要求？, en: is a number of staff required?}
    adopted: required
    options:
      required: {label: {zh: 要求, en: required}}
      free: {label: {zh: 不要求, en: not required}}
rules:
  startup:
    label: {zh: 开办费, en: start-up grant}
    cite: 第二条
    subject: organisation
    paid_by: 市财政
    when:
      - registered
      - counting == 'free' or staff >= least_staff
    amount: grant
    limits: [once]
  upkeep:
    label: {zh: 年度补贴, en: yearly grant}
    cite: 第三条
    subject: organisation
    period: year
    when: [registered]
    amount: yearly
    limits:
      - {claims: 1, per: period}
      - {times: 2}
  venture:
    label: {zh: 项目资助, en: venture grant}
    cite: 第四条
    subject: organisation
    when: [registered]
    amount: {from: 4万元, up_to: 5万元}
    limits: [once]
provisions:
  第一条:
    kind: principle
    summary: {zh: 适用于已登记的组织, en: for registered organisations}
    not_computed: {zh: 原则性表述, en: a principle}
  第二条: {kind: grant, summary: {zh: 开办费, en: start-up grant}}
  第三条: {kind: grant, summary: {zh: 年度补贴, en: yearly grant}}
  第四条: {kind: grant, summary: {zh: 项目资助, en: venture grant}}
"""

GRANTED = """\
case: 阳光屋
measure: small-2022
as_of: 2022-06-01
organisation: {id: 阳光屋, registered: true, staff: 3}
claims: [startup]
history: []
"""

CASES = """\
defaults: {measure: small-2022, as_of: 2022-06-01, history: []}
cases:
  - case: 三人
    organisation: {id: 甲, registered: true, staff: 3}
    claims: [startup]
    expect: {startup: {verdict: granted, amount: 3万元, paid_by: {市财政: 3万元}}}
    cite: 第二条
    why: 人数刚够
  - case: 二人
    organisation: {id: 甲, registered: true, staff: 2}
    claims: [startup]
    expect: {startup: {verdict: refused, amount: 0元}}
    cite: 第二条
    why: 差一人
"""


def case(facts: str = "registered: true, staff: 3", claims: str = "[startup]", more: str = "history: []\n") -> str:
    """A case of the small measure."""
    return f"case: 阳光屋\nas_of: 2022-06-01\norganisation: {{id: 阳光屋, {facts}}}\nclaims: {claims}\n{more}"


@dataclass
class Folder:
    """A folder of files to call the program on."""

    path: Path

    def write(self, name: str, text: str) -> str:
        (self.path / name).write_bytes(text.encode("utf-8"))
        return str(self.path / name)


def call(*arguments: str, lang: str = "en") -> Result:
    """Call the program in this process. Nothing may leave it as an exception."""
    result = CliRunner(env={"TIAOKUAN_DEBUG": "1"}).invoke(PROGRAM, ["--lang", lang, *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def spawn(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Call the program as a process of its own; the environment says only what is given, besides where Python is."""
    kept = {
        key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT", "HOME", "TEMP", "TMP", "XDG_CACHE_HOME")
    }
    command = [sys.executable, str(ROOT / "cli.py"), *arguments]
    return subprocess.run(command, capture_output=True, env={**kept, **environment}, timeout=60)
