"""What others check a package with, in an environment of their own: bagit, rocrate-validator, frictionless."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1] / "validators"
ENVIRONMENT = HERE / ".venv"
CONTEXT = ENVIRONMENT / "context"  # the cache that stands for the network


def run(program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A validator's own command, where it is installed; a test that needs it says so if it is not."""
    command = ENVIRONMENT / "bin" / program
    if not command.is_file():
        pytest.skip("tests/validators/.venv is missing: this proof is left out (`make validators`)")
    return subprocess.run(
        [str(command), *arguments],
        cwd=cwd,
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "160"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
