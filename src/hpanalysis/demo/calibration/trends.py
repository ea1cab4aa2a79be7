"""How levels drift after the baseline: by a_year of demo.yaml, in each area somewhat differently, in one for worse."""

from __future__ import annotations

from datetime import date

import numpy as np

from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import find_baseline_span, list_adopted
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.plan import Plan

_WORSE_A_YEAR = 0.08


class Trends:
    """Factors on a level, by indicator, day and region; 1 up to the end of the baseline window."""

    def __init__(self, plan: Plan, settings: Settings, deliveries: list, draws: Draws) -> None:
        self._a_year, self._from = {}, {}
        for key, indicator in list_adopted(plan).items():
            rng = draws(f"trend {key}")
            rate = settings.rates.get(key)
            drift = (rate.a_year if rate else 0.0) + rng.normal(0, settings.area_spread, len(plan.areas) + 1)
            drift[-1] = rate.a_year if rate else 0.0
            worse = -indicator.direction.sign
            unlucky = int(np.argmax(worse * drift[:-1]))
            drift[unlucky] = worse * max(worse * drift[unlucky], _WORSE_A_YEAR)
            self._a_year[key] = drift
            span = find_baseline_span(plan, deliveries, key)
            self._from[key] = span.end if span else plan.first.start

    def years(self, key: str, day: date) -> float:
        """Years gone since the baseline window's end; 0 before it."""
        return max((day - self._from[key]).days / 365.25, 0.0) if key in self._from else 0.0

    def at(self, key: str, day: date, regions: np.ndarray) -> np.ndarray:
        """The factor for each of the regions given."""
        if key not in self._a_year:
            return np.ones(len(regions))
        return ((1 + self._a_year[key]) ** self.years(key, day))[regions]
