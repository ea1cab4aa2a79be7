"""School absence: each pupil has a level of absence of its own, which changes somewhat from year to year."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.absence_counts import adjust_shares, adjust_total, calculate_bounds
from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.registers.register_files import Columns
from hpanalysis.demo.registers.youth import draw_exact_counts
from hpanalysis.demo.town.cohorts import find_grade
from hpanalysis.demo.town.life import Figure, Life
from hpanalysis.demo.town.quotas import FAR_OVER, MEAN, SHARE, find_last_region

_HIGH_MEAN = 0.195  # mean absence of the pupils over 10 percent
_FAR_MEAN = 0.26  # mean absence of the pupils over 15 percent, who are among them
_NOISE = 0.2  # of a pupil's level from year to year, on the log scale


class Absence:
    """Makes the extracts of the school years, one after the other; a pupil's level goes on from year to year. Made by
    `demo.extracts` if the plan needs school absence; `extract` must be called in the order of the years."""

    source = "elevfravaer"

    def __init__(self, life: Life) -> None:
        """Begin with no level of absence for any child, and with all children in municipal schools. Called once, before
        the first school year's synthetic extract is made."""
        self.life = life
        self.children = life.persons.children
        self.rate = np.full(len(self.children), np.nan)  # by child, its share of days absent; nan before school
        self.municipal = np.ones(len(self.children), bool)  # by child, whether it goes to a municipal school
        self._schools_chosen = False
        # Of the latest school year delivered: its pupils, as indices of the persons, their share of days absent and
        # their grade. Participants are chosen by them.
        self.latest, self.latest_grade = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self.latest_share = np.zeros(0)

    def _choose_schools(self, pupil: np.ndarray, region: np.ndarray, rng: np.random.Generator) -> None:
        """Send synthetic children outside the areas to other schools, until the municipal ones have demo.yaml's number
        of pupils.

        Called once, before the first school year's extract is made. Children who ever live in an area all go to a
        municipal school. pupil: by child, whether it is in a grade. region: by child and month of the school year, the
        number of the region (an area, or the rest of the municipality); -1 where not in the municipality.
        """
        elsewhere = self.life.calibration.elsewhere
        outside = (region == elsewhere) & pupil[:, None]
        months = region.shape[1]
        inside = ((region >= 0) & pupil[:, None]).sum() - outside.sum()
        wanted = self.life.calibration.settings.municipality.pupils * months - inside
        share = 1 - min(max(wanted / max(outside.sum(), 1), 0), 1)
        all_months = self.life.persons.region[self.children]
        never_inside = np.flatnonzero(~((all_months >= 0) & (all_months < elsewhere)).any(1))
        going = outside[never_inside].sum() / max(outside.sum(), 1)
        self.municipal[pick(rng, never_inside, round(share / max(going, 1e-9) * len(never_inside)))] = False
        self._schools_chosen = True

    def extract(self, span: Span) -> Columns:
        """The synthetic rows of a school year, as columns: one for each pupil of a municipal school and month. Called
        for each school year that is delivered, in order of time. Months in which the pupil is not in the municipality
        have no row."""
        rng, persons, timeline = self.life.draws(f"absence {span.id}"), self.life.persons, self.life.timeline
        months = timeline.school_months(span)
        all_regions = persons.region[self.children][:, months]
        grades = find_grade(persons.born_year[self.children], persons.tenth[self.children], span.start.year)
        if not self._schools_chosen:
            self._choose_schools(grades >= 0, all_regions, rng)
        who = np.flatnonzero((grades >= 0) & self.municipal & (all_regions >= 0).any(1))
        region = all_regions[who]
        possible = np.where(region >= 0, timeline.school_days(months), 0)
        absent = self._draw_absence(span, who, region, possible, rng)
        self.latest, self.latest_grade = self.children[who], grades[who]
        self.latest_share = absent.sum(1) / np.maximum(possible.sum(1), 1)
        row, column = np.nonzero(region >= 0)
        return {
            "person": self.children[who][row],
            "month": months[column],
            "klassetrin": grades[who][row],
            "maaned": timeline.first_days(months)[column],
            "skoledage": possible[row, column],
            "fravaersdage": absent[row, column],
        }

    def _draw_absence(
        self, span: Span, who: np.ndarray, region: np.ndarray, possible: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """Synthetic days absent in a school year, by pupil and month: as printed in the baseline year, else by each
        pupil's rate. Called for each year's extract. who: the pupils, as indices of `self.children`. region, possible:
        by pupil and month, the region's number (-1 outside the municipality) and the school days (0 there)."""
        last = find_last_region(region)
        if span in (self.life.baseline(MEAN), self.life.baseline(SHARE)):
            return self._calibrate(who, region, last, possible, rng)
        self._go_on(span, who, last, rng)
        return rng.binomial(possible, self.rate[who][:, None])

    def _calibrate(
        self, who: np.ndarray, region: np.ndarray, last: np.ndarray, possible: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """Synthetic pupils' days absent in the baseline year, by pupil and month, that give the printed mean and share
        of high absence.

        Called when that year's extract is made. who: the pupils, as indices of `self.children`. region, possible: by
        pupil and month, the region (area, or rest of the municipality) and the school days. last: by pupil, the region
        it is counted in. Each pupil's rate is set in `self.rate` and the figures in `life.figures`, for later years and
        the calibration report.
        """
        life, calibration = self.life, self.life.calibration
        pupils = life.count_by_region(last)
        high = draw_exact_counts(rng, last, calibration.counts(SHARE, pupils))
        sizes = [int(possible[region == r].sum()) for r in range(life.regions)]
        totals = calibration.counts(MEAN, sizes)
        level = np.array([t / max(s, 1) for t, s in zip(totals, sizes, strict=True)])
        share = np.bincount(last[high], minlength=life.regions) / np.maximum(pupils, 1)
        far_over = self._choose_far_over(last, high, pupils)
        self.rate[who] = _draw_levels(high, _expect_low_mean(level, share)[last], rng, far_over)
        absent = rng.binomial(possible, self.rate[who][:, None])
        bounds = calculate_bounds(possible, high, far_over)
        adjust_shares(absent, possible, bounds, rng)
        for r in range(life.regions):
            adjust_total(absent, possible, bounds=bounds, here=region == r, total=totals[r], rng=rng)
        life.figures[MEAN, ""] = Figure([int(absent[region == r].sum()) for r in range(life.regions)], sizes)
        over = absent.sum(1) * 10 > possible.sum(1)
        life.figures[SHARE, ""] = Figure(life.count_by_region(last, over), pupils)
        if far_over is not None:
            far = absent.sum(1) * 100 > possible.sum(1) * 15
            life.figures[FAR_OVER, ""] = Figure(life.count_by_region(last, far), pupils)
        return absent

    def _choose_far_over(self, last: np.ndarray, high: np.ndarray, pupils: list[int]) -> np.ndarray | None:
        """By pupil, whether it is to be absent more than 15 percent of the baseline year, drawn among those over 10;
        None where the plan does not ask for it. Called when that year's extract is made. last: by pupil, the region it
        is counted in. high: whether it is over 10 percent. pupils: by region."""
        life = self.life
        if life.baseline(FAR_OVER) is None:
            return None
        among = life.count_by_region(last, high)
        counts = [min(n, most) for n, most in zip(life.calibration.counts(FAR_OVER, pupils), among, strict=True)]
        far_over = np.zeros(len(last), bool)
        highest = np.flatnonzero(high)
        far_over[highest] = draw_exact_counts(life.draws("absence far over"), last[highest], counts)
        return far_over

    def _go_on(self, span: Span, who: np.ndarray, last: np.ndarray, rng: np.random.Generator) -> None:
        """Set the synthetic pupils' shares of days absent for another year: a pupil of the year before keeps the share,
        with drift and noise; a new one gets one drawn for the region. Called for each school year but the baseline's.
        who: the pupils, as indices of `self.children`. last: by pupil, the region where the pupil is counted."""
        life = self.life
        new = np.isnan(self.rate[who])
        means = life.list_baseline_shares(MEAN)
        factor = life.trends.at(MEAN, span.end, last, means) / life.trends.at(MEAN, span.start, last, means)
        noisy = self.rate[who] * factor * np.exp(rng.normal(0, _NOISE, len(who)) - _NOISE**2 / 2)
        share, level = (life.expect_shares(key, span)[last] for key in (SHARE, MEAN))
        at_random = rng.random(len(who))
        far_over = None if life.baseline(FAR_OVER) is None else at_random < life.expect_shares(FAR_OVER, span)[last]
        fresh = _draw_levels(at_random < share, _expect_low_mean(level, share), rng, far_over)
        self.rate[who] = np.clip(np.where(new, fresh, noisy), 0.002, 0.9)


def _expect_low_mean(level: np.ndarray, share: np.ndarray) -> np.ndarray:
    """The mean absence to expect of synthetic pupils absent under 10 percent, where `level` is the mean of all and
    `share` of them are over. Called before their levels of absence are drawn. All three are shares (1 is all), one for
    each pupil."""
    return (level - share * _HIGH_MEAN) / np.maximum(1 - share, 0.05)


def _draw_levels(
    high: np.ndarray, low_mean: np.ndarray, rng: np.random.Generator, far_over: np.ndarray | None
) -> np.ndarray:
    """A level of absence for each synthetic pupil, as a share of its school days: about `_HIGH_MEAN` for those over 10
    percent, and about `low_mean` for the others. Called for the pupils of each school year; in others than the
    baseline's only new pupils get the level drawn. high: by pupil, whether it is over. low_mean: by pupil. far_over:
    by pupil, whether it is over 15 percent too, whose mean is then `_FAR_MEAN`; None where nobody asks."""
    mean = np.clip(low_mean, 0.01, 0.08)
    low = np.minimum(rng.gamma(4, mean / 4), 0.08)
    if far_over is not None:
        above = np.where(far_over, 0.16 + rng.gamma(1.2, (_FAR_MEAN - 0.16) / 1.2, len(high)), 0)
        between = 0.11 + rng.random(len(high)) * 0.035
        return np.where(high, np.clip(np.where(far_over, above, between), 0, 0.85), low)
    return np.where(high, np.clip(0.11 + rng.gamma(1.2, (_HIGH_MEAN - 0.11) / 1.2, len(high)), 0, 0.85), low)
