"""Sizes and counts worked out from printed figures, and the arithmetic by which a printed row is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

import shared_plans
from hpanalysis.demo.calibration import settings
from hpanalysis.demo.calibration.area_table_counts import derive_counts
from hpanalysis.demo.calibration.language_counts import calibrate_results
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.plan import Printed

RANDERS = shared_plans.read(shared_plans.RANDERS)
SMALL = shared_plans.read(shared_plans.SMALL)
SHARE = "ungdomsskole"


def printed(area_id, value, n=None, count=None, key=SHARE):
    window = SMALL.adoption(key).baseline_window
    return Printed(
        indicator_id=key, window=window, area_id=area_id, value=Decimal(value), n=n, count=count, source="", note=""
    )


def calibration(*rows):
    """Of the small plan (three areas), with only these rows printed."""
    plan = replace(SMALL, printed=rows)
    return Calibration(plan, settings.read(plan))


@pytest.fixture
def of_randers():
    return Calibration(RANDERS, settings.read(RANDERS))


AREAS = [area.id for area in SMALL.areas]
TOTAL, TOWN = SMALL.total.id, SMALL.municipality.id


def test_sizes_are_as_printed_and_elsewhere_is_what_the_municipality_leaves():
    rows = [printed(AREAS[0], "25.0", 12), printed(TOWN, "30.0", 150)]
    found = calibration(*rows)
    assert found.sizes(SHARE, [10, 20, 30, 90], [40] * 4) == [12, 20, 30, 88]
    assert found.reasons == {}


def test_an_unprinted_size_is_moved_to_where_the_printed_share_can_be_had():
    found = calibration(printed(AREAS[1], "14.3"))  # 1 of 7, 2 of 14, 3 of 21
    assert found.sizes(SHARE, [10, 20, 30, 90], [40] * 4)[1] == 21


def test_an_area_with_an_impossible_size_gets_what_the_others_leave():
    rows = [
        printed(AREAS[0], "50.0", 10),
        printed(AREAS[1], "50.0", 20),
        printed(AREAS[2], "83.2", 1100),
        printed(TOTAL, "50.0", 36),
        printed(TOWN, "83.2", 1100),
    ]
    found = calibration(*rows)
    assert found.sizes(SHARE, [10, 20, 5, 90], [40] * 4)[:3] == [10, 20, 6]
    assert list(found.reasons) == [(SHARE, AREAS[2])]
    assert "samme som kommunens" in found.reasons[SHARE, AREAS[2]]
    assert "10 + 20 = 30 af 36 personer, så der er 6 tilbage" in found.reasons[SHARE, AREAS[2]]


def test_an_area_printed_without_its_size_gets_what_the_total_leaves():
    rows = [printed(AREAS[0], "50.0", 10), printed(AREAS[1], "50.0"), printed(AREAS[2], "50.0", 20)]
    found = calibration(*rows, printed(TOTAL, "50.0", 36))
    assert found.sizes(SHARE, [10, 5, 20, 90], [40] * 4)[:3] == [10, 6, 20]
    assert found.reasons == {}


def test_a_total_that_leaves_an_area_out_is_refused_and_the_area_is_named():
    rows = [printed(area, "50.0", n) for area, n in zip(AREAS, (10, 20, 24), strict=True)]
    found = calibration(*rows, printed(TOTAL, "50.0", 30))
    assert found.sizes(SHARE, [10, 20, 24, 90], [40] * 4)[:3] == [10, 20, 24]
    assert found.reasons[SHARE, TOTAL].startswith("Områdernes personer giver 10 + 20 + 24 = 54, men der er trykt 30.")
    assert SMALL.areas[2].name in found.reasons[SHARE, TOTAL]


def test_counts_give_areas_total_and_municipality_as_printed():
    rows = [printed(AREAS[0], "25.0", 12), printed(TOTAL, "20.0"), printed(TOWN, "30.0")]
    counts = calibration(*rows).counts(SHARE, [12, 20, 28, 90])
    assert counts[0] == 3
    assert sum(counts[:3]) == 12  # 20 % of 60
    assert sum(counts) == 45  # 30 % of 150


def test_a_total_that_its_parts_rule_out_is_refused_with_the_arithmetic():
    rows = [printed(area, "50.0", n) for area, n in zip(AREAS, (10, 20, 30), strict=True)]
    found = calibration(*rows, printed(TOTAL, "60.0"))
    assert found.counts(SHARE, [10, 20, 30, 90])[:3] == [5, 10, 15]
    assert found.reasons[SHARE, TOTAL] == (
        "Områdernes trykte tal giver 30 af 60, dvs. 50,0 pct., men der er trykt 60,0 pct."
    )


def test_a_printed_count_is_kept_where_several_counts_round_to_the_percentage():
    counts = calibration(printed(TOTAL, "10", count=79)).counts(SHARE, [300, 300, 188, 9000])
    assert sum(counts[:3]) == 79


def test_without_printed_rows_the_neutral_rates_hold():
    found = calibration()
    rate = found.settings.rate(SHARE)
    counts = found.counts(SHARE, [100, 100, 100, 1000])
    assert counts[:3] == [round(rate.areas)] * 3
    assert sum(counts) == round(rate.municipality * 13)


def test_language_parts_that_do_not_make_the_whole_lose_the_general_one():
    rows = [
        printed(AREAS[0], value, 100, key=key)
        for key, value in (("sprog_generel", "84.0"), ("sprog_fokuseret", "9.0"), ("sprog_saerlig", "10.0"))
    ]
    found = calibration(*rows)
    assert calibrate_results(found, [100, 10, 10, 50])[0] == [81, 9, 10]
    assert list(found.reasons) == [("sprog_generel", AREAS[0])]
    assert "84,0 + 9,0 + 10,0 = 103,0 pct." in found.reasons["sprog_generel", AREAS[0]]


def test_language_parts_that_no_count_gives_are_neutral_where_the_general_one_is_not_printed():
    found = calibration(*(printed(AREAS[0], "33.4", 2, key=key) for key in ("sprog_fokuseret", "sprog_saerlig")))
    counts = calibrate_results(found, [2, 10, 10, 50])[0]
    assert sum(counts) == 2
    assert found.reasons == {}


def test_language_parts_always_make_the_children_of_each_region(of_randers):
    sizes = [37, 42, 27, 23, 17, 13, 5, 1994]
    parts = calibrate_results(of_randers, sizes)
    assert [sum(part) for part in parts] == sizes
    assert parts[0] == [17, 2, 18]  # 45,9, 5,4 and 48,6 of 37


def test_the_share_over_10_percent_of_all_areas_is_out_of_reach_of_every_size(of_randers):
    """The printed 33,3 lies above what the areas' own shares can give, whatever their sizes: brute force agrees."""
    children = [362, 330, 270, 112, 128, 96, 60]
    of_randers.pupil_sizes(
        "elevfravaer", "elevfravaer_over_10", [211, 192, 157, 65, 75, 56, 35, 10000], [309, *children[1:], 1], children
    )
    assert "højst" in of_randers.reasons["elevfravaer_over_10", "alle-7"]
    cells = [of_randers.printed("elevfravaer_over_10", area.id).value for area in RANDERS.areas]
    # 33,25 is the least that rounds to 33,3: no area's best surplus over it makes up for the others' deficit.
    surplus = 0
    for value, limit in zip(cells, children, strict=True):
        half = Decimal("0.05")
        surplus += max(
            k - Decimal("0.3325") * n
            for n in range(1, limit + 1)
            for k in range(n + 1)
            if value - half <= Decimal(100) * k / n < value + half
        )
    assert surplus < 0


def test_two_printed_sources_are_kept_apart(of_randers):
    homes = [100] * 8
    assert sum(of_randers.cases("udsaettelser", "", homes, apart=False)) == 29
    assert sum(of_randers.cases("udsaettelser_effektive", "", homes, apart=False)) == 30
    assert sum(of_randers.cases("udsaettelser_effektive", "Lejerbo", homes, apart=True)) == 4


def test_a_table_figure_that_no_size_gives_is_no_figure():
    """Of 1 or 2 residents nobody is 33.4 percent; the table then gets a figure of its own, and the row a deviation."""
    key, area = "stemt_kommunalvalg", RANDERS.areas[0]
    window = RANDERS.adoption(key).baseline_window
    row = replace(RANDERS.printed[0], indicator_id=key, window=window, area_id=area.id, value=Decimal("33.4"), n=1)
    plan = replace(RANDERS, printed=(row,))
    assert derive_counts(Calibration(plan, settings.read(plan)), key, window, area, mean=False) is None
