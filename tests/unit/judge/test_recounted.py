"""A figure after a break is held against the baseline counted again by its rule; without that the break stands."""

from datetime import date

import pandas as pd
import pytest

from disclosed_tables import AREAS, TOTAL, figure, hidden, judged
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


JUNE = ("2025-06", date(2025, 6, 1), date(2025, 6, 30))


def test_a_change_that_is_counted_again_is_not_weighed_as_a_change_more():
    """Before the break, June is held against December by the old rule and, counted again, once more by the new."""

    def pair(area: str, before: int, june: int, again: str = "") -> list[dict]:
        windows = [(f"{name}{again}", *days) for name, *days in (BEFORE, JUNE)]
        return [
            figure(MOTHERS, window, area, count, 800) for window, count in zip(windows, (before, june), strict=True)
        ]

    own = [row for area, june in zip(AREAS[:3], (110, 70, 95), strict=True) for row in pair(area, 80, june)]
    again = [row for area, june in zip(AREAS[:3], (240, 150, 200), strict=True) for row in pair(area, 160, june, "@3")]
    columns = ["effect", "prior_sd", "probability", "evidence"]
    later = mothers(AFTER, 100)  # a half-year has never windows counted again alone
    without, beside = judged(*own), judged(*own, *again)
    for area in AREAS[:3]:
        assert without.loc[(MOTHERS, "2025-06", area), columns].equals(beside.loc[(MOTHERS, "2025-06", area), columns])
    alone = judged(*again, later)["prior_sd"].dropna()
    assert beside.loc[(MOTHERS, "2025-06@3", AREAS[0]), "prior_sd"] == alone.iloc[0]


def test_a_course_before_the_break_is_drawn_by_the_rule_of_its_own_time_alone():
    """Also where one half-year shows both series first, as a plan that begins after the break does."""
    march = ("2025-03", date(2025, 3, 1), date(2025, 3, 31))
    counts = [(BEFORE, 80, 160), (march, 90, 200), (JUNE, 100, 240)]
    own = [mothers(window, old) for window, old, _ in counts]
    again = [mothers((f"{window[0]}@3", *window[1:]), new) for window, _, new in counts]
    columns = ["trend", "trend_lo", "trend_hi", "trend_p", "trend_windows"]
    key, key_again = (MOTHERS, "2025-06", TOTAL), (MOTHERS, "2025-06@3", TOTAL)
    together, again_alone = judged(*own, *again), judged(*again, mothers(AFTER, 100))
    assert together.loc[key, columns].equals(judged(*own).loc[key, columns])
    assert together.loc[key_again, columns].equals(again_alone.loc[key_again, columns])


def test_windows_counted_again_alone_are_judged_and_none_is_the_latest():
    table = judged(mothers(AGAIN, 160))
    row = table.loc[(MOTHERS, AGAIN[0], TOTAL)]
    assert row["value"] == 20.0 and not table[["latest", "new"]].any().any()
