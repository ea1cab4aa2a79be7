"""Exact and coarsened exact matching: participants beside the others who are like them, and no chance in it.

Iacus, King & Porro (2012), Political Analysis 20, 1-24; their program: J. Statist. Software 30(9), 2009. Persons who
are alike in every exact column, and lie between the same cutpoints in every coarsened one, are a stratum. A stratum
with participants and others is matched whole; the others of a stratum are weighted so that they count as its
participants do. How unlike a matched pair may be is so declared beforehand, column by column, and nobody is drawn or
left out by chance: the same table gives the same matching.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hpanalysis.statistics.matched.rows import (
    BEGIN,
    EARLIER,
    PERSON,
    TREATED,
    Codes,
    Flags,
    Values,
    check_rows,
    read_values,
)

# Five subclasses take away some 90 % of the bias of a covariate (Cochran 1968, Biometrics 24, 295-313). Ten, because
# participants who were chosen for a bad value still lie lower within the lowest of five, so that half of their
# comparisons are out of balance (of 80 chosen of 480, the outer classes closed: 47 % compared with five, 88 % with
# ten).
SUBCLASSES = 10
STRATUM, WEIGHT = "stratum", "weight"


@dataclass(frozen=True, kw_only=True)
class Matching:
    """Who is matched with whom. Made by `match`; read for the balance, for the difference and for the counts.

    rows: the matched rows with the columns stratum (a number) and weight. A participant's weight is 1. Another row's is
    participants of its stratum / others of it, times all matched others' rows / all matched participants, so that
    the others' weights are 1 in the mean (as in the program `cem`, whose estimates weigh alike). Counts are of persons:
    a person who serves at three begin months is one of matched_others.
    """

    rows: pd.DataFrame
    participants: int
    others: int
    matched_participants: int
    matched_others: int
    strata: int

    @property
    def unmatched_participants(self) -> int:
        """The participants whom nobody is like, or whose value in a column to match on is missing. Read for the counts
        that stand beside every comparison."""
        return self.participants - self.matched_participants

    @property
    def kept_share(self) -> float:
        """The share of the participants who are matched, 0 to 1; 0 where there are none. Read for the rule on how many
        must be kept."""
        return self.matched_participants / self.participants if self.participants else 0.0


def list_cutpoints(values: Values, subclasses: int = SUBCLASSES, *, closed: bool = False) -> tuple[float, ...]:
    """The cutpoints that part these values into subclasses of as many each, in rising order and each once.

    Called by who declares a matching, with the participants' values of a column, where the field has no cutpoints of
    its own. Missing values count for nothing; values that are alike give fewer cutpoints, and none where all are alike.
    closed: whether the lowest and the highest subclass end where the values do, so that an other beyond every
    participant is like none of them; it matters most where the participants are all alike. ValueError for fewer than
    two subclasses.
    """
    if subclasses < 2:
        raise ValueError("there must be at least two subclasses")
    there = np.asarray(values, float)
    there = there[~np.isnan(there)]
    if there.size == 0:
        return ()
    points = np.unique(np.quantile(there, np.arange(1, subclasses) / subclasses))
    inner = [float(point) for point in points if there.min() <= point < there.max()]
    ends = {float(np.nextafter(there.min(), -np.inf)), float(there.max())} if closed else set()
    return tuple(sorted({*inner, *ends}))


def match(
    rows: pd.DataFrame, *, exact: Sequence[str] = (), coarsened: Mapping[str, Sequence[float]] | None = None
) -> Matching:
    """Match the participants with the others by begin month, the exact columns and the coarsened ones.

    Called once a comparison, and once more for its placebo. exact: columns in which persons must be alike; the begin
    month is always one. coarsened: column -> rising cutpoints; a value at a cutpoint belongs below it. A row with a
    missing value in any of these is not matched, because nobody knows whom it is like. The value before the one that is
    compared (`earlier`) is refused: the placebo is made on it, and what was matched cannot differ. ValueError on
    misuse.
    """
    coarsened = dict(coarsened or {})
    columns = [*exact, *coarsened]
    check_rows(rows, columns)
    if EARLIER in columns:
        raise ValueError("the earlier value is kept for the placebo: what is matched on cannot show a difference")
    parts: list[Codes] = [pd.factorize(rows[column])[0] for column in dict.fromkeys([BEGIN, *exact])]
    parts += [_coarsen(column, read_values(rows, column), cutpoints) for column, cutpoints in coarsened.items()]
    codes = np.column_stack(parts)
    known: Flags = np.all(codes >= 0, axis=1)
    placed = rows.loc[known]
    stratum = np.unique(codes[known], axis=0, return_inverse=True)[1].reshape(-1)
    treated = placed[TREATED].to_numpy(bool)
    size = int(stratum.max()) + 1 if len(stratum) else 0
    participants, others = (np.bincount(stratum[side], minlength=size) for side in (treated, ~treated))
    both = (participants > 0) & (others > 0)
    kept = both[stratum]
    matched = placed.loc[kept].copy()
    matched[STRATUM] = stratum[kept]
    matched[WEIGHT] = _weigh(participants, others, both)[stratum[kept]]
    matched.loc[matched[TREATED], WEIGHT] = 1.0
    return Matching(
        rows=matched,
        **_count(rows, "participants", "others"),
        **_count(matched, "matched_participants", "matched_others"),
        strata=int(both.sum()),
    )


def _coarsen(column: str, values: Values, cutpoints: Sequence[float]) -> Codes:
    """For each value how many cutpoints lie below it, -1 where it is missing. Called for each coarsened column."""
    points = np.asarray(cutpoints, float)
    if np.isnan(points).any() or (np.diff(points) <= 0).any():
        raise ValueError(f"the cutpoints of {column} must rise, each once")
    return np.where(np.isnan(values), -1, np.searchsorted(points, values, side="left"))


def _weigh(participants: Codes, others: Codes, both: Flags) -> Values:
    """The weight of the others of each stratum, 0 where it is not matched. Called once the strata are counted."""
    weights = np.zeros(len(both))
    if both.any():
        scale = others[both].sum() / participants[both].sum()
        weights[both] = participants[both] / others[both] * scale
    return weights


def _count(rows: pd.DataFrame, participants: str, others: str) -> dict[str, int]:
    """How many persons take part and how many do not, by the names given. Called for all rows and for the matched."""
    persons = rows.drop_duplicates([PERSON])
    taking_part = int(persons[TREATED].sum())
    return {participants: taking_part, others: len(persons) - taking_part}
