"""A figure after a break is held against the baseline counted again by its rule; without that the break stands."""

from datetime import date

import pandas as pd
import pytest

from disclosed_tables import TOTAL, figure, hidden, judged
from hpanalysis.tables import Since

MOTHERS = "moedre_kontanthjaelp"
BEFORE = ("2024-12", date(2024, 12, 1), date(2024, 12, 31))
AGAIN = ("2024-12@3", *BEFORE[1:])
AFTER = ("2025-12", date(2025, 12, 1), date(2025, 12, 31))
NOW = (MOTHERS, "2025-12", TOTAL)


def mothers(window, numerator: int, **given) -> dict:
    return figure(MOTHERS, window, TOTAL, numerator, 800, **given)


def test_the_change_is_since_the_baseline_counted_again_and_names_it():
    table = judged(mothers(BEFORE, 80), mothers(AGAIN, 160), mothers(AFTER, 100))
    row = table.loc[NOW]
    assert (row["baseline_window"], row["baseline_recomputed"], row["change"]) == ("2024-12@3", 20.0, -7.5)
    assert row["since_baseline"] == Since.IMPROVED.value
    assert (row["year_before_window"], row["year_before_change"]) == ("2024-12@3", -7.5)
    # What the plan prints stays beside it, by the rule of its time.
    assert row["baseline_value"] == 10.0


def test_without_it_the_break_stands():
    row = judged(mothers(BEFORE, 80), mothers(AFTER, 100)).loc[NOW]
    assert row["baseline_window"] == "2024-12" and row["since_baseline"] == Since.BREAK.value
    assert row[["change", "change_p", "year_before_change"]].isna().all()
    assert row["since_year_before"] == Since.BREAK.value


def test_a_hidden_one_tells_that_it_may_not_be_shown_and_the_printed_one_is_not_taken_for_it():
    row = judged(mothers(BEFORE, 80), hidden(MOTHERS, AGAIN, TOTAL), mothers(AFTER, 100)).loc[NOW]
    assert row["since_baseline"] == Since.NOT_JUDGEABLE.value and pd.isna(row["change"])
    assert row["since_reason"] == "udgangspunktet, genberegnet efter de nye regler, ikke kan vises"


@pytest.mark.parametrize("window", [BEFORE, AGAIN])
def test_before_the_break_each_series_is_its_own_baseline(window):
    row = judged(mothers(BEFORE, 80), mothers(AGAIN, 160), mothers(AFTER, 100)).loc[(MOTHERS, window[0], TOTAL)]
    assert row["baseline_window"] == window[0] and pd.isna(row["change"])


def test_a_window_counted_again_is_never_the_latest_and_no_test_of_the_family_of_the_others():
    table = judged(mothers(BEFORE, 80), mothers(AGAIN, 160), mothers(AFTER, 100))
    assert table.loc[NOW, "latest"] and not table.loc[(MOTHERS, AGAIN[0], TOTAL), ["latest", "new"]].any()
