"""The schemas are closed, explained and true; what does not fit is said in our words, at its own place."""

from __future__ import annotations

import ast
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from engine.backends.outcome_json import to_json
from engine.backends.reference import evaluate
from engine.pack.cases import CASE_KEYS, FILE_KEYS, read_cases
from engine.pack.cases_lines import CLAIM_KEYS, DECISION_KEYS, HISTORY_KEYS
from engine.pack.cases_values import blank
from engine.pack.document import Fields, Items, Node, parse, read
from engine.pack.load import MOST_VALUES, load
from engine.pack.shape import KINDS, OTHER, SHOWN, WANTED, check_pack
from engine.text.diagnostics import Diagnostic
from engine.text.render import said
from engine.text.resources import schemas_folder

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    name: json.loads((schemas_folder() / f"{name}.schema.json").read_text(encoding="utf-8"))
    for name in ("pack", "case", "outcome")
}
DEFS = SCHEMAS["pack"]["$defs"]
BOTH = re.compile(r"[\u4e00-\u9fff].* / .*[A-Za-z]", re.DOTALL)
PACKS = [*ROOT.glob("policies/*.yaml"), *ROOT.glob("examples/measures/*.yaml")]
CASES = [path for path in PACKS if ".cases." in path.name] + [*ROOT.glob("examples/*.yaml")]
PACKS = [path for path in PACKS if ".cases." not in path.name]
SAMPLES = {"id": "small", "version": "1.0.0", "digest": "sha256:" + "0" * 64, "most": "12", "": "a_name"}
KEYWORDS = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "additionalProperties", "propertyNames",
    "required", "items", "enum", "pattern", "minLength", "maxLength", "minItems", "minProperties", "if", "then", "else",
}  # fmt: skip
NOT_BUILT = {"format", "currency", "ignore", "code", "place", "reason"}  # said of the file, not of the measure
LONGEST = 12  # levels of the schema; values of tables nest without end

Json = Any
Way = tuple[str | int, ...]


# --- The schemas -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained_in_both_languages(name: str) -> None:
    said_of = {where: part.get("description", "") for where, part in parts(SCHEMAS[name], name) if not where.endswith("/")}
    assert len(said_of) > 30
    assert not [where for where, text in said_of.items() if not BOTH.search(text)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_word_of_a_schema_is_a_keyword(name: str) -> None:
    """JSON Schema passes over words it does not know: `requird` would ask for nothing."""
    words = {(where, word) for where, part in parts(SCHEMAS[name], name) for word in part}
    assert not [each for each in words if each[1] not in KEYWORDS]


@pytest.mark.parametrize("name", ["pack", "outcome"])
def test_every_map_is_closed(name: str) -> None:
    """Its keys are listed, or its names are free and their values are not; a typo in the schema would leave a map open."""
    opened = [
        where
        for where, part in parts(SCHEMAS[name], name)
        if ("object" in part.get("type", ()) or "properties" in part) and "additionalProperties" not in part
    ]
    assert not opened


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_that_must_be_there_may_be_there(name: str) -> None:
    wrong = [
        (where, key)
        for where, part in parts(SCHEMAS[name], name)
        if part.get("properties")
        for key in part.get("required", ())
        if key not in part["properties"]
    ]
    assert not wrong


@pytest.mark.parametrize("name", SCHEMAS)
def test_patterns_hold_the_whole_text_and_ascii_digits(name: str) -> None:
    patterns = {part["pattern"] for _, part in parts(SCHEMAS[name], name) if "pattern" in part}
    assert all(each.startswith("^") and each.endswith(("$", r"(?![\s\S])")) and r"\d" not in each for each in patterns)
    if name == "pack":  # `$` would let a line end through, and this one is run by us
        assert all(each.endswith(r"(?![\s\S])") for each in patterns)


def test_every_pattern_is_said_in_words() -> None:
    """The keys with a pattern are those with words for what is wanted; names have their own."""
    keys = {where.rpartition(".")[2] for where, part in parts(SCHEMAS["pack"], "pack") if "pattern" in part}
    assert {key for key in keys if "$name" not in key} == set(WANTED)
    assert OTHER not in WANTED.values() and set(KINDS) == {"object", "array", "string"}


def test_the_schema_lists_what_the_builder_reads() -> None:
    """Every key it asks for, and no other."""
    read_ = {
        node.value
        for path in [*ROOT.glob("engine/pack/build*.py"), ROOT / "engine/pack/nodes.py"]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    asked = {
        node.args[0].value
        for path in ROOT.glob("engine/pack/build*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "key") and node.args
        if isinstance(node.args[0], ast.Constant)
    }
    named = {key for _, part in parts(SCHEMAS["pack"], "pack") for key in part.get("properties", ())}
    assert len(asked) > 40 and asked <= named
    assert (
        named - read_ - set(SCHEMAS["pack"]["properties"]["document"]["properties"]) == NOT_BUILT
    )  # a document is taken as it is


def parts(part: Json, where: str) -> Iterator[tuple[str, Json]]:
    """Every key and definition of a schema, and (ending in /) the schemas inside it."""
    yield where, part
    for key, inner in part.get("properties", {}).items():
        yield from parts(inner, f"{where}.{key}")
    for key in ("additionalProperties", "items", "then", "else"):
        if isinstance(part.get(key), dict):
            yield from parts(part[key], f"{where}/{key}/")
    for key, inner in part.get("$defs", {}).items():
        yield from parts(inner, f"${key}")


# --- Every key rejects what is wrong -----------------------------------------------------------------------------------


def sample(schema: Json, kind: str, key: str = "", level: int = 0) -> Json:
    """Something that fits `schema` and holds every key; of several forms the one of `kind`, where there is a choice."""
    schema = followed(schema)
    forms = forms_of(schema)
    form = kind if kind in forms and level < LONGEST else "string" if "string" in forms else forms[0]
    if form == "array":
        return [sample(schema["items"], kind, key, level + 1)]
    if form == "object":
        names = {"a_name": schema["additionalProperties"]} if isinstance(schema["additionalProperties"], dict) else {}
        return {name: sample(each, kind, name, level + 1) for name, each in (schema.get("properties", {}) | names).items()}
    words = [each for each in schema.get("enum", ()) if isinstance(each, str)]
    return words[0] if words else SAMPLES[key] if "pattern" in schema else "x"


def followed(schema: Json) -> Json:
    return DEFS[schema["$ref"].removeprefix("#/$defs/")] if "$ref" in schema else schema


def forms_of(schema: Json) -> list[str]:
    """The forms a value may have in a file: every scalar is a text there."""
    stated = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    scalars = {"integer", "number", "boolean", "null"}
    return list(dict.fromkeys("string" if each in scalars else each for each in stated))


def places(schema: Json, value: Json, way: Way = ()) -> Iterator[tuple[Way, Json, Json]]:
    """Every place of a value with what the schema says of it."""
    schema = followed(schema)
    yield way, schema, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(schema.get("properties", {}).get(key) or schema["additionalProperties"], inner, (*way, key))
    elif isinstance(value, list):
        yield from places(schema["items"], value[0], (*way, 0))


def wrongs(schema: Json, value: Json) -> Iterator[tuple[str, Json]]:
    """Values that do not fit where `value` does, each with the code it gets."""
    forms = forms_of(schema)
    for form, other in (("object", {"zz": "x"}), ("array", ["x"]), ("string", "x")):
        if form not in forms:
            yield "S203", other
    if not isinstance(value, str):
        if isinstance(value, dict) and schema.get("additionalProperties") is False:
            yield "S201", value | {"zz_nothing": "x"}
            for key in schema.get("required", ()):
                yield "S202", {each: inner for each, inner in value.items() if each != key}
        if isinstance(value, dict) and "propertyNames" in schema:
            yield "S205", value | {"no name": next(iter(value.values()))}
        return
    if "enum" in schema:
        yield "S204", "no_such_word"
    if "pattern" in schema:
        yield "S205", "!"
        yield "S205", value + "\n"
    if schema.get("minLength"):
        yield "S206", ""
    if "maxLength" in schema:
        yield "S207", "x" * (schema["maxLength"] + 1)


def put(value: Json, way: Way, other: Json) -> Json:
    """`value` with `other` at `way`."""
    if not way:
        return other
    copy: Json = dict(value) if isinstance(value, dict) else list(value)
    copy[way[0]] = put(copy[way[0]], way[1:], other)
    return copy


def checked(value: Json) -> tuple[Node, list[Diagnostic]]:
    node, found = parse(json.dumps(value, ensure_ascii=False, indent=1).encode(), "pack.yaml")
    assert node is not None and not found
    return node, check_pack(node)


def at(node: Node, way: Way) -> Node:
    for step in way:
        inner = node.items[int(step)] if isinstance(node, Items) else node.get(str(step)) if isinstance(node, Fields) else None
        assert inner is not None
        node = inner
    return node


@pytest.mark.parametrize("kind", ["object", "array", "string"])
def test_a_pack_with_every_key_fits(kind: str) -> None:
    assert checked(sample(SCHEMAS["pack"], kind))[1] == []


def test_the_samples_hold_every_key() -> None:
    """So that the next test leaves none out."""
    held = {way[-1] for kind in KINDS for way, _, _ in places(SCHEMAS["pack"], sample(SCHEMAS["pack"], kind)) if way}
    named = {key for _, part in parts(SCHEMAS["pack"], "pack") for key in part.get("properties", ())}
    assert named <= held


@pytest.mark.parametrize("kind", ["object", "array", "string"])
def test_every_key_rejects_a_wrong_value_at_its_place(kind: str) -> None:
    """Each way to be wrong of each part of the schema, once: the code, and a place within the value or its key."""
    whole = sample(SCHEMAS["pack"], kind)
    told: set[tuple[int, str, str]] = set()
    missed = []
    for way, schema, value in places(SCHEMAS["pack"], whole):
        small = pruned(whole, way)
        for code, other in wrongs(schema, value):
            case = (id(schema), code, type(other).__name__)
            if case in told or (code == "S203" and not way):
                continue
            told.add(case)
            node, found = checked(put(small, way, other))
            spot = at(node, way).place
            if not any(each.code == code and each.place and spot.start <= each.place.start <= spot.end for each in found):
                missed.append((way, code, other if len(str(other)) < 50 else "…", [(each.code, each.values) for each in found]))
            assert all(len(text) <= 2 * SHOWN or "、" in text for each in found for text in each.values.values())
    assert len(told) > 200
    assert not missed


def pruned(value: Json, way: Way) -> Json:
    """`value` with only what the pack must have and what lies on the way."""
    kept = {*SCHEMAS["pack"]["required"], *way[:1]}
    return {key: inner for key, inner in value.items() if key in kept}


@pytest.mark.parametrize("other", ["registered", ["a"]])
def test_the_whole_file_is_a_map(other: Json) -> None:
    assert [each.code for each in checked(other)[1]] == ["S203"]


# --- What is said ------------------------------------------------------------------------------------------------------

PACK = """\
format: 1
id: small
version: 1.0.0
title: {zh: 小办法}
subjects:
  firm: {label: {zh: 企业}}
facts:
  firm:
    staff: {type: int, from: 0}
parameters:
  grant: {value: 3万元}
rules:
  start:
    subject: firm
    when: [staff >= 3]
    amount: grant
    limits: [{at_most: grant, per: year}]
"""


def messages(old: str, new: str, lang: str = "en") -> list[tuple[str, str, str]]:
    """The code, what is marked and what is said of the pack with one change."""
    assert PACK.count(old) == 1
    node, found = parse(PACK.replace(old, new).encode(), "small.yaml")
    assert node is not None and not found
    return [(each.code, each.place.text if each.place else "", said(each, lang)[0]) for each in check_pack(node)]


@pytest.mark.parametrize(
    ("old", "new", "code", "marked", "part"),
    [
        ("limits: [", "limit: [", "S201", "limit", "did you mean `limits`?"),
        ("parameters:", "paramters:", "S201", "paramters", "did you mean `parameters`?"),
        ("subjects:", "subject:", "S201", "subject", "did you mean `subjects`?"),
        ("type: int, from", "typ: int, from", "S201", "typ", "did you mean `type`?"),
        ("at_most: grant", "atmost: grant", "S201", "atmost", "did you mean `at_most`?"),
        ("per: year", "per: yaer", "S204", "yaer", "did you mean `year`?"),
        ("{type: int, from: 0}", "{from: 0}", "S202", "from", "`staff` lacks `type`"),
        ("    subject: firm\n", "", "S202", "when", "`start` lacks `subject`"),
        ("when: [staff >= 3]", "when: [[staff >= 3]]", "S203", "[staff >= 3]", "`when` must be a map (key: value) or a single value"),
        ("version: 1.0.0", "version: 1.0", "S205", "1.0", "`1.0` is not of the right form"),
        ("  grant: {value", "  2nd: {value", "S205", "2nd", "`2nd` is not of the right form"),
        ("amount: grant", "amount:", "S206", "", "`amount` is empty"),
    ],
)  # fmt: skip
def test_a_slip_is_named_at_its_place(old: str, new: str, code: str, marked: str, part: str) -> None:
    found = messages(old, new)
    assert (code, marked) in [each[:2] for each in found]
    assert any(part in text for each, _, text in found if each == code)


def test_slips_come_in_the_order_of_the_file_and_in_both_languages() -> None:
    node, _ = parse(PACK.replace("title:", "titel:").replace("limits:", "limit:").encode(), "small.yaml")
    assert node is not None
    found = check_pack(node)
    starts = [each.place.start for each in found if each.place]
    assert len(found) == 3 and starts == sorted(starts)
    assert all(re.search(r"[\u4e00-\u9fff]", said(each, "zh")[0]) for each in found)


@pytest.mark.parametrize(("old", "new"), [("1.0.0", "{}"), ("year", "{}"), ("limits", "{}"), ("  grant:", "  {}:")])
def test_a_message_holds_little_of_a_value(old: str, new: str) -> None:
    """Whoever pastes a person's papers into a wrong place does not find them in every log."""
    secret = "11010519491231002X" * 6
    said_of = [text for _, _, text in messages(old, new.format(secret))]
    assert any(secret[:SHOWN] in text for text in said_of)
    assert not any(secret[: SHOWN + 1] in text for text in said_of)


def test_the_words_are_ours() -> None:
    """Nothing of the library's own text comes through."""
    theirs = re.compile(r"is not of type|is not valid|Additional properties|required property|does not match|too long|non-empty")
    for old, new in (
        ("per: year", "per: x"),
        ("limits: [", "limit: ["),
        ("version: 1.0.0", "version: x"),
        ("amount: grant", "amount: [x]"),
    ):
        assert not any(theirs.search(text) for _, _, text in messages(old, new))


# --- What is right fits ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_the_packs_fit(path: Path) -> None:
    node, _ = read(path)
    assert node is not None
    assert check_pack(node) == []


def test_a_large_pack_is_checked_in_time() -> None:
    """As many values as a pack may have; a check takes some 0.3 s."""
    lines = MOST_VALUES // 6
    text = PACK.replace(
        "  grant: {value: 3万元}\n",
        "  grant: {value: 3万元}\n"
        + "".join(f"  g{number}: {{value: 3万元, label: {{zh: 数}}, cite: 一}}\n" for number in range(lines)),
    )
    node, _ = parse(text.encode(), "large.yaml")
    assert node is not None
    before = time.process_time()
    assert check_pack(node) == []
    assert time.process_time() - before < 5


# --- Cases and outcomes ------------------------------------------------------------------------------------------------


def test_the_schema_of_cases_lists_what_their_reader_takes() -> None:
    """The reader is what checks a case; the schema tells editors the same."""
    defs, whole = SCHEMAS["case"]["$defs"], SCHEMAS["case"]
    assert set(whole["then"]["properties"]) == set(FILE_KEYS)
    for name, keys in (("case", CASE_KEYS), ("line", HISTORY_KEYS), ("decision", DECISION_KEYS), ("claim", CLAIM_KEYS)):
        assert set(defs[name]["properties"]) == set(keys), name


def plain(node: Node) -> Json:
    """The nodes as an editor reads them: an empty value is null."""
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    if isinstance(node, Fields):
        return {field.key.text: plain(field.value) for field in node.fields}
    return None if blank(node) else node.text


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name], registry=Registry())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_the_cases_fit(path: Path) -> None:
    node, _ = read(path)
    assert node is not None
    assert not [(list(error.absolute_path), error.validator) for error in validator("case").iter_errors(plain(node))]


@pytest.mark.parametrize(
    ("case", "fits"),
    [
        ({"as_of": "2023-02-01", "firm": {"staff": 3}}, True),
        ({"as_of": "2023-02-01", "firm": None, "claims": None, "history": "", "expect": None, "steps": None}, True),
        ({"defaults": None, "cases": [{"as_of": "2023-02-01"}]}, True),
        ({"defaults": {"as_of": "2023-02-01"}}, False),
        ({"cases": []}, False),
        ({"cases": [{"as_of": "2023-02-01"}], "case": "x"}, False),
        ({"as_of": ["2023-02-01"]}, False),
        ({"claims": [{"post": "P1"}]}, False),
        ({"history": [{"amount": "1元"}]}, False),
        ({"history": "none"}, False),
        ({"decisions": [{"rule": {"a": "b"}}]}, False),
        ({"firm": "registered"}, False),
        ({"firm": ["registered"]}, False),
        ({"steps": [{"as_of": []}]}, False),
    ],
)
def test_a_case_fits_or_not(case: Json, fits: bool) -> None:
    assert validator("case").is_valid(case) is fits


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_outcomes_fit_their_schema(path: Path) -> None:
    """Of every case that comes with a pack."""
    cases_path = path.with_name(path.name.replace(".yaml", ".cases.yaml"))
    pack = load(path).pack
    node, _ = read(cases_path)
    assert pack is not None and node is not None
    cases, _ = read_cases(node, pack)
    assert cases
    check = validator("outcome")
    step = max(1, len(cases) // 40)
    for case in cases[::step]:
        outcome = json.loads(json.dumps(to_json(evaluate(pack, case))))
        assert not [(case.name, list(error.absolute_path), error.message[:80]) for error in check.iter_errors(outcome)]


def test_an_outcome_with_another_key_does_not_fit() -> None:
    pack = load(PACKS[0]).pack
    assert pack is not None
    node, _ = read(PACKS[0].with_name(PACKS[0].name.replace(".yaml", ".cases.yaml")))
    assert node is not None
    made = json.loads(json.dumps(to_json(evaluate(pack, read_cases(node, pack)[0][0]))))
    assert validator("outcome").is_valid(made)
    for key in ("awards", "choices", "targets", "duties"):
        for each in made[key][:1]:
            assert not validator("outcome").is_valid({**made, key: [{**each, "anything": 1}]})
            assert not validator("outcome").is_valid(
                {**made, key: [{inner: each[inner] for inner in each if inner != "because"}]}
            )
    assert not validator("outcome").is_valid({**made, "low": 0})
