"""School absence: each pupil has a level of absence of its own, which changes somewhat from year to year."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.absence_counts import adjust_shares, adjust_total
from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.calibration.school_days import count_school_days, list_school_months
from hpanalysis.demo.registers.youth import draw_exact_counts
from hpanalysis.demo.town.cohorts import find_grade
from hpanalysis.demo.town.life import Life
from hpanalysis.demo.town.persons import count_days
from hpanalysis.demo.town.quotas import MEAN, SHARE, find_last_region

_HIGH_MEAN = 0.195  # mean absence of those over 10 percent
_NOISE = 0.2  # of a pupil's level from year to year, on the log scale


class Absence:
    """rate: by child, its share of days absent; nan where it has not gone to school yet.

    municipal: by child, whether it goes to a municipal school; in the areas all do.
    """

    source = "elevfravaer"

    def __init__(self, life: Life) -> None:
        self.life = life
        self.children = life.persons.children
        self.rate = np.full(len(self.children), np.nan)
        self.municipal = np.ones(len(self.children), bool)
        self._chosen = False

    def _choose_schools(self, pupil: np.ndarray, region: np.ndarray, rng: np.random.Generator) -> None:
        """So many outside the areas go to other schools that the municipal ones have the pupils they should have."""
        outside = (region == self.life.calibration.elsewhere) & pupil[:, None]
        months = region.shape[1]
        inside = ((region >= 0) & pupil[:, None]).sum() - outside.sum()
        wanted = self.life.calibration.settings.municipality.pupils * months - inside
        share = 1 - min(max(wanted / max(outside.sum(), 1), 0), 1)
        ever_inside = (
            (self.life.persons.region[self.children] >= 0)
            & (self.life.persons.region[self.children] < self.life.calibration.elsewhere)
        ).any(1)
        others = np.flatnonzero(~ever_inside)
        going = outside[others].sum() / max(outside.sum(), 1)
        self.municipal[pick(rng, others, round(share / max(going, 1e-9) * len(others)))] = False
        self._chosen = True

    def extract(self, span: Span) -> dict:
        rng, persons = self.life.draws(f"absence {span.id}"), self.life.persons
        months = list_school_months(self.life.timeline, span)
        every = persons.region[self.children][:, months]
        grades = find_grade(persons.born_year[self.children], persons.tenth[self.children], span.start.year)
        if not self._chosen:
            self._choose_schools(grades >= 0, every, rng)
        who = np.flatnonzero((grades >= 0) & self.municipal & (every >= 0).any(1))
        region, possible = every[who], np.where(every[who] >= 0, count_school_days(self.life.timeline, months), 0)
        absent = self._absent(span, who, region, possible, rng)
        row, column = np.nonzero(region >= 0)
        first = np.array([count_days(self.life.timeline.first_day(int(m))) for m in months])
        return {
            "person": self.children[who][row],
            "month": months[column],
            "klassetrin": grades[who][row],
            "maaned": first[column],
            "skoledage": possible[row, column],
            "fravaersdage": absent[row, column],
        }

    def _absent(self, span: Span, who, region, possible, rng) -> np.ndarray:
        """Days absent by pupil and month."""
        last = find_last_region(region)
        if span in (self.life.baseline(MEAN), self.life.baseline(SHARE)):
            return self._calibrated(who, region, last, possible, rng)
        self._go_on(span, who, last, rng)
        return rng.binomial(possible, self.rate[who][:, None])

    def _calibrated(self, who, region, last, possible, rng) -> np.ndarray:
        life, calibration = self.life, self.life.calibration
        pupils = life.by_region(last)
        high = draw_exact_counts(rng, last, calibration.counts(SHARE, pupils))
        sizes = [int(possible[region == r].sum()) for r in range(life.regions)]
        totals = calibration.counts(MEAN, sizes)
        level = np.array([t / max(s, 1) for t, s in zip(totals, sizes, strict=True)])
        share = np.bincount(last[high], minlength=life.regions) / np.maximum(pupils, 1)
        self.rate[who] = _draw_levels(high, ((level - share * _HIGH_MEAN) / np.maximum(1 - share, 0.05))[last], rng)
        absent = rng.binomial(possible, self.rate[who][:, None])
        adjust_shares(absent, possible, high, rng)
        for r in range(life.regions):
            adjust_total(absent, possible, high, region, r, totals[r], rng)
        life.figures[MEAN, ""] = [int(absent[region == r].sum()) for r in range(life.regions)], sizes
        over = absent.sum(1) * 10 > possible.sum(1)
        life.figures[SHARE, ""] = life.by_region(last, over), pupils
        return absent

    def _go_on(self, span: Span, who: np.ndarray, last: np.ndarray, rng: np.random.Generator) -> None:
        """Those who went to school before keep their level with some noise; new ones get one as their region has."""
        life = self.life
        new = np.isnan(self.rate[who])
        factor = life.trends.at(MEAN, span.end, last) / life.trends.at(MEAN, span.start, last)
        kept = self.rate[who] * factor * np.exp(rng.normal(0, _NOISE, len(who)) - _NOISE**2 / 2)
        share, level = (life.target(key, life.shares(key), span)[last] for key in (SHARE, MEAN))
        fresh = _draw_levels(
            rng.random(len(who)) < share, (level - share * _HIGH_MEAN) / np.maximum(1 - share, 0.05), rng
        )
        self.rate[who] = np.clip(np.where(new, fresh, kept), 0.002, 0.9)


def _draw_levels(high: np.ndarray, low_mean: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A level for each pupil: about `_HIGH_MEAN` for those over 10 percent, about `low_mean` for the others."""
    mean = np.clip(low_mean, 0.01, 0.08)
    low = np.minimum(rng.gamma(4, mean / 4), 0.08)
    return np.where(high, np.clip(0.11 + rng.gamma(1.2, (_HIGH_MEAN - 0.11) / 1.2, len(high)), 0, 0.85), low)
