"""Whether what a user installs, as a wheel or from a checkout, finds its packs and works from an empty folder."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from engine.version import ENGINE

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


class Installed:
    """The program as installed in an environment of its own, run from an empty folder."""

    def __init__(self, folder: Path, needs: set[str]) -> None:
        self.scripts = folder / "env" / SCRIPTS
        self.empty = folder / "empty"
        self.empty.mkdir()
        venv.create(folder / "env", with_pip=False, symlinks=os.name != "nt")
        site = self.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
        for name in needs:
            copy_distribution(name, Path(site))

    def run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this environment; nothing of the developer's environment leaks in."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
        clean |= {"PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}
        return subprocess.run(
            [str(self.scripts / command), *arguments],
            cwd=self.empty,
            env=clean,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )


def closure(*requirements: str) -> set[str]:
    """The distributions that these requirements need, by their own metadata and without any extra."""
    found: set[str] = set()
    waiting = [line for line in requirements if "extra ==" not in line]
    while waiting:
        name = re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", waiting.pop(), maxsplit=1)[0]).lower()
        if name in found:
            continue
        try:
            needed = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # a requirement for another system, such as colorama for Windows
        found.add(name)
        waiting += [line for line in needed if "extra ==" not in line]
    return found


def copy_distribution(name: str, site: Path) -> None:
    """Copy an installed distribution to another environment: exact, quick, and without a network."""
    for file in metadata.files(name) or []:
        if ".." in file.parts or file.suffix == ".pyc":
            continue
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file.locate(), site / file)


def pip(*arguments: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def build_wheel(folder: Path) -> Path:
    pip("wheel", str(ROOT), "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder))
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The program installed in the way the test names, with the dependencies it declares and no others."""
    kind: str = request.param
    folder = tmp_path_factory.mktemp(kind)
    needs = closure(*tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"])
    if kind == "wheel":
        what = [str(build_wheel(folder))]
    else:
        what = ["--no-build-isolation", "--editable", str(ROOT)]
        needs |= closure("hatchling")  # an editable install is built inside the environment it is for
    program = Installed(folder, needs)
    pip("--python", str(program.scripts / "python"), "install", "--no-deps", "--no-index", *what)
    return program


each_kind = pytest.mark.parametrize("installed", ["wheel", "editable"], indirect=True)


@each_kind
def test_it_is_the_installed_one(installed: Installed, request: pytest.FixtureRequest) -> None:
    ran = installed.run("python", "-c", "import engine; print(engine.__file__)")
    from_checkout = Path(ran.stdout.strip()).is_relative_to(ROOT / "engine")
    assert from_checkout == ("editable" in request.node.name)
    version = installed.run("tiaokuan", "--version")
    assert version.returncode == 0, version.stderr
    assert ENGINE in version.stdout


@each_kind
def test_a_pack_is_found_by_its_id(installed: Installed) -> None:
    ran = installed.run("tiaokuan", "check", "taicang-2021-163")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    unknown = installed.run("tiaokuan", "check", "nowhere-1999-1")
    assert unknown.returncode == 2
    assert "nowhere-1999-1" in unknown.stderr


@each_kind
def test_a_case_is_evaluated(installed: Installed) -> None:
    """The same answer as in the checkout, and it names the benefit and money of the example."""
    shutil.copy(ROOT / "examples" / "sunshine-house.yaml", installed.empty / "sunshine-house.yaml")
    arguments = ["evaluate", "taicang-2021-163", "sunshine-house.yaml"]
    ran = installed.run("tiaokuan", *arguments, "--format", "json")
    assert ran.returncode in {0, 3}, ran.stdout + ran.stderr
    outcome = json.loads(ran.stdout)
    assert outcome["pack"]["id"] == "taicang-2021-163"
    assert {award["rule"] for award in outcome["awards"]} >= {"startup_subsidy", "post_subsidy"}
    here = [sys.executable, str(ROOT / "cli.py"), *arguments[:2], str(ROOT / "examples" / arguments[2]), "--format", "json"]
    checkout = subprocess.run(here, cwd=installed.empty, capture_output=True, encoding="utf-8")
    assert json.loads(checkout.stdout) == outcome
    said = installed.run("tiaokuan", *arguments, "--lang", "zh")
    assert said.returncode == ran.returncode
    assert "60,000" in said.stdout or "6万元" in said.stdout


def test_the_wheel_holds_the_engine_and_its_data_only(tmp_path: Path) -> None:
    with zipfile.ZipFile(build_wheel(tmp_path)) as wheel:
        names = wheel.namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"engine"}
    for folder in ("policies", "schemas"):
        beside = {path.name for path in (ROOT / folder).glob("*.*")}
        inside = {name.rsplit("/", 1)[1] for name in names if name.startswith(f"engine/_data/{folder}/")}
        assert beside
        assert inside == beside
