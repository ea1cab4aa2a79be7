"""The course of a figure: which windows it is drawn through, what it is in the unit, and what is said of it."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from disclosed_tables import AREAS, MUNICIPALITY, RANDERS, TOTAL, figure, first_of_september, hidden, judged, year
from hpanalysis.definitions import catalogue
from hpanalysis.plan import Event
from hpanalysis.tables import LINKED, Since

AREA = AREAS[0]
COLUMNS = ["trend", "trend_lo", "trend_hi", "trend_p", "trend_windows", "trend_from"]


def evictions(*counts: int, area: str = AREA, first: int = 2023) -> list[dict]:
    return [
        figure("udsaettelser", year(first + i), area, count, half_year=f"{first + i + 1}H1")
        for i, count in enumerate(counts)
    ]


def school(*counts: int, size: int = 200, area: str = AREA) -> list[dict]:
    return [
        figure("ungdomsskole", first_of_september(2024 + i), area, count, size, half_year=f"{2024 + i}H2")
        for i, count in enumerate(counts)
    ]


def test_a_line_through_counts_is_the_weighted_one_on_the_log_scale_said_in_cases_a_year():
    counts = [80, 60, 42, 28]
    row = judged(*evictions(*counts)).loc[("udsaettelser", "2026", AREA)]
    y, variance = np.log(np.array(counts) + 0.5), 1 / (np.array(counts) + 0.5)
    days = [(date(n, 1, 1).toordinal() + date(n, 12, 31).toordinal()) / 2 / 365.25 for n in range(2023, 2027)]
    fit = sm.WLS(y, sm.add_constant(days), weights=1 / variance).fit()
    level, se = np.average(y, weights=1 / variance), fit.bse[1] / math.sqrt(min(1, fit.scale))
    ends = [fit.params[1] + z * se for z in (0, -1.959964, 1.959964)]
    expected = [math.exp(level + slope / 2) - math.exp(level - slope / 2) for slope in ends]
    assert [row["trend"], row["trend_lo"], row["trend_hi"]] == [pytest.approx(one, abs=0.051) for one in expected]
    assert (row["trend_windows"], row["trend_from"]) == (4, "2023")
    assert row["since_trend"] == Since.IMPROVED.value
    assert (row["natural_value"], row["natural_se"]) == (float(f"{math.log(28.5):.6g}"), float(f"{28.5**-0.5:.6g}"))


def test_a_share_that_rises_is_better_or_worse_by_its_direction():
    row = judged(*school(30, 50, 75)).loc[("ungdomsskole", "2026-09-01", AREA)]
    assert row["trend"] == pytest.approx(11.4, abs=0.5)
    assert row["trend_lo"] > 0 and row["since_trend"] == Since.IMPROVED.value
    fallen = judged(*school(75, 50, 30)).loc[("ungdomsskole", "2026-09-01", AREA)]
    assert fallen["since_trend"] == Since.WORSENED.value


def test_a_course_that_jumps_is_not_sure_though_first_and_last_differ():
    smooth = judged(*evictions(90, 70, 50, 36)).loc[("udsaettelser", "2026", AREA)]
    jumpy = judged(*evictions(90, 30, 105, 36)).loc[("udsaettelser", "2026", AREA)]
    assert smooth["since_trend"] == Since.IMPROVED.value
    assert jumpy["since_trend"] == Since.NO_SURE_CHANGE.value
    assert jumpy["trend_hi"] - jumpy["trend_lo"] > 2 * (smooth["trend_hi"] - smooth["trend_lo"])


def test_three_windows_are_the_fewest():
    table = judged(*evictions(9, 12, 15))
    reasons = table["trend_reason"].tolist()
    assert reasons == ["der endnu kun er én opgørelse", "der er færre end tre opgørelser", ""]
    assert table["since_trend"].tolist()[:2] == [Since.NOT_JUDGEABLE.value] * 2
    assert table[COLUMNS].iloc[:2].isna().all(axis=None)


def test_a_hidden_row_has_no_course_and_is_no_part_of_one():
    rows = [*evictions(9, 12, 15), hidden("udsaettelser", year(2026), AREA) | {"half_year": "2027H1"}]
    table = judged(*rows)
    last = table.loc[("udsaettelser", "2026", AREA)]
    assert last[[*COLUMNS, "natural_value", "natural_se", "trend_correlation", "since_trend"]].isna().all()
    assert last["trend_reason"] == ""
    after = judged(*rows, *evictions(11, first=2027)).loc[("udsaettelser", "2027", AREA)]
    assert after["trend_windows"] == 4


def test_what_is_published_of_a_course_does_not_move_when_later_windows_come():
    before = judged(*evictions(9, 12, 15)).loc[("udsaettelser", "2025", AREA), COLUMNS]
    after = judged(*evictions(9, 12, 15, 40, 2)).loc[("udsaettelser", "2025", AREA), COLUMNS]
    assert before.equals(after)


def test_a_window_that_is_delivered_late_is_left_out_of_courses_told_before_it():
    rows = evictions(9, 12, 15, 14)
    rows[1]["half_year"] = "2027H1"
    table = judged(*rows)
    assert table.loc[("udsaettelser", "2025", AREA), "trend_reason"] == "der er færre end tre opgørelser"
    assert table.loc[("udsaettelser", "2026", AREA), "trend_windows"] == 4


def test_a_break_splits_the_course_and_is_named_where_too_little_is_left():
    def rolling(start: date, end: date) -> tuple[str, date, date]:
        return f"{start:%Y-%m}/{end:%Y-%m}", start, end

    windows = [rolling(date(2023 + (i + 1) // 2, 10 if i % 2 == 0 else 4, 1), end) for i, end in enumerate(_ENDS)]
    sums = {"denominator_persons": 500, "sum_nn": 4800, "sum_nd": 5400, "sum_dd": 500 * 144}
    rows = [
        figure("kontanthjaelp", window, AREA, 450 + 10 * i, 6000, half_year=str(half_year), **sums)
        for i, (window, half_year) in enumerate(zip(windows, _HALF_YEARS, strict=True))
    ]
    table = judged(*rows)
    since = catalogue.indicators()["kontanthjaelp"].broken_between(date(2025, 3, 31), date(2025, 9, 30)).since
    assert since == date(2025, 7, 1)
    assert table["trend_reason"].tolist()[3] == "der er færre end tre opgørelser siden databruddet 1. juli 2025"
    last = table.iloc[-1]
    assert (last["trend_windows"], last["trend_from"]) == (3, windows[2][0])


_ENDS = [date(2024, 9, 30), date(2025, 3, 31), date(2025, 9, 30), date(2026, 3, 31), date(2026, 9, 30)]
_HALF_YEARS = ["2024H2", "2025H1", "2025H2", "2026H1", "2026H2"]


def test_an_event_that_rebases_splits_the_course_of_its_own_area_only():
    event = Event(AREA, date(2025, 1, 1), ("udsaettelser",), "En blok blev revet ned.", True)
    marked = replace(RANDERS, events=(event,))
    rows = [*evictions(9, 12, 15, 20, 25), *evictions(9, 12, 15, 20, 25, area=AREAS[1])]
    table = judged(*rows, plan=marked)
    assert table.loc[("udsaettelser", "2027", AREA), "trend_from"] == "2025"
    assert table.loc[("udsaettelser", "2027", AREAS[1]), "trend_from"] == "2023"
    reason = table.loc[("udsaettelser", "2026", AREA), "trend_reason"]
    assert reason == "der er færre end tre opgørelser siden hændelsen 1. januar 2025"
    unmarked = replace(RANDERS, events=(replace(event, rebase=False),))
    assert judged(*rows, plan=unmarked).loc[("udsaettelser", "2027", AREA), "trend_from"] == "2023"


def link(now: str, before: str, stay: int) -> dict:
    counts = {"both_in": stay, "only_now": 10, "only_before": 10, "neither": 100}
    key = {"indicator_id": "ungdomsskole", "window": now, "area_id": AREA, "reference": before}
    return dict.fromkeys(LINKED.names, 0) | counts | key


def test_persons_who_stay_make_a_course_surer_where_their_counts_may_be_used():
    rows = school(50, 56, 62)
    days = [first_of_september(n)[0] for n in (2024, 2025, 2026)]
    links = pd.DataFrame([link(days[1], days[0], 40), link(days[2], days[1], 40)])
    key = ("ungdomsskole", days[2], AREA)
    known, unknown = judged(*rows, linked=links).loc[key], judged(*rows).loc[key]
    assert 0.4 < known["trend_correlation"] < 0.9 and pd.isna(unknown["trend_correlation"])
    assert known["trend_hi"] - known["trend_lo"] < unknown["trend_hi"] - unknown["trend_lo"]
    assert known["trend_p"] < unknown["trend_p"]


def test_the_municipality_has_a_course_of_its_own_and_burdens_no_family():
    rows = [r for area in (AREA, TOTAL, MUNICIPALITY) for r in evictions(60, 50, 42, area=area)]
    table = judged(*rows)
    assert table.loc[("udsaettelser", "2025", MUNICIPALITY), "trend_windows"] == 3
    assert table.loc[("udsaettelser", "2025", TOTAL), "since_trend"] in {word.value for word in Since}


def test_what_may_not_be_called_better_has_no_course():
    rows = [figure("sigtede_15_29", year(n), TOTAL, 9, 760, half_year="2026H1") for n in (2023, 2024, 2025)]
    last = judged(*rows).iloc[-1]
    assert last["trend_reason"] == "mange boligafdelinger mangler i tallet" and pd.isna(last["trend"])
