"""A matched comparison written anew, in another form: no statsmodels, no pandas; changes instead of a long table.

Rows are dictionaries. Where the program regresses values on time, this regresses each person's change; where it
removes sums of squares, this solves again without the person.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import t as student

Row = dict


def match(rows: Sequence[Row], exact: Sequence[str], coarsened: Mapping[str, Sequence[float]]) -> list[Row]:
    """The matched rows with their weights, in the rows' order."""
    strata: dict[tuple, list[Row]] = {}
    for row in rows:
        wanted = [row["begin"], *(row[column] for column in exact), *(row[column] for column in coarsened)]
        if any(each is None or each != each for each in wanted):
            continue
        bins = [sum(row[column] > point for point in points) for column, points in coarsened.items()]
        strata.setdefault((row["begin"], *(row[column] for column in exact), *bins), []).append(row)
    both = [members for members in strata.values() if 0 < sum(row["treated"] for row in members) < len(members)]
    participants = sum(row["treated"] for members in both for row in members)
    others = sum(not row["treated"] for members in both for row in members)
    weighted = []
    for members in both:
        here = sum(row["treated"] for row in members)
        weight = here / (len(members) - here) * others / participants
        weighted += [row | {"weight": 1.0 if row["treated"] else weight} for row in members]
    return weighted


def _solve(rows: Sequence[Row], start: str, end: str, adjusted: Sequence[str]) -> float:
    """The coefficient of taking part in a regression of changes."""
    design = np.array([[1.0, float(row["treated"]), *(row[column] for column in adjusted)] for row in rows])
    change = np.array([row[end] - row[start] for row in rows])
    root = np.sqrt([row["weight"] for row in rows])
    return float(np.linalg.lstsq(design * root[:, None], change * root, rcond=None)[0][1])


def difference_in_differences(
    rows: Sequence[Row], start: str, end: str, adjusted: Sequence[str], cluster: bool = True
) -> tuple[float, float, float]:
    """Estimate, standard error, degrees of freedom. cluster: leave out persons (else single rows)."""
    estimate = _solve(rows, start, end, adjusted)
    clusters: dict = {}
    for number, row in enumerate(rows):
        clusters.setdefault(row["person"] if cluster else number, []).append(row)
    without = [
        _solve([row for row in rows if all(row is not gone for gone in left_out)], start, end, adjusted)
        for left_out in clusters.values()
    ]
    mean = sum(without) / len(without)
    variance = (len(without) - 1) / len(without) * sum((each - mean) ** 2 for each in without)
    sums: dict = {}
    for row in rows:
        if not row["treated"]:
            sums[row["person"]] = sums.get(row["person"], 0.0) + row["weight"]
    n = sum(row["treated"] for row in rows)
    m = sum(sums.values()) ** 2 / sum(each**2 for each in sums.values())
    freedom = (1 / n + 1 / m) ** 2 / ((1 / n) ** 2 / (n - 1) + (1 / m) ** 2 / (m - 1))
    return estimate, math.sqrt(variance), freedom


def limits(estimate: float, error: float, freedom: float, confidence: float) -> tuple[float, float]:
    """The t interval."""
    reach = student.ppf(0.5 + confidence / 2, freedom) * error
    return estimate - reach, estimate + reach


def standardised_difference(all_rows: Sequence[Row], matched: Sequence[Row], column: str) -> tuple[float, float]:
    """Before and after matching, in the participants' standard deviation before."""
    mine = [row[column] for row in all_rows if row["treated"]]
    mean = sum(mine) / len(mine)
    spread = math.sqrt(sum((each - mean) ** 2 for each in mine) / (len(mine) - 1))
    theirs = [row[column] for row in all_rows if not row["treated"]]
    kept = [row[column] for row in matched if row["treated"]]
    weights = [row["weight"] for row in matched if not row["treated"]]
    weighted = sum(row["weight"] * row[column] for row in matched if not row["treated"]) / sum(weights)
    return (mean - sum(theirs) / len(theirs)) / spread, (sum(kept) / len(kept) - weighted) / spread
