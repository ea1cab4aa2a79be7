"""A disk that is full, or that may only be read: one Danish sentence, exit code 1, and the next run recovers."""

import pytest

from disks import allow_only_reading, make_larger, mount_disk
from surroundings import files

HALF = "2026H1"
NO_ROOM = "Der er ikke plads nok på disken."


def _assert_said(done, sentence):
    """The command ends with exit code 1 and one sentence that says what is wrong and what to do."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert sentence in done.stderr, done.stderr
    assert "Gør sådan:" in done.stderr
    assert "uventet fejl" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_check_on_a_full_disk_says_so_and_runs_when_there_is_room(project, tmp_path):
    with mount_disk(tmp_path / "disk", 40) as disk:
        processed = ("--processed", str(disk / "processed"))
        _assert_said(project.hpanalysis("check", HALF, *processed), NO_ROOM)
        make_larger(disk)
        done = project.hpanalysis("check", HALF, *processed)
        assert done.returncode == 0, done.stdout + done.stderr


def test_what_may_only_be_read_is_told_by_check_pdf_and_package(project, tmp_path):
    with mount_disk(tmp_path / "disk", 600) as disk:
        allow_only_reading(disk)
        _assert_said(project.hpanalysis("check", HALF, "--processed", str(disk)), "en mappe, som du må skrive i")
        pdf = project.hpanalysis("pdf", HALF, "--to", str(disk / "papir"))
        assert pdf.returncode == 1
        assert "uventet fejl" not in pdf.stderr
        package = project.hpanalysis("package", HALF, "--first", "--to", str(disk / "pakke.zip"))
        assert package.returncode in (1, 2)
        assert "uventet fejl" not in package.stderr


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [100, 600, 1000])
def test_a_run_whose_reports_find_no_room_leaves_the_earlier_publication_whole(project, tmp_path, kilobytes):
    before = files(project.reports)
    with mount_disk(tmp_path / "disk", kilobytes) as disk:
        reports = ("--reports", str(disk / "reports"))
        _assert_said(project.hpanalysis("run", HALF, *reports), NO_ROOM)
        assert not list(disk.glob(f"reports/{HALF}/*"))
        assert files(project.reports) == before
        make_larger(disk)
        done = project.hpanalysis("run", HALF, *reports)
        assert done.returncode == 0, done.stdout + done.stderr
        assert (disk / "reports" / HALF / "indicators.csv").read_bytes() == before[f"{HALF}/indicators.csv"]


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [150, 700, 1500])
def test_a_run_without_room_for_what_it_computes_is_told_and_made_when_there_is(project, tmp_path, kilobytes):
    with mount_disk(tmp_path / "disk", kilobytes) as disk:
        folders = ("--processed", str(disk / "processed"), "--reports", str(tmp_path / "reports"))
        _assert_said(project.hpanalysis("run", HALF, *folders), NO_ROOM)
        assert not list((tmp_path / "reports").glob(f"{HALF}/*"))
        make_larger(disk)
        done = project.hpanalysis("run", HALF, *folders)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_an_accounting_year_without_room_is_told(project, tmp_path):
    before = files(project.reports)
    with mount_disk(tmp_path / "disk", 60) as disk:
        (disk / "processed").mkdir()
        _assert_said(project.hpanalysis("follow-up", "2026", "--processed", str(disk / "processed")), NO_ROOM)
    assert files(project.reports) == before
