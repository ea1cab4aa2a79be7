"""Why a row is not judged, or no half-year is told, in the words of the published columns, made anew.

Each is a Danish clause. Where what is not published decides between two clauses, both may stand.
"""

from __future__ import annotations

from datetime import date

from hpanalysis.published.figures import Figure
from hpanalysis.published.judging import Judging
from hpanalysis.published.month_names import MONTHS
from hpanalysis.verify.remake import course
from hpanalysis.verify.remake.figures import (
    COUNT,
    MEAN,
    RATE,
    SHARE,
    Counts,
    Earlier,
    Figures,
    find_version,
    is_pooled,
    read_counts,
    read_value,
)
from hpanalysis.verify.remake.formulas.trend import FEWEST
from hpanalysis.verify.remake.tested import is_possible

NOT_SHOWN = "tallet ikke vises"
NO_SPREAD = "tallet er leveret uden sin spredning"
NO_COMPARISON = "kommunens tal ikke måler det samme"
NO_MUNICIPALITY = "kommunens tal ikke kan vises"
COUNT_HAS_NO_SIZE = "antal ikke kan sammenlignes mellem områder af forskellig størrelse"
NO_OTHERS = "de øvrige områders tal ikke kan vises"
BREAK = "der er databrud"
OWN_LIMIT = "loven holder tallet op mod sin egen grænse"
TOLD_ONLY = "tallet er til oplysning og hverken godt eller skidt i sig selv"
COVERAGE = "mange boligafdelinger mangler i tallet"
NO_BASELINE = "udgangspunktet ikke kendes"
NO_POOLED_BASELINE = "udgangspunktet kun er opgjort for ét år"
NO_BASELINE_BY_NEW_RULE = "udgangspunktet, genberegnet efter de nye regler, ikke kan vises"
NO_YEAR_BEFORE = "der ikke er nogen opgørelse fra året før"
YEAR_BEFORE_NOT_SHOWN = "tallet fra året før ikke vises"
PRINTED_WITHOUT_N = "udgangspunktet er trykt uden antal personer"
OVERLAP = "perioderne overlapper hinanden"
ONE_POINT = "der endnu kun er én opgørelse"
NO_POOLED_COURSE = "flere år lagt sammen ikke har noget forløb"
FEW_WINDOWS = "der er færre end tre opgørelser"
ALREADY_MET = "målet er opfyldt"
NO_WANTED_COURSE = "tallet indtil nu ikke har bevæget sig den ønskede vej"
NO_LINE = "kommunens udgangspunkt ikke kan vises"
NEXT_UNKNOWN = "det ikke vides, hvornår næste opgørelse kommer"
AT_THE_END = "tallet på den lige linje først når målet, når planen slutter"
NOT_IN_PLAN = "ikke i planperioden"
SEE_POOLED = f"{NOT_IN_PLAN}; se tre år samlet"


def explain_too_few(measure: str) -> str:
    """That there are too few persons, dwellings or cases to tell anything from chance. Called where a test could never
    come out sure."""
    what = {COUNT: "sager", RATE: "boliger"}.get(measure, "personer")
    return f"antallet af {what} er for lille"


def list_reasons(row: Figure, word: str, figures: Figures) -> set[str]:
    """The reasons that there may be for a question that is not judged. Called for each such row. word: the question's
    column of the word."""
    measure = figures.get_indicator(row).measure
    if word == "versus_municipality":
        if not figures.get_judging(row).comparable:
            return {_find_reason_beside(row, figures.get_judging(row)) or NO_COMPARISON}
        return _list_of_comparison(row, figures.find_rest(row), NO_MUNICIPALITY, figures)
    if word == "versus_others":
        return (
            {COUNT_HAS_NO_SIZE}
            if measure == COUNT
            else _list_of_comparison(row, figures.find_others(row), NO_OTHERS, figures)
        )
    if word == "since_trend":
        return {_explain_no_course(row, figures)}
    if word == "since_baseline":
        before = figures.find_baseline(row)
        has_limits = bool(row.cells["change_lo"])
        return {_explain_no_change(row, before, _explain_no_baseline(row, before), has_limits, figures)}
    before = figures.find_year_before(row)
    pair = (row, None if before is None else before.row)
    has_limits = all(one is not None and bool(one.cells["lo"]) for one in pair)
    missing = NO_YEAR_BEFORE if before is None else YEAR_BEFORE_NOT_SHOWN
    return {_explain_no_change(row, before, missing, has_limits, figures)}


def _list_of_comparison(row: Figure, rest: Counts | None, missing: str, figures: Figures) -> set[str]:
    """The reasons that there may be where a row is not held against a rest. Called for the municipality and for the
    other areas. missing: the reason where the rest has no number."""
    counts, measure = read_counts(row), figures.get_indicator(row).measure
    if read_value(row) is None:
        return {NOT_SHOWN}
    if counts is None or not counts.denominator or not is_possible(rest, measure):
        return {missing}
    if measure == MEAN:
        return {NO_SPREAD}
    # The sums over persons of a rest may contradict each other, and they are not published.
    is_exact = measure == RATE or (measure == SHARE and not is_pooled(row))
    return {explain_too_few(measure)} | (set() if is_exact else {missing})


def _explain_no_baseline(row: Figure, before: Earlier | None) -> str:
    """Why the baseline of a row has no number, where it has none. Called for each change that is not judged."""
    if before is not None and before.row is not None and find_version(before.row):
        return NO_BASELINE_BY_NEW_RULE
    return NO_POOLED_BASELINE if is_pooled(row) else NO_BASELINE


def explain_unjudged(row: Figure, judging: Judging) -> str:
    """Why no change of an indicator is judged, whose definition says so. Called for each such row. Of what belongs to
    no delmål there are two reasons, which the published files cannot tell apart: the one that the row has somewhere."""
    return _find_reason_beside(row, judging) or COVERAGE


def _find_reason_beside(row: Figure, judging: Judging) -> str:
    """The reason why a figure that belongs to no delmål, or is held against the state's criterion, is not judged; ""
    for all others. Called for both questions."""
    beside = judging.target == "supplerende" and not judging.comparable and not judging.change_judged
    if judging.target == "below_state_criterion" or (beside and TOLD_ONLY not in row.cells.values()):
        return OWN_LIMIT
    return TOLD_ONLY if beside else ""


def _explain_no_change(row: Figure, before: Earlier | None, missing: str, has_limits: bool, figures: Figures) -> str:
    """Why a change is not judged that no break parts. Called for the baseline and for the year before. missing: where
    the earlier figure has no number; has_limits: whether the change has an interval."""
    if read_value(row) is None:
        return NOT_SHOWN
    if before is None or before.value is None:
        return missing
    start, end = figures.get_days(row)
    if end <= before.end or start <= before.end:
        return ONE_POINT if end <= before.end else OVERLAP
    if not figures.get_judging(row).change_judged:
        return explain_unjudged(row, figures.get_judging(row))
    return explain_too_few(figures.get_indicator(row).measure) if has_limits else PRINTED_WITHOUT_N


def _explain_no_course(row: Figure, figures: Figures) -> str:
    """Why a row that shows a number has no course. Called for each such row. A break or an event is named where it is
    what leaves too few windows."""
    judging = figures.get_judging(row)
    if is_pooled(row):
        return NO_POOLED_COURSE
    if not judging.change_judged:
        return explain_unjudged(row, figures.get_judging(row))
    if not row.cells["natural_value"]:
        return NO_SPREAD
    every, rule_day, end = course.list_uncut(row, figures), figures.find_rule_day(row), figures.get_days(row)[1]
    breaks = max((day for day in judging.breaks if day <= rule_day), default=date.min)
    event = max((day for day in judging.rebased.get(row.key[2], ()) if day <= end), default=date.min)
    if len(every) == 1:
        return ONE_POINT
    if len(every) < FEWEST or breaks == event:
        return FEW_WINDOWS
    day = max(breaks, event)
    what = "databruddet" if breaks > event else "hændelsen"
    return f"{FEW_WINDOWS} siden {what} {day.day}. {MONTHS[day.month - 1]} {day.year}"
