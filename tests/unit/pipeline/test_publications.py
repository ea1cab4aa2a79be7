"""What a run finds published before it, and what it records for the next."""

import dataclasses
import json

import pandas as pd
import pytest

import corrections_tables as made
import frames
from hpanalysis.definitions import catalogue
from hpanalysis.pipeline.extracts.loading import Delivery
from hpanalysis.pipeline.publication import earlier_publications
from hpanalysis.pipeline.storage import files
from hpanalysis.publications import Publication

SPROG = ("sprog_saerlig", "2024", "soeparken")
FIRST = made.measured(*made.areas("sprog_saerlig", (10, 40), (12, 40), (6, 20), (28, 100), (60, 500)))
PLAN = frames.ROOT / "tests" / "plans" / "lillekoebing"


@pytest.fixture
def where(tmp_path):
    """A workspace of real extracts in which 2025H1 is published."""
    found = frames.workspace(tmp_path, PLAN)
    found.raw.mkdir()
    made.publish(found.reports, made.THEN, made.judged(FIRST))
    return found


def _record(where, **told):
    path = Publication(where, made.THEN).record_path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"made_from": "", "published": "", **told}), encoding="utf-8")


def _known(where):
    return bool(earlier_publications.EarlierPublications(where, made.NOW).ledger.list_numbers(SPROG))


def test_a_publication_without_a_record_is_a_ledger_all_the_same(where):
    assert _known(where)
    assert earlier_publications.EarlierPublications(where, made.NOW).made == {}


def test_a_publication_on_invented_extracts_is_no_ledger_for_real_ones(where):
    _record(where, synthetic=True)
    assert not _known(where)
    (where.raw / "SYNTETISK.txt").write_text("x", encoding="utf-8")
    assert _known(where)


def test_a_publication_on_real_extracts_is_no_ledger_for_invented_ones(where):
    _record(where, synthetic=False)
    assert _known(where)
    (where.raw / "SYNTETISK.txt").write_text("x", encoding="utf-8")
    assert not _known(where)


def test_what_others_published_is_in_the_digest_and_what_the_half_year_itself_did_is_not(where):
    before = [earlier_publications.EarlierPublications(where, half).digest() for half in (made.THEN, made.NOW)]
    path = where.reports / "2025H1" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("12,40", "13,40"), encoding="utf-8")
    after = [earlier_publications.EarlierPublications(where, half).digest() for half in (made.THEN, made.NOW)]
    assert after[0] == before[0] and after[1] != before[1]


def _write_standing(where, measured):
    found = earlier_publications.EarlierPublications(where, made.NOW).find_standing(measured)
    files.write_parquet(found, where.table_path("standing", made.NOW))
    earlier_publications.write_standing_counts(where, made.NOW, found)


def test_what_stands_is_told_to_the_analyst_and_kept_in_the_protected_folder(where):
    moved = made.measured(*made.areas("sprog_saerlig", (11, 40), (12, 40), (6, 20), (29, 100), (61, 500)))
    _write_standing(where, moved)
    path = where.folder(made.NOW) / "fortroligt" / earlier_publications.STANDING_FILE
    assert list(pd.read_csv(path)["numerator_counted"]) == [11, 29, 61]
    (said,) = earlier_publications.describe_standing_figures(where, made.NOW)
    assert said.startswith("I alt 3 tal står som udgivet") and "færre end 5 personer" in said
    _write_standing(where, FIRST)
    assert not path.exists() and earlier_publications.describe_standing_figures(where, made.NOW) == []


def test_the_record_tells_each_extract_with_the_history_that_placed_its_persons_the_code_and_the_places(where):
    sources, half = catalogue.sources(), made.THEN
    paths = {name: where.raw / f"{name}.csv" for name in ("sprogvurdering", "bopael", "fraflytning")}
    found = [Delivery(sources[name], half, (path,), None) for name, path in paths.items()]
    digests = {path: name for name, path in paths.items()}
    known = earlier_publications.digest_sources(where, found, digests)
    assert set(known.extracts) == {f"{half}/{name}" for name in paths}
    moved = earlier_publications.digest_sources(where, found, digests | {paths["bopael"]: "other"})
    changed = {name for name in known.extracts if known.extracts[name] != moved.extracts[name]}
    assert changed == {f"{half}/sprogvurdering", f"{half}/bopael"}
    assert dataclasses.replace(moved, extracts=known.extracts) == known
