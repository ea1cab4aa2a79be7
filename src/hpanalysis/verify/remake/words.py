"""The words of the verdicts of indicators.csv, made anew from printed p-values, printed differences and families.

A verdict is sure where its p is among the sure ones of its family, and at most the level of the look at its figure. A
family is the same question, in the windows that one half-year shows first, of the housing areas and their total;
windows pooled, and windows counted again, by themselves. The municipality's change is in no family. What is sure is
good or bad by the printed difference, turned by the indicator's direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import tested
from hpanalysis.verify.remake.figures import (
    POOLED,
    RECOUNTED,
    Earlier,
    Figures,
    find_version,
    is_pooled,
    read_value,
)
from hpanalysis.verify.remake.formulas.families import LEVEL, find_largest_sure_p
from hpanalysis.verify.remake.looks import Looks

SUPPLEMENTARY = "supplerende"  # the target of what is asked for besides the delmål
NOT_JUDGEABLE, BREAK = "kan ikke vurderes", "databrud"
BETTER, WORSE, NO_SURE_DIFFERENCE = "bedre", "dårligere", "ikke sikkert forskellig"
IMPROVED, WORSENED, NO_SURE_CHANGE = "forbedret", "forværret", "ingen sikker ændring"


class Question(NamedTuple):
    """What a figure is compared with, and the columns of indicators.csv that tell of it."""

    p: str
    word: str
    reason: str
    good_bad_neither: tuple[str, str, str]  # the words of a test that was made


QUESTIONS = (
    Question("municipality_p", "versus_municipality", "versus_reason", (BETTER, WORSE, NO_SURE_DIFFERENCE)),
    Question("others_p", "versus_others", "others_reason", (BETTER, WORSE, NO_SURE_DIFFERENCE)),
    Question("change_p", "since_baseline", "since_reason", (IMPROVED, WORSENED, NO_SURE_CHANGE)),
    Question("year_before_p", "since_year_before", "year_before_reason", (IMPROVED, WORSENED, NO_SURE_CHANGE)),
)
# Of the line through all windows, in a package that has it.
COURSE = Question("trend_p", "since_trend", "trend_reason", (IMPROVED, WORSENED, NO_SURE_CHANGE))


def name_family(row: Figure, figures: Figures) -> str:
    """The name of the tests that a row's are weighed together with: the half-year that shows its window first, windows
    pooled apart, windows counted again apart too, and each of these without the supplementary figures, which are
    weighed by themselves. Called for each row that is followed."""
    apart = RECOUNTED if find_version(row) else POOLED if is_pooled(row) else ""
    return row.cells["half_year"] + apart + (SUPPLEMENTARY if figures.get_judging(row).target == SUPPLEMENTARY else "")


def find_thresholds(figures: Figures, column: str) -> dict[str, float]:
    """Family -> the largest p in it that is sure, -1 where none is. Called once for each question. column: the
    question's p."""
    by_family: dict[str, list[float]] = {}
    for row in figures.rows.values():
        if row.cells[column] and figures.is_followed(row):
            by_family.setdefault(name_family(row, figures), []).append(float(row.cells[column]))
    return {family: find_largest_sure_p(p_values) for family, p_values in by_family.items()}


def read_difference(row: Figure, question: Question) -> Decimal | None:
    """How far a row lies from what the question compares it with, as printed: the difference of two values, or the
    change; None where one of them is not printed. Called for each row that has a p."""
    columns = {"municipality_p": "rest_value", "others_p": "others_value"}
    changes = {"change_p": "change", "year_before_p": "year_before_change", COURSE.p: "trend"}
    value = read_value(row)
    if question.p in changes:
        text = row.cells[changes[question.p]]
        return Decimal(text) if text else None
    text = row.cells[columns[question.p]]
    return None if value is None or not text else value - Decimal(text)


def word_test(row: Figure, question: Question, threshold: float, figures: Figures) -> str | None:
    """The word that follows from a row's printed p; None where the printed difference that it rests on is missing.
    Called for each row that has a p. threshold: the largest p that is sure in its family and
    at its look."""
    difference = read_difference(row, question)
    if difference is None:
        return None
    good, bad, neither = question.good_bad_neither
    # Two figures that are printed alike are not told apart, however small the p is.
    if float(row.cells[question.p]) > threshold or difference == 0:
        return neither
    return good if difference * figures.get_judging(row).sign > 0 else bad


def has_verdict(row: Figure, question: Question, figures: Figures) -> bool:
    """Whether a row is asked a question at all, so that it has a word. Called for each row and question. Of what was
    not delivered nothing is said; the municipality is compared with nothing but itself in time; the other areas are
    asked only where both they and the area are shown; and a row without a number has no course."""
    if not figures.is_delivered(row) or (question == COURSE and read_value(row) is None):
        return False
    if question.word.startswith("since"):
        return True
    if question.word == "versus_others":
        return figures.find_others(row) is not None
    return figures.is_followed(row)


def find_before(row: Figure, question: Question, figures: Figures) -> Earlier | None:
    """The earlier figure that a question compares a row with; None for a question about places, and where there is
    none. Called for each row and question."""
    if question.word == "since_baseline":
        return figures.find_baseline(row)
    return figures.find_year_before(row) if question.word == "since_year_before" else None


def make_words(figures: Figures, question: Question) -> Iterator[tuple[Figure, str | None]]:
    """Each row with the word that a question must have in it, "" where none, and None where its printed p rests on a
    difference that is missing. Called once for each question."""
    thresholds, looks = find_thresholds(figures, question.p), Looks(figures, question.p)
    for row in figures.rows.values():
        if not has_verdict(row, question, figures):
            yield row, ""
        elif row.cells[question.p]:
            # A change of the municipality or the country is in no family.
            threshold = thresholds[name_family(row, figures)] if figures.is_followed(row) else LEVEL
            yield row, word_test(row, question, min(threshold, looks.find_level(row)), figures)
        elif tested.is_broken(row, find_before(row, question, figures), figures):
            yield row, BREAK
        else:
            yield row, NOT_JUDGEABLE
