"""Figures in, verdicts out: each rule of the judge on a small table."""

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
from hpanalysis.statistics import Share, compute_difference_interval
from hpanalysis.tables import LINKED, Since, Status, Verdict, Versus

SCHOOL = "ungdomsskole"  # a share, high is good, at or above the municipality, baseline 1 September 2024
LANGUAGE = "sprog_fokuseret_eller_saerlig"  # a share, low is good, shall fall, baseline 2023
NOW, BEFORE = first_of_september(2025), first_of_september(2024)


def school(numerator: int, denominator: int, area_id: str = "vangdalen", window=NOW, **given) -> dict:
    return figure(SCHOOL, window, area_id, numerator, denominator, **given)


def one(*rows: dict, area_id: str = "vangdalen", **given) -> pd.Series:
    """The latest row of an area, among those given."""
    table = judged(*rows, **given)
    return table[table.index.get_level_values("area_id") == area_id].iloc[-1]


def adopted(indicator_id: str, **changes):
    """The plan of Randers with one adoption changed."""
    adoptions = [replace(a, **changes) if a.indicator_id == indicator_id else a for a in RANDERS.adoptions]
    return replace(RANDERS, adoptions=tuple(adoptions))


def test_a_share_has_wilsons_interval():
    row = one(
        figure("moedre_kontanthjaelp", ("2025-12", date(2025, 12, 1), date(2025, 12, 31)), TOTAL, 81, 263),
        area_id=TOTAL,
    )
    assert (row.value, row.lo, row.hi) == (30.8, 25.5, 36.6)  # Newcombe 1998: .2553 to .3662


def test_cases_have_the_exact_poisson_interval_and_no_cases_too():
    rows = [figure("udsaettelser", year(2025), area, count) for area, count in (("vangdalen", 0), (TOTAL, 16))]
    assert one(*rows, area_id=TOTAL)[["value", "lo", "hi"]].tolist() == [16, 9, 26]
    assert one(*rows)[["value", "lo", "hi"]].tolist() == [0, 0, 4]


def test_an_area_is_held_against_the_rest_of_the_municipality():
    row = one(school(12, 100), school(2112, 7100, MUNICIPALITY))
    assert row.municipality_value == 30  # 2112 of 7100 is 29,7
    assert row.rest_value == 30  # 2100 of 7000
    assert row.versus_municipality == Versus.WORSE.value
    assert row.municipality_p < 0.001


def test_a_difference_that_chance_could_make_is_not_sure():
    row = one(school(25, 100), school(2112, 7100, MUNICIPALITY))
    assert row.versus_municipality == Versus.NO_SURE_DIFFERENCE.value


def test_a_group_too_small_for_any_outcome_to_tell_is_not_judgeable():
    judgeable, tiny = (one(school(0, n), school(2112, 7100, MUNICIPALITY)) for n in (3, 2))
    assert judgeable.versus_municipality == Versus.NO_SURE_DIFFERENCE.value  # 3 of 3 would have been told from chance
    assert tiny.versus_municipality == Versus.NOT_JUDGEABLE.value
    assert (tiny.versus_reason, pd.isna(tiny.municipality_p)) == ("antallet af personer er for lille", True)


def test_direction_decides_what_better_means():
    low = [
        figure("fraflytning", year(2025), area, x, n)
        for area, x, n in (("vangdalen", 20, 400), (MUNICIPALITY, 900, 6000))
    ]
    assert one(*low).versus_municipality == Versus.BETTER.value
    assert one(school(20, 400), school(900, 6000, MUNICIPALITY)).versus_municipality == Versus.WORSE.value


def test_the_other_areas_are_the_second_comparison():
    rows = [school(60, 120), school(100, 600, TOTAL), school(2112, 7100, MUNICIPALITY)]
    row = one(*rows)
    assert row.others_value == 8  # 40 of 480
    assert row.versus_others == Versus.BETTER.value
    assert pd.isna(one(*rows, area_id=TOTAL).versus_others)


def test_counts_are_held_against_nothing():
    rows = [
        figure("udsaettelser", year(2025), area, x) for area, x in (("vangdalen", 9), (TOTAL, 20), (MUNICIPALITY, 29))
    ]
    row = one(*rows)
    assert (row.versus_municipality, row.versus_reason) == (
        Versus.NOT_JUDGEABLE.value,
        "kommunens tal ikke måler det samme",
    )
    assert row.versus_others == Versus.NOT_JUDGEABLE.value
    assert pd.isna(row.municipality_p)


def test_a_sure_fall_is_forbedret_where_low_is_good_and_meets_the_target_of_falling():
    rows = [figure(LANGUAGE, year(y), "vangdalen", x, 100) for y, x in ((2023, 60), (2025, 30))]
    row = one(*rows)
    assert (row.change, row.since_baseline, row.verdict) == (-30, Since.IMPROVED.value, Verdict.MET.value)
    assert row.change_lo < -16 < row.change_hi + 16


def test_a_sure_rise_is_forvaerret_and_not_on_its_way_where_it_shall_fall():
    rows = [figure(LANGUAGE, year(y), "vangdalen", x, 100) for y, x in ((2023, 30), (2025, 60))]
    assert one(*rows)[["since_baseline", "verdict"]].tolist() == [Since.WORSENED.value, Verdict.NOT_ON_TRACK.value]


def test_no_sure_change_neither_meets_nor_fails_a_target_of_falling():
    rows = [figure(LANGUAGE, year(y), "vangdalen", x, 100) for y, x in ((2023, 50), (2025, 48))]
    row = one(*rows)
    assert row[["since_baseline", "verdict"]].tolist() == [Since.NO_SURE_CHANGE.value, Verdict.UNCLEAR.value]
    assert row.reason == "det er uvist, om tallet er forbedret eller forværret siden udgangspunktet"


def test_the_recomputed_baseline_is_judged_against_and_the_printed_one_stands_beside():
    rows = [school(20, 100, window=BEFORE), school(40, 100)]
    row = one(*rows)
    (printed,) = RANDERS.printed_for(SCHOOL, "vangdalen")
    assert (row.baseline_recomputed, row.baseline_value, row.change) == (20, float(printed.value), 20)


def test_a_hidden_recomputed_baseline_leaves_the_printed_one():
    row = one(hidden(SCHOOL, BEFORE, "vangdalen"), school(40, 100))
    (printed,) = RANDERS.printed_for(SCHOOL, "vangdalen")
    assert pd.isna(row.baseline_recomputed)
    assert row.change == 40 - float(printed.value)


def test_a_printed_baseline_without_n_gives_no_test():
    fewer = replace(RANDERS, printed=tuple(replace(p, n=None, count=None) for p in RANDERS.printed))
    row = one(hidden(SCHOOL, BEFORE, "vangdalen"), school(40, 100), plan=fewer)
    assert row[["since_baseline", "since_reason"]].tolist() == [
        Since.NOT_JUDGEABLE.value,
        "udgangspunktet er trykt uden antal personer",
    ]
    assert pd.isna(row.change_p) and not pd.isna(row.change)


def test_windows_that_overlap_are_not_compared():
    overlapping = ("2025-08-31", date(2024, 8, 1), date(2025, 8, 31))
    row = one(school(20, 100, window=BEFORE), school(40, 100, window=overlapping))
    assert row[["since_baseline", "since_reason"]].tolist() == [
        Since.NOT_JUDGEABLE.value,
        "perioderne overlapper hinanden",
    ]
    assert pd.isna(row.change)


def test_the_baseline_itself_is_one_point_and_has_no_change():
    row = one(school(20, 100, window=BEFORE))
    assert row[["since_baseline", "since_reason"]].tolist() == [
        Since.NOT_JUDGEABLE.value,
        "der endnu kun er én opgørelse",
    ]


def test_across_a_new_definition_it_is_a_break_and_never_a_change():
    months = [
        ("2023-10/2024-09", date(2023, 10, 1), date(2024, 9, 30)),
        ("2025-04/2026-03", date(2025, 4, 1), date(2026, 3, 31)),
    ]
    sums = {"denominator_persons": 100, "sum_nn": 1200, "sum_nd": 1500, "sum_dd": 14400}
    rows = [
        figure("kontanthjaelp", months[0], TOTAL, 100, 1200, **sums),
        figure("kontanthjaelp", months[1], TOTAL, 200, 1200, **sums),
    ]
    row = one(*rows, area_id=TOTAL)
    assert row[["since_baseline", "verdict", "reason"]].tolist() == [
        "databrud",
        Verdict.UNCLEAR.value,
        "der er databrud",
    ]
    assert pd.isna(row.change) and pd.isna(row.change_p)


def test_the_year_before_is_the_window_that_ends_in_the_same_month():
    rows = [figure(LANGUAGE, year(y), "vangdalen", x, 100) for y, x in ((2023, 50), (2024, 70), (2025, 40))]
    row = one(*rows)
    assert row[["year_before_window", "year_before_value", "year_before_change"]].tolist() == ["2024", 70, -30]
    assert row.since_year_before == Since.IMPROVED.value


def test_without_a_window_a_year_before_nothing_is_said_of_it():
    row = one(*[figure(LANGUAGE, year(y), "vangdalen", x, 100) for y, x in ((2023, 50), (2025, 40))])
    assert row[["since_year_before", "year_before_reason"]].tolist() == [
        Since.NOT_JUDGEABLE.value,
        "der ikke er nogen opgørelse fra året før",
    ]


def test_a_hidden_year_before_is_not_said_to_be_missing():
    rows = [figure(LANGUAGE, year(y), "vangdalen", x, 100) for y, x in ((2023, 50), (2025, 40))]
    row = one(rows[0], hidden(LANGUAGE, year(2024), "vangdalen"), rows[1])
    assert row.year_before_reason == "tallet fra året før ikke vises"


def test_charges_are_never_a_success_story():
    rows = [
        figure("sigtede_15_29", year(y), area, x, n)
        for y in (2023, 2024)
        for area, x, n in ((TOTAL, 5, 500), (MUNICIPALITY, 360, 18000))
    ]
    rows[2] |= {"numerator": 1}
    row = one(*rows, area_id=TOTAL)
    assert row.since_reason == "mange boligafdelinger mangler i tallet"
    assert row[["versus_municipality", "since_baseline"]].tolist() == ["kan ikke vurderes", "kan ikke vurderes"]
    assert row[["change", "change_p", "municipality_p"]].isna().all()


def test_persons_who_are_the_same_make_a_change_surer():
    rows = [school(30, 200, window=BEFORE), school(44, 200)]
    link = dict.fromkeys(LINKED.names, 0) | {
        "indicator_id": SCHOOL,
        "window": NOW[0],
        "area_id": "vangdalen",
        "reference": BEFORE[0],
    }
    link |= {
        "both_in": 24,
        "only_now": 20,
        "only_before": 6,
        "neither": 150,
        "sum_nn": 24,
        "sum_nd": 44,
        "sum_dn": 30,
        "sum_dd": 200,
    }
    alone, followed = one(*rows), one(*rows, linked=pd.DataFrame([link]))
    assert followed.change_p < 0.02 < 0.07 < alone.change_p
    assert followed.change_hi - followed.change_lo < alone.change_hi - alone.change_lo
    assert "parret" in followed.method and "parret" not in alone.method


def test_at_the_level_needs_an_interval_within_the_margin():
    large = one(school(3000, 10000), school(33000, 110000, MUNICIPALITY))
    assert large.verdict == Verdict.MET.value
    small = one(school(30, 100), school(33000, 110000, MUNICIPALITY))
    assert small[["verdict", "reason"]].tolist() == [
        Verdict.TOWARDS.value,
        "målet sandsynligvis er nået, uden at en test afgør det",
    ]
    assert small.versus_municipality == Versus.NO_SURE_DIFFERENCE.value


def test_the_margin_is_the_plans():
    rows = [school(280, 1000), school(33000, 110000, MUNICIPALITY)]  # 2 percentage points under, give or take 3
    assert one(*rows, plan=adopted(SCHOOL, margin=Decimal(4))).verdict != Verdict.MET.value
    assert one(*rows, plan=adopted(SCHOOL, margin=Decimal(5))).verdict == Verdict.MET.value


def way(before: int, now: int, n: int = 2000) -> pd.Series:
    """An area at 1 September 2024 and 2025, beside a municipality at 30 per cent."""
    rows = []
    for window, x in ((BEFORE, before), (NOW, now)):
        rows += [school(x, n, window=window), school(30000, 100000, MUNICIPALITY, window=window)]
    return one(*rows)


def test_the_straight_line_runs_from_the_baseline_to_the_municipality_at_the_plans_end():
    row = way(200, 300)
    days, gone = (date(2029, 7, 31) - date(2024, 9, 1)).days, (date(2025, 9, 1) - date(2024, 9, 1)).days
    assert row.line == round(10 + 20 * gone / days)


def test_ahead_of_the_line_and_surely_improved_is_on_its_way():
    assert way(200, 330).verdict == Verdict.ON_TRACK.value


def test_surely_behind_the_line_is_not_on_its_way():
    assert way(200, 200)[["verdict", "since_baseline"]].tolist() == [
        Verdict.NOT_ON_TRACK.value,
        Since.NO_SURE_CHANGE.value,
    ]


def test_a_distance_to_the_line_that_chance_could_make_leaves_the_target_unclear():
    row = way(20, 26, 200)
    assert row.verdict == Verdict.UNCLEAR.value
    assert 0.2 < row.target_probability < 0.8
    assert row.reason == "tallet ligger så tæt på den lige linje mod målet, at forskellen kan være tilfældig"


def test_a_target_that_is_a_number_is_met_when_the_whole_interval_has_reached_it():
    to = {"target": Target.NUMBER, "target_value": Decimal(40)}
    plan = adopted(SCHOOL, **to)
    assert one(school(900, 2000), plan=plan).verdict == Verdict.MET.value
    assert one(school(810, 2000), plan=plan).verdict != Verdict.MET.value
    behind = one(school(400, 2000, window=BEFORE), school(400, 2000), plan=plan)
    assert behind.verdict == Verdict.NOT_ON_TRACK.value


def state_measure(now: int | None, before: int | None) -> pd.Series:
    """The row of Vangdalen on the newest list, of 1,000 residents each year. None: hidden."""
    key = "kriterie_beskaeftigelse"  # its target is to lie below the state's criterion
    return one(
        *(
            hidden(key, year(y), "vangdalen") if x is None else figure(key, year(y), "vangdalen", x, 1000)
            for y, x in ((2024, before), (2025, now))
        )
    )


def test_below_the_states_criterion_is_judged_on_the_two_years_of_the_states_own_measure():
    assert state_measure(380, 420)[["verdict", "reason"]].tolist() == [Verdict.MET.value, ""]  # 40.0 is not over 40
    assert state_measure(381, 420).verdict == Verdict.ON_TRACK.value
    assert state_measure(410, 420).verdict == Verdict.TOWARDS.value
    assert state_measure(430, 420).verdict == Verdict.NOT_ON_TRACK.value
    assert state_measure(380, None)[["verdict", "reason"]].tolist() == [
        Verdict.UNCLEAR.value,
        "tallet for et af de to år mangler, og loven bruger gennemsnittet af dem",
    ]
    assert state_measure(None, 380)[["verdict", "reason"]].tolist() == [
        Verdict.NOT_COMPUTABLE.value,
        "tallet ikke vises",
    ]


def test_a_hidden_figure_has_no_descendants():
    rows = [hidden(SCHOOL, NOW, "vangdalen"), school(20, 100, window=BEFORE), school(2112, 7100, MUNICIPALITY)]
    rows.sort(key=lambda row: row["window"])
    row = one(*rows, school(300, 900, TOTAL))
    numbers = ["value", "lo", "hi", "change", "change_lo", "change_hi", "change_p", "municipality_p", "others_p"]
    assert row[[*numbers, "others_value", "line", "year_before_change", "year_before_p"]].isna().all()
    assert (
        row[["gap", "gap_lo", "gap_hi", "from_line", "from_line_lo", "from_line_hi", "target_probability"]].isna().all()
    )
    assert set(row[["versus_municipality", "since_baseline", "since_year_before"]]) == {"kan ikke vurderes"}
    assert row[["verdict", "reason"]].tolist() == [Verdict.NOT_COMPUTABLE.value, "tallet ikke vises"]


def test_the_rest_that_a_hidden_area_is_not_part_of_is_not_told():
    """The rest of the municipality without a hidden area would give the area."""
    row = one(hidden(SCHOOL, NOW, "vangdalen"), school(2112, 7100, MUNICIPALITY), school(300, 900, TOTAL))
    assert row[["rest_value", "others_value"]].isna().all()


@pytest.mark.parametrize("status", [Status.NOT_DELIVERED, Status.NOT_MEASURED])
def test_what_is_not_there_has_no_verdicts_on_it(status):
    row = one(figure(SCHOOL, NOW, "vangdalen", None, status=status.value), school(2112, 7100, MUNICIPALITY))
    assert row[["versus_municipality", "since_baseline", "since_year_before", "versus_others"]].isna().all()
    assert set(row[["versus_reason", "since_reason"]]) == {""}
    assert row[["margin", "line", "gap", "from_line", "target_probability"]].isna().all()


def test_a_figure_that_is_owed_and_not_delivered_says_so_of_its_target_and_one_not_measured_says_nothing():
    owed, other = (
        one(figure(SCHOOL, NOW, "vangdalen", None, status=status.value))
        for status in (Status.NOT_DELIVERED, Status.NOT_MEASURED)
    )
    assert owed[["verdict", "reason"]].tolist() == [Verdict.NOT_COMPUTABLE.value, "tallet ikke er leveret"]
    assert pd.isna(other.verdict) and other.reason == ""


def test_nought_of_nought_cannot_be_judged_and_is_no_number():
    row = one(school(0, 0, status=Status.NO_PERSONS.value), school(2112, 7100, MUNICIPALITY))
    assert row[["verdict", "reason"]].tolist() == [
        Verdict.NOT_COMPUTABLE.value,
        "der ikke er nogen personer i målgruppen",
    ]
    assert row[["value", "lo", "hi"]].isna().all()
    assert row.versus_municipality == Versus.NOT_JUDGEABLE.value


def test_the_municipality_has_its_own_change_and_no_other_verdict():
    rows = [school(2000, 10000, MUNICIPALITY, window=BEFORE), school(3000, 10000, MUNICIPALITY)]
    row = one(*rows, area_id=MUNICIPALITY)
    assert row.since_baseline == Since.IMPROVED.value
    assert row[["verdict", "versus_municipality", "versus_others", "rest_value"]].isna().all()


def test_the_country_is_held_against_whole_for_it_is_another_table():
    wave = ("2025", date(2025, 1, 1), date(2025, 12, 31))
    rows = [
        figure("grundlaeggende_trygge", wave, area, x, n)
        for area, x, n in (("glarbjergvej", 70, 150), ("danmark", 6300, 10000))
    ]
    row = one(*rows, area_id="glarbjergvej")
    assert (row.rest_value, row.municipality_value) == (63, 63)
    assert row.versus_municipality == Versus.WORSE.value


def test_parts_that_exceed_their_whole_are_not_tested():
    row = one(school(90, 100), school(80, 7100, MUNICIPALITY))
    assert row[["versus_municipality", "versus_reason"]].tolist() == [
        Versus.NOT_JUDGEABLE.value,
        "kommunens tal ikke kan vises",
    ]


def test_the_part_of_the_indicators_judged_alone_gets_the_same_verdicts_as_among_all():
    rows = [school(25 + 4 * i, 100, area) for i, area in enumerate(AREAS)] + [school(2112, 7100, MUNICIPALITY)]
    others = [figure(LANGUAGE, year(2025), area, 20, 100) for area in AREAS] + [
        figure(LANGUAGE, year(2025), MUNICIPALITY, 460, 2200)
    ]
    whole = judged(*rows, *others)
    alone = judged(*rows, elsewhere=whole.reset_index())
    pd.testing.assert_frame_equal(alone, whole.loc[[SCHOOL]], check_dtype=False)


def test_absence_is_judged_with_the_pupil_as_the_unit():
    """Forty pupils of 200 days each: the same days, evenly and unevenly shared."""
    even = {"denominator_persons": 40, "sum_nn": 40 * 400, "sum_nd": 40 * 4000, "sum_dd": 40 * 40000}
    uneven = even | {"sum_nn": 4 * 40000}  # four pupils away all year, the others never
    rows = [figure("elevfravaer", school_year(2024), "vangdalen", 800, 8000, **sums) for sums in (even, uneven)]
    narrow, wide = (one(row) for row in rows)
    assert narrow.hi - narrow.lo < 1.5 < 15 < wide.hi - wide.lo


def test_the_gap_is_the_area_minus_the_rest_with_six_digits_and_newcombes_interval():
    row = one(school(30, 100), school(2130, 7100, MUNICIPALITY))  # 30 of 100 beside 2100 of 7000
    low, high = compute_difference_interval(Share(30, 100), Share(2100, 7000))
    assert row[["gap", "gap_lo", "gap_hi"]].tolist() == [0, float(f"{100 * low:.6g}"), float(f"{100 * high:.6g}")]
    assert (round(row.gap_lo, 1), round(row.gap_hi, 1)) == (-8.2, 9.6)


def test_a_gap_is_published_of_every_figure_that_is_tested_whatever_its_target():
    rows = [
        figure("fraflytning", year(2025), area, x, n)
        for area, x, n in (("vangdalen", 20, 400), (MUNICIPALITY, 900, 6000))
    ]
    assert one(*rows).gap == float(f"{100 * (20 / 400 - 880 / 5600):.6g}")
    assert pd.isna(one(*rows, area_id=MUNICIPALITY).gap)


def test_the_distance_to_the_line_counts_in_the_baselines_own_uncertainty():
    row = way(200, 300)
    assert row.from_line == pytest.approx(15 - row.line, abs=0.5)  # the line is printed without decimals
    own = one(school(300, 2000), school(30000, 100000, MUNICIPALITY))
    assert row.from_line_hi - row.from_line_lo > own.gap_hi - own.gap_lo


def test_the_probability_of_a_target_has_four_decimals_and_the_verdict_follows_from_it():
    row = way(20, 31, 200)
    assert row.target_probability == round(row.target_probability, 4)
    assert row.verdict == (Verdict.TOWARDS if row.target_probability >= 0.8 else Verdict.UNCLEAR).value


def test_no_figure_that_is_there_is_said_not_to_be_computable():
    """Every state of a figure and of what it is held against: the word goes with the number's absence, always."""
    table = judged(
        *[figure(LANGUAGE, year(2023), area, 20, 100) for area in AREAS[:3]],
        *[figure(LANGUAGE, year(2025), area, 18, 100) for area in (*AREAS[:2], AREAS[4])],
        hidden(LANGUAGE, year(2025), AREAS[2]),
        figure(LANGUAGE, year(2025), AREAS[3], None, status=Status.NOT_DELIVERED.value),
        figure(LANGUAGE, year(2025), AREAS[5], 0, 0, status=Status.NO_PERSONS.value),
        figure(LANGUAGE, year(2025), TOTAL, None, status=Status.HIDDEN.value),
        *[school(30, 100, area) for area in AREAS[1:]],
        school(3000, 10000),
        school(33000, 110000, MUNICIPALITY),
        *[figure("udsaettelser", year(2025), area, 0, status=Status.NO_CASES.value) for area in AREAS],
    )
    table = table[table.index.get_level_values("area_id") != MUNICIPALITY]
    assert set(table["verdict"]) > {Verdict.NOT_COMPUTABLE.value, Verdict.UNCLEAR.value}
    assert ((table["verdict"] == Verdict.NOT_COMPUTABLE.value) == table["value"].isna()).all()
    assert ((table["reason"] == "") == (table["verdict"] == Verdict.MET.value)).all()


def test_the_method_tells_the_margin_in_its_unit():
    row = judged(figure(SCHOOL, NOW, TOTAL, 30, 100), figure(SCHOOL, NOW, MUNICIPALITY, 900, 3000)).loc[
        (SCHOOL, NOW[0], TOTAL)
    ]
    assert "ligger inden for en margen på 5 procentpoint." in row["method"]
