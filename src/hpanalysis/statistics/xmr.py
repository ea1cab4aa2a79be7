"""Individuals and moving range charts (XmR): is the series only noise, or does a rule say that something is special?

Limits: Shewhart's individuals chart as in Wheeler, Understanding Variation (SPC Press, 2nd ed. 2000, appendix on XmR
charts): the mean plus and minus 2.66 times the mean moving range. Rules: NHS England, Making Data Count, as
NHSRplotthedots applies them (R/ptd_calculate_point_type.R, version 0.2.2), without its screening of moving ranges:
every range counts, so a jump widens the limits and they err on the quiet side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise
from statistics import fmean

LIMIT = 2.66  # 3 / d2 for ranges of two values, d2 = 1.128, as tables print it
NEAR_LIMIT = 2 / 3  # of the way from the mean to a limit: two sigma
RUN = 7  # months on one side, or rising, or falling
TRIAL_BELOW = 13  # points in a phase, under which its limits are trial limits (NHSRplotthedots' warning threshold)

_EXACT = 1e-9  # differences under this part of the values are rounding, not variation


class Rule(Enum):
    """The rules for special variation, in the order in which one speaks for a point that meets several. Found by
    `_find_signals`; `judge.control` turns them into Danish."""

    OUTSIDE = "outside the limits"
    TREND = "seven or more rising or falling"
    TWO_OF_THREE = "two of three near the same limit"
    SHIFT = "seven or more on one side of the mean"


@dataclass(frozen=True)
class Limits:
    """The centre line of a phase and the two limits around it. Made by `_compute_limits` for each phase, cut and
    published by `judge.control`."""

    centre: float
    lo: float
    hi: float
    trial: bool  # whether they are computed from fewer than 13 points


@dataclass(frozen=True)
class Point:
    """A place in the series, against the limits of its phase; made by `compute_xmr_points`, read by `judge.control`."""

    value: float | None  # None: a gap
    limits: Limits | None  # None: its phase has no two neighbours, so there is no moving range
    phase: int  # 0, 1, ...
    # The rules it is part of, in the order of `Rule`; with each +1 where it says high or rising, -1 for low or falling.
    signals: tuple[tuple[Rule, int], ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the point is part of, without their direction; empty for a gap and for ordinary variation.
        Read by the tests alone; `judge` reads `signals`."""
        return tuple(rule for rule, _ in self.signals)

    @property
    def direction(self) -> int:
        """+1 or -1 as the first rule it is part of says high or low, rising or falling; 0 where no rule is met. Read by
        `judge.control`, which says whether the variation is wanted."""
        return self.signals[0][1] if self.signals else 0


@dataclass(frozen=True)
class _Stretch:
    """Neighbouring points without a gap: the place of the first of them in the series, and their values. Made by
    `_split_at_gaps` for one phase of a chart."""

    start: int
    values: list[float]


def _split_at_gaps(values: Sequence[float | None], start: int, end: int) -> list[_Stretch]:
    """The stretches of `values` without a gap (None) from position `start` to before `end`: of 4, 5, gap, 7 they are
    (4, 5) and (7). Called for each phase of a chart, because a gap ends runs and gives no moving range."""
    stretches: list[_Stretch] = []
    for place in range(start, end):
        value = values[place]
        if value is None:
            continue
        if stretches and stretches[-1].start + len(stretches[-1].values) == place:
            stretches[-1].values.append(value)
        else:
            stretches.append(_Stretch(place, [value]))
    return stretches


def _compute_limits(stretches: Sequence[_Stretch]) -> Limits | None:
    """The mean of a phase's points, the limits `LIMIT` mean ranges from it, and whether the points are too few for more
    than trial limits; a range is the step between neighbours. None without neighbours. Called for each phase of a
    control chart. stretches: its values, parted at its gaps."""
    shown = [value for stretch in stretches for value in stretch.values]
    ranges = [abs(later - earlier) for stretch in stretches for earlier, later in pairwise(stretch.values)]
    if not ranges:
        return None
    centre, reach = fmean(shown), LIMIT * fmean(ranges)
    return Limits(centre, centre - reach, centre + reach, len(shown) < TRIAL_BELOW)


def _get_sign(difference: float, scale: float) -> int:
    """-1, 0 or 1 as the difference is; 0 for what is rounding only. Called wherever a value is compared with the mean,
    a limit or its neighbour. scale: how large the values are."""
    return 0 if abs(difference) <= _EXACT * max(abs(scale), _EXACT) else 1 if difference > 0 else -1


def _find_runs(signs: Sequence[int], least: int) -> Iterator[tuple[range, int]]:
    """Runs of at least `least` equal signs: the places of each, and its sign; a run of noughts is none. Called for the
    rules on seven months rising or falling, and on seven months on one side of the mean."""
    place = 0
    for sign, group in groupby(signs):
        length = len(list(group))
        if sign and length >= least:
            yield range(place, place + length), sign
        place += length


def _find_two_of_three(sides: Sequence[int], near: Sequence[bool]) -> set[int]:
    """The places of points near a limit, at least two among three in a row that all lie on one side of the mean. Called
    for each stretch of a control chart without a gap. sides: +1, -1 or 0 for each point, above or below the mean or on
    it; near: whether it lies beyond two thirds of the way to a limit, and not outside it."""
    places = set()
    for first in range(len(sides) - 2):
        window = range(first, first + 3)
        close = [place for place in window if near[place]]
        if abs(sum(sides[place] for place in window)) == 3 and len(close) >= 2:
            places.update(close)
    return places


def _find_signals(values: Sequence[float], limits: Limits) -> list[dict[Rule, int]]:
    """For each point of a stretch: the rules it is part of, each with its direction (+1 high or rising, -1 low or
    falling), in the order of `Rule`, because the first rule speaks for the point. Called for each stretch of a chart
    without a gap. limits: those of its phase."""
    sides = [_get_sign(value - limits.centre, limits.centre) for value in values]
    reach = limits.hi - limits.centre
    outside = [_get_sign(abs(value - limits.centre) - reach, limits.centre) > 0 for value in values]
    near = [_get_sign(abs(value - limits.centre) - NEAR_LIMIT * reach, limits.centre) > 0 for value in values]
    signals: list[dict[Rule, int]] = [{} for _ in values]
    for place in (place for place, out in enumerate(outside) if out):
        signals[place][Rule.OUTSIDE] = sides[place]
    steps = [_get_sign(later - earlier, limits.centre) for earlier, later in pairwise(values)]
    # Seven points make six steps. A point that ends one trend and begins the next speaks for the next.
    for run, sign in _find_runs(steps, RUN - 1):
        for place in range(run.start, run.stop + 1):
            signals[place][Rule.TREND] = sign
    close = [n and not out for n, out in zip(near, outside, strict=True)]
    for place in _find_two_of_three(sides, close):
        signals[place][Rule.TWO_OF_THREE] = sides[place]
    for run, sign in _find_runs(sides, RUN):
        for place in run:
            signals[place][Rule.SHIFT] = sign
    return signals


def _make_phase(values: Sequence[float | None], start: int, end: int, phase: int) -> list[Point]:
    """The points of one phase of a chart, from place `start` to before `end`, against limits of their own. Called for
    each phase. values: the whole series, None for a gap; phase: its number, from 0."""
    stretches = _split_at_gaps(values, start, end)
    limits = _compute_limits(stretches)
    signals: dict[int, dict[Rule, int]] = {}
    if limits is not None:
        for stretch in stretches:
            signals |= dict(enumerate(_find_signals(stretch.values, limits), stretch.start))
    return [Point(values[place], limits, phase, tuple(signals.get(place, {}).items())) for place in range(start, end)]


def compute_xmr_points(values: Sequence[float | None], rebase_at: Collection[int] = ()) -> list[Point]:
    """The series as points of a control chart, one a value, in the same order.

    Called once for each chart. values: in the unit, not rounded, at equal distances in time; None is a gap. rebase_at:
    positions that begin a new phase, whose limits are computed from its own points only; positions outside the series
    begin nothing.

    A gap belongs to no rule and ends every run: what was not seen may have been anything, so neighbours across it are
    no neighbours and give no moving range. A phase with no two neighbours (one point, for one) has no limits, and its
    points meet no rule. A point on the mean is on neither side and ends a run; so does a new phase.
    """
    starts = sorted({0} | {place for place in rebase_at if 0 < place < len(values)})
    ends = [*starts[1:], len(values)]
    phases = enumerate(zip(starts, ends, strict=True))
    return [point for phase, (start, end) in phases for point in _make_phase(values, start, end, phase)]


class Assurance(Enum):
    """What `assess_target` says of a target line against the limits of a phase (NHS England, Making Data Count)."""

    MET = "the whole band lies on the good side of the target"
    MISSED = "the whole band lies on the bad side"
    VARIES = "the target lies within the band: met and missed by chance"


def assess_target(limits: Limits, target: float, good_side: int) -> Assurance:
    """What the band of ordinary variation between the limits says of a target, in the unit of the values.

    Called for each month of a chart whose target is a number. good_side: +1 where values over the target are good, else
    -1. A band of 20 to 30 meets a target of 18 where high is good, and misses it where low is good. A target on a limit
    lies within the band.
    """
    near, far = (limits.lo, limits.hi) if good_side > 0 else (limits.hi, limits.lo)
    if good_side * (near - target) > 0:
        return Assurance.MET
    return Assurance.MISSED if good_side * (far - target) < 0 else Assurance.VARIES
