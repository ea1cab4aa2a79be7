"""Plans drawn from a known truth, to see how often the words for a direction (`judge.evidence`) are true.

A plan is seven areas of the sizes of Randers' and their total, twelve indicators of all five kinds of measure, a
baseline and five yearly windows. Every figure is drawn person by person or event by event; the standard errors, the
prior, the probabilities and the words are those of the program. In one indicator most persons stay and keep their
state, and are followed as the program follows them. Cells that the primary rule would hide are left out.

The true course of an area on the natural scale is a random walk of a yearly step that gives the declared spread at the
plan's end, on top of a straight line to the declared shift, which all areas share.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from hpanalysis.judge.evidence import ChangeEvidence, WeighedRow, weigh_changes
from hpanalysis.statistics import (
    ClusteredShare,
    Estimate,
    Mean,
    NaturalValue,
    Rate,
    Share,
    compute_natural_difference,
    compute_paired_correlation,
)
from hpanalysis.tables import Evidence

YEARS = 5
K = 5
# Residents and dwellings of the seven areas (params/plan/areas.csv).
RESIDENTS = np.array([1270, 1378, 814, 976, 864, 850, 663])
DWELLINGS = np.array([554, 759, 344, 729, 593, 648, 534])
CHILDREN = np.array([362, 330, 270, 112, 128, 96, 60])
ANNUAL = tuple(f"{2026 + year}H1" for year in range(YEARS))


@dataclass(frozen=True, kw_only=True)
class Series:
    """An indicator of a simulated plan."""

    name: str
    kind: str  # share, followed (a share whose persons stay), days, months, rate, count, mean
    level: float  # in all areas, at the baseline
    sizes: np.ndarray  # persons, dwellings or single values behind a window, by area
    sign: int  # +1 where a high figure is good
    decimals: int = 1
    scale: int = 100


SERIES = (
    Series(name="sprog", kind="share", level=0.47, sizes=CHILDREN // 9, sign=-1),
    Series(name="fravaer_over_10", kind="followed", level=0.33, sizes=CHILDREN * 6 // 10, sign=-1),
    Series(name="ungdomsskole", kind="share", level=0.21, sizes=CHILDREN * 3 // 10, sign=1, decimals=0),
    Series(name="uddannelse", kind="share", level=0.77, sizes=CHILDREN // 18 + 6, sign=1),
    Series(name="moedre", kind="share", level=0.10, sizes=RESIDENTS // 9, sign=-1),
    Series(name="grundskole", kind="share", level=0.25, sizes=RESIDENTS // 5, sign=-1),
    Series(name="fravaer", kind="days", level=0.10, sizes=CHILDREN * 6 // 10, sign=-1),
    Series(name="kontanthjaelp", kind="months", level=0.08, sizes=RESIDENTS * 6 // 10, sign=-1),
    Series(name="uden_for", kind="months", level=0.36, sizes=RESIDENTS * 6 // 10, sign=-1),
    Series(name="fraflytning", kind="rate", level=0.14, sizes=DWELLINGS, sign=-1),
    Series(name="udsaettelser", kind="count", level=6.0, sizes=np.ones(7, dtype=int), sign=-1, decimals=0, scale=1),
    Series(name="karakter", kind="mean", level=5.6, sizes=CHILDREN // 14 + 4, sign=1, scale=1),
)
MARKS_SPREAD = 2.6
# A difference of log odds in standard deviations (Hasselblad & Hedges 1995), so that marks move as much as shares do.
LOG_ODDS_IN_SPREADS = math.sqrt(3) / math.pi
STAY, KEEP = 0.8, 0.875  # of a year's persons who stay until the next, and of those who keep what decides their state


@dataclass(frozen=True)
class Told:
    """A figure whose direction was weighed: the row and its evidence, and what is true."""

    series: str
    is_total: bool
    year: int  # 1 for the first window after the baseline
    truth: float  # the true change on the natural scale, turned so that positive is the wanted way; 0: none
    effect: NaturalValue
    evidence: ChangeEvidence
    word: Evidence

    @property
    def is_true(self) -> bool:
        """Whether the direction that is more likely is the true one; where nothing has changed none is."""
        return self.truth * (self.evidence.probability - 0.5) > 0


def draw_courses(rng: np.random.Generator, spread: float, shift: float) -> np.ndarray:
    """The true change of each area (rows) in the baseline's and each later year (columns), turned to the wanted way."""
    steps = rng.normal(shift / YEARS, spread / math.sqrt(YEARS), (7, YEARS))
    return np.concatenate([np.zeros((7, 1)), np.cumsum(steps, axis=1)], axis=1)


def _shares_at(level: float, courses: np.ndarray) -> np.ndarray:
    odds = level / (1 - level) * np.exp(courses)
    return odds / (1 + odds)


def _draw_states(rng, series: Series, level: np.ndarray) -> list[list[np.ndarray]]:
    """By area and year the state of each place in the group; `followed` keeps most persons, and most of their luck."""
    states = []
    for area, size in enumerate(series.sizes):
        luck = rng.random(size)
        person = np.arange(size)
        own = []
        for year in range(YEARS + 1):
            if year:
                stays = rng.random(size) < STAY
                luck = np.where(stays & (rng.random(size) < KEEP), luck, rng.random(size))
                person = np.where(stays, person, -1)
            own.append((luck < level[area, year], person.copy()))
        states.append(own)
    return states


def _follow(now, before) -> tuple[int, int, int, int]:
    stays = now[1] >= 0
    a, b = now[0][stays], before[0][stays]
    return int((a & b).sum()), int((a & ~b).sum()), int((~a & b).sum()), int((~a & ~b).sum())


def _draw_followed(rng, series: Series, courses: np.ndarray) -> tuple[list, list]:
    """Estimates by place (the areas, then the total) and year, and the correlation of each with its baseline."""
    states = _draw_states(rng, series, _shares_at(series.level, courses))
    counts = np.array([[int(state.sum()) for state, _ in own] for own in states])
    links = np.array([[_follow(own[year], own[0]) for year in range(YEARS + 1)] for own in states])
    counts = np.vstack([counts, counts.sum(axis=0)])
    links = np.concatenate([links, links.sum(axis=0, keepdims=True)])
    sizes = [*map(int, series.sizes), int(series.sizes.sum())]
    estimates = [[Share(int(x), n) for x in row] for row, n in zip(counts, sizes, strict=True)]
    correlations = [
        [compute_paired_correlation(*map(int, link), n, n) for link in row] for row, n in zip(links, sizes, strict=True)
    ]
    return estimates, correlations


def _draw_clustered(rng, series: Series, courses: np.ndarray) -> list[list[ClusteredShare]]:
    """Days of 200 (spread moderately over pupils) or months of 12 (most have all or none), by place and year."""
    each, width = (200, 8.0) if series.kind == "days" else (12, 0.3)
    level = _shares_at(series.level, courses)
    sums = np.zeros((8, YEARS + 1, 3))
    for area, size in enumerate(series.sizes):
        for year in range(YEARS + 1):
            p = level[area, year]
            own = rng.binomial(each, rng.beta(p * width, (1 - p) * width, size)).astype(float)
            sums[area, year] = own.sum(), (own**2).sum(), size
    sums[7] = sums[:7].sum(axis=0)
    return [
        [
            ClusteredShare.of_sums(
                numerator=x,
                denominator=n * each,
                persons=int(n),
                sum_nn=xx,
                sum_nd=x * each,
                sum_dd=n * each**2,
            )
            for x, xx, n in row
        ]
        for row in sums
    ]


def _draw_independent(rng, series: Series, courses: np.ndarray) -> list[list[Estimate]]:
    """Shares, rates and counts of other persons in each year, by place and year."""
    sizes = series.sizes[:, None]
    if series.kind == "share":
        counts = rng.binomial(sizes, _shares_at(series.level, courses))
    else:
        # Areas differ by far in their evictions: most have one or two, one has nine.
        weights = np.array([0.4, 2.2, 0.4, 1.2, 1.0, 0.6, 1.2])[:, None] if series.kind == "count" else 1.0
        counts = rng.poisson(sizes * series.level * weights * np.exp(courses))
    counts, totals = np.vstack([counts, counts.sum(axis=0)]), [*map(int, series.sizes), int(series.sizes.sum())]
    if series.kind == "count":
        return [[Rate(int(x)) for x in row] for row in counts]
    make = Share if series.kind == "share" else Rate
    return [[make(int(x), n) for x in row] for row, n in zip(counts, totals, strict=True)]


def _draw_marks(rng, series: Series, courses: np.ndarray) -> list[list[Mean]]:
    """Means of marks with their spread, by place and year."""
    levels = series.level + LOG_ODDS_IN_SPREADS * MARKS_SPREAD * courses
    marks = [
        [rng.normal(level, MARKS_SPREAD, size) for level in own] for own, size in zip(levels, series.sizes, strict=True)
    ]
    marks.append([np.concatenate([own[year] for own in marks]) for year in range(YEARS + 1)])
    return [[Mean(float(m.mean()), float(m.std(ddof=1)), m.size) for m in own] for own in marks]


def _draw_estimates(rng, series: Series, courses: np.ndarray) -> tuple[list[list[Estimate]], list | None]:
    if series.kind == "followed":
        return _draw_followed(rng, series, courses)
    if series.kind in ("days", "months"):
        return _draw_clustered(rng, series, courses), None
    if series.kind == "mean":
        return _draw_marks(rng, series, courses), None
    return _draw_independent(rng, series, courses), None


def _is_shown(estimate: Estimate) -> bool:
    """Whether the primary rule would show it, persons being counted; clustered shares and means are of many."""
    if not isinstance(estimate, Share):
        return True
    inside, outside = estimate.numerator, estimate.denominator - estimate.numerator
    return estimate.denominator >= 2 * K and not (0 < inside < K or 0 < outside < K)


def _true_total(series: Series, courses: np.ndarray) -> np.ndarray:
    """The true change of the total in each year: of its expected level, on the natural scale."""
    if series.kind == "mean":
        return LOG_ODDS_IN_SPREADS * MARKS_SPREAD * (series.sizes @ courses) / series.sizes.sum()
    if series.kind in ("rate", "count"):
        weights = series.sizes if series.kind == "rate" else np.array([0.4, 2.2, 0.4, 1.2, 1.0, 0.6, 1.2])
        return np.log(weights @ np.exp(courses) / weights.sum())
    level = series.sizes @ _shares_at(series.level, courses) / series.sizes.sum()
    return np.log(level / (1 - level)) - math.log(series.level / (1 - series.level))


def _round(value: float, decimals: int) -> Decimal:
    return Decimal(f"{value:.{decimals}f}")


def tell_plan(rng: np.random.Generator, spread: float, shift: float) -> Iterator[Told]:
    """All that is told of the directions in one simulated plan, each figure as the half-year first shows it."""
    for series in SERIES:
        courses = series.sign * draw_courses(rng, spread, shift)
        estimates, correlations = _draw_estimates(rng, series, courses)
        size = LOG_ODDS_IN_SPREADS * MARKS_SPREAD if series.kind == "mean" else 1.0
        # Rounded, because the logarithms of a total of which nothing has changed leave a trace of either sign.
        truths = np.round(np.vstack([size * courses, _true_total(series, courses)]) * series.sign, 12)
        rows, about = [], []
        for place, own in enumerate(estimates):
            for year in range(1, YEARS + 1):
                if not (_is_shown(own[year]) and _is_shown(own[0])):
                    continue
                rho = correlations[place][year] if correlations else 0.0
                effect = compute_natural_difference(own[year], own[0], rho)
                if effect is None:
                    continue
                effect = NaturalValue(float(f"{effect.value:.6g}"), float(f"{effect.se:.6g}"))
                rows.append(
                    WeighedRow(
                        indicator_id=series.name,
                        window=str(2024 + year),
                        half_year=ANNUAL[year - 1],
                        is_area=place < 7,
                        sign=series.sign,
                        effect=effect,
                    )
                )
                values = [_round(series.scale * own[y].value, series.decimals) for y in (year, 0)]
                about.append((place == 7, year, float(truths[place, year]), effect, values[0] - values[1]))
        for evidence, (is_total, year, truth, effect, change) in zip(weigh_changes(rows), about, strict=True):
            assert evidence is not None
            word = evidence.name_word(series.sign * change)
            yield Told(series.name, is_total, year, truth, effect, evidence, word)
