"""Windows pooled that come after their years were published: what is shown of the years settles what may be shown."""

from datetime import date

import pandas as pd

from disclosure_tables import AREAS, PLAN, hidden_cells, measured, one, published
from hpanalysis import disclose

SCHOOL = "ungdomsskole"
A, B, *_ = AREAS
YEARS = {
    year: {"window": f"{year}-09-01", "window_start": date(year, 9, 1), "window_end": date(year, 9, 1)}
    for year in (2023, 2024, 2025)
}
POOL = {
    "window": "2023-09-01..2025-09-01",
    "window_start": date(2023, 9, 1),
    "window_end": date(2025, 9, 1),
    "largest": 3,
}
# In the middle year two areas are small: they are hidden there, and shown in the two others.
SHOWN = ((6, 40), (7, 60), (25, 50), (400, 900))
SMALL = ((3, 40), (4, 60), (25, 50), (400, 900))


def rows(year: int, parts) -> list[dict]:
    return one(SCHOOL, *parts, **YEARS[year])


def three_years() -> list[dict]:
    both = zip(SHOWN, SMALL, strict=True)
    return one(SCHOOL, *((2 * x + y, 3 * n) for (x, n), (y, _) in both), **POOL)


def each_year() -> pd.DataFrame:
    return measured(*rows(2023, SHOWN), *rows(2024, SMALL), *rows(2025, SHOWN))


def of_pool(pattern: pd.DataFrame) -> pd.DataFrame:
    return pattern[pattern["window"] == POOL["window"]]


def test_a_pooled_figure_is_hidden_where_it_would_tell_the_year_that_is_hidden():
    """A is 6, hidden, 6: shown as 15 together, the hidden year would be 3. Hidden, the three years are 12 at least:
    fewer than the 15 that would surely be 5 persons, but 2023 alone has 6."""
    before = each_year()
    ledger = published(before, disclose.choose_pattern(before, PLAN), "2025H2")
    together = disclose.choose_pattern(measured(*before.to_dict("records"), *three_years()), PLAN, ledger)
    assert hidden_cells(of_pool(together)) >= {(SCHOOL, A), (SCHOOL, B)}


def test_a_pooled_figure_is_shown_where_all_its_years_are():
    before = measured(*(row for year in YEARS for row in rows(year, SHOWN)))
    ledger = published(before, disclose.choose_pattern(before, PLAN), "2025H2")
    pool = one(SCHOOL, *((3 * x, 3 * n) for x, n in SHOWN), **POOL)
    together = disclose.choose_pattern(measured(*before.to_dict("records"), *pool), PLAN, ledger)
    assert together["rule"].isna().all()


def test_where_no_year_can_be_shown_three_years_together_may_be():
    years = [row for year in YEARS for row in rows(year, SMALL)]
    pool = one(SCHOOL, *((3 * x, 3 * n) for x, n in SMALL), **POOL)
    pattern = disclose.choose_pattern(measured(*years, *pool), PLAN)
    for year in YEARS.values():
        assert hidden_cells(pattern[pattern["window"] == year["window"]]) >= {(SCHOOL, A), (SCHOOL, B)}
    assert not hidden_cells(of_pool(pattern))
