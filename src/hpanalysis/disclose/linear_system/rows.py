"""Measured and what is published -> the rows a pattern is chosen over, each with what is settled of it beforehand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.disclose.primary import rules
from hpanalysis.disclose.relations import blocks, most_per_person
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY, Status

NUMBERS = {status.value for status in (Status.SHOWN, Status.NO_PERSONS, Status.NO_CASES)}

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


def _number(value) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def numbers_of(row) -> tuple[float | None, float | None]:
    """Numerator and denominator as published: a count of 0 is 0, and 0 of 0 is 0 of 0."""
    if row.status == Status.NO_PERSONS.value:
        return 0.0, 0.0
    return 0.0 if row.status == Status.NO_CASES.value else _number(row.numerator), _number(row.denominator)


@dataclass(frozen=True)
class Told:
    """What the publications tell of a figure. shown: its numbers in each that shows them, the latest last."""

    shown: tuple[tuple[float | None, float | None], ...] = ()
    hidden: bool = False

    def settles(self, row: Row) -> bool | None:
        """What is settled of a row: shown stays shown and hidden hidden, and what is small is hidden."""
        if self.shown:
            return False
        return True if self.hidden or row.rule is not None else None


def told(published: pd.DataFrame | None) -> dict[Key, Told]:
    """Key -> what is told of it. published: columns `tables.KEY`, status, numerator, denominator, oldest first."""
    found: dict[Key, Told] = {}
    for row in () if published is None else published.itertuples(index=False):
        key = tuple(getattr(row, column) for column in KEY)
        before = found.get(key, Told())
        if row.status in NUMBERS:
            found[key] = replace(before, shown=(*before.shown, numbers_of(row)))
        elif row.status == Status.HIDDEN.value:
            found[key] = replace(before, hidden=True)
    return found


def _row(key: Key, numbers: tuple, rule: str | None, span: tuple[date, date]) -> Row:
    indicator = catalogue.indicators()[key[0]]
    made_of = blocks(indicator, key[1], *span)
    return Row(key, *numbers, rule, None, most_per_person(indicator, key[1], *span), made_of)


def _only_published(found: dict[Key, Told], here: dict[Key, Row], spans: dict[tuple[str, str], tuple]) -> list[Row]:
    """Figures of earlier publications that this table has no number for: shown there, or hidden."""
    rows = []
    for key, each in found.items():
        if key not in here and key[0] in catalogue.indicators() and (each.shown or each.hidden):
            numbers = each.shown[-1] if each.shown else (None, None)
            rows.append(replace(_row(key, numbers, None, spans[key[:2]]), hidden=not each.shown))
    return rows


def _spans(tables: list[pd.DataFrame]) -> dict[tuple[str, str], tuple[date, date]]:
    """(indicator, window) -> its first and last day."""
    found = {}
    for table in tables:
        distinct = table.drop_duplicates(["indicator_id", "window"])
        for row in distinct.itertuples(index=False):
            days = (pd.Timestamp(row.window_start).date(), pd.Timestamp(row.window_end).date())
            found[row.indicator_id, row.window] = days
    return found


def _measured(measured: pd.DataFrame, plan: Plan, known: dict[Key, Told], spans: dict) -> dict[Key, Row]:
    """The rows of the table that have a number, each with what is settled of it."""
    found = {}
    for row, rule in zip(measured.itertuples(index=False), rules(measured, plan.k), strict=True):
        if row.status in NUMBERS:
            key = tuple(getattr(row, column) for column in KEY)
            made = _row(key, numbers_of(row), rule, spans[key[:2]])
            found[key] = replace(made, hidden=known.get(key, Told()).settles(made))
    return found


def rows(measured: pd.DataFrame, plan: Plan, published: pd.DataFrame | None = None) -> list[Row]:
    """The figures that have a number, in the table's order, then those known from earlier publications only.

    published: as `pattern` takes it. Of the country there is none (`settled_alone`).
    """
    known = told(published)
    spans = _spans([measured] if published is None or published.empty else [published, measured])
    here = _measured(measured, plan, known, spans)
    apart = plan.country.id if plan.country else None
    found = [*here.values(), *_only_published(known, here, spans)]
    return [row for row in found if row.area_id != apart]


def settled_alone(measured: pd.DataFrame, plan: Plan, published: pd.DataFrame | None, otherwise: str) -> dict[Key, str]:
    """Key -> rule of the country's hidden figures: it stands alone, so its primary rule is all there is to it.

    otherwise: the rule told of one that was published as hidden and is not small.
    """
    country = measured[measured["area_id"] == (plan.country.id if plan.country else None)]
    here = _measured(country, plan, told(published), _spans([country]))
    return {key: row.rule or otherwise for key, row in here.items() if row.hidden}
