"""A chance of error spent over many looks at one figure, so that looking often does not make chance look like change.

A figure that is tested at p <= .05 once is called changed by chance once in twenty. Tested at each half-year of a plan,
the chance that it is ever called so is several times that (Armitage, McPherson & Rowe 1969, J. R. Statist. Soc. A 132,
235-244). Lan & DeMets (1983, Biometrika 70, 659-663) fix the chance over all looks and spend it little by little, by a
function of how much of the time has passed, so that nobody need know beforehand how many looks there will be. Time is
the calendar's and not the number of persons seen (Lan & DeMets 1989, Statist. Med. 8, 1191-1198).
"""

from __future__ import annotations

import math


def compute_spent(chance: float, passed: float) -> float:
    """How much of a chance of error may be spent when a share `passed` of the time has passed, 0 to 1 (more counts as
    1): the Pocock-like function of Lan & DeMets (1983), chance x ln(1 + (e - 1) x passed). It spends nearly evenly, so
    that a change can be told at the first look as well as at the last. Called for each look. Of .05, half the time
    spends .0310."""
    if not 0 < chance < 1 or passed < 0:
        raise ValueError("a chance lies between 0 and 1, and time passes forwards")
    return chance * math.log(1 + (math.e - 1) * min(1.0, passed))


def compute_look_level(chance: float, passed: float, passed_before: float, tests: int = 1) -> float:
    """The level at which a look is tested (two-sided p at most this), so that all looks together err with `chance`.

    Called for each test of a change. passed, passed_before: the share of the time that has passed at this look, and at
    the figure's last one (0 without one). tests: how many tests of the figure this look has, which share it evenly.

    1 less the level is the chance of no error so far over that at the look before. The product of such terms is the
    chance of no error over independent looks. Looks that share a baseline, persons or months are not independent, and
    then it is no smaller (Sidak 1967, J. Amer. Statist. Assoc. 62, 626-633, for normal variables however correlated).
    A level of 0 is left where all is spent, or where no time has passed since the look before.
    """
    kept, kept_before = 1 - compute_spent(chance, passed), 1 - compute_spent(chance, min(passed, passed_before))
    return 1 - (kept / kept_before) ** (1 / tests)
