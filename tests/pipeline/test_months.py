"""The months of the control charts in the small plan's publication: as measured, against their limits, on the page."""

import re
from itertools import pairwise
from statistics import fmean

import pandas as pd
import pytest

from hpanalysis.tables import CONTROL


def published(project) -> pd.DataFrame:
    return pd.read_csv(project.reports / "2026H1" / "maanedstal.csv")


def test_the_published_months_are_the_measured_ones(made):
    table = published(made)
    assert list(table) == CONTROL.names and len(table) > 20
    measured = pd.read_parquet(made.processed / "2026H1" / "monthly.parquet").astype({"month": str})
    both = table.merge(measured, on=["indicator_id", "area_id", "month"], suffixes=("", "_measured"))
    shown = both[both["status"] == "vist"]
    assert len(both) == len(table) and len(shown)
    assert ((100 * shown["numerator"] / shown["denominator"] - shown["value"]).abs() <= 0.005001).all()


def test_a_hidden_month_has_no_number_in_the_published_table(made):
    table = published(made)
    assert table.loc[table["status"] != "vist", ["value"]].isna().all(axis=None)


def test_the_published_limits_can_be_computed_from_the_published_months(made):
    table = published(made)
    for _, rows in table[table["status"] == "vist"].groupby(["indicator_id", "area_id", "phase"]):
        months = pd.to_datetime(rows["month"]).dt.to_period("M").astype("int64")
        steps = pairwise(zip(months, rows["value"], strict=True))
        ranges = [abs(b - a) for (m, a), (n, b) in steps if n == m + 1]
        first = rows.iloc[0]
        assert first["centre"] == pytest.approx(rows["value"].mean(), abs=0.011)
        # Published values are rounded to a hundredth, so each of their ranges to two halves of one.
        assert first["hi"] - first["centre"] == pytest.approx(2.66 * fmean(ranges), abs=2.66 * 0.01 + 0.011)


def test_the_page_draws_the_months_and_the_front_page_links_to_them(made):
    table = published(made)
    shown = table[(table["status"] == "vist") & (table["indicator_id"] == "elevfravaer")]
    wanted = {f"elevfravaer/{row.month[:7]}/{row.area_id}" for row in shown.itertuples()}
    pages = [path.read_text(encoding="utf-8") for path in (made.reports / "2026H1").glob("delaftale-*.html")]
    drawn = {
        key for page in pages for key in re.findall(r'data-cell="(elevfravaer/\d{4}-(?:0[1-9]|1[0-2])/[^"]+)"', page)
    }
    assert wanted and drawn == wanted
    assert 'href="maanedstal.csv"' in (made.reports / "2026H1" / "index.html").read_text(encoding="utf-8")
