import shutil

import pytest

from hpanalysis import publish


@pytest.fixture
def folders(tmp_path):
    staged, reports = tmp_path / "staged", tmp_path / "reports"
    staged.mkdir()
    (staged / "index.html").write_text("ny", encoding="utf-8")
    old = reports / "2026H1"
    old.mkdir(parents=True)
    (old / "index.html").write_text("gammel", encoding="utf-8")
    (old / "fjernet.html").write_text("gammel", encoding="utf-8")
    return staged, reports


ARCHIVE = "<h1>Alle udgivelser</h1>"


def _beside(reports):
    return sorted(path.name for path in reports.iterdir())


def _published(reports):
    return {path.name: path.read_text(encoding="utf-8") for path in (reports / "2026H1").iterdir()}


def test_a_publication_takes_the_place_of_the_earlier_one_whole(folders):
    staged, reports = folders
    publish.publish(staged, reports, "2026H1", ARCHIVE)
    assert _published(reports) == {"index.html": "ny"}
    assert _beside(reports) == ["2026H1", "index.html"]
    assert (reports / "index.html").read_text(encoding="utf-8") == ARCHIVE
    assert [path.name for path in staged.iterdir()] == ["index.html"]


def test_a_stop_before_the_commit_point_leaves_the_earlier_publication(folders):
    staged, reports = folders
    shutil.copytree(staged, reports / f"{publish.MAKING}2026H1")
    (reports / f"{publish.MAKING}2026H1" / publish.ARCHIVE).write_text(ARCHIVE, encoding="utf-8")
    assert publish.recover(reports) == []
    assert _published(reports)["index.html"] == "gammel"
    assert [path.name for path in reports.iterdir()] == ["2026H1"]


@pytest.mark.parametrize("removed", [False, True])
@pytest.mark.parametrize("rolled_out", [False, True])
def test_a_stop_after_the_commit_point_rolls_forward_at_the_next_start(folders, removed, rolled_out):
    """Whichever step was the last: the archive rolled out or not, the earlier publication removed or not."""
    staged, reports = folders
    ready = reports / f"{publish.READY}2026H1"
    shutil.copytree(staged, ready)
    (reports / "index.html" if rolled_out else ready / publish.ARCHIVE).write_text(ARCHIVE, encoding="utf-8")
    if removed:
        shutil.rmtree(reports / "2026H1")
    assert publish.recover(reports) == ["2026H1"]
    assert _published(reports) == {"index.html": "ny"}
    assert (reports / "index.html").read_text(encoding="utf-8") == ARCHIVE
    assert _beside(reports) == ["2026H1", "index.html"]


def test_a_disk_error_while_copying_leaves_the_earlier_publication(folders, monkeypatch):
    staged, reports = folders

    def full(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(publish.shutil, "copytree", full)
    with pytest.raises(OSError, match="no space"):
        publish.publish(staged, reports, "2026H1", ARCHIVE)
    assert _published(reports)["index.html"] == "gammel"
