from datetime import date

import pytest

import frames
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure import measure, measure_months
from hpanalysis.tables import MONTHLY, Status

H = HalfYear.parse
NUMBERS = ["numerator", "denominator", "numerator_persons", "complement_persons", "denominator_persons"]


@pytest.fixture
def where(tmp_path):
    return frames.workspace(tmp_path)


def benefits(where, half_year: str, *rows: str) -> None:
    """Rows of person, area, month and benefit."""
    lines = [f"{person} {area} {month}-01 30 {benefit}" for person, area, month, benefit in map(str.split, rows)]
    frames.write(where, "beskaeftigelse", half_year, "\n".join(["person area_id maaned alder ydelse", *lines]))


def row(table, area: str, month: str) -> tuple[int, ...]:
    """One month's numbers; there must be exactly one row."""
    found = table[(table["area_id"] == area) & (table["month"] == date.fromisoformat(f"{month}-01"))]
    assert len(found) == 1
    return tuple(found.iloc[0][NUMBERS])


def test_the_figures_that_are_sums_over_monthly_rows_have_months_and_no_others():
    found = {key for key, indicator in catalogue.indicators().items() if indicator.is_sum_of_months}
    assert found == {"uden_for_arbejdsmarkedet", "kontanthjaelp", "elevfravaer"}


def test_a_month_counts_the_areas_together_and_the_municipality(where):
    benefits(
        where,
        "2024H2",
        "a vangdalen 2023-10 foertidspension",
        "b energivej 2023-10 arbejde",
        "c - 2023-10 foertidspension",
        "a vangdalen 2023-11 arbejde",
    )
    found = measure_months(where, H("2024H2"), ["uden_for_arbejdsmarkedet"])
    assert list(found) == MONTHLY.names
    assert list(found["area_id"]) == ["alle-7", "alle-7", "randers", "randers"]
    assert row(found, "alle-7", "2023-10") == (1, 2, 1, 1, 2)
    assert row(found, "randers", "2023-10") == (2, 3, 2, 1, 3)
    assert row(found, "alle-7", "2023-11") == (0, 1, 0, 1, 1)
    assert set(found["status"]) == {Status.SHOWN.value}


def test_days_are_added_and_persons_counted_once_also_who_has_two_rows_in_the_month(where):
    frames.write(
        where,
        "elevfravaer",
        "2024H2",
        """
        person area_id   klassetrin maaned     skoledage fravaersdage
        a      vangdalen 4          2023-08-01 10        10
        a      energivej 4          2023-08-01 5         5
        b      vangdalen 4          2023-08-01 15        0
        c      vangdalen 4          2023-08-01 15        2
        c      -         4          2023-08-01 4         4
        d      -         4          2023-08-01 15        15
        """,
    )
    found = measure_months(where, H("2024H2"), ["elevfravaer"])
    # in the numerator: a, c; not wholly in it: b, c
    assert row(found, "alle-7", "2023-08") == (10 + 5 + 2, 10 + 5 + 15 + 15, 2, 2, 3)
    assert row(found, "randers", "2023-08") == (17 + 4 + 15, 45 + 4 + 15, 3, 2, 4)


def test_a_month_is_read_from_the_latest_delivery_that_holds_it(where):
    benefits(where, "2024H2", "a vangdalen 2023-10 arbejde", "a vangdalen 2024-06 arbejde")
    benefits(where, "2025H1", "a vangdalen 2024-06 foertidspension", "b vangdalen 2024-06 arbejde")
    found = measure_months(where, H("2025H1"), ["uden_for_arbejdsmarkedet"])
    assert row(found, "alle-7", "2023-10") == (0, 1, 0, 1, 1)  # in the first delivery only
    assert row(found, "alle-7", "2024-06") == (1, 2, 1, 1, 2)


def test_an_earlier_half_year_knows_nothing_of_later_deliveries(where):
    benefits(where, "2024H2", "a vangdalen 2024-06 arbejde")
    benefits(where, "2025H1", "a vangdalen 2024-06 foertidspension", "a vangdalen 2024-12 foertidspension")
    found = measure_months(where, H("2024H2"), ["uden_for_arbejdsmarkedet"])
    assert set(found["month"]) == {date(2024, 6, 1)}
    assert row(found, "alle-7", "2024-06") == (0, 1, 0, 1, 1)


def test_months_come_in_order_and_one_that_was_not_delivered_has_no_row(where):
    benefits(where, "2024H2", "a vangdalen 2024-02 arbejde", "a vangdalen 2023-12 arbejde")
    benefits(where, "2025H1", "a vangdalen 2024-06 arbejde", "a vangdalen 2023-10 arbejde")
    found = measure_months(where, H("2025H1"), ["kontanthjaelp"])
    in_order = [date(2023, 10, 1), date(2023, 12, 1), date(2024, 2, 1), date(2024, 6, 1)]
    assert list(found["month"]) == 2 * in_order


def test_a_month_with_nobody_in_the_areas_has_no_persons_and_is_not_zero_percent(where):
    benefits(where, "2024H2", "a - 2023-10 arbejde")
    found = measure_months(where, H("2024H2"), ["uden_for_arbejdsmarkedet"]).set_index("area_id")
    assert found.loc["alle-7", "status"] == Status.NO_PERSONS.value
    assert tuple(found.loc["alle-7", NUMBERS]) == (0, 0, 0, 0, 0)
    assert found.loc["randers", "status"] == Status.SHOWN.value


def test_nothing_delivered_gives_a_table_without_rows(where):
    found = measure_months(where, H("2024H2"))
    assert list(found) == MONTHLY.names
    assert len(found) == 0


def test_the_twelve_months_of_a_window_are_its_figure(where):
    window = [f"2023-{m}" for m in (10, 11, 12)] + [f"2024-{m:02d}" for m in range(1, 10)]
    rows = [f"a vangdalen {m} {'foertidspension' if i < 5 else 'arbejde'}" for i, m in enumerate(window)]
    rows += [f"b - {m} {'foertidspension' if i < 2 else 'arbejde'}" for i, m in enumerate(window)]
    benefits(where, "2024H2", *rows)
    months = measure_months(where, H("2024H2"), ["uden_for_arbejdsmarkedet"]).groupby("area_id")[NUMBERS[:2]].sum()
    figures = frames.figures(
        measure(where, H("2024H2"), ["uden_for_arbejdsmarkedet"]), "uden_for_arbejdsmarkedet", "2023-10/2024-09"
    )
    assert {area: tuple(months.loc[area]) for area in ("alle-7", "randers")} == {"alle-7": (5, 12), "randers": (7, 24)}
    assert all(tuple(months.loc[area]) == figures[area] for area in ("alle-7", "randers"))
