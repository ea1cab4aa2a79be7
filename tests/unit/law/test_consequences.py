"""params/law/consequences.csv is read strictly, each sentence has its paragraph, and a version tells the newest."""

import csv
import io
import shutil

import pytest

import frames
from hpanalysis import law
from hpanalysis.errors import Stop
from hpanalysis.law import AreaType, Subject

FOLDER = frames.ROOT / "params" / "law"
FILE = "consequences.csv"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "law")


def load(folder):
    return list(csv.DictReader(io.StringIO((folder / FILE).read_text(encoding="utf-8"))))


def save(folder, rows):
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / FILE).write_text(written.getvalue(), encoding="utf-8")


def refuse(folder):
    with pytest.raises(Stop) as stopped:
        law.read(folder)
    return str(stopped.value)


def test_every_kind_of_area_has_a_sentence_on_each_subject_with_its_paragraph_and_what_was_not_seen():
    read = law.read(FOLDER)
    told = {(one.area_type, one.subject) for one in read.consequences}
    assert told == {(kind, subject) for kind in AreaType for subject in Subject}
    for one in read.consequences:
        assert one.paragraph.startswith("almenboligloven § ")
        assert one.note.startswith("Set: ") and "Ikke set: " in one.note
        assert "ghetto" not in f"{one.sentence}{one.note}".lower()


def test_a_version_is_told_the_newest_sentence_from_then_or_before(folder):
    rows = load(folder)
    own = next(row for row in rows if (row["area_type"], row["subject"]) == ("udsat_boligomraade", "udlejning"))
    save(folder, [*rows, own | {"from_version": "2021-12", "sentence_da": "Nu er det anderledes."}])
    read = law.read(folder)
    told = {
        version.id: read.find_consequence(AreaType.VULNERABLE, Subject.LETTING, version.id) for version in read.versions
    }
    assert told["2010"] is None and told["2014"] is None  # the law named no such area yet
    assert told["2018"] == told["2021-01"] and told["2018"].sentence == own["sentence_da"]
    assert told["2021-12"].sentence == "Nu er det anderledes."
    assert read.find_consequence(AreaType.VULNERABLE, Subject.LETTING, "1999") is None


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("area_type", "ghettoomraade", "Ordet kendes ikke"),
        ("subject", "husleje", "Ordet kendes ikke"),
        ("from_version", "2030", "Versionen kendes ikke"),
        ("from_version", "2018", "kender ikke den slags område"),
        ("sentence_da", "ledige boliger", "ikke en hel sætning"),
        ("sentence_da", "", "tomt"),
        ("paragraph", "", "tomt"),
        ("note_da", "", "tomt"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_row_and_column(folder, column, text, said):
    rows = load(folder)  # the first is of a forebyggelsesområde, which the law of 2018 does not know
    rows[0][column] = text
    save(folder, rows)
    told = refuse(folder)
    assert said in told and "consequences.csv" in told and column in told and "2" in told


def test_two_rows_on_the_same_and_a_subject_that_nothing_is_told_of_are_refused(folder):
    rows = load(folder)
    save(folder, [*rows, rows[0]])
    assert "allerede en række" in refuse(folder)
    save(folder, rows[1:])
    assert "Der står intet om udlejning for forebyggelsesomraade" in refuse(folder)


def test_a_missing_file_or_column_is_named(folder):
    (folder / FILE).rename(folder / "gemt.csv")
    assert "mangler" in refuse(folder)
    rows = load(shutil.copytree(FOLDER, folder / "igen"))
    save(folder, [{key: value for key, value in row.items() if key != "paragraph"} for row in rows])
    assert "paragraph" in refuse(folder)
