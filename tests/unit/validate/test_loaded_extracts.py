"""Extracts as suppliers wrote them, read and held against their rules: a figure that looks right and is not."""

from datetime import date

import pytest

from extract_files import csv_bytes, read, saved, stopped, workbook
from hpanalysis.definitions.windows import HalfYear, Span

FIRST_OF_SEPTEMBER = Span(date(2025, 9, 1), date(2025, 9, 1), "2025-09-01", date(2025, 11, 30))
ELECTION = date(2025, 11, 18)


def find_stops(suites, source, loaded, half_year, span=None):
    """The ids of the critical rules that are broken, each with its number of rows."""
    checks = suites.validate(source, loaded.frame, half_year, span=span)
    broken = checks[~checks["held"] & (checks["severity"] == "kritisk")]
    return dict(zip(broken["rule_id"], broken["failed"], strict=True))


@pytest.mark.parametrize(
    ("counts", "stops"),
    [
        ((2092, 50935), {}),
        ((44.5, 65.6), {"valg-09": 2}),  # per cent with a decimal
        ((0.4445, 0.6556), {"valg-09": 2}),  # per cent by the cell's format
        ((2092, 65.6), {"valg-09": 1}),
        (("44,5", "65,6"), {"valg-09": 2}),
        ((2092.5, 50935), {"valg-09": 1}),
        (("2092,0", "50935"), {}),
    ],
)
def test_a_share_in_the_column_of_counts_stops_and_a_count_does_not(suites, tmp_path, counts, stops):
    rows = [["Indikator", "Valgdato", "Område", "Antal", "Ud af", "Spredning"]]
    for area, count, whole in zip(("Alle 7 boligområder", "Randers Kommune"), counts, (4749, 77688), strict=True):
        rows.append(["Stemt ved kommunalvalg", ELECTION, area, count, whole, None])
    loaded = read("valgdata", workbook(tmp_path, "valgdata.xlsx", rows))
    assert find_stops(suites, "valgdata", loaded, HalfYear(2026, 1)) == stops


def write_enrolment(folder, day):
    rows = [["CPR-nummer", "Navn", "Adresse", "Postnr.", "By", "Opgørelsesdato", "Alder", "Tilmeldingsdato"]]
    rows += [["040310-5136", "Irmelin Demotoft", "Flyvervej 2, st. th", "8900", "Randers C", "01-09-2025", "15", day]]
    return saved(folder, "ungdomsskole.csv", csv_bytes(rows))


@pytest.mark.parametrize(
    ("day", "stops"),
    [
        ("22-02-2025", {}),
        ("", {}),
        ("01-01-1900", {"ungdomsskole-08": 1}),
        ("1970-01-01", {"ungdomsskole-08": 1}),
        ("31-12-2099", {"ungdomsskole-08": 1}),
        ("04-03-2010", {"ungdomsskole-08": 1}),  # the day of birth
        ("04-03-2009", {"ungdomsskole-08": 1}),
    ],
)
def test_a_day_that_stands_for_no_day_enrols_nobody(suites, tmp_path, day, stops):
    loaded = read("ungdomsskole", write_enrolment(tmp_path, day))
    assert find_stops(suites, "ungdomsskole", loaded, HalfYear(2025, 2), FIRST_OF_SEPTEMBER) == stops


@pytest.mark.parametrize("day", ["31-12-9999", "01-01-9999", "9999-12-31"])
def test_the_end_of_time_is_no_day_to_the_reader(tmp_path, day):
    message = stopped("ungdomsskole", write_enrolment(tmp_path, day))
    assert message.startswith("»ungdomsskole.csv«, række 2, kolonne »Tilmeldingsdato«: Værdien er ikke mulig")
