"""What `diff` is told wrongly: both packs broken, official texts exchanged, a kind of rule that changed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.support import ROOT, call
from tests.diff.support import MEASURE

REVISION = ROOT / "examples" / "revision"
OLD, NEW = (str(REVISION / f"{each}.yaml") for each in ("old", "new"))
WORDS, NEW_WORDS = (str(REVISION / f"{each}.txt") for each in ("old", "new"))


def test_both_broken_packs_are_told_each_under_its_side(tmp_path: Path) -> None:
    names = []
    for name, wrong in (("one.yaml", "grand"), ("other.yaml", "grunt")):
        path = tmp_path / name
        path.write_text(MEASURE.replace("amount: grant", f"amount: {wrong}"), encoding="utf-8")
        names.append(str(path))
    result = call("diff", *names)
    assert result.exit_code == 2 and not result.stdout
    old, said, new = result.stderr.partition("the new version cannot be used")
    assert said and old.startswith("the old version cannot be used") and "`grand`" in old and "`grunt`" in new


def test_keys_that_are_missing_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    assert call("diff", str(path), OLD).stderr.count("[S202]") == 1


def test_texts_that_are_exchanged_are_refused() -> None:
    """Else every change would be told the wrong way round, and rules would rest on words of the other version."""
    result = call("diff", OLD, NEW, "--layer", "text", "--source-old", NEW_WORDS, "--source-new", WORDS)
    assert result.exit_code == 2 and "[D109]" in result.stderr and not result.stdout
    twice = call("diff", OLD, NEW, "--layer", "text", "--source-old", WORDS, "--source-new", WORDS)
    assert twice.exit_code == 2 and "--source-new" in twice.stderr
    for pack, text in ((OLD, WORDS), (NEW, NEW_WORDS)):
        assert call("diff", pack, pack, "--layer", "text", "--source-old", text, "--source-new", text).exit_code == 0
    assert call("diff", OLD, NEW, "--layer", "text", "--source-old", WORDS, "--source-new", NEW_WORDS).exit_code == 1
