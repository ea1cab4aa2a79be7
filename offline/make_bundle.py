"""Everything that a machine without internet needs, in one folder: the program, its locked wheels, and how to install.

    python offline/make_bundle.py --for windows --to ../hpanalysis-windows
    python offline/make_bundle.py --for linux --python 3.12 --to ../hpanalysis-linux

Run it where a package index can be reached; carry the folder to the other machine; run `installer.cmd` or
`sh installer.sh` there. Each wheel is one that requirements.lock names by its digest, and is checked against it twice:
when it is downloaded, and when it is installed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
# The files of the bundle besides the program's own.
WHEELS, CHOSEN, INSTALLERS = "wheels", "requirements-offline.txt", ("installer.cmd", "installer.sh")
VERSION = (
    "python-version.txt"  # `3.11`: a wheel with compiled parts fits one version alone, so the installers ask for it
)
# A requirement of the lock: its name and version, its marker if it has one, and the lines of its digests.
_REQUIREMENT = re.compile(
    r"^(?P<pin>[\w.\[\]-]+==\S+?)(?: ; (?P<marker>[^\\\n]+?))?(?P<hashes>(?: \\\n +--hash=\S+)+)", re.M
)


@dataclass(frozen=True)
class Machine:
    """A kind of machine that a bundle may be made for. What pip downloads is chosen by the platforms, and what the lock
    asks of the machine by the rest, which are the names that its markers use."""

    platforms: tuple[str, ...]  # of wheels, as pip names them, the newest first
    sys_platform: str
    os_name: str
    platform_system: str


MACHINES = {
    "windows": Machine(("win_amd64",), "win32", "nt", "Windows"),
    "linux": Machine(
        ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
        "linux",
        "posix",
        "Linux",
    ),
}


class NoWheels(Exception):
    """A wheel could not be downloaded: no index was reached, or it has none for the machine. Raised by
    `download_wheels`; what pip said of it stands on the screen."""


def name_latest(python: str) -> str:
    """A full version that stands for the latest of 3.11 or another: the lock and some wheels ask for 3.11.5 or later,
    and `3.11` alone would be read as 3.11.0."""
    return f"{python}.99"


def list_requirements(lock: str, machine: Machine, python: str) -> Iterator[str]:
    """The requirements of a lock that a machine needs, each with its digests and without its marker: pip would hold the
    marker against the machine that it runs on, not the one that the bundle is for. lock: the whole file. python: the
    version on that machine, such as 3.11."""
    wanted = {
        "sys_platform": machine.sys_platform,
        "os_name": machine.os_name,
        "platform_system": machine.platform_system,
        "platform_machine": "AMD64" if machine.os_name == "nt" else "x86_64",
        "python_version": python,
        "python_full_version": name_latest(python),
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for found in _REQUIREMENT.finditer(lock):
        if found["marker"] is None or Marker(found["marker"]).evaluate(wanted):
            yield f"{found['pin']}{found['hashes']}"


def download_wheels(requirements: Path, to: Path, machine: Machine, python: str) -> None:
    """Download the wheel of each requirement for a machine; `NoWheels` if one cannot be had, after pip's own words.
    requirements: a file of pins with digests."""
    command = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary=:all:", "--requirement", str(requirements), "--dest", str(to)]
    command += ["--implementation", "cp", "--python-version", name_latest(python)]
    command += [part for platform in (*machine.platforms, "any") for part in ("--platform", platform)]
    command += [part for abi in (f"cp{python.replace('.', '')}", "abi3", "none") for part in ("--abi", abi)]
    if subprocess.run(command).returncode:
        raise NoWheels


def copy_program(to: Path) -> None:
    """Copy the files that git knows of the program: no extract, no key and nothing that a run has made."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, encoding="utf-8"
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)


def make_bundle(machine: Machine, python: str, to: Path) -> int:
    """Make the bundle in a folder that must not exist yet; returns how many wheels it has. If a wheel cannot be had,
    the folder is removed, because half a bundle would be carried to a machine that cannot mend it (`NoWheels`)."""
    to.mkdir(parents=True)
    try:
        return _fill_bundle(machine, python, to)
    except BaseException:
        shutil.rmtree(to, ignore_errors=True)
        raise


def _fill_bundle(machine: Machine, python: str, to: Path) -> int:
    """Copy the program, the wheels and the installers to an empty folder; returns how many wheels it has."""
    copy_program(to)
    chosen = to / CHOSEN
    chosen.write_text("\n".join(list_requirements(LOCK.read_text("utf-8"), machine, python)) + "\n", encoding="utf-8")
    (to / VERSION).write_text(f"{python}\n", encoding="utf-8")
    download_wheels(chosen, to / WHEELS, machine, python)
    for name in INSTALLERS:
        shutil.copy2(ROOT / "offline" / name, to / name)
    return len(list((to / WHEELS).glob("*.whl")))


def main() -> None:
    """Read what is asked for, make the bundle, and print where it lies."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--for", dest="machine", choices=sorted(MACHINES), required=True)
    parser.add_argument("--python", default="3.11", help="the version of Python on that machine (3.11)")
    parser.add_argument("--to", type=Path, required=True, help="a folder that does not exist yet")
    asked = parser.parse_args()
    if not re.fullmatch(r"3\.1[1-4]", asked.python):
        parser.error(f"--python {asked.python}: expected 3.11, 3.12, 3.13 or 3.14")
    if asked.to.exists():
        parser.error(f"--to {asked.to.name}: the folder is there already; name a new one")
    try:
        wheels = make_bundle(MACHINES[asked.machine], asked.python, asked.to)
    except NoWheels:
        print(f"A wheel could not be downloaded, and {asked.to.name} was not made. See pip's own words above; ", end="")
        print("is a package index reached, and has each library a wheel for that version of Python?")
        sys.exit(1)
    size = sum(path.stat().st_size for path in asked.to.rglob("*") if path.is_file()) / 1e6
    print(f"{wheels} wheels and the program, {size:.0f} MB, lie in {asked.to.name}. Carry the folder over, and run")
    print("installer.cmd in it." if asked.machine == "windows" else "sh installer.sh in it.")


if __name__ == "__main__":
    main()
