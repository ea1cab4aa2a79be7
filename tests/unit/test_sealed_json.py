"""A sealed record is told from one that is cut short, emptied, edited or exchanged, and from one that is not there."""

import json

import pytest

from hpanalysis.sealed_json import DamagedRecord, format_sealed, read_sealed

CONTENT = {"made_from": "abc", "files": {"æ.csv": "1"}, "deleted": False}


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "record.json"
    path.write_text(format_sealed(CONTENT, "2026H1/elevfravaer"), encoding="utf-8")
    return path


def test_a_record_is_read_as_it_was_written(record):
    assert read_sealed(record, "2026H1/elevfravaer", ("made_from",)) == CONTENT


def test_one_that_is_not_there_is_none(tmp_path):
    assert read_sealed(tmp_path / "ingen.json", "2026H1/elevfravaer") is None


def test_one_of_before_the_seal_is_believed_if_it_has_its_keys(tmp_path):
    path = tmp_path / "gammel.json"
    path.write_text(json.dumps(CONTENT), encoding="utf-8")
    assert read_sealed(path, "2026H1/elevfravaer", ("made_from", "files")) == CONTENT
    with pytest.raises(DamagedRecord):
        read_sealed(path, "2026H1/elevfravaer", ("published",))


def halve(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def edit(path):
    path.write_text(path.read_text(encoding="utf-8").replace("abc", "abd"), encoding="utf-8")


def exchange(path):
    path.write_text(format_sealed(CONTENT, "2025H2/elevfravaer"), encoding="utf-8")


def put_a_folder_there(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        halve,
        edit,
        exchange,
        put_a_folder_there,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PAR1\xff\x00PAR1"),
        lambda path: path.write_text("[]", encoding="utf-8"),
        lambda path: path.write_text("{}", encoding="utf-8"),
    ],
)
def test_whatever_else_lies_there_is_damaged(record, damage):
    damage(record)
    with pytest.raises(DamagedRecord):
        read_sealed(record, "2026H1/elevfravaer", ("made_from",))
