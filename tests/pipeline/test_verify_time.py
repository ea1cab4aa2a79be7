"""How long a whole half-year takes to check, by Python alone."""

import os
import subprocess
import sys
import time
import zipfile

import pytest

SECONDS = 3


def _spent() -> float:
    """Seconds of the processor that ended children took; where a system does not tell (Windows), those of the clock.
    Which of them is asked for is settled by the system: before any child has ended, both systems tell nought."""
    if os.name == "nt":
        return time.perf_counter()
    told = os.times()
    return told.children_user + told.children_system


@pytest.mark.slow
def test_a_half_year_of_randers_is_checked_within_three_seconds_by_bare_python(randers, tmp_path):
    """The start of Python and the reading of all files included; other programs' use of the machine is not."""
    done = randers.copy(tmp_path / "projekt").hpanalysis("package", "2026H1", "--to", str(tmp_path / "p.zip"))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        archive.extractall(tmp_path)
    program = tmp_path / "dokumentation-2026H1" / "verify.py"
    start = _spent()
    checked = subprocess.run([sys.executable, "-I", "-S", str(program)], capture_output=True, encoding="utf-8")
    assert checked.returncode == 0, checked.stdout
    assert _spent() - start < SECONDS
