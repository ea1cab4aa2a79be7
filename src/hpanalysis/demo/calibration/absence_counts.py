"""Moves single days of absence until a school year gives the calibrated numbers exactly.

Arrays are by pupil and month, unless something else is said. Nobody is moved across the 10 percent of absence that the
second indicator counts, nor across the 15 percent that a third may count.
"""

from __future__ import annotations

import numpy as np


def calculate_bounds(
    possible: np.ndarray, high: np.ndarray, far_over: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """By pupil, the fewest and the most days of absence in the year that keep the pupil on its side of 10 percent, and
    of 15. Called once, before synthetic days of absence are moved. possible: school days, by pupil and month. high,
    far_over: by pupil, whether it is to be absent more than 10, and more than 15 percent of its school days; far_over
    is None where the plan does not ask."""
    days = possible.sum(1)
    edge, far_edge = days // 10, days * 15 // 100
    least, most = np.where(high, edge + 1, 0), np.where(high, days, edge)
    if far_over is None:
        return least, most
    return np.where(far_over, far_edge + 1, least), np.where(high & ~far_over, far_edge, most)


def _shift_days(
    absent: np.ndarray, possible: np.ndarray, change: int, rng: np.random.Generator, where: np.ndarray
) -> int:
    """Add days of absence to one pupil's months, or take them away if `change` is negative; returns the days moved.

    Called pupil by pupil while synthetic absence is fitted to the figures that the plan prints. absent, possible: the
    pupil's days of absence and school days, by month; `absent` is changed in place. where: by month, whether it may
    change. A month holds from 0 to all of its school days, so fewer days than asked for may be moved.
    """
    left = abs(change)
    for month in rng.permutation(np.flatnonzero(where)):
        room = possible[month] - absent[month] if change > 0 else absent[month]
        step = min(room, left)
        absent[month] += step if change > 0 else -step
        left -= step
        if left == 0:
            break
    return abs(change) - left


def adjust_shares(
    absent: np.ndarray, possible: np.ndarray, bounds: tuple[np.ndarray, np.ndarray], rng: np.random.Generator
) -> None:
    """Move days until every pupil is absent as many days of the year as its bounds allow. Called once, when the
    synthetic absence of the baseline school year has been drawn. absent, possible: days of absence and school days, by
    pupil and month; `absent` is changed in place. bounds: by pupil, the fewest and the most days
    (`calculate_bounds`)."""
    least, most = bounds
    total = absent.sum(1)
    everywhere = np.ones(absent.shape[1], bool)
    for pupil in np.flatnonzero((total < least) | (total > most)):
        wanted = least[pupil] if total[pupil] < least[pupil] else most[pupil]
        _shift_days(absent[pupil], possible[pupil], int(wanted - total[pupil]), rng, everywhere)


def adjust_total(
    absent: np.ndarray,
    possible: np.ndarray,
    *,
    bounds: tuple[np.ndarray, np.ndarray],
    here: np.ndarray,
    total: int,
    rng: np.random.Generator,
) -> None:
    """Move a day or two of many pupils until the days of absence in one region sum to `total`.

    Called for each region (area, or rest of the municipality) in the synthetic baseline school year, after
    `adjust_shares`. absent, possible: days of absence and school days, by pupil and month; `absent` is changed in
    place. bounds: by pupil, the fewest and the most days (`calculate_bounds`). here: by pupil and month, whether it
    lives in the region. Nobody crosses its bounds, so a total that is out of reach is only approached.
    """
    least, most = bounds
    pupils = np.flatnonzero(here.any(1))
    need = int(total) - int(absent[here].sum())
    while need:
        need_before = need
        most_each = max(1, abs(need) // max(len(pupils), 1))
        for pupil in rng.permutation(pupils):
            room = most[pupil] - absent[pupil].sum() if need > 0 else absent[pupil].sum() - least[pupil]
            step = min(int(room), most_each, abs(need))
            if step > 0:
                moved = _shift_days(absent[pupil], possible[pupil], step if need > 0 else -step, rng, here[pupil])
                need += -moved if need > 0 else moved
            if need == 0:
                return
        if need == need_before:
            return
