"""How small a true difference such a comparison would have found.

The power of a t test by the noncentral t distribution; the smallest difference found with a power is what Bloom (1995,
Evaluation Review 19, 547-556) calls the minimum detectable effect.
"""

from __future__ import annotations

import math

import scipy  # scipy.optimize is imported at its first use: it takes a quarter of a second
from scipy.special import nctdtr, stdtrit

POWER = 0.8  # the usual one (Cohen 1988, Statistical Power Analysis, 2.4), and the plan's for its figures


def compute_power_of_difference(true: float, standard_error: float, freedom: float, level: float) -> float:
    """The chance that a true difference is found, in its own direction, by a two-sided t test at a level; 0 to 1.

    Called for the sizes that a comparison has. true, standard_error: in one unit; freedom: degrees of freedom. Half the
    level where the true difference is 0. ValueError for a standard error that is not over 0 or a level not in (0, 1).
    """
    if not standard_error > 0 or not 0 < level < 1:
        raise ValueError("the standard error must be over 0, and the level between 0 and 1")
    critical = float(stdtrit(freedom, 1 - level / 2))
    return float(1 - nctdtr(freedom, abs(true) / standard_error, critical))


def find_smallest_difference(standard_error: float, freedom: float, level: float, power: float = POWER) -> float:
    """The true difference that is found with this power; over 0, in the unit of the standard error.

    Called for each comparison, so that "no difference" is read beside what could have been seen. ValueError as above,
    and for a power that is not between half the level and 1.
    """
    if not level / 2 < power < 1:
        raise ValueError("the power must lie between half the level and 1")
    missing = 1.0
    while compute_power_of_difference(missing, 1.0, freedom, level) < power:
        missing *= 2
    found = scipy.optimize.brentq(
        lambda true: compute_power_of_difference(true, 1.0, freedom, level) - power, 0, missing, xtol=1e-12
    )
    return float(found) * standard_error


def expect_standard_error(spread: float, participants: float, effective_others: float) -> float:
    """The standard error of a difference of changes that is to be expected: spread x sqrt(1/n + 1/m).

    Called before there are outcomes. spread: the standard deviation of a person's change that is left when what is
    adjusted for is known; participants, effective_others: persons. ValueError where a number of persons is not over 0.
    """
    if participants <= 0 or effective_others <= 0:
        raise ValueError("there must be persons on both sides")
    return spread * math.sqrt(1 / participants + 1 / effective_others)
