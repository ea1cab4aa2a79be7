"""The same inputs give the same bytes, whatever surrounds the run; the same rows in another order the same figures."""

import ast
import csv
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time

import pandas as pd
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import projects
import surroundings
from surroundings import EACH, TOGETHER

# Seconds and machine: the log beside a run, which is no part of it.
LOG = "koerselslog.json"


def fresh(made, folder, kind=projects.small):
    """The same project again with the same extracts, before its first run."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    project = kind(folder)
    shutil.copytree(made.raw, project.raw)
    return project


def internal(processed):
    """All that a run leaves beside its publication: frames, tables, executed notebooks, records."""
    return {name: data for name, data in surroundings.files(processed).items() if not name.endswith(LOG)}


def different(expected, found):
    """The names that are not in both, or are not the same in both."""
    return sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))


def assert_same(made, again):
    """Every byte of the publication, the notebooks, the tables and the package."""
    assert different(surroundings.files(made.reports), surroundings.files(again.reports)) == []
    assert different(internal(made.processed), internal(again.processed)) == []
    notebooks = [name for name in internal(again.processed) if name.endswith(".ipynb")]
    assert len(notebooks) >= 8


def assert_same_package(made, again, tmp_path):
    """Each made in its own surroundings, of its own publication; of a copy of `made`, for others read it, and that a
    package was made is noted beside it."""
    zips = [tmp_path / "den-ene.zip", tmp_path / "den-anden.zip"]
    for project, path in ((made.copy(tmp_path / "kopi"), zips[0]), (again, zips[1])):
        folders = getattr(project, "folders", [])
        done = project.hpanalysis("package", "2026H1", "--to", str(path), "--first", *folders)
        assert done.returncode == 0, done.stderr
    assert zips[0].read_bytes() == zips[1].read_bytes()


# What a process sees of its surroundings: how it reads files, hashes, sorts and dates.
SEEN = """
import json, locale, os, time
umask = os.umask(0)
print(json.dumps({
    "hash": hash("vangdalen"), "zone": time.tzname, "encoding": locale.getencoding(), "home": os.path.expanduser("~"),
    "year": time.gmtime().tm_year, "umask": umask,
}))
"""


def test_the_surroundings_that_are_varied_do_reach_a_process():
    around = TOGETHER
    done = subprocess.run(
        [sys.executable, "-c", SEEN],
        env=os.environ | around.environment,
        umask=around.umask,
        capture_output=True,
        check=True,
    )
    seen, here = json.loads(done.stdout), {"hash": hash("vangdalen"), "year": time.gmtime().tm_year}
    assert seen["hash"] != here["hash"]
    assert seen["zone"] == ["NST", "NDT"]
    assert seen["encoding"].upper() not in ("UTF-8", "CP1252")
    assert seen["home"] == "/nonexistent"
    assert seen["umask"] == 0o027
    assert (seen["year"] != here["year"]) is surroundings.MOVES_THE_DATE


CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "strftime"}


def reads_a_clock(node):
    """Whether a call is one of those, on a module or class of time: `datetime.now()`; durations are no dates."""
    called = getattr(node, "func", None)
    owner = getattr(getattr(called, "value", None), "id", "")
    return getattr(called, "attr", "") in CLOCKS and owner in ("time", "date", "datetime", "Timestamp")


def test_no_module_reads_a_clock_but_the_log_beside_a_run_and_who_asks_how_old_a_file_is():
    """The date of a report is a parameter."""
    package = projects.ROOT / "src" / "hpanalysis"
    texts = {path: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    called = {path: text for path, text in texts.items() if any(f".{name}(" in text for name in CLOCKS)}
    modules = {path: ast.walk(ast.parse(text)) for path, text in called.items()}
    found = {path.relative_to(package).as_posix() for path, nodes in modules.items() if any(map(reads_a_clock, nodes))}
    of_files = {"pipeline/half_year/leave_record.py", "unchanged/answer.py"}
    assert found == {"pipeline/storage/run_log.py"} | of_files


@pytest.mark.slow
def test_everything_around_a_run_may_differ_and_every_byte_is_the_same(made, tmp_path):
    again = surroundings.run(fresh(made, tmp_path / TOGETHER.folder), TOGETHER)
    assert_same(made, again)
    assert_same_package(made, again, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", EACH)
def test_one_thing_around_a_run_differs_and_every_byte_is_the_same(made, tmp_path, name):
    if name == "date" and not surroundings.MOVES_THE_DATE:
        pytest.skip("libfaketime is not on this machine (Debian: apt install faketime)")
    again = surroundings.run(fresh(made, tmp_path / EACH[name].folder), EACH[name])
    assert_same(made, again)


@pytest.mark.slow
def test_the_helhedsplan_of_randers_in_full_size_is_the_same_bytes_too(randers, tmp_path):
    again = surroundings.run(fresh(randers, tmp_path / TOGETHER.folder, projects.whole), TOGETHER)
    assert_same(randers, again)
    assert_same_package(randers, again, tmp_path)


def _shuffled(rows, chance):
    """A table with its rows below the heading, and its columns, in another order."""
    head, *below = rows
    columns = list(range(len(head)))
    chance.shuffle(columns)
    chance.shuffle(below)
    return [[row[column] for column in columns] for row in (head, *below)]


def _reorder_csv(path, chance):
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(_shuffled(rows, chance))
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _reorder_excel(path, chance):
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(_shuffled(rows, chance)):
            sheet.write_row(number, 0, row)


def reorder(raw, seed):
    """Every extract rewritten with its rows and columns in another order; how many."""
    chance, before = random.Random(seed), surroundings.files(raw)
    for path in sorted(raw.glob("20*/*.csv")):
        _reorder_csv(path, chance)
    for path in sorted(raw.glob("20*/*.xlsx")):
        _reorder_excel(path, chance)
    return len(different(before, surroundings.files(raw)))


# All that may differ with the files: their digests, and those of what tells them.
DIGEST = re.compile(rb"\b[0-9a-f]{12,128}\b")
FIGURES = (
    "indicators.csv",
    "maanedstal.csv",
    "rettelser.csv",
    "planens_tal.csv",
    "planens_kontrol.csv",
    "definitioner.json",
)
TABLES = ("measured", "linked", "monthly", "pattern", "control", "judged", "standing", "corrections", "checks")


@pytest.mark.slow
def test_reordered_rows_and_columns_of_every_extract_give_the_same_figures(made, tmp_path):
    project = fresh(made, tmp_path / "projekt")
    assert reorder(project.raw, seed=11) == len(list(made.raw.glob("20*/*.*")))
    again = surroundings.run(project, surroundings.Surroundings())
    expected, found = (surroundings.files(each.reports / "2026H1") for each in (made, again))
    assert {name for name in FIGURES if expected[name] != found[name]} == set()
    masked = [{name: DIGEST.sub(b"", data) for name, data in each.items()} for each in (expected, found)]
    assert different(*masked) == []
    for name in TABLES:
        pd.testing.assert_frame_equal(
            *(pd.read_parquet(each.processed / "2026H1" / f"{name}.parquet") for each in (made, again)), obj=name
        )
