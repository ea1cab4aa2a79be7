"""A course that is chosen for the synthetic figures: they improve, stay as they are, or worsen, in a known size.

Improvement is the straight line that `judge` holds figures against: from the level at the end of the baseline's window
to the target at the plan's end. A target that is a number, or the level of the rest of the municipality, has a size;
one that only says which way the figure is to go has none, and `CHANGE` stands for it. The rest of the municipality
stays as it is, so that it is known what is true of the difference. Made up, all of it: a course says what the verdicts
make of figures that go one way, not what a helhedsplan can do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

import numpy as np

from hpanalysis.danish import join_words
from hpanalysis.definitions.catalogue import indicators
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import Delivery
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.demo.calibration.trends import Trends
from hpanalysis.errors import WrongUse
from hpanalysis.plan import Plan, Target

# How much of its level a figure moves up to the plan's end where its target has no size: a quarter. The size is chosen,
# not measured: large enough to be seen in the total of the areas, and small enough that it does not show at once.
CHANGE = 0.25

_MUNICIPALITY = frozenset(
    {Target.AT_MUNICIPALITY, Target.AT_OR_ABOVE_MUNICIPALITY, Target.FOLLOW_MUNICIPALITY, Target.DEVELOPMENT}
)


class Course(Enum):
    """What the synthetic figures do after the baseline, if the command `hpanalysis demo` is asked for it by its word.
    Without one they drift by demo.yaml (`Trends`)."""

    IMPROVEMENT = "improvement"  # along the straight line to each target
    NONE = "none"  # the levels stay as at the baseline
    WORSENING = "worsening"  # as far the wrong way as improvement goes the right way

    @classmethod
    def parse(cls, word: str) -> Course:
        """The course by its word; `WrongUse` for any other. Called for the option `--course`."""
        try:
            return cls(word)
        except ValueError:
            raise WrongUse(
                "Udviklingen kendes ikke.",
                place="Tilvalget --course",
                expected=f"{join_words([course.value for course in cls], 'eller')}.",
                do="Ret ordet, eller udelad tilvalget.",
            ) from None


def _find_improved_level(
    target: Target, number: float | None, sign: int, levels: np.ndarray, municipality: float
) -> np.ndarray:
    """By region, the level that a figure has at the plan's end if it improves. Called by `_find_end`. target, number:
    the target's form, and its number in raw units (None without one). sign: +1 where a high figure is good, else -1. A
    level that is at its target already stays; one whose target has no size moves a quarter (`CHANGE`)."""
    if target is Target.NUMBER or target in _MUNICIPALITY:
        goal = municipality if number is None else number
        return np.where(sign * (goal - levels) > 0, goal, levels)
    return levels * (1 + sign * CHANGE)


class CourseTrends(Trends):
    """The factor on the level of an indicator along a course, by day and region: 1 up to the end of the baseline
    window, and from there a straight line to the plan's end. In place of `Trends` where a course is chosen; no area
    differs from the others by chance, because what is true must be known."""

    follows_line = True

    def __init__(
        self, plan: Plan, settings: Settings, deliveries: list[Delivery], draws: Draws, *, course: Course
    ) -> None:
        """Find where each indicator's line begins. Called once, when the synthetic town is made, if a course is asked
        for. deliveries: all that the plan owes up to the demo's last half-year."""
        super().__init__(plan, settings, deliveries, draws)
        self.plan, self.course = plan, course

    def _find_end(self, key: str, levels: np.ndarray, municipality: float) -> np.ndarray:
        """By region, the level of an indicator (key) at the plan's end, in the unit of `levels` (shares from 0 to 1,
        means as they are). Called for each factor. levels: at the baseline. municipality: the level of what the areas
        are compared with. Worsening mirrors improvement; where the target is met already, it is a quarter."""
        indicator, adoption = indicators()[key], self.plan.adoption(key)
        sign = indicator.direction.sign
        number = None if adoption.target_value is None else float(adoption.target_value) / indicator.unit.scale
        improved = _find_improved_level(adoption.target, number, sign, levels, municipality)
        if self.course is Course.IMPROVEMENT:
            return improved
        if self.course is Course.NONE:
            return levels
        return np.where(improved == levels, levels * (1 - sign * CHANGE), 2 * levels - improved)

    def at(self, key: str, day: date, regions: np.ndarray, levels: Sequence[float] | np.ndarray) -> np.ndarray:
        """The factor that brings an indicator's level to its line on a day, one for each region given; as `Trends.at`.
        levels: by region, the level at the baseline, from which the line goes; the rest of the municipality, last,
        stays as it is. A level of 0 stays 0."""
        if key not in self._start:
            return np.ones(len(regions))
        before = np.asarray(levels, dtype=float)
        end = self._find_end(key, before, before[-1])
        end[-1] = before[-1]
        ratio = np.divide(end, before, out=np.ones(len(before)), where=before > 0)
        return (1 + (ratio - 1) * self._find_way_gone(self._start[key], day))[regions]

    def at_table(self, key: str, start: int, year: int, *, level: float, municipality: float, inside: bool) -> float:
        """The factor that brings a figure of LBF's tables (the national fund of social housing) to its line in a year;
        as `Trends.at_table`. start: the year that the line begins with. level, municipality: in that year, of the area
        and of what it is compared with. inside: whether it is of the plan's areas or of them all; others stay."""
        if not inside or level <= 0:
            return 1.0
        ratio = float(self._find_end(key, np.array([level]), municipality)[0]) / level
        return 1 + (ratio - 1) * self._find_way_gone(date(start, 12, 31), date(year, 12, 31))

    def _find_way_gone(self, start: date, day: date) -> float:
        """How much of the way from a line's start to the plan's end is gone on a day: 0 up to the start, 1 at the end
        and after it. Called for each factor."""
        return min(max((day - start).days / (self.plan.settings.end - start).days, 0.0), 1.0)
