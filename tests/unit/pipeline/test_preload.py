"""The process that the pages' processes are copied from, as a run starts it: in a Python of its own."""

import subprocess
import sys

from hpanalysis.pipeline.publish_run import WARM

# Each takes a second or half of one to import, and no page draws or counts with them.
TOO_SLOW = ("seaborn", "scipy.stats", "statsmodels", "matplotlib.pyplot", "great_expectations")


def ask_warm_process(question: str) -> str:
    """What Python says of an expression where all is imported that a run's pages start from."""
    code = f"import sys, {', '.join(WARM)}\nprint({question})"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_a_page_waits_for_no_library_that_it_does_not_use():
    assert ask_warm_process(f"[name for name in {TOO_SLOW} if name in sys.modules]") == "[]"
