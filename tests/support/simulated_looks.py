"""Of simulated plans: how often a figure where nothing changes is ever called forbedret or forværret, by its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drawn_plans import PLAN, LookTest
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Measure
from hpanalysis.definitions.windows import Rolling
from hpanalysis.judge.families import mark_sure
from hpanalysis.judge.looks import Look, assign_levels
from hpanalysis.judge.outcomes import LEVEL

QUESTIONS = ("baseline", "year_before", "course")
KINDS = {
    Measure.SHARE: "andele af personer",
    Measure.CLUSTERED_SHARE: "andele af personers tid",
    Measure.COUNT: "antal",
    Measure.RATE: "rater",
    Measure.MEAN: "gennemsnit",
}


@dataclass
class Chance:
    """How many figures without change there were, and how many of them were ever called changed."""

    called: int = 0
    figures: int = 0

    @property
    def chance(self) -> float:
        return self.called / self.figures if self.figures else 0.0


def name_kind(indicator_id: str) -> str:
    """The kind of an indicator; those of rolling windows, which are looked at twice a year, by themselves."""
    indicator = catalogue.indicators()[indicator_id]
    return KINDS[indicator.measure] + (", rullende" if isinstance(indicator.window, Rolling) else "")


def _list_called(tests: Iterable[LookTest], spend: bool) -> Iterable[LookTest]:
    """The tests of one question that end in forbedret or forværret. spend: False for the level of .05 at each look."""
    own = list(tests)
    looks = [Look((test.indicator_id, test.area_id, ""), test.half_year, True) for test in own]
    levels = assign_levels(own[0].question, looks, PLAN) if spend else [LEVEL] * len(own)
    sure = mark_sure([test.make_family_test(level) for test, level in zip(own, levels, strict=True)])
    return [test for test, is_sure in zip(own, sure, strict=True) if is_sure and test.has_direction]


def measure_chances(plans: Iterable[list[LookTest]], spend: bool = True) -> Mapping[str, dict[str, Chance]]:
    """Question (and "samlet", any of them) -> kind of indicator (and "alle") -> the chance."""
    chances: dict[str, dict[str, Chance]] = {question: {} for question in (*QUESTIONS, "samlet")}
    for tests in plans:
        unchanged = {(test.indicator_id, test.area_id) for test in tests if not test.changed}
        called = {
            question: {
                (test.indicator_id, test.area_id)
                for test in _list_called((test for test in tests if test.question == question), spend)
            }
            for question in QUESTIONS
        }
        called["samlet"] = set().union(*called.values())
        for question, by_kind in chances.items():
            for figure in unchanged:
                for kind in ("alle", name_kind(figure[0])):
                    chance = by_kind.setdefault(kind, Chance())
                    chance.figures += 1
                    chance.called += figure in called[question]
    return chances
