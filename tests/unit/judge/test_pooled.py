"""Windows pooled in the judged table: a series of their own, held against the municipality as the others are."""

import re
from datetime import date
from math import sqrt

import pandas as pd
import pytest

from disclosed_tables import MUNICIPALITY, TOTAL, figure, hidden, judged
from hpanalysis.tables import Since, Versus

YOUTH = "unge_i_uddannelse_15_mdr"  # a share, high is good, at the municipality's level, baseline October 2024
PLAIN = ("2026-10", date(2026, 10, 1), date(2026, 10, 31))
POOLED = ("2024-10..2026-10", date(2024, 10, 1), date(2026, 10, 31))
BASELINE = ("2024-10", date(2024, 10, 1), date(2024, 10, 31))


def pooled(numerator: int, denominator: int, area_id: str = "vangdalen", window=POOLED, **given) -> dict:
    """A row of heads; by default each person in one of the years only."""
    return figure(YOUTH, window, area_id, numerator, denominator, **given)


def row(*rows: dict, window=POOLED, area_id="vangdalen", **given) -> pd.Series:
    """A judged row, among those given and one of a year that is hidden."""
    a_year = hidden(YOUTH, ("2021-10", date(2021, 10, 1), date(2021, 10, 31)), "vangdalen")
    return judged(a_year, *rows, **given).loc[(YOUTH, window[0], area_id)]


def test_a_pooled_window_never_becomes_the_latest_of_the_yearly_series():
    table = judged(hidden(YOUTH, PLAIN, "vangdalen"), pooled(20, 30))
    assert table.loc[(YOUTH, PLAIN[0], "vangdalen"), "latest"]
    assert not table.loc[(YOUTH, POOLED[0], "vangdalen"), ["latest", "new"]].any()


def test_a_pooled_window_has_no_year_before_and_is_none():
    later = ("2027-10", date(2027, 10, 1), date(2027, 10, 31))
    table = judged(pooled(20, 30), pooled(9, 12, window=later), pooled(8, 11, window=PLAIN))
    assert pd.isna(table.loc[(YOUTH, POOLED[0], "vangdalen"), "year_before_window"])
    before = table.loc[(YOUTH, "2027-10", "vangdalen"), "year_before_window"]
    assert before == PLAIN[0]  # not the pool that ends with it


def test_a_pooled_figure_has_no_baseline_of_one_year_and_says_so():
    found = row(pooled(8, 11, window=BASELINE), pooled(20, 30))
    assert found[["baseline_window", "baseline_value", "baseline_recomputed", "change"]].isna().all()
    assert found["since_baseline"] == Since.NOT_JUDGEABLE.value
    assert found["since_reason"] == "udgangspunktet kun er opgjort for ét år"


def test_a_pooled_figure_is_held_against_the_pool_that_ends_with_the_baseline():
    then = ("2022-10..2024-10", date(2022, 10, 1), date(2024, 10, 31))
    now = ("2025-10..2027-10", date(2025, 10, 1), date(2027, 10, 31))
    found = row(pooled(40, 200, window=then), pooled(140, 200, window=now), window=now)
    assert (found["baseline_window"], found["baseline_recomputed"], found["change"]) == (then[0], 20.0, 50.0)
    assert found["since_baseline"] == Since.IMPROVED.value


def test_pools_that_share_a_year_are_not_subtracted():
    then = ("2022-10..2024-10", date(2022, 10, 1), date(2024, 10, 31))
    found = row(pooled(40, 200, window=then), pooled(140, 200))
    assert found["since_reason"] == "perioderne overlapper hinanden"


def test_a_pooled_figure_is_held_against_the_rest_of_the_municipality_and_the_other_areas():
    rows = [pooled(30, 100), pooled(330, 500, TOTAL), pooled(4330, 5500, MUNICIPALITY)]
    found = row(*rows)
    assert (found["value"], found["municipality_value"], found["rest_value"]) == (30.0, 78.7, 79.6)
    assert (found["versus_municipality"], found["versus_others"]) == (Versus.WORSE.value, Versus.WORSE.value)
    assert found["verdict"] is not None


def test_the_interval_of_a_pooled_share_counts_persons_and_not_their_years():
    """The same figure, once of 90 persons and once of 30 that are in all three years and never change."""
    heads = pooled(60, 90, denominator_persons=90, sum_nn=60, sum_nd=60, sum_dd=90)
    thrice = pooled(60, 90, denominator_persons=30, sum_nn=20 * 9, sum_nd=20 * 9, sum_dd=30 * 9)
    narrow, wide = (row(one) for one in (heads, thrice))
    assert narrow["value"] == wide["value"] == 66.7
    widths = [found["hi"] - found["lo"] for found in (narrow, wide)]
    assert widths[1] / widths[0] == pytest.approx(sqrt(3), rel=0.1)


def test_yearly_verdicts_do_not_move_because_years_are_pooled_too():
    yearly = [pooled(12, 40, window=PLAIN), pooled(1000, 1500, MUNICIPALITY, window=PLAIN)]
    beside = [pooled(n, 100, area) for n, area in ((80, "vangdalen"), (75, "energivej"), (77, "glarbjergvej"))]
    alone, together = judged(*yearly), judged(*yearly, *beside, pooled(4000, 5000, MUNICIPALITY))
    key = (YOUTH, PLAIN[0], "vangdalen")
    assert alone.loc[key].drop("method").equals(together.loc[key].drop("method"))


def test_the_method_says_that_a_person_counts_in_each_year():
    plain, three = (row(pooled(20, 30, window=w), window=w)["method"] for w in (PLAIN, POOLED))
    assert three.startswith("Tæller og nævner er lagt sammen over årene")
    assert "med personen som enhed, ikke året" in three
    assert "lagt sammen" not in plain


def test_the_method_names_a_level_for_each_question_that_is_asked():
    plain, three = (row(pooled(20, 30, window=w), window=w)["method"] for w in (PLAIN, POOLED))
    level = r"0,\d{4} siden udgangspunktet"
    start = rf"Ved denne opgørelse er den {level}"
    assert re.search(rf"{start}, 0,\d{{4}} siden året før og 0,\d{{4}} i forløbet\. Så", plain)
    assert re.search(rf"{start}\. Så", three)
