"""`check --prove`: is what the solver decides of conditions so, and does a "yes" count only if the reference confirms it?"""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from engine.analysis.lint import proving
from engine.analysis.lint.decide import Decided, Deciding, Wanted
from engine.analysis.lint.file import lint_file
from engine.analysis.lint.proving import Prover
from engine.analysis.lint.run import Linted, lint
from engine.backends.smt.conditions import Possible, possible
from engine.pack.load import loads
from engine.pack.model import Pack
from engine.pack.ranges import PackRanges
from engine.text.render import as_text
from tests.cli.support import ROOT, TAICANG, call
from tests.lint.test_decide import CONDITIONS, WANTED, conditions, pack, truths
from tests.policies.measures import MEASURES

TODAY = date(2026, 6, 15)
DRAWN = 80

OPEN = """\
format: 1
id: open
version: 1.0.0
title: 待证
subjects:
  firm: {label: 企业}
  worker: {label: 员工, of: firm}
facts:
  firm:
    founded: {type: date, not_after: as_of}
    built: {type: date}
    opened: {type: date}
    cost: {type: money}
    loan: {type: money}
    debt: {type: money}
    visits: {type: dates}
  worker:
    hired: {type: date}
    wage: {type: money}
parameters:
  rate: {value: {2020-01-01: 50%, 2022-01-01: 40%}}
  span: {value: 6个月}
readings:
  counted:
    subject: firm
    adopted: cost_alone
    options: {cost_alone: {means: cost}, with_loan: {means: cost + loan}}
rules:
"""


def opened(*when: str, rest: str = "", subject: str = "firm") -> Pack:
    """The pack with one rule that has these conditions."""
    stated = "".join(f'\n      - "{each}"' for each in when)
    loaded = loads(f"{OPEN}  r:\n    subject: {subject}\n    amount: unstated\n    when:{stated}\n{rest}".encode(), "open.yaml")
    assert loaded.pack is not None, as_text(loaded.diagnostics, "en")
    return loaded.pack


def linted(made: Pack, prove: bool) -> Linted:
    root = loads(made.rules["r"].place.source.text.encode(), "open.yaml").root
    assert root is not None
    return lint(made, root, today=TODAY, prove=prove)


def asked(*when: str, rest: str = "", subject: str = "firm", want: bool = True) -> bool | None:
    """What the solver says of these conditions, all together."""
    made = opened(*when, rest=rest, subject=subject)
    return Prover(made).decided([(each.formula.expr, want) for each in made.rules["r"].when]).possible


def test_of_a_small_pack_the_solver_says_what_every_case_says() -> None:
    exprs, prover = conditions(), Prover(pack())
    for wanted in random.Random(5).sample(WANTED, DRAWN):
        columns = zip(*(truths(number) for number, _ in wanted), strict=True)
        so = any(all(truth == want for truth, (_, want) in zip(each, wanted, strict=True)) for each in columns)
        decided = prover.decided([(exprs[number], want) for number, want in wanted])
        assert decided.possible is so, [(CONDITIONS[number], want) for number, want in wanted]


@pytest.mark.parametrize("path", [Path(TAICANG), *MEASURES], ids=lambda path: path.stem)
def test_no_question_of_a_shipped_pack_stays_open_and_none_is_a_finding(path: Path) -> None:
    found = lint_file(path, today=TODAY, prove=True)
    assert (found.findings, found.undecided) == ((), {})


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (["founded <= built", "built < opened", "opened < founded"], "L423"),
        (["founded + months(6) <= built or built < founded + span"], "L421"),
        (["cost + loan > debt and loan < debt - cost"], "L422"),
        (["cost > loan + debt", "cost > loan", "loan + debt > 元(5)"], "L424"),
        (["sum(worker, worker.wage) > debt and sum(worker, worker.wage) < debt"], "L422"),
        (["counted > debt + loan and cost < debt"], "L422"),
    ],
)
def test_what_conditions_exclude_together_is_found_with_a_solver_alone(when: list[str], code: str) -> None:
    made = opened(*when)
    without, found = linted(made, prove=False), linted(made, prove=True)
    assert code not in {each.code for each in without.findings} and without.undecided
    assert code in {each.code for each in found.findings} and code not in found.undecided


@pytest.mark.parametrize(
    "when",
    [
        ["founded <= built", "built < opened", "opened <= founded + months(1)"],
        ["sum(worker, worker.wage) > debt", "count(worker, worker.hired > opened) == 1", "debt > cost"],
        ["counted > debt", "cost < debt"],
        ["round_down(cost * rate, 元(1)) == 元(4)", "cost < 元(9)"],
        ["max(worker, worker.wage, 元(0)) > loan and min(worker, worker.wage, 元(0)) < loan", "loan > cost"],
        ["count_between(visits, built, opened) == 2", "first(visits) > founded", "built < founded"],
        ["any(past, past.as_of < built) and count(past, past.times > 1) == 1"],
        ["sum(past, past.amount) > cost + loan"],
    ],
)
def test_what_can_be_is_shown_and_confirmed(when: list[str]) -> None:
    assert asked(*when) is True


def test_periods_and_the_day_of_the_law_are_as_a_claim_has_them() -> None:
    rest = "    period: month\n"
    assert asked("period.end < period.start + days(27)", rest=rest) is False
    assert asked("period.end == period.start + days(28)", rest=rest) is True  # the 29th of a leap year's February
    assert asked("law_at < opened", "opened < law_at") is False
    assert asked("cost * rate > cost * 0.4", "law_at > built", "built > opened", "opened >= law_at - months(1)") is True


def test_a_day_that_no_case_states_shows_nothing() -> None:
    assert asked("founded > as_of") is False
    assert asked("built > as_of", "founded == as_of") is True


def test_a_case_that_the_reference_does_not_confirm_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened("cost > loan + debt", "cost < loan")
    first, second = ([(each.formula.expr, True)] for each in made.rules["r"].when)
    of_another = possible(made, first)
    assert of_another.answer == "yes"
    monkeypatch.setattr(proving, "possible", lambda *_: of_another)
    assert Prover(made).decided(first).possible is True
    assert Prover(made).decided(second).possible is None
    assert Prover(made).decided([(made.rules["r"].when[0].formula.expr, False)]).possible is None


def test_what_the_solver_gives_up_on_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened("founded <= built", "built < opened", "opened < founded")
    wanted = [(each.formula.expr, True) for each in made.rules["r"].when]
    assert possible(made, wanted, effort=1) == Possible("gave_up")
    monkeypatch.setattr(proving, "possible", lambda *_: Possible("gave_up"))
    prover = Prover(made)
    assert [prover.decided(wanted).possible for _ in range(50)] == [None] * 50
    assert prover.given_up == proving.MOST_GIVEN_UP
    assert linted(made, prove=True).undecided == linted(made, prove=False).undecided


def test_the_solver_is_asked_only_what_is_left() -> None:
    questions: list[Wanted] = []

    def solver(wanted: Wanted) -> Decided:
        questions.append(wanted)
        return Decided(None)

    deciding, exprs = Deciding(PackRanges(pack()), solver), conditions()
    assert deciding.can([(exprs[CONDITIONS.index("n > 2")], True), (exprs[CONDITIONS.index("n < 2")], True)]).possible is False
    assert not questions
    deciding.steps = 0
    wanted = [(exprs[0], True)]
    assert [deciding.can(wanted).possible for _ in range(2)] == [None, None] and questions == [wanted]


# -- the command -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "open.yaml"
    path.write_text(opened("founded <= built", "built < opened", "opened < founded").rules["r"].place.source.text, "utf-8")
    return path


def test_the_command_says_what_is_left_with_and_without(file: Path) -> None:
    without, found = call("check", str(file)), call("check", str(file), "--prove")
    assert "not decided without --prove" in without.stdout and "L423" not in without.stdout
    assert "L423" in found.stdout and "not decided" not in found.stdout
    assert (without.exit_code, found.exit_code) == (0, 0)
    assert call("check", str(file), "--prove", "--strict").exit_code == 1


def test_what_the_solver_leaves_is_counted_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "possible", lambda *_: Possible("gave_up"))
    left = next(line for line in call("check", str(file)).stdout.splitlines() if "not decided" in line)
    said = call("check", str(file), "--prove").stdout
    assert f"not decided by the solver either: {left.rpartition(' ')[2]}" in said
    assert "求解器也未能断定" in call("check", str(file), "--prove", lang="zh").stdout


def test_a_file_that_is_mended_is_proved_as_it_stays(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace('\n      - "built', '\n      - "founded <= built"\n      - "built', 1)
    file.write_text(text, encoding="utf-8")
    found = call("check", str(file), "--prove", "--fix")
    assert "L423" in found.stdout and "mended: 1" in found.stdout
    assert file.read_text(encoding="utf-8").count("founded <= built") == 1


def test_without_the_solver_the_extra_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.commands.check.find_spec", lambda name: None)
    found = call("check", str(file), "--prove")
    assert found.exit_code == 2 and "U926" in found.stderr and "tiaokuan[prove]" in found.stderr
    assert call("check", str(file)).exit_code == 0


def test_it_does_not_watch(file: Path) -> None:
    assert "U922" in call("check", str(file), "--prove", "--watch").stderr


def test_without_it_no_solver_is_loaded(file: Path) -> None:
    probe = (
        "import sys\nfrom engine.commands import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('z3' in sys.modules, file=sys.stderr)"
    )
    for options, loaded in (((), "False"), (("--prove",), "True")):
        command = [sys.executable, "-X", "utf8", "-c", probe, "check", str(file), *options]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
        assert ran.stderr.split()[-1] == loaded
