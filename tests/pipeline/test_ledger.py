"""Half-years published one after the other, in any order: what was decided stands, what is published is kept."""

import json

import pandas as pd
import pytest

import revised_extracts

KEY = ["indicator_id", "window", "area_id"]


@pytest.fixture
def broken(two, tmp_path):
    """A copy, to break."""
    return two.copy(tmp_path / "projekt")


def _figures(project, half_year):
    return pd.read_csv(project.reports / half_year / "indicators.csv", dtype=str, keep_default_na=False)


def _log(project, half_year):
    told = json.loads((project.reports / half_year / "udgivelseslog.json").read_text(encoding="utf-8"))
    return [entry["half_year"] for entry in told["entries"]]


def _stands(project, half_year):
    folder = project.reports / half_year
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _stopped(project, half_year):
    done = project.hpanalysis("run", half_year)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stderr


def test_the_log_and_the_certificate_tell_of_every_publication_before(packaged):
    assert _log(packaged, "2026H1") == ["2025H2", "2026H1"]
    told = json.loads((packaged.reports / "2026H1" / "kontrolattest.json").read_text(encoding="utf-8"))
    assert (told["holder"], told["halvaar"]) == ("ja", ["2025H2", "2026H1"])


def test_an_edited_earlier_publication_stops_the_next_run(packaged, tmp_path):
    project = packaged.copy(tmp_path / "projekt")
    _edit_and_run(project, "2025H2")


@pytest.mark.slow
def test_the_log_is_in_the_order_of_publishing(two):
    assert _log(two, "2026H1") == ["2026H1"]
    assert _log(two, "2025H1") == ["2026H1", "2025H1"]


@pytest.mark.slow
def test_an_older_half_year_made_later_decides_the_same_windows_alike(two):
    old, new = (
        _figures(two, half).set_index(KEY)[["status", "numerator", "denominator"]] for half in ("2025H1", "2026H1")
    )
    assert len(old) < len(new)
    pd.testing.assert_frame_equal(old, new.loc[old.index])


@pytest.mark.slow
def test_rows_are_hidden_to_protect_others_and_bear_the_same_word(two):
    pattern = pd.read_parquet(two.processed / "2026H1" / "pattern.parquet")
    hidden = pattern[pattern["rule"] == "beskytter et andet tal"]
    assert len(hidden)
    table = _figures(two, "2026H1").set_index(KEY)
    assert set(table.loc[[tuple(key) for key in hidden[KEY].to_numpy()], "status"]) == {"diskretioneret"}


@pytest.mark.slow
def test_every_publication_has_a_certificate_over_all_of_them(two):
    told = json.loads((two.reports / "2025H1" / "kontrolattest.json").read_text(encoding="utf-8"))
    assert told["holder"] == "ja"
    assert told["halvaar"] == ["2025H1", "2026H1"]


@pytest.mark.slow
def test_an_edited_publication_stops_the_next_run(broken):
    _edit_and_run(broken, "2025H1")


def _edit_and_run(project, edited):
    """Show no more what another half-year has shown; the next run of 2026H1 stops and leaves what lies published."""
    path = project.reports / edited / "indicators.csv"
    text = path.read_text(encoding="utf-8")
    assert ",vist," in text
    path.write_text(text.replace(",vist,", ",diskretioneret,", 1), encoding="utf-8", newline="\n")
    before = _stands(project, "2026H1")
    said = _stopped(project, "2026H1")
    assert f"»{edited}/indicators.csv«: Filen er ændret efter udgivelsen" in said
    assert "Gør sådan" in said
    assert _stands(project, "2026H1") == before


@pytest.mark.slow
def test_the_newest_publication_may_be_made_anew_and_stands_in_the_log_again(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    revised_extracts.absence_a_day_more(project, "2025H2", 1200)
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert _log(project, "2026H1") == ["2026H1", "2026H1"]
