"""All that is found out about one figure before any verdict: intervals, tests, the figures it is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import POOLED, RECOUNTED, is_pooled, is_recounted
from hpanalysis.judge.change import Change, compute_change, correlate
from hpanalysis.judge.comparison import compare_with_municipality, compare_with_others, compute_rest
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.course import Course, gather_course
from hpanalysis.judge.development import BesideDevelopment, RestOfMunicipality, compute_development
from hpanalysis.judge.evidence import ChangeEvidence, WeighedRow, weigh_changes
from hpanalysis.judge.families import FamilyTest, name_family
from hpanalysis.judge.figure_lookup import FigureLookup, LinkedPersons, WindowFigure
from hpanalysis.judge.looks import Look, assign_levels, find_last_tested
from hpanalysis.judge.outcomes import (
    BASELINE_BY_NEW_RULE_NOT_SHOWN,
    LEVEL,
    NO_BASELINE,
    NO_POOLED_BASELINE,
    NO_YEAR_BEFORE,
    YEAR_BEFORE_NOT_SHOWN,
    Outcome,
)
from hpanalysis.judge.printed_baseline import PrintedBaseline
from hpanalysis.judge.target import (
    LinePoint,
    LineTarget,
    PublishedDifference,
    draw_line,
    find_line_target,
    make_difference,
)
from hpanalysis.plan import Adoption, Plan
from hpanalysis.tables import Status

# The questions a figure is tested by, each with its column of p in the judged table. Each is a family of tests.
P_COLUMNS = {
    "municipality": "municipality_p",
    "others": "others_p",
    "baseline": "change_p",
    "year_before": "year_before_p",
    "course": "trend_p",
    "development": "development_p",
}


@dataclass(frozen=True, kw_only=True)
class BesideMunicipality:
    """A figure beside the municipality's (or the country's); a part of `Facts`."""

    figure: WindowFigure | None  # the municipality's own, the area included
    rest: FigureCounts | None  # the municipality without the area; None where it may not be shown or compared
    tested: Outcome  # the figure against the rest


@dataclass(frozen=True, kw_only=True)
class BesideOthers:
    """A figure beside those of the other housing areas together; a part of `Facts`."""

    counts: FigureCounts | None  # None for the total, which has no others, and where they may not be shown
    tested: Outcome  # the figure against them


@dataclass(frozen=True, kw_only=True)
class SinceBaseline:
    """A figure and its baseline, which the plan prints and the extracts give once more; a part of `Facts`."""

    window: str | None  # the id of the baseline's window for this figure; None for years pooled without one
    figure: WindowFigure | None  # the one that the change is counted from: recomputed, else printed; None without one
    printed: PrintedBaseline | None  # as the plan prints it, by the rule of its time; None where it prints none
    recomputed: Decimal | None  # the baseline's value as the extracts give it; None where it is hidden or not there
    change: Change  # since the recomputed baseline, else since the printed
    link: LinkedPersons | None  # the persons in both windows; None where they may not be used


@dataclass(frozen=True, kw_only=True)
class SinceYearBefore:
    """A figure and that of the window a year before (None where there is none); a part of `Facts`."""

    figure: WindowFigure | None
    change: Change


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that is known of one row of the disclosed table before any verdict. Made by `gather_facts` for every row, and
    read by `table`, which gives the verdicts and fills in the judged table."""

    indicator: Indicator
    adoption: Adoption
    is_followed: bool  # an area the plan follows, or their total: verdicts are given on these only
    is_area: bool  # a single area, and not the total
    status: Status
    area_id: str
    half_year: str  # whose report shows the window first
    family: str  # of its tests
    now: WindowFigure
    municipality: BesideMunicipality
    others: BesideOthers
    baseline: SinceBaseline
    year_before: SinceYearBefore
    course: Course  # all windows since the baseline
    development: BesideDevelopment  # the change since the baseline beside the rest of the municipality's
    line_target: LineTarget | None  # what the straight line to the target runs to; None without a number to reach
    line: LinePoint | None  # where that line stood at the window's end
    # What the change since the baseline tells of its direction; None where it has no interval, for the municipality and
    # the country, and until `add_evidence` has weighed all rows.
    evidence: ChangeEvidence | None = None
    # Question (a key of `P_COLUMNS`) -> the largest p that may be sure at this look; empty until `add_levels` has seen
    # all looks.
    levels: Mapping[str, float] = field(default_factory=dict)
    # The last half-year up to the row's own with a test of the change since the baseline; None where there is none.
    last_tested: str | None = None

    @property
    def is_delivered(self) -> bool:
        """Whether there is something to judge: False where nothing is measured or delivered, and other columns say why.
        A hidden row counts as delivered: it is told that it cannot be judged. Read when a row's verdicts are made."""
        return self.status not in (Status.NOT_MEASURED, Status.NOT_DELIVERED)

    @property
    def is_judged(self) -> bool:
        """Whether the row is given verdicts that compare it with other places or with its target. Read when a row's
        verdicts are made (`judge.table`): where it is False, those columns stay empty. False for the municipality and
        the country, and for what was not delivered or is not measured."""
        return self.is_followed and self.is_delivered

    def make_family_test(self, question: str) -> FamilyTest:
        """The row's test of one question, to be weighed with the same test of other rows (its family). Called for every
        row and question, before any verdict. question: what the figure is compared with, a key of `P_COLUMNS`. The
        changes of the municipality and the country are tests of no family, so that they make no other test harder to
        pass."""
        # A family is the questions asked of the areas. The municipality's change is told as background, by itself.
        family = self.family if self.is_followed else None
        return FamilyTest(self._get_outcome(question).p, family, self.levels.get(question, LEVEL))

    def make_look(self, question: str) -> Look:
        """The row's test of one question as one of the looks at its figure. Called by `add_levels` for every row and
        question. A window pooled, or counted again by a later version, is of a series of its own."""
        apart = POOLED if is_pooled(self.now.window) else self.now.window.partition(RECOUNTED)[2]
        series = (self.adoption.indicator_id, self.area_id, apart)
        return Look(series, self.half_year, self._get_outcome(question).p is not None)

    def _get_outcome(self, question: str) -> Outcome:
        """What came out of the row's test of one question, a key of `P_COLUMNS`. Read for its family and its looks."""
        return {
            "municipality": self.municipality.tested,
            "others": self.others.tested,
            "baseline": self.baseline.change.tested,
            "year_before": self.year_before.change.tested,
            "course": self.course.tested,
            "development": self.development.tested,
        }[question]

    def make_weighed_row(self) -> WeighedRow:
        """The row's change since the baseline, to be weighed by the other changes of its indicator. Called by
        `add_evidence` for every row. The changes of the municipality and the country are background: they are not
        weighed, and nothing is estimated from them."""
        return WeighedRow(
            indicator_id=self.adoption.indicator_id,
            window=self.now.window,
            half_year=self.half_year,
            is_area=self.is_area,
            sign=self.indicator.direction.sign,
            effect=self.baseline.change.effect if self.is_followed else None,
        )

    @property
    def baseline_correlation(self) -> float | None:
        """How the figure and its baseline go together, with six digits as published: -1 to 1; None where the change is
        not tested, or no persons were followed. Read for what the next measurement must be, whose persons stay too."""
        now, before, link = self.now.estimate, self.baseline.figure, self.baseline.link
        if link is None or now is None or before is None or before.estimate is None or not self.baseline.change.effect:
            return None
        return float(f"{correlate(now, before.estimate, link):.6g}") + 0.0

    def compute_gap(self) -> PublishedDifference | None:
        """The figure minus the rest of the municipality, in the unit; None where that is not tested, or has no
        interval. Called for each row that is given verdicts, whatever its target, though only a target at the
        municipality's level is judged by it."""
        # What the test was refused for (a rest that cannot be, too few persons) makes the interval meaningless too.
        if self.municipality.tested.p is None or self.now.estimate is None:
            return None
        rest = make_estimate(self.indicator, self.municipality.rest)
        return None if rest is None else make_difference(self.now.estimate, rest, self.indicator.unit.scale)

    def compute_from_line(self) -> PublishedDifference | None:
        """The figure minus the straight line to its target, in the unit; None without a line, and where the change
        since the baseline is not tested, for then there is no way from the one to the other. Called for each row that
        is given verdicts."""
        change, now = self.baseline.change, self.now.estimate
        if self.line is None or now is None or change.broken or change.tested.reason:
            return None
        # The line is drawn from the baseline, so figure and line go together as figure and baseline do.
        correlation = correlate(now, self.line.baseline, self.baseline.link)
        return make_difference(now, self.line, self.indicator.unit.scale, correlation)


def is_followed_area(plan: Plan, area_id: str) -> bool:
    """Whether an area is one of the plan's housing areas or their total, and not the municipality or the country. Asked
    of each row that is judged, now or before: only areas that the plan follows have verdicts and count in families of
    tests."""
    return area_id not in (plan.municipality.id, plan.country.id if plan.country else None)


def _compute_others(row: Any, area: WindowFigure, lookup: FigureLookup) -> FigureCounts | None:
    """The counts of the other housing areas together: the total without the area. Called for every row of the disclosed
    table. None for the total itself, where either has no number, and where the total has no row."""
    total = lookup.find(row.indicator_id, row.window, lookup.plan.total.id)
    # A hidden area stays hidden: the total minus the others would give it.
    if row.area_id == lookup.plan.total.id or total is None or total.counts is None or area.counts is None:
        return None
    return total.counts.without(area.counts)


def _compare_with_earlier(
    row: Any, now: WindowFigure, before: WindowFigure | None, missing: str, lookup: FigureLookup
) -> tuple[Change, LinkedPersons | None]:
    """The change since an earlier figure, with the persons who are in both windows (None where they may not be used).
    Called for each row, for its baseline and for the year before. before: None where there is no such figure; one that
    only the plan prints has no persons to follow. missing: the reason (Danish) to give where it has no number."""
    # None is found where nobody was followed, or where a count of the persons in both is too small to be used.
    link = None
    if before is not None and before.recomputed:
        link = lookup.find_link(row.indicator_id, row.window, row.area_id, before.window)
    return compute_change(catalogue.indicators()[row.indicator_id], now, before, link, missing), link


def _gather_since_baseline(row: Any, now: WindowFigure, lookup: FigureLookup) -> SinceBaseline:
    """The change since the baseline, and the baseline as the plan prints it and as the extracts give it. Called for
    every row of the disclosed table."""
    adoption = lookup.plan.adoption(row.indicator_id)
    baseline = lookup.find_baseline(adoption, row.area_id, row.window)
    # The plan may well print a baseline of one year, so a reader of pooled years is told why it is not used.
    missing = NO_POOLED_BASELINE if is_pooled(row.window) else NO_BASELINE
    recomputed = lookup.find_recomputed_baseline(adoption, row.area_id, row.window)
    if recomputed is not None and is_recounted(recomputed.window):
        missing = BASELINE_BY_NEW_RULE_NOT_SHOWN
    change, link = _compare_with_earlier(row, now, baseline, missing, lookup)
    return SinceBaseline(
        window=lookup.find_baseline_window(adoption, row.window),
        figure=baseline,
        printed=lookup.read_printed_baseline(adoption, row.area_id, row.window),
        # Beside the printed one, so that a reader sees where plan and extracts differ.
        recomputed=None if recomputed is None else recomputed.value,
        change=change,
        link=link,
    )


def _gather_development(
    row: Any, now: WindowFigure, since: SinceBaseline, rest: FigureCounts | None, lookup: FigureLookup
) -> BesideDevelopment:
    """The change since the baseline beside that of the rest of the municipality (or of the country). Called for every
    row of the disclosed table; the municipality's and the country's own are not asked, and get no reason. rest: the
    municipality without the area now, None where it has no number."""
    if not is_followed_area(lookup.plan, row.area_id):
        return BesideDevelopment(tested=Outcome.without_test(""))
    indicator, adoption = catalogue.indicators()[row.indicator_id], lookup.plan.adoption(row.indicator_id)
    comparison_id, baseline, whole, before = lookup.comparison_id(indicator), since.figure, None, None
    if baseline is not None and comparison_id is not None:
        whole = lookup.find_baseline_beside(adoption, comparison_id, row.window, baseline.recomputed)
        before = compute_rest(indicator, whole, baseline)
    municipality = RestOfMunicipality(now=rest, before=before, baseline=whole)
    return compute_development(indicator, adoption, now, baseline, since.change, since.link, municipality)


def gather_facts(row: Any, lookup: FigureLookup) -> Facts:
    """What is found out of a row of the disclosed table: its tests, and the figures it is compared with. Called by
    `table.judge` for every row before any verdict, because a verdict depends on the other tests of its family. lookup:
    the figures of the whole disclosed table, this row among them."""
    plan = lookup.plan
    indicator, adoption = catalogue.indicators()[row.indicator_id], plan.adoption(row.indicator_id)
    now = lookup.find(row.indicator_id, row.window, row.area_id)
    assert now is not None  # the lookup was made from the same rows
    municipality = lookup.find(row.indicator_id, row.window, lookup.comparison_id(indicator))
    is_followed = is_followed_area(plan, row.area_id)
    # The total has no other areas to stand beside; it is all of them.
    is_area = is_followed and row.area_id != plan.total.id
    # Both are made for every row, though only some are tested: what is printed beside a figure follows from them.
    rest, others = compute_rest(indicator, municipality, now), _compute_others(row, now, lookup)
    line_target = find_line_target(indicator, adoption, row.window, lookup) if is_followed else None
    baseline = _gather_since_baseline(row, now, lookup)
    year_before = lookup.find_year_before(row.indicator_id, row.window, row.area_id)
    # Two reasons that a reader must be able to tell apart: there never was such a figure, or it is hidden.
    missing = NO_YEAR_BEFORE if year_before is None else YEAR_BEFORE_NOT_SHOWN
    # The municipality is what others are compared with. It is not tested itself, and needs no reason for that.
    not_asked = Outcome.without_test("")
    return Facts(
        indicator=indicator,
        adoption=adoption,
        is_followed=is_followed,
        is_area=is_area,
        status=Status(row.status),
        area_id=row.area_id,
        half_year=row.half_year,
        family=name_family(row.half_year, row.window, is_supplementary=adoption.is_supplementary),
        now=now,
        municipality=BesideMunicipality(
            figure=municipality,
            # A rest that measures something else would invite the comparison that the definition forbids.
            rest=rest if is_followed and indicator.comparable else None,
            tested=compare_with_municipality(indicator, now, rest) if is_followed else not_asked,
        ),
        others=BesideOthers(
            counts=others if is_area else None,
            tested=compare_with_others(indicator, now, others) if is_area else not_asked,
        ),
        baseline=baseline,
        year_before=SinceYearBefore(
            figure=year_before,
            change=_compare_with_earlier(row, now, year_before, missing, lookup)[0],
        ),
        course=gather_course(row, now, lookup),
        development=_gather_development(row, now, baseline, rest, lookup),
        line_target=line_target,
        line=draw_line(indicator, now, baseline.figure, line_target, plan.settings.end),
    )


def add_evidence(all_facts: Sequence[Facts]) -> list[Facts]:
    """The same facts, each with what its change since the baseline tells of its direction (`Facts.evidence`). Called
    once by `table.judge`, when the facts of all rows are there, because changes are weighed by those of the same
    indicator."""
    weighed = weigh_changes([facts.make_weighed_row() for facts in all_facts])
    return [replace(facts, evidence=evidence) for facts, evidence in zip(all_facts, weighed, strict=True)]


def add_levels(all_facts: Sequence[Facts], plan: Plan) -> list[Facts]:
    """The same facts, each with the level that its tests have at this look (`Facts.levels`) and the look that the next
    one is counted from. Called once by `table.judge`, when the facts of all rows are there, because a level depends on
    the looks before it."""
    by_question = [
        assign_levels(question, [facts.make_look(question) for facts in all_facts], plan) for question in P_COLUMNS
    ]
    levels = (dict(zip(P_COLUMNS, row, strict=True)) for row in zip(*by_question, strict=True))
    last_tested = find_last_tested([facts.make_look("baseline") for facts in all_facts])
    return [
        replace(facts, levels=own, last_tested=last)
        for facts, own, last in zip(all_facts, levels, last_tested, strict=True)
    ]
