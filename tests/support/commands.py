"""Commands of the program run in processes that are copied from one that has imported it already.

A command spends most of its time on imports, and the tests give hundreds of commands. One process a test run imports
what commands import and waits; for each command it is copied by `fork`, and the copy becomes the command: its folder,
environment, output and exit code are its own, as in `python -m hpanalysis`. It is the way that the program itself makes
its pages.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

# What the copies need not import again.
_PRELOADED = (
    "hpanalysis.pipeline.pages.lean_imports",  # before all else, as the command line has it
    "hpanalysis.cli",
    "hpanalysis.demo",
    "hpanalysis.pipeline.check",
    "hpanalysis.pipeline.run",
    "hpanalysis.pipeline.package.packing",
    "hpanalysis.pipeline.year.follow_up",
    "hpanalysis.validate",
    "great_expectations",
)
# Python reads these as it starts, so a copy cannot take them on.
_READ_AT_START = ("PYTHON", "LC_", "LANG", "LD_", "OPENBLAS", "OMP_", "MPL", "XDG_")
CAN_FORK = hasattr(os, "fork")


def _become(order: dict) -> None:
    """Turn this copy into the command of an order, and end with its exit code."""
    for number, path in ((0, os.devnull), (1, order["stdout"]), (2, order["stderr"])):
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(file, number)
        os.close(file)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    sys.argv = ["hpanalysis", *order["arguments"]]
    code = 1
    try:
        runpy.run_module("hpanalysis", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve() -> None:
    """Import all, then for each order that comes as a line of JSON answer with the exit code of a copy."""
    import importlib

    for name in _PRELOADED:
        importlib.import_module(name)
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def _select_read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that decide how Python starts."""
    return {name: value for name, value in environment.items() if name.startswith(_READ_AT_START)}


class _Server:
    """The process that is copied. One a worker of the tests, started by the first command."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._started_with = _select_read_at_start(os.environ)

    def can_take(self, environment: Mapping[str, str]) -> bool:
        """Whether a copy is the same as a process started in this environment."""
        return CAN_FORK and _select_read_at_start(environment) == self._started_with

    def _start(self) -> subprocess.Popen[str]:
        paths = [str(Path(__file__).parent), *filter(None, sys.path)]
        process = subprocess.Popen(
            [sys.executable, "-c", "import commands; commands.serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            encoding="utf-8",
        )
        atexit.register(process.kill)
        return process

    def ask(self, order: dict) -> int:
        """The exit code of the command that an order tells."""
        if self._process is None or self._process.poll() is not None:
            self._process = self._start()
        assert self._process.stdin is not None and self._process.stdout is not None
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


_SERVER = _Server()


def run(arguments: tuple[str, ...], cwd: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The command with its output and exit code. environment: what it has besides this process's own."""
    whole = dict(os.environ | environment)
    if not _SERVER.can_take(whole):
        command = [sys.executable, "-m", "hpanalysis", *arguments]
        return subprocess.run(command, cwd=cwd, env=whole, capture_output=True, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        files = {name: str(Path(folder) / name) for name in ("stdout", "stderr")}
        code = _SERVER.ask({"arguments": list(arguments), "cwd": str(cwd), "env": whole, **files})
        output = {name: Path(path).read_text(encoding="utf-8") for name, path in files.items()}
    return subprocess.CompletedProcess(arguments, code, **output)
