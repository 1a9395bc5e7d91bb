"""Wrong calls: a code, the language of the call, exit code 2, and nothing on stdout."""

import os
import re
import subprocess
import sys

import pytest

from engine.commands import COMMANDS
from tests.cli.support import GRANTED, ROOT, TAICANG, Folder, call

WRONG = [
    ("U901", ["chek"], "check"),
    ("U902", ["schema", "--pak", "x"], "--pack"),
    ("U903", ["evaluate"], "PACK"),
    ("U903", ["evaluate", TAICANG], "CASES"),
    ("U904", ["schema", "--pack"], "--pack"),
    ("U905", ["schema", "pakc"], "pack"),
    ("U905", ["schema", "--lang", "fr"], "zh | en"),
    ("U905", ["check", TAICANG, "--format", "jsn"], "json"),
    ("U906", ["schema", "pack", "case"], "case"),
    ("U907", ["evaluate", TAICANG, "x.yaml", "--as-of", "20230201"], "20230201"),
    ("U907", ["evaluate", TAICANG, "x.yaml", "--as-of", "2023-02-29"], "2023-02-29"),
    ("U908", ["evaluate", TAICANG, "x.yaml", "--reading", "newly_registered"], "newly_registered=same_year"),
    ("U912", ["check", "taicang-2021-164"], "taicang-2021-163"),
    ("U912", ["show", "no\x00where"], "\\u0000"),
    ("Y101", ["evaluate", TAICANG, "missing.yaml"], "missing.yaml"),
    ("U922", ["schema", "pack", "--pack", TAICANG], "--pack"),
    ("U922", ["evaluate", TAICANG, "x.yaml", "--all-readings", "--reading", "a=b"], "--reading"),
    ("U911", ["show", TAICANG, "startup_subsidi"], "startup_subsidy"),
    ("U911", ["template", TAICANG, "--rule", "startup_subsidi"], "startup_subsidy"),
    ("U918", ["test", TAICANG, "--cases", "missing.yaml"], "missing.yaml"),
    ("U919", ["test", TAICANG, "--filter", "没有这样的个案"], "没有这样的个案"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("code", "arguments", "named"), WRONG)
def test_a_wrong_call(code: str, arguments: list[str], named: str, lang: str) -> None:
    result = call(*arguments, lang=lang)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"[{code}]" in result.stderr
    assert named in result.stderr
    if "--lang" not in arguments:
        assert ("错误" in result.stderr) == (lang == "zh"), "it speaks the language of the call"


def test_readings_are_known(folder: Folder, small: str) -> None:
    case = folder.write("a.yaml", GRANTED)
    unknown = call("evaluate", small, case, "--reading", "countin=free")
    assert unknown.exit_code == 2 and "U909" in unknown.stderr and "counting" in unknown.stderr
    option = call("evaluate", small, case, "--reading", "counting=fre")
    assert option.exit_code == 2 and "U910" in option.stderr and "free" in option.stderr


def test_a_folder_without_packs(folder: Folder) -> None:
    result = call("evaluate", str(folder.path), folder.write("a.yaml", GRANTED))
    assert result.exit_code == 2 and "U913" in result.stderr


def test_no_command_at_all() -> None:
    result = call()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "evaluate" in result.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_help_is_in_one_language(name: str, lang: str) -> None:
    result = call(*filter(None, [name]), "--help", lang=lang)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert ("用法:" in result.stdout) == (lang == "zh")
    assert ("Usage:" in result.stdout) == (lang == "en")
    has_chinese = re.search("[\u4e00-\u9fff]", result.stdout) is not None
    assert has_chinese == (lang == "zh")


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_help_imports_nothing_slow(name: str) -> None:
    probe = "import sys\nfrom engine.commands import main\nmain(sys.argv[1:])\nprint(sorted(sys.modules), file=sys.stderr)"
    command = [sys.executable, "-c", probe, *filter(None, [name]), "--help"]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"}
    )
    assert ran.returncode == 0 and ran.stdout
    for slow in ("jsonschema", "hypothesis", "simpleeval", "engine.backends.reference"):
        assert f"'{slow}'" not in ran.stderr
    assert name or "'yaml'" not in ran.stderr


def test_help_fits_its_width() -> None:
    from engine.text.render import width

    for lang in ("zh", "en"):
        assert max(map(width, call("evaluate", "--help", lang=lang).stdout.splitlines())) <= 80


def test_the_language_may_stand_anywhere() -> None:
    assert "错误" in call("schema", "pakc", "--lang=zh", lang="en").stderr
    assert "error" in call("schema", "pakc", "--lang", "en", lang="zh").stderr
