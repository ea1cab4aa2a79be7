"""How many children of which kind each region must have: the calibrated sizes of the windows that count children."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.arithmetic import split
from hpanalysis.demo.calibration.language_counts import KEYS, calibrate_assessed
from hpanalysis.demo.calibration.schedule import Delivery, Timeline, find_baseline_span
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.town.cohorts import Quota, list_kinds
from hpanalysis.plan import Plan

IN_PROGRESS, BEGUN = "unge_i_uddannelse_15_mdr", "unge_paabegyndt_samme_aar"
MEAN, SHARE, FAR_OVER = "elevfravaer", "elevfravaer_over_10", "elevfravaer_over_15"


def find_last_region(region: np.ndarray) -> np.ndarray:
    """The region of each synthetic person's last month in the municipality, of the months given; -1 where there is
    none. Called for the months of a school year, because a pupil belongs to the area where it lived last in it. region:
    by person and month, the region's number, or -1."""
    present = region >= 0
    last = region.shape[1] - 1 - present[:, ::-1].argmax(1)
    return np.where(present.any(1), region[np.arange(len(region)), last], -1)


def spread_assessment_months(count: int) -> np.ndarray:
    """By synthetic child, the month (0-11) in which its language is assessed, spread over the year. Called when birth
    years are drawn and for each year's extract, so that both count a child in the same month. count: how many
    children."""
    return np.arange(count) * 7 % 12


class Quotas:
    """Derives how many children of each region must be assessed, leaving school or pupils, for the printed baselines.
    Made once by `persons.draw_persons`; the drawing of the children reads its kinds and quotas."""

    def __init__(
        self,
        plan: Plan,
        calibration: Calibration,
        region: np.ndarray,
        timeline: Timeline,
        deliveries: list[Delivery],
    ) -> None:
        """List the kinds of children (birth year, and 10th grade or not), and count the children of each region when
        the plan begins. Called once, before the synthetic children are drawn. region: by child and month, the number of
        the region it lives in; -1 where not in the municipality. deliveries: all extracts that the plan owes."""
        self.plan, self.calibration, self.timeline, self.deliveries = plan, calibration, timeline, deliveries
        self.region = region
        town = calibration.settings.municipality
        last = timeline.first_day(timeline.months - 1).year
        self.kinds = list_kinds(plan.first.year, last, town.young_13_18, town.assessed_a_year)
        start = region[:, timeline.clamp(timeline.index(plan.first.start.replace(month=1)))]
        # By region, the children there when the plan begins. No quota can ask for more.
        self.children = np.bincount(start[start >= 0], minlength=calibration.elsewhere + 1).tolist()

    @property
    def assessed_later(self) -> np.ndarray:
        """By kind (birth year, and 10th grade or not), whether such a child's language is assessed in the plan's first
        two years. Read once, when the synthetic children are drawn, because the areas get more children of these
        kinds."""
        first = self.plan.first.year
        return self.kinds.assessed(first) | self.kinds.assessed(first + 1)

    def build(self) -> list[Quota]:
        """The quotas of children (how many of which birth years each region must have), in the order of filling; none
        for an indicator without a delivered baseline. Called once, before the synthetic children's birth years are
        drawn."""
        earlier = [*self._build_assessed(), *self._build_leavers()]
        return [*earlier, *self._build_pupils(earlier)]

    def _find_baseline(self, *keys: str) -> Span | None:
        """The baseline window of the first of these indicators (keys) for which it is delivered in a synthetic extract;
        None if for none. Called when it is settled how many children must be assessed, leave school or be pupils."""
        spans = (find_baseline_span(self.plan, self.deliveries, key) for key in keys)
        return next((span for span in spans if span), None)

    def _build_assessed(self) -> list[Quota]:
        """How many children of the right birth years each region must have (a quota) for the language assessments of
        the baseline year; empty where no such baseline is delivered. Called once, before any synthetic child gets a
        birth year; the quotas of school leavers and pupils are built after it."""
        span = self._find_baseline(*KEYS)
        if span is None:
            return []
        month = self.timeline.index(span.start) + spread_assessment_months(len(self.region))
        expected = split(self.calibration.settings.municipality.assessed_a_year, self.children)
        sizes = calibrate_assessed(self.calibration, expected, self.children)
        return [Quota(self.kinds.assessed(span.end.year), self.region[np.arange(len(self.region)), month], sizes)]

    def _build_leavers(self) -> list[Quota]:
        """How many synthetic children of each region must leave school (quotas), in the baseline's year and before.

        Called once, after the quotas of children whose language is assessed. There is one quota for each of two
        indicators: the leavers in education 15 months later (who left the year before), and those who began in the same
        year. Either is left out where its baseline is not delivered.
        """
        quotas = []
        expected = split(self.calibration.settings.municipality.leavers_a_year, self.children)
        for key, years_ago in ((IN_PROGRESS, 1), (BEGUN, 0)):
            if span := self._find_baseline(key):
                place = self.region[:, self.timeline.index(span.start)]
                sizes = self.calibration.sizes(key, expected, self.children)
                quotas.append(Quota(self.kinds.leaves == span.end.year - years_ago, place, sizes))
        return quotas

    def _build_pupils(self, earlier: list[Quota]) -> list[Quota]:
        """How many synthetic pupils each region must have (a quota) in the baseline school year; empty where no such
        baseline is delivered. Called once, after all other quotas are built. earlier: those other quotas, which are
        filled first, so that their children may no longer be free."""
        span = self._find_baseline(SHARE, MEAN)
        if span is None:
            return []
        marked = self.kinds.pupil(span.start.year)
        here_from_start = self.kinds.birth < self.plan.first.year
        share = self.kinds.weight[marked].sum() / self.kinds.weight[here_from_start].sum()
        # Children that a quota has taken for a kind that is not in school cannot be pupils.
        others = [quota for quota in earlier if not (quota.marked & marked).any()]
        taken = [sum(quota.sizes[i] or 0 for quota in others) for i in range(len(self.children))]
        limits = [max(c - t, 1) for c, t in zip(self.children, taken, strict=True)]
        expected = [round(share * c) for c in self.children]
        sizes = self.calibration.pupil_sizes(MEAN, SHARE, expected, limits, self.children[:-1])
        months = self.timeline.school_months(span)
        # Elsewhere has no quota, because how many of its children go to other schools is drawn later.
        return [Quota(marked, find_last_region(self.region[:, months]), [*sizes[:-1], None])]
