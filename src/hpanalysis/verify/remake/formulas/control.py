"""The control charts of maanedstal.csv, made anew from the months' values: limits, and the rules they meet.

Wheeler, Understanding Variation (2nd ed. 2000): the mean, and 2.66 times the mean range between neighbours on both
sides. The values are printed with one decimal more than the figures, and limits and rules were made before they were
rounded; so limits may differ by what rounding hides, and of the rules it is known which a month must meet, and which it
may meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean

_TIMES = 2.66  # as tables print 3 / 1.128
_TRIAL_BELOW = 13  # months in a phase
_NEAR = 2 / 3  # of the way to a limit
_RUN = 7  # months on one side, rising or falling

# The rules in their order, each with its words for high or rising, and for low or falling.
OUTSIDE, TREND, NEAR, SHIFT = range(4)
WORDS = {
    (OUTSIDE, 1): "over øvre grænse",
    (OUTSIDE, -1): "under nedre grænse",
    (TREND, 1): "syv eller flere stigende i træk",
    (TREND, -1): "syv eller flere faldende i træk",
    (NEAR, 1): "to af tre tæt på øvre grænse",
    (NEAR, -1): "to af tre tæt på nedre grænse",
    (SHIFT, 1): "syv eller flere i træk over gennemsnittet",
    (SHIFT, -1): "syv eller flere i træk under gennemsnittet",
}

Signals = set[tuple[int, int]]  # rules, each with its direction


@dataclass(frozen=True)
class Phase:
    """The months of a chart between two of its restarts: values in stretches without a gap, and how far each may lie
    from what it was before it was rounded. Made for each phase of each chart."""

    stretches: tuple[tuple[float, ...], ...]
    half: float  # half of the last printed decimal

    @property
    def values(self) -> list[float]:
        """All values of the phase. Read for the mean, and to see whether its limits are trial limits."""
        return [value for stretch in self.stretches for value in stretch]

    @property
    def reach(self) -> float | None:
        """How far the limits lie from the mean; None where no two months are neighbours. Read for limits and rules."""
        ranges = [abs(later - earlier) for stretch in self.stretches for earlier, later in pairwise(stretch)]
        return _TIMES * fmean(ranges) if ranges else None

    @property
    def reach_slack(self) -> float:
        """How far the reach may be from that of the values before they were rounded: each range by two halves. Read
        wherever a limit is compared."""
        return 2 * self.half * _TIMES

    @property
    def is_trial(self) -> bool:
        """Whether the limits are trial limits, because the months are few. Read for the column of that name."""
        return len(self.values) < _TRIAL_BELOW


@dataclass(frozen=True)
class _Comparison:
    """How values are compared: strictly, so that only what must be is so, or leniently, so that all that may be is.
    Made twice for each phase."""

    slack: float  # half of the last decimal, negative to be lenient
    reach_slack: float

    def is_beyond(self, distance: float, times: int = 1) -> bool:
        """Whether a distance of rounded values is over 0. Asked of sides and of steps. times: how many rounded numbers
        it is made of."""
        return distance > times * self.slack

    def is_beyond_limit(self, distance: float, part: float = 1) -> bool:
        """Whether the distance of a value from a limit is over 0, or from a part of the way to it. Asked of each
        value."""
        return distance > 2 * self.slack + part * self.reach_slack


def _find_runs(flags: Sequence[bool], least: int) -> Iterator[range]:
    """The places of each run of at least so many in a row that are true. Called for months on one side, and for steps
    that rise or fall."""
    place = 0
    for flag, group in groupby(flags):
        length = len(list(group))
        if flag and length >= least:
            yield range(place, place + length)
        place += length


def _find_signals_one_way(
    values: Sequence[float], centre: float, reach: float, way: int, own: _Comparison, opposite: _Comparison
) -> list[set[int]]:
    """For each value of a stretch the rules that it meets upwards (way 1) or downwards (-1). Called for each stretch,
    way and kind of comparison. opposite: the other comparison, for what a value must not be."""
    distances = [way * (value - centre) for value in values]
    sides = [own.is_beyond(distance, 2) for distance in distances]
    outside = [own.is_beyond_limit(distance - reach) for distance in distances]
    near = [
        own.is_beyond_limit(distance - reach * _NEAR, _NEAR) and not opposite.is_beyond_limit(distance - reach)
        for distance in distances
    ]
    signals: list[set[int]] = [{OUTSIDE} if out else set() for out in outside]
    steps = [own.is_beyond(way * (later - earlier), 2) for earlier, later in pairwise(values)]
    for run in _find_runs(steps, _RUN - 1):
        for place in (*run, run.stop):
            signals[place].add(TREND)
    for first in range(len(values) - 2):
        window = range(first, first + 3)
        if all(sides[place] for place in window) and sum(near[place] for place in window) >= 2:
            for place in window:
                signals[place] |= {NEAR} if near[place] else set()
    for run in _find_runs(sides, _RUN):
        for place in run:
            signals[place].add(SHIFT)
    return signals


def find_signals(phase: Phase, reach: float, reach_slack: float) -> tuple[list[Signals], list[Signals]]:
    """For each value of a phase, in order: the rules that it must meet, and those that it may meet. Called for each
    phase that has limits. reach: how far they lie from the mean; reach_slack: how far off that may be."""
    centre = fmean(phase.values)
    strict = _Comparison(phase.half + 1e-9, reach_slack)
    lenient = _Comparison(-phase.half - 1e-9, -reach_slack)
    must: list[Signals] = []
    may: list[Signals] = []
    for stretch in phase.stretches:
        found = {
            (way, kind): _find_signals_one_way(stretch, centre, reach, way, own, other)
            for way in (1, -1)
            for kind, own, other in (("must", strict, lenient), ("may", lenient, strict))
        }
        for place in range(len(stretch)):
            may.append({(rule, way) for way in (1, -1) for rule in found[way, "may"][place]})
            # A month that ends one trend and begins the next speaks for the next alone.
            turns = TREND in found[1, "may"][place] and TREND in found[-1, "may"][place]
            must.append(
                {(rule, way) for way in (1, -1) for rule in found[way, "must"][place] if not (rule == TREND and turns)}
            )
    return must, may


def cut(limit: float, top: float) -> float:
    """A limit cut at what a value can be: not under 0, and not over 100 per cent. Called for each limit. top: infinite
    where there is none."""
    return min(top, max(0.0, limit))
