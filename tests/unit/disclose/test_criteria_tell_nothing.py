"""The state's criteria tell nothing of a hidden count: where two worlds differ in hidden counts only, kriterier.csv and
omraadestatus.csv are the same to the byte. A number that is planted in them is refused by the auditor."""

import csv
import io
from datetime import date

import pandas as pd
import pytest

from corrections_tables import measured, measured_row
from disclosed_tables import AREAS, HALF, RANDERS
from hpanalysis import disclose, judge
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.publication import published_definitions
from hpanalysis.published.criteria import check_criteria
from hpanalysis.published.definitions import parse_definitions
from hpanalysis.published.figures import parse_figures
from hpanalysis.tables import LINKED

WORK, CONVICTED, SCHOOL = "kriterie_beskaeftigelse", "kriterie_doemte", "kriterie_grundskole"
NON_WESTERN = "kriterie_ikke_vestlige"
# Of one criterion and two years before, so that one hidden figure is all that is not known but for the incomes.
QUIET, NEAR = "vangdalen", "glarbjergvej"
YEARS = (2024, 2025)
NOBODY_FOLLOWED = pd.DataFrame(columns=LINKED.names)


def world(few: int = 3, near: int = 4) -> pd.DataFrame:
    """The measured figures of two lists. few: the convicted of QUIET in 2025, of which nothing hangs; near: those of
    NEAR, which has one criterion already, and where the convicted would make the second."""
    rows = []
    for number in YEARS:
        window = {"window": str(number), "window_start": date(number, 1, 1), "window_end": date(number, 12, 31)}
        for area_id in AREAS:
            convicted = {(QUIET, 2025): few, (NEAR, 2025): near}.get((area_id, number), 12)
            over = area_id == NEAR
            for key, x, n in (
                (WORK, 300 if over else 150, 600),
                (CONVICTED, convicted, 900 if area_id != NEAR else 160),
                (SCHOOL, 120, 400),
                (NON_WESTERN, 250, 1200),
            ):
                rows.append(measured_row(key, area_id, (x, n), half_year="2025H2", **window))
        country = RANDERS.country.id
        rows.append(measured_row(CONVICTED, country, (42_000, 6_000_000 - 1), half_year="2025H2", **window))
    return measured(*rows)


def publish(table: pd.DataFrame, pattern: pd.DataFrame) -> tuple[str, str, pd.DataFrame]:
    """Both files, and the judged table that they are made of."""
    shown = judge.judge(disclose.apply_pattern(table, pattern, NOBODY_FOLLOWED), RANDERS, HALF)
    criteria, statuses = judge.make_criteria_tables(shown, RANDERS)
    return figures.format_criteria_csv(criteria), figures.format_area_statuses_csv(statuses), shown


@pytest.fixture(scope="module")
def published():
    table = world()
    return publish(table, disclose.choose_pattern(table, RANDERS))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def of_list(text: str, area_id: str, list_year: int) -> list[dict[str, str]]:
    return [row for row in read(text) if (row["area_id"], row["list_year"]) == (area_id, str(list_year))]


@pytest.mark.slow
def test_one_person_more_behind_a_hidden_count_changes_no_byte(published):
    for few, near in ((1, 4), (2, 4), (4, 4), (3, 1), (3, 2)):
        table = world(few, near)
        assert publish(table, disclose.choose_pattern(table, RANDERS))[:2] == published[:2]


def test_the_witnesses_of_every_hidden_count_give_the_same_files(published):
    table = world()
    pattern = disclose.choose_pattern(table, RANDERS)
    witnesses = list(disclose.make_witnesses(table, RANDERS, pattern))
    assert {witness.key for witness in witnesses} == {(CONVICTED, "2025", QUIET), (CONVICTED, "2025", NEAR)}
    for witness in witnesses:
        assert witness.without is not None and witness.many is not None
        for other in (witness.without, witness.many):
            assert not other["numerator"].equals(table["numerator"])
            assert publish(other, pattern)[:2] == published[:2]


def test_with_nothing_hidden_the_files_tell_of_the_count_so_the_comparison_can_fail(published):
    table = world()
    nothing = table[["indicator_id", "window", "area_id"]].assign(rule=None)
    other = world(few=4)
    assert publish(table, nothing)[0] != publish(other, nothing)[0]
    assert publish(table, nothing)[0] != published[0]


def test_a_hidden_figure_leaves_every_number_of_its_criterion_empty(published):
    rows = [row for row in of_list(published[0], QUIET, 2025) if row["criterion"] == "dømte"]
    assert len(rows) == 2  # of an udsat boligområde and of a forebyggelsesområde
    for row in rows:
        assert row["met"] == "kan ikke afgøres"
        assert row["reason"] == "tallet for dømte ikke kan vises for alle de år, som loven bruger"
        numbers = ("value", "distance", "persons", "next_year", "next_year_itself")
        assert {row[column] for column in numbers} == {""} and row["nearest"] == "nej"


def test_a_status_is_open_only_where_the_hidden_figure_could_change_it(published):
    (quiet,) = of_list(published[1], QUIET, 2025)
    # The employment and the schools are under their limits: with the convicted and the incomes it could be two of four.
    assert quiet["status"] == "kan ikke afgøres"
    (near,) = of_list(published[1], NEAR, 2025)
    assert near["status"] == "kan ikke afgøres" and near["could_be"] == "ingen; udsat boligområde"
    told = "tallet for dømte ikke kan vises for alle de år, som loven bruger"
    assert told in near["reason"] and told in quiet["reason"]


def known_incomes(table: pd.DataFrame) -> pd.DataFrame:
    """The judged table with the incomes of all areas, over every limit."""
    rows = table[table["indicator_id"] == WORK].assign(indicator_id="kriterie_indkomst", numerator=54_000.0)
    return pd.concat([table, rows], ignore_index=True)


def test_with_the_incomes_known_the_hidden_figure_alone_cannot_make_two(published):
    statuses = judge.make_criteria_tables(known_incomes(published[2]), RANDERS)[1]
    text = figures.format_area_statuses_csv(statuses)
    (quiet,), (near,) = (of_list(text, area_id, 2025) for area_id in (QUIET, NEAR))
    assert (quiet["status"], quiet["reason"], quiet["could_be"]) == ("ingen", "", "")
    assert near["status"] == "kan ikke afgøres"
    assert near["reason"] == "tallet for dømte ikke kan vises for alle de år, som loven bruger"


def audit(published, criteria=None, statuses=None) -> list[str]:
    """What the auditor says of both files, as they are or with some of them written over."""
    shown = published[2]
    definitions = parse_definitions(published_definitions.format_definitions_json(shown, RANDERS))
    rows = parse_figures(figures.format_figures_csv(shown))
    both = criteria or read(published[0]), statuses or read(published[1])
    return [f"{one.file} {one.place}" for one in check_criteria("2026H1", *both, rows, definitions)]


@pytest.mark.parametrize("column", ["limit", "list_year"])
def test_a_cell_that_cannot_be_read_is_one_failure_and_no_traceback(published, column):
    rows = read(published[0])
    rows[0][column] = "1e99x"
    assert [told.endswith("en celle, der ikke kan læses") for told in audit(published, criteria=rows)] == [True]


@pytest.mark.parametrize(
    ("column", "planted"),
    [
        ("value", "0.48"),
        ("distance", "2.52"),
        ("persons", "17"),
        ("next_year", "3.87"),
        ("met", "rammes ikke"),
        ("reason", ""),
        ("reason", "der er 3 dømte"),
        ("reason", "tallet for dømte er 3 af 900"),
    ],
)
def test_a_hidden_number_that_is_planted_in_a_criterion_is_refused(published, column, planted):
    assert audit(published) == []
    rows = read(published[0])
    row = next(r for r in rows if (r["area_id"], r["list_year"], r["criterion"]) == (QUIET, "2025", "dømte"))
    row[column] = planted
    assert any("kriterier.csv" in told and f"2025/{QUIET}" in told for told in audit(published, criteria=rows))


@pytest.mark.parametrize(
    ("column", "planted"),
    [
        ("residents", "1203"),
        ("residents_lacking", "3"),
        ("reason", "der er 3 dømte"),
        ("status", "ingen, med 3 dømte"),
        ("could_be", "ingen; 3"),
        ("if_enough", "3"),
    ],
)
def test_a_number_that_is_planted_in_a_status_is_refused(published, column, planted):
    rows = read(published[1])
    row = next(r for r in rows if (r["area_id"], r["list_year"]) == (QUIET, "2025"))
    row[column] = planted
    # What is lacking is held against the other rows of the table, so those may be named in its place.
    place = "" if column == "residents_lacking" else f"2025/{QUIET}"
    assert any("omraadestatus.csv" in told and place in told for told in audit(published, statuses=rows))
