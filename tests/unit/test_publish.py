import contextlib
import errno
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hpanalysis import publish
from hpanalysis.errors import Stop
from hpanalysis.publish import exchange, publication

ARCHIVE = "<h1>Alle udgivelser</h1>"
NAME = "2026H1"
STEPS = 11  # from the first removal to the last, whichever way
OLD, NEW = {"index.html": "gammel", "fjernet.html": "gammel"}, {"index.html": "ny", "data/tal.csv": "1"}


def _write(folder, texts):
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _texts(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _beside(reports):
    return sorted(path.name for path in reports.iterdir())


@pytest.fixture
def folders(tmp_path):
    """What is staged, and a folder of publications with an earlier one."""
    return _write(tmp_path / "staged", NEW), _write(tmp_path / "reports" / NAME, OLD).parent


@pytest.fixture(params=[True, False], ids=["in one step", "in two steps"])
def exchanging(request, monkeypatch):
    """Both ways to put a folder in another's place, whatever this system has."""
    if not request.param:
        monkeypatch.setattr(exchange, "exchange_names", lambda one, other: False)
    return request.param


def test_a_publication_takes_the_place_of_the_earlier_one_whole(folders, exchanging):
    staged, reports = folders
    publish.publish(staged, reports, NAME, ARCHIVE)
    assert _texts(reports / NAME) == NEW
    assert _beside(reports) == [NAME, "index.html"]
    assert (reports / "index.html").read_text(encoding="utf-8") == ARCHIVE
    assert _texts(staged) == NEW


def test_the_first_publication_makes_its_folder(folders, tmp_path):
    staged, _ = folders
    assert publish.publish(staged, tmp_path / "nye" / "reports", NAME, ARCHIVE).name == NAME
    assert _texts(tmp_path / "nye" / "reports" / NAME) == NEW


def test_any_name_is_published_and_without_an_archive_page_that_page_stands(folders):
    staged, reports = folders
    (reports / "index.html").write_text("som den var", encoding="utf-8")
    publish.publish(staged, reports, "regnskabsaar-2026")
    assert _texts(reports / "regnskabsaar-2026") == NEW
    assert _texts(reports / NAME) == OLD
    assert (reports / "index.html").read_text(encoding="utf-8") == "som den var"


def _committed(folders, archive=ARCHIVE):
    """The state at the commit point, with nothing done after it."""
    staged, reports = folders
    making, ready = reports / f"{publish.MAKING}{NAME}", reports / f"{publish.READY}{NAME}"
    publication._make_ready(staged, making, archive)
    return making, ready


def test_a_stop_before_the_commit_point_leaves_the_earlier_publication(folders):
    _committed(folders)
    _, reports = folders
    assert publish.recover(reports) == []
    assert _texts(reports / NAME) == OLD
    assert _beside(reports) == [NAME]


class Killed(BaseException):
    pass


def _steps(monkeypatch, after):
    """Die after so many changes of the disk; what is counted is every rename and every removal."""
    left = [after]

    def counted(function):
        def step(*args, **kwargs):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return function(*args, **kwargs)

        return step

    for owner, name in ((Path, "rename"), (Path, "replace"), (shutil, "rmtree"), (exchange, "exchange_names")):
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))


@pytest.mark.parametrize("after", range(STEPS))
def test_a_stop_at_any_step_leaves_old_or_new_whole_and_the_next_start_finishes(
    folders, exchanging, after, monkeypatch
):
    """No folder holds a mixture at any moment; with the exchange in one step there is always one of the two."""
    staged, reports = folders
    with monkeypatch.context() as dying:
        _steps(dying, after)
        try:
            publish.publish(staged, reports, NAME, ARCHIVE)
        except Killed:
            died = True
        else:
            died = False
    lies = _texts(reports / NAME)
    assert lies in ((OLD, NEW) if exchanging and sys.platform.startswith("linux") else (OLD, NEW, {}))
    committed = lies != OLD or (reports / f"{publish.READY}{NAME}").exists()
    publish.recover(reports)
    assert _texts(reports / NAME) == (NEW if committed else OLD)
    assert _beside(reports) == ([NAME, "index.html"] if committed else [NAME])
    assert committed or died


def test_the_steps_counted_above_are_all_of_them(folders, exchanging, monkeypatch):
    staged, reports = folders
    with monkeypatch.context() as dying:
        _steps(dying, STEPS)
        publish.publish(staged, reports, NAME, ARCHIVE)


def test_the_recovery_itself_may_be_stopped(folders, exchanging, monkeypatch):
    making, ready = _committed(folders)
    making.rename(ready)
    _, reports = folders
    for after in range(7):
        with monkeypatch.context() as dying:
            _steps(dying, after)
            try:
                publish.recover(reports)
            except Killed:
                assert _texts(reports / NAME) in (OLD, NEW, {})
    publish.recover(reports)
    assert _texts(reports / NAME) == NEW
    assert _beside(reports) == [NAME, "index.html"]


def test_the_same_content_again_is_published_as_any(folders):
    staged, reports = folders
    for _ in range(2):
        publish.publish(staged, reports, NAME, ARCHIVE)
    assert _texts(reports / NAME) == NEW
    assert _beside(reports) == [NAME, "index.html"]


def test_a_committed_folder_that_was_spoilt_since_is_never_published(folders):
    making, ready = _committed(folders)
    making.rename(ready)
    (ready / publication.NEW / "index.html").write_text("", encoding="utf-8")
    _, reports = folders
    publish.recover(reports)
    assert _texts(reports / NAME) == OLD


def test_spoilt_between_two_renames_it_gives_the_earlier_publication_back(folders):
    making, ready = _committed(folders)
    making.rename(ready)
    _, reports = folders
    (reports / NAME).rename(ready / publication.ASIDE)
    (ready / publication.NEW / "index.html").write_text("", encoding="utf-8")
    publish.recover(reports)
    assert _texts(reports / NAME) == OLD


def test_a_folder_held_open_is_told_and_put_in_place_at_the_next_start(folders, monkeypatch):
    """As Windows does while a file of the folder is open in another program."""
    staged, reports = folders

    def held(*args):
        raise PermissionError(errno.EACCES, "in use")

    with monkeypatch.context() as windows, pytest.raises(Stop, match="Luk de programmer, der viser filer fra mappen"):
        windows.setattr(exchange, "put", held)
        publish.publish(staged, reports, NAME, ARCHIVE)
    assert _texts(reports / NAME) == OLD
    assert publish.recover(reports) == [NAME]
    assert _texts(reports / NAME) == NEW


def test_a_disk_error_while_copying_leaves_the_earlier_publication(folders, monkeypatch):
    staged, reports = folders

    def full(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(publication.shutil, "copytree", full)
    with pytest.raises(OSError, match="no space"):
        publish.publish(staged, reports, NAME, ARCHIVE)
    assert _texts(reports / NAME) == OLD


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the exchange in one step is Linux's")
def test_two_folders_change_names_in_one_step(tmp_path):
    one, other = _write(tmp_path / "én", {"a": "1"}), _write(tmp_path / "anden", {"b": "2"})
    if not exchange.exchange_names(one, other):
        pytest.skip("this file system does not exchange")
    assert (_texts(one), _texts(other)) == ({"b": "2"}, {"a": "1"})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the exchange in one step is Linux's")
def test_an_exchange_with_nothing_is_an_error_and_no_missing_system_call(tmp_path):
    _write(tmp_path / "en", {"a": "1"})
    with pytest.raises(FileNotFoundError):
        exchange.exchange_names(tmp_path / "en", tmp_path / "ingen")
    assert _beside(tmp_path) == ["en"]


VERSIONS = ["a", "b"]
FOREVER = """
import sys
from pathlib import Path
from hpanalysis import publish
reports = Path(sys.argv[1])
publish.recover(reports)
while True:
    for version in ("a", "b"):
        publish.publish(reports.parent / version, reports, "2026H1", version)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")
def test_killed_at_forty_moments_of_publishing_there_is_always_a_whole_publication(tmp_path):
    """A process that publishes two versions in turn, and no more; what it leaves is one of them before any recovery."""
    whole = [_texts(_write(tmp_path / name, {f"{page}.html": name * 5000 for page in range(20)})) for name in VERSIONS]
    chance, reports, left = random.Random(7), tmp_path / "reports", set()
    publish.publish(tmp_path / "a", reports, NAME, "a")
    atomic = exchange.exchange_names(_write(tmp_path / "x", OLD), _write(tmp_path / "y", NEW))
    for number in range(40):
        running = subprocess.Popen([sys.executable, "-c", FOREVER, reports])
        time.sleep(0.3)
        while number % 2 and not (reports / f"{publish.READY}{NAME}").exists():
            pass  # every second time the commit point is waited for, which is soon left behind
        time.sleep(0.002 * chance.random() if number % 2 else 0.2 * chance.random())
        running.kill()
        running.wait()
        assert _texts(reports / NAME) in (whole if atomic else [*whole, {}])
        left |= {name.partition("-")[0] for name in _beside(reports)}
        publish.recover(reports)
        assert _beside(reports) == [NAME, "index.html"]
        page = (reports / "index.html").read_text(encoding="utf-8")
        assert _texts(reports / NAME) == whole[VERSIONS.index(page)]
    assert left >= {".paa", ".klar"}


EARLIER = "tidligere-2026H1-1"


@pytest.mark.parametrize("after", range(STEPS + 2))
def test_a_publication_that_stays_beside_the_new_one_is_whole_at_every_step(folders, exchanging, after, monkeypatch):
    """Published again: until the next start one of the two places holds the earlier one, and then both are right."""
    staged, reports = folders
    with monkeypatch.context() as dying:
        _steps(dying, after)
        with contextlib.suppress(Killed):
            publish.publish(staged, reports, NAME, ARCHIVE, EARLIER)
    places = [reports / NAME, reports / EARLIER, *reports.glob(f"{publish.READY}*/*")]
    assert OLD in [_texts(folder) for folder in places if folder.is_dir()]
    finished = publish.recover(reports) or (reports / EARLIER).is_dir()
    assert _texts(reports / NAME) == (NEW if finished else OLD)
    assert _beside(reports) == ([NAME, "index.html", EARLIER] if finished else [NAME])
    if finished:
        assert _texts(reports / EARLIER) == OLD


def test_a_new_publication_that_was_spoilt_does_not_make_the_one_that_stands_an_earlier_one(folders):
    staged, reports = folders
    making, ready = reports / f"{publish.MAKING}{NAME}", reports / f"{publish.READY}{NAME}"
    publication._make_ready(staged, making, ARCHIVE, reports / NAME, EARLIER)
    making.rename(ready)
    (ready / "ny" / "index.html").write_text("halv", encoding="utf-8")
    publish.recover(reports)
    assert _texts(reports / NAME) == OLD
    assert not (reports / EARLIER).exists()
