"""Judged -> the tables of the state's criteria: each criterion of each area and list, and what the law calls the area.

Only what indicators.csv shows is read, so both tables follow from it, and a hidden figure stays hidden: whoever has the
published figures and the law gets the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pandas as pd

from hpanalysis import law
from hpanalysis.judge.criteria import words
from hpanalysis.judge.criteria.area_figures import CriterionFigures
from hpanalysis.law import AreaFigures, AreaType, Bound, CriterionId, Figures, Judged, Law, Persons, Standing
from hpanalysis.plan import Plan
from hpanalysis.tables import AREA_STATUSES, CRITERIA, Table

Cells = dict[str, object]
# Shares and incomes in per cent have one decimal, as the ministry prints them; the convicted are few, and have two.
_DECIMALS, _DECIMALS_OF_FEW = 1, 2


def _round(number: Fraction | None, decimals: int) -> float | None:
    """A number with the decimals that are published, halves away from 0; None stays None. Called for each number of a
    criterion. Whether the criterion is met is decided before, on the exact number."""
    if number is None:
        return None
    scaled = number * 10**decimals
    whole = floor(abs(scaled) + Fraction(1, 2))
    return float(Decimal(whole if scaled >= 0 else -whole).scaleb(-decimals))


def _round_bound(bound: Bound, decimals: int) -> tuple[float, bool]:
    """What next year's figure may be, and whether it may be just that: a limit that has more decimals than are
    published is drawn in to the side where the criterion is not met, so that what is published is never too much.
    Called for each criterion with a bound."""
    scaled = bound.value * 10**decimals
    whole = floor(scaled) if bound.at_most else ceil(scaled)
    return float(Decimal(whole).scaleb(-decimals)), bound.inclusive or whole != scaled


def _count_persons(one: Judged, figures: Figures, shown: CriterionFigures, area_id: str, year: int) -> int | None:
    """How many persons of the newest year put the figure on the other side of the limit; None where they are not shown,
    where not even all would do, and for income. Called for each criterion that is decided."""
    counts = shown.count(one.criterion.id, area_id, year)
    if counts is None:
        return None
    persons = law.count_persons(one.criterion, figures, year, *counts)
    return persons.to_the_other_side if isinstance(persons, Persons) else None


def _make_criterion_row(
    kind: AreaType, one: Judged, standing: Standing, area_id: str, shown: CriterionFigures, nearest: Judged | None
) -> Cells:
    """A row of `tables.CRITERIA`. Called for each criterion of each kind of area, where the plan has its measure.
    nearest: of the kind's criteria the one that the area is nearest to meeting."""
    criterion, year = one.criterion, standing.list_year
    figures = shown.find_measures(area_id)[criterion.id]
    bound = law.most_next_year(criterion, figures, year)
    next_year: float | None = None
    itself: bool | None = None
    value = None if one.value is None else one.value.value
    decimals = _DECIMALS_OF_FEW if criterion.id is CriterionId.CONVICTED else _DECIMALS
    if isinstance(bound, Bound):
        next_year, itself = _round_bound(bound, decimals)
    return {
        "list_year": year,
        "area_id": area_id,
        "area_type": words.KINDS[kind].value,
        "criterion": words.NAMES[criterion.id].value,
        "indicator_id": shown.indicators[criterion.id],
        "law_version": standing.version,
        "paragraph": criterion.paragraph,
        "years": criterion.years,
        "value": _round(value, decimals),
        "limit": float(criterion.limit),
        "comparison": criterion.comparison.value,
        "unit": criterion.unit.value,
        "met": words.TRUTHS[one.truth].value,
        "reason": "" if one.why is None else words.explain(one.why, criterion.id),
        "distance": None if value is None else _round(law.distance(criterion, value), decimals),
        "persons": None if value is None else _count_persons(one, figures, shown, area_id, year),
        "next_year": next_year,
        "next_year_itself": itself,
        "nearest": one is nearest,
    }


def _make_status_row(standing: Standing, area_id: str, is_latest: bool) -> Cells:
    """A row of `tables.AREA_STATUSES`. Called for each area and list."""
    undecided = standing.status is law.Status.UNDECIDED
    could_be = [words.STATUSES[one].value for one in standing.could_be] if undecided else []
    return {
        "list_year": standing.list_year,
        "area_id": area_id,
        "law_version": standing.version,
        "status": words.STATUSES[standing.status].value,
        "reason": words.explain_status(standing.reasons),
        "could_be": "; ".join(could_be),
        "residents": standing.residents,
        "residents_lacking": standing.residents_lacking,
        "if_enough": words.STATUSES[standing.if_enough_residents].value,
        "latest": is_latest,
    }


def _classify_area(rules: Law, shown: CriterionFigures, area_id: str) -> Iterator[Standing]:
    """What an area is on each list, the oldest first, because the law counts the years in a row. Called for each area.
    Before the first list with figures it is not known what the area was."""
    measures, residents = shown.find_measures(area_id), shown.find_residents(area_id)
    was_parallel: dict[int, bool | None] = {}
    for year in shown.list_years:
        figures = AreaFigures(measures, residents, dict(was_parallel))
        standing = law.classify(rules.version_on(law.list_day(year)), year, figures)
        kind = standing.kinds.get(AreaType.PARALLEL, law.Truth.NOT_MET)
        was_parallel[year] = None if kind is law.Truth.UNKNOWN else kind is law.Truth.MET
        yield standing


def _list_criterion_rows(standing: Standing, area_id: str, shown: CriterionFigures) -> Iterator[Cells]:
    """The rows of `tables.CRITERIA` of an area on one list. Called for each of them. A criterion that the plan has no
    measure of is left out; its area can then mostly not be decided."""
    for kind, judged in standing.judged.items():
        nearest = law.find_nearest(judged)
        for one in judged:
            if one.criterion.id in shown.indicators:
                yield _make_criterion_row(kind, one, standing, area_id, shown, nearest)


def _make_frame(rows: list[Cells], table: Table) -> pd.DataFrame:
    """Rows as a frame with the columns of their table. Called for both tables, which may have no row."""
    return pd.DataFrame(rows, columns=table.names).astype(table.dtypes)


def make_criteria_tables(judged: pd.DataFrame, plan: Plan) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables of the state's criteria (`tables.CRITERIA`, `tables.AREA_STATUSES`); both without rows where the plan
    has no measure of them. Called when a half-year's figures are computed. judged: what the public edition shows."""
    criteria: list[Cells] = []
    statuses: list[Cells] = []
    if plan.law is not None:
        shown = CriterionFigures(judged, plan)
        latest = shown.latest
        for area in plan.areas:
            for standing in _classify_area(plan.law, shown, area.id):
                criteria += _list_criterion_rows(standing, area.id, shown)
                statuses.append(_make_status_row(standing, area.id, standing.list_year == latest))
    return _make_frame(criteria, CRITERIA), _make_frame(statuses, AREA_STATUSES)
