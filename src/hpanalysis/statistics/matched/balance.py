"""Whether the matched groups are alike: standardised mean differences, before and after matching.

A significance test is not asked, because it finds large samples unlike and small ones alike, whatever they are (Austin
2009, Statist. Med. 28, 3083-3107; Imai, King & Stuart 2008, J. R. Statist. Soc. A 171, 481-502).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hpanalysis.statistics.matched.matching import WEIGHT
from hpanalysis.statistics.matched.rows import TREATED, Flags, Values, check_rows, read_values

# A standardised difference over a tenth is taken for one that matters: Austin (2009); Stuart (2010), Statist. Sci. 25,
# 1-21, names .25 as the limit beyond which no adjustment of the estimate helps. The narrower is ours, because
# few participants are compared once and nobody can repeat it.
LARGEST_ALLOWED = 0.1


@dataclass(frozen=True)
class BalanceRow:
    """How far the participants lie from the others in one covariate, in standard deviations; over 0 where they lie
    higher. level: the value whose share is compared, for a covariate that is no number; None for a number."""

    covariate: str
    level: str | None
    before_matching: float
    after_matching: float


def compute_balance(rows: pd.DataFrame, matched: pd.DataFrame, covariates: Sequence[str]) -> tuple[BalanceRow, ...]:
    """A row for each covariate that is a number or a bool, and for each value of one that is not.

    Called when persons are matched. rows: all that were to be matched; matched: those who were, with their weights.
    The denominator is the participants' standard deviation before matching, for both columns, so that a difference does
    not look smaller because the spread does (Stuart 2010). Where the participants are all alike it is that of
    everybody; where everybody is, the difference is 0. Missing values are left out of means. ValueError where a side
    has no value.
    """
    check_rows(rows, covariates)
    found: list[BalanceRow] = []
    for covariate in covariates:
        for level, values, kept in _list_indicators(rows, matched, covariate):
            before = _compute_difference(values, np.ones(len(values)), rows[TREATED].to_numpy(bool), covariate)
            after = _compute_difference(
                kept, matched[WEIGHT].to_numpy(float), matched[TREATED].to_numpy(bool), covariate
            )
            spread = _find_spread(values, rows[TREATED].to_numpy(bool))
            found.append(BalanceRow(covariate, level, before / spread, after / spread))
    return tuple(found)


def find_largest_imbalance(balance: Sequence[BalanceRow]) -> float:
    """The largest standardised difference that is left after matching, without its sign; 0 without covariates. Called
    for the rule that nothing over `LARGEST_ALLOWED` is compared."""
    return max((abs(row.after_matching) for row in balance), default=0.0)


def _list_indicators(
    rows: pd.DataFrame, matched: pd.DataFrame, covariate: str
) -> list[tuple[str | None, Values, Values]]:
    """The covariate as numbers, in all rows and in the matched ones: itself, or 0 and 1 for each of its values. Called
    for each covariate. A text that is missing is a value of its own, with the name "missing"."""
    column = rows[covariate]
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return [(None, read_values(rows, covariate), read_values(matched, covariate))]
    texts, kept = (frame[covariate].astype(object).fillna("missing").astype(str) for frame in (rows, matched))
    return [
        (level, (texts == level).to_numpy(float), (kept == level).to_numpy(float)) for level in sorted(texts.unique())
    ]


def _compute_difference(values: Values, weights: Values, treated: Flags, covariate: str) -> float:
    """The participants' mean less the others' weighted one. Called before and after matching."""
    there = ~np.isnan(values)
    if not (there & treated).any() or not (there & ~treated).any():
        raise ValueError(f"no value of {covariate} is there on one of the two sides")
    means = [np.average(values[there & side], weights=weights[there & side]) for side in (treated, ~treated)]
    return float(means[0] - means[1])


def _find_spread(values: Values, treated: Flags) -> float:
    """The standard deviation that a difference is measured in; 1 where nobody differs, since any will do for a
    difference of 0. Called once a covariate."""
    for side in (treated, np.ones(len(values), bool)):
        there = values[side & ~np.isnan(values)]
        spread = float(np.std(there, ddof=1)) if there.size > 1 else 0.0
        if spread > 0 and not math.isnan(spread):
            return spread
    return 1.0
