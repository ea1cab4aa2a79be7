"""What later half-years are compared with lies twice, and each of the two is mended from the other."""

import pytest

import frames
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.publication import kept_copies
from hpanalysis.pipeline.storage import digests, table_digests
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Publication
from surroundings import files

HALF = HalfYear.parse("2025H2")
FILES = ["measured.parquet", "monthly.parquet", "run-offentlig.json"]
TWICE = [*FILES, *(f"kept/{name}" for name in FILES)]


def _empty(path):
    path.write_bytes(b"")


def _replace(path):
    path.write_bytes(b"noget andet")


def _replace_by_folder(path):
    path.unlink()
    path.mkdir()
    (path / "mit.txt").write_text("mit eget", encoding="utf-8")


def write_tables(publication, content):
    """What a run of the half-year writes, and tells that it wrote."""
    paths = [publication.workspace.table_path(name, HALF) for name in kept_copies.TABLES]
    for path in paths:
        write_text(f"{content} {path.name}", path)
    table_digests.write_table_digests(publication, paths, table_digests.MadeOf("", "", 0))


@pytest.fixture
def published(tmp_path):
    """A half-year that is published: its tables and its record, both kept twice."""
    publication = Publication(frames.workspace(tmp_path), HALF)
    write_tables(publication, "udgivet")
    record = {"made_from": "", "published": "", "tables": kept_copies.digest_tables(publication)}
    write_text(publication.format_record(record), publication.record_path)
    assert kept_copies.keep(publication) == []
    assert set(files(publication.internal)) == {*TWICE, "tables.json"}
    return publication


@pytest.mark.parametrize("damage", [_empty, _replace, _replace_by_folder])
@pytest.mark.parametrize("first", TWICE)
@pytest.mark.parametrize("second", TWICE)
def test_one_after_the_other_is_mended_whichever_comes_first(published, first, second, damage):
    before = files(published.internal)
    for name in (first, second):
        damage(published.internal / name)
        assert kept_copies.keep(published) == [name]
        after = files(published.internal)
        assert {each: content for each, content in after.items() if not each.endswith("/mit.txt")} == before
    assert [content for name, content in after.items() if name.endswith("/mit.txt")] == (
        [b"mit eget"] * 2 if damage is _replace_by_folder else []
    )


@pytest.mark.parametrize("name", ["measured.parquet", "monthly.parquet"])
def test_what_is_damaged_twice_is_left_as_it_lies(published, name):
    for path in (published.internal / name, published.kept / name):
        _empty(path)
    before = files(published.internal)
    assert kept_copies.keep(published) == []
    assert files(published.internal) == before


def test_a_table_that_is_gone_is_copied_back_and_named_if_it_was_written_here(published):
    """Where a package's half-year is made again, only the copies of earlier ones are laid."""
    before = files(published.internal)
    path = published.internal / "measured.parquet"
    path.unlink()
    assert kept_copies.keep(published) == ["measured.parquet"]
    assert files(published.internal) == before
    path.unlink()
    (published.internal / table_digests.FILE).unlink()
    assert kept_copies.keep(published) == []
    assert path.read_bytes() == before["measured.parquet"]


def test_the_tables_of_a_run_that_was_refused_are_left_and_those_published_are_known(published):
    write_tables(published, "afvist")
    before = files(published.internal)
    assert kept_copies.keep(published) == []
    assert files(published.internal) == before
    assert digests.digest_file(published.kept / "measured.parquet") == published.read_record()["tables"]["measured"]


def test_a_table_of_a_refused_run_that_is_damaged_becomes_the_one_published(published):
    """The next run of the half-year makes all its tables anew; until then the published one lies twice."""
    whole = (published.internal / "measured.parquet").read_bytes()
    write_tables(published, "afvist")
    _replace(published.internal / "measured.parquet")
    assert kept_copies.keep(published) == ["measured.parquet"]
    assert (published.internal / "measured.parquet").read_bytes() == whole
    assert table_digests.find_damaged_tables(published) == ["measured.parquet"]


def test_where_nothing_tells_what_the_latest_run_wrote_the_published_table_is_copied_back(published):
    whole = (published.internal / "monthly.parquet").read_bytes()
    _empty(published.internal / table_digests.FILE)
    _empty(published.internal / "monthly.parquet")
    assert kept_copies.keep(published) == ["monthly.parquet"]
    assert (published.internal / "monthly.parquet").read_bytes() == whole
