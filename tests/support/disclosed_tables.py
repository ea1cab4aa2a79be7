"""Disclosed tables written out for tests of the judge: a few figures, the rest of the row filled in as it follows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd

import shared_plans
from hpanalysis import judge
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Measure
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.tables import LINKED, MEASURED, Disclosed, Status

HALF = HalfYear.parse("2026H1")
RANDERS = shared_plans.read(shared_plans.RANDERS)
AREAS = [area.id for area in RANDERS.areas]
TOTAL, MUNICIPALITY = RANDERS.total.id, RANDERS.municipality.id

_BEHIND = ("numerator_persons", "complement_persons")
COLUMNS = [column for column in MEASURED.names if column not in _BEHIND]


def year(number: int) -> tuple[str, date, date]:
    """A calendar year as a window."""
    return str(number), date(number, 1, 1), date(number, 12, 31)


def school_year(number: int) -> tuple[str, date, date]:
    """The school year that begins in August of a year."""
    return f"{number}-{(number + 1) % 100:02}", date(number, 8, 1), date(number + 1, 7, 31)


def first_of_september(number: int) -> tuple[str, date, date]:
    return f"{number}-09-01", date(number, 9, 1), date(number, 9, 1)


def figure(indicator_id: str, window: tuple[str, date, date], area_id: str, numerator, denominator=None, **given):
    """A row of `Disclosed.table`. A share of heads has the sums that follow from its counts."""
    row = dict.fromkeys(COLUMNS) | {
        "indicator_id": indicator_id,
        "window": window[0],
        "window_start": window[1],
        "window_end": window[2],
        "area_id": area_id,
        "half_year": "2026H1",
        "definition_version": 1,
        "numerator": None if numerator is None else Decimal(numerator),
        "denominator": denominator,
        "delivered_in": "2026H1",
        "status": Status.SHOWN.value,
    }
    if catalogue.indicators()[indicator_id].measure is Measure.SHARE and numerator is not None:
        row |= {"denominator_persons": denominator, "sum_nn": numerator, "sum_nd": numerator, "sum_dd": denominator}
    return row | given


def hidden(indicator_id: str, window: tuple[str, date, date], area_id: str) -> dict:
    return figure(indicator_id, window, area_id, None, status=Status.HIDDEN.value)


def disclosed(*rows: dict, linked: pd.DataFrame | None = None) -> Disclosed:
    links = pd.DataFrame(columns=LINKED.names) if linked is None else linked
    return Disclosed(pd.DataFrame(list(rows), columns=COLUMNS), links)


def judged(*rows: dict, linked: pd.DataFrame | None = None, plan: plans.Plan = RANDERS, **given) -> pd.DataFrame:
    """The judged table, its rows by (indicator, window, area)."""
    table = judge.judge(disclosed(*rows, linked=linked), plan, HALF, **given)
    return table.set_index(["indicator_id", "window", "area_id"])
