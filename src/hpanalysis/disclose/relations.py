"""What the definitions say of how figures hang together: which share a denominator, which time they are made of.

Everything here follows from published definitions; the same is written to definitioner.json for the auditor.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hpanalysis.definitions.model import Count, Indicator, Measure
from hpanalysis.definitions.windows import Span, Yearly, is_pooled

SHARES = (Measure.SHARE, Measure.CLUSTERED_SHARE)


def is_by_month(indicator: Indicator) -> bool:
    """Whether its windows are sums of months of one monthly source, so that overlapping windows share months."""
    parts = (indicator.numerator, indicator.denominator)
    if not all(isinstance(part, Count) and not part.per_person for part in parts) or len(indicator.sources) != 1:
        return False
    (source,) = indicator.sources
    return source.by_month and source.has_persons and all(part.period == source.period for part in parts)


def _make_span(start: date, end: date) -> Span:
    return Span(end, start, "", end)


def list_blocks(indicator: Indicator, window: str, start: date, end: date) -> tuple[str, ...]:
    """The pieces of time a window is the sum of: its months (`2024-10`), the windows pooled in it, or itself."""
    if not is_by_month(indicator):
        pooled = is_pooled(window) and isinstance(indicator.window, Yearly)
        return tuple(span.id for span in indicator.window.within(start, end)) if pooled else (window,)
    (source,) = indicator.sources
    return tuple(f"{month:%Y-%m}" for month in _make_span(start, end).months(source.months_without_rows))


def compute_most_per_person(indicator: Indicator, window: str, start: date, end: date) -> int:
    """The most one person can add to numerator or denominator: days or months of the window; 1 for heads and cases, or
    1 in each of the windows that are pooled in it.
    """
    if indicator.measure is not Measure.CLUSTERED_SHARE:
        return len(list_blocks(indicator, window, start, end)) if is_pooled(window) else 1
    if isinstance(indicator.denominator, Count) and indicator.denominator.column is not None:
        return (end - start).days + 1
    return len(_make_span(start, end).months())


def has_additive_areas(indicator: Indicator) -> bool:
    """Whether areas make the total: where rows are counted. A total delivered by itself may cover others."""
    return all(part is None or isinstance(part, Count) for part in (indicator.numerator, indicator.denominator))


def _describe_denominator(indicator: Indicator) -> tuple | None:
    """Equal for indicators whose denominators count the same rows in the same windows; None where none is counted."""
    part = indicator.denominator
    if not isinstance(part, Count):
        return None
    where = (repr(part.where) if part.where is not None else "", repr(part.rows) if part.rows is not None else "")
    return part.source.name, *where, part.column, part.period, part.per_person, repr(indicator.window)


def _list_related(key: str, declared: Mapping[str, Indicator]) -> set[str]:
    """The indicators that a declared relation puts over the same denominator, itself among them."""
    own = declared[key]
    fellows = {other for other, each in declared.items() if own.category_of and each.category_of == own.category_of}
    return {other for other in (*own.sum_of, *own.part_of, *fellows) if other in declared} | {key}


def assign_denominator_ids(declared: Mapping[str, Indicator]) -> dict[str, str | None]:
    """Indicator -> the id of its denominator, the key of the first indicator that has it; None for counts.

    Two figures with the same id have the same denominator in the same window and area.
    """
    found = {key: key for key in declared}
    alike = {key: _describe_denominator(indicator) for key, indicator in declared.items()}
    for key in declared:
        together = _list_related(key, declared) | {
            o for o in declared if alike[key] is not None and alike[o] == alike[key]
        }
        ids = {found[other] for other in together}
        first = next(other for other in declared if other in ids)
        found = {other: first if name in ids else name for other, name in found.items()}
    return {key: found[key] if declared[key].denominator is not None else None for key in declared}


def list_complete_categories(declared: Mapping[str, Indicator], named: Mapping[str, Indicator]) -> dict[str, list[str]]:
    """Classification -> its indicators, where all that bear it are among those `declared` (out of all `named`)."""
    found: dict[str, list[str]] = {}
    for key, indicator in named.items():
        if indicator.category_of:
            found.setdefault(indicator.category_of, []).append(key)
    return {name: keys for name, keys in found.items() if all(key in declared for key in keys)}
