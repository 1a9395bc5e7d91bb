"""`tiaokuan diff`: what it takes, what it prints, its exit codes; with a real git repository, as difftool, as external diff, and
with `show` as textconv."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import ROOT, TAICANG, call, spawn
from tests.diff.support import MEASURE, edited
from tests.source.texts import LIBRARY

NEW = edited(("grant: {value: 3万元", "grant: {value: 4万元"), ("version: 1.0.0", "version: 1.1.0"))
git_wanted = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """The measure and its next version."""
    for name, text in (("old.yaml", MEASURE), ("new.yaml", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")


# --- two files ---------------------------------------------------------------------------------------------------------


def test_a_difference_is_shown_in_both_languages_and_gives_1(files: tuple[str, str]) -> None:
    english = call("diff", *files, "--layer", "rules", lang="en")
    chinese = call("diff", *files, "--layer", "rules", lang="zh")
    assert (english.exit_code, chinese.exit_code) == (1, 1)
    assert "a number changed: CNY 30,000 → CNY 40,000, up 33.3%" in english.output
    assert "数额、期限等数字变更：3万元 → 4万元，提高33.3%" in chinese.output
    assert chinese.output.index("开办费") < chinese.output.index("文字与名称") < chinese.output.index("1.0.0 → 1.1.0")


def test_the_same_pack_gives_0_and_says_so(files: tuple[str, str]) -> None:
    for old, new in ((files[0], files[0]), (TAICANG, "taicang-2021-163")):
        same = call("diff", old, new, "--layer", "text", "--layer", "rules")
        assert same.exit_code == 0 and same.output.count("no difference") == 2


def test_layers_are_shown_alone(files: tuple[str, str]) -> None:
    assert call("diff", *files, "--layer", "text").exit_code == 0
    shown = call("diff", *files, "--layer", "text", lang="zh").output
    assert "条文（概述，非原文）" in shown and "数字" not in shown


def test_json_holds_every_layer_asked_for(files: tuple[str, str]) -> None:
    both = json.loads(call("diff", *files, "--layer", "rules", "--layer", "text", "--format", "json").stdout)
    assert (both["same"], both["old"]["version"], both["new"]["version"]) == (False, "1.0.0", "1.1.0")
    assert both["text"] == {"official": False, "replaced": [], "changes": []}
    number, version = both["rules"]
    assert (number["kind"], number["direction"], number["share"], number["rules"]) == (
        "parameter_changed",
        "up",
        "1/3",
        ["startup"],
    )
    assert (version["kind"], version["editorial"]) == ("about", True)
    alone = json.loads(call("diff", *files, "--layer", "text", "--format", "json").stdout)
    assert "rules" not in alone and "behaviour" not in alone


def test_both_texts_or_none(files: tuple[str, str], tmp_path: Path) -> None:
    head, _, _ = LIBRARY.partition("第六条")
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    official = head.replace("松岭县社区书屋管理暂行规定", "办法（某办〔2022〕1号）")
    old.write_text(official, encoding="utf-8")
    new.write_text(official.replace("藏书五千册", "藏书六千册"), encoding="utf-8")
    shown = call("diff", *files, "--layer", "text", "--source-old", str(old), "--source-new", str(new), lang="zh")
    assert shown.exit_code == 1 and "藏书[-五千册-]{+六千册+}以上的" in shown.output and "非原文" not in shown.output
    assert "D108" in call("diff", *files, "--source-new", str(new)).output
    other = call("diff", TAICANG, TAICANG, "--source-old", str(old), "--source-new", str(new))
    assert other.exit_code == 2 and "F005" in other.output


# --- what cannot be compared -------------------------------------------------------------------------------------------


def test_a_broken_side_is_named_and_gives_2(files: tuple[str, str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(MEASURE.replace("amount: grant", "amount: grand"), encoding="utf-8")
    before, after = call("diff", str(broken), files[1]), call("diff", files[0], str(broken))
    assert before.exit_code == after.exit_code == 2
    assert before.stderr.startswith("the old version cannot be used") and after.stderr.startswith(
        "the new version cannot be used"
    )
    assert "broken.yaml:" in before.stderr and not before.stdout
    missing = call("diff", files[0], str(tmp_path / "none.yaml"))
    assert missing.exit_code == 2 and "U912" in missing.stderr


def test_two_measures_are_not_compared_unless_asked(files: tuple[str, str], tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(NEW.replace("id: measure", "id: other").replace("1号", "2号"), encoding="utf-8")
    refused = call("diff", files[0], str(other))
    assert refused.exit_code == 2 and "D101" in refused.stderr
    assert call("diff", files[0], str(other), "--different-measures", "--layer", "rules").exit_code == 1


@pytest.mark.parametrize("replaces", ["某办〔2022〕1号", "某办[2022]1号", "measure"])
def test_a_revision_has_its_own_number_and_says_what_it_replaces(files: tuple[str, str], tmp_path: Path, replaces: str) -> None:
    revised = NEW.replace("id: measure", "id: measure-2024").replace(
        "document: {number: 某办〔2022〕1号", f"document: {{number: 某办〔2024〕9号, replaces: '{replaces}'"
    )
    (tmp_path / "revised.yaml").write_text(revised, encoding="utf-8")
    assert call("diff", files[0], str(tmp_path / "revised.yaml"), "--layer", "rules").exit_code == 1


@pytest.mark.parametrize("count", [0, 1, 3, 8])
def test_two_versions_are_wanted(files: tuple[str, str], count: int) -> None:
    wrong = call("diff", *([files[0]] * count))
    assert wrong.exit_code == 2 and "D102" in wrong.stderr


def test_nothing_heavy_is_loaded_for_text_and_rules(files: tuple[str, str]) -> None:
    probe = "import sys\nfrom engine.commands import main\nmain(sys.argv[1:])\nprint(sorted(sys.modules), file=sys.stderr)"
    words = [sys.executable, "-c", probe, "diff", *files, "--layer", "text", "--layer", "rules"]
    ran = subprocess.run(
        words, cwd=ROOT, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False
    )
    loaded = set(ran.stderr.strip().splitlines()[-1].strip("[]").replace("'", "").split(", "))
    assert "engine.analysis.diff.rules" in loaded
    assert not loaded & {"z3", "docx", "lxml", "polars", "sqlglot", "sqlalchemy", "hypothesis", "simpleeval"}


# --- git ---------------------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> str:
    quiet = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PYTHONIOENCODING": "utf-8",
        "LANG": "en",
    }
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.quotepath=off", "-c", "core.autocrlf=false")
    ran = subprocess.run(
        ["git", *named, *words], cwd=folder, capture_output=True, encoding="utf-8", env=quiet, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two versions of the measure on two commits, a third not committed; `rules/measure.yaml` is its path."""
    git(tmp_path, "init", "-q", "-b", "main")
    path = tmp_path / "rules" / "measure.yaml"
    path.parent.mkdir()
    path.write_text(MEASURE, encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    git(tmp_path, "tag", "first")
    path.write_text(NEW, encoding="utf-8")
    git(tmp_path, "commit", "-q", "-a", "-m", "second")
    path.write_text(edited(("times: months", "times: months - 1"), text=NEW), encoding="utf-8")
    return tmp_path


@git_wanted
def test_revisions_are_compared(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    found = call("diff", "first:rules/measure.yaml", "main:rules/measure.yaml", "--layer", "rules")
    assert found.exit_code == 1 and "up 33.3%" in found.output
    later = call("diff", "HEAD:rules/measure.yaml", "rules/measure.yaml", "--layer", "rules")
    assert later.exit_code == 1 and "rules.wages.amount" in later.output and "33.3%" not in later.output
    assert call("diff", "HEAD~1:rules/measure.yaml", "first:rules/measure.yaml", "--layer", "rules").exit_code == 0
    assert call("diff", ":rules/measure.yaml", "main:rules/measure.yaml", "--layer", "rules").exit_code == 0
    monkeypatch.chdir(repository / "rules")
    assert call("diff", "first:./measure.yaml", "main:rules/measure.yaml", "--layer", "rules").exit_code == 1


@git_wanted
@pytest.mark.parametrize(
    ("version", "code"),
    [
        ("nowhere:rules/measure.yaml", "D105"),
        ("--help:rules/measure.yaml", "D105"),
        ("-p:rules/measure.yaml", "D105"),
        ("main;touch x:rules/measure.yaml", "D105"),
        ("$(touch x):rules/measure.yaml", "D105"),
        ("main:rules/none.yaml", "D106"),
        ("main:rules", "D106"),
        ("main:", "D106"),
        ("main:../measure.yaml", "D106"),
        ("main:rules/measure.yaml\0", "D103"),
    ],
)
def test_what_git_cannot_give_is_named(repository: Path, monkeypatch: pytest.MonkeyPatch, version: str, code: str) -> None:
    monkeypatch.chdir(repository)
    wrong = call("diff", "--", version, "rules/measure.yaml")
    assert wrong.exit_code == 2 and f"[{code}]" in wrong.stderr and not wrong.stdout
    assert not (repository / "x").exists()


@git_wanted
def test_a_broken_version_in_the_history_is_shown_with_its_place(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / "rules" / "measure.yaml").write_text(MEASURE.replace("amount: grant", "amount: grand"), encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "broken")
    wrong = call("diff", "main:rules/measure.yaml", "first:rules/measure.yaml")
    assert wrong.exit_code == 2 and "the old version cannot be used: main:rules/measure.yaml" in wrong.stderr
    assert "main:rules/measure.yaml:55:13: error[T330]" in wrong.stderr


def test_outside_a_repository_a_revision_is_refused(
    files: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    wrong = call("diff", "main:old.yaml", files[1])
    assert wrong.exit_code == 2 and ("D104" in wrong.stderr or "D103" in wrong.stderr)


OURS = f'"{Path(sys.executable).as_posix()}" "{(ROOT / "cli.py").as_posix()}"'


@git_wanted
def test_as_difftool(repository: Path) -> None:
    tool = f'difftool.tiaokuan.cmd={OURS} --lang en diff "$LOCAL" "$REMOTE" --layer rules'
    shown = git(repository, "-c", tool, "difftool", "--no-prompt", "--tool=tiaokuan", "first", "main")
    assert "CNY 30,000 → CNY 40,000, up 33.3%" in shown


@git_wanted
def test_as_external_diff(repository: Path) -> None:
    (repository / ".gitattributes").write_text("rules/*.yaml diff=tiaokuan\n", encoding="utf-8")
    command = f"diff.tiaokuan.command={OURS} --lang en diff"
    shown = git(repository, "-c", command, "diff", "--ext-diff", "first", "main")
    assert "CNY 30,000 → CNY 40,000, up 33.3%" in shown
    (repository / "rules" / "another.yaml").write_text(MEASURE, encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "mv", "rules/measure.yaml", "rules/moved.yaml")
    git(repository, "commit", "-q", "-a", "-m", "third")
    added = git(repository, "-c", command, "diff", "--ext-diff", "-M", "first", "HEAD")
    assert "in the new version alone" in added


@git_wanted
def test_with_show_as_textconv(repository: Path) -> None:
    (repository / ".gitattributes").write_text("rules/*.yaml diff=pack\n", encoding="utf-8")
    command = f"diff.pack.textconv={OURS} --lang zh show --format markdown"
    shown = git(repository, "-c", command, "diff", "first", "main")
    removed, added = ([line for line in shown.splitlines() if line.startswith(sign) and "开办费" in line] for sign in "-+")
    assert any("3万元" in line for line in removed) and any("4万元" in line for line in added)
    assert "parameters" not in shown


def test_a_run_of_its_own_prints_chinese(files: tuple[str, str]) -> None:
    ran = spawn("diff", *files, "--layer", "rules", PYTHONIOENCODING="utf-8")
    assert ran.returncode == 1 and "提高33.3%" in ran.stdout.decode("utf-8")


def test_without_a_solver_the_layer_of_answers_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is called the same of which a layer was left out unsaid."""
    known = importlib.util.find_spec
    monkeypatch.setattr("engine.commands.diff.find_spec", lambda name: None if name == "z3" else known(name))
    stopped = call("diff", TAICANG, TAICANG, "--lang", "en")
    assert stopped.exit_code == 2 and "U926" in stopped.stderr and "tiaokuan[prove]" in stopped.stderr
    assert call("diff", TAICANG, TAICANG, "--layer", "text", "--layer", "rules").exit_code == 0
