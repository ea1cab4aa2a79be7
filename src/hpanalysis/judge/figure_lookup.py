"""The figures of a half-year by indicator, window and area: what each row is judged beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.definitions.windows import POOLED, is_a_year_before, is_pooled, is_recounted
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.printed_baseline import PrintedBaseline, read_printed_baseline
from hpanalysis.judge.values import compute_value
from hpanalysis.plan import Adoption, Plan
from hpanalysis.statistics import Estimate
from hpanalysis.tables import Disclosed


@dataclass(frozen=True, kw_only=True)
class WindowFigure:
    """The figure of an indicator in one window and area, as it may be read. Made by `FigureLookup` of the disclosed
    table's rows and of printed baselines, and compared by the rest of `judge`."""

    window: str
    start: date  # of the window
    end: date
    value: Decimal | None  # as printed; None where there is no number to show
    counts: FigureCounts | None  # None with the value, and for a printed baseline without its n
    estimate: Estimate | None  # what intervals and tests are made from; None where the counts give none
    rule_day: date  # the day whose rule counts it (`definitions.bridges.find_rule_day`)
    recomputed: bool = True  # False for a baseline that stands as the plan prints it


class LinkedPersons(Protocol):
    """The persons who are in a figure's window and in an earlier one: a row of `tables.LINKED`, which explains them."""

    both_in: int
    only_now: int
    only_before: int
    neither: int
    sum_nn: int
    sum_nd: int
    sum_dn: int
    sum_dd: int


class FigureLookup:
    """The figures of the disclosed table, to be looked up by indicator, window and area. Made once by `table.judge`,
    and read for every row that is judged. It knows the disclosed table only, so nothing hidden can be read from it."""

    def __init__(self, disclosed: Disclosed, plan: Plan) -> None:
        """Sort by their keys the figures, and the counts of persons who are in two windows. Called once, when a judged
        table is made."""
        self.plan = plan
        rows: list[Any] = list(disclosed.table.itertuples(index=False))
        self._figures = {(row.indicator_id, row.window, row.area_id): _make_figure(row) for row in rows}
        # The windows that any area has: a printed baseline needs its dates where the area itself has no row.
        self._windows: dict[str, dict[str, tuple[date, date]]] = {}
        for row in rows:
            self._windows.setdefault(row.indicator_id, {})[row.window] = (row.window_start, row.window_end)
        self._half_years = {(row.indicator_id, row.window): row.half_year for row in rows}
        # A link that disclosure control holds back is no row here, so no change can be computed from it.
        links: list[Any] = list(disclosed.linked.itertuples(index=False))
        self._links = {(link.indicator_id, link.window, link.area_id, link.reference): link for link in links}

    def find(self, indicator_id: str, window: str, area_id: str | None) -> WindowFigure | None:
        """The figure of one row of the disclosed table; None where there is no such row. Called for each row that is
        judged, and for the figures that it is compared with. area_id: None (a plan without a country) finds nothing."""
        return self._figures.get((indicator_id, window, area_id))

    def find_link(self, indicator_id: str, window: str, area_id: str, reference: str) -> LinkedPersons | None:
        """The counts of the persons who are in both `window` and the earlier window `reference`; None where nobody was
        followed, or where disclosure control leaves the counts out. Called when a change is judged."""
        return self._links.get((indicator_id, window, area_id, reference))

    def find_baseline_window(self, adoption: Adoption, window: str) -> str | None:
        """The id of the window that holds the baseline for a figure of `window`. Called for each row that is judged.
        After a break it is the baseline's window counted again by the rule after it, where the table has that. For
        windows pooled it is the pooled window that ends with the baseline's year; None where the table has none."""
        # Three years pooled are compared with three years pooled that end with the baseline's, never with its one year.
        if not is_pooled(window):
            return self._find_by_rule_of(adoption.indicator_id, adoption.baseline_window, window)
        end = f"{POOLED}{adoption.baseline_window}"
        # How many years are pooled is not known here, so the window is found by the year it ends with.
        return next((w for w in self._windows.get(adoption.indicator_id, ()) if w.endswith(end)), None)

    def _find_by_rule_of(self, indicator_id: str, earlier: str, window: str) -> str:
        """The id under which an earlier window is counted by the rule of `window`: counted again where the table has
        that and the rule is another, else its own. Called for the baseline's window and for the one a year before. Of a
        window counted again, the earlier ones counted again are its series."""
        indicator, windows = catalogue.indicators()[indicator_id], self._windows.get(indicator_id, {})
        bridge = indicator.bridge
        if bridge is None or window not in windows:
            return earlier
        again = bridges.name_recounted(earlier, bridge.number)
        return again if again in windows and bridges.is_by_new_rule(indicator, window, windows[window][1]) else earlier

    def find_baseline(self, adoption: Adoption, area_id: str, window: str) -> WindowFigure | None:
        """The baseline that a figure of `window` is compared with: from the extracts, else as the plan prints it; None
        where there is neither. Called for each row that is judged, and for the municipality (or country) where the
        target is its level. adoption: the indicator as the plan has taken it up. The extracts come first because they
        give the persons behind it, which the plan does not."""
        recomputed = self.find_recomputed_baseline(adoption, area_id, window)
        # Where the extracts' baseline is hidden, what the plan prints of it is public all the same, and may be used.
        # But not across a break that the extracts bridge: the printed one is by the old rule.
        if recomputed is not None and (recomputed.value is not None or is_recounted(recomputed.window)):
            return recomputed
        return self._make_printed_baseline(adoption, area_id, window)

    def find_recomputed_baseline(self, adoption: Adoption, area_id: str, window: str) -> WindowFigure | None:
        """The baseline as the extracts give it; None where there is no such row or window. A hidden one has the value
        None. Called for each row that is judged, because the judged table shows it beside the printed one, and by
        `find_baseline`."""
        baseline_window = self.find_baseline_window(adoption, window)
        return None if baseline_window is None else self.find(adoption.indicator_id, baseline_window, area_id)

    def find_baseline_beside(
        self, adoption: Adoption, area_id: str, window: str, recomputed: bool
    ) -> WindowFigure | None:
        """The baseline of the municipality (or the country), of the same kind as the area's own: from the extracts
        where that is, else as printed; None where there is none. Called for each row whose change is held against that
        of the rest of the municipality, because an area can be taken out only of a whole that the same source counted.
        recomputed: whether the area's baseline is from the extracts. A hidden one has the value None."""
        if recomputed:
            return self.find_recomputed_baseline(adoption, area_id, window)
        return self._make_printed_baseline(adoption, area_id, window)

    def read_printed_baseline(self, adoption: Adoption, area_id: str, window: str) -> PrintedBaseline | None:
        """The baseline that the plan prints for a figure of `window`, added up where it is printed in parts; None where
        it prints none, and for several years pooled. Called for each row that is judged: to show it, and to compare
        with it where the extracts give no number."""
        # The plan prints one year's baseline, so a figure of three years pooled has none to be held against. By its own
        # rule it stands beside figures of a later one, too: it is what the plan says.
        if is_pooled(window):
            return None
        return read_printed_baseline(self.plan, adoption.indicator_id, area_id, adoption.baseline_window)

    def _make_printed_baseline(self, adoption: Adoption, area_id: str, window: str) -> WindowFigure | None:
        """The baseline printed in the plan as a figure that a figure of `window` can be compared with. Called where the
        extracts give no number. None where the plan prints none, where `window` is several years pooled, and where no
        row of the indicator has the baseline's window, so that its days are not known."""
        printed = self.read_printed_baseline(adoption, area_id, window)
        # The plan prints no days, and without them nobody can say whether two windows overlap.
        dates = self._windows.get(adoption.indicator_id, {}).get(adoption.baseline_window)
        if printed is None or dates is None:
            return None
        # Where the printed n is missing the counts are None: the baseline is shown, and the change has no interval.
        return WindowFigure(
            window=adoption.baseline_window,
            start=dates[0],
            end=dates[1],
            value=printed.value,
            counts=printed.counts,
            estimate=make_estimate(catalogue.indicators()[adoption.indicator_id], printed.counts),
            rule_day=dates[1],
            recomputed=False,
        )

    def find_year_before(self, indicator_id: str, window: str, area_id: str) -> WindowFigure | None:
        """The figure of the window a year before; None where there is none. Called for each row that is judged. Windows
        pooled have none, because three years pooled and the three years a year before share two of them."""
        if is_pooled(window):
            return None
        # By its dates and not by its name: 2023-24 comes before 2024-25, and 2022-10/2023-09 before 2023-10/2024-09.
        # The year before may be counted again by the rule of this window, and then that figure is the one to compare.
        every = self._windows[indicator_id]
        windows = {name: dates for name, dates in every.items() if not bridges.stands_apart(name)}
        name = next((w for w, dates in windows.items() if is_a_year_before(dates, every[window])), None)
        if name is None:
            return None
        return self.find(indicator_id, self._find_by_rule_of(indicator_id, name, window), area_id)

    def list_course(self, adoption: Adoption, window: str, area_id: str) -> list[WindowFigure]:
        """The figures of an area from the baseline's window to `window`, both included, that show a number, oldest
        first. Called for each row whose course is judged. Windows that a later half-year showed first are left out,
        because what is published of a figure may not move when they come; so are windows pooled, which are no windows
        of the course. A window that is counted again by a later version of the definition is there twice."""
        windows = self._windows[adoption.indicator_id]
        # Where no row has the baseline's window, the course begins with the first one there is.
        first = windows.get(adoption.baseline_window, min(windows.values(), key=lambda dates: dates[1]))[1]
        last, half_year = windows[window][1], self._half_years[adoption.indicator_id, window]
        figures = [
            self.find(adoption.indicator_id, name, area_id)
            for name, (_, end) in windows.items()
            if first <= end <= last
            and not is_pooled(name)
            and self._half_years[adoption.indicator_id, name] <= half_year
        ]
        shown = [figure for figure in figures if figure is not None and figure.value is not None]
        return sorted(shown, key=lambda figure: figure.end)

    def comparison_id(self, indicator: Indicator) -> str | None:
        """The id of the area that an indicator is compared with: the municipality, or the country. Called for each row
        that is judged. None where the indicator is compared with the country and the plan has none."""
        if indicator.municipality is Coverage.COUNTRY:
            return self.plan.country.id if self.plan.country else None
        return self.plan.municipality.id


def _make_figure(row: Any) -> WindowFigure:
    """The figure of a row of `Disclosed.table`, its value and estimate None where the row shows no number. Called for
    every row when a `FigureLookup` is made."""
    indicator, counts = catalogue.indicators()[row.indicator_id], FigureCounts.of(row)
    return WindowFigure(
        window=row.window,
        start=row.window_start,
        end=row.window_end,
        # Made of the counts, as what is left of a whole is, so that both are rounded alike.
        value=None if counts is None else compute_value(counts.numerator, counts.denominator, indicator),
        counts=counts,
        estimate=make_estimate(indicator, counts),
        rule_day=bridges.find_rule_day(indicator, row.window, row.window_end),
    )
