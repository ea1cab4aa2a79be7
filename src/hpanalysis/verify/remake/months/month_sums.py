"""Windows against their months: a year's share lies among the shares of the months that it is the sum of.

The numerators and denominators of months are not published. But a year is the mean of its months, each weighted by its
persons; so whatever those are, it is not below the lowest month nor above the highest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.figures import Figures
from hpanalysis.verify.remake.limited import compute_exact_value


def find_windows_outside_months(
    figures: Figures, months: Sequence[Mapping[str, str]], without: Collection[str]
) -> Iterator[Figure]:
    """The rows whose value lies outside the values of its months, as they are printed. Called once for each package.
    months: the rows of maanedstal.csv. without: indicators a month of which was corrected after its year was published,
    so that the two need not belong together. A window with a hidden or missing month is not asked."""
    printed = {
        (row["indicator_id"], row["area_id"], row["month"][:7]): float(row["value"]) for row in months if row["value"]
    }
    for row in figures.rows.values():
        indicator = figures.get_indicator(row)
        value = compute_exact_value(row)
        if not indicator.by_month or value is None or row.key[0] in without:
            continue
        series = figures.definitions.find_series(row.key[0], row.key[1])
        if series is None:
            continue
        blocks = figures.definitions.indicators[series[0]].windows[series[1]].blocks
        # Months are counted by the rule of their own day, and a window that a later version counts by that in all.
        if any(figures.definitions.find_series_of_month(row.key[0], block) != series[0] for block in blocks):
            continue
        values = [printed.get((row.key[0], row.key[2], block)) for block in blocks]
        known = [each for each in values if each is not None]
        half = 0.5 * 10.0 ** -(indicator.decimals + 1) + 1e-9
        if len(known) == len(blocks) and not min(known) - half <= value <= max(known) + half:
            yield row
