"""The primary rule: which cells are small in themselves.

A cell is hidden if a number of distinct persons behind it is small: the numerator or the complement is under k but
not 0, or the group is under 2k (in it 0 % and 100 % speak of each member). k is the plan's, with its source.
Sources: the thresholds for Statistics Denmark's research machines (fewer than 5 are hidden); Hundepool et al.,
Statistical Disclosure Control (2012), ch. 4, on the minimum frequency rule and group disclosure.
"""

from __future__ import annotations

import pandas as pd

from hpanalysis.tables import Status

SMALL_COUNT = "lille antal"
SMALL_COMPLEMENT = "lille restgruppe"
SMALL_GROUP = "lille gruppe"


def _is_small(persons: pd.Series, below: int) -> pd.Series:
    """True where a number of persons is under `below` but not 0; a missing number is not small. Called by
    `apply_primary_rule` for each of the three numbers of persons behind a figure."""
    return ((persons > 0) & (persons < below)).fillna(False).astype(bool)


def apply_primary_rule(measured: pd.DataFrame, k: int) -> pd.Series:
    """For each measured row the primary rule that hides it (Danish), or None; a row with another status than `vist` (no
    number, nobody, or no case) has none. Called when it is chosen which figures, and which series by month, are hidden.
    measured: columns status and the three numbers of persons of `tables.MEASURED`. k: the plan's, the fewest persons
    that may be shown."""
    rule = pd.Series([None] * len(measured), index=measured.index, dtype=object)
    # Where several hold, the last one written is named: the small group, whose every number speaks of few.
    rule[_is_small(measured["complement_persons"], k)] = SMALL_COMPLEMENT
    rule[_is_small(measured["numerator_persons"], k)] = SMALL_COUNT
    # Twice k: in so small a group even 0 % and 100 %, where no count is small, say what each member is.
    rule[_is_small(measured["denominator_persons"], 2 * k)] = SMALL_GROUP
    # A row without a number has nothing to hide; its status is told as it is.
    rule[measured["status"] != Status.SHOWN.value] = None
    return rule
