"""All that is found out about one figure before any verdict: intervals, tests, the figures it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import is_pooled
from hpanalysis.judge.change import Change, compute_change
from hpanalysis.judge.comparison import compare_with_municipality, compare_with_others, compute_rest
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.families import FamilyTest, name_family
from hpanalysis.judge.figure_lookup import FigureLookup, WindowFigure
from hpanalysis.judge.outcomes import (
    NO_BASELINE,
    NO_POOLED_BASELINE,
    NO_YEAR_BEFORE,
    YEAR_BEFORE_NOT_SHOWN,
    Outcome,
    untested,
)
from hpanalysis.judge.targets import LEVEL_FORMS, LinePoint, compute_line_point, compute_way_left
from hpanalysis.plan import Adoption, Plan, Target
from hpanalysis.statistics import Interval, compute_difference_interval
from hpanalysis.tables import Status

QUESTIONS = ("municipality", "others", "baseline", "year_before")


@dataclass(frozen=True)
class Facts:
    """What is known of a row of the disclosed table. own: it is an area or their total, which verdicts are given on.

    told: False for a row that is not measured or not delivered: it has no verdicts, and its texts say why elsewhere.
    """

    indicator: Indicator
    adoption: Adoption
    own: bool
    told: bool
    family: str
    now: WindowFigure
    municipality: WindowFigure | None
    rest: FigureCounts | None
    others: FigureCounts | None
    baseline: WindowFigure | None
    baseline_window: str | None
    printed: WindowFigure | None
    recomputed: WindowFigure | None
    earlier: WindowFigure | None
    since_baseline: Change
    since_year_before: Change
    versus: Outcome
    versus_others: Outcome
    link: Any
    line: LinePoint | None

    def entry(self, question: str) -> FamilyTest:
        """Its test in a family."""
        tested = {
            "municipality": self.versus,
            "others": self.versus_others,
            "baseline": self.since_baseline.tested,
            "year_before": self.since_year_before.tested,
        }[question]
        return FamilyTest(tested.p, self.family if self.own else None)

    def gap(self) -> Interval | None:
        """The interval of the figure minus the rest of the municipality, in the unit."""
        rest = make_estimate(self.indicator, self.rest) if self.versus.p is not None else None
        limits = None if rest is None else compute_difference_interval(self.now.estimate, rest)
        return None if limits is None else tuple(self.indicator.unit.scale * limit for limit in limits)


def is_followed_area(plan: Plan, area_id: str) -> bool:
    """Whether an area is one the plan follows, or their total; not the municipality or the country beside them."""
    return area_id not in (plan.municipality.id, plan.country.id if plan.country else None)


def _others(row: Any, own: WindowFigure, book: FigureLookup) -> FigureCounts | None:
    """The other areas together; None for the total, and where the total is not shown."""
    total = book.figure(row.indicator_id, row.window, book.plan.total.id)
    if row.area_id == book.plan.total.id or total is None or None in (total.counts, own.counts):
        return None
    return total.counts.without(own.counts)


def _line(
    indicator: Indicator, adoption: Adoption, now: WindowFigure, baseline: WindowFigure | None, book: FigureLookup
):
    """The straight line from the baseline to the plan's end, at the window's end; None without a number to reach."""
    if baseline is None or baseline.end is None or now.end <= baseline.end or now.value is None:
        return None
    left = compute_way_left(baseline.end, book.plan.settings.end, now.end)
    if adoption.target is Target.NUMBER:
        return compute_line_point(adoption.target_value, adoption.target_value, baseline, indicator, left)
    if adoption.target not in LEVEL_FORMS:
        return None
    beside = book.comparison_id(indicator)
    level = book.figure(adoption.indicator_id, now.window, beside)
    level_before = book.baseline(adoption, beside, now.window)
    if None in (level, level_before) or None in (level.value, level_before.value):
        return None
    return compute_line_point(level.value, level_before.value, baseline, indicator, left)


def _changes(row: Any, indicator: Indicator, now: WindowFigure, baseline: WindowFigure | None, book: FigureLookup):
    """Since the baseline and since the year before, each with its reference and the persons in both."""
    earlier = book.year_before(row.indicator_id, row.window, row.area_id)
    found = []
    no_earlier = NO_YEAR_BEFORE if earlier is None else YEAR_BEFORE_NOT_SHOWN
    no_baseline = NO_POOLED_BASELINE if is_pooled(row.window) else NO_BASELINE
    for before, missing in ((baseline, no_baseline), (earlier, no_earlier)):
        followed = before is not None and before.recomputed
        link = book.link(row.indicator_id, row.window, row.area_id, before.window) if followed else None
        found.append((compute_change(indicator, now, before, link, missing), link))
    return earlier, found


def gather_facts(row: Any, book: FigureLookup) -> Facts:
    """The facts of a row of the disclosed table, with what stands beside it."""
    plan = book.plan
    indicator, adoption = catalogue.indicators()[row.indicator_id], plan.adoption(row.indicator_id)
    now = book.figure(row.indicator_id, row.window, row.area_id)
    municipality = book.figure(row.indicator_id, row.window, book.comparison_id(indicator))
    own = is_followed_area(plan, row.area_id)
    rest, others = compute_rest(indicator, municipality, now), _others(row, now, book)
    area = own and row.area_id != plan.total.id
    baseline = book.baseline(adoption, row.area_id, row.window)
    earlier, ((since_baseline, link), (since_year, _)) = _changes(row, indicator, now, baseline, book)
    return Facts(
        indicator,
        adoption,
        own,
        row.status not in (Status.NOT_MEASURED.value, Status.NOT_DELIVERED.value),
        name_family(row.half_year, row.window),
        now,
        municipality,
        rest if own and indicator.comparable else None,
        others if area else None,
        baseline,
        book.baseline_window(adoption, row.window),
        book.printed(adoption, row.area_id, row.window),
        book.recomputed(adoption, row.area_id, row.window),
        earlier,
        since_baseline,
        since_year,
        compare_with_municipality(indicator, now, rest) if own else untested(""),
        compare_with_others(indicator, now, others) if area else untested(""),
        link,
        _line(indicator, adoption, now, baseline, book) if own else None,
    )
