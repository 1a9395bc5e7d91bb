"""Whether the code keeps its own house rules: sizes, doors, encodings, portability, a light start."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 250
LONGEST_FUNCTION = 50
TABLES = ("engine/lang/operators.py", "engine/text/catalog/")  # tables are read by looking up, not from top to bottom
DOORS = {"yaml", "jsonschema", "simpleeval", "hypothesis", "z3", "openpyxl"}  # what imports one takes in untyped values
POSIX_ONLY = {"fcntl", "resource", "pwd", "grp", "spwd", "termios", "tty", "pty", "crypt", "syslog", "posix", "readline"}
POSIX_NAMES = {
    "signal": {"SIGALRM", "SIGKILL", "SIGHUP", "SIGUSR1", "SIGPIPE", "alarm", "setitimer", "pause", "sigwait"},
    "os": {"fork", "forkpty", "getuid", "geteuid", "getgid", "mkfifo", "killpg", "setsid", "uname", "wait", "WNOHANG"},
}
HEAVY = ("z3", "polars", "sqlglot", "sqlalchemy", "hypothesis")
NOT_OURS = {"__pycache__", "build", "dist", ".git", ".venv"}
MACHINE_PATH = re.compile(r"(?<![\w.~:}/-])/(?:root|home|work|tmp|opt|mnt|private|Users)/\w|\b[A-Z]:\\Users\\")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|tuna\.tsinghua|mirrors\.aliyun|\"resolved\": \"http")


def python_files(*folders: str) -> Iterator[tuple[str, str]]:
    """Each Python file of the folders: its path from the root, with forward slashes, and its text."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def findings(rule: Callable[[str], Iterator[str]], *folders: str, exempt: tuple[str, ...] = ()) -> list[str]:
    """What the rule finds in the files of the folders, each with its file."""
    files = [(name, text) for name, text in python_files(*folders) if not name.startswith(exempt or ("\0",))]
    assert files
    return [f"{name}:{found}" for name, text in files for found in rule(text)]


def long_file(text: str) -> Iterator[str]:
    if (length := len(text.splitlines())) > LONGEST_FILE:
        yield f"{length} lines"


def long_functions(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.lineno}: {node.name} has {length} lines"


def no_docstring(text: str) -> Iterator[str]:
    if not ast.get_docstring(ast.parse(text)):
        yield "1: the file does not say what it is"


def untyped(text: str) -> Iterator[str]:
    nodes = list(ast.walk(ast.parse(text)))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    if DOORS & {module.split(".")[0] for module in imported}:
        return
    for node in nodes:
        match node:
            case ast.ImportFrom(module="typing", names=names) if "Any" in {alias.name for alias in names}:
                yield f"{node.lineno}: Any outside a door module"
            case ast.Attribute(value=ast.Name(id="typing"), attr="Any"):
                yield f"{node.lineno}: Any outside a door module"


def posix_only(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                yield from (f"{node.lineno}: {alias.name}" for alias in names if alias.name.split(".")[0] in POSIX_ONLY)
            case ast.ImportFrom(module=str(module), names=names):
                if module.split(".")[0] in POSIX_ONLY:
                    yield f"{node.lineno}: {module}"
                absent = POSIX_NAMES.get(module, set())
                yield from (f"{node.lineno}: {module}.{alias.name}" for alias in names if alias.name in absent)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if name in POSIX_NAMES.get(module, ()):
                yield f"{node.lineno}: {module}.{name}"


def unnamed_encoding(text: str) -> Iterator[str]:
    """Text that would be read or written in whatever encoding the machine prefers."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        if "encoding" in keywords or None in keywords:
            continue
        match node.func:
            case ast.Attribute(attr="read_text"):
                needs = not node.args
            case ast.Attribute(attr="write_text"):
                needs = len(node.args) < 2
            case ast.Name(id="open"):
                needs = not is_binary(node.args[1:2], keywords)
            case ast.Attribute(attr="fdopen"):
                needs = not is_binary(node.args[1:2], keywords)
            case ast.Attribute(attr="open", value=ast.Name(id="os" | "zipfile" | "tarfile" | "webbrowser")):
                needs = False
            case ast.Attribute(attr="open"):
                needs = not is_binary(node.args[:1], keywords)
            case _:
                stated = (keywords.get(key) for key in ("text", "universal_newlines"))
                needs = any(isinstance(each, ast.Constant) and each.value is True for each in stated)
        if needs:
            yield f"{node.lineno}: {ast.unparse(node.func)} without encoding"


def is_binary(positional: list[ast.expr], keywords: dict[str | None, ast.expr]) -> bool:
    mode = keywords.get("mode", positional[0] if positional else None)
    return isinstance(mode, ast.Constant) and "b" in str(mode.value)


def foreign_places(text: str) -> Iterator[str]:
    """Paths of one machine and hosts of registries: they mean nothing to whoever reads the file next."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern in (MACHINE_PATH, REGISTRY):
            if found := pattern.search(line):
                yield f"{number}: {found.group()}"


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (long_file, "x = 1\n" * 251, "x = 1\n" * 250),
        (long_functions, "def f():\n" + "    g()\n" * 50, "def f():\n" + "    g()\n" * 49),
        (no_docstring, "x = 1\n", '"""A number."""\n'),
        (untyped, "from typing import Any, cast\n", "from typing import cast\n"),
        (untyped, "from typing import Any\n", "import yaml\nfrom typing import Any\n"),
        (untyped, "import typing\nx: typing.Any\n", "import typing\nx: typing.Final = 1\n"),
        (posix_only, "import os, fcntl\n", "import os, msvcrt\n"),
        (posix_only, "def f():\n    from pwd import getpwnam\n", "from pathlib import Path\n"),
        (posix_only, "import signal\nsignal.signal(signal.SIGALRM, f)\n", "import signal\nsignal.signal(signal.SIGINT, f)\n"),
        (posix_only, "from signal import SIGALRM\n", "from signal import SIGINT\n"),
        (unnamed_encoding, "open('a')\n", "open('a', encoding='utf-8')\n"),
        (unnamed_encoding, "open('a', 'w')\n", "open('a', 'wb')\n"),
        (unnamed_encoding, "path.open()\n", "path.open(mode='rb')\n"),
        (unnamed_encoding, "path.read_text()\n", "path.read_text('utf-8')\n"),
        (unnamed_encoding, "path.write_text('a')\n", "path.write_text('a', 'utf-8')\n"),
        (unnamed_encoding, "run(['a'], text=True)\n", "run(['a'], text=True, encoding='utf-8')\n"),
        (foreign_places, "see " + "/".join(["", "home", "li", "a.txt"]), "see examples/home/li.txt"),
        (foreign_places, "https://" + ".".join(["pypi", "org"]) + "/simple", "https://www.python.org/"),
    ],
)
def test_each_rule_can_fail(rule: Callable[[str], Iterator[str]], bad: str, good: str) -> None:
    """A rule that finds nothing in a bad file would prove nothing about the good ones."""
    assert list(rule(bad))
    assert not list(rule(good))


def test_a_file_is_a_sitting() -> None:
    assert not findings(long_file, "engine", exempt=TABLES)


def test_a_function_is_a_screen() -> None:
    assert not findings(long_functions, "engine", exempt=TABLES)


def test_every_file_says_what_it_is() -> None:
    assert not findings(no_docstring, "engine", "tests")


def test_any_stays_at_the_doors() -> None:
    assert not findings(untyped, "engine")


def test_the_engine_runs_on_every_system() -> None:
    assert not findings(posix_only, "engine")


def test_every_text_file_is_opened_in_a_named_encoding() -> None:
    assert not findings(unnamed_encoding, "engine", "tests", "tools", "benchmarks")


def test_imports_keep_their_direction_and_doors() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo", "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " 0 broken" in ran.stdout


def test_no_file_holds_a_path_of_one_machine_or_a_registry() -> None:
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.is_dir() or NOT_OURS & set(parts) or any(part.endswith(("_cache", ".egg-info", ".hypothesis")) for part in parts):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{'/'.join(parts)}:{place}" for place in foreign_places(text)]
    assert not found


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["--help"], {0}),
        (["check", "policies/taicang_2021_163.yaml"], {0}),
        (["evaluate", "policies/taicang_2021_163.yaml", "examples/sunshine-house.yaml"], {0, 3}),
    ],
)
def test_a_light_start(arguments: list[str], codes: set[int]) -> None:
    """What everybody runs every day does not wait for solvers, data frames or databases to be imported."""
    probe = (
        "import sys\nfrom engine.commands import main\ncode = None\n"
        "try:\n    code = main()\nexcept SystemExit as stop:\n    code = stop.code\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "print('probe', code or 0, *heavy)\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", probe, *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    last = ran.stdout.strip().splitlines()[-1:]
    assert last in [[f"probe {code}"] for code in codes], ran.stdout + ran.stderr
