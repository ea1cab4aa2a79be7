"""Which extracts a half-year's folder holds, and the months that are lived through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.model import Indicator, Source
from hpanalysis.definitions.windows import Delivered, HalfYear, Span
from hpanalysis.plan import Plan


@dataclass(frozen=True)
class Delivery:
    """A source in a half-year's folder; `span` is the window it comes with, None for a table by area."""

    half_year: HalfYear
    source: Source
    span: Span | None


def list_adopted(plan: Plan) -> dict[str, Indicator]:
    """The indicators that the plan's delmål adopt, by key, in the plan's order."""
    known = indicators()
    return {a.indicator_id: known[a.indicator_id] for a in plan.adoptions if a.indicator_id in known}


def list_indicators_of(plan: Plan, source: str) -> list[str]:
    """Keys of the adopted indicators that are computed from a source."""
    return [key for key, i in list_adopted(plan).items() if source in [s.name for s in i.sources]]


def list_deliveries(plan: Plan, last: HalfYear) -> list[Delivery]:
    """The deliveries that are owed at fixed times, oldest first: one for each source, half-year and span."""
    found = {}
    for indicator in list_adopted(plan).values():
        if isinstance(indicator.window, Delivered):
            continue
        for half_year in last.since(plan.first):
            span = indicator.window.comes_new_in(half_year, plan.first)
            for source in indicator.sources if span else ():
                found[half_year, source.name, span.id] = Delivery(half_year, source, span)
    return [found[key] for key in sorted(found)]


def list_spans(deliveries: list[Delivery], source: str) -> list[Span]:
    """The windows of a source, oldest first."""
    return sorted(d.span for d in deliveries if d.source.name == source)


def find_baseline_span(plan: Plan, deliveries: list[Delivery], indicator_id: str) -> Span | None:
    """The delivered window that the plan holds an indicator against, or None if it is not delivered (or adopted)."""
    found = [a.baseline_window for a in plan.adoptions if a.indicator_id == indicator_id]
    source = list_adopted(plan)[indicator_id].sources[0].name if indicator_id in list_adopted(plan) else ""
    return next((s for s in list_spans(deliveries, source) if s.id in found), None)


class Timeline:
    """The months lived through: `index` of a day's month, 0 for the first."""

    def __init__(self, deliveries: list[Delivery]) -> None:
        starts = [d.span.start for d in deliveries]
        ends = [d.span.end for d in deliveries]
        self.start = min(starts, default=date(2024, 1, 1)).replace(day=1)
        self.months = self.index(max(ends, default=self.start)) + 1

    def index(self, day: date) -> int:
        return (day.year - self.start.year) * 12 + day.month - self.start.month

    def first_day(self, index: int) -> date:
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + index, 12)
        return date(year, month + 1, 1)

    def within(self, index: int) -> int:
        """The nearest month lived through."""
        return min(max(index, 0), self.months - 1)

    def indices(self, span: Span, without: tuple[int, ...] = ()) -> np.ndarray:
        return np.array([self.index(day) for day in span.months(without)])
