"""Before and after of the same persons, and how much of the change is to be expected anyway.

Nothing here says what made the change: persons who were chosen because a value was bad lie nearer to the mean the next
time, whatever is done. `expect_change` says how much, by those who were not chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from hpanalysis.statistics.differences import compute_difference_interval
from hpanalysis.statistics.estimates import Interval, Share
from hpanalysis.statistics.matched.rows import AFTER, BEFORE, PERSON, Values, read_values
from hpanalysis.statistics.pairing import compute_paired_correlation

FEWEST_OTHERS = 3  # a line through two points fits them whatever they are


@dataclass(frozen=True)
class PairedChange:
    """A mean (for 0 and 1 a share) before and after, and the change with its interval, in the outcome's unit. n:
    persons with both values. limits is None where one person, or nobody, has both."""

    n: int
    before: float
    after: float
    limits: Interval | None

    @property
    def change(self) -> float:
        """After less before. Read for the sentence and the slope chart."""
        return self.after - self.before


def compute_paired_change(before: Values, after: Values, confidence: float = 0.95) -> PairedChange | None:
    """The mean change of persons with a value at both times, with the paired t interval; None where nobody has both.

    Called for an outcome that is a number. before, after: a value a person, in the same order; nan where missing.
    Student (1908), Biometrika 6, 1-25, is the paired t's source. Where all changed alike the interval is the change
    itself, which is an interval of no chance and not of certainty. ValueError for arrays that do not fit.
    """
    before, after = np.asarray(before, float), np.asarray(after, float)
    if before.shape != after.shape or before.ndim != 1:
        raise ValueError("before and after must hold a value each for the same persons")
    both = ~(np.isnan(before) | np.isnan(after))
    n = int(both.sum())
    if n == 0:
        return None
    means, changes = (float(before[both].mean()), float(after[both].mean())), (after - before)[both]
    if n == 1:
        return PairedChange(n, *means, None)
    reach = float(stdtrit(n - 1, (1 + confidence) / 2) * changes.std(ddof=1) / np.sqrt(n))
    return PairedChange(n, *means, (float(changes.mean()) - reach, float(changes.mean()) + reach))


def compute_paired_change_of_shares(
    both: int, only_before: int, only_after: int, neither: int, confidence: float = 0.95
) -> PairedChange | None:
    """The change of a share of the same persons, from the four counts; None for nobody.

    Called for an outcome that is 0 or 1, where the counts of who changed may be known. both: 1 at both times;
    only_before, only_after: at that time only. Newcombe (1998), Statist. Med. 17, 2635-2650, paired method 10.
    ValueError for a negative count.
    """
    n = both + only_before + only_after + neither
    if min(both, only_before, only_after, neither) < 0:
        raise ValueError("a count of persons is not negative")
    if n == 0:
        return None
    before, after = Share(both + only_before, n), Share(both + only_after, n)
    correlation = compute_paired_correlation(both, only_after, only_before, neither, n, n)
    return PairedChange(
        n, before.value, after.value, compute_difference_interval(after, before, correlation, confidence)
    )


def compute_unpaired_change_of_shares(before: int, after: int, n: int, confidence: float = 0.95) -> PairedChange | None:
    """The same from the two margins alone, as if they were of different persons; None for nobody.

    Called where the counts of who changed may not be shown, since the interval would give them away. before, after: how
    many were 1; n: persons with both values. It is the wider one wherever the two times go together, as they nearly
    always do in the same persons. Newcombe (1998), Statist. Med. 17, 873-890, method 10.
    """
    if n == 0:
        return None
    earlier, later = Share(before, n), Share(after, n)
    return PairedChange(n, earlier.value, later.value, compute_difference_interval(later, earlier, 0.0, confidence))


@dataclass(frozen=True)
class ExpectedChange:
    """What participants' change would be if they followed those who take no part, in the outcome's unit.

    after: the mean after that others have at the participants' value before; change: that less the participants' mean
    before; slope: by how much others' after rises with their before (1: no regression to the mean; 0: all of it);
    others: persons behind it.
    """

    after: float
    change: float
    slope: float
    others: int


def expect_change(participants_before: Values, others: pd.DataFrame) -> ExpectedChange | None:
    """How much of the participants' change is to be expected from regression to the mean and from what moved everybody.

    Called beside before and after, where participants were chosen for a bad value. The others' after is fitted to their
    before by a straight line, and read at the participants' mean before: Davis (1976), Amer. J. Epidemiol. 104,
    493-498, has it for a normal population; Barnett, van der Pols & Dobson (2005), Int. J. Epidemiol. 34, 215-220, the
    adjustment by a comparison group. others: rows with person, before and after; a person with several is weighted as
    one. None for fewer than three others with both values, where all of them are alike before, and without
    participants.
    """
    before, after = read_values(others, BEFORE), read_values(others, AFTER)
    both = ~(np.isnan(before) | np.isnan(after))
    start = np.asarray(participants_before, float)
    start = start[~np.isnan(start)]
    persons = others.loc[both, PERSON]
    if persons.nunique() < FEWEST_OTHERS or start.size == 0 or np.ptp(before[both]) == 0:
        return None
    weights = 1 / persons.groupby(persons).transform("size").to_numpy(float)
    x, y = before[both], after[both]
    mean_x, mean_y = np.average(x, weights=weights), np.average(y, weights=weights)
    slope = float((weights * (x - mean_x)) @ (y - mean_y) / ((weights * (x - mean_x)) @ (x - mean_x)))
    expected = float(mean_y + slope * (start.mean() - mean_x))
    return ExpectedChange(expected, expected - float(start.mean()), slope, int(persons.nunique()))
