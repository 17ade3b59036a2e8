"""What is published: source archive and wheel, built, looked into, installed and run."""

import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from unkink.cli.manual import page
from unkink.version import VERSION

ROOT = Path(__file__).parents[1]
NOT_PUBLISHED = {"__pycache__"}


def test_the_version_is_the_same_in_the_project_file_and_in_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive, and the wheel from that; without the network."""
    folder = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (one,) = dist.glob("*.whl")
    return one


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment that borrows our dependencies; its bin folder."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True)
    paths = sysconfig.get_paths("venv", {"base": str(home), "platbase": str(home)})
    (Path(paths["purelib"]) / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(home / "bin/python")),
            *("install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", str(wheel)),
        ],
        check=True,
    )
    return home / "bin"


def files(folder: str) -> set[str]:
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {
        path.relative_to(ROOT).as_posix() for path in found if not NOT_PUBLISHED & set(path.parts)
    }


@pytest.mark.packaging
def test_the_wheel_installs_one_name_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        top = {name.split("/")[0] for name in archive.namelist()}
    assert top == {"unkink", f"unkink-{VERSION}.dist-info", f"unkink-{VERSION}.data"}


@pytest.mark.packaging
def test_the_wheel_brings_the_manual_page_and_nothing_else_beside_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        beside = [name for name in archive.namelist() if ".data/" in name]
        assert beside == [f"unkink-{VERSION}.data/data/share/man/man1/unkink.1"]
        assert archive.read(beside[0]).decode() == f"{page()}\n"
    assert not (ROOT / "build/unkink.1").exists()


@pytest.mark.packaging
def test_man_finds_the_page_of_the_installed_program(installed: Path) -> None:
    """It looks into share/man beside each bin folder of PATH."""
    found = subprocess.run(
        ["man", "--where", "unkink"],
        env={"PATH": f"{installed}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert found.stdout.strip() == str(installed.parent / "share/man/man1/unkink.1")


@pytest.mark.packaging
def test_the_wheel_holds_every_asset_and_every_module(wheel: Path) -> None:
    assets = {f"unkink/_assets/{name}" for name in files("config") | files("icons")}
    modules = {name.removeprefix("daemon/") for name in files("daemon/unkink")}
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    assert "unkink/_assets/config/tips/neck-warmup.toml" in assets
    assert assets <= inside
    assert modules <= inside
    assert {name for name in inside if name.startswith("unkink/")} == assets | modules


@pytest.mark.packaging
def test_the_source_archive_holds_what_the_tests_need(dist: Path) -> None:
    (archive_path,) = dist.glob("*.tar.gz")
    with tarfile.open(archive_path) as archive:
        inside = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert files("config") | files("daemon/unkink") <= inside
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/test_packaging.py"} <= inside


@pytest.mark.packaging
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["unkink", "--version"], f"unkink {VERSION}"),
        (["python", "-m", "unkink", "--version"], f"unkink {VERSION}"),
        (["python", "-m", "unkink", "tips"], "Look over each shoulder"),
        (["unkink", "tip", "neck-turns"], "Evidence grade C"),
        (["unkink", "config", "check"], "the defaults are in use"),
        (["unkink", "manual"], ".SH EXIT STATUS"),
        (["unkink", "completions", "fish"], "complete -c unkink"),
        (["unkink", "autostart", "on"], "bin/unkink run"),
    ],
)
def test_the_installed_program_runs(
    installed: Path, tmp_path: Path, command: list[str], said: str
) -> None:
    program, *arguments = command
    run = subprocess.run(
        [str(installed / program), *arguments],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert said in run.stdout


@pytest.mark.packaging
def test_the_installed_program_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    asked = (
        "import unkink, unkink.assets; print(unkink.__file__); print(unkink.assets.asset('config'))"
    )
    run = subprocess.run(
        [str(installed / "python"), "-c", asked],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={},
    )
    assert run.returncode == 0
    assert all(Path(line).is_relative_to(installed.parent) for line in run.stdout.splitlines())
