"""The four commands about the official text, and every wrong file they may be given."""

import json
import time
from pathlib import Path

import pytest

from tests.cli.support import SMALL, TAICANG, Folder, call
from tests.source.texts import LIBRARY, RIVER


@pytest.fixture
def river(folder: Folder) -> str:
    return folder.write("river.txt", RIVER)


@pytest.fixture
def pack(folder: Folder, river: str) -> str:
    """A pack made from the text."""
    made = call("source", "new", river)
    assert made.exit_code == 0
    return folder.write("river.yaml", made.stdout)


def test_an_outline_for_people_and_for_programs(river: str) -> None:
    said = call("source", "outline", river, lang="zh").stdout
    assert "三(二)3(1)" in said and "一(二)第2句" in said and "前12行，后4行" in said
    listed = json.loads(call("source", "outline", river, "--format", "json").stdout)
    assert listed["title"] == "河湾镇护河队扶持办法" and listed["signed"] == "2023-03-01"
    units = {unit["cite"]: unit for unit in listed["units"]}
    assert [each["cite"] for each in units["三(一)"]["limbs"]] == ["三(一)一是", "三(一)二是", "三(一)三是"]
    assert units["二"]["heading"] == "工作目标" and units["二"]["sentences"][1]["text"] == "全镇河段巡查率达到100%。"
    assert listed["after"][0]["text"] == "- 2 -"


def test_a_skeleton_is_a_pack(folder: Folder, pack: str, river: str) -> None:
    assert call("check", pack).exit_code == 0
    assert call("source", "check", pack, river).exit_code == 0
    assert call("fmt", pack).exit_code == 0
    assert call("source", "check", pack, river).exit_code == 0


def test_check_says_what_changed_and_what_rests_on_it(folder: Folder, pack: str, river: str) -> None:
    text = Path(pack).read_text(encoding="utf-8")
    number = "parameters:\n  start: {value: 5000元, label: {zh: 启动经费, en: start}, cite: 三(一)第3句}\n"
    rule = "rules:\n  startup: {subject: organisation, cite: 三(一)第3句, label: {zh: 启动, en: start}, amount: start, limits: [once]}\n"
    folder.write("river.yaml", text.replace("rules: {}\n", number + rule))
    folder.write(
        "river.cases.yaml",
        "case: 甲队\nas_of: 2023-05-01\norganisation: {id: 甲}\nclaims: [startup]\nexpect: {startup: {amount: 5000元}}\n",
    )
    later = folder.write("later.txt", RIVER.replace("一次性5000元", "一次性6000元"))
    said = call("source", "check", pack, later)
    assert said.exit_code == 1
    assert "三(一)第3句: changed (line 35)" in said.stdout
    assert "rules: startup" in said.stdout and "numbers: start" in said.stdout and "cases: 甲队" in said.stdout
    assert "1 changed" in said.stdout.splitlines()[-1]
    (changed,) = [
        each for each in json.loads(call("source", "check", pack, later, "--format", "json").stdout) if each["finding"] != "same"
    ]
    assert changed == {
        "provision": "三(一)第3句", "finding": "changed", "now": None, "line": 35, "rules": ["startup"], "parameters": ["start"], "readings": [], "cases": ["甲队"],
    }  # fmt: skip


def test_nothing_rests_on_what_is_new(folder: Folder, pack: str) -> None:
    """A new section takes the number that another had; the rules rest on the other."""
    text = Path(pack).read_text(encoding="utf-8")
    rule = "rules:\n  told: {subject: organisation, cite: 四, label: {zh: 解释, en: told}, amount: unstated}\n"
    folder.write("river.yaml", text.replace("rules: {}\n", rule))
    later = folder.write("later.txt", RIVER.replace("四、附带说明", "四、表彰\n\n每年评选一次。\n\n五、附带说明"))
    listed = json.loads(call("source", "check", pack, later, "--format", "json").stdout)
    assert [(each["provision"], each["finding"], each["now"], each["rules"]) for each in listed if each["finding"] != "same"] == [
        ("四", "moved", "五", ["told"]),
        ("四", "new", None, []),
    ]


def test_digests(folder: Folder, pack: str, river: str) -> None:
    before = Path(pack).read_text(encoding="utf-8")
    without = "".join(line for line in before.splitlines(keepends=True) if "digest:" not in line)
    folder.write("river.yaml", without)
    assert call("source", "check", pack, river).exit_code == 1, "nothing is verified"
    filled = call("source", "digest", pack, river, "--format", "json")
    assert filled.exit_code == 0
    assert len(json.loads(filled.stdout)["filled"]) == before.count("digest:")
    assert Path(pack).read_text(encoding="utf-8") == before
    later = folder.write("later.txt", RIVER.replace("5000元", "6000元"))
    left = call("source", "digest", pack, later)
    assert left.exit_code == 1 and "三(一)第3句" in left.stdout
    assert Path(pack).read_text(encoding="utf-8") == before
    assert call("source", "digest", pack, later, "--refresh").exit_code == 0
    assert call("source", "check", pack, later).exit_code == 0


def test_the_text_of_another_measure(folder: Folder, pack: str) -> None:
    other = folder.write("library.txt", LIBRARY)
    before = Path(pack).read_bytes()
    for command in (["check"], ["digest"], ["digest", "--refresh"]):
        result = call("source", *command, pack, other)
        assert result.exit_code == 2 and result.stdout == "" and "F005" in result.stderr
    assert Path(pack).read_bytes() == before


def test_a_sentence_that_both_have_does_not_make_it_the_measure(folder: Folder, pack: str) -> None:
    other = folder.write("library.txt", LIBRARY.replace("第六条　本规定", "第六条　水务站提供救生衣。\n第七条　本规定"))
    assert "F005" in call("source", "check", pack, other).stderr


def test_a_later_version_under_another_name_is_still_the_measure(folder: Folder, pack: str) -> None:
    renamed = folder.write("renamed.txt", RIVER.replace("河湾镇护河队扶持办法", "河湾镇河流守护办法"))
    assert call("source", "check", pack, renamed).exit_code == 0


WRONG_FILES = [
    ("GB18030", RIVER.encode("gb18030"), "Y104"),
    ("UTF-16", RIVER.encode("utf-16"), "Y104"),
    ("UTF-16 without a mark", RIVER.encode("utf-16-le"), "Y104"),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "Y104"),
    ("PDF of plain characters", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n", "F002"),
    ("Word", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00\x21\x00\xdf\xff", "Y104"),
    ("web page", b"<!DOCTYPE html>\n<html><body>\n" + RIVER.encode(), "F002"),
    ("web page that begins with a comment", b"<!-- saved -->\n<html><body>\n" + RIVER.encode() + b"</body></html>", "F002"),
    ("table of a web page", b"<table><tr><td>\n" + RIVER.encode() + b"</td></tr></table>", "F002"),
    ("archive of a web page", b"MIME-Version: 1.0\n" + RIVER.encode(), "F002"),
    ("Word of old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 400, "Y104"),
    ("RTF", b"{\\rtf1\\ansi\n" + RIVER.encode(), "F002"),
    ("empty", b"", "F001"),
    ("only space", "\ufeff \u3000\n\n".encode(), "F001"),
    ("no numbering", "登山协会自愿结队出行。\n".encode(), "F003"),
    ("Word that decodes", b"PK\x03\x04\x14", "F002"),
    ("a pack", b"# mine\n" + SMALL.encode(), "F002"),
    ("too large", b"1" * 1_000_001, "Y103"),
]


@pytest.mark.parametrize(("data", "code"), [each[1:] for each in WRONG_FILES], ids=[each[0] for each in WRONG_FILES])
@pytest.mark.parametrize("command", ["outline", "new", "check", "digest"])
def test_a_wrong_file(folder: Folder, command: str, data: bytes, code: str) -> None:
    path = folder.path / "text.txt"
    path.write_bytes(data)
    packs = [folder.write("pack.yaml", SMALL)] if command in ("check", "digest") else []
    result = call("source", command, *packs, str(path))
    assert result.exit_code == 2 and result.stdout == ""
    assert f"[{code}]" in result.stderr
    assert not packs or Path(packs[0]).read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        (RIVER.encode("utf-16-le"), "UTF-16"),
        (RIVER.encode("utf-16-be"), "UTF-16"),
        (RIVER.encode("gb18030"), "GB18030"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 400, "Office"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
    ],
)
def test_an_encoding_is_named(folder: Folder, data: bytes, looks: str) -> None:
    path = folder.path / "text.txt"
    path.write_bytes(data)
    assert f"it looks like {looks}\n" in call("source", "outline", str(path)).stderr


def test_western_bytes_are_not_taken_for_chinese(folder: Folder) -> None:
    path = folder.path / "text.txt"
    path.write_bytes(b"# caf\xe9\nformat: 1\nid: somewhat\n" * 9)
    assert "UTF-16" not in call("source", "outline", str(path)).stderr


def test_a_measure_that_repeals_another_is_not_it(folder: Folder, pack: str) -> None:
    """It names the title of the other in its last article, below a head of its own."""
    text = LIBRARY.replace("第六条　本规定", "第六条　《河湾镇护河队扶持办法》同时废止。本规定")
    result = call("source", "check", pack, folder.write("library.txt", text))
    assert result.exit_code == 2 and "F005" in result.stderr and result.stdout == ""


def test_wrong_calls(folder: Folder, river: str) -> None:
    assert "U903" in call("source").stderr
    unknown = call("source", "outlin", river)
    assert unknown.exit_code == 2 and "U905" in unknown.stderr and "outline" in unknown.stderr
    assert "U906" in call("source", "outline", river, "more").stderr
    assert "Y101" in call("source", "outline", "missing.txt").stderr
    assert "U912" in call("source", "check", "nowhere", river).stderr
    for name in ("outline", "new", "digest", "check"):
        assert "Usage:" in call("source", name, "--help").stdout


def test_terminal_codes_in_a_text_are_shown_not_sent(folder: Folder) -> None:
    path = folder.write("text.txt", RIVER.replace("救生衣", "\x1b[31m救生衣").replace("河湾镇护河队扶持办法", "\x1b]0;办法"))
    said = call("source", "outline", path)
    assert said.exit_code == 0 and "\x1b" not in said.stdout
    made = call("source", "new", path)
    assert "\x1b" not in made.stdout
    assert call("check", folder.write("pack.yaml", made.stdout)).exit_code in (0, 1), "a text it says must be quoted"


HOSTILE = [
    "一、\n" * 400_000,
    "第一条 甲\n" + "一、乙\n" * 150_000 + "第二条 丙\n",
    "一、" + "甲。" * 200_000,
    "一、" + "（" * 600_000,
    "一、" + "一是甲二是乙；" * 60_000 + "。",
    "".join(f"第{n}条 甲。\n" for n in range(1, 9999)) * 4,
    "一、甲\n" + "（一）乙。\n" * 80_000,
    "一、甲\n" + "（一）乙。\n" * 9_000,
    "第一条 甲\n" + "".join(f"{n}. 乙\n丙。\n" for n in range(1, 900)) * 6,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_over_soon(folder: Folder, text: str) -> None:
    path = folder.write("text.txt", text[:300_000])
    begun = time.process_time()
    result = call("source", "outline", path, "--format", "json")
    assert result.exit_code in (0, 2, 4)
    assert time.process_time() - begun < 4, "two seconds on a machine of this size, and as much again on a slower one"


def test_the_shipped_pack_has_a_digest_for_every_provision() -> None:
    """They were filled from the official text, which is not here; that they agree with it is checked where it is."""
    from engine.pack.load import load

    loaded = load(Path(TAICANG))
    assert loaded.pack is not None
    assert all(each.digest.startswith("sha256:") for each in loaded.pack.provisions.values())
    halves = {cite[:-3]: each.digest for cite, each in loaded.pack.provisions.items() if cite.endswith(("(上)", "(下)"))}
    assert len(halves) == 3
    assert len({each.digest for each in loaded.pack.provisions.values()}) == len(loaded.pack.provisions) - len(halves)
