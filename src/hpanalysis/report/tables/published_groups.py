"""The figures by sex or age band that the plan publishes: a folded block under an indicator, with a row a group."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.breakdowns import Breakdown
from hpanalysis.definitions.model import Measure
from hpanalysis.published.names import BREAKDOWNS_CSV
from hpanalysis.report import marks, numbers, places
from hpanalysis.report.html import join, make_paragraphs, tag
from hpanalysis.report.row.reader import Row, read_decimal
from hpanalysis.report.tables.breakdown_table import EXPLAINED, NOT_TESTED, list_areas
from hpanalysis.report.tables.cells_in_tables import Column, make_row
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition, Status

_BASELINE = "Udgangspunkt"
_HIDDEN = (
    "Et områdes grupper er diskretioneret sammen, når én af dem er om få personer, eller når de kan bruges til at "
    "regne sådan et tal ud."
)
_WITHOUT_INTERVAL = "Det er ikke testet, om grupperne er forskellige, og grupperne har intet usikkerhedsinterval."
_LEFT_OUT = "Opdelingen vises ikke, for sammen med det, der er udgivet før, kan den fortælle om få personer."


def _has_intervals(speaker: Speaker) -> bool:
    """Whether groups have an interval: those of a share of persons, which follows from the two counts. Called for the
    columns and for the words under them."""
    return speaker.indicator.measure is Measure.SHARE


def _make_empty(status: Status, columns: int, label: str) -> Markup:
    """The <td> of a group without a number, over the columns that it would fill, with the word for why. Called in the
    place of a group's numbers."""
    colspan = columns if columns > 1 else None
    return tag("td", marks.make_state(status), class_=marks.find_state_class(status), data_l=label, colspan=colspan)


def _read_status(row: Row) -> Status:
    """Whether a group's number is shown, and else why not. Called for each group of each window."""
    return Status(str(row["status"]))


def _make_value(speaker: Speaker, row: Row, label: str, columns: int = 1) -> object:
    """A group's number in a window, or why there is none. Called for the baseline and for the latest window."""
    value = read_decimal(row["value"])
    if value is None:
        return _make_empty(_read_status(row), columns, label)
    return numbers.format_on_mark(value, speaker.indicator)


def _make_cells(speaker: Speaker, row: Row, heads: list[str]) -> list[object]:
    """The cells of a group in the latest window: number, interval where it has one, counts. Called for each group.
    heads: of these columns."""
    value = _make_value(speaker, row, heads[0], len(heads))
    if read_decimal(row["value"]) is None:
        return [value]
    low, high = read_decimal(row["lo"]), read_decimal(row["hi"])
    limits = [] if low is None or high is None else [numbers.format_interval_in_table(low, high, speaker.indicator)]
    counts = [danish.format_number(int(str(row[name]))) for name in ("numerator", "denominator")]
    return [value, *limits, *counts]


def _make_area_rows(
    speaker: Speaker, before: list[str], heads: list[str], columns: list[Column], table: pd.DataFrame
) -> Iterator[Markup]:
    """The rows of one area, a group each, in the order of the table. Called for each area. before: the head of the
    baseline's column, none without one; heads: of the others; columns: all of them. table: the area's rows."""
    earlier = {row["group_id"]: row for row in table[~table["latest"]].to_dict("records")}
    for row in table[table["latest"]].to_dict("records"):
        baseline = [_make_value(speaker, earlier[row["group_id"]], head) for head in before]
        yield make_row(columns, danish.capitalise(str(row["group"])), [*baseline, *_make_cells(speaker, row, heads)])


def _list_heads(speaker: Speaker, table: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The head of the baseline's column (none where it is not divided), and those of the latest window's. Called once a
    table."""
    windows = table.drop_duplicates("window").set_index("latest")["window"].to_dict()
    before = [f"{_BASELINE} {speaker.name_period(windows[False]).short}"] if False in windows else []
    intervals = ["Usikkerhedsinterval"] if _has_intervals(speaker) else []
    return before, [speaker.name_period(windows[True]).short, *intervals, "Antal", "Ud af"]


def make_published_table(speaker: Speaker, table: pd.DataFrame, breakdown: Breakdown) -> Markup:
    """An indicator by sex or age band as it is published: for each area, the total and the municipality a row a group,
    and under it how it is told who is of a group. Called for the block on a delaftale's page, and for an analyst in the
    public edition. table: the breakdown's rows of `tables.PUBLISHED_BREAKDOWNS`. A sentence stands instead where the
    latest window is left out; speaker: the indicator and its Danish words."""
    if not table["latest"].any():
        return make_paragraphs([_LEFT_OUT], class_="note") or Markup()
    before, heads = _list_heads(speaker, table)
    columns: list[Column] = [danish.capitalise(breakdown.groups_da), *((head, "num") for head in (*before, *heads))]
    groups = [
        (
            places.name_in_table(area),
            list(_make_area_rows(speaker, before, heads, columns, table[table["area_id"] == area.id])),
        )
        for area in list_areas(speaker, table)
    ]
    caption = f"{speaker.indicator.title}, delt på {breakdown.groups_da}"
    hidden = [_HIDDEN] if (table["status"] == Status.HIDDEN.value).any() else []
    tested = NOT_TESTED if _has_intervals(speaker) else _WITHOUT_INTERVAL
    notes = make_paragraphs([*hidden, EXPLAINED[breakdown], tested], class_="note")
    return join([tag("div", make_grouped_table(caption, columns, groups), class_="taet"), notes, _link_file(speaker)])


def _link_file(speaker: Speaker) -> Markup | None:
    """The line that links to the groups' published file; None in the confidential edition, which has no such file.
    Called under each table. speaker: knows the edition."""
    if speaker.release.edition is not Edition.PUBLIC:
        return None
    return tag("p", tag("a", f"Grupperne som CSV-fil ({BREAKDOWNS_CSV})", href=BREAKDOWNS_CSV), class_="note")


def fold_groups(speaker: Speaker, groups: pd.DataFrame | None) -> list[Markup]:
    """The breakdowns that the plan publishes of an indicator, each folded under its name; none where it adopts none.
    Called under each indicator's table. groups: `tables.PUBLISHED_BREAKDOWNS`; speaker: the indicator and its Danish
    words."""
    if groups is None:
        return []
    folded = []
    for word in speaker.adoption.breakdowns:
        breakdown = Breakdown(word)
        chosen = (groups["indicator_id"] == speaker.indicator_id) & (groups["breakdown"] == word)
        table = make_published_table(speaker, groups[chosen], breakdown)
        folded.append(tag("details", tag("summary", f"Opdelt på {breakdown.groups_da}"), table))
    return folded
