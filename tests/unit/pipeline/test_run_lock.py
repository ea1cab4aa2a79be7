"""The lock that lets one run at a time into a folder, held by real processes."""

import subprocess
import sys
import threading
import time

import pytest

from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage import run_lock
from hpanalysis.pipeline.storage.progress import Progress

HOLD = """
import sys, time
from pathlib import Path
from hpanalysis.pipeline.storage import run_lock
with run_lock.hold_folders(*map(Path, sys.argv[1:])):
    print("holder", flush=True)
    sys.stdin.read()
"""


class Told(Progress):
    def __init__(self):
        super().__init__()
        self.said, self.waits = [], threading.Event()

    def say(self, sentence):
        self.said.append(sentence)
        self.waits.set()


@pytest.fixture
def hold(tmp_path):
    """Starts a process that holds folders of `tmp_path` until it is told to end, or killed."""
    started = []

    def start(*names):
        folders = [str(tmp_path / name) for name in names]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started.append(subprocess.Popen([sys.executable, "-c", HOLD, *folders], encoding="utf-8", **pipes))
        assert started[-1].stdout.readline() == "holder\n"
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _enter(progress, *folders):
    """Hold the folders for a moment, in a thread of its own."""

    def held():
        with run_lock.hold_folders(*folders, progress=progress):
            pass

    thread = threading.Thread(target=held, daemon=True)
    thread.start()
    return thread


def test_a_run_waits_for_the_one_that_holds_the_folder_says_so_once_and_goes_on(hold, tmp_path):
    holder, told = hold("reports"), Told()
    waiting = _enter(told, tmp_path / "reports")
    assert told.waits.wait(20)
    time.sleep(3 * run_lock.SECONDS)
    assert waiting.is_alive()
    holder.communicate("")
    waiting.join(20)
    assert not waiting.is_alive()
    assert told.said == [run_lock.WAITS]


def test_a_killed_process_holds_nothing(hold, tmp_path):
    holder, told = hold("reports"), Told()
    holder.kill()
    holder.wait()
    with run_lock.hold_folders(tmp_path / "reports", progress=told):
        assert (tmp_path / "reports" / run_lock.FILE).is_file()
    assert told.said == []


def test_a_lock_file_that_lies_there_is_no_lock(tmp_path):
    (tmp_path / run_lock.FILE).write_text("", encoding="utf-8")
    told = Told()
    with run_lock.hold_folders(tmp_path, progress=told):
        assert told.said == []


def test_other_folders_are_not_waited_for(hold, tmp_path):
    hold("processed", "reports")
    told = Told()
    with run_lock.hold_folders(tmp_path / "andre" / "processed", tmp_path / "andre" / "reports", progress=told):
        assert told.said == []


def test_one_folder_in_common_is_enough_to_wait(hold, tmp_path):
    holder, told = hold("processed", "reports"), Told()
    waiting = _enter(told, tmp_path / "andet" / "processed", tmp_path / "reports")
    assert told.waits.wait(20)
    holder.communicate("")
    waiting.join(20)
    assert not waiting.is_alive()


def test_one_folder_for_both_is_held_once(tmp_path):
    with run_lock.hold_folders(tmp_path / "alt", tmp_path / "alt" / "." / "", tmp_path / "x" / ".." / "alt"):
        assert (tmp_path / "alt" / run_lock.FILE).read_bytes() == b""


def test_folders_in_any_order_never_wait_for_each_other_in_a_ring(tmp_path):
    one, other = tmp_path / "a", tmp_path / "b"
    rounds = [_enter(Told(), *folders) for _ in range(10) for folders in ((one, other), (other, one))]
    for thread in rounds:
        thread.join(60)
    assert not any(thread.is_alive() for thread in rounds)


def test_the_folders_are_free_again_after_an_error(tmp_path):
    with pytest.raises(ValueError, match="undervejs"), run_lock.hold_folders(tmp_path):
        raise ValueError("undervejs")
    told = Told()
    with run_lock.hold_folders(tmp_path, progress=told):
        assert told.said == []


def test_a_folder_that_cannot_be_locked_is_named(tmp_path):
    (tmp_path / "reports").write_text("en fil, ingen mappe", encoding="utf-8")
    with (
        pytest.raises(Stop, match="Mappen reports: Mappen kan ikke låses"),
        run_lock.hold_folders(tmp_path / "reports"),
    ):
        pass
