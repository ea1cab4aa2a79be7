"""The development of an area against that of the rest of the municipality: the figures in, the columns out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from disclosed_tables import (
    COLUMNS,
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
from hpanalysis.definitions import catalogue
from hpanalysis.judge.change import compute_change
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.development import RestOfMunicipality, compute_development
from hpanalysis.judge.figure_lookup import WindowFigure
from hpanalysis.judge.values import compute_value
from hpanalysis.statistics import Difference, Share, compute_difference_interval, compute_p_of_no_difference
from hpanalysis.tables import JUDGED, LINKED, Development, Since

LANGUAGE = "sprog_fokuseret_eller_saerlig"  # a share with one decimal, low is good, baseline 2023
NOW, BEFORE = year(2025), year(2023)
COLUMNS_OF_DEVELOPMENT = [
    name for name in JUDGED.names if name.startswith(("rest_change", "development")) or name == "versus_development"
]


def rows(now=(40, 200), before=(80, 200), whole_now=(640, 2200), whole_before=(680, 2200), area="vangdalen") -> list:
    """An area and the municipality, now and at the baseline."""
    places = ((NOW, area, now), (BEFORE, area, before), (NOW, MUNICIPALITY, whole_now))
    return [figure(LANGUAGE, window, where, *counts) for window, where, counts in places] + [
        figure(LANGUAGE, BEFORE, MUNICIPALITY, *whole_before)
    ]


def of(table: pd.DataFrame, area: str = "vangdalen", window: str = "2025") -> pd.Series:
    return table.loc[(table.index.get_level_values(0)[0], window, area)]


def test_the_change_is_held_against_the_rest_of_the_municipality_at_both_times():
    row = of(judged(*rows()))
    # The area: 40 to 20 %. The rest: 600 of 2000 at both times.
    assert (row.change, row.rest_change, row.development) == (-20.0, 0.0, -20.0)
    area, rest = Difference(Share(40, 200), Share(80, 200)), Difference(Share(600, 2000), Share(600, 2000))
    low, high = compute_difference_interval(area, rest)
    assert (row.development_lo, row.development_hi) == (round(100 * low, 1), round(100 * high, 1))
    assert row.development_p == pytest.approx(compute_p_of_no_difference(area, rest), rel=1e-5)
    assert (row.rest_change_lo, row.rest_change_hi) == (-2.8, 2.8)
    assert row.development_ratio == 0.5  # half as many, and as many
    assert (row.versus_development, row.development_reason) == (Development.CAUGHT_UP.value, "")


def test_the_wanted_way_decides_who_has_caught_up():
    assert of(judged(*rows(now=(80, 200), before=(40, 200)))).versus_development == Development.FALLEN_BEHIND.value
    # The area stood still while the rest fell from 35 to 25 %.
    still = rows(now=(600, 2000), before=(600, 2000), whole_now=(5600, 22000), whole_before=(7600, 22000))
    assert of(judged(*still)).versus_development == Development.FALLEN_BEHIND.value


def test_alike_within_the_margin_is_kept_pace_and_few_persons_never_are():
    many = rows(now=(3000, 10000), before=(3100, 10000), whole_now=(9000, 30000), whole_before=(9300, 30000))
    row = of(judged(*many))
    assert (row.versus_development, row.development_margin) == (Development.KEPT_PACE.value, 5.0)
    assert -5 < row.development_lo_90 < row.development_hi_90 < 5
    row = of(judged(*rows(now=(30, 100), before=(31, 100))))
    assert row.versus_development == Development.UNDECIDED.value
    assert row.development_reason == "forskellen ikke er sikker, men godt kan være større end margenen"


def test_a_general_margin_is_of_percentages_only():
    """Five marks would be half the scale, so the plan's five percentage points say nothing of a mean."""
    marks = "karakter_dansk_matematik"
    given = [
        figure(marks, window, area, mean * n, n, spread=2.5)
        for window, area, mean, n in (
            (year(2025), TOTAL, 6, 100),
            (year(2023), TOTAL, 6, 100),
            (year(2025), MUNICIPALITY, 7, 900),
            (year(2023), MUNICIPALITY, 7, 900),
        )
    ]
    row = of(judged(*given), TOTAL)
    assert (row.versus_development, row.development_reason) == (
        Development.UNDECIDED.value,
        "forskellen ikke er sikker, og planen har ingen margen for tallet",
    )
    assert pd.isna(row.development_margin) and pd.isna(row.development_ratio)
    own = [
        replace(a, margin=Decimal(1), has_own_margin=True) if a.indicator_id == marks else a for a in RANDERS.adoptions
    ]
    row = of(judged(*given, plan=replace(RANDERS, adoptions=tuple(own))), TOTAL)
    assert (row.versus_development, row.development_margin) == (Development.KEPT_PACE.value, 1.0)


def test_the_persons_followed_make_the_interval_narrower():
    link = dict.fromkeys(LINKED.names, 0) | {
        "indicator_id": LANGUAGE,
        "window": "2025",
        "area_id": "vangdalen",
        "reference": "2023",
        **{"both_in": 40, "only_now": 0, "only_before": 40, "neither": 120},
    }
    alone, followed = (of(judged(*rows(), linked=t)) for t in (None, pd.DataFrame([link])))
    assert followed.development_hi - followed.development_lo < alone.development_hi - alone.development_lo


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda r: [hidden(LANGUAGE, NOW, MUNICIPALITY) if x is r[2] else x for x in r],
            "kommunens tal ikke kan vises",
        ),
        (
            lambda r: [hidden(LANGUAGE, BEFORE, MUNICIPALITY) if x is r[3] else x for x in r],
            "kommunens udgangspunkt ikke kan vises",
        ),
        (lambda r: r[:1] + r[2:3], "udgangspunktet ikke kendes"),
    ],
)
def test_what_is_hidden_or_missing_leaves_it_undecided_with_the_reason(change, reason):
    # An area for which the plan prints no baseline of its own window.
    plan = replace(RANDERS, printed=tuple(p for p in RANDERS.printed if p.indicator_id != LANGUAGE))
    row = of(judged(*change(rows()), plan=plan))
    assert (row.versus_development, row.development_reason) == (Development.UNDECIDED.value, reason)
    assert row[["rest_change", "development", "development_lo", "development_p"]].isna().all()


def test_a_baseline_printed_without_n_leaves_it_undecided():
    """The plan prints absence without days: its figure is there, and nothing can be made of it."""
    absence = [figure("elevfravaer", school_year(2024), area, 900, 10000, denominator_persons=50, sum_nn=40000,
                      sum_nd=180000, sum_dd=2000000) for area in ("vangdalen", MUNICIPALITY)]  # fmt: skip
    absence += [hidden("elevfravaer", school_year(2023), area) for area in ("vangdalen", MUNICIPALITY)]
    row = of(judged(*absence), window="2024-25")
    assert row.versus_development == Development.UNDECIDED.value
    assert row.development_reason == "udgangspunktet er trykt uden antal personer"


def test_a_break_leaves_it_undecided():
    windows = [("2025-12", date(2025, 12, 1), date(2025, 12, 31)), ("2024-12", date(2024, 12, 1), date(2024, 12, 31))]
    given = [
        figure("moedre_kontanthjaelp", w, a, n, 10 * n) for w in windows for a, n in ((TOTAL, 80), (MUNICIPALITY, 300))
    ]
    row = of(judged(*given), TOTAL, "2025-12")
    assert row.since_baseline == Since.BREAK.value
    assert (row.versus_development, row.development_reason) == (Development.UNDECIDED.value, "der er databrud")


def test_what_covers_others_or_may_not_be_judged_is_not_held_against_the_municipality():
    charged = [
        figure("sigtede_15_29", w, a, n, 1000 * n) for w in (NOW, BEFORE) for a, n in ((TOTAL, 8), (MUNICIPALITY, 90))
    ]
    row = of(judged(*charged), TOTAL)
    assert (row.versus_development, row.development_reason) == (
        Development.UNDECIDED.value,
        "kommunens tal ikke måler det samme",
    )


def test_the_country_is_compared_with_whole():
    safe = "grundlaeggende_trygge"
    given = [
        figure(safe, window, area, *counts)
        for window, area, counts in (
            (year(2025), "glarbjergvej", (60, 100)),
            (year(2023), "glarbjergvej", (40, 100)),
            (year(2025), "danmark", (600, 1000)),
            (year(2023), "danmark", (590, 1000)),
        )
    ]
    row = of(judged(*given), "glarbjergvej")
    assert (row.rest_change, row.development) == (1.0, 19.0)
    assert row.versus_development == Development.CAUGHT_UP.value


def test_a_development_is_tested_in_a_family_of_its_own():
    """p alone is under .05, but stands among many developments of which it is the smallest."""
    schools = [first_of_september(2025), first_of_september(2024)]
    quiet = [figure("ungdomsskole", w, a.id, 60, 240) for w in schools for a in RANDERS.areas]
    quiet += [figure("ungdomsskole", w, MUNICIPALITY, 1800, 7200) for w in schools]
    lone = rows(now=(56, 200), before=(79, 200))
    alone, among = of(judged(*lone)), judged(*lone, *quiet).loc[(LANGUAGE, "2025", "vangdalen")]
    assert alone.development_p == among.development_p < 0.05
    assert alone.versus_development == Development.CAUGHT_UP.value
    assert among.versus_development != Development.CAUGHT_UP.value


def test_a_hidden_row_and_the_municipalitys_own_have_every_column_empty():
    given = rows()
    table = judged(hidden(LANGUAGE, NOW, "vangdalen"), *given[1:])
    for area in ("vangdalen", MUNICIPALITY):
        row = of(table, area)
        assert all(pd.isna(row[c]) or row[c] == "" for c in COLUMNS_OF_DEVELOPMENT), area


def test_a_hidden_count_is_told_by_no_column():
    """Two truths that differ only in what disclosure control has hidden give the same columns in every row: an area
    hidden now, one hidden at the baseline, and what the municipality's links say of them."""

    def disclose(secret: int) -> list:
        """What is disclosed of a truth in which two hidden figures are `secret`."""
        truth = rows()
        truth += [figure(LANGUAGE, NOW, "energivej", secret, 200), figure(LANGUAGE, BEFORE, "energivej", 60, 200)]
        truth += [
            figure(LANGUAGE, NOW, "sjaellandsgade", 60, 200),
            figure(LANGUAGE, BEFORE, "sjaellandsgade", secret, 200),
        ]
        kept = {(LANGUAGE, "2025", "energivej"), (LANGUAGE, "2023", "sjaellandsgade")}
        return [
            row | dict.fromkeys(set(COLUMNS) & {"numerator", "denominator", "denominator_persons", "sum_nn", "sum_nd",
                                                "sum_dd"}) | {"status": "diskretioneret"}
            if (row["indicator_id"], row["window"], row["area_id"]) in kept
            else row
            for row in truth
        ]  # fmt: skip

    one, other = (judged(*disclose(secret)).reset_index() for secret in (3, 150))
    pd.testing.assert_frame_equal(one[COLUMNS_OF_DEVELOPMENT], other[COLUMNS_OF_DEVELOPMENT])
    # The test could fail: of the figures that are shown there is something to tell.
    assert one.loc[one["area_id"] == "vangdalen", "rest_change"].notna().any()


def test_no_word_is_said_that_the_printed_numbers_contradict():
    """The area fell by 0.002 points and the rest by 0.089: surely worse, though printed as -0.1 and 0.0."""
    indicator, adoption = catalogue.indicators()[LANGUAGE], RANDERS.adoption(LANGUAGE)

    def make(numerator: int, size: int, window) -> WindowFigure:
        """A figure of so many persons that a thousandth of a point is told from chance."""
        counts = FigureCounts(numerator=Decimal(numerator), denominator=size)
        value = compute_value(counts.numerator, size, indicator)
        estimate = make_estimate(indicator, counts)
        return WindowFigure(
            window=window[0],
            start=window[1],
            end=window[2],
            rule_day=window[2],
            value=value,
            counts=counts,
            estimate=estimate,
        )

    now, before = make(15_024_500, 50_000_000, NOW), make(15_025_500, 50_000_000, BEFORE)
    rest = make(19_951_000, 100_000_000, NOW), make(20_040_000, 100_000_000, BEFORE)
    change = compute_change(indicator, now, before, None, "")
    beside = compute_development(
        indicator,
        adoption,
        now,
        before,
        change,
        None,
        RestOfMunicipality(now=rest[0].counts, before=rest[1].counts, baseline=rest[1]),
    )
    assert (change.value, beside.rest_change, beside.value) == (Decimal("-0.1"), 0, Decimal("-0.1"))
    assert beside.limits[0] > 0  # surely worse
    assert beside.judge(sure=True)[0] is Development.KEPT_PACE  # and within the margin, which both agree on
