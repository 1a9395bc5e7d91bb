"""Is what --format sarif prints a log that readers of SARIF 2.1.0 take?

The schema below holds the part of the standard that such a log uses: what it requires, what it allows, and nothing besides.
"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from engine.text.catalog import CATALOG
from tests.cli.support import call
from tests.lint.test_gallery import HERE

POSITIVE = {"type": "integer", "minimum": 1}
TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}


def closed(required: list[str], **properties: object) -> dict[str, object]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = closed(["startLine"], startLine=POSITIVE, startColumn=POSITIVE, endLine=POSITIVE, endColumn=POSITIVE)
PHYSICAL = closed(
    ["artifactLocation"], artifactLocation=closed(["uri"], uri={"type": "string", "format": "uri-reference"}), region=REGION
)
LOCATION = closed([], id={"type": "integer", "minimum": 0}, physicalLocation=PHYSICAL)
RULE = closed(
    ["id"],
    id={"type": "string"},
    name={"type": "string"},
    shortDescription=TEXT,
    help=TEXT,
    defaultConfiguration=closed([], level=LEVEL),
)
DRIVER = closed(
    ["name"],
    name={"type": "string"},
    version={"type": "string"},
    semanticVersion={"type": "string"},
    rules={"type": "array", "uniqueItems": True, "items": RULE},
)
RESULT = closed(
    ["message"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=TEXT,
    locations={"type": "array", "items": LOCATION},
    relatedLocations={"type": "array", "uniqueItems": True, "items": LOCATION},
)
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
    results={"type": "array", "items": RESULT},
)
LOG = {
    **closed(["version", "runs"], version={"const": "2.1.0"}, runs={"type": "array", "items": RUN}),
}
LOG["properties"]["$schema"] = {"type": "string", "format": "uri"}  # type: ignore[index]

GIVEN = ["L412.bad.yaml", "L424.bad.yaml", "L417.bad.yaml", "base.yaml"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", GIVEN)
def test_a_log_is_one(name: str, lang: str) -> None:
    result = call("check", str(HERE / name), "--format", "sarif", "--lang", lang)
    log = json.loads(result.stdout)
    jsonschema.validate(log, LOG, format_checker=jsonschema.FormatChecker())
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
    jsonschema.validate(log, LOG, format_checker=jsonschema.FormatChecker())
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
