"""The Danish of the state's criteria: limits, distances and statuses in words."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis import danish
from hpanalysis.report.criteria.rows import CriterionRow
from hpanalysis.tables import AreaStatus, CriterionMet, CriterionName

# What an area is called with its article; nothing is said of `ingen` and `kan ikke afgøres` in this form.
WITH_ARTICLE = {
    AreaStatus.PREVENTION: "et forebyggelsesområde",
    AreaStatus.VULNERABLE: "et udsat boligområde",
    AreaStatus.PARALLEL: "et parallelsamfund",
    AreaStatus.TRANSFORMATION: "et omdannelsesområde",
}
_MANY = {
    AreaStatus.PREVENTION: "forebyggelsesområder",
    AreaStatus.VULNERABLE: "udsatte boligområder",
    AreaStatus.PARALLEL: "parallelsamfund",
    AreaStatus.TRANSFORMATION: "omdannelsesområder",
}
# What the persons are that a share counts, for one and for several.
_PERSONS = {
    CriterionName.EMPLOYMENT: ("person uden tilknytning", "personer uden tilknytning"),
    CriterionName.CONVICTED: ("dømt", "dømte"),
    CriterionName.EDUCATION: ("person med kun grundskole", "personer med kun grundskole"),
    CriterionName.NON_WESTERN: ("beboer fra ikke-vestlige lande", "beboere fra ikke-vestlige lande"),
}
_TIMES = "gange"


def name_list(list_year: int) -> str:
    """A list by its day: `statens liste fra 1. december 2025`. Called for the sentences of the page."""
    return f"statens liste fra 1.{danish.NBSP}december {list_year}"


def name_many(status: AreaStatus, count: int) -> str:
    """A status as it is said of `count` areas: `et udsat boligområde`, `udsatte boligområder`. Called for the
    summary."""
    return WITH_ARTICLE[status] if count == 1 else _MANY[status]


def format_in_unit(number: Decimal, row: CriterionRow) -> str:
    """A number in a criterion's unit: `43,8 pct.`, `2,74 gange landets`. Called for each figure."""
    if row.unit == _TIMES:
        return f"{danish.format_number(number, 2)} gange landets"
    return f"{danish.format_number(number, 1)}{danish.NBSP}pct."


def state_limit(row: CriterionRow) -> str:
    """When a criterion is met: `over 40 pct.`, `mindst 3 gange landets`, `under 55 pct. af regionens`. Called for the
    head of each column."""
    number = danish.format_exactly(row.limit.normalize())
    unit = "gange landets" if row.unit == _TIMES else f"{danish.NBSP}pct.".strip()
    of = " af regionens" if row.name is CriterionName.INCOME else ""
    space = " " if row.unit == _TIMES else danish.NBSP
    return f"{row.comparison} {number}{space}{unit}{of}"


def state_distance(row: CriterionRow) -> str:
    """How far a figure is from its limit: `3,8 point over grænsen`; "" where the figure is not known. Called for each
    cell of the matrix."""
    if row.distance is None:
        return ""
    unit = "gange" if row.unit == _TIMES else "point"
    size = abs(row.distance)
    over = (row.met is CriterionMet.MET) is not (row.name is CriterionName.INCOME)
    side = f"{'over' if over else 'under'} grænsen"
    # A distance that rounds to nought is told without a number, because the limit itself has a side too.
    return f"{danish.format_number(size, 2 if unit == 'gange' else 1)} {unit} {side}" if size else f"lige {side}"


def state_persons(row: CriterionRow) -> str:
    """How many persons a figure is from the other side of its limit: `11 færre personer uden tilknytning`; "" for
    income, and where it is not known. Called for each cell of the matrix."""
    if row.persons is None or row.name not in _PERSONS:
        return ""
    noun = _PERSONS[row.name][row.persons != 1]
    return f"{danish.format_number(row.persons)} {'færre' if row.met is CriterionMet.MET else 'flere'} {noun}"


def state_next_year(row: CriterionRow) -> str:
    """What next year's figure may be for the criterion not to be met: `højst 38,4 pct.`; that no figure is low enough
    where it would have to be below 0; "" where it is not known. Called for each cell of the table of next year."""
    if row.next_year is None:
        return ""
    if row.next_year < 0:
        return "intet tal er lavt nok"
    if row.comparison == "under":
        return f"mindst {format_next(row)}"
    return f"{'højst' if row.next_year_itself else 'under'} {format_next(row)}"


def format_next(row: CriterionRow) -> str:
    """Next year's bound in per cent, for the convicted with two decimals. Called for the bound's words."""
    assert row.next_year is not None  # asked only where there is a bound
    decimals = 2 if row.name is CriterionName.CONVICTED else 1
    return f"{danish.format_number(row.next_year, decimals)}{danish.NBSP}pct."
