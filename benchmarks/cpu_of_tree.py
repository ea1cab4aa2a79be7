"""The CPU seconds of a command and of every process that it starts, also of those that outlive their parents.

The measuring process is made the one that orphans are given to (Linux, prctl), and waits for all of them.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What one command took. Made by `measure`."""

    cpu: float  # seconds, user and system, of all processes
    wall: float  # seconds
    code: int  # the command's exit code
    out: str


def measure(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> Cost:
    """Run a command in a folder and tell what it took. Called for each measurement: the measuring is done in a process
    of its own, so that nothing else that this one waits for is counted."""
    done = subprocess.run(
        [sys.executable, __file__, *command],
        cwd=folder,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=True,
    )
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _wait_for_all() -> None:
    """Wait until no process is left that was given to this one. Called when the command has ended."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def main() -> None:
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    started = time.perf_counter()
    done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
    _wait_for_all()
    wall = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {"cpu": used.ru_utime + used.ru_stime, "wall": wall, "code": done.returncode}
    print(json.dumps(told | {"out": (done.stdout + done.stderr)[-2000:]}))


if __name__ == "__main__":
    main()
