"""Which test a row's target is surely met by, or why it cannot be taken."""

from __future__ import annotations

from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import reasons as words
from hpanalysis.verify.remake import tested
from hpanalysis.verify.remake.distances import GAP, LEVEL_FORMS
from hpanalysis.verify.remake.figures import SCALES, Figures, find_version, read_value
from hpanalysis.verify.remake.needs.sizes import Sizes, find_rest_sizes, find_sizes
from hpanalysis.verify.remake.needs.sure_test import SureTest

FALLING = "falling"
NUMBER = "number"


class Choice(NamedTuple):
    """The test that is taken, or the reason why there is none; neither where it rests on the persons of a baseline that
    only the plan prints. Made for each row that is asked."""

    test: SureTest | None
    obstacle: str = ""

    @property
    def is_known(self) -> bool:
        """Whether what is published tells if there is a test. Read before the later columns are held against it."""
        return self.test is not None or self.obstacle != ""


def is_asked(row: Figure, figures: Figures) -> bool:
    """Whether something is needed for a row's target. Asked of each row. Windows counted again are of the past."""
    is_form = figures.get_judging(row).target in (FALLING, *LEVEL_FORMS, NUMBER)
    is_shown = figures.is_followed(row) and figures.is_delivered(row) and read_value(row) is not None
    return is_form and is_shown and not find_version(row)


def choose_test(row: Figure, figures: Figures) -> Choice:
    """The test that a row's target is surely met by. Called for each row that is asked."""
    judging, now = figures.get_judging(row), find_sizes(row, figures)
    if now is None:
        return Choice(None, words.explain_too_few(figures.get_indicator(row).measure))
    sign, scale = judging.sign, SCALES[row.cells["unit"]]
    if judging.target == FALLING:
        return choose_change_test(row, now, figures)
    if judging.target == NUMBER:
        number = float(judging.target_value or 0) / scale
        return Choice(SureTest(sign=sign, now=now, other=None, threshold=number, is_change=False))
    rest = find_rest_sizes(row, now, figures) if all(row.cells[column] for column in GAP) else None
    if rest is None:
        return Choice(None, row.cells["versus_reason"] or words.explain_too_few(figures.get_indicator(row).measure))
    margin = -sign * float(judging.margin) / scale
    return Choice(SureTest(sign=sign, now=now, other=rest, threshold=margin, is_change=False))


def choose_change_test(row: Figure, now: Sizes, figures: Figures) -> Choice:
    """The test of a later change since the baseline. Called for what is to fall, and for a sure improvement on the way
    to a target with a size. That the row is the baseline itself is no obstacle: a later one is not."""
    judging, before = figures.get_judging(row), figures.find_baseline(row)
    if tested.is_broken(row, before, figures):
        return Choice(None, words.BREAK)
    if not judging.change_judged:
        return Choice(None, words.explain_unjudged(row, judging))
    if before is None or before.value is None:
        return Choice(None, row.cells["since_reason"] or words.NO_BASELINE)
    other = find_sizes(before.row, figures)
    if other is None:
        return Choice(None, "" if before.row is None else words.PRINTED_WITHOUT_N)
    return Choice(SureTest(sign=judging.sign, now=now, other=other, threshold=0.0, is_change=True))
