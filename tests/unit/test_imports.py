"""The import contract holds, and would see a room that imports another."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The program itself, in the environment under test: no PATH, no shell.
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the package in `root`/src by the contracts of `root`/pyproject.toml."""
    environment = os.environ | {"PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-c", LINT, "--no-cache", "--config", str(root / "pyproject.toml")]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def copy(tmp_path):
    """The package and its contracts, free to be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return tmp_path


def import_in(root: Path, module: str, line: str) -> None:
    path = root / "src" / "hpanalysis" / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")


def test_the_contracts_are_kept():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8").count("[[tool.importlinter.contracts]]")
    assert contracts >= 2
    assert f"{contracts} kept, 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("measure/__init__.py", "import hpanalysis.judge"),
        ("report/__init__.py", "from hpanalysis import measure"),
        ("tables/__init__.py", "from hpanalysis import workspace"),
        ("judge/__init__.py", "from hpanalysis import pipeline"),
        ("definitions/model.py", "from hpanalysis import errors"),
        ("definitions/sources/moedre.py", "from hpanalysis.definitions.indicators import fraflytning"),
    ],
)
def test_a_forbidden_import_breaks_a_contract(copy, module, line):
    import_in(copy, module, line)
    result = lint(copy)
    assert result.returncode == 1
    assert "1 broken" in result.stdout


def test_a_module_that_no_layer_names_breaks_the_contract(copy):
    (copy / "src" / "hpanalysis" / "helpers.py").write_text("X = 1\n", encoding="utf-8")
    result = lint(copy)
    assert result.returncode == 1
    assert "helpers" in result.stdout


def test_a_room_within_a_room_that_calls_back_breaks_its_contract(copy):
    """Five rooms at once, each by a contract of its own: one linting tells of all."""
    import_in(copy, "pipeline/year/follow_up.py", "import hpanalysis.pipeline.half_year.tables")
    import_in(copy, "load/formats/csv_file.py", "import hpanalysis.load.placing.spelling")
    import_in(copy, "disclose/linear_system/rows.py", "import hpanalysis.disclose.pattern")
    import_in(copy, "verify/opening/package.py", "import hpanalysis.verify.checks.bag")
    import_in(copy, "report/tables/matrix.py", "import hpanalysis.report.charts.svg")
    result = lint(copy)
    assert result.returncode == 1
    assert "5 broken" in result.stdout
