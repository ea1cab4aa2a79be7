"""environment.yml, pyproject.toml and requirements.lock say the same."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
# conda-forge's names, where they are not PyPI's.
CONDA_NAMES = {
    "duckdb": "python-duckdb",
    "matplotlib": "matplotlib-base",
    "seaborn": "seaborn-base",
    "tzdata": "python-tzdata",
}

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def declared() -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return {requirement.name: requirement for requirement in map(Requirement, texts)}


def locked() -> dict[str, list[tuple[Requirement, str]]]:
    """Name -> its entries (a package may be locked apart for some Pythons), each with its hashes as text."""
    text = re.sub(r"^\s*#.*$", "", LOCK, flags=re.MULTILINE)
    found: dict[str, list] = {}
    for entry in re.split(r"\n(?=[a-zA-Z0-9])", text.strip()):
        line, _, hashes = entry.partition("\\")
        requirement = Requirement(line.strip())
        found.setdefault(requirement.name, []).append((requirement, hashes))
    return found


def pinned(requirement: Requirement) -> Version:
    (specifier,) = requirement.specifier
    assert specifier.operator == "=="
    return Version(specifier.version)


def conda() -> tuple[dict, dict[str, Requirement]]:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    packages = [item for item in environment["dependencies"] if isinstance(item, str)]
    return environment, {requirement.name: requirement for requirement in map(Requirement, packages)}


DECLARED, LOCKED = declared(), locked()
ENVIRONMENT, CONDA = conda()
each = pytest.mark.parametrize("name", DECLARED)


@each
def test_a_declared_package_is_locked_at_its_lower_bound_or_above(name):
    for requirement, _ in LOCKED[name]:
        assert DECLARED[name].specifier.contains(pinned(requirement))


@each
def test_a_declared_package_is_in_the_conda_environment_from_the_locked_version_up_to_any_bound(name):
    bound = CONDA[CONDA_NAMES.get(name, name)].specifier
    newest = max(pinned(requirement) for requirement, _ in LOCKED[name])
    below = [str(each) for each in DECLARED[name].specifier if each.operator == "<"]
    assert sorted(str(bound).split(",")) == sorted([f">={newest}", *below])


def test_the_conda_environment_holds_nothing_else():
    expected = {CONDA_NAMES.get(name, name) for name in DECLARED} | {"python", "pip"}
    assert set(CONDA) == expected


def test_the_conda_environment_takes_the_same_python_and_one_channel_and_installs_this_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert str(CONDA["python"].specifier) == project["requires-python"]
    assert ENVIRONMENT["channels"] == ["conda-forge"]
    assert ENVIRONMENT["name"] == project["name"]
    by_pip = [item["pip"] for item in ENVIRONMENT["dependencies"] if isinstance(item, dict)]
    assert by_pip == [["--editable ."]]


def test_every_locked_package_is_pinned_and_bears_its_hashes():
    assert len(LOCKED) > len(DECLARED)
    for entries in LOCKED.values():
        for requirement, hashes in entries:
            assert pinned(requirement)
            found = re.findall(r"--hash=(\w+):([0-9a-f]+)", hashes)
            assert found and all(kind == "sha256" and len(digest) == 64 for kind, digest in found)


@pytest.mark.parametrize("file", ["requirements.lock", "environment.yml", "pyproject.toml"])
def test_no_file_names_a_registry_host_or_an_index(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    named = re.search(r"https?:|://|--(extra-)?index-url [^-]|--find-links [^-]|--trusted-host", text)
    assert named is None


def test_the_lock_is_universal_with_windows_and_mac_packages_behind_markers():
    behind = {name: str(entries[0][0].marker) for name, entries in LOCKED.items() if entries[0][0].marker}
    assert "win32" in behind["colorama"]
    assert "darwin" in behind["appnope"]


@pytest.mark.parametrize("python", ["3.11.9", "3.12.7", "3.13.1"])
@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_each_python_and_platform_gets_one_version_of_a_package(python, platform):
    system = {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}[platform]
    here = {
        "python_version": python.rsplit(".", 1)[0],
        "python_full_version": python,
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "nt" if platform == "win32" else "posix",
    }
    for name, entries in LOCKED.items():
        fitting = [r for r, _ in entries if r.marker is None or r.marker.evaluate(here)]
        assert len(fitting) <= 1, name
        if name in DECLARED and (DECLARED[name].marker is None or DECLARED[name].marker.evaluate(here)):
            assert len(fitting) == 1, name
