"""The table of a figure by sex or age band: the groups of each area, at the baseline and now, for the data unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.breakdowns import Breakdown
from hpanalysis.plan import Area
from hpanalysis.report import marks, numbers, places
from hpanalysis.report.html import tag
from hpanalysis.report.row.reader import Row, is_missing, read_decimal
from hpanalysis.report.tables.area_table import write_caption
from hpanalysis.report.tables.cells_in_tables import Column, make_row
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status

NOT_TESTED = "Det er ikke testet, om grupperne er forskellige: Hold usikkerhedsintervallerne op mod hinanden."
# How it is told who is of a group.
EXPLAINED = {
    Breakdown.SEX: "Kønnet er det, som CPR-nummeret siger.",
    Breakdown.AGE: "Alderen er den, som personen fylder i det år, hvor perioden slutter.",
}


def _format_count(number: object) -> str:
    """A count of a row as text, "" where there is none. Called for each count of each group."""
    return "" if is_missing(number) else danish.format_number(Decimal(str(number)))


def _make_value(speaker: Speaker, row: Row | None, column: Column) -> object:
    """A group's number in a window as a <td>: marked where the public edition would hide it, and the word for why there
    is none where there is none. Called for the baseline and for the latest window of each group. row: None where the
    window is not broken down."""
    label = column[0] if isinstance(column, tuple) else column
    if row is None:
        return "ikke delt"
    value, status = read_decimal(row["value"]), Status(str(row["status"]))
    if value is None:
        return tag("td", marks.make_state(status), class_=marks.find_state_class(status), data_l=label)
    number = numbers.format_on_mark(value, speaker.indicator)
    if status is Status.HIDDEN:
        return tag("td", tag("b", number), " ", tag("span", marks.WITHHELD), class_="num skjult", data_l=label)
    return number


def _format_limits(speaker: Speaker, row: Row) -> str:
    """A group's 95 % interval as text; `beregnes ikke` where it has none, as each number that the public edition would
    hide. Called for each group of the latest window."""
    low, high = read_decimal(row["lo"]), read_decimal(row["hi"])
    if low is None or high is None:
        return "beregnes ikke"
    return numbers.format_interval_in_table(low, high, speaker.indicator)


def list_areas(speaker: Speaker, table: pd.DataFrame) -> list[Area]:
    """The areas that a table of groups has rows of: those measured, their total, and the municipality. Called once a
    table, the published one too."""
    plan, there = speaker.release.plan, set(table["area_id"])
    areas = [*speaker.release.measured_areas(speaker.adoption), plan.total, plan.municipality]
    return [area for area in areas if area.id in there]


def _make_area_rows(speaker: Speaker, heads: list[Column], table: pd.DataFrame) -> Iterator[Markup]:
    """The rows of one area, a group each, in the order of the table. Called for each area. table: its rows alone."""
    now = table[table["latest"]]
    before = {row["group_id"]: row for row in table[~table["latest"]].to_dict("records")}
    for row in now.to_dict("records"):
        values = [_make_value(speaker, row, heads[-5]), _format_limits(speaker, row)]
        counts = [_format_count(row[name]) for name in ("numerator", "denominator", "persons")]
        baseline = [_make_value(speaker, before.get(row["group_id"]), heads[1])] if len(heads) > len(values) + 4 else []
        yield make_row(heads, danish.capitalise(row["group"]), [*baseline, *values, *counts])


def make_breakdown_table(speaker: Speaker, table: pd.DataFrame, breakdown: Breakdown) -> Markup:
    """The table of an indicator by sex or age band: for each area, the total and the municipality a row a group, with
    the baseline's number, the number now, its interval and counts. Called for a breakdown in a notebook, where the
    edition is the confidential one. table: the breakdown's rows of `tables.BREAKDOWNS`, those of the latest window
    among them; speaker: the indicator and its Danish words."""
    now = str(table.loc[table["latest"], "window"].iloc[0])
    heads: list[Column] = [danish.capitalise(breakdown.name_da)]
    if not table["latest"].all():
        before = str(table.loc[~table["latest"], "window"].iloc[0])
        heads.append((f"Udgangspunkt {speaker.name_period(before).short}", "num"))
    heads += [(speaker.name_period(now).short, "num"), ("Usikkerhedsinterval", "num")]
    heads += [("Antal", "num"), ("Ud af", "num"), ("Personer", "num")]
    groups = [
        (places.name_in_table(area), list(_make_area_rows(speaker, heads, table[table["area_id"] == area.id])))
        for area in list_areas(speaker, table)
    ]
    title = speaker.indicator.title
    caption = write_caption(speaker).replace(title, f"{title}, efter {breakdown.name_da}", 1)
    return tag("div", make_grouped_table(caption, heads, groups), class_="taet")
