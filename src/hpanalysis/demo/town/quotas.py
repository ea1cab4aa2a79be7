"""How many children of which kind each region must have: the calibrated sizes of the windows that count children."""

from __future__ import annotations

import numpy as np

from hpanalysis.demo.calibration.arithmetic import split
from hpanalysis.demo.calibration.language_counts import KEYS, calibrate_assessed
from hpanalysis.demo.calibration.schedule import Timeline, find_baseline_span
from hpanalysis.demo.calibration.school_days import list_school_months
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.town.cohorts import ChildKinds, Quota, list_kinds
from hpanalysis.plan import Plan

IN_PROGRESS, BEGUN = "unge_i_uddannelse_15_mdr", "unge_paabegyndt_samme_aar"
MEAN, SHARE = "elevfravaer", "elevfravaer_over_10"


def find_last_region(region: np.ndarray) -> np.ndarray:
    """The region of each row's last month in the municipality, -1 where it has none."""
    present = region >= 0
    last = region.shape[1] - 1 - present[:, ::-1].argmax(1)
    return np.where(present.any(1), region[np.arange(len(region)), last], -1)


def spread_assessment_months(count: int) -> np.ndarray:
    """The month of the year (0-11) in which each child is assessed: spread evenly over the year."""
    return np.arange(count) * 7 % 12


def build_quotas(
    plan: Plan,
    calibration: Calibration,
    region: np.ndarray,
    timeline: Timeline,
    deliveries: list,
    rng: np.random.Generator,
) -> tuple[ChildKinds, list[Quota], np.ndarray]:
    """Kinds of children, the quotas in the order in which they are filled, and the kinds assessed after the baseline.

    region: of the children, by month.
    """
    town = calibration.settings.municipality
    every = list_kinds(
        plan.first.year, timeline.first_day(timeline.months - 1).year, town.young_13_18, town.assessed_a_year
    )
    start = region[:, timeline.within(timeline.index(plan.first.start.replace(month=1)))]
    children = np.bincount(start[start >= 0], minlength=calibration.elsewhere + 1).tolist()
    found = [
        *_build_assessment_quotas(plan, calibration, every, region, timeline, deliveries, children),
        *_build_leaver_quotas(plan, calibration, every, region, timeline, deliveries, children),
    ]
    pupils = _build_pupil_quota(plan, calibration, every, region, timeline, deliveries, children, found)
    later = [every.assessed(plan.first.year + step) for step in (0, 1)]
    return every, [*found, *pupils], later[0] | later[1]


def _build_assessment_quotas(plan, calibration, every, region, timeline, deliveries, children) -> list[Quota]:
    span = next((s for key in KEYS if (s := find_baseline_span(plan, deliveries, key))), None)
    if span is None:
        return []
    month = timeline.index(span.start) + spread_assessment_months(len(region))
    expected = split(calibration.settings.municipality.assessed_a_year, children)
    sizes = calibrate_assessed(calibration, expected, children)
    return [Quota(every.assessed(span.end.year), region[np.arange(len(region)), month], sizes)]


def _build_leaver_quotas(plan, calibration, every, region, timeline, deliveries, children) -> list[Quota]:
    found = []
    expected = split(calibration.settings.municipality.leavers_a_year, children)
    for key, ago in ((IN_PROGRESS, 1), (BEGUN, 0)):
        if span := find_baseline_span(plan, deliveries, key):
            place = region[:, timeline.index(span.start)]
            sizes = calibration.sizes(key, expected, children)
            found.append(Quota(every.leaves == span.end.year - ago, place, sizes))
    return found


def _build_pupil_quota(
    plan, calibration, every, region, timeline, deliveries, children, earlier: list[Quota]
) -> list[Quota]:
    span = find_baseline_span(plan, deliveries, SHARE) or find_baseline_span(plan, deliveries, MEAN)
    if span is None:
        return []
    marked = every.pupil(span.start.year)
    reference = every.birth < plan.first.year
    share = every.weight[marked].sum() / every.weight[reference].sum()
    # Children that a quota has taken for another kind cannot be pupils.
    taken = [sum(q.sizes[i] for q in earlier if not (q.marked & marked).any()) for i in range(len(children))]
    limits = [max(c - t, 1) for c, t in zip(children, taken, strict=True)]
    expected = [round(share * c) for c in children]
    sizes = calibration.pupil_sizes(MEAN, SHARE, expected, limits, children[:-1])
    months = list_school_months(timeline, span)
    return [Quota(marked, find_last_region(region[:, months]), [*sizes[:-1], None])]
