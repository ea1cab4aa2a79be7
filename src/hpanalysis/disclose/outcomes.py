"""What may be told of outcomes: means of at least twice the least number of participants, and no exact count of them.

No number of persons is told to the last one, so that nothing can be subtracted from a count of reach: how many the
means are of is rounded down, how many took part elsewhere to tens of a per cent, and means of months to whole per
cents. A mean that nearly everybody has in full, or hardly anybody has anything of, tells of the few others, and is
hidden. That there are too few others to compare with is told all the same, because it says nothing of what became of
anybody. How unlike the two sides were before matching is told by a class, because of the number itself, and the
population, it would follow how many women took part.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Count
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.statistics import matched
from hpanalysis.statistics.coarse import R10, round_down_to_preferred
from hpanalysis.statistics.matched import Comparison, Outcome, Reason, Verdict
from hpanalysis.tables import BALANCE, OUTCOMES, TOLD_OF_HIDDEN, Concluded, NotCompared, OutcomeStatus

_CONCLUDED = {
    Verdict.BETTER: Concluded.BETTER,
    Verdict.WORSE: Concluded.WORSE,
    Verdict.NO_DIFFERENCE: Concluded.NO_DIFFERENCE,
    Verdict.NOT_COMPARED: Concluded.NOT_COMPARED,
}
_REASONS = {reason: NotCompared[reason.name] for reason in Reason}
# The bounds of the classes that a difference before matching is told by: what is balance, what Rubin (2001, Health
# Serv. Outcomes Res. Methodol. 2, 169-188) calls large, and two steps beyond.
CLASSES = (0.1, 0.25, 0.5, 1.0)
# E-values and standardised differences of more than this say no more than that they are large.
_MOST = 99.0


@dataclass(frozen=True)
class ToldOutcomes:
    """A half-year's outcomes as far as they may be told. Made by `tell_outcomes`, and of an earlier edition's files."""

    outcomes: pd.DataFrame  # `tables.OUTCOMES`
    balance: pd.DataFrame  # `tables.BALANCE`


def tabulate_outcomes(outcomes: list[dict[str, object]], balance: list[dict[str, object]]) -> ToldOutcomes:
    """The rows as tables. Called for the half-year's, and for those of an earlier edition."""
    return ToldOutcomes(
        pd.DataFrame(outcomes, columns=OUTCOMES.names).astype(OUTCOMES.dtypes),
        pd.DataFrame(balance, columns=BALANCE.names).astype(BALANCE.dtypes),
    )


def _describe_comparison(comparison: Comparison) -> dict[str, object]:
    """What a comparison came to, by the columns of `tables.OUTCOMES`. Called for each that may be told. Where nothing
    is compared the placebo is told only where it is why."""
    told: dict[str, object] = {
        "concluded": _CONCLUDED[comparison.verdict].value,
        "reason": None if comparison.reason is None else _REASONS[comparison.reason].value,
        "smallest": comparison.smallest_found,
    }
    if comparison.difference is not None and comparison.limits is not None:
        told["difference"] = comparison.difference.estimate
        told["difference_lo"], told["difference_hi"] = comparison.limits
    if comparison.sensitivity is not None:
        told["e_value"] = min(comparison.sensitivity.of_estimate, _MOST)
        told["e_value_of_limit"] = min(comparison.sensitivity.of_limit, _MOST)
    placebo = comparison.placebo
    if placebo is not None and (comparison.reason in (None, Reason.PLACEBO_DIFFERS)):
        told["placebo"] = placebo.estimate
        told["placebo_lo"], told["placebo_hi"] = placebo.limits(1 - matched.PLACEBO_LEVEL)
    return told


def _describe_outcome(one: Outcome, half_year: HalfYear, k: int) -> dict[str, object]:
    """An outcome as a row of `tables.OUTCOMES`. Called for each. k: the fewest participants told of; a mean is of twice
    as many at least."""
    row: dict[str, object] = dict.fromkeys(OUTCOMES.names) | {
        "activity_id": one.activity_id,
        "half_year": str(half_year),
        "indicator_id": one.indicator_id,
    }
    if not one.begins:
        return row | {"first_month": "", "last_month": "", "status": OutcomeStatus.NOBODY_YET.value}
    row |= {"first_month": f"{one.begins[0]:%Y-%m}", "last_month": f"{one.begins[-1]:%Y-%m}"}
    change = one.change
    if change is None or change.limits is None or one.comparison is None or change.n < 2 * k:
        return row | {"status": OutcomeStatus.HIDDEN.value}
    if 0 < one.fewest < k:
        return row | {"status": OutcomeStatus.HIDDEN.value} | _describe_hidden(one.comparison)
    before, after = (_round_level(level, one.indicator_id) for level in (change.before, change.after))
    # The interval is as wide as it was; only its middle is told more coarsely.
    reach = (change.limits[1] - change.limits[0]) / 2
    row |= {
        "status": OutcomeStatus.SHOWN.value,
        "persons_at_least": max(math.floor(round_down_to_preferred(change.n, R10)), 2 * k),
        "before": before,
        "after": after,
        "change": after - before,
        "change_lo": after - before - reach,
        "change_hi": after - before + reach,
    }
    # What the others like them did is what is left of the change without the difference, so that the two never
    # disagree. Beside participants who may not be compared it would be read as a comparison, and is not told.
    if one.comparison.difference is not None:
        row["expected"] = after - before - one.comparison.difference.estimate
    # Few who took part elsewhere too, or few who did not, are not told of; and so coarsely that no count follows.
    if not 0 < one.elsewhere < k and not 0 < change.n - one.elsewhere < k:
        row["elsewhere"] = round(100 * one.elsewhere / change.n / 10) * 10
    return row | _describe_comparison(one.comparison)


def _describe_hidden(comparison: Comparison) -> dict[str, object]:
    """What is said of a comparison whose numbers are hidden: that nothing is compared, where the reason is one of how
    many persons there are. Called for the outcomes of many participants of whom few are unlike the others. Every other
    conclusion and reason says something of the values."""
    reason = None if comparison.reason is None else _REASONS[comparison.reason]
    if reason not in TOLD_OF_HIDDEN:
        return {}
    return {"concluded": Concluded.NOT_COMPARED.value, "reason": reason.value}


def _round_level(level: float, indicator_id: str) -> float:
    """A mean before or after, as it is told: to a whole per cent where it is made of months. Called for both. Six
    months a person make so few different means that with a decimal only one number of persons may fit them."""
    numerator = catalogue.indicators()[indicator_id].numerator
    is_of_months = isinstance(numerator, Count) and numerator.column is None
    return float(round(level)) if is_of_months else level


def _find_class(difference: float) -> float | None:
    """The bound of the class that a difference before matching is told by; None over the last. Called for each
    covariate."""
    return next((bound for bound in CLASSES if difference <= bound), None)


def _describe_balance(one: Outcome, half_year: HalfYear) -> list[dict[str, object]]:
    """The balance of a comparison as rows of `tables.BALANCE`, one a covariate: of its values the one that differs
    most. Called for each comparison that was made."""
    comparison = one.comparison
    if comparison is None or comparison.verdict is Verdict.NOT_COMPARED:
        return []
    rows: list[dict[str, object]] = []
    for covariate in one.matched_on:
        own = [each for each in comparison.balance if each.covariate == covariate]
        if own:
            before = max(abs(each.before_matching) for each in own)
            after = max(abs(each.after_matching) for each in own)
            rows.append(
                {
                    "activity_id": one.activity_id,
                    "half_year": str(half_year),
                    "covariate": covariate,
                    "before_matching": _find_class(before),
                    "after_matching": math.ceil(after * 100 - 1e-9) / 100,
                }
            )
    return rows


def tell_outcomes(outcomes: Sequence[Outcome], half_year: HalfYear, k: int) -> ToldOutcomes:
    """What may be told of a half-year's outcomes, as tables. Called when a run or `hpanalysis check` computes the
    figures, where no edition of the half-year told them before, and by the analyst's notebook. outcomes: of
    `measure.measure_outcomes`. k: the plan's, the fewest participants told of."""
    rows = [_describe_outcome(one, half_year, k) for one in outcomes]
    shown = {row["activity_id"] for row in rows if row["status"] == OutcomeStatus.SHOWN.value}
    balance = [row for one in outcomes if one.activity_id in shown for row in _describe_balance(one, half_year)]
    return tabulate_outcomes(rows, balance)
