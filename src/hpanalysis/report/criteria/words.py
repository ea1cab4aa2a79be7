"""The Danish of the state's criteria: limits, distances and statuses in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hpanalysis import danish
from hpanalysis.law import AreaType, Law, list_day
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
TIMES = "gange"  # the unit of limits that are a multiple of the country's share


def name_list(list_year: int) -> str:
    """A list by its day: `statens liste fra 1. december 2025`. Called for the sentences of the page."""
    return f"statens liste fra 1.{danish.NBSP}december {list_year}"


def name_many(status: AreaStatus, count: int) -> str:
    """A status as it is said of `count` areas: `et udsat boligområde`, `udsatte boligområder`. Called for the
    summary."""
    return WITH_ARTICLE[status] if count == 1 else _MANY[status]


def format_in_unit(number: Decimal, row: CriterionRow) -> str:
    """A number in a criterion's unit: `43,8 pct.`, `2,74 gange`. Called for each figure."""
    if row.unit == TIMES:
        return f"{danish.format_number(number, 2)} gange"
    return f"{danish.format_number(number, 1)}{danish.NBSP}pct."


def format_on_mark(number: Decimal, row: CriterionRow) -> str:
    """A number in a criterion's unit beside its mark in a chart: `43,8 %`, `2,74`. Called for charts, their tables and
    their descriptions."""
    if row.unit == TIMES:
        return danish.format_number(number, 2)
    return f"{danish.format_number(number, 1)}{danish.NBSP}%"


def state_limit_briefly(row: CriterionRow) -> str:
    """When a criterion is met, without what it is a share of: `over 40 pct.`, `mindst 3 gange`, `under 55 pct.` Called
    for the labels of a chart's limits, and for the whole words."""
    unit = "gange" if row.unit == TIMES else "pct."
    space = " " if row.unit == TIMES else danish.NBSP
    return f"{row.comparison} {danish.format_exactly(row.limit.normalize())}{space}{unit}"


def state_rule(law: Law | None, list_year: int) -> str:
    """The rule by which an area is an udsat boligområde or a parallelsamfund on a list, in a sentence; "" for a law
    that has no udsat boligområde. Called under the matrix, because without it nobody sees why one criterion is not
    enough."""
    rules = {} if law is None else law.version_on(list_day(list_year)).rules
    listed, parallel = rules.get(AreaType.VULNERABLE), rules.get(AreaType.PARALLEL)
    if listed is None or parallel is None or not parallel.required:
        return ""
    parting = parallel.required[0]
    share = danish.format_exactly(Decimal(parting.limit.numerator) / parting.limit.denominator)
    return (
        f"Et område er et udsat boligområde, når der bor mindst {danish.format_number(listed.least_residents)} og det "
        f"rammes af mindst {danish.spell_count(listed.needed, one='ét')} af de "
        f"{danish.spell_count(len(listed.counted))} første kriterier. Er så over {share} pct. af beboerne fra "
        "ikke-vestlige lande, er det et parallelsamfund."
    )


def state_limit(row: CriterionRow) -> str:
    """When a criterion is met: `over 40 pct.`, `mindst 3 gange landets`, `under 55 pct. af regionens`. Called for the
    head of each column."""
    of = " landets" if row.unit == TIMES else " af regionens" if row.name is CriterionName.INCOME else ""
    return f"{state_limit_briefly(row)}{of}"


def state_distance(row: CriterionRow) -> str:
    """How far a figure is from its limit: `3,8 point over`, `0,33 gange under`; "" where the figure is not known.
    Called for each cell of the matrix and for the warning list."""
    if row.distance is None:
        return ""
    unit = "gange" if row.unit == TIMES else "point"
    size = abs(row.distance)
    side = "over" if (row.met is CriterionMet.MET) is not (row.name is CriterionName.INCOME) else "under"
    # A distance that rounds to nought is told without a number, because the limit itself has a side too.
    return f"{danish.format_number(size, 2 if unit == 'gange' else 1)} {unit} {side}" if size else f"lige {side}"


def state_persons(row: CriterionRow) -> str:
    """How many persons a figure is from the other side of its limit: `11 færre personer`; "" for income, and where it
    is not known. Called for each cell of the matrix and for the warning list."""
    if row.persons is None:
        return ""
    noun = "person" if row.persons == 1 else "personer"
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


def state_if_it_stays(row: CriterionRow, own: Fraction | None, own_text: str) -> str:
    """What next year brings if a figure stays as it is: `Holder tallet for beskæftigelse sig på 44,1 pct., rammes
    området også næste år.` Called for the warning list, for criteria that take a mean of several years; "" for the
    others, whose figure itself is the next one's bound.

    own: the newest year's own figure, exactly, as it is published; own_text: the same as its page writes it. The bound
    is published rounded to the side where the criterion is not met, so a figure within one unit of its last decimal may
    lie on either side of it; of such a one nothing is said."""
    if row.years == 1 or own is None or row.next_year is None:
        return ""
    bound, step = Fraction(row.next_year), Fraction(1, 100 if row.name is CriterionName.CONVICTED else 10)
    also = " også" if row.met is CriterionMet.MET else ""
    if own >= bound + step:
        return f"Holder tallet for {row.name.value} sig på {own_text}, rammes området{also} næste år."
    if own < bound or (own == bound and row.next_year_itself):
        return f"Holder tallet for {row.name.value} sig på {own_text}, rammes området ikke af det næste år."
    return ""
