"""The program in the consoles it meets: other encodings, closed streams, hostile texts, other machines."""

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import pytest

from tests.cli.support import CASES, GRANTED, ROOT, SMALL, TAICANG, Folder, call, spawn

RARE = "𠮷野家"
CONSOLES = {
    "utf8": {"PYTHONIOENCODING": "utf-8"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "c": {"LC_ALL": "C"},
    "ascii": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
}
ENCODINGS = {"gbk": "gbk", "ascii": "ascii"}


def lines(small: str, case: str, wrong: str) -> dict[str, list[str]]:
    """A call of every kind, with an answer, with a finding, and with a mistake in the call."""
    return {
        "help": ["--help"],
        "version": ["--version"],
        "mistake": ["evaluate", small, case, "--format", RARE],
        "missing": ["check", f"{RARE}.yaml"],
        "check": ["check", small, wrong],
        "check json": ["check", small, wrong, "--format", "json"],
        "check github": ["check", wrong, "--format", "github"],
        "evaluate": ["evaluate", small, case],
        "evaluate json": ["evaluate", small, case, "--format", "json"],
        "evaluate markdown": ["evaluate", small, case, "--format", "markdown"],
        "evaluate html": ["evaluate", small, case, "--format", "html"],
        "evaluate wrong": ["evaluate", small, wrong],
        "show": ["show", small],
        "template": ["template", small, "--as-of", "2022-06-01"],
        "test": ["test", small],
        "test junit": ["test", small, "--format", "junit"],
        "schema": ["schema", "pack"],
    }


FOR_MACHINES = {"check json", "evaluate json", "evaluate html", "test junit", "schema"}  # looked at below
NAMED = {"mistake", "missing"}  # an argument that is not ASCII reaches the program as bytes where the locale is ASCII


@pytest.fixture
def calls(folder: Folder, small: str) -> dict[str, list[str]]:
    case = folder.write("rare.yaml", GRANTED.replace("阳光屋", RARE))
    wrong = folder.write("wrong.yaml", GRANTED.replace("阳光屋", RARE).replace("staff: 3", f"staff: {RARE}"))
    folder.write("small.cases.yaml", CASES.replace("三人", RARE).replace("amount: 0元", "amount: 1元"))
    return lines(small, case, wrong)


@pytest.mark.parametrize("what", list(lines("", "", "")))
def test_every_console_gets_the_same_answer(calls: dict[str, list[str]], what: str) -> None:
    """No console makes the program fail, nor changes its exit code or what goes to which stream."""
    usual = spawn("--lang", "zh", *calls[what], **CONSOLES["utf8"])
    for console in ("gbk", "c", "ascii"):
        here = spawn("--lang", "zh", *calls[what], **CONSOLES[console])
        assert here.returncode == usual.returncode
        assert b"Traceback" not in here.stderr
        encoding = ENCODINGS.get(console, "utf-8")
        for got, wanted in ((here.stdout, usual.stdout), (here.stderr, usual.stderr)):
            assert bool(got) == bool(wanted)
            if encoding == "utf-8":
                assert got == wanted
            elif what not in FOR_MACHINES and not (console == "ascii" and what in NAMED):
                assert got == wanted.decode("utf-8").encode(encoding, errors="backslashreplace")


@pytest.mark.parametrize("console", list(CONSOLES))
def test_forms_for_machines_stay_valid(calls: dict[str, list[str]], console: str) -> None:
    """JSON and XML say the same in every console, whatever its encoding."""
    encoding = ENCODINGS.get(console, "utf-8")
    answer = json.loads(spawn(*calls["evaluate json"], **CONSOLES[console]).stdout.decode(encoding))
    assert answer["case"] == RARE
    findings = json.loads(spawn(*calls["check json"], **CONSOLES[console]).stdout.decode(encoding))
    assert any(RARE in finding["message"] for finding in findings)
    report = ET.fromstring(spawn(*calls["test junit"], **CONSOLES[console]).stdout)
    assert RARE in [case.get("name") for case in report.iter("testcase")]
    page = spawn(*calls["evaluate html"], **CONSOLES[console]).stdout.decode(encoding)
    assert RARE in page or "&#134071;" in page


def run_closed(arguments: list[str], **streams: object) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen([sys.executable, str(ROOT / "cli.py"), *arguments], env=environment, **streams)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("arguments", [["show", TAICANG], ["--help"], ["check", TAICANG], ["schema", "pack"]])
def test_a_reader_who_left_is_no_error(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = run_closed(arguments, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said == b""


def test_a_reader_of_complaints_who_left_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = run_closed(["chek"], stdout=subprocess.PIPE, stderr=writing)
    os.close(writing)
    assert process.communicate(timeout=60)[0] == b""
    assert process.returncode == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_said() -> None:
    with open("/dev/full", "wb") as full:
        process = run_closed(["show", TAICANG], stdout=full, stderr=subprocess.PIPE)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 4
    assert b"U950" in said and b"Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
@pytest.mark.parametrize(("closed", "code"), [(">&-", 2), ("2>&-", 0), ("<&-", 0)])
def test_started_with_a_stream_closed(closed: str, code: int) -> None:
    command = f'"{sys.executable}" "{ROOT / "cli.py"}" schema pack {closed}'
    ran = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_an_interruption(folder: Folder, small: str) -> None:
    """Interrupted while it reads a case from a pipe nobody writes to."""
    pipe = str(folder.path / "case.yaml")
    os.mkfifo(pipe)
    heard = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test run in the background ignores it, and so would its children
    process = run_closed(["evaluate", small, pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, heard)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    answer, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert answer == b""
    assert b"Traceback" not in said


HOSTILE = {
    "escape": "\\e[31mred\\e]0;title\\a",
    "back": "paid\\b\\b\\b\\bfree",
    "return": "a\\rb",
    "c1": "a\\u009b31mb",
    "bidi": "a\\u202eb",
    "markup": "</failure><script>alert(1)</script>&amp;\\u0000",
}
FORBIDDEN = [*map(chr, [*range(9), 11, 12, *range(13, 32), *range(127, 160)]), "\u202e", "\u2066", "\u2028"]


@pytest.mark.parametrize("name", list(HOSTILE))
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_hostile_names_are_shown_not_obeyed(folder: Folder, small: str, name: str, form: str) -> None:
    case = folder.write(
        "a.yaml", GRANTED.replace("case: 阳光屋", f'case: "{HOSTILE[name]}"').replace("id: 阳光屋", f'id: "{HOSTILE[name]}"')
    )
    result = call("evaluate", small, case, "--format", form)
    assert not [each for each in FORBIDDEN if each in result.stdout + result.stderr]
    if form == "html":
        assert "<script>alert" not in result.stdout


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_cases_are_reported(folder: Folder, small: str, name: str) -> None:
    folder.write(
        "small.cases.yaml", CASES.replace("case: 三人", f'case: "{HOSTILE[name]}"').replace("amount: 3万元", "amount: 2万元")
    )
    for form in ("text", "junit", "json"):
        result = call("test", small, "--format", form)
        assert result.exit_code in (1, 2)
        if form != "json":
            assert not [each for each in FORBIDDEN if each in result.stdout + result.stderr]
        if form == "junit" and result.exit_code == 1:
            assert len(list(ET.fromstring(result.stdout).iter("failure"))) == 1


def test_line_ends_and_marks_do_not_change_the_pack(folder: Folder, small: str) -> None:
    case = folder.write("a.yaml", GRANTED)
    crlf, marked = folder.write("crlf.yaml", SMALL.replace("\n", "\r\n")), folder.write("marked.yaml", "\ufeff" + SMALL)
    answers = [json.loads(call("evaluate", pack, case, "--format", "json").stdout) for pack in (small, crlf, marked)]
    assert len({answer["pack"]["digest"] for answer in answers}) == 1
    assert [answer["awards"][0]["low"] for answer in answers] == ["30000.00"] * 3


def test_the_same_bytes_everywhere(folder: Folder, small: str) -> None:
    """Neither the hash seed, the locale nor the time zone shows in an answer."""
    case = folder.write("a.yaml", GRANTED.replace("claims: [startup]\n", "period: 2022\n"))
    machines = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "en_US.UTF-8", "TZ": "America/Los_Angeles"},
        {"PYTHONHASHSEED": "3", "LC_ALL": "C", "TZ": "UTC"},
    ]
    for form in ("text", "markdown", "html", "json"):
        ran = [spawn("--lang", "zh", "evaluate", small, case, "--format", form, **machine) for machine in machines]
        assert {each.returncode for each in ran} == {0}
        assert len({each.stdout for each in ran}) == 1
        assert ran[0].stdout


def test_the_language_comes_from_the_locale() -> None:
    chinese = [{}, {"LANG": "zh_CN.UTF-8"}, {"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}, {"LANG": "POSIX"}]
    english = [
        {"LANG": "en_US.UTF-8"},
        {"LC_ALL": "en_GB", "LANG": "zh_CN.UTF-8"},
        {"LANG": "de_DE@euro"},
        {"LC_MESSAGES": "en_US"},
    ]
    for environment in chinese:
        assert "用法" in spawn("--help", PYTHONIOENCODING="utf-8", **environment).stdout.decode(), environment
    for environment in english:
        assert "Usage" in spawn("--help", PYTHONIOENCODING="utf-8", **environment).stdout.decode(), environment


def test_a_bug_is_said_in_two_lines(folder: Folder) -> None:
    """Without a traceback, unless it is asked for; and without the text of the error, which may hold facts."""
    broken = "import engine.commands.schema as s\ns.schemas_folder = lambda: {}['110101199003077758']\n"
    program = f"import sys\n{broken}from engine.commands import main\nsys.exit(main(['schema', 'pack']))\n"
    for debug, code in (("", 70), ("1", 1)):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TIAOKUAN_DEBUG": debug}
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, timeout=60)
        assert ran.returncode == code
        assert (b"Traceback" in ran.stderr) == bool(debug)
        if not debug:
            assert b"U999" in ran.stderr and b"KeyError" in ran.stderr
            assert b"110101199003077758" not in ran.stderr


def test_completion() -> None:
    """What a shell asks for while a command is typed."""
    asked = {"_TIAOKUAN_COMPLETE": "bash_complete", "PYTHONIOENCODING": "utf-8"}
    names = spawn(**asked, COMP_WORDS="tiaokuan ev", COMP_CWORD="1").stdout.decode()
    assert names.split() == ["plain,evaluate"]
    forms = spawn(**asked, COMP_WORDS="tiaokuan evaluate a b --format ", COMP_CWORD="5").stdout.decode()
    assert {line.partition(",")[2] for line in forms.split()} == {"text", "markdown", "html", "json"}
    assert b"_TIAOKUAN_COMPLETE" in spawn(_TIAOKUAN_COMPLETE="bash_source").stdout
