"""The folder for machines without internet: the wheels such a machine needs, and installing without an index."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundle():
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("make_bundle", ROOT / "offline" / "make_bundle.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_bundle"] = module
    spec.loader.exec_module(module)
    return module


def names(bundle, machine, python="3.11"):
    return [item.split("==")[0] for item in bundle.list_requirements(LOCK, bundle.MACHINES[machine], python)]


def test_every_line_of_the_lock_is_read(bundle):
    pins = re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)
    read = [found["pin"].split("==")[0] for found in bundle._REQUIREMENT.finditer(LOCK)]
    assert read == pins and len(pins) > 100


@pytest.mark.parametrize("python", ["3.11", "3.12"])
def test_a_machine_gets_what_its_system_needs_and_nothing_of_another(bundle, python):
    windows, linux = (set(names(bundle, machine, python)) for machine in ("windows", "linux"))
    assert {"pywinpty", "tzdata"} <= windows and not {"pexpect", "ptyprocess"} & windows
    assert {"pexpect", "ptyprocess"} <= linux and "pywinpty" not in linux
    for machine in ("windows", "linux"):
        listed = names(bundle, machine, python)
        assert len(listed) == len(set(listed)), "two versions of one library"


def test_each_requirement_keeps_its_digests_and_no_marker(bundle):
    for item in bundle.list_requirements(LOCK, bundle.MACHINES["windows"], "3.11"):
        assert re.fullmatch(r"[\w.\[\]-]+==\S+(?: \\\n +--hash=sha256:[0-9a-f]{64})+", item), item.splitlines()[0]


def test_the_installers_ask_no_index_and_check_every_digest():
    for name in ("installer.sh", "installer.cmd"):
        text = (ROOT / "offline" / name).read_bytes()
        assert b"PIP_NO_INDEX=1" in text and b"--require-hashes" in text
        # Windows reads a .cmd file with line feeds alone wrongly; sh does so with carriage returns.
        assert (b"\r\n" in text) == name.endswith(".cmd")
        assert text.count(b"\n") == text.count(b"\r\n") or name.endswith(".sh")


@pytest.mark.parametrize("arguments", [["--for", "mac"], ["--for", "linux", "--python", "2.7"]])
def test_a_wrong_choice_is_refused(arguments, tmp_path):
    command = [sys.executable, ROOT / "offline" / "make_bundle.py", *arguments, "--to", str(tmp_path / "ny")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2 and not (tmp_path / "ny").exists()


def test_nothing_is_left_where_no_index_is_reached(tmp_path):
    command = [sys.executable, ROOT / "offline" / "make_bundle.py", "--for", "linux", "--to", str(tmp_path / "ny")]
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    nowhere |= {"PIP_NO_CACHE_DIR": "1"}
    usual = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    done = subprocess.run(command, capture_output=True, text=True, env=usual | nowhere)
    assert done.returncode == 1 and not (tmp_path / "ny").exists()
    assert (
        done.stdout.startswith("A wheel could not be downloaded, and ny was not made.")
        and "Traceback" not in done.stderr
    )


@pytest.mark.parametrize(
    ("version", "python", "said"),
    [
        ("2.7", sys.executable, "Denne mappe er lavet til Python 2.7, og den fundne er en anden."),
        ("3.11", "/ingen/python", "Python blev ikke fundet. Ventet: Python 3.11."),
        (f"{sys.version_info.major}.{sys.version_info.minor}", sys.executable, "Mappen wheels mangler."),
    ],
)
def test_the_installer_says_what_is_wrong_and_touches_nothing(tmp_path, version, python, said):
    (tmp_path / "en mappe" / ".venv").mkdir(parents=True)  # of an earlier installation
    (tmp_path / "en mappe" / "python-version.txt").write_text(f"{version}\n", encoding="utf-8")
    shutil.copy(ROOT / "offline" / "installer.sh", tmp_path / "en mappe")
    done = subprocess.run(
        ["sh", "installer.sh"],
        cwd=tmp_path / "en mappe",
        env=os.environ | {"PYTHON": python},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and done.stderr.startswith(said), done.stderr
    assert (tmp_path / "en mappe" / ".venv").is_dir()


@pytest.mark.slow
def test_the_bundle_of_linux_is_installed_without_an_index_and_runs(bundle, tmp_path):
    folder, python = tmp_path / "bundt", f"{sys.version_info.major}.{sys.version_info.minor}"
    assert bundle.make_bundle(bundle.MACHINES["linux"], python, folder) > 100
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHONPATH"))}
    # Any attempt to reach an index fails at once, and so fails the installation.
    environment |= {"PYTHON": sys.executable, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}
    environment |= {"PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(["sh", "installer.sh"], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    ran = subprocess.run([folder / ".venv/bin/hpanalysis", "demo"], cwd=folder, capture_output=True, text=True)
    assert ran.returncode == 0 and (folder / "data" / "raw" / "2026H1").is_dir(), ran.stderr


@pytest.mark.slow
def test_every_wheel_of_windows_is_to_be_had(bundle, tmp_path):
    """Windows itself is not to be had here: what is tested is that each locked library has a wheel for it."""
    wheels = bundle.make_bundle(bundle.MACHINES["windows"], "3.11", tmp_path / "bundt")
    assert wheels == len(names(bundle, "windows"))
    assert {path.name for path in (tmp_path / "bundt").iterdir()} >= {"installer.cmd", "wheels", "src", "notebooks"}
