"""How likely it is that a figure has moved the wanted way since its baseline: empirical Bayes over an indicator.

A test asks whether chance alone could make a change, and most areas are too small for its answer ever to be sure. This
asks which way the figure has moved, all things considered: how uncertain the change is, and how much the indicator's
figures change at all, in the areas and windows that are shown. True changes vary about no change, so a change is drawn
towards none and never towards that of the other areas: a plan in which nothing happens is not told a direction, and one
area's fall is not told from another's.

What is estimated over several rows uses the rows of the row's own half-year and earlier ones only, so that no published
probability moves when later half-years bring more windows. All is computed from the digits that are published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions.windows import POOLED, RECOUNTED, HalfYear, is_pooled, is_recounted
from hpanalysis.statistics import NaturalValue, compute_probability_above_zero, estimate_prior_sd
from hpanalysis.tables import ALMOST_SURE, PROBABLE, Evidence

# What is taken for granted of every indicator before its own changes are seen: as much as PRIOR_CHANGES changes of
# PRIOR_SIZE would tell, seen without error, on the natural scale (a rate that is 5 % lower, a share of 20 % that is now
# 19 or 21, a mark that is a twentieth higher). It is the floor of the prior: with 7 changes that chance alone explains,
# true changes still vary by 0.05 * sqrt(4 / 11) = 0.03. Without it they would vary by 0, and every probability be 50 %,
# also that of a change which every test tells from chance; and seven changes that happen to vary much, as in a plan's
# first year, would make the next ones look surer than they are. Both numbers were chosen by simulation, so that the
# words keep what they promise over plans that change and plans that do not: docs/calibration.md.
PRIOR_CHANGES = 4
PRIOR_SIZE = 0.05

Series = tuple[str, str]  # an indicator, and what parts windows pooled or counted again from the others


@dataclass(frozen=True, kw_only=True)
class ChangeEvidence:
    """What a change since the baseline tells of its direction. A part of `facts.Facts`, made by `weigh_changes`; the
    columns of the judged table are filled from it, and targets are judged by its probability."""

    effect: float  # the change on the natural scale: log odds ratio, log rate ratio, difference of means
    effect_se: float  # its standard error, over 0
    prior_sd: float  # how much the indicator's true changes vary about no change, on the same scale
    probability: float  # that the figure has moved the wanted way, 0 to 1, in the four decimals that are published

    def name_word(self, good_change: Decimal | None) -> Evidence:
        """The fixed word for the probability. Called when a row of the judged table is filled in. good_change: the
        change as printed, turned so that positive is the wanted way; a direction that the two printed figures do not
        show, or that they contradict, is none that may be spoken of."""
        if good_change is None or good_change * (1 if self.probability > 0.5 else -1) <= 0:
            return Evidence.UNCERTAIN
        if self.probability > 0.5:
            words = (Evidence.ALMOST_SURELY_IMPROVED, Evidence.PROBABLY_IMPROVED)
        else:
            words = (Evidence.ALMOST_SURELY_WORSENED, Evidence.PROBABLY_WORSENED)
        # Four decimals, as published: 1 - 0.8 is 0.19999999999999996 to a float, and 0.2 is PROBABLE too.
        likely = max(self.probability, round(1 - self.probability, 4))
        return words[0] if likely >= ALMOST_SURE else words[1] if likely >= PROBABLE else Evidence.UNCERTAIN


@dataclass(frozen=True, kw_only=True)
class WeighedRow:
    """A row of the judged table as `weigh_changes` needs it; made by `facts.Facts.make_weighed_row`."""

    indicator_id: str
    window: str
    half_year: str  # whose report shows the window first
    is_area: bool  # one of the plan's areas; their total is weighed, and nothing is estimated from it
    sign: int  # +1 where a high figure is good, else -1
    effect: NaturalValue | None  # None where the change has no interval


def _name_series(row: WeighedRow) -> Series:
    """What a row shares with those that its change is weighed by: its indicator, and whether their windows are pooled,
    counted again by a later version, or neither. Called for each row that is weighed. What is said of a year does not
    move because years are pooled too, and a change that is counted again over a break is not weighed as two."""
    if is_recounted(row.window):
        return row.indicator_id, RECOUNTED
    return row.indicator_id, POOLED if is_pooled(row.window) else ""


def _estimate_published_prior_sd(effects: Sequence[NaturalValue]) -> float:
    """How much true changes vary about none, as it is published: with six significant digits. Called for each series
    and half-year, with the changes of the areas up to then; where there are none it is `PRIOR_SIZE`."""
    values, ses = [effect.value for effect in effects], [effect.se for effect in effects]
    return float(f"{estimate_prior_sd(values, ses, PRIOR_CHANGES, PRIOR_SIZE):.6g}")


def _estimate_prior_sds(rows: Sequence[WeighedRow]) -> dict[tuple[Series, str], float]:
    """(series, half-year) -> how much true changes vary, from the areas' rows of that half-year and earlier ones.
    Called once for a judged table. Every half-year that a series has a change in has its own."""
    by_series: dict[Series, list[WeighedRow]] = {}
    for row in rows:
        if row.effect is not None:
            by_series.setdefault(_name_series(row), []).append(row)
    prior_sds = {}
    for series, own in by_series.items():
        for half_year in {row.half_year for row in own}:
            until = HalfYear.parse(half_year)
            # The total is the areas once more, so it would count each of them twice.
            effects = [
                row.effect
                for row in own
                if row.is_area and row.effect is not None and HalfYear.parse(row.half_year) <= until
            ]
            prior_sds[series, half_year] = _estimate_published_prior_sd(effects)
    return prior_sds


def weigh_changes(rows: Sequence[WeighedRow]) -> list[ChangeEvidence | None]:
    """For each row what its change tells of its direction; None where it has none to weigh. Called once for a judged
    table, between the tests and the verdicts, with all rows of its areas and their total. Rows of one indicator must
    all be there, for they are weighed by each other."""
    prior_sds = _estimate_prior_sds(rows)
    return [None if row.effect is None else _weigh_change(row, row.effect, prior_sds) for row in rows]


def _weigh_change(row: WeighedRow, effect: NaturalValue, prior_sds: dict[tuple[Series, str], float]) -> ChangeEvidence:
    """What one change tells of its direction. Called for each row with a change to weigh. prior_sds: of all series and
    half-years."""
    prior_sd = prior_sds[_name_series(row), row.half_year]
    probability = compute_probability_above_zero(row.sign * effect.value, effect.se, prior_sd)
    return ChangeEvidence(
        effect=effect.value, effect_se=effect.se, prior_sd=prior_sd, probability=round(probability, 4)
    )
