"""The plan is read once in a process, and never kept longer than its files stand."""

import os

import pytest

import frames
from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from plan_files import copy_plan


@pytest.fixture
def folder(tmp_path):
    return copy_plan(frames.ROOT / "params" / "plan", tmp_path / "plan")


def test_a_plan_whose_files_stand_is_not_read_again(folder):
    assert plans.read_once(folder) is plans.read_once(folder)
    assert plans.read_once(folder) == plans.read(folder)


@pytest.mark.parametrize(
    ("file", "old", "new"), [("plan/areas.csv", "Vangdalen", "Vangdalun"), ("law/criteria.csv", "er set.", "er sat.")]
)
def test_a_file_of_the_same_length_and_time_is_read_again_where_a_byte_differs(folder, file, old, new):
    before, path = plans.read_once(folder), folder.parent / file
    stood = path.stat()
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    os.utime(path, ns=(stood.st_atime_ns, stood.st_mtime_ns))
    assert path.stat().st_size == stood.st_size
    assert plans.read_once(folder) != before


def test_another_folder_with_the_same_files_is_another_plan(folder, tmp_path):
    other = copy_plan(folder, tmp_path / "et andet sted" / "plan")
    assert plans.read_once(other).folder == other != plans.read_once(folder).folder


def test_a_plan_that_cannot_be_used_is_refused_each_time_and_read_when_it_is_mended(folder):
    path = folder / "areas.csv"
    whole = path.read_bytes()
    path.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(Stop):
            plans.read_once(folder)
    path.write_bytes(whole)
    assert plans.read_once(folder) == plans.read(folder)
