"""How levels drift after the baseline: by `a_year` of demo.yaml, somewhat differently in each area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import Delivery, find_baseline_span, list_adopted
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.plan import Plan

# In one area of each indicator things get worse by at least this much a year, so that the reports have such a case.
_WORSE_A_YEAR = 0.08


class Trends:
    """The factor on the level of an indicator, by day and region; 1 up to the end of the baseline window. Made once by
    `demo.extracts.simulate_town`; the moves and the registers read it for every month or window they make. `courses`
    has the other kind, in which levels follow a straight line to the plan's end."""

    follows_line = False  # whether levels follow a line, to which the months of benefits are held

    def __init__(self, plan: Plan, settings: Settings, deliveries: list[Delivery], draws: Draws) -> None:
        """Draw the yearly change of every adopted indicator in every area; in one area of each, things get worse.
        Called once, when the synthetic town is made. deliveries: all that the plan owes, to find where each baseline
        ends. The rest of the municipality, last in the arrays, changes as demo.yaml says."""
        self._settings = settings
        self._change_a_year: dict[str, np.ndarray] = {}
        self._start: dict[str, date] = {}
        for key, indicator in list_adopted(plan).items():
            rng = draws(f"trend {key}")
            a_year = settings.rates[key].a_year if key in settings.rates else 0.0
            change = a_year + rng.normal(0, settings.area_spread, len(plan.areas) + 1)
            change[-1] = a_year
            worse = -indicator.direction.sign
            unlucky = int(np.argmax(worse * change[:-1]))
            change[unlucky] = worse * max(worse * change[unlucky], _WORSE_A_YEAR)
            self._change_a_year[key] = change
            span = find_baseline_span(plan, deliveries, key)
            self._start[key] = span.end if span else plan.first.start

    def _count_years(self, key: str, day: date) -> float:
        """The years from the end of an indicator's (key's) baseline window, or else from the plan's first day, to a
        day; 0 before it, and for an indicator not adopted. Called by `at`, because synthetic levels drift by the
        year."""
        return max((day - self._start[key]).days / 365.25, 0.0) if key in self._start else 0.0

    def at(self, key: str, day: date, regions: np.ndarray, levels: Sequence[float] | np.ndarray) -> np.ndarray:
        """The factor by which an indicator's synthetic level has drifted by a day, one for each region given.

        It is 1 if the indicator is not adopted. Called for each month of moves or benefits, and each window of other
        extracts, when synthetic figures are drawn. key: the indicator. regions: an area's place in the plan, or the
        number of areas for the rest of the municipality; one may come many times. levels: by region, the level at the
        baseline; the drift is relative, so that it does not ask for it.
        """
        if key not in self._change_a_year:
            return np.ones(len(regions))
        return ((1 + self._change_a_year[key]) ** self._count_years(key, day))[regions]

    def at_table(self, key: str, start: int, year: int, *, level: float, municipality: float, inside: bool) -> float:
        """The factor by which a figure of LBF's tables (the national fund of social housing) has drifted since the year
        it starts from: by demo.yaml's `a_year`, in an area as in the municipality. Called for each cell that the plan
        does not print; `Stop` where demo.yaml has no rate of the indicator (key). level, municipality, inside: not
        asked for here, but by `CourseTrends`."""
        return (1 + self._settings.rate(key).a_year) ** (year - start)
