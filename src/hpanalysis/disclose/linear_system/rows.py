"""Measured and what is published -> the rows a pattern is chosen over, each with what is settled of it beforehand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.disclose.primary import apply_primary_rule
from hpanalysis.disclose.relations import compute_most_per_person, list_blocks
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY, Status

NUMBERS = Status.words_with_counts()

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Row:
    """A figure: indicator, window and area.

    numerator, denominator: None where not known here (hidden in an earlier publication, and not measured now); a count
    has no denominator. rule: the primary rule that hides it, or None. hidden: True or False where that is settled, None
    where it is to be chosen. most: the most one person can add. blocks: the pieces of time the window is the sum of.
    """

    key: Key
    numerator: float | None
    denominator: float | None
    rule: str | None
    hidden: bool | None
    most: int
    blocks: tuple[str, ...]

    @property
    def indicator_id(self) -> str:
        return self.key[0]

    @property
    def window(self) -> str:
        return self.key[1]

    @property
    def area_id(self) -> str:
        return self.key[2]

    @property
    def name(self) -> str:
        """The id as reports, charts and messages write it."""
        return "/".join(self.key)


def _read_number(value) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def read_numbers(row) -> tuple[float | None, float | None]:
    """Numerator and denominator as published: a count of 0 is 0, and 0 of 0 is 0 of 0."""
    if row.status == Status.NO_PERSONS.value:
        return 0.0, 0.0
    return 0.0 if row.status == Status.NO_CASES.value else _read_number(row.numerator), _read_number(row.denominator)


@dataclass(frozen=True)
class PublishedBefore:
    """What the publications tell of a figure. shown: its numbers in each that shows them, the latest last."""

    shown: tuple[tuple[float | None, float | None], ...] = ()
    hidden: bool = False

    def settles(self, row: Row) -> bool | None:
        """What is settled of a row: shown stays shown and hidden hidden, and what is small is hidden."""
        if self.shown:
            return False
        return True if self.hidden or row.rule is not None else None


def read_publications(published: pd.DataFrame | None) -> dict[Key, PublishedBefore]:
    """Key -> what is told of it. published: columns `tables.KEY`, status, numerator, denominator, oldest first."""
    found: dict[Key, PublishedBefore] = {}
    for row in () if published is None else published.itertuples(index=False):
        key = tuple(getattr(row, column) for column in KEY)
        before = found.get(key, PublishedBefore())
        if row.status in NUMBERS:
            found[key] = replace(before, shown=(*before.shown, read_numbers(row)))
        elif row.status == Status.HIDDEN.value:
            found[key] = replace(before, hidden=True)
    return found


def _make_row(key: Key, numbers: tuple, rule: str | None, span: tuple[date, date]) -> Row:
    indicator = catalogue.indicators()[key[0]]
    made_of = list_blocks(indicator, key[1], *span)
    return Row(key, *numbers, rule, None, compute_most_per_person(indicator, key[1], *span), made_of)


def _list_rows_only_published(
    found: dict[Key, PublishedBefore], here: dict[Key, Row], spans: dict[tuple[str, str], tuple]
) -> list[Row]:
    """Figures of earlier publications that this table has no number for: shown there, or hidden."""
    rows = []
    for key, each in found.items():
        if key not in here and key[0] in catalogue.indicators() and (each.shown or each.hidden):
            numbers = each.shown[-1] if each.shown else (None, None)
            rows.append(replace(_make_row(key, numbers, None, spans[key[:2]]), hidden=not each.shown))
    return rows


def _read_spans(tables: list[pd.DataFrame]) -> dict[tuple[str, str], tuple[date, date]]:
    """(indicator, window) -> its first and last day."""
    found = {}
    for table in tables:
        distinct = table.drop_duplicates(["indicator_id", "window"])
        for row in distinct.itertuples(index=False):
            days = (pd.Timestamp(row.window_start).date(), pd.Timestamp(row.window_end).date())
            found[row.indicator_id, row.window] = days
    return found


def _make_measured_rows(
    measured: pd.DataFrame, plan: Plan, known: dict[Key, PublishedBefore], spans: dict
) -> dict[Key, Row]:
    """The rows of the table that have a number, each with what is settled of it."""
    found = {}
    for row, rule in zip(measured.itertuples(index=False), apply_primary_rule(measured, plan.k), strict=True):
        if row.status in NUMBERS:
            key = tuple(getattr(row, column) for column in KEY)
            made = _make_row(key, read_numbers(row), rule, spans[key[:2]])
            found[key] = replace(made, hidden=known.get(key, PublishedBefore()).settles(made))
    return found


def list_rows(measured: pd.DataFrame, plan: Plan, published: pd.DataFrame | None = None) -> list[Row]:
    """The figures that have a number, in the table's order, then those known from earlier publications only.

    published: as `pattern` takes it. Of the country there is none (`find_country_rules`).
    """
    known = read_publications(published)
    spans = _read_spans([measured] if published is None or published.empty else [published, measured])
    here = _make_measured_rows(measured, plan, known, spans)
    apart = plan.country.id if plan.country else None
    found = [*here.values(), *_list_rows_only_published(known, here, spans)]
    return [row for row in found if row.area_id != apart]


def find_country_rules(
    measured: pd.DataFrame, plan: Plan, published: pd.DataFrame | None, otherwise: str
) -> dict[Key, str]:
    """Key -> rule of the country's hidden figures: it stands alone, so its primary rule is all there is to it.

    otherwise: the rule told of one that was published as hidden and is not small.
    """
    country = measured[measured["area_id"] == (plan.country.id if plan.country else None)]
    here = _make_measured_rows(country, plan, read_publications(published), _read_spans([country]))
    return {key: row.rule or otherwise for key, row in here.items() if row.hidden}
