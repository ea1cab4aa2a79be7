"""Frames are kept as long as they can be believed, loaded anew when not, and left alone where they cannot be."""

import json
from datetime import date

import pandas as pd
import pytest

import frames
from hpanalysis import load
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.load.frame import load_frame
from hpanalysis.pipeline.extracts import frame_records, loading
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.progress import Progress

HALF = HalfYear.parse("2025H1")
PLAN = frames.ROOT / "tests" / "plans" / "lillekoebing"
CHILDREN = """\
CPR-nummer;Navn;Adresse;Postnr.;By;Vurderingsdato;Alder;Resultat
111121-0001;Ida Demo;Pindsvinevænget 3, 1. tv;9999;Lillekøbing;22-11-2024;3;Fokuseret indsats
120121-0002;Bo Demo;Pindsvinevænget 7, 1. tv;9999;Lillekøbing;08-11-2024;3;Generel indsats
"""
HISTORY = """\
CPR-nummer;Navn;Adresse;Postnr.;By;Fra-dato;Til-dato
111121-0001;Ida Demo;Pindsvinevænget 3, 1. tv;9999;Lillekøbing;22-11-2021;
120121-0002;Bo Demo;Andetsteds 7;9999;Lillekøbing;22-01-2021;
"""
EARLY, LATE = date(2025, 9, 1), date(2031, 1, 1)


class Listener(Progress):
    def __init__(self):
        super().__init__()
        self.said = []

    def say(self, sentence):
        self.said.append(sentence)


@pytest.fixture
def where(tmp_path):
    """A workspace with the language assessments of one half-year."""
    found = frames.workspace(tmp_path, PLAN)
    deliver(found, "sprogvurdering", CHILDREN)
    return found


def deliver(where, source, text):
    path = where.raw_folder(HALF) / f"{source}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8-sig")


def load_all(where, today=EARLY, last=HALF):
    """What came of loading, and what was said."""
    listener = Listener()
    deliveries = loading.find_deliveries(where, last)
    found = loading.load_deliveries(
        where,
        deliveries,
        last,
        skip=(),
        raw_digests={path: digests.digest_file(path) for each in deliveries for path in each.files},
        rules=dict.fromkeys(catalogue.sources(), "the rules"),
        key=load.Key(b"a key of this test"),
        progress=listener,
        today=today,
    )
    return found, listener.said


def names(where):
    return {path.relative_to(where.processed).as_posix() for path in where.processed.rglob("*") if path.is_file()}


def test_a_delivery_is_loaded_once_and_then_believed(where):
    first, _ = load_all(where)
    path = where.frame("sprogvurdering", HALF)
    written = path.stat().st_mtime_ns
    again, said = load_all(where)
    assert (path.stat().st_mtime_ns, said) == (written, [])
    assert again.checks.equals(first.checks)
    assert [each.source.name for each in again.ready] == ["sprogvurdering"]


@pytest.mark.parametrize(
    "name",
    ["frames/sprogvurdering.parquet", "frames/sprogvurdering.json", "checks/sprogvurdering.parquet"],
)
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("{}", encoding="utf-8"),
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
def test_what_is_damaged_is_loaded_anew_with_one_line_said(where, name, damage):
    load_all(where)
    path = where.folder(HALF) / name
    before = path.read_bytes()
    damage(path)
    _, said = load_all(where)
    assert said == [f"Ikke, som det blev skrevet, i data/processed/2025H1: »{name}«. Det laves igen."]
    assert path.read_bytes() == before
    assert load_all(where)[1] == []


def test_an_extract_that_was_exchanged_is_loaded_anew_without_a_word(where):
    load_all(where)
    deliver(where, "sprogvurdering", CHILDREN.replace("Generel", "Særlig"))
    before = where.frame("sprogvurdering", HALF).read_bytes()
    assert load_all(where)[1] == []
    assert where.frame("sprogvurdering", HALF).read_bytes() != before


def test_a_frame_whose_extract_breaks_a_critical_rule_is_not_recorded(where):
    deliver(where, "sprogvurdering", CHILDREN + CHILDREN.splitlines()[1] + "\n")
    found, _ = load_all(where)
    assert (len(found.critical), found.ready) == (1, ())
    assert not frame_records.find_record_path(where, "sprogvurdering", HALF).exists()


def test_persons_placed_without_their_history_are_placed_again_when_it_is_in_order(where, monkeypatch):
    """The history could not be read for a while; its bytes are the same all the time."""
    deliver(where, "bopael", HISTORY)
    load_one = load_frame

    def fail_for_the_history(source, *others):
        if source.residence_history:
            raise Stop("Filen kan ikke læses.")
        return load_one(source, *others)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(loading, "load_frame", fail_for_the_history)
        found, _ = load_all(where)
        assert (found.unusable, found.ready) == (("Filen kan ikke læses.",), ())
    found, _ = load_all(where)
    assert {each.source.name for each in found.ready} == {"bopael", "sprogvurdering"}
    placed = pd.read_parquet(where.frame("sprogvurdering", HALF))["area_id"].isna().tolist()
    assert placed == [False, True]


def take_away(where, folder=False):
    (where.raw_folder(HALF) / "sprogvurdering.csv").unlink()
    if folder:
        where.raw_folder(HALF).rmdir()


def test_an_extract_taken_away_before_its_last_day_takes_its_frame_with_it(where):
    load_all(where)
    take_away(where)
    found, _ = load_all(where)
    assert (len(found.checks), found.ready) == (0, ())
    assert not [name for name in names(where) if "sprogvurdering" in name]


def test_one_deleted_as_agreed_leaves_its_frame_and_its_checks_also_for_a_run_of_an_earlier_date(where):
    first, _ = load_all(where)
    take_away(where)
    for today in (LATE, EARLY):
        found, _ = load_all(where, today)
        assert found.checks.equals(first.checks)
        assert [(each.source.name, each.files) for each in found.ready] == [("sprogvurdering", ())]


def test_nothing_is_removed_where_another_folder_of_extracts_was_named(where):
    load_all(where)
    before = names(where)
    take_away(where, folder=True)
    found, _ = load_all(where)
    assert names(where) == before
    assert len(found.ready) == 1


@pytest.mark.parametrize(
    "name",
    ["frames/sprogvurdering.parquet", "frames/sprogvurdering.json", "checks/sprogvurdering.parquet"],
)
def test_a_frame_that_is_the_only_copy_is_never_removed_and_is_told_as_lost(where, name):
    load_all(where)
    take_away(where)
    load_all(where, LATE)
    path = where.folder(HALF) / name
    path.write_bytes(path.read_bytes()[:100])
    before = {each: (where.processed / each).read_bytes() for each in names(where)}
    for today in (LATE, EARLY):
        found, _ = load_all(where, today)
        (said,) = found.unusable
        assert said.startswith(f"»{name}« i mappen data/processed/2025H1: Filen er ikke, som den blev skrevet, og kan")
        assert "Spørg: dataenheden." in said
    assert {each: (where.processed / each).read_bytes() for each in names(where)} == before


def test_the_record_of_an_older_program_is_believed_and_gets_digests_when_its_extract_is_deleted(where):
    load_all(where)
    path = frame_records.find_record_path(where, "sprogvurdering", HALF)
    known = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({"made_from": known["made_from"], "files": known["files"]}), encoding="utf-8")
    assert load_all(where)[1] == []
    take_away(where)
    load_all(where, LATE)
    record = frame_records.read_record(where, "sprogvurdering", HALF)
    assert record.deleted and set(record.written) == {"checks/sprogvurdering.parquet", "frames/sprogvurdering.parquet"}


def test_a_finding_on_an_earlier_half_years_file_names_its_folder(where):
    deliver(where, "sprogvurdering", CHILDREN.replace("Vurderingsdato", "Dato", 1))
    assert load_all(where)[0].unusable[0].startswith("»sprogvurdering.csv«: Kolonnen »")
    later = load_all(where, last=HalfYear.parse("2025H2"))[0].unusable[0]
    assert later.startswith("Mappen data/raw/2025H1: »sprogvurdering.csv«: Kolonnen »")
