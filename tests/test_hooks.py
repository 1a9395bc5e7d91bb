"""Do the hooks for pre-commit run, on which files, do they notice a slip, and is what is written of editors right?"""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.support import ROOT, call

KNOWN = {"id", "name", "description", "entry", "language", "files", "exclude", "require_serial", "pass_filenames"}
HOOKS = {each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
PACK, CASES = "policies/taicang_2021_163.yaml", "policies/taicang_2021_163.cases.yaml"


def run(hook: str, folder: Path) -> int:
    """The exit code of a hook as pre-commit runs it: its entry with the files of the folder that it is for."""
    said = HOOKS[hook]
    files = [name for name in (PACK, CASES) if re.search(said["files"], name) and not re.search(said.get("exclude", "^$"), name)]
    assert PACK in files and shlex.split(said["entry"])[0] == "tiaokuan"
    given = files if said.get("pass_filenames", True) else [PACK]  # what the reader is told to write in `args`
    return call(*shlex.split(said["entry"])[1:], *(str(folder / name) for name in given)).exit_code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    for name in (PACK, CASES):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def alter(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_said_of_them_is_what_pre_commit_knows() -> None:
    assert list(HOOKS) == ["tiaokuan-check", "tiaokuan-fmt", "tiaokuan-test"]
    for hook in HOOKS.values():
        assert set(hook) <= KNOWN and hook["language"] == "python"
        assert not re.search(hook["files"], ".github/workflows/ci.yaml")
    assert re.search(HOOKS["tiaokuan-fmt"]["exclude"], CASES) and re.search(HOOKS["tiaokuan-check"]["files"], CASES)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_shipped_pack_passes_and_stays_as_it_is(hook: str, folder: Path) -> None:
    before = (folder / PACK).read_bytes()
    assert run(hook, folder) == 0
    assert (folder / PACK).read_bytes() == before


def test_a_slip_is_noticed(folder: Path) -> None:
    alter(folder / PACK, "value: 3万元", "value: 4万元")
    assert run("tiaokuan-test", folder) == 1
    alter(folder / PACK, "value: 4万元", "value: 4万")
    assert run("tiaokuan-check", folder) == 2  # nor can the cases be checked against such a pack


def test_another_layout_is_put_right(folder: Path) -> None:
    before = (folder / PACK).read_bytes()
    alter(folder / PACK, "\nformat: 1\n", "\nformat:    1\n")
    run("tiaokuan-fmt", folder)
    assert (folder / PACK).read_bytes() == before  # pre-commit fails a hook that alters a file


def test_what_the_document_shows_can_be_copied() -> None:
    text = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (settings,) = (json.loads(each) for each in blocks if each.startswith("{"))
    assert all(isinstance(files, str | list) for files in settings["yaml.schemas"].values())
    (config,) = (yaml.safe_load(each) for each in blocks if "repos:" in each)
    assert [each["id"] for each in config["repos"][0]["hooks"]] == list(HOOKS)
    (header,) = (each for each in blocks if each.startswith("# yaml-language-server"))
    shipped = (ROOT / PACK).read_text(encoding="utf-8").splitlines()[0]
    assert header.rstrip("\n") == shipped.replace("../schemas/", "")
