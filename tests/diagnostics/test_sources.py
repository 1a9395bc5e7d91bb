"""Does the code say only what the catalogue holds, with every value that the message names, and can each message be said at all?

Read from the sources: a message with a value left out would raise only when somebody makes that mistake.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from engine.text.catalog import CATALOG
from engine.text.diagnostics import Message

ENGINE = Path(__file__).parents[2] / "engine"
CODE = re.compile(r"[A-Z][0-9]{3}")
SAYS = {"add", "wrong", "_wrong", "stop", "_stop", "plain", "_plain", "_error", "Diagnostic"}
BOTH = ("zh", "en")

# Values that a helper fills in, by the helper: `said("left", type)` gives left_zh and left_en.
PAIRED = {"said"}


@dataclass(frozen=True)
class Saying:
    """A place in the code that says a message."""

    where: str
    codes: frozenset[str]
    values: frozenset[str]
    more: bool  # values come from somewhere the source alone does not show


def sayings() -> Iterator[Saying]:
    for path in sorted(ENGINE.rglob("*.py")):
        if "catalog" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                own = _own_code(tree) if path.parent.name == "rules" else frozenset()
                yield from _of_function(function, path.relative_to(ENGINE).as_posix(), own)


def _own_code(tree: ast.Module) -> frozenset[str]:
    """The code that a rule of lint is about, stated as `CODE`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and [each.id for each in node.targets if isinstance(each, ast.Name)] == ["CODE"]:
            return frozenset(_codes(node.value))
    return frozenset()


def _of_function(function: ast.FunctionDef, file: str, own: frozenset[str]) -> Iterator[Saying]:
    chosen = frozenset(_chosen(function))
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or _name(node.func) not in SAYS or not node.args:
            continue
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and CODE.fullmatch(first.value):
            codes = frozenset({first.value})
        elif isinstance(first, ast.Name) and first.id == "CODE" and own:
            codes = own
        elif isinstance(first, ast.Name) and first.id == "code" and chosen:
            codes = chosen
        else:
            continue
        values, more = _values(node)
        yield Saying(f"{file}:{node.lineno}", codes, frozenset(values), more)


def _chosen(function: ast.FunctionDef) -> Iterator[str]:
    """The codes that a variable `code` may hold."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[target], value=value) | ast.For(target=target, iter=value):
                if any(isinstance(each, ast.Name) and each.id == "code" for each in ast.walk(target)):
                    yield from _codes(value)


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def _values(call: ast.Call) -> tuple[set[str], bool]:
    """The names of the values given, and whether there may be others."""
    values: set[str] = set()
    more = False
    for keyword in call.keywords:
        if keyword.arg is None:
            more = more or not _paired(keyword.value, values)
        elif keyword.arg not in ("related", "cite"):
            values.add(keyword.arg)
    for given in call.args[2:] if _name(call.func) == "Diagnostic" else ():
        if not isinstance(given, ast.Dict):
            more = True
            continue
        for key in given.keys:
            if isinstance(key, ast.Constant):
                values.add(str(key.value))
            else:
                more = True
    if _name(call.func) == "_error":
        more = True
    return values, more


def _paired(node: ast.expr, values: set[str]) -> bool:
    if isinstance(node, ast.Call) and _name(node.func) in PAIRED and isinstance(node.args[0], ast.Constant):
        values |= {f"{node.args[0].value}_{lang}" for lang in BOTH}
        return True
    return False


def named(*texts: str) -> set[str]:
    """The placeholders of texts."""
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def placeholders(message: Message) -> set[str]:
    return named(message.zh, message.en, message.help_zh, message.help_en)


ALL = list(sayings())


def test_the_sources_were_read() -> None:
    """The search above finds what it should; it cannot pass by finding nothing."""
    assert len(ALL) > 200
    assert len({code for each in ALL for code in each.codes}) > 0.9 * len(CATALOG)


def test_every_code_in_the_sources_is_in_the_catalogue_and_the_other_way_round() -> None:
    used = {
        code
        for path in ENGINE.rglob("*.py")
        if "catalog" not in path.parts
        for code in _codes(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert used == set(CATALOG)


@pytest.mark.parametrize("saying", ALL, ids=[f"{'/'.join(sorted(each.codes))} {each.where}" for each in ALL])
def test_a_message_gets_the_values_it_names(saying: Saying) -> None:
    # Of codes chosen among several, each need not use every value.
    wanted = [placeholders(CATALOG[code]) for code in saying.codes]
    for names in wanted:
        assert saying.more or names <= saying.values, f"not given: {sorted(names - saying.values)}"
    stray = saying.values - set().union(*wanted)
    assert not stray, f"given, but no message says it: {sorted(stray)}"


@pytest.mark.parametrize("message", CATALOG.values(), ids=list(CATALOG))
def test_a_message_is_whole_in_both_languages(message: Message) -> None:
    zh, en = named(message.zh, message.help_zh), named(message.en, message.help_en)
    assert {name.removesuffix("_zh") for name in zh} == {name.removesuffix("_en") for name in en}
    assert not any(name.endswith("_en") for name in zh) and not any(name.endswith("_zh") for name in en)
    # What is wrong is said in one sentence, to which the suggestion is added; it ends without a full stop.
    for text in (message.zh, message.en, message.help_zh, message.help_en):
        assert text and text == text.strip() and not text.endswith(("。", ".")), text
    for text in (message.zh, message.en):
        assert "{did_you_mean}" not in text or text.endswith("{did_you_mean}")
    assert re.search(r"[一-鿿]", message.zh + message.help_zh)
    assert not re.search(r"[一-鿿]", re.sub(r"\S*[元年月日].*|未载明", "", message.en))
    assert not message.en[0].isupper() or message.en.startswith("YAML"), message.en
