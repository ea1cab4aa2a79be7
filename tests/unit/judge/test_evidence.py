"""Which way a figure has moved: the columns effect, effect_se, prior_sd, probability and evidence."""

import math
from dataclasses import replace
from decimal import Decimal
from statistics import NormalDist

import pandas as pd
import pytest

from disclosed_tables import AREAS, MUNICIPALITY, RANDERS, TOTAL, figure, first_of_september, hidden, judged, year
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.judge.evidence import PRIOR_CHANGES, PRIOR_SIZE, ChangeEvidence
from hpanalysis.tables import ALMOST_SURE, PROBABLE, Evidence, Since

SCHOOL = "ungdomsskole"  # a share, high is good, baseline 1 September 2024
LANGUAGE = "sprog_fokuseret_eller_saerlig"  # a share, low is good, baseline 2023
NOW, BEFORE = first_of_september(2025), first_of_september(2024)
COLUMNS = ["effect", "effect_se", "prior_sd", "probability", "evidence"]


def pair(area: str, before: int, now: int, size: int = 100, indicator_id: str = SCHOOL, windows=(BEFORE, NOW), **given):
    """A baseline and a figure of an area."""
    return [figure(indicator_id, w, area, x, size, **given) for w, x in zip(windows, (before, now), strict=True)]


def row_of(table: pd.DataFrame, area: str = "vangdalen", indicator_id: str = SCHOOL, window=NOW) -> pd.Series:
    return table.loc[(indicator_id, window[0], area)]


def test_effect_prior_and_probability_follow_from_the_counts():
    """Two areas, worked out by the formulas in the columns' own words."""
    row = row_of(judged(*pair(AREAS[0], 20, 36), *pair(AREAS[1], 30, 22)), AREAS[0])
    effects = [math.log(36.5 * 80.5 / (64.5 * 20.5)), math.log(22.5 * 70.5 / (78.5 * 30.5))]
    squares = [1 / 36.5 + 1 / 64.5 + 1 / 20.5 + 1 / 80.5, 1 / 22.5 + 1 / 78.5 + 1 / 30.5 + 1 / 70.5]
    assert row.effect == pytest.approx(effects[0], rel=1e-5)
    assert row.effect_se == pytest.approx(math.sqrt(squares[0]), rel=1e-5)
    prior = row.prior_sd**2
    seen = sum(e * e / (s + prior) for e, s in zip(effects, squares, strict=True))
    assert seen + 4 * 0.05**2 / prior == pytest.approx(2 + 4, rel=1e-4)
    probability = NormalDist().cdf(effects[0] / math.sqrt(squares[0]) * math.sqrt(prior / (prior + squares[0])))
    assert row.probability == pytest.approx(probability, abs=1e-4)
    assert row.evidence == Evidence.PROBABLY_IMPROVED.value


def test_probability_and_word_follow_from_the_published_digits_alone():
    table = judged(*pair(AREAS[0], 20, 45), *pair(AREAS[1], 30, 22), *pair(AREAS[2], 11, 17, 80)).dropna(
        subset="effect"
    )
    assert len(table) == 3
    for row in table.itertuples():
        digits = [float(f"{number:.6g}") for number in (row.effect, row.effect_se, row.prior_sd)]
        assert digits == [row.effect, row.effect_se, row.prior_sd]
        z = digits[0] / digits[1] * digits[2] / math.hypot(digits[1], digits[2])
        assert row.probability == round(NormalDist().cdf(z), 4)


def test_the_wanted_way_is_the_indicators():
    windows = (year(2023), year(2025))
    rows = [row for area in AREAS[:3] for row in pair(area, 60, 30, indicator_id=LANGUAGE, windows=windows)]
    row = row_of(judged(*rows), AREAS[0], LANGUAGE, year(2025))
    assert row.effect < 0 < row.probability - 0.975
    assert (row.evidence, row.since_baseline) == (Evidence.ALMOST_SURELY_IMPROVED.value, Since.IMPROVED.value)


def test_areas_that_vary_by_chance_alone_leave_little_more_than_the_floor():
    rows = [row for area, now in zip(AREAS[:4], (26, 24, 25, 27), strict=True) for row in pair(area, 25, now)]
    row = row_of(judged(*rows), AREAS[0])
    floor = PRIOR_SIZE * math.sqrt(PRIOR_CHANGES / (PRIOR_CHANGES + 4))
    assert floor < row.prior_sd < 1.02 * floor
    assert row.evidence == Evidence.UNCERTAIN.value


def test_a_change_is_weighed_by_how_much_the_indicator_changes_elsewhere():
    quiet = [row for area in AREAS[1:6] for row in pair(area, 25, 25)]
    moving = [row for area, now in zip(AREAS[1:6], (40, 12, 45, 10, 41), strict=True) for row in pair(area, 25, now)]
    own = pair(AREAS[0], 25, 34)
    alone, beside = (row_of(judged(*own, *others), AREAS[0]) for others in (quiet, moving))
    assert alone.effect == beside.effect
    assert alone.evidence == Evidence.UNCERTAIN.value
    assert beside.evidence == Evidence.PROBABLY_IMPROVED.value


def test_total_and_municipality_give_nothing_to_the_prior_and_the_municipality_has_no_probability():
    areas = [row for area, now in zip(AREAS[:3], (30, 22, 33), strict=True) for row in pair(area, 25, now)]
    wholes = pair(TOTAL, 75, 250, 500) + pair(MUNICIPALITY, 900, 100, 4000)
    without, with_wholes = judged(*areas), judged(*areas, *wholes)
    assert row_of(with_wholes, TOTAL).prior_sd == row_of(without, AREAS[0]).prior_sd
    assert row_of(with_wholes, MUNICIPALITY)[COLUMNS].isna().all()
    assert not pd.isna(row_of(with_wholes, MUNICIPALITY).change)
    assert row_of(with_wholes, AREAS[0])[COLUMNS].equals(row_of(without, AREAS[0])[COLUMNS])


def test_later_half_years_move_no_published_probability():
    earlier = [row for area, now in zip(AREAS[:3], (35, 22, 33), strict=True) for row in pair(area, 25, now)]
    next_year = first_of_september(2026)
    later = [figure(SCHOOL, next_year, area, 60, 100, half_year="2027H1") for area in AREAS[:3]]
    first, then = judged(*earlier), judged(*earlier, *later)
    for area in AREAS[:3]:
        assert row_of(first, area)[COLUMNS].equals(row_of(then, area)[COLUMNS])
    assert row_of(then, AREAS[0], window=next_year).prior_sd > row_of(first, AREAS[0]).prior_sd
    assert HalfYear.parse("2027H1") > HalfYear.parse("2026H1")


def test_a_figure_without_interval_of_its_change_has_no_evidence():
    rows = [
        *pair(AREAS[0], 25, 34),
        hidden(SCHOOL, BEFORE, AREAS[1]),
        hidden(SCHOOL, NOW, AREAS[1]),
        # Nothing but the figure: its baseline's window has no row.
        figure(SCHOOL, NOW, TOTAL, 120, 400),
    ]
    table = judged(*rows, plan=replace(RANDERS, printed=()))
    assert row_of(table, AREAS[1])[COLUMNS].isna().all()
    assert row_of(table, TOTAL)[COLUMNS].isna().all()
    assert row_of(table, AREAS[0], window=BEFORE)[COLUMNS].isna().all()  # the baseline itself


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, Evidence.ALMOST_SURELY_IMPROVED),
        (ALMOST_SURE, Evidence.ALMOST_SURELY_IMPROVED),
        (0.9749, Evidence.PROBABLY_IMPROVED),
        (PROBABLE, Evidence.PROBABLY_IMPROVED),
        (0.7999, Evidence.UNCERTAIN),
        (0.5, Evidence.UNCERTAIN),
        (0.2001, Evidence.UNCERTAIN),
        (0.2, Evidence.PROBABLY_WORSENED),
        (0.0251, Evidence.PROBABLY_WORSENED),
        (0.025, Evidence.ALMOST_SURELY_WORSENED),
        (0.0, Evidence.ALMOST_SURELY_WORSENED),
    ],
)
def test_each_word_begins_where_it_says(probability, word):
    evidence = ChangeEvidence(effect=0.1, effect_se=0.1, prior_sd=0.1, probability=probability)
    assert evidence.name_word(Decimal(1 if probability > 0.5 else -1)) is word


def test_a_direction_that_the_printed_figures_do_not_show_has_no_word():
    evidence = ChangeEvidence(effect=0.4, effect_se=0.1, prior_sd=0.3, probability=0.99)
    assert [evidence.name_word(change) for change in (Decimal(0), Decimal(-1), None)] == [Evidence.UNCERTAIN] * 3
