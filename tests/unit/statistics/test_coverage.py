"""How often the 95 % intervals hold the truth, by simulation with a fixed seed: run with -s to read the table.

Bounds are set on what was seen, with room for the seed (20,000 draws: a standard error of .0015 at .95). The mean over
a grid of truths is what Wilson's interval promises; the least tells where an interval should not be trusted.
"""

from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import pytest

from hpanalysis.statistics import (
    ClusteredShare,
    Mean,
    Rate,
    Share,
    compute_clustered_correlation,
    compute_difference_interval,
    compute_p_of_no_difference,
    compute_paired_correlation,
)

pytestmark = pytest.mark.slow

DRAWS = 20_000
SIZES = [5, 20, 100]
SHARES = [0.05, 0.1, 0.2, 0.35, 0.5]


def coverage(intervals: Iterable[tuple[float, float]], truth: float) -> float:
    return float(np.mean([low <= truth <= high for low, high in intervals]))


def over(truths: list[float], simulate: Callable[[float], float], title: str) -> tuple[float, float]:
    """Simulate at each truth, print a line, and give the mean and the least coverage."""
    found = [simulate(truth) for truth in truths]
    cells = "  ".join(f"{truth:g}: {one:.3f}" for truth, one in zip(truths, found, strict=True))
    print(f"\n{title:58} mean {np.mean(found):.3f}  least {min(found):.3f}   {cells}", end="")
    return float(np.mean(found)), min(found)


def seeded(*what: object) -> np.random.Generator:
    return np.random.default_rng([2026, *(round(1000 * float(one)) for one in what)])


@cache
def share_limits(numerator: int, size: int) -> tuple[float, float]:
    return Share(numerator, size).limits()


@cache
def change_limits(now: Share, before: Share, together: float) -> tuple[float, float]:
    return compute_difference_interval(now, before, together)


@pytest.mark.parametrize("size", SIZES)
def test_shares_cover_95_percent_on_the_average(size):
    def simulate(truth: float) -> float:
        return coverage((share_limits(int(k), size) for k in seeded(size, truth).binomial(size, truth, DRAWS)), truth)

    mean, least = over(SHARES, simulate, f"share, Wilson, n = {size}")
    assert 0.93 <= mean <= 0.975
    assert least >= 0.91


@pytest.mark.parametrize("size", SIZES)
def test_rates_cover_at_least_95_percent(size):
    """At an expected number of events of a fifth of n, of n, and of three times n."""

    @cache
    def limits(events: int) -> tuple[float, float]:
        return Rate(events).limits()

    def simulate(truth: float) -> float:
        return coverage((limits(int(k)) for k in seeded(size, truth).poisson(truth, DRAWS)), truth)

    mean, least = over([0.2 * size, size, 3 * size], simulate, f"rate, exact and Byar, about {size} events")
    assert 0.95 <= mean <= 0.99
    assert least >= 0.945


@pytest.mark.parametrize("size", SIZES)
def test_means_of_marks_cover_95_percent(size):
    """Marks on the Danish scale of seven steps, not normal: two truths with their own chances."""
    marks = np.array([-3, 0, 2, 4, 7, 10, 12])
    chances = {"middle": [0.01, 0.04, 0.15, 0.25, 0.3, 0.17, 0.08], "low": [0.1, 0.25, 0.3, 0.2, 0.1, 0.04, 0.01]}
    found = {}
    for name, chance in chances.items():
        drawn = seeded(size, len(name)).choice(marks, (DRAWS, size), p=chance)
        sums = zip(drawn.mean(axis=1), drawn.std(axis=1, ddof=1), strict=True)
        found[name] = coverage((Mean(mean, sd, size).limits() for mean, sd in sums), float(marks @ chance))
    print(f"\n{f'mean of marks, Student, n = {size}':58} {found}", end="")
    assert all(0.93 <= one <= 0.965 for one in found.values())


def clustered_shares(truth: float, persons: int, alike: float) -> Iterable[ClusteredShare]:
    """Persons with 1 to 12 months each and their own tendency; `alike` is the correlation of a person's months."""
    draw = seeded(truth, persons, alike)
    strength = (1 - alike) / alike
    tendency = draw.beta(truth * strength, (1 - truth) * strength, (DRAWS // 4, persons))
    months = draw.integers(1, 13, tendency.shape)
    inside = draw.binomial(months, tendency)
    sums = [inside, months, inside * inside, inside * months, months * months]
    for n, d, nn, nd, dd in zip(*(one.sum(axis=1).tolist() for one in sums), strict=True):
        yield ClusteredShare.of_sums(numerator=n, denominator=d, persons=persons, sum_nn=nn, sum_nd=nd, sum_dd=dd)


@pytest.mark.parametrize("alike", [0.05, 0.4, 0.8])
@pytest.mark.parametrize("persons", SIZES)
def test_clustered_shares_cover_where_months_taken_as_persons_do_not(persons, alike):
    def simulate(truth: float) -> float:
        return coverage((share.limits() for share in clustered_shares(truth, persons, alike)), truth)

    def naive(truth: float) -> float:
        drawn = clustered_shares(truth, persons, alike)
        return coverage((share_limits(share.numerator, share.denominator) for share in drawn), truth)

    title = f"clustered by person, months alike {alike}, n = {persons}"
    mean, least = over([0.1, 0.2, 0.35, 0.5], simulate, title)
    without, _ = over([0.1, 0.2, 0.35, 0.5], naive, "  the same, months taken as persons")
    assert 0.925 <= mean <= 0.99
    assert least >= 0.885  # a tenth of 20 strongly alike: some two persons make up the numerator
    assert without < 0.93
    assert alike < 0.4 or without < 0.75


@pytest.mark.parametrize("size", SIZES)
def test_differences_of_independent_shares_cover_95_percent(size):
    def simulate(truth: float) -> float:
        draw = seeded(size, truth)
        now, before = draw.binomial(size, min(1, truth + 0.1), DRAWS), draw.binomial(2 * size, truth, DRAWS)
        pairs = zip(now.tolist(), before.tolist(), strict=True)
        return coverage((change_limits(Share(a, size), Share(b, 2 * size), 0.0) for a, b in pairs), 0.1)

    mean, least = over(SHARES, simulate, f"difference, unpaired, n = {size} and {2 * size}")
    assert 0.93 <= mean <= 0.98
    assert least >= 0.92


def followed(truth: float, size: int) -> Iterable[tuple[Share, Share, tuple[int, int, int, int]]]:
    """Two windows with 80 % stayers, of whom four in five keep what they were; nothing changes in truth."""
    draw = seeded(truth, size)
    stayers = size * 4 // 5
    was = draw.random((DRAWS, stayers)) < truth
    keeps = draw.random(was.shape) < 0.8
    now_is = np.where(keeps, was, draw.random(was.shape) < truth)
    joined, left = (draw.binomial(size - stayers, truth, DRAWS).tolist() for _ in range(2))
    cells = [(now_is & was), (now_is & ~was), (~now_is & was), (~now_is & ~was)]
    for *four, new, gone in zip(*(one.sum(axis=1).tolist() for one in cells), joined, left, strict=True):
        yield Share(four[0] + four[1] + new, size), Share(four[0] + four[2] + gone, size), tuple(four)


@pytest.mark.parametrize("size", SIZES)
def test_changes_with_80_percent_stayers_need_the_paired_form(size):
    def paired(truth: float) -> float:
        drawn = followed(truth, size)
        return coverage(
            (change_limits(a, b, compute_paired_correlation(*four, size, size)) for a, b, four in drawn), 0.0
        )

    def unpaired(truth: float) -> float:
        return coverage((change_limits(a, b, 0.0) for a, b, _ in followed(truth, size)), 0.0)

    mean, least = over(SHARES, paired, f"change, paired, 80 % stayers, n = {size}")
    apart, _ = over(SHARES, unpaired, "  the same, unpaired")
    assert 0.945 <= mean <= 1.0
    assert least >= 0.94
    assert apart > 0.99
    assert mean < apart or size == 5
    assert size < 100 or mean < 0.975


def followed_months(truth: float, persons: int) -> Iterable[tuple[ClusteredShare, ClusteredShare, float]]:
    """Months in two windows, 80 % stayers with a lasting tendency; nothing changes in truth."""
    draw = seeded(truth, persons, 7)
    stayers = persons * 4 // 5
    for _ in range(DRAWS // 8):
        tendency = draw.beta(truth, 1 - truth, 2 * persons - stayers)  # months of a person correlate .5
        months = draw.integers(1, 13, (2, persons))
        who = [np.arange(persons), np.r_[np.arange(stayers), np.arange(persons, 2 * persons - stayers)]]
        inside = [draw.binomial(months[i], tendency[who[i]]) for i in (0, 1)]
        sums = [(n.sum(), d.sum(), persons, n @ n, n @ d, d @ d) for n, d in zip(inside, months, strict=True)]
        names = ("numerator", "denominator", "persons", "sum_nn", "sum_nd", "sum_dd")
        now, before = (ClusteredShare.of_sums(**dict(zip(names, map(int, one), strict=True))) for one in sums)
        (n, m), (d, e) = ([one[i][:stayers] for i in (0, 1)] for one in (inside, months))
        yield now, before, compute_clustered_correlation(now, before, n @ m, n @ e, d @ m, d @ e)


@pytest.mark.parametrize("persons", SIZES)
def test_changes_of_months_with_80_percent_stayers_need_the_correlation(persons):
    def paired(truth: float) -> float:
        return coverage((compute_difference_interval(*one) for one in followed_months(truth, persons)), 0.0)

    def unpaired(truth: float) -> float:
        return coverage((compute_difference_interval(a, b) for a, b, _ in followed_months(truth, persons)), 0.0)

    mean, least = over([0.1, 0.2, 0.35, 0.5], paired, f"change of months, paired, 80 % stayers, n = {persons}")
    apart, _ = over([0.1, 0.2, 0.35, 0.5], unpaired, "  the same, unpaired")
    assert 0.925 <= mean <= 0.99
    assert least >= 0.90
    assert apart > mean


def test_p_of_no_difference_is_uniform_enough_to_be_tested_against():
    """Under no difference p falls below each level about that often, and not more than half as often again."""
    draw = seeded(1)
    pairs = zip(draw.binomial(60, 0.3, DRAWS).tolist(), draw.binomial(80, 0.3, DRAWS).tolist(), strict=True)
    p = np.array([cached_p(a, b) for a, b in pairs])
    found = {level: float(np.mean(p < level)) for level in (0.2, 0.1, 0.05, 0.01)}
    print(f"\n{'p of no difference, 60 and 80 persons':58} {found}", end="")
    assert all(0.5 * level <= share <= 1.5 * level for level, share in found.items())


@cache
def cached_p(a: int, b: int) -> float:
    return compute_p_of_no_difference(Share(a, 60), Share(b, 80))
