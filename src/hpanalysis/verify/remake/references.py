"""Which windows a row is compared with, and the figures that it repeats from other rows, made anew.

The baseline's window is the plan's; after a break it is that window counted again by the rule of the row, where there
is such a figure; of windows pooled it is the pooled one that ends with it. The window a year before ends in the same
month a year earlier and shares no day. A number is repeated exactly where the other row shows one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.figures import (
    POOLED,
    RECOUNTED,
    Counts,
    Figures,
    find_version,
    is_pooled,
    read_value,
)

COLUMNS = (
    *("baseline_window", "baseline_recomputed", "year_before_window", "year_before_value"),
    *("municipality_value", "rest_value", "others_value"),
)


# What is told of a window, and of an indicator, is the same in all areas.
OF_WINDOW = ("half_year", "window_start", "window_end", "latest", "new", "definition_version", "delivered_in")
OF_INDICATOR = ("unit", "sources", "target")


def list_unlike_cells(figures: Figures) -> Iterator[tuple[Figure, str]]:
    """The cells that tell otherwise of a window, or of an indicator, than most other areas do. Called once for each
    package: what no number follows from may not differ between the areas at least."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for row in figures.rows.values():
        groups.setdefault((*row.key[:2], "window"), []).append(row)
        groups.setdefault((row.key[0], "indicator"), []).append(row)
    for key, rows in groups.items():
        for column in OF_WINDOW if key[-1] == "window" else OF_INDICATOR:
            # What was not delivered in one area has no delivery there.
            told = [row for row in rows if row.cells[column] or figures.is_delivered(row) or column != "delivered_in"]
            usual = Counter(row.cells[column] for row in told).most_common(1)
            yield from ((row, column) for row in told if row.cells[column] != usual[0][0])


def find_baseline_window(row: Figure, figures: Figures) -> str:
    """The id of the window that holds the baseline for a row; "" for windows pooled without one. Called for each
    row."""
    window = figures.get_judging(row).baseline_window
    if not is_pooled(row):
        return _find_by_rule_of(row, window, figures)
    return next((name for name in figures.list_windows(row) if name.endswith(f"{POOLED}{window}")), "")


def find_year_before_window(row: Figure, figures: Figures) -> str:
    """The id of the window a year before a row's, if its area has a row of it; "" where there is none. Called for each
    row. Windows pooled have none."""
    if is_pooled(row):
        return ""
    start, end = figures.get_days(row)
    for name, (_, earlier) in figures.list_windows(row).items():
        is_plain = POOLED not in name and RECOUNTED not in name
        if is_plain and earlier < start and (earlier.year + 1, earlier.month) == (end.year, end.month):
            window = _find_by_rule_of(row, name, figures)
            return window if figures.find(row.key[0], window, row.key[2]) is not None else ""
    return ""


def _find_by_rule_of(row: Figure, earlier: str, figures: Figures) -> str:
    """The id under which an earlier window is counted by the rule of a row: counted again where there is such a figure
    and the row is by the later rule. Called for the baseline's window and for the one a year before."""
    for version, since in figures.list_later_rules(row):
        again = f"{earlier}{RECOUNTED}{version}"
        is_by_rule = bool(find_version(row)) or figures.get_days(row)[1] >= since
        if is_by_rule and again in figures.list_windows(row):
            return again
    return earlier


def _show(row: Figure | None) -> Decimal | None:
    """The value that another row shows; None where there is no such row, or it shows none. Called for each number that
    is repeated."""
    return None if row is None else read_value(row)


def _has_value(counts: Counts | None) -> bool:
    """Whether what is left of a whole has a value. Asked of the rest of the municipality and of the other areas. A
    count is its own value; of nobody there is no share."""
    return counts is not None and (counts.denominator is None or counts.denominator != 0)


def list_wrong_columns(row: Figure, figures: Figures) -> Iterator[str]:
    """The columns of windows that are not the ones a row is compared with, and of numbers that are not repeated where
    another row shows them. Called for each row; what the numbers must be is asked with the sums."""
    cells, judging, (indicator_id, window, area) = row.cells, figures.get_judging(row), row.key
    if cells["baseline_window"] != find_baseline_window(row, figures):
        yield "baseline_window"
    if cells["year_before_window"] != find_year_before_window(row, figures):
        yield "year_before_window"
    has_rest = figures.is_followed(row) and judging.comparable
    must_be = {
        "baseline_recomputed": _show(figures.find(indicator_id, cells["baseline_window"], area)) is not None,
        "year_before_value": _show(figures.find(indicator_id, cells["year_before_window"], area)) is not None,
        "municipality_value": _show(figures.find(indicator_id, window, judging.compared_with)) is not None,
        "rest_value": has_rest and _has_value(figures.find_rest(row)),
        "others_value": _has_value(figures.find_others(row)),
    }
    yield from (column for column, is_there in must_be.items() if bool(cells[column]) != is_there)
