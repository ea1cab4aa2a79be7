"""What it costs to check a whole half-year by Python alone, as a ratio in the same run."""

import subprocess
import sys
import zipfile

import pytest

MOST = 10  # times what it costs to read the package's pages once with Python's own parser of HTML

READ_PAGES = """
import sys
from html.parser import HTMLParser
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.html")):
    HTMLParser().feed(path.read_text(encoding="utf-8"))
"""


def _measure(*arguments: str) -> float:
    """Seconds of the processor that a Python of its own takes, its start included. What it says is not looked at."""
    watch = (
        "import resource, subprocess, sys; done = subprocess.run([sys.executable, '-I', '-S', *sys.argv[1:]], "
        "capture_output=True); used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(done.returncode, used.ru_utime + used.ru_stime)"
    )
    done = subprocess.run([sys.executable, "-c", watch, *arguments], capture_output=True, encoding="utf-8", check=True)
    code, seconds = done.stdout.split()
    assert code == "0", done.stdout
    return float(seconds)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what an ended child took")
def test_a_half_year_of_randers_is_checked_in_a_few_times_what_its_pages_take_to_read(randers, tmp_path):
    """24 checks, each page, table and signature, against one reading of the pages that keeps nothing."""
    done = randers.copy(tmp_path / "projekt").hpanalysis("package", "2026H1", "--to", str(tmp_path / "p.zip"))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        archive.extractall(tmp_path)
    package = tmp_path / "dokumentation-2026H1"
    reading = _measure("-c", READ_PAGES, str(package))
    assert _measure(str(package / "verify.py")) < MOST * reading
