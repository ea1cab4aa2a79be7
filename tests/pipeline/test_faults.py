"""A run that is killed, and two at once: what is published is the old publication or the new one, whole."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from hpanalysis import publish
from hpanalysis.pipeline.storage import run_lock
from hpanalysis.publish import exchange, publication
from surroundings import files

HALF = "2026H1"
COMMAND = [sys.executable, "-m", "hpanalysis", "run", HALF]
BEFORE, AFTER = "Opdigtet kommentar til afprøvning.", "Opdigtet kommentar, som er skrevet om."


def change(project):
    """Another choice of the analyst's, so that a run has something new to publish."""
    path = project.folder / "params" / f"{HALF}.yaml"
    text = path.read_text(encoding="utf-8")
    assert BEFORE in text
    path.write_text(text.replace(BEFORE, AFTER), encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def changed(made, tmp_path_factory):
    """The project with the change, run in peace; and the seconds its run took."""
    project = made.copy(tmp_path_factory.mktemp("aendret") / "projekt")
    change(project)
    started = time.monotonic()
    done = project.hpanalysis("run", HALF)
    assert done.returncode == 0, done.stderr
    assert files(project.reports / HALF) != files(made.reports / HALF)
    return project, time.monotonic() - started


@pytest.fixture
def waiting(made, tmp_path):
    """The project with the change and still the old publication."""
    project = made.copy(tmp_path / "projekt")
    change(project)
    return project


def start(project, *arguments):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    return subprocess.Popen([*COMMAND, *arguments], cwd=project.folder, **pipes)


def exchanges(folder):
    """Whether folders change names in one step here; else there is an instant with neither in its place."""
    one, other = folder / "a", folder / "b"
    one.mkdir(), other.mkdir()
    return exchange.exchange_names(one, other)


def kill(running, project, begun, after):
    """SIGKILL so many seconds after the run began (begun: None), or after it began to make ready or to put in place.

    begun: what the folder in reports/ is called then. Between the two lies the commit point.
    """
    if begun is not None:
        making, folder = (project.reports / f"{name}{HALF}" for name in (publish.MAKING, begun))
        while running.poll() is None and not making.exists():
            time.sleep(0.001)
        while running.poll() is None and not folder.exists():
            pass  # it is there for some thousandths of a second
    end = time.monotonic() + after
    while running.poll() is None and time.monotonic() < end:
        time.sleep(0.0005)
    running.send_signal(signal.SIGKILL)
    running.communicate()


def whole(found, *publications):
    """Whether what was found is one of these, byte for byte."""
    return any(found == each for each in publications)


@pytest.fixture
def killed(made, changed, waiting, tmp_path):
    """Kills a run at a moment; what must hold of reports/ then, before any next start, and after the next run."""
    project, seconds = changed
    old, new = files(made.reports / HALF), files(project.reports / HALF)
    pages = [(each.reports / "index.html").read_bytes() for each in (made, project)]

    def at(begun, after):
        kill(start(waiting), waiting, begun, after * seconds if begun is None else after)
        found = files(waiting.reports / HALF)
        assert whole(found, old, new) or (found == {} and not exchanges(tmp_path))
        assert whole((waiting.reports / "index.html").read_bytes(), *pages)
        done = waiting.hpanalysis("run", HALF)
        assert done.returncode == 0, done.stderr
        assert files(waiting.reports) == files(project.reports)
        assert [name for name in files(waiting.processed) if name.rpartition(".")[2].isdigit()] == []

    return at


# What has begun (None: the run), and how long ago: parts of the run's length, or seconds.
FEW = [(publish.READY, 0.002)]


def moments():
    """Thirty moments from a seed: spread over the run, and before and after the commit point."""
    chance = random.Random(2026)
    spread = [(None, (part + chance.random()) / 15) for part in range(15)]
    before = [(publish.MAKING, 0.1 * chance.random() ** 2) for _ in range(5)]
    return spread + before + [(publish.READY, 0.008 * chance.random() ** 2) for _ in range(10)]


kills = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")


@kills
@pytest.mark.parametrize(("begun", "after"), FEW)
def test_a_run_killed_at_any_moment_leaves_old_or_new_and_the_next_completes(killed, begun, after):
    killed(begun, after)


@kills
@pytest.mark.slow
@pytest.mark.parametrize(("begun", "after"), moments())
def test_a_run_killed_at_thirty_moments_leaves_old_or_new_and_the_next_completes(killed, begun, after):
    killed(begun, after)


@kills
@pytest.mark.slow
@pytest.mark.parametrize(
    ("begun", "after"), [(None, 3.0), (None, 12.0), (publish.MAKING, 0.0), (publish.READY, 0.0), (publish.READY, 0.002)]
)
def test_publishing_again_killed_at_any_moment_leaves_the_earlier_edition_whole(two, tmp_path, begun, after):
    """In its own place, or in the archive with the new one in its place; and the next run completes it."""
    project = two.copy(tmp_path / "projekt")
    change(project)
    earlier = project.reports / f"tidligere-{HALF}-1"
    old = files(two.reports / HALF)
    kill(start(project, "--publish-again"), project, begun, after)
    there = [files(folder) for folder in (project.reports / HALF, earlier) if folder.is_dir()]
    assert old in there or not exchanges(tmp_path)
    done = project.hpanalysis("run", HALF, "--publish-again")
    assert done.returncode == 0, done.stderr
    assert files(earlier) == old != files(project.reports / HALF)
    assert sorted(path.name for path in project.reports.glob("tidligere-*")) == [earlier.name]


@pytest.fixture
def records(project):
    """A half-year's record, and the one that is written before a publication and takes its place after."""
    folder = project.processed / HALF
    return folder / "run-offentlig.json", folder / "run-offentlig.klar.json"


def test_stopped_right_after_the_publication_the_next_run_finds_it_done(project, records):
    record, following = records
    record.rename(following)
    before = files(project.reports)
    done = project.hpanalysis("run", HALF)
    assert done.returncode == 0, done.stderr
    assert "Intet er ændret" in done.stdout
    assert (record.is_file(), following.exists()) == (True, False)
    assert files(project.reports) == before


@pytest.mark.slow
def test_stopped_right_before_the_publication_the_record_stays_that_of_the_earlier_one(project, records):
    record, following = records
    known = json.loads(record.read_text(encoding="utf-8"))
    following.write_text(json.dumps(known | {"published": "0" * 64}), encoding="utf-8")
    done = project.hpanalysis("run", HALF)
    assert done.returncode == 0, done.stderr
    assert json.loads(record.read_text(encoding="utf-8")) == known
    assert not following.exists()


@pytest.mark.slow
def test_a_committed_publication_is_in_its_place_before_a_package_is_made_of_it(project, records, tmp_path):
    """As a stopped run left it: what is published still under another name, its record not yet the record."""
    record, following = records
    record.rename(following)
    ready = project.reports / f"{publish.READY}{HALF}"
    published = (project.reports / HALF).rename(tmp_path / "staged")
    publication._make_ready(published, ready, None)
    package = tmp_path / "pakke.zip"
    done = project.hpanalysis("package", HALF, "--to", str(package), "--first")
    assert done.returncode == 0, done.stderr
    assert package.is_file()
    assert files(project.reports / HALF) == files(published)


@pytest.mark.slow
def test_two_runs_started_at_once_give_one_result_the_same_as_one_alone(changed, waiting):
    project, _ = changed
    said = [(run.communicate(), run.returncode) for run in [start(waiting), start(waiting)]]
    assert [code for _, code in said] == [0, 0]
    out, err = ("".join(texts) for texts in zip(*(texts for texts, _ in said), strict=True))
    assert out.count("rapporter er færdige") == 1
    assert out.count("Intet er ændret siden sidste kørsel") == 1
    assert err.count(run_lock.WAITS) == 1
    assert files(waiting.reports) == files(project.reports)
    notebooks = [each.processed / HALF / "notebooks" for each in (waiting, project)]
    assert files(notebooks[0]) == files(notebooks[1])


@pytest.mark.slow
def test_two_runs_with_inner_folders_of_their_own_publish_one_after_the_other(changed, waiting, tmp_path):
    """They share nothing but reports/, which the second finds as the first left it."""
    project, _ = changed
    other = ("--processed", str(tmp_path / "anden"))
    said = [(run.communicate(), run.returncode) for run in [start(waiting), start(waiting, *other)]]
    assert [code for _, code in said] == [0, 0]
    assert sum(texts[1].count(run_lock.WAITS) for texts, _ in said) == 1
    assert files(waiting.reports / HALF).keys() == files(project.reports / HALF).keys()
    assert sorted(path.name for path in waiting.reports.iterdir()) == [run_lock.FILE, HALF, "index.html"]


ORPHAN = """
import sys, time
from pathlib import Path
from hpanalysis import notebooks

def work(job):
    Path(job, "begyndt").touch()
    time.sleep(1.5)
    Path(job, "skrevet-bagefter").touch()

if __name__ == "__main__":
    print(list(notebooks.run_all(work, [sys.argv[1]], at_once=1, environment={})))
"""


@pytest.mark.slow
@kills
def test_the_processes_of_a_killed_run_end_with_it_and_write_nothing_more(tmp_path):
    """Else they would write old pages among those of the next run, which the lock lets in."""
    script = tmp_path / "arbejde.py"
    script.write_text(ORPHAN, encoding="utf-8")
    running = subprocess.Popen([sys.executable, script, tmp_path])
    while not (tmp_path / "begyndt").exists():
        time.sleep(0.01)
    running.kill()
    running.wait()
    time.sleep(2)
    assert not (tmp_path / "skrevet-bagefter").exists()
