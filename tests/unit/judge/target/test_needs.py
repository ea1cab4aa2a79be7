"""What is needed beside a target: where it is, how far, the value to reach, and when it can be known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from disclosed_tables import (
    AREAS,
    MUNICIPALITY,
    RANDERS,
    TOTAL,
    figure,
    first_of_september,
    hidden,
    judged,
    school_year,
    year,
)
from hpanalysis.plan import Target
from hpanalysis.tables import Since, Status, Verdict

SCHOOL = "ungdomsskole"  # a share, high is good, at or above the municipality, baseline 1 September 2024
LANGUAGE = "sprog_fokuseret_eller_saerlig"  # a share, low is good, shall fall, baseline 2023
CASES = "udsaettelser"  # a count, shall fall, baseline 2023
BENEFIT = "kontanthjaelp"  # persons' months, shall fall
COLUMNS = ["target_now", "distance", "distance_persons", "needed_value", "needed_persons", "needed_in", "needed_level"]
COLUMNS += ["baseline_correlation", "improved_from", "improved_power"]
COLUMNS += ["sure_from", "sure_power", "sure_reason"]


def of(table: pd.DataFrame, indicator_id: str, window: str, area_id: str = TOTAL) -> pd.Series:
    return table.loc[(indicator_id, window, area_id)]


def language(number: int, count: int, size: int = 141, half_year: str | None = None, area_id: str = TOTAL) -> dict:
    return figure(LANGUAGE, year(number), area_id, count, size, half_year=half_year or f"{number + 1}H1")


BASELINE = language(2023, 73, half_year="2024H2")


def school(number: int, count: int, size: int, area_id: str = TOTAL) -> dict:
    return figure(SCHOOL, first_of_september(number), area_id, count, size, half_year=f"{number}H2")


def schools(now: int, size: int = 700, before: int = 154, others: int = 7000) -> list[dict]:
    """The areas together, and a municipality in which 30 % of the others are there, at the baseline and now."""
    found = [(2024, before), (2025, now)]
    return [
        row
        for number, count in found
        for row in (school(number, count, size), school(number, 3 * others // 10 + count, others + size, MUNICIPALITY))
    ]


def cells_are_empty(row: pd.Series, columns=COLUMNS) -> bool:
    return all(pd.isna(row[column]) or row[column] == "" for column in columns)


def test_the_distance_to_the_municipality_is_told_in_points_and_in_persons():
    row = of(judged(*schools(154)), SCHOOL, "2025-09-01")
    assert (row.value, row.rest_value, row.target_now) == (22, 30, 30)
    assert (row.distance, row.distance_persons) == (8, 56)  # 8 % of 700


def test_a_figure_that_is_beyond_its_target_has_no_way_to_go():
    row = of(judged(*schools(245)), SCHOOL, "2025-09-01")
    assert (row.value, row.verdict) == (35, Verdict.MET.value)
    assert (row.distance, row.distance_persons, row.sure_from, row.sure_reason) == (0, 0, None, "målet er opfyldt")


def test_the_value_needed_for_the_municipalitys_level_is_the_least_that_meets_it():
    """The next measurement, judged as any other: met at the needed value, and not at a step less."""
    needed = of(judged(*schools(154)), SCHOOL, "2025-09-01")
    for points, verdict in ((0, True), (-1, False)):
        count = round((needed.needed_value + points) * 7)  # of 700
        rows = [school(2026, count, 700), school(2026, 2100 + count, 7700, MUNICIPALITY)]
        met = of(judged(*schools(154), *rows), SCHOOL, "2026-09-01").verdict == Verdict.MET.value
        assert met is verdict
    assert needed.needed_persons == round(needed.needed_value * 7) - 154
    assert (needed.needed_in, needed.needed_level) == ("2026H2", 0.05)


@pytest.mark.parametrize("now", [73, 66])
def test_the_value_needed_for_a_fall_is_the_most_that_is_sure_at_the_next_look(now):
    rows = [BASELINE, language(2024, now)]
    needed = of(judged(*rows), LANGUAGE, "2024")
    p = []
    for tenths in (0, 1):  # so many persons more than the needed value
        count = int(needed.needed_value * 1.41) + tenths
        p.append(of(judged(*rows, language(2025, count)), LANGUAGE, "2025").change_p)
    assert p[0] <= needed.needed_level < p[1]
    assert needed.needed_in == "2026H1" and needed.target_now == 51.8


def test_the_level_is_that_of_the_next_look():
    """Whatever is tested at 2026H1: p at most the level that the row before it printed is what the verdict needs."""
    rows = [BASELINE, language(2024, 70)]
    before = of(judged(*rows), LANGUAGE, "2024")
    assert before.needed_level == pytest.approx(0.013911, abs=1e-6)  # docs/many_looks.md, spring 2026
    method = of(judged(*rows, language(2025, 60)), LANGUAGE, "2025").method
    assert "0,0139" in method and f"{before.needed_level:.4f}" == "0.0139"


def test_persons_who_stay_are_counted_in_the_value_that_is_needed():
    link = {"indicator_id": LANGUAGE, "window": "2024", "area_id": TOTAL, "reference": "2023"}
    cells = {"both_in": 50, "only_now": 8, "only_before": 10, "neither": 50}
    linked = pd.DataFrame([link | cells | dict.fromkeys(("sum_nn", "sum_nd", "sum_dn", "sum_dd"), 0)])
    rows = [BASELINE, language(2024, 71)]
    followed, strangers = (of(judged(*rows, linked=given), LANGUAGE, "2024") for given in (linked, None))
    assert 0.4 < followed.baseline_correlation < 0.7 and pd.isna(strangers.baseline_correlation)
    assert followed.needed_value > strangers.needed_value


def test_cases_need_the_most_that_the_exact_test_calls_sure():
    rows = [figure(CASES, year(n), TOTAL, c, half_year=h) for n, c, h in ((2023, 22, "2024H2"), (2024, 18, "2025H1"))]
    needed = of(judged(*rows), CASES, "2024")
    p = [
        of(judged(*rows, figure(CASES, year(2025), TOTAL, int(needed.needed_value) + more)), CASES, "2025").change_p
        for more in (0, 1)
    ]
    assert p[0] <= needed.needed_level < p[1]
    assert (needed.distance, needed.needed_persons) == (0, 18 - int(needed.needed_value))


def test_where_not_even_none_would_be_sure_no_value_is_needed():
    rows = [figure(CASES, year(n), TOTAL, c, half_year=h) for n, c, h in ((2023, 5, "2024H2"), (2024, 4, "2025H1"))]
    row = of(judged(*rows), CASES, "2024")
    assert pd.isna(row.needed_value) and pd.isna(row.needed_persons)
    assert (row.target_now, row.sure_reason) == (5, "antallet af sager er for lille")


def falling(now: tuple[int, int] = (12, 62)) -> list[dict]:
    """All areas fall from 21 of 40 children to `now`; and the areas together, from 73 of 141."""
    areas = [
        language(number, count, 40, half_year, area)
        for area in AREAS
        for number, count, half_year in ((2023, 21, "2024H2"), (2024, now[0], "2025H1"))
    ]
    return [*areas, BASELINE, language(2024, now[1])]


def test_a_fall_that_goes_on_can_be_known_from_a_half_year_on():
    row = of(judged(*falling()), LANGUAGE, "2024")
    assert row.since_baseline == Since.NO_SURE_CHANGE.value
    assert "2026H1" <= row.sure_from <= "2029H1" and row.sure_power >= 0.8 and row.sure_reason == ""
    steeper = of(judged(*falling((12, 58))), LANGUAGE, "2024")
    assert steeper.sure_from < row.sure_from


def test_more_power_takes_no_less_time():
    found = []
    for power in ("0.5", "0.8", "0.99"):
        judgement = RANDERS.settings.judgement.model_copy(update={"power": Decimal(power)})
        plan = replace(RANDERS, settings=RANDERS.settings.model_copy(update={"judgement": judgement}))
        found.append(of(judged(*falling(), plan=plan), LANGUAGE, "2024").sure_from or "9999H1")
    assert found == sorted(found) and found[0] < found[-1]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([BASELINE], "der endnu kun er én opgørelse"),
        ([BASELINE, language(2024, 80)], "tallet indtil nu ikke har bevæget sig den ønskede vej"),
        ([BASELINE, language(2024, 72)], "ikke i planperioden"),
        ([BASELINE, language(2024, 20)], "målet er opfyldt"),
    ],
)
def test_why_no_half_year_can_be_told(rows, reason):
    row = judged(*rows).iloc[-1]
    assert (row.sure_from, row.sure_reason) == (None, reason)


def test_three_years_together_are_named_where_the_plan_pools_them():
    windows = [(f"{y}-10", date(y, 10, 1), date(y, 10, 31)) for y in (2024, 2025)]
    rows = [
        figure("unge_i_uddannelse_15_mdr", window, area, count, size, half_year=f"{window[0][:4]}H2")
        for window in windows
        for area, count, size in (("vangdalen", 14, 20), (TOTAL, 41, 57), (MUNICIPALITY, 900, 1050))
    ]
    row = of(judged(*rows), "unge_i_uddannelse_15_mdr", "2025-10", "vangdalen")
    assert row.sure_reason == "ikke i planperioden; se tre år samlet"


def test_a_large_area_on_the_line_can_be_known_before_the_plan_ends():
    """20 % of 3000, beside 30 %: on the line 27.8 % in September 2028, and the margin is 5 points."""
    row = of(judged(*schools(600, 3000, 600, 300_000)), SCHOOL, "2025-09-01")
    assert row.sure_from == "2028H2" and row.sure_power >= 0.8
    small = of(judged(*schools(60, 300, 60, 300_000)), SCHOOL, "2025-09-01")
    assert (small.sure_from, small.sure_reason) == (None, "ikke i planperioden")


def test_that_a_figure_moves_towards_its_level_is_known_before_the_level_is():
    """330 of 1500 at the baseline, beside 30 %: the line is at 26.6 % in September 2027, and at 28.2 % a year later."""
    adoptions = [replace(a, margin=Decimal(2)) if a.indicator_id == SCHOOL else a for a in RANDERS.adoptions]
    plan = replace(RANDERS, adoptions=tuple(adoptions))
    row = of(judged(*schools(340, 1500, 330, 70_000), plan=plan), SCHOOL, "2025-09-01")
    assert pd.isna(row.sure_from) and row.improved_from in ("2027H2", "2028H2") and row.improved_power >= 0.8
    fallen = of(judged(*falling()), LANGUAGE, "2024")
    assert pd.isna(fallen.improved_from) and pd.isna(fallen.improved_power)  # its target is that it falls


def test_an_improvement_that_is_sure_already_needs_no_half_year():
    row = of(judged(*schools(215)), SCHOOL, "2025-09-01")
    assert row.since_baseline == Since.IMPROVED.value and pd.isna(row.improved_from)


def test_after_a_break_there_is_no_value_to_reach():
    windows = [("2025-12", date(2025, 12, 1), date(2025, 12, 31)), ("2024-12", date(2024, 12, 1), date(2024, 12, 31))]
    row = judged(*[figure("moedre_kontanthjaelp", w, TOTAL, 80, 263) for w in windows]).iloc[0]
    assert row.since_baseline == Since.BREAK.value
    assert cells_are_empty(row, COLUMNS[:-1]) and row.sure_reason == "der er databrud"


def test_persons_months_are_told_in_persons_who_are_there_all_the_time():
    windows = [("2023-10/2024-09", date(2023, 10, 1), date(2024, 9, 30), "2024H2"),
               ("2024-04/2025-03", date(2024, 4, 1), date(2025, 3, 31), "2025H1")]  # fmt: skip
    sums = {"denominator_persons": 1000, "sum_nn": 10000, "sum_nd": 11500, "sum_dd": 140000}
    rows = [
        figure(BENEFIT, w[:3], TOTAL, count, 12000, half_year=w[3], **sums)
        for w, count in zip(windows, (960, 1080), strict=True)
    ]
    row = of(judged(*rows), BENEFIT, "2024-04/2025-03")
    assert (row.value, row.target_now, row.distance) == (9, 8, 1)
    assert row.distance_persons == 10  # 1 % of 12,000 months is 120, which is ten persons all year


def test_days_are_no_persons():
    own = {"denominator_persons": 200, "sum_nn": 140_000, "sum_nd": 830_000, "sum_dd": 8_000_000}
    all_pupils = {"denominator_persons": 10_000, "sum_nn": 1_400_000, "sum_nd": 20_830_000, "sum_dd": 400_000_000}
    rows = [
        figure("elevfravaer", school_year(number), area, days, possible, half_year=f"{number + 1}H2", **sums)
        for number in (2023, 2024)
        for area, days, possible, sums in ((TOTAL, 4000, 40_000, own), (MUNICIPALITY, 100_000, 2_000_000, all_pupils))
    ]
    row = of(judged(*rows), "elevfravaer", "2024-25")
    assert row.distance > 4 and pd.isna(row.distance_persons)


def test_a_number_is_reached_only_when_the_plan_ends():
    adoptions = [
        replace(a, target=Target.NUMBER, target_value=Decimal(40)) if a.indicator_id == LANGUAGE else a
        for a in RANDERS.adoptions
    ]
    row = of(judged(BASELINE, language(2024, 66), plan=replace(RANDERS, adoptions=tuple(adoptions))), LANGUAGE, "2024")
    assert (row.target_now, row.distance, row.distance_persons) == (40, 6.8, 10)
    assert row.needed_value < 35 and row.sure_reason == "tallet på den lige linje først når målet, når planen slutter"


def test_nothing_is_told_of_a_hidden_figure_or_of_one_without_a_target_or_of_the_municipality():
    table = judged(*schools(154)[:2], *schools(154)[3:], hidden(SCHOOL, first_of_september(2025), TOTAL))
    assert cells_are_empty(of(table, SCHOOL, "2025-09-01"))
    assert cells_are_empty(of(table, SCHOOL, "2024-09-01", MUNICIPALITY))
    assert cells_are_empty(judged(figure("sprog_generel", year(2025), TOTAL, 50, 141)).iloc[0])
    late = figure(LANGUAGE, year(2025), TOTAL, None, status=Status.NOT_DELIVERED.value)
    assert cells_are_empty(judged(late).iloc[0])


def test_what_is_told_of_a_half_year_does_not_move_when_later_ones_come():
    rows = [BASELINE, language(2024, 60)]
    then, later = (of(judged(*given), LANGUAGE, "2024")[COLUMNS] for given in (rows, [*rows, language(2025, 40)]))
    pd.testing.assert_series_equal(then, later)


def test_after_the_plans_last_half_year_no_level_is_left_and_no_value_would_be_sure():
    """The last report is made like the others: it says that the plan is over, not that there are too few children."""
    rows = [
        BASELINE,
        *(language(number, 73 - number % 10, half_year=f"{number + 1}H1") for number in range(2024, 2029)),
    ]
    last = of(judged(*rows), LANGUAGE, "2028")
    assert cells_are_empty(last, ["needed_value", "needed_persons", "needed_in", "needed_level", "sure_from"])
    assert last.sure_reason.startswith("ikke i planperioden") and last.target_now == 51.8
