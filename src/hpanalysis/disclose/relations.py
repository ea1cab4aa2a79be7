"""What the definitions say of how figures hang together: which share a denominator, which time they are made of.

A figure counted by the rule of a bridge is of a series of its own (`definitions.bridges`): where indicators are related
here, they may be such series.

Everything here follows from published definitions; the same is written to definitioner.json for the auditor, who
rebuilds the relations by himself (`published.relations`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hpanalysis.definitions.model import Count, Indicator, Measure
from hpanalysis.definitions.windows import Span, Yearly, find_plain_window, is_pooled

# The measures whose denominator is persons (or their time), each of whom is counted in the numerator or is not.
SHARES = (Measure.SHARE, Measure.CLUSTERED_SHARE)


def _make_span(start: date, end: date) -> Span:
    """The days from `start` to `end` as a `Span`, which can list its months; its id and due day are never read. Called
    when the months of a window are listed or counted."""
    return Span(end, start, "", end)


def list_blocks(indicator: Indicator, window: str, start: date, end: date) -> tuple[str, ...]:
    """The pieces of time a window is the sum of: its months (`2024-10`), the windows pooled in it, or itself. Called
    for each figure when it is chosen what to hide, and for definitioner.json. start, end: the window's first and last
    day. A piece with the same name is the same time in every window; a window counted again has those of the window."""
    if indicator.is_sum_of_months:
        (source,) = indicator.sources
        return tuple(f"{month:%Y-%m}" for month in _make_span(start, end).months(source.months_without_rows))
    # Pooled windows share years, as rolling windows share months.
    if is_pooled(window) and isinstance(indicator.window, Yearly):
        return tuple(span.id for span in indicator.window.within(start, end))
    return (find_plain_window(window),)


def compute_most_per_person(indicator: Indicator, window: str, start: date, end: date) -> int:
    """The most one person can add to numerator or denominator: days or months of the window; 1 for heads and cases.

    Called for each figure when it is chosen what to hide, and for definitioner.json. start, end: the window's first and
    last day. Where windows are pooled it is 1 in each of them. A hidden count of 24 months may be two persons of 12
    months, so only k times as many months as this are surely k persons.
    """
    if indicator.measure is not Measure.CLUSTERED_SHARE:
        return len(list_blocks(indicator, window, start, end)) if is_pooled(window) else 1
    # A column that is summed holds days; without one a row is a month of a person.
    if isinstance(indicator.denominator, Count) and indicator.denominator.column is not None:
        return (end - start).days + 1
    return len(_make_span(start, end).months())


def has_additive_areas(indicator: Indicator) -> bool:
    """Whether an indicator's areas add up to the total: True where rows are counted, and where figures are delivered
    with a total that is their sum; else False, because a delivered total may cover other areas too. Asked before a
    total is related to its areas, and written to definitioner.json."""
    parts = (indicator.numerator, indicator.denominator)
    return all(part is None or isinstance(part, Count) or part.areas_add_up for part in parts)


def _describe_denominator(indicator: Indicator) -> tuple[object, ...] | None:
    """What is equal for indicators whose denominators count the same rows in the same windows; None where none is
    counted. Called for each indicator by `assign_denominator_ids`, which only compares the results."""
    part = indicator.denominator
    if not isinstance(part, Count):
        return None
    # Expressions have no equality of their own; their printed form is the same where they are the same.
    where = (repr(part.where) if part.where is not None else "", repr(part.rows) if part.rows is not None else "")
    # Which rows are counted matters where a condition asks how many they are.
    counted = repr(part.counted_rows) if part.where is not None and part.counted_rows is not None else ""
    return part.source.name, *where, part.column, part.period, part.per_person, counted, repr(indicator.window)


def _list_related(key: str, declared: Mapping[str, Indicator]) -> set[str]:
    """The indicator `key`, and those that have its denominator because its definition relates them: what it is the sum
    or a part of, and the categories of its classification. Called by `assign_denominator_ids` for each indicator, to
    find those that share a denominator. declared: id -> definition; indicators not in it are left out."""
    indicator = declared[key]
    category = indicator.category_of
    fellows = {other for other, fellow in declared.items() if category and fellow.category_of == category}
    return {other for other in (*indicator.sum_of, *indicator.part_of, *fellows) if other in declared} | {key}


def assign_denominator_ids(declared: Mapping[str, Indicator]) -> dict[str, str | None]:
    """Indicator -> the id of its denominator, the key of the first indicator that has it; None for counts.

    Called when the figures over one denominator are gathered, and for definitioner.json. Two figures with the same id
    have the same denominator in the same window and area. They have if their definitions count the same rows, or if a
    declared relation (a category, a sum, a part) says so. declared: indicator id -> its definition.
    """
    ids = {key: key for key in declared}
    denominators = {key: _describe_denominator(indicator) for key, indicator in declared.items()}
    for key in declared:
        alike = {o for o in declared if denominators[key] is not None and denominators[o] == denominators[key]}
        # Being over the same denominator is handed on: if a and b share one, and b and c, all three do.
        merged = {ids[other] for other in _list_related(key, declared) | alike}
        first = next(other for other in declared if other in merged)
        ids = {other: first if name in merged else name for other, name in ids.items()}
    return {key: ids[key] if declared[key].denominator is not None else None for key in declared}


def list_complete_categories(
    declared: Mapping[str, Indicator], catalogue: Mapping[str, Indicator]
) -> dict[str, list[str]]:
    """Classification -> the indicators that are its categories, for those whose every category in the `catalogue` is
    `declared`: only then do their numerators add up to the denominator. Called when the equations are set
    up by which it is chosen what to hide (for each area and period), and for definitioner.json. declared: the
    indicators with a figure in that area and period, or in the file; catalogue: all there are; both by id."""
    members: dict[str, list[str]] = {}
    for key, indicator in catalogue.items():
        if indicator.category_of:
            members.setdefault(indicator.category_of, []).append(key)
    return {name: keys for name, keys in members.items() if all(key in declared for key in keys)}
