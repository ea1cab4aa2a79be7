"""Printed baselines: what the plan prints of one, and what may be worked out of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosed_tables import RANDERS, TOTAL, figure, judged, year
from hpanalysis.judge.counts import FigureCounts
from hpanalysis.judge.printed_baseline import PrintedBaseline, read_printed_baseline
from hpanalysis.plan import Printed

AREA = "vangdalen"
SUM, PARTS = "sprog_fokuseret_eller_saerlig", ("sprog_fokuseret", "sprog_saerlig")


def printed(indicator: str, value: str, n: int | None, count: int | None = None, window: str = "2023") -> Printed:
    return Printed(
        indicator_id=indicator,
        window=window,
        area_id=AREA,
        value=Decimal(value),
        n=n,
        count=count,
        source="",
        note="",
    )


def read(indicator: str, *sources: Printed) -> PrintedBaseline | None:
    """The printed baseline of an indicator in a plan that prints these sources and no others."""
    window = sources[0].window if sources else "2023"
    return read_printed_baseline(replace(RANDERS, printed=sources), indicator, AREA, window)


def share(value: str, n: int | None, count: int | None = None) -> FigureCounts | None:
    baseline = read("ungdomsskole", printed("ungdomsskole", value, n, count, "2024-09-01"))
    assert baseline is not None and baseline.value == Decimal(value) and not baseline.added_up
    return baseline.counts


def test_a_printed_percentage_with_n_gives_its_count():
    assert share("29.6", 27) == FigureCounts(numerator=Decimal(8), denominator=27)
    assert share("29.6", 27, 8) == FigureCounts(numerator=Decimal(8), denominator=27)


def test_a_printed_percentage_without_n_gives_no_test():
    assert share("29.6", None) is None


def test_a_printed_percentage_that_no_whole_number_gives_is_not_tested_against():
    assert share("30.9", 27) is None


def test_printed_cases_are_their_own_count_and_two_sources_are_added_and_marked():
    sources = [printed("udsaettelser", "8", None), printed("udsaettelser", "3", None)]
    assert read("udsaettelser", *sources) == PrintedBaseline(
        Decimal(11), FigureCounts(numerator=Decimal(11), denominator=None), added_up=True
    )
    assert read("udsaettelser", sources[0]).added_up is False


def test_printed_months_are_not_tested_for_the_persons_behind_them_are_not_printed():
    months = printed("uden_for_arbejdsmarkedet", "41.2", 900, window="2023-10/2024-09")
    assert read("uden_for_arbejdsmarkedet", months).counts is None


def test_a_sum_that_the_plan_does_not_print_is_the_sum_of_its_printed_parts_and_is_marked():
    # 14.8 % and 29.6 % of 27 children are 4 and 8 of them.
    parts = [printed(part, value, 27) for part, value in zip(PARTS, ("14.8", "29.6"), strict=True)]
    assert read(SUM, *parts) == PrintedBaseline(
        Decimal("44.4"), FigureCounts(numerator=Decimal(12), denominator=27), added_up=True
    )


def test_the_plans_own_printed_sum_goes_before_one_that_is_added_up():
    parts = [printed(part, "14.8", 27) for part in PARTS]
    baseline = read(SUM, *parts, printed(SUM, "30.0", 27))
    assert (baseline.value, baseline.added_up) == (Decimal("30.0"), False)


def test_a_sum_of_which_a_part_is_not_printed_is_not_made():
    assert read(SUM, printed(PARTS[0], "14.8", 27)) is None
    assert read(SUM) is None


def test_parts_of_different_groups_or_of_too_many_persons_have_no_counts():
    assert read(SUM, printed(PARTS[0], "14.8", 27), printed(PARTS[1], "29.4", 17)).counts is None
    assert read(SUM, printed(PARTS[0], "50.0", None), printed(PARTS[1], "29.4", 17)).counts is None
    assert read(SUM, printed(PARTS[0], "100", 2), printed(PARTS[1], "50.0", 2)).counts is None


def test_every_area_with_printed_language_assessments_has_the_sum():
    for area in (*RANDERS.areas, RANDERS.total, RANDERS.municipality):
        baseline = read_printed_baseline(RANDERS, SUM, area.id, "2023")
        parts = [read_printed_baseline(RANDERS, part, area.id, "2023") for part in PARTS]
        assert baseline.value == sum(part.value for part in parts) and baseline.added_up
    assert read_printed_baseline(RANDERS, SUM, TOTAL, "2023").value == Decimal("51.7")  # 17.7 and 34.0 are printed


def test_the_judged_table_marks_a_baseline_that_is_added_up_and_the_change_is_since_it():
    # The extracts give no baseline here, so the change is since the printed parts added up: 25 and 48 of 141.
    table = judged(figure(SUM, year(2023), AREA, 9, 20), figure(SUM, year(2025), TOTAL, 40, 150))
    row = table[table.index.get_level_values("area_id") == TOTAL].iloc[-1]
    assert (row.baseline_value, bool(row.baseline_added_up)) == (51.7, True)
    assert row.change == pytest.approx(-25.0)
    assert row.since_baseline == "forbedret"
