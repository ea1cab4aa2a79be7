"""What may be concluded of an outcome: participants held against others like them, or the reason why they are not.

Each rule is there because a comparison that breaks it has been seen to mislead; where a rule forbids, no number is
given. The false findings and the power of all of it together are simulated: benchmarks/outcomes.py, docs/outcomes.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hpanalysis.statistics.matched.balance import (
    LARGEST_ALLOWED,
    BalanceRow,
    compute_balance,
    find_largest_imbalance,
)
from hpanalysis.statistics.matched.comparison import Comparison, Counts, Reason, Verdict
from hpanalysis.statistics.matched.did import DifferenceInDifferences, estimate_difference_in_differences
from hpanalysis.statistics.matched.matching import WEIGHT, Matching, match
from hpanalysis.statistics.matched.power import find_smallest_difference
from hpanalysis.statistics.matched.rows import (
    AFTER,
    BEFORE,
    EARLIER,
    OUTCOMES,
    PERSON,
    TREATED,
    check_rows,
    count_effective,
    is_two_valued,
    read_values,
)
from hpanalysis.statistics.matched.sensitivity import (
    Sensitivity,
    compute_sensitivity_of_means,
    compute_sensitivity_of_shares,
)

# The chance of a false finding, both directions together. A caller who looks at many outcomes gives a smaller one.
LEVEL = 0.05
# Participants, and effective others. From 20 on the t interval holds its level in every kind of outcome of
# docs/outcomes.md; and fewer would find none but differences of most of a standard deviation.
FEWEST_MATCHED = 20
# Of the measured participants, so many must have others like them. Those without are mostly the worst placed, and
# a verdict on the rest would be read as one on all (Crump et al. 2009, Biometrika 96, 187-199, on another group).
KEPT_SHARE = 0.8
# Of all participants, so many must have a value before and after; else the minority would stand for the others.
MEASURED_SHARE = 0.5
# Where half or more of all take part there is less than one other for each, and who is left has been passed over or has
# declined, which no covariate tells: positivity fails (Petersen et al. 2012, Statist. Methods Med. Res. 21, 31-54).
# 45 of 79 are 57 %.
NEARLY_ALL = 0.5
# The placebo is there to be failed: it is asked at a level of one in ten, because at one in twenty it overlooks more
# (Roth 2022, Am. Econ. Rev. Insights 4, 305-322, on how little such tests see). One in ten sound comparisons is lost.
PLACEBO_LEVEL = 0.10
# Of an outcome that is 0 or 1, so many participants must be expected to have the rarer value, by the others like them:
# the usual rule for the normal approximation of a share. With half of it one comparison in nine of no effect was called
# better, because participants who by chance have none of a rare value seem to vary less (docs/outcomes.md).
FEWEST_EXPECTED = 10


@dataclass(frozen=True)
class _Design:
    """What is asked of the table: how it is matched, what must balance, which direction is good, and the level. Made
    once a comparison and handed through its steps."""

    exact: tuple[str, ...]
    coarsened: dict[str, tuple[float, ...]]
    covariates: tuple[str, ...]
    higher_is_better: bool
    level: float

    def match(self, rows: pd.DataFrame) -> Matching:
        """The matching of rows by this design. Called for the comparison and for the placebo."""
        return match(rows, exact=self.exact, coarsened=self.coarsened)

    def estimate(self, rows: pd.DataFrame, start: str, end: str) -> DifferenceInDifferences:
        """The difference of changes. Called for both, as match. Adjusted for what is matched roughly, and always for
        the value before: where that is matched exactly it moves no estimate, and takes its own spread out of the error.
        """
        adjusted = tuple(dict.fromkeys([*self.coarsened, BEFORE]))
        return estimate_difference_in_differences(rows, start=start, end=end, adjusted=adjusted)


def compare_with_others(
    persons: pd.DataFrame,
    *,
    higher_is_better: bool,
    exact: Sequence[str] = (),
    coarsened: Mapping[str, Sequence[float]] | None = None,
    covariates: Sequence[str] = (),
    level: float = LEVEL,
    group: tuple[int, int] | None = None,
) -> Comparison:
    """Hold the participants' change against that of the others like them, by all rules above.

    Called once an activity and outcome. persons: a row a participant, and a row for each person and begin month of the
    others (see `rows`): person, treated, begin, earlier, before, after (nan where not measured) and the columns to
    match on. exact, coarsened: as in `match`; the value before must be among them. covariates: columns that must
    balance too, though they are not matched on. Every matched column must balance as well. level: of the two-sided
    test. group: how many of the whole target group take part at any time, and how many it has, where the table holds
    not all of them: the rule on nearly all is asked of these. Deterministic. ValueError on misuse, never with a value
    of anybody's.
    """
    design = _Design(
        tuple(exact),
        {column: tuple(cutpoints) for column, cutpoints in (coarsened or {}).items()},
        tuple(dict.fromkeys([*exact, *(coarsened or {}), *covariates])),
        higher_is_better,
        level,
    )
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    check_rows(persons, [*OUTCOMES, *design.covariates])
    if BEFORE not in (*design.exact, *design.coarsened):
        raise ValueError("the value before must be matched on: else who began lower would be held against who did not")
    measured = persons[~(np.isnan(read_values(persons, BEFORE)) | np.isnan(read_values(persons, AFTER)))]
    matching = design.match(measured)
    counts = _count(persons, measured, matching)
    refused = _judge_counts(counts, group or (counts.participants, counts.participants + counts.others))
    if refused is not None:
        return _refuse(design, refused, counts)
    balance = compute_balance(measured, matching.rows, design.covariates)
    if find_largest_imbalance(balance) > LARGEST_ALLOWED:
        return _refuse(design, Reason.OUT_OF_BALANCE, counts, balance)
    placebo = _estimate_placebo(design, measured, matching)
    if placebo is None:
        return _refuse(design, Reason.NO_EARLIER_VALUE, counts, balance)
    if placebo.p <= PLACEBO_LEVEL:
        return _refuse(design, Reason.PLACEBO_DIFFERS, counts, balance, placebo)
    difference = design.estimate(matching.rows, BEFORE, AFTER)
    if difference.standard_error == 0 or _varies_too_little(matching.rows):
        return _refuse(design, Reason.TOO_LITTLE_VARIES, counts, balance, placebo)
    return _conclude(design, difference, matching.rows, counts, balance, placebo)


def _count(persons: pd.DataFrame, measured: pd.DataFrame, matching: Matching) -> Counts:
    """The persons at each step. Called once a comparison, before any rule is asked."""
    of_all = persons.drop_duplicates([PERSON])[TREATED].sum(), persons[PERSON].nunique()
    others = matching.rows[~matching.rows[TREATED]]
    return Counts(
        participants=int(of_all[0]),
        others=int(of_all[1] - of_all[0]),
        measured_participants=matching.participants,
        measured_others=matching.others,
        matched_participants=matching.matched_participants,
        matched_others=matching.matched_others,
        effective_others=count_effective(others[WEIGHT].to_numpy(float), others[PERSON]),
    )


def _judge_counts(counts: Counts, group: tuple[int, int]) -> Reason | None:
    """The first rule on numbers of persons that forbids a comparison; None where none does. Called before anything is
    computed of outcomes. group: who takes part of it, and all of it."""
    if group[0] >= NEARLY_ALL * group[1] > 0:
        return Reason.NEARLY_ALL_TREATED
    measured = counts.measured_participants
    if measured < FEWEST_MATCHED or measured < MEASURED_SHARE * counts.participants:
        return Reason.TOO_FEW_MEASURED
    if counts.matched_participants < FEWEST_MATCHED or counts.effective_others < FEWEST_MATCHED:
        return Reason.TOO_FEW_MATCHED
    if counts.matched_participants < KEPT_SHARE * measured:
        return Reason.ANOTHER_GROUP
    return None


def _estimate_placebo(design: _Design, measured: pd.DataFrame, matching: Matching) -> DifferenceInDifferences | None:
    """The difference from the value of before that to the value before, of those matched anew among who have both; None
    where they are too few, or too few of the participants of the comparison. Called before the outcome is looked at."""
    again = design.match(measured[~np.isnan(read_values(measured, EARLIER))])
    others = again.rows[~again.rows[TREATED]]
    enough = max(FEWEST_MATCHED, KEPT_SHARE * matching.matched_participants)
    if again.matched_participants < enough:
        return None
    if count_effective(others[WEIGHT].to_numpy(float), others[PERSON]) < FEWEST_MATCHED:
        return None
    return design.estimate(again.rows, EARLIER, BEFORE)


def _varies_too_little(rows: pd.DataFrame) -> bool:
    """Whether so few participants are expected to have the rarer value of an outcome of 0 and 1 after, that no interval
    of a share holds. Called before a verdict is given."""
    if not is_two_valued(rows):
        return False
    after, weights = read_values(rows, AFTER), read_values(rows, WEIGHT)
    treated = rows[TREATED].to_numpy(bool)
    share = float(np.average(after[~treated], weights=weights[~treated]))
    expected = int(treated.sum()) * min(share, 1 - share)
    return expected < FEWEST_EXPECTED


def _conclude(
    design: _Design,
    difference: DifferenceInDifferences,
    rows: pd.DataFrame,
    counts: Counts,
    balance: tuple[BalanceRow, ...],
    placebo: DifferenceInDifferences,
) -> Comparison:
    """The comparison with its verdict. Called when no rule forbids one."""
    limits = difference.limits(1 - design.level)
    low, high = limits if design.higher_is_better else (-limits[1], -limits[0])
    return Comparison(
        verdict=Verdict.BETTER if low > 0 else Verdict.WORSE if high < 0 else Verdict.NO_DIFFERENCE,
        reason=None,
        counts=counts,
        balance=balance,
        largest_imbalance=find_largest_imbalance(balance),
        placebo=placebo,
        difference=difference,
        limits=limits,
        sensitivity=_compute_sensitivity(difference, limits, rows),
        smallest_found=find_smallest_difference(difference.standard_error, difference.freedom, design.level),
        higher_is_better=design.higher_is_better,
        level=design.level,
    )


def _compute_sensitivity(
    difference: DifferenceInDifferences, limits: tuple[float, float], rows: pd.DataFrame
) -> Sensitivity:
    """The E-values of the difference: by the participants' share where the outcome is 0 or 1, else by the spread of the
    others' values after. Called once a verdict is given."""
    after, weights = read_values(rows, AFTER), read_values(rows, WEIGHT)
    treated = rows[TREATED].to_numpy(bool)
    if is_two_valued(rows):
        level = float(after[treated].mean()) - difference.estimate
        return compute_sensitivity_of_shares(difference.estimate, limits, level)
    mean = np.average(after[~treated], weights=weights[~treated])
    spread = float(np.sqrt(np.average((after[~treated] - mean) ** 2, weights=weights[~treated])))
    return compute_sensitivity_of_means(difference.estimate, limits, spread or float(after.std()))


def _refuse(
    design: _Design,
    reason: Reason,
    counts: Counts,
    balance: tuple[BalanceRow, ...] = (),
    placebo: DifferenceInDifferences | None = None,
) -> Comparison:
    """A comparison that is not made, with its reason and no number of the outcome. Called where a rule forbids one."""
    return Comparison(
        verdict=Verdict.NOT_COMPARED,
        reason=reason,
        counts=counts,
        balance=balance,
        largest_imbalance=find_largest_imbalance(balance) if balance else None,
        placebo=placebo,
        difference=None,
        limits=None,
        sensitivity=None,
        smallest_found=None,
        higher_is_better=design.higher_is_better,
        level=design.level,
    )
