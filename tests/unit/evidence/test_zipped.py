"""The same files give the same zip, whatever is around."""

import io
import os
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.evidence import zipped

NAMES = st.text("abcæøå0123 ._-", min_size=1, max_size=12).map(lambda name: f"mappe/x{name}")
FILES = {"a/b.txt": b"en", "a/c.csv": "æøå\n".encode() * 100, "a/d/e.bin": bytes(range(256))}


def _members(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.infolist()


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=8))
def test_what_is_written_is_read_again(files):
    assert zipped.read_zip(zipped.write_zip(files)) == files


def test_the_order_in_which_files_come_decides_nothing():
    assert zipped.write_zip(FILES) == zipped.write_zip(dict(reversed(FILES.items())))


def test_no_member_tells_of_a_time_an_owner_or_a_right_to_run():
    for member in _members(zipped.write_zip(FILES)):
        assert member.date_time == (1980, 1, 1, 0, 0, 0)
        assert member.external_attr >> 16 == 0o100644
        assert (member.extra, member.comment, member.create_system) == (b"", b"", 3)
        assert member.compress_type == zipfile.ZIP_DEFLATED


def test_members_are_sorted_by_name():
    names = [member.filename for member in _members(zipped.write_zip({"b": b"", "a/z": b"", "Æ": b"", "a": b""}))]
    assert names == sorted(names) == ["a", "a/z", "b", "Æ"]


_ELSEWHERE = """
import os, sys
os.umask(0o077)
from hpanalysis.evidence import zipped
files = {"a/b.txt": b"en", "a/c.csv": "\\u00e6\\u00f8\\u00e5\\n".encode() * 100, "a/d/e.bin": bytes(range(256))}
sys.stdout.buffer.write(zipped.write_zip(files))
"""


@pytest.mark.parametrize(
    "around",
    [{"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}, {"PYTHONHASHSEED": "8", "TZ": "America/Lima"}],
)
def test_another_process_with_another_time_zone_seed_and_umask_writes_the_same_bytes(around, tmp_path):
    command = [sys.executable, "-c", _ELSEWHERE]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | around, capture_output=True, check=True)
    assert done.stdout == zipped.write_zip(FILES)
