"""The process that the pages' processes are copied from, as a run starts it: in a Python of its own."""

import os
import subprocess
import sys

import pytest

import frames
from hpanalysis.pipeline.publish_run import WARM

# Each takes a second or half of one to import, and no page draws or counts with them.
TOO_SLOW = ("seaborn", "scipy.stats", "statsmodels", "matplotlib.pyplot", "great_expectations")


def ask_warm_process(question: str, **environment: str) -> str:
    """What Python says of an expression where all is imported that a run's pages start from."""
    code = f"import sys, threading, {', '.join(WARM)}\nprint({question})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | environment
    )
    return done.stdout.strip()


def test_a_page_waits_for_no_library_that_it_does_not_use():
    assert ask_warm_process(f"[name for name in {TOO_SLOW} if name in sys.modules]") == "[]"


@pytest.mark.slow
def test_a_page_finds_the_plan_read_and_the_schemas_compiled():
    kept = "sys.modules['hpanalysis.plan.remembered']._read_as_it_stands.cache_info().currsize"
    plan = str(frames.ROOT / "params" / "plan")
    assert ask_warm_process(f"({kept}, len(sys.modules['nbformat.validator'].validators))", HPANALYSIS_PLAN=plan) == (
        "(1, 2)"  # strict for a notebook that is read, and less so for one on its way to a page
    )


@pytest.mark.slow
def test_a_plan_that_cannot_be_used_does_not_end_the_process_that_pages_are_copied_from(tmp_path):
    assert ask_warm_process("threading.active_count()", HPANALYSIS_PLAN=str(tmp_path)) == "1"
