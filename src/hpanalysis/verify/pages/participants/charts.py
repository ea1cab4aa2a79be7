"""The charts of coverage on the page deltagere: what each must show, as numbers to be drawn and words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hpanalysis.verify.pages.participants import words
from hpanalysis.verify.pages.participants.held import ParticipantsHeld, Row, ToldActivity, is_shown
from hpanalysis.verify.pages.pieces import Piece, make_table

FOLDER = "grafer/deltagere"
_LINKS = (("tegning (SVG)", "svg"), ("tal (CSV)", "csv"))


class DrawnRow(NamedTuple):
    """A row of a chart: an activity's coverage. Numbers are None where none is shown."""

    name: str
    text: str
    value: float | None
    lo: float | None
    hi: float | None
    hardest: float | None


class Chart(NamedTuple):
    """A chart: what is drawn, and the words around it."""

    name: str  # of its files
    title: str
    rows: list[DrawnRow]
    told: list[tuple[DrawnRow, str, str]]  # each with its interval, and the coverage of the worst placed


def _make_row(name: str, row: Row, hardest: Row | None) -> tuple[DrawnRow, str, str]:
    """A row of a chart, with the words for its interval and for the worst placed. Called for each activity with a
    reach."""
    if not is_shown(row):
        return DrawnRow(name, row["status"], None, None, None, None), "", ""
    value, lo, hi = (float(row[column]) for column in ("value", "lo", "hi"))
    beside = hardest if hardest is not None and is_shown(hardest) else None
    drawn = DrawnRow(name, words.write_share(row), value, lo, hi, None if beside is None else float(beside["value"]))
    return drawn, words.write_interval(row), "" if beside is None else words.write_share(beside)


def make_chart(held: ParticipantsHeld, agreement: str, activities: Sequence[ToldActivity]) -> Chart | None:
    """The chart of a delaftale; None where no coverage is shown. Called for each."""
    told = [
        _make_row(activity.name, row, held.find_hardest(activity))
        for activity in activities
        if (row := held.find_whole(activity)) is not None
    ]
    rows = [row for row, _, _ in told]
    if not any(row.value is not None for row in rows):
        return None
    return Chart(f"daekning-{agreement}", f"Dækning, {held.agreements[agreement]}", rows, told)


def list_charts(held: ParticipantsHeld) -> list[Chart]:
    """The charts in the page's order. Called for what is drawn."""
    if not held.courses:
        return []
    return [chart for one in held.sections if (chart := make_chart(held, *one)) is not None]


def list_pieces(chart: Chart) -> Iterator[Piece]:
    """The words of a chart. Called for each."""
    shown = [row for row in chart.rows if row.value is not None]
    most = max(shown, key=lambda row: row.value or 0.0)
    yield Piece("figcaption", f"{'Størst dækning' if len(shown) > 1 else 'Dækning'}: {most.name} ({most.text})")
    described = "; ".join(
        f"{row.name} {row.text}{f' ({interval})' if interval else ''}"
        f"{f', de sværest stillede {hardest}' if hardest else ''}"
        for row, interval, hardest in chart.told
    )
    yield from (Piece("title", chart.title), Piece("desc", f"Prikdiagram. {described}."), Piece("p", words.KEY))
    yield Piece("p", "Hent: tegning (SVG) · tal (CSV)")
    for told, ending in _LINKS:
        yield Piece("a", told, href=f"{FOLDER}/{chart.name}.{ending}")
    yield Piece("summary", "Vis tallene som tabel")
    table: list[list[object]] = [
        [row.name, row.text, interval or words.NOT_SHOWN, hardest or words.NOT_SHOWN]
        for row, interval, hardest in chart.told
    ]
    columns = ["Planens aktivitet", "Dækning", "Usikkerhedsinterval", "De sværest stillede"]
    yield from make_table(f"{chart.title}, som tegnet", columns, table)
    source = "Dækningen som CSV-fil (deltagere.csv)"
    yield from (Piece("p", source), Piece("a", source, href="deltagere.csv"))
