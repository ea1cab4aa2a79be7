"""What else the plan prints about an area: figures that no delmål adopts, beside those of the comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Area
from hpanalysis.plan import Fact as PrintedFact
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables

_NOT_PRINTED = "ikke trykt"
_SCHOOL_YEAR = re.compile(r"[0-9]{2}([0-9]{2})-([0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Fact:
    """A figure that the plan prints of an area, in words. Made for each row of its context.csv that is about the
    area."""

    what: str  # Danish, a noun phrase
    value: str  # as it is read: `19,8 %`, `23`
    when: str  # may be empty, as may the source
    source: str
    comparisons: dict[str, str]  # area id -> the same figure of the total, the municipality or the country


def _format_value(row: PrintedFact) -> str:
    """A printed figure with the decimals it is printed with, and `%` after a percentage; text that is no number is
    kept. Called for each figure that the plan prints of an area, and for the same figure of the total, the municipality
    and the country."""
    printed = row.value_as_printed
    try:
        exact = Decimal(printed)
    except InvalidOperation:
        return printed
    digits = danish.format_exactly(exact)
    return f"{digits}{danish.NBSP}%" if row.unit == "percent" else digits


def _format_period(period: str) -> str:
    """The time of a printed figure in words: a school year as `skoleåret 2023/24`, a day written out; a year or another
    text is kept. Called for each figure of an area. period: as context.csv has it."""
    years = _SCHOOL_YEAR.fullmatch(period)  # 2024-10 is a month
    if years and int(years[2]) == (int(years[1]) + 1) % 100:
        return f"skoleåret {period.replace('-', '/')}"
    return danish.format_day(date.fromisoformat(period)) if _DAY.fullmatch(period) else period


def _is_same_fact(one: PrintedFact, other: PrintedFact) -> bool:
    """Whether two areas' rows of context.csv print the same fact of the same time. Called to find the total's,
    municipality's and country's figures that are shown beside an area's."""
    return (one.fact, one.period) == (other.fact, other.period)


def list_facts(release: Release, area: Area) -> Iterator[Fact]:
    """The figures of the plan's context.csv for an area, in the file's order, each with the same fact of the total,
    municipality and country where printed. Called for the table on an area's page."""
    others = [other.id for other in release.plan.all_areas if not other.is_area and other.id != area.id]
    rows = release.plan.context
    for row in rows:
        if row.area_id == area.id:
            comparisons = {
                other.area_id: _format_value(other)
                for other in rows
                if other.area_id in others and _is_same_fact(row, other)
            }
            when = _format_period(row.period)
            yield Fact(row.fact_da, _format_value(row), when, row.source_as_printed, comparisons)


def _make_row(fact: Fact, shown: list[Area]) -> list[object]:
    """A printed figure as a table row: its words with date and source in small, the area's value, each comparison's.
    Called for each figure that the plan prints of an area beside the indicators, when the area's page is made. shown:
    the comparisons that have a column."""
    origin = ", ".join(filter(None, [fact.when, fact.source]))
    name = tag("span", fact.what, tag("small", origin) if origin else None)
    return [name, fact.value, *(fact.comparisons.get(area.id, _NOT_PRINTED) for area in shown)]


def fold_context_table(release: Release, area: Area) -> Markup | None:
    """The table of what else the plan prints of an area, a column for each comparison that it prints any for, folded;
    None where it prints nothing. Called for the facts on an area's page."""
    facts = list(list_facts(release, area))
    if not facts:
        return None
    printed = {other for fact in facts for other in fact.comparisons}
    shown = [other for other in release.plan.all_areas if other.id in printed]
    columns: list[cells_in_tables.Column] = [
        "Oplysning",
        (area.short, "num"),
        *((other.short, "num") for other in shown),
    ]
    caption = "Andre tal, som planen trykker om området. De opgøres ikke igen i halvårets rapporter."
    table = cells_in_tables.make_folding_table(caption, columns, [_make_row(fact, shown) for fact in facts])
    return tag("details", tag("summary", "Andre tal, som planen trykker om området"), table)
