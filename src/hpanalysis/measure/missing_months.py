"""Months that a delivery lacks: a month without rows would pass as a low figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from hpanalysis import danish
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.errors import Stop
from hpanalysis.measure.amounts import list_counted_parts, read_months
from hpanalysis.measure.indicator_windows import list_windows
from hpanalysis.workspace import Workspace

# A delivery: the source's name, and the half-year in whose folder it lay.
_Delivered = tuple[str, HalfYear]


def _list_windows_counted(workspace: Workspace, half_year: HalfYear) -> dict[_Delivered, list[Span]]:
    """Delivery (source and half-year) -> the windows that are counted from it, of monthly sources alone. Called once by
    `find_missing_months`, which asks whether the delivery has all their months. half_year: the run's. The figures that
    are delivered ready made have no months."""
    spans: dict[_Delivered, list[Span]] = defaultdict(list)
    for adoption in workspace.plan.adoptions:
        indicator = catalogue.indicators()[adoption.indicator_id]
        monthly = {part.source.name for part in list_counted_parts(indicator).values() if part.source.by_month}
        windows = list_windows(adoption.indicator_id, indicator, workspace, half_year) if monthly else []
        for window in windows:
            if window.delivery is not None:
                for name in monthly:
                    spans[name, window.delivery.half_year].append(window.span)
    return spans


def _make_missing_error(source: Source, delivered_in: HalfYear, months: list[date], spans: list[Span]) -> Stop:
    """The error for a delivery that lacks `months` of the windows counted from it (`spans`). Called for each such
    delivery."""
    named = danish.join_words(f"{month:%Y-%m}" for month in months)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    return Stop(
        f"Måneden {named} mangler i udtrækket." if len(months) == 1 else f"Månederne {named} mangler i udtrækket.",
        place=f"»{source.usual_file}« i mappen data/raw/{delivered_in}",
        expected=f"alle måneder fra {first:%Y-%m} til {last:%Y-%m}.",
        do="Bed om et nyt udtræk, og kør igen.",
        ask=f"{source.contact}.",
    )


def find_missing_months(
    workspace: Workspace, half_year: HalfYear, only: Collection[_Delivered] | None = None
) -> list[Stop]:
    """A `Stop` for each delivery of a monthly source that lacks a month of a window counted from it, up to `half_year`.
    Called by a run and by `hpanalysis check` when the extracts are loaded, and by a notebook that measures. only: the
    deliveries whose frames can be relied on, as source and half-year; None for all."""
    errors = []
    for (name, delivered_in), spans in sorted(_list_windows_counted(workspace, half_year).items()):
        if only is not None and (name, delivered_in) not in only:
            continue
        source = catalogue.sources()[name]
        present = read_months(source, workspace.frame(name, delivered_in))
        needed = {month for span in spans for month in span.months(source.months_without_rows)}
        if missing := sorted(needed - set(present)):
            errors.append(_make_missing_error(source, delivered_in, missing, spans))
    return errors
