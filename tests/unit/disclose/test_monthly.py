from datetime import date

import pandas as pd
import pytest

import shared_plans
from hpanalysis import disclose
from hpanalysis.disclose import primary
from hpanalysis.tables import MONTHLY, Status

PLAN = shared_plans.read(shared_plans.RANDERS)
K = PLAN.k
PERSONS = ["numerator_persons", "complement_persons", "denominator_persons"]
INSIDE, WHOLE = (40, 100), (400, 1000)


def series(*months: tuple[tuple[int, int], tuple[int, int]], indicator_id: str = "kontanthjaelp") -> pd.DataFrame:
    """A month after another: (numerator, denominator) of the areas together, and of the municipality, in persons."""
    rows = []
    for number, month in enumerate(months, start=1):
        for area_id, (n, d) in zip((PLAN.total.id, PLAN.municipality.id), month, strict=True):
            status = Status.SHOWN if d else Status.NO_PERSONS
            rows.append((indicator_id, area_id, date(2025, number, 1), n, d, n, d - n, d, status.value))
    return pd.DataFrame(rows, columns=MONTHLY.names).astype(dict.fromkeys(MONTHLY.names[3:8], "Int64"))


def hidden(table: pd.DataFrame) -> set[str]:
    """The indicators whose every month is hidden; none may be hidden in part."""
    shown = disclose.hide_small_series(table, PLAN)
    is_hidden = shown["status"] == Status.HIDDEN.value
    assert set(shown.loc[is_hidden, "indicator_id"]).isdisjoint(shown.loc[~is_hidden, "indicator_id"])
    return set(shown.loc[is_hidden, "indicator_id"])


def test_large_months_are_shown_as_they_are_and_the_counts_of_persons_stay_behind():
    table = series((INSIDE, WHOLE), (INSIDE, WHOLE))
    shown = disclose.hide_small_series(table, PLAN)
    assert list(shown) == MONTHLY.names
    others = [column for column in MONTHLY.names if column not in PERSONS]
    pd.testing.assert_frame_equal(shown[others], table[others])
    assert shown[PERSONS].isna().all(axis=None)


@pytest.mark.parametrize(
    ("inside", "is_small"),
    [
        ((K - 1, 100), True),
        ((1, 100), True),
        ((K, 100), False),
        ((0, 100), False),
        ((100 - K + 1, 100), True),
        ((100 - K, 100), False),
        ((100, 100), False),
        ((K, 2 * K - 1), True),
        ((K, 2 * K), False),
        ((0, 0), False),
    ],
)
def test_a_month_is_small_by_the_primary_rule_for_the_areas_and_for_those_outside_them(inside, is_small):
    here = series((INSIDE, WHOLE), (inside, (inside[0] + 300, inside[1] + 900)))
    outside = series((INSIDE, WHOLE), (INSIDE, (INSIDE[0] + inside[0], INSIDE[1] + inside[1])))
    assert bool(hidden(here)) is is_small
    assert bool(hidden(outside)) is is_small


def test_one_small_month_takes_its_indicators_series_along_and_no_others():
    small = series((INSIDE, WHOLE), ((K - 1, 100), WHOLE), (INSIDE, WHOLE))
    other = series((INSIDE, WHOLE), indicator_id="elevfravaer")
    table = pd.concat([small, other], ignore_index=True)
    assert hidden(table) == {"kontanthjaelp"}


def test_a_hidden_month_has_no_number():
    shown = disclose.hide_small_series(series(((1, 100), WHOLE)), PLAN)
    assert shown[["numerator", "denominator", *PERSONS]].isna().all(axis=None)
    assert len(shown) == 2


def test_the_window_minus_eleven_months_would_have_given_a_single_hidden_month_back():
    months = [(INSIDE, WHOLE)] * 11 + [((3, 100), WHOLE)]
    table = series(*months)
    window = table.loc[table["area_id"] == PLAN.total.id, "numerator"].sum()  # what is published of the year
    alone = table[(table["area_id"] == PLAN.total.id) & primary.apply_primary_rule(table, K).isna()]
    assert window - alone["numerator"].sum() == 3
    assert disclose.hide_small_series(table, PLAN)["numerator"].notna().sum() == 0


def test_series_that_differ_in_hidden_counts_only_give_the_same_table():
    one, other = (disclose.hide_small_series(series((INSIDE, WHOLE), ((n, 100), WHOLE)), PLAN) for n in (1, 3))
    pd.testing.assert_frame_equal(one, other)


def test_a_plan_without_a_figure_for_the_areas_together_is_held_to_the_municipalitys_own_count():
    table = series((INSIDE, (K - 1, 1000)))
    alone = table[table["area_id"] == PLAN.municipality.id]
    assert hidden(alone) == {"kontanthjaelp"}


def test_no_months_give_a_table_without_rows():
    assert len(disclose.hide_small_series(series((INSIDE, WHOLE)).iloc[:0], PLAN)) == 0
