"""Which extracts a half-year's folder holds, and the months that the synthetic town lives through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.model import Indicator, Source
from hpanalysis.definitions.sources.elevfravaer import SOURCE as ABSENCE
from hpanalysis.definitions.windows import Delivered, HalfYear, Span, find_half_year
from hpanalysis.errors import WrongUse
from hpanalysis.plan import Plan

# The school days of each calendar month; July has none.
SCHOOL_DAYS = {1: 21, 2: 15, 3: 20, 4: 17, 5: 18, 6: 18, 8: 15, 9: 21, 10: 17, 11: 21, 12: 15}


@dataclass(frozen=True)
class Delivery:
    """A source in a half-year's folder, with the window that its rows are about. Made by `list_deliveries`;
    `demo.extracts` makes the synthetic file of each."""

    half_year: HalfYear
    source: Source
    span: Span


def list_adopted(plan: Plan) -> dict[str, Indicator]:
    """The indicators that the plan's delmål (sub-goals) adopt, by key, in the plan's order. Those not in the catalogue
    are left out. Called when the demo's deliveries and baselines are listed and its trends are drawn, because it makes
    synthetic extracts for these indicators only."""
    known = indicators()
    return {a.indicator_id: known[a.indicator_id] for a in plan.adoptions if a.indicator_id in known}


def list_indicators_of(plan: Plan, source: str) -> list[str]:
    """The keys of the adopted indicators that are computed from the source of this name, in the plan's order. Called to
    see which tables of LBF (the national fund of social housing) the demo must make, and what stands in them."""
    return [key for key, i in list_adopted(plan).items() if source in [s.name for s in i.sources]]


def list_deliveries(plan: Plan, last: HalfYear) -> list[Delivery]:
    """All deliveries of extracts that are owed at fixed times up to the half-year `last`, oldest first. Called once,
    when the synthetic town is made. There is one for each source, half-year and window. The tables by area are not
    among them: LBF delivers those when they come, and `AreaTables` says when that is."""
    deliveries = {}
    for indicator in list_adopted(plan).values():
        if isinstance(indicator.window, Delivered):
            continue
        for half_year in last.since(plan.first):
            if span := indicator.window.comes_new_in(half_year, plan.first):
                for source in indicator.sources:
                    deliveries[half_year, source.name, span.id] = Delivery(half_year, source, span)
    return [deliveries[key] for key in sorted(deliveries)]


def list_spans(deliveries: list[Delivery], source: str) -> list[Span]:
    """The windows (spans, with their dates) that a source, by its name, is delivered for, oldest first; may be empty.
    Called to find a baseline, and by the registers that simulate all their windows at once."""
    return sorted(d.span for d in deliveries if d.source.name == source)


def find_baseline_span(plan: Plan, deliveries: list[Delivery], indicator_id: str) -> Span | None:
    """The delivered window (a span, with its dates) whose figure is the plan's baseline of an indicator. Called by
    every part of the demo that must give the printed figures in that window. deliveries: all that the plan owes. None
    where that window is not delivered, and where no delmål (sub-goal) of the plan adopts the indicator."""
    baselines = [a.baseline_window for a in plan.adoptions if a.indicator_id == indicator_id]
    adopted = list_adopted(plan)
    source = adopted[indicator_id].sources[0].name if indicator_id in adopted else ""
    return next((s for s in list_spans(deliveries, source) if s.id in baselines), None)


def find_last_half_year(plan: Plan) -> HalfYear:
    """The last half-year that ends within the plan: the last that the demo can write extracts of. Called when it is
    asked for one (`choose_last_half_year`), and for the message where that cannot be had. A plan that ends on 31 July
    2029 ends with 2029H1, for what the month of July brings would be delivered after its end."""
    ending = find_half_year(plan.settings.end)
    return ending if ending.cutoff <= plan.settings.end else ending.previous


def choose_last_half_year(plan: Plan, usual: HalfYear, until: HalfYear | None) -> HalfYear:
    """The last half-year that synthetic extracts are made of: the one asked for, else demo.yaml's (`usual`). `WrongUse`
    for one before the plan's first half-year or after its last. Called once, before anything is drawn or written."""
    if until is None:
        return usual
    last = find_last_half_year(plan)
    if plan.first <= until <= last:
        return until
    where = f"før planens første halvår, {plan.first}" if until < plan.first else f"efter planens sidste halvår, {last}"
    raise WrongUse(
        f"Halvåret {until} ligger {where}.",
        place="Tilvalget --until",
        expected=f"et halvår fra {plan.first} til {last}.",
        do="Vælg et af dem, eller udelad tilvalget.",
    )


class Timeline:
    """The months that the synthetic town lives through, known by index: 0 is the first that a delivery is about. Made
    once, with the town, and read all through the demo. `months` is their number."""

    def __init__(self, deliveries: list[Delivery]) -> None:
        """Begin in the month of the first window that is delivered, and end in that of the last. Called once, when the
        synthetic town is made. deliveries: all that the plan owes; without any, there is only January 2024."""
        starts = [d.span.start for d in deliveries]
        ends = [d.span.end for d in deliveries]
        self.start = min(starts, default=date(2024, 1, 1)).replace(day=1)
        self.months = self.index(max(ends, default=self.start)) + 1

    def index(self, day: date) -> int:
        """The index of a day's month: 0 is the synthetic town's first month. It is negative or beyond the last for a
        day outside the town's months. Called wherever the demo looks a window up in arrays by month."""
        return (day.year - self.start.year) * 12 + day.month - self.start.month

    def first_day(self, index: int) -> date:
        """The first day of the month with an index, counted from 0 for the town's first month. Called wherever the demo
        needs the date or the calendar year of a month."""
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + index, 12)
        return date(year, month + 1, 1)

    def first_days(self, months: np.ndarray) -> np.ndarray:
        """The first day of each month, as days since 1970-01-01: how the demo's arrays hold days. Called by the
        registers that date their rows by month. months: indices, 0 for the town's first month."""
        days = [self.first_day(int(month)) for month in months]
        return np.array(days, "datetime64[D]").astype(np.int64)

    def clamp(self, index: int) -> int:
        """The nearest index of a month that the synthetic town has. Called when its children at the plan's start are
        counted, because the plan's first January may lie before the town's first month."""
        return min(max(index, 0), self.months - 1)

    def indices(self, span: Span, without: tuple[int, ...] = ()) -> np.ndarray:
        """The indices of a window's months, 0 for the synthetic town's first month. Called for the months of moves, of
        benefits and of school years. without: calendar months (1-12) to leave out."""
        return np.array([self.index(day) for day in span.months(without)])

    def school_months(self, span: Span) -> np.ndarray:
        """The indices of the months of a school year that have school days, 0 for the synthetic town's first month.
        Called when the number of pupils is settled and for each extract of school absence. span: the school year."""
        return self.indices(span, ABSENCE.months_without_rows)

    def school_days(self, months: np.ndarray) -> np.ndarray:
        """The number of school days of each month, by SCHOOL_DAYS. Called for each school year's synthetic extract of
        absence. months: indices, 0 for the town's first month; a July raises `KeyError`."""
        return np.array([SCHOOL_DAYS[self.first_day(int(m)).month] for m in months])
