"""A real JupyterLab, of an environment that the project was installed in as the Makefile does it, by its REST."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.parse
import urllib.request
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import projects

PATIENCE = 180  # seconds; a machine that does other things too takes its time

# What a person's own configuration may ask for, and must not get.
CONTRARY = """
jupyter = "jupyter_server.services.contents."
c.ServerApp.contents_manager_class = jupyter + "largefilemanager.AsyncLargeFileManager"
c.ContentsManager.checkpoints_class = jupyter + "filecheckpoints.AsyncFileCheckpoints"
"""


@dataclass(frozen=True)
class Environment:
    """A Python environment and a person's own folders beside it."""

    folder: Path
    python: Path

    def variables(self, **more: str) -> dict[str, str]:
        """The environment variables of a server: the person's folders, and nothing of the machine's own Jupyter."""
        machines = ("JUPYTER", "HPANALYSIS", "PYTHONPATH")
        usual = {name: value for name, value in os.environ.items() if not name.startswith(machines)}
        own = {name: str(self.folder / "hjem" / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
        runtime = {"JUPYTER_RUNTIME_DIR": str(self.folder / "koerer")}  # has the server's token in it, and no notebook
        # JupyterLab's own pages are not copied into the environment; its settings are read from there as they are.
        pages = {"JUPYTERLAB_DIR": str(Path(sys.prefix) / "share" / "jupyter" / "lab")}
        return usual | own | runtime | pages | more

    def command(self) -> list[str]:
        """`jupyter lab`, with nothing said on the command line of what it may save."""
        return [str(self.python), "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.port=0"]


def install(folder: Path) -> Environment:
    """An environment with this project installed by the Makefile's own words; the rest is read from the tests' own."""
    context = venv.EnvBuilder(symlinks=os.name != "nt").ensure_directories(folder)
    venv.create(folder, symlinks=os.name != "nt")
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    (packages / "laant.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", context.env_exe, "install", "--disable-pip-version-check"]
    how = [
        "--quiet",
        "--ignore-installed",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--editable",
        str(projects.ROOT),
    ]
    done = subprocess.run([*pip, *how], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    environment = Environment(folder, Path(context.env_exe))
    own = folder / "hjem" / "JUPYTER_CONFIG_DIR" / "jupyter_server_config.py"
    own.parent.mkdir(parents=True)
    own.write_text(CONTRARY, encoding="utf-8")
    return environment


@dataclass(frozen=True)
class Answer:
    status: int
    content: Any


@dataclass(frozen=True)
class Lab:
    """A running server: what JupyterLab in a browser asks it for."""

    url: str
    token: str
    root: Path

    def ask(self, method: str, address: str, body: object = None) -> Answer:
        """One request, and what was answered: an error is an answer."""
        request = urllib.request.Request(
            self.url + urllib.parse.quote(address),
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        return Answer(status, json.loads(text) if text.startswith(("{", "[")) else text)

    def open(self, path: str) -> dict[str, Any]:
        """A notebook as the browser gets it."""
        answer = self.ask("GET", f"api/contents/{path}")
        assert answer.status == 200, answer
        return answer.content["content"]

    def save(self, path: str, notebook: object, **model: object) -> Answer:
        """Save a notebook, as Ctrl-S does; `model` for what is saved in another way."""
        usual = {"type": "notebook", "format": "json", "content": notebook}
        return self.ask("PUT", f"api/contents/{path}", usual | model)


def _wait_for_server(environment: Environment, process: subprocess.Popen, root: Path) -> Lab:
    """The server when it answers; it tells its url and token in a file a little before that."""
    told = environment.folder / "koerer" / f"jpserver-{process.pid}.json"
    for _ in range(PATIENCE * 10):
        assert process.poll() is None, (environment.folder / "server.log").read_text(encoding="utf-8")
        with contextlib.suppress(OSError, ValueError):  # not there, not whole, not listening
            server = json.loads(told.read_text(encoding="utf-8"))
            lab = Lab(server["url"], server["token"], root)
            if lab.ask("GET", "api/status").status == 200:
                return lab
        time.sleep(0.1)
    raise AssertionError("the server did not start in time")


@contextlib.contextmanager
def run(environment: Environment, root: Path) -> Iterator[Lab]:
    """JupyterLab on a project's folder, ended afterwards."""
    with (environment.folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            environment.command(), cwd=root, env=environment.variables(), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield _wait_for_server(environment, process, root)
        finally:
            process.terminate()
            process.wait(PATIENCE)
