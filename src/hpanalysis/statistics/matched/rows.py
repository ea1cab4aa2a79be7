"""The table that a comparison is made of, and what must hold of it before anything is computed.

A row is a person at a begin month. A participant has one row, at the month in which the course began; a person who
takes no part has one row for each begin month that it may be compared at, with the values before and after that month.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Values = NDArray[np.float64]
Codes = NDArray[np.intp]
Flags = NDArray[np.bool_]

PERSON, TREATED, BEGIN = "person", "treated", "begin"
EARLIER, BEFORE, AFTER = "earlier", "before", "after"
OUTCOMES = (EARLIER, BEFORE, AFTER)


def check_rows(rows: pd.DataFrame, columns: Sequence[str]) -> None:
    """Refuse (ValueError, never with a value) a table that no comparison can be made of.

    Called first by whatever takes such a table. columns: those that must be there besides person, treated and begin.
    Refused: a missing column, a missing person, begin or mark, a mark that is no bool, one person on both sides, a
    participant with two rows (the caller says which course counts), another person twice at one begin month.
    """
    missing = sorted({PERSON, TREATED, BEGIN, *columns} - set(rows.columns))
    if missing:
        raise ValueError(f"the table of persons lacks columns: {', '.join(missing)}")
    if rows[[PERSON, TREATED, BEGIN]].isna().any(axis=None):
        raise ValueError("person, treated and begin may not be missing in any row")
    if not pd.api.types.is_bool_dtype(rows[TREATED]):
        raise ValueError("treated must be of the type bool: True for who takes part")
    treated = rows[TREATED].to_numpy(bool)
    if rows.loc[treated, PERSON].duplicated().any():
        raise ValueError("a participant has two rows: only one course of a person can be compared at a time")
    if rows.loc[~treated, PERSON].isin(set(rows.loc[treated, PERSON])).any():
        raise ValueError("a person stands as a participant and as one who takes no part")
    if rows.loc[~treated, [PERSON, BEGIN]].duplicated().any():
        raise ValueError("a person who takes no part stands twice at one begin month")


def read_values(rows: pd.DataFrame, column: str) -> Values:
    """The column as floats, missing as nan. Called for outcomes and for what is matched coarsely. ValueError, with the
    column's name only, where it holds what is no number or is infinite."""
    try:
        values = rows[column].to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise ValueError(f"the column {column} holds what is no number") from None
    if np.isinf(values).any():
        raise ValueError(f"the column {column} holds an infinite number")
    return values


def count_effective(weights: Values, persons: pd.Series) -> float:
    """How many equally weighted persons the weighted ones are worth: (sum of w)^2 / sum of w^2 (Kish 1965, Survey
    Sampling, section 11.7), with a person's weights at all begin months added first, because one person who serves at
    twelve months is one person. 0 where there is no weight. Called for who is compared with the participants."""
    sums = pd.Series(weights).groupby(persons.to_numpy(), sort=False).sum().to_numpy()
    squares = float((sums**2).sum())
    return 0.0 if squares == 0 else float(sums.sum()) ** 2 / squares


def is_two_valued(rows: pd.DataFrame) -> bool:
    """Whether the values before and after are nothing but 0 and 1, missing ones left out: then a difference is one of
    shares. Called where a number means something else for shares than for means."""
    values = np.concatenate([read_values(rows, BEFORE), read_values(rows, AFTER)])
    return bool(np.isin(values[~np.isnan(values)], (0.0, 1.0)).all())
