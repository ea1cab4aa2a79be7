"""Each command imports the large libraries that it needs, and no others: help and wrong use answer at once.

A command is run as its user runs it, and the process tells at its end which of the watched modules it has imported. To
let a command import one more, add it to the command's row, and know what its users will wait for.
"""

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib

import pytest
import typer

import projects
from hpanalysis.cli import app
from slow_cases import keep_quick

# The libraries that the program depends on, what they bring that takes long, and what takes long of Python itself.
WATCHED = {
    "IPython",
    "PIL",
    "asyncio",
    "babel",
    "cryptography",
    "dateutil",
    "duckdb",
    "filelock",
    "great_expectations",
    "ipykernel",
    "jinja2",
    "jsonschema",
    "jupyter_client",
    "jupyterlab",
    "markupsafe",
    "matplotlib",
    "narwhals",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "pyarrow",
    "pydantic",
    "pytest",
    "requests",
    "rich",
    "scipy",
    "scipy.optimize",
    "scipy.sparse",
    "scipy.stats",
    "seaborn",
    "sqlalchemy",
    "ssl",
    "statsmodels",
    "tornado",
    "typer",
    "tzdata",
    "xlsxwriter",
    "yaml",
    "zmq",
}

HELP = {"typer"}
READS_PLAN = HELP | {"pydantic", "yaml", "narwhals"}  # narwhals, because the indicators are declared in its words
TELLS_DAYS = READS_PLAN | {"babel"}
KEEPS_LOGS = TELLS_DAYS | {"dateutil", "xlsxwriter"}
PUBLISHES = READS_PLAN | {"dateutil", "filelock", "rich", "numpy", "pandas", "pyarrow", "ssl"}
MEASURES = PUBLISHES | {"babel", "duckdb", "scipy", "scipy.sparse"}
# Great Expectations brings the others, and what is new is protected by a solver.
VALIDATES = {
    "scipy.optimize",
    "great_expectations",
    "asyncio",
    "jinja2",
    "jsonschema",
    "markupsafe",
    "requests",
    "scipy.stats",
}

# What is typed in a project with two published half-years -> the exit code, and what the command may import.
COMMANDS = {
    "": (0, HELP),
    "--help": (0, HELP),
    "--version": (0, HELP),
    "run --help": (0, HELP),
    "completion bash": (0, HELP),
    "koer": (2, HELP),
    "--hurtigt": (2, HELP),
    "run": (2, HELP),
    "run 2026H3": (2, HELP),
    "run 2026H1 --hurtigt": (2, HELP),
    "run 2026H1 --jobs 0": (2, HELP),
    "run 2026H1 --edition x": (2, HELP),
    "new 2026H3": (2, HELP),
    "check 2026H3": (2, HELP),
    "diff 2026H1 2026H3": (2, HELP),
    "pdf 2026H3": (2, HELP),
    "package 2026H3 --to pakke.zip": (2, HELP),
    "follow-up 2026H1": (2, HELP),
    "demo --until 2026H3": (2, HELP),
    "log --remove": (2, HELP),
    "audit-table": (2, HELP),
    "verify findes-ikke.zip": (2, HELP),
    "new-key {tmp}/noegle.txt": (0, HELP),
    "list": (0, TELLS_DAYS),
    "diff 2025H2 2026H1": (0, TELLS_DAYS),
    "locate Storegade": (0, READS_PLAN),
    "audit-table params/plan/baselines.csv": (0, TELLS_DAYS),
    "new 2026H2": (0, KEEPS_LOGS),
    "log --to {tmp}/optegnelser.xlsx": (0, KEEPS_LOGS),
    "pdf 2026H1 --browser findes-ikke": (2, READS_PLAN | {"filelock", "rich"}),
    "approve findes-ikke.zip --sign findes-ikke": (2, PUBLISHES - {"filelock", "rich", "ssl"}),
    "follow-up 2026": (0, PUBLISHES | {"babel", "duckdb"}),
    "package 2026H1 --to {tmp}/pakke.zip --first": (0, PUBLISHES | {"babel", "markupsafe"}),
    "demo --raw {tmp}/raw": (0, PUBLISHES - {"ssl"} | {"xlsxwriter"}),
    "run 2026H1": (0, MEASURES),  # nothing has changed, and no record tells it of these folders
    "check 2025H1": (0, MEASURES | VALIDATES),
    "run 2025H1": (0, MEASURES | VALIDATES),  # the pages are made by processes of their own
}

_TELL = """
import atexit, os, runpy, sys
to, process = sys.argv.pop(1), os.getpid()
def tell():
    if os.getpid() == process:  # and not in a copy of it that makes a page
        imported = [name for name, module in sys.modules.items() if module is not None]
        open(to, "w", encoding="utf-8").write(" ".join(imported))
atexit.register(tell)
{first}
runpy.run_module("hpanalysis", run_name="__main__", alter_sys=True)
"""


def run(line, project, tmp_path, first=""):
    """The exit code of a command, and what it has imported of all that is watched. first: Python code run before it."""
    told = tmp_path / "told.txt"
    done = subprocess.run(
        [sys.executable, "-P", "-c", _TELL.format(first=first), str(told), *line.format(tmp=tmp_path).split()],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(projects.ROOT / "src"), *filter(None, sys.path)])},
        capture_output=True,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done.returncode, WATCHED & set(told.read_text(encoding="utf-8").split())


@pytest.fixture
def published(packaged, tmp_path):
    """A copy of the project with two published half-years, in which a command may write."""
    return packaged.copy(tmp_path / "projekt")


# What makes or checks a half-year from its extracts takes its time.
LONG = ("run 2025H1", "check 2025H1", "package 2026H1 --to {tmp}/pakke.zip --first")


@pytest.mark.parametrize("line", keep_quick(COMMANDS, *(line for line in COMMANDS if line not in LONG)))
def test_a_command_imports_what_it_needs_and_no_more(line, published, tmp_path):
    code, allowed = COMMANDS[line]
    found, imported = run(line, published, tmp_path)
    assert (found, imported - allowed, allowed - imported) == (code, set(), set())


def test_every_command_has_a_row():
    assert set(typer.main.get_command(app).commands) <= {line.partition(" ")[0] for line in COMMANDS}


def test_one_more_would_be_seen(published, tmp_path):
    assert run("--help", published, tmp_path, first="import duckdb, scipy.stats")[1] >= HELP | {"duckdb", "scipy.stats"}


def test_every_library_that_the_program_depends_on_is_watched():
    project = tomllib.loads((projects.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.match(r"[\w-]+", one)[0].replace("-", "_").lower() for one in project["dependencies"]}
    modules = {}
    for module, distributions in importlib.metadata.packages_distributions().items():
        for distribution in distributions:
            modules.setdefault(distribution.replace("-", "_").lower(), set()).add(module)
    assert {name for name in names if not WATCHED & modules.get(name, {name})} == set()
