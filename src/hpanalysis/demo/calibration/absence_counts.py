"""Move single days of absence until a school year gives the calibrated numbers exactly."""

from __future__ import annotations

import numpy as np


def _calculate_bounds(possible: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most days a pupil may be absent and stay over (not over) 10 percent."""
    edge = possible.sum(1) // 10
    return np.where(high, edge + 1, 0), np.where(high, possible.sum(1), edge)


def _shift_days(
    absent: np.ndarray, possible: np.ndarray, change: int, rng: np.random.Generator, where: np.ndarray
) -> int:
    """Add (take) days in the months marked of one pupil, as far as they have room; returns the days moved."""
    left = abs(change)
    for month in rng.permutation(np.flatnonzero(where)):
        room = possible[month] - absent[month] if change > 0 else absent[month]
        step = min(room, left)
        absent[month] += step if change > 0 else -step
        left -= step
        if left == 0:
            break
    return abs(change) - left


def adjust_shares(absent: np.ndarray, possible: np.ndarray, high: np.ndarray, rng: np.random.Generator) -> None:
    """Those marked high get over 10 percent, the others not."""
    least, most = _calculate_bounds(possible, high)
    total = absent.sum(1)
    everywhere = np.ones(absent.shape[1], bool)
    for pupil in np.flatnonzero((total < least) | (total > most)):
        wanted = least[pupil] if total[pupil] < least[pupil] else most[pupil]
        _shift_days(absent[pupil], possible[pupil], int(wanted - total[pupil]), rng, everywhere)


def adjust_total(
    absent: np.ndarray,
    possible: np.ndarray,
    high: np.ndarray,
    region: np.ndarray,
    place: int,
    total: int,
    rng: np.random.Generator,
) -> None:
    """The days of a region sum to `total`, and nobody crosses 10 percent: a day or two of many pupils."""
    least, most = _calculate_bounds(possible, high)
    here = region == place
    pupils = np.flatnonzero(here.any(1))
    need = int(total) - int(absent[here].sum())
    while need:
        before = need
        most_each = max(1, abs(need) // max(len(pupils), 1))
        for pupil in rng.permutation(pupils):
            room = most[pupil] - absent[pupil].sum() if need > 0 else absent[pupil].sum() - least[pupil]
            step = min(int(room), most_each, abs(need))
            if step > 0:
                moved = _shift_days(absent[pupil], possible[pupil], step if need > 0 else -step, rng, here[pupil])
                need += -moved if need > 0 else moved
            if need == 0:
                return
        if need == before:
            return
