import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import worker_jobs
from hpanalysis import notebooks
from hpanalysis.notebooks import workers


def run(jobs, at_once=2):
    outcomes = notebooks.run_all(worker_jobs.work, jobs, at_once=at_once, environment={"HPANALYSIS_TEST": "sat"})
    return {outcome.job[0]: outcome for outcome in outcomes}


def test_every_job_has_its_outcome_and_the_environment_reaches_them():
    found = run([("a", "square", 3), ("b", "environment", "HPANALYSIS_TEST"), ("c", "square", 5)])
    assert {name: outcome.result for name, outcome in found.items()} == {"a": 9, "b": "sat", "c": 25}


def test_a_failing_job_takes_no_other_with_it_and_says_where_but_not_what():
    found = run([("a", "fail", "010203-1234"), ("b", "square", 2)])
    assert found["b"].result == 4
    assert found["a"].error.startswith("ValueError i worker_jobs.py, linje ")
    assert "010203" not in found["a"].error


def test_a_foreseen_error_is_told_in_its_own_words():
    assert run([("a", "stop", "Filen mangler.")])["a"].error == "Filen mangler."


def test_a_process_that_dies_is_an_outcome_and_the_others_finish():
    found = run([("a", "die", signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM), ("b", "square", 4)])
    assert found["a"].error.startswith("processen stoppede")
    assert found["b"].result == 16


class DiesUnread:
    """Work that ends its process as it is read, before any job is."""

    def __reduce__(self):
        return os._exit, (3,)


@pytest.mark.parametrize("size", [1, 50_000_000])
def test_a_process_that_dies_before_it_has_its_job_is_an_outcome_too_however_long_the_job_is(size):
    (outcome,) = notebooks.run_all(DiesUnread(), [b"0" * size], at_once=1, environment={})
    assert (outcome.result, outcome.error) == (None, "processen stoppede (kode 3)")


def test_jobs_do_not_see_this_process():
    assert run([("a", "pid", None)])["a"].result != os.getpid()


LOUD = """
import worker_jobs
from hpanalysis import notebooks
if __name__ == "__main__":
    (outcome,) = notebooks.run_all(worker_jobs.work, [("a", "shout", "010203-1234")], at_once=1, environment={})
    print(outcome.result)
"""


def test_nothing_that_a_job_writes_past_its_outputs_is_said_by_the_command(tmp_path):
    (tmp_path / "loud.py").write_text(LOUD, encoding="utf-8")
    paths = os.pathsep.join([str(Path(worker_jobs.__file__).parent), *sys.path])
    done = subprocess.run(
        [sys.executable, tmp_path / "loud.py"], env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "0", "")


PREPARED = """
import os
import worker_jobs
from hpanalysis import notebooks
if __name__ == "__main__":
    notebooks.prepare_workers(["seen_environment"], {"HPANALYSIS_PLAN": "planens mappe"})
    assert "HPANALYSIS_PLAN" not in os.environ
    jobs = [("a", "environment", "SEEN_AS_PREPARED")]
    (outcome,) = notebooks.run_all(worker_jobs.work, jobs, at_once=1, environment={})
    print(outcome.result)
"""


@pytest.mark.skipif(not workers.COPIES, reason="here each process imports for itself")
def test_what_is_imported_beforehand_knows_the_runs_folders_and_this_process_keeps_its_own(tmp_path):
    (tmp_path / "prepared.py").write_text(PREPARED, encoding="utf-8")
    seen = "import os\nos.environ['SEEN_AS_PREPARED'] = os.environ['HPANALYSIS_PLAN']\n"
    (tmp_path / "seen_environment.py").write_text(seen, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(Path(worker_jobs.__file__).parent), *sys.path])
    environment = {name: value for name, value in os.environ.items() if name != "HPANALYSIS_PLAN"}
    done = subprocess.run(
        [sys.executable, tmp_path / "prepared.py"],
        env=environment | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "planens mappe", "")
