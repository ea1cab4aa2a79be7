"""What else the plan prints about an area: figures that no delmål adopts, beside those of the comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from hpanalysis.plan import Area
from hpanalysis.plan import Fact as PrintedFact
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words.printed_figures import format_period, format_value

_NOT_PRINTED = "ikke trykt"


@dataclass(frozen=True)
class Fact:
    """A figure that the plan prints of an area, in words. Made for each row of its context.csv that is about the
    area."""

    what: str  # Danish, a noun phrase
    value: str  # as it is read: `19,8 %`, `23`
    when: str  # may be empty, as may the source
    source: str
    comparisons: dict[str, str]  # area id -> the same figure of the total, the municipality or the country
    others: tuple[str, ...] = ()  # the same figure of other groups, each with its name: `den almene sektor 14 %`


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
            same = [other for other in rows if other.area_id in others and _is_same_fact(row, other)]
            comparisons = {other.area_id: format_value(other) for other in same if not other.compared_da}
            named = tuple(f"{other.compared_da} {format_value(other)}" for other in same if other.compared_da)
            what = f"{row.fact_da} ({row.compared_da})" if row.compared_da else row.fact_da
            when = format_period(row.period)
            yield Fact(what, format_value(row), when, row.source_as_printed, comparisons, named)


def _make_row(fact: Fact, shown: list[Area]) -> list[object]:
    """A printed figure as a table row: its words with date and source in small, the area's value, each comparison's.
    Called for each figure that the plan prints of an area beside the indicators, when the area's page is made. shown:
    the comparisons that have a column."""
    origin = ", ".join(filter(None, [fact.when, fact.source]))
    beside = f"Planen trykker også: {', '.join(fact.others)}" if fact.others else ""
    name = tag("span", fact.what, [tag("small", text) for text in (origin, beside) if text])
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
