"""What a run is made from, by digest: which digests may be plain, and what a file may be called."""

import dataclasses
import hashlib
import json
import shutil

import pandas as pd
import pytest

import frames
import map_sketch
from hpanalysis import load
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.extracts.loading import Delivery
from hpanalysis.pipeline.publication import manifest
from hpanalysis.pipeline.publication.publication_log import Entry
from hpanalysis.pipeline.storage import moment
from hpanalysis.tables import CHECKS

PLAN = frames.ROOT / "tests" / "plans" / "lillekoebing"
THEN, NOW, LATER = (HalfYear.parse(name) for name in ("2025H2", "2026H1", "2026H2"))
KEY, OTHER = load.Key(b"k" * 32), load.Key(b"o" * 32)
ABSENCE, CASES = catalogue.sources()["elevfravaer"], catalogue.sources()["udsaettelser"]
ENOUGH = manifest.LEAST_ROWS


@pytest.fixture
def where(tmp_path):
    found = dataclasses.replace(frames.workspace(tmp_path, PLAN), root=tmp_path)
    for folder in (found.raw / "2026H1", found.expectations, found.notebooks):
        folder.mkdir(parents=True, exist_ok=True)
    return found


def _delivery(where, source, *names) -> Delivery:
    paths = []
    for name in names:
        paths.append(where.raw / "2026H1" / name)
        paths[-1].write_text(name, encoding="utf-8")
    return Delivery(source, NOW, tuple(paths), None)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _checks(*rows: tuple[str, int]) -> pd.DataFrame:
    told = [
        dict.fromkeys(CHECKS.names) | {"half_year": "2026H1", "source": name, "rows": count} for name, count in rows
    ]
    return pd.DataFrame(told, columns=CHECKS.names)


def _inputs(where, found, checks, key=KEY, log=()) -> dict:
    raw = {path: _sha256(path.name) for delivery in found for path in delivery.files}
    delivered = manifest.find_delivered_files(where, NOW, found, raw)
    return manifest.digest_inputs(where, NOW, deliveries=delivered, checks=checks, key=key, log=log)


def _files(where, source, names, rows, key=KEY) -> list[dict]:
    found = [_delivery(where, source, *names)]
    told = _inputs(where, found, _checks((source.name, rows)), key)
    return told["extracts"][f"2026H1/{source.name}"]["filer"]


def test_a_file_of_many_persons_has_a_plain_digest_that_its_supplier_can_check(where):
    assert _files(where, ABSENCE, ["elevfravaer.csv"], ENOUGH) == [
        {"navn": "elevfravaer.csv", "sha256": _sha256("elevfravaer.csv")}
    ]


@pytest.mark.parametrize(
    ("source", "names", "rows"),
    [
        (ABSENCE, ["elevfravaer.csv"], ENOUGH - 1),
        (ABSENCE, ["elevfravaer.csv", "elevfravaer_2.csv"], ENOUGH),  # one of them may hold a single person
        (CASES, ["udsaettelser.csv"], 100 * ENOUGH),  # no CPR: every row of it can be guessed
    ],
    ids=["few rows", "several files", "no persons"],
)
def test_what_could_be_guessed_has_a_keyed_digest_alone(where, source, names, rows):
    told = _files(where, source, names, rows)
    assert [set(each) for each in told] == [{"navn", "hmac_sha256"}] * len(names)
    assert not any(_sha256(name) in json.dumps(told) for name in names)


def test_a_keyed_digest_is_the_keys_own_and_gives_no_pseudonym_away(where):
    (own,), (other,) = (_files(where, CASES, ["udsaettelser.csv"], 9, key) for key in (KEY, OTHER))
    assert own["hmac_sha256"] == KEY.digest(_sha256("udsaettelser.csv")) != other["hmac_sha256"]
    assert len(own["hmac_sha256"]) == 64
    assert not KEY.digest("0101011234").startswith(KEY.pseudonym("0101011234"))


def test_a_file_that_was_deleted_as_agreed_is_told_by_the_digest_it_had(where):
    frame = where.frame("udsaettelser", NOW)
    frame.parent.mkdir(parents=True)
    frame.write_bytes(b"")
    known = {"made_from": "x", "deleted": True, "files": {"udsaettelser.csv": _sha256("a")}}
    frame.with_suffix(".json").write_text(json.dumps(known), encoding="utf-8")
    assert _inputs(where, [], _checks(("udsaettelser", 9)))["extracts"] == {
        "2026H1/udsaettelser": {
            "kilde": "udsaettelser",
            "filer": [{"navn": "udsaettelser.csv", "hmac_sha256": KEY.digest(_sha256("a"))}],
            "slettet": True,
        }
    }


@pytest.mark.parametrize(
    ("delivered", "published"),
    [
        ("elevfravaer.csv", "elevfravaer.csv"),
        ("Elevfravaer_2026H1.csv", "Elevfravaer_2026H1.csv"),
        ("elevfravaer-2024-25 (2).csv", "elevfravaer-2024-25 (2).csv"),
        ("elevfravaer_lejerbo.csv", "elevfravaer_lejerbo.csv"),
        ("elevfravaer fra Jens Hansen.csv", "elevfravaer-3.csv"),
        ("elevfravaerJens.csv", "elevfravaer-3.csv"),
        ("elevfravaer_Mølletoften 12.csv", "elevfravaer-3.csv"),
    ],
)
def test_a_files_name_is_published_only_if_every_word_of_it_is_the_plans_own(delivered, published):
    assert manifest.make_public_name(delivered, ABSENCE, ["RandersBolig", "Lejerbo"], 3) == published


def test_the_emergency_groups_log_is_never_among_the_plans_files(where):
    folder = where.plan_folder
    there = {path.name for path in folder.iterdir()}
    assert {"plan.yaml", "areas.csv"} <= there
    told = _inputs(where, [], _checks())["plan"]
    assert set(told) == {name for name in there if name.endswith(".csv")} | {"plan.yaml"}


def test_the_plans_map_is_among_what_a_half_year_is_made_of(where, tmp_path):
    plan = shutil.copytree(where.plan_folder, tmp_path / "plan")
    map_sketch.draw(plan)
    told = _inputs(dataclasses.replace(where, plan_folder=plan), [], _checks())["plan"]
    assert told["areas.geojson"] == hashlib.sha256((plan / "areas.geojson").read_bytes()).hexdigest()


def test_a_project_without_a_lock_says_so_by_an_empty_digest(where):
    assert _inputs(where, [], _checks())["lock"] == ""
    (where.root / moment.LOCK).write_text("pandas==3.1.1\n", encoding="utf-8")
    assert _inputs(where, [], _checks())["lock"] == _sha256("pandas==3.1.1\n")


def _log(*halves: HalfYear) -> tuple[Entry, ...]:
    return tuple(Entry(str(half), _sha256(str(half)), "") for half in halves)


def test_what_was_published_before_is_told_by_the_digest_of_its_figures(where):
    told = _inputs(where, [], _checks(), log=_log(THEN, NOW))
    assert told["before"] == {"2025H2": _sha256("2025H2")}


def test_a_half_years_own_publications_are_not_before_it_and_of_anothers_the_latest_counts(where):
    again = Entry("2025H2", _sha256("anew"), "")
    told = _inputs(where, [], _checks(), log=(*_log(LATER, THEN, NOW), again, *_log(NOW)))
    assert told["before"] == {"2025H2": _sha256("anew"), "2026H2": _sha256("2026H2")}
