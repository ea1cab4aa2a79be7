"""Holds the shares on benefits to the straight line of a course: how often spells begin follows from what is wanted.

Most spells are long, so that a share follows the spells that begin with a long delay. Where a course is chosen, it must
be known what is true, so the spells that begin are as many as bring the share to its line.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from hpanalysis.demo.registers.benefits import ABSENT, ENDS, KONT, KONT_KEY, OTHERS, OUT_KEY, OUTSIDE, Spells
from hpanalysis.demo.town.life import Life

# Of how far a region is from its line by chance, the part that is gone a month later. With 1 an area would have no
# chance of its own, and its figures would lie closer to the line than those of real persons do.
_RETURNS = 0.05
_MOST = 10.0  # how many times as often as usual spells may begin, where a region has few persons


def _expect_share(life: Life, key: str, day: date) -> np.ndarray | None:
    """The share of an indicator (key) that lies on the line on a day, by region; None up to the end of the baseline's
    window, or where no baseline is delivered. Called for each month that is held to the line."""
    figure = life.figures.get((key, ""))
    if figure is None or figure.denominators is None:
        return None
    levels = np.array(figure.numerators) / np.maximum(figure.denominators, 1)
    return levels * life.trends.at(key, day, np.arange(life.regions), levels)


def _list_lines(life: Life, day: date) -> list[tuple[np.ndarray, np.ndarray]]:
    """The groups of benefit codes that are held to a line, each with its share by region on a day: kontanthjælp, and
    the others outside the labour market; the one alone where the plan follows no other. Called for each month."""
    outside, kont = (_expect_share(life, key, day) for key in (OUT_KEY, KONT_KEY))
    if outside is None:
        return [] if kont is None else [(KONT, kont)]
    return [(OUTSIDE, outside)] if kont is None else [(KONT, kont), (OTHERS, np.maximum(outside - kont, 0))]


def hold_to_line(spells: Spells, entry: np.ndarray, who: np.ndarray, column: int) -> np.ndarray:
    """How often a spell of each code begins for each adult in a month, such that each region's shares come to their
    line. Called for each month of a course that is chosen; up to the end of the baseline's window nothing is changed.

    spells: filled in up to the month before, and for those who came in the month. entry: by adult and code, the chance
    that a spell begins where a share stays as it is. who: the adults, as indices of `spells.adults`. column: the
    month's place. Of what a region lies off its line by chance, one part in twenty is to go in the month.
    """
    life = spells.life
    days = [life.timeline.first_day(int(spells.months[c])) for c in (column - 1, column)]
    lines = zip(*(_list_lines(life, day) for day in days), strict=True)
    before, region = spells.state[who, column - 1], spells.region[who, column]
    known = np.maximum(np.bincount(region, minlength=life.regions), 1)  # who had a code in the month before
    is_inside = ~np.isin(before, OUTSIDE)
    came = np.flatnonzero((spells.state[:, column] != ABSENT) & (spells.state[:, column - 1] == ABSENT))
    size = np.bincount(np.concatenate([region, spells.region[came, column]]), minlength=life.regions)
    entry = entry.copy()
    for (codes, wanted_before), (_, wanted) in lines:
        share_before = np.bincount(region, np.isin(before, codes), life.regions) / known
        stays = np.bincount(region, np.isin(before, codes) * (1 - ENDS[before]), life.regions)
        stays += np.bincount(spells.region[came, column], np.isin(spells.state[came, column], codes), life.regions)
        begins = np.bincount(region[is_inside], entry[is_inside][:, codes].sum(1), life.regions)
        goal = (wanted + (share_before - wanted_before) * (1 - _RETURNS)) * size
        factor = np.clip((goal - stays) / np.maximum(begins, 1e-9), 0, _MOST)
        entry[:, codes] *= factor[region][:, None]
    return entry
