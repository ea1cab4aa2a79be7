"""The log of publications: a chain in the order they were made, and what is said when it is broken."""

import json

import pandas as pd
import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.publication import publication_log as log
from hpanalysis.publications import find_half_years
from hpanalysis.published.names import LOG_JSON
from hpanalysis.tables import CORRECTIONS, KEY, Status

THEN, NOW, LATER = (HalfYear.parse(name) for name in ("2025H1", "2025H2", "2026H1"))
ALL = {THEN, NOW, LATER}


def figures(*numerators, hidden=()):
    """An indicators.csv with a row an area."""
    rows = [
        ["ungdomsskole", "2024", f"omraade-{place}", "2024-09-01", "2024-09-01", Status.SHOWN.value, number, 60]
        if place not in hidden
        else ["ungdomsskole", "2024", f"omraade-{place}", "2024-09-01", "2024-09-01", Status.HIDDEN.value, "", ""]
        for place, number in enumerate(numerators)
    ]
    columns = [*KEY, "window_start", "window_end", "status", "numerator", "denominator"]
    return pd.DataFrame(rows, columns=columns).to_csv(index=False, lineterminator="\n")


def publish(reports, half_year, table):
    """As a run does: the log so far, with this publication at its end."""
    told = log.extend_log(log.read_log(reports, ALL), half_year, table)
    folder = reports / str(half_year)
    folder.mkdir(exist_ok=True)
    (folder / "indicators.csv").write_text(table, encoding="utf-8", newline="\n")
    (folder / LOG_JSON).write_text(log.format_log_json(told), encoding="utf-8", newline="\n")
    return told


@pytest.fixture
def reports(tmp_path):
    """Three publications, one after the other."""
    for half_year, table in ((THEN, figures(20)), (NOW, figures(20, 30)), (LATER, figures(20, 30, 40))):
        publish(tmp_path, half_year, table)
    return tmp_path


def test_before_the_first_publication_the_log_is_empty(tmp_path):
    assert log.read_log(tmp_path, ALL) == ()
    assert log.read_published_figures({}) is None


def test_each_entry_holds_the_digest_of_the_one_before(reports):
    entries = log.read_log(reports, ALL)
    assert [entry.half_year for entry in entries] == ["2025H1", "2025H2", "2026H1"]
    assert [entry.before for entry in entries] == ["", *(entry.digest for entry in entries[:-1])]


def test_every_folder_holds_the_log_up_to_itself(reports):
    counts = [
        len(json.loads((reports / str(half) / LOG_JSON).read_text(encoding="utf-8"))["entries"])
        for half in (THEN, NOW, LATER)
    ]
    assert counts == [1, 2, 3]


def test_the_order_is_that_of_publishing_not_of_the_calendar(tmp_path):
    for half_year in (LATER, THEN):
        publish(tmp_path, half_year, figures(20))
    assert [entry.half_year for entry in log.read_log(tmp_path, ALL)] == ["2026H1", "2025H1"]


def test_a_publication_made_anew_has_a_further_entry(reports):
    told = publish(reports, LATER, figures(20, 30, 41))
    assert [entry.half_year for entry in told] == ["2025H1", "2025H2", "2026H1", "2026H1"]
    assert log.read_log(reports, ALL) == told


def test_the_same_figures_again_leave_the_log_as_it_is(reports):
    before = {half: (reports / str(half) / LOG_JSON).read_bytes() for half in (THEN, LATER)}
    publish(reports, THEN, figures(20))
    publish(reports, LATER, figures(20, 30, 40))
    assert {half: (reports / str(half) / LOG_JSON).read_bytes() for half in (THEN, LATER)} == before


def test_a_publication_from_before_there_was_a_log_gets_its_entry(tmp_path):
    (tmp_path / "2025H1").mkdir()
    (tmp_path / "2025H1" / "indicators.csv").write_text(figures(20), encoding="utf-8", newline="\n")
    assert [entry.half_year for entry in log.read_log(tmp_path, ALL)] == ["2025H1"]


def test_figures_are_read_of_the_publications_that_the_run_builds_on_alone(reports):
    found = log.read_published_figures({LATER: reports / "2026H1"})
    assert found["published_in"].unique().tolist() == ["2026H1"]


@pytest.mark.parametrize("half_year", [THEN, NOW, LATER])
def test_an_edited_publication_stops_the_run_and_is_named(reports, half_year):
    path = reports / str(half_year) / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",20,", ",21,"), encoding="utf-8", newline="\n")
    with pytest.raises(Stop, match=f"»{half_year}/indicators.csv«: Filen er ændret efter udgivelsen") as stopped:
        log.read_log(reports, ALL)
    assert "Gør sådan" in str(stopped.value)


def test_a_publication_taken_away_stops_the_run(reports):
    (reports / "2025H1").rename(reports / "vaek")
    with pytest.raises(Stop, match=r"2025H1.*mappen mangler"):
        log.read_log(reports, ALL)


@pytest.mark.parametrize("field", ["half_year", "indicators_sha256", "before"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_edited_log_stops_the_run(reports, field, place):
    path = reports / "2026H1" / LOG_JSON
    told = json.loads(path.read_text(encoding="utf-8"))
    told["entries"][place][field] = "2024H2" if field == "half_year" else "0" * 64
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Stop, match=r"ændret efter udgivelsen|mappen mangler|passer ikke"):
        log.read_log(reports, ALL)


@pytest.mark.parametrize("text", ["", "[]", '{"entries": [{"half_year": "2025H1"}]}'])
def test_a_log_that_cannot_be_read_stops_the_run(reports, text):
    (reports / "2025H2" / LOG_JSON).write_text(text, encoding="utf-8")
    with pytest.raises(Stop, match=r"»2025H2/udgivelseslog\.json«: Udgivelsesloggen kan ikke læses"):
        log.read_log(reports, ALL)


def test_logs_that_tell_different_histories_stop_the_run(reports):
    publish_alone = log.extend_log((), NOW, figures(20, 30))
    (reports / "2025H2" / LOG_JSON).write_text(log.format_log_json(publish_alone), encoding="utf-8")
    with pytest.raises(Stop, match="passer ikke med loggen"):
        log.read_log(reports, ALL)


def test_the_figures_that_a_half_year_would_tell_otherwise_are_named(reports):
    folder = reports / "2026H1"
    assert log.find_changed_figures(folder, figures(20, 30, 40)) == []
    assert log.find_changed_figures(folder, figures(26, 30, 40)) == ["ungdomsskole/2024/omraade-0"]
    changed = log.find_changed_figures(folder, figures(20, 30, 40, 50, hidden={1}))
    assert changed == ["ungdomsskole/2024/omraade-1", "ungdomsskole/2024/omraade-3"]


def test_a_half_year_published_again_beside_its_earlier_edition_comes_last_though_its_figures_are_the_same(reports):
    entries = log.read_log(reports, ALL)
    told = log.extend_log(entries, THEN, figures(20), anew=True)
    assert told[:3] == entries and told[3].half_year == "2025H1" and told[3].before == entries[2].digest
    assert log.find_last_place(told, THEN) == 3 and log.find_last_place(entries, THEN) == 0


def test_an_edition_that_was_replaced_is_watched_as_the_others_are(reports):
    """2025H1 is published again: its earlier edition stays, and the new one has the log to its end."""
    again = log.extend_log(log.read_log(reports, ALL), THEN, figures(21), anew=True)
    (reports / "2025H1").rename(reports / "tidligere-2025H1-1")
    (reports / "2025H1").mkdir()
    for name, text in (("indicators.csv", figures(21)), (LOG_JSON, log.format_log_json(again))):
        (reports / "2025H1" / name).write_text(text, encoding="utf-8", newline="\n")
    assert log.read_log(reports, ALL) == again
    assert log.read_place(reports / "tidligere-2025H1-1") == 0 and log.read_place(reports / "2025H1") == 3
    path = reports / "tidligere-2025H1-1" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",20,", ",22,"), encoding="utf-8", newline="\n")
    with pytest.raises(Stop, match=r"»tidligere-2025H1-1/indicators\.csv«: Filen er ændret efter udgivelsen"):
        log.read_log(reports, ALL)


def test_what_is_published_is_read_with_its_numbers_or_without(tmp_path):
    publish(tmp_path, THEN, figures(20, 30, hidden={1}))
    table = log.read_published_figures(find_half_years(tmp_path))
    assert table["numerator"].tolist()[0] == 20
    assert table.loc[1, ["numerator", "denominator"]].isna().all()
    assert table["status"].tolist() == ["vist", "diskretioneret"]
    assert set(table["published_in"]) == {"2025H1"}


def test_a_number_that_a_correction_tells_of_is_known_though_its_publication_is_gone(tmp_path):
    publish(tmp_path, THEN, figures(20, 30))
    row = dict.fromkeys(CORRECTIONS.names, "") | dict(zip(KEY, ("ungdomsskole", "2024", "omraade-2"), strict=True))
    row |= {"status_before": "vist", "numerator_before": "17", "denominator_before": "60", "status_now": "ikke leveret"}
    table = pd.DataFrame([row, row | {"numerator_before": "", "denominator_before": "", "area_id": "omraade-3"}])
    table.to_csv(tmp_path / "2025H1" / "rettelser.csv", index=False, lineterminator="\n")
    told = log.read_published_figures(find_half_years(tmp_path)).set_index("area_id")
    assert told.loc["omraade-2", "numerator"] == 17
    assert told.loc["omraade-2", "window_start"] == "2024-09-01"
    assert "omraade-3" not in told.index
