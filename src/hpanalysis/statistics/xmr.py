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
    """The rules for special variation, in the order in which one speaks for a point that meets several."""

    OUTSIDE = "outside the limits"
    TREND = "seven or more rising or falling"
    TWO_OF_THREE = "two of three near the same limit"
    SHIFT = "seven or more on one side of the mean"


@dataclass(frozen=True)
class Limits:
    """Centre and limits of a phase. trial: computed from fewer than 13 points."""

    centre: float
    lo: float
    hi: float
    trial: bool


@dataclass(frozen=True)
class Point:
    """A place in the series. value None: a gap. limits None: its phase has too few points for any.

    phase: 0, 1, ... signals: the rules it is part of, in their order, each with +1 where it says high or rising, -1
    where it says low or falling.
    """

    value: float | None
    limits: Limits | None
    phase: int
    signals: tuple[tuple[Rule, int], ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule, _ in self.signals)

    @property
    def direction(self) -> int:
        """That of the first rule, which speaks for the point; 0 where no rule is met."""
        return self.signals[0][1] if self.signals else 0


def _segments(values: Sequence[float | None], start: int, end: int) -> Iterator[range]:
    """The stretches of neighbouring points without a gap."""
    places = groupby(range(start, end), key=lambda place: values[place] is None)
    for gap, found in places:
        if not gap:
            stretch = list(found)
            yield range(stretch[0], stretch[-1] + 1)


def _limits(values: Sequence[float | None], segments: Sequence[range]) -> Limits | None:
    """Of a phase: over all its points; a range is taken between neighbours only. None without a single range."""
    shown = [values[place] for segment in segments for place in segment]
    ranges = [abs(values[b] - values[a]) for segment in segments for a, b in pairwise(segment)]
    if not ranges:
        return None
    centre, reach = fmean(shown), LIMIT * fmean(ranges)
    return Limits(centre, centre - reach, centre + reach, len(shown) < TRIAL_BELOW)


def _sign(difference: float, scale: float) -> int:
    """-1, 0 or 1; 0 for what is rounding only."""
    return 0 if abs(difference) <= _EXACT * max(abs(scale), _EXACT) else 1 if difference > 0 else -1


def _runs(signs: Sequence[int], least: int) -> Iterator[tuple[range, int]]:
    """Stretches of at least `least` equal signs that are not nought, with their sign."""
    place = 0
    for sign, found in groupby(signs):
        length = len(list(found))
        if sign and length >= least:
            yield range(place, place + length), sign
        place += length


def _two_of_three(sides: Sequence[int], near: Sequence[bool]) -> set[int]:
    """Points near a limit, at least two among three in a row that all lie on the same side of the mean."""
    found = set()
    for first in range(len(sides) - 2):
        window = range(first, first + 3)
        close = [place for place in window if near[place]]
        if abs(sum(sides[place] for place in window)) == 3 and len(close) >= 2:
            found.update(close)
    return found


def _signals(own: Sequence[float], limits: Limits) -> list[dict[Rule, int]]:
    """For each point of a segment: the rules it is part of, each with its direction, in the order of `Rule`."""
    sides = [_sign(value - limits.centre, limits.centre) for value in own]
    reach = limits.hi - limits.centre
    outside = [_sign(abs(value - limits.centre) - reach, limits.centre) > 0 for value in own]
    near = [_sign(abs(value - limits.centre) - NEAR_LIMIT * reach, limits.centre) > 0 for value in own]
    found: list[dict[Rule, int]] = [{} for _ in own]
    for place in (place for place, out in enumerate(outside) if out):
        found[place][Rule.OUTSIDE] = sides[place]
    steps = [_sign(b - a, limits.centre) for a, b in pairwise(own)]
    for run, sign in _runs(steps, RUN - 1):
        for place in range(run.start, run.stop + 1):
            found[place][Rule.TREND] = sign  # a point that ends one trend and begins the next speaks for the next
    close = [n and not out for n, out in zip(near, outside, strict=True)]
    for place in _two_of_three(sides, close):
        found[place][Rule.TWO_OF_THREE] = sides[place]
    for run, sign in _runs(sides, RUN):
        for place in run:
            found[place][Rule.SHIFT] = sign
    return found


def _phase(values: Sequence[float | None], start: int, end: int, phase: int) -> list[Point]:
    segments = list(_segments(values, start, end))
    limits = _limits(values, segments)
    signals: dict[int, dict[Rule, int]] = {}
    for segment in segments if limits else ():
        signals |= dict(zip(segment, _signals([values[place] for place in segment], limits), strict=True))
    told = (tuple(signals.get(place, {}).items()) for place in range(start, end))
    return [Point(value, limits, phase, met) for value, met in zip(values[start:end], told, strict=True)]


def compute_xmr_points(values: Sequence[float | None], rebase_at: Collection[int] = ()) -> list[Point]:
    """The series as points of a control chart, one a value, in the same order.

    values: at equal distances in time; None is a gap. rebase_at: positions that begin a new phase, whose limits are
    computed from its own points only; positions outside the series begin nothing.

    A gap belongs to no rule and ends every run: what was not seen may have been anything, so neighbours across it are
    no neighbours and give no moving range. A phase with no two neighbours (one point, for one) has no limits, and no
    rule is held against it. A point on the mean is on neither side and ends a run; so does a new phase.
    """
    starts = sorted({0} | {place for place in rebase_at if 0 < place < len(values)})
    ends = [*starts[1:], len(values)]
    phases = enumerate(zip(starts, ends, strict=True))
    return [point for phase, (start, end) in phases for point in _phase(values, start, end, phase)]


class Assurance(Enum):
    """A target line against the limits of the last phase (NHS England, Making Data Count)."""

    MET = "the whole band lies on the good side of the target"
    MISSED = "the whole band lies on the bad side"
    VARIES = "the target lies within the band: met and missed by chance"


def assess_target(limits: Limits, target: float, good_side: int) -> Assurance:
    """What the band of ordinary variation says of a target. good_side: +1 where values over the target are good.

    A target on a limit lies within the band.
    """
    near, far = (limits.lo, limits.hi) if good_side > 0 else (limits.hi, limits.lo)
    if good_side * (near - target) > 0:
        return Assurance.MET
    return Assurance.MISSED if good_side * (far - target) < 0 else Assurance.VARIES
