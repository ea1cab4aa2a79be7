"""How likely it is that a figure moved the wanted way since its baseline, made anew from the published effects.

Empirical Bayes: effects seen with known errors, true ones normal about no change. How much the true ones vary is found
by Paule & Mandel's equation (1982, J. Res. Nat. Bur. Stand. 87, 377-385) about 0, over the single areas' rows of the
indicator that this half-year or an earlier one shows first, with a few effects added that stand for what is taken for
granted. What is drawn towards no change is weighed by Efron & Morris (1975, J. Amer. Statist. Assoc. 70, 311-319).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import NormalDist

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.figures import MEAN, POOLED, Earlier, Figures, find_version, is_pooled
from hpanalysis.verify.remake.formulas.differences import NO_CORRELATION
from hpanalysis.verify.remake.formulas.limits import Range
from hpanalysis.verify.remake.natural_scale import compute_natural, is_printed_from, subtract_naturals

COLUMNS = ("effect", "effect_se", "prior_sd", "probability", "evidence")
# What is taken for granted of an indicator: so many effects of such a size, seen without error.
_ADDED, _ADDED_SIZE = 4, 0.05
_ALMOST_SURE, _PROBABLE = 0.975, 0.80
UNCERTAIN = "uvist"
# (improved, worsened)
ALMOST_SURELY = ("næsten sikkert forbedret", "næsten sikkert forværret")
PROBABLY = ("sandsynligvis forbedret", "sandsynligvis forværret")

Effect = tuple[float, float]  # an effect and its standard error, as published
Series = tuple[str, str, str]  # an indicator, what parts windows pooled or counted again from the others, the half-year


def name_series(row: Figure) -> Series:
    """What a row's prior is found for. Called for each row that has an effect. Windows counted again by a later version
    are a series of their own, as windows pooled are: else one change would count as two."""
    return row.key[0], POOLED if is_pooled(row) else find_version(row), row.cells["half_year"]


def find_prior_sd(effects: Sequence[Effect]) -> float:
    """How much true effects vary about none: the root of the variance at which the effects, each squared over its own
    variance and this, sum to their number. Called for each indicator and half-year. By Newton's steps from below on a
    sum that is convex in the variance, so that no step goes too far."""
    pairs = [(effect * effect, se * se) for effect, se in effects] + [(_ADDED_SIZE**2, 0.0)] * _ADDED
    # Where the added effects alone make the sum, the real ones can only add to it: the variance is at least this.
    variance = _ADDED * _ADDED_SIZE**2 / len(pairs)
    for _ in range(200):
        excess = math.fsum(square / (error + variance) for square, error in pairs) - len(pairs)
        slope = math.fsum(square / (error + variance) ** 2 for square, error in pairs)
        step = excess / slope
        variance += step
        if step <= 1e-15 * variance:
            break
    return math.sqrt(variance)


def compute_probability(good_effect: float, se: float, prior_sd: float) -> float:
    """The probability that a true effect is the good way, from the effect that was seen, turned so that positive is
    good. Called for each row that has one."""
    return NormalDist().cdf(good_effect / se * math.sqrt(prior_sd**2 / (prior_sd**2 + se**2)))


def word_probability(probability: str, good_change: Decimal | None) -> str:
    """The fixed word for a printed probability. Called for each row that has one. good_change: the printed change,
    turned so that positive is good; a direction that it does not show, or contradicts, is none that is spoken of."""
    improved = Decimal(probability)
    likely, way = (improved, 0) if improved > Decimal("0.5") else (1 - improved, 1)
    if good_change is None or good_change * (-1 if way else 1) <= 0:
        return UNCERTAIN
    if likely >= Decimal(str(_ALMOST_SURE)):
        return ALMOST_SURELY[way]
    return PROBABLY[way] if likely >= Decimal(str(_PROBABLE)) else UNCERTAIN


def list_wrong_effects(row: Figure, before: Earlier | None, correlations: Range, figures: Figures) -> Iterator[str]:
    """The columns of a row's effect that do not follow from its two figures. Called for each row. before: its baseline.
    correlations: those of the two that the printed interval of the change allows. Areas and their total have an effect
    where their change has an interval; without one, where persons followed have all stayed as they were."""
    cells, indicator = row.cells, figures.get_indicator(row)
    has_interval = figures.is_followed(row) and bool(cells["change_lo"])
    if not cells["effect"] or not cells["effect_se"]:
        must_be = has_interval and correlations == NO_CORRELATION and indicator.measure != MEAN
        if must_be or bool(cells["effect"]) != bool(cells["effect_se"]):
            yield "effect"
        return
    if not has_interval:
        yield "effect"
        return
    now, earlier = (
        None if one is None else compute_natural(one, indicator, figures.definitions.k)
        for one in (row, None if before is None else before.row)
    )
    # The persons of a baseline that only the plan prints are not published with the half-year.
    if now is None or earlier is None:
        return
    effect = subtract_naturals(now, earlier, correlations)
    if not is_printed_from(cells["effect"], effect.value):
        yield "effect"
    if not is_printed_from(cells["effect_se"], effect.se):
        yield "effect_se"


def find_prior_sds(figures: Figures) -> dict[Series, float]:
    """Series (indicator, kind of window and half-year) -> how much true effects vary. Called once for each package."""
    effects: dict[tuple[str, str], list[tuple[str, Effect]]] = {}
    for row in figures.rows.values():
        if row.cells["effect"] and row.cells["effect_se"] and figures.is_single_area(row):
            indicator_id, apart, half_year = name_series(row)
            effect = float(row.cells["effect"]), float(row.cells["effect_se"])
            effects.setdefault((indicator_id, apart), []).append((half_year, effect))
    wanted = {name_series(row) for row in figures.rows.values() if row.cells["effect"]}
    # What a half-year says does not move with later ones, so only what it and earlier ones show is asked.
    return {
        series: find_prior_sd([effect for half_year, effect in effects.get(series[:2], ()) if half_year <= series[2]])
        for series in wanted
    }


def list_wrong_columns(row: Figure, prior_sds: dict[Series, float], figures: Figures) -> Iterator[str]:
    """The columns of evidence of a row that do not follow from its published effect and those of its indicator. Called
    for each row; the effect itself is asked elsewhere. A row has all five columns or none."""
    cells = row.cells
    filled = [bool(cells[column]) for column in COLUMNS]
    if not all(filled):
        if any(filled):
            yield next(column for column, is_filled in zip(COLUMNS, filled, strict=True) if not is_filled)
        return
    prior_sd, printed = prior_sds[name_series(row)], float(cells["prior_sd"])
    if abs(printed - prior_sd) > 6e-6 * prior_sd:
        yield "prior_sd"
    sign, change = figures.get_judging(row).sign, cells["change"]
    probability = compute_probability(sign * float(cells["effect"]), float(cells["effect_se"]), printed)
    if abs(float(cells["probability"]) - probability) > 0.5e-4 + 1e-9:
        yield "probability"
    if cells["evidence"] != word_probability(cells["probability"], sign * Decimal(change) if change else None):
        yield "evidence"
