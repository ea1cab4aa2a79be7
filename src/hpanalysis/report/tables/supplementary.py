"""The figures that the board asks for besides the plan's: what is told of each, in tables without verdicts.

They have no delmål and no target, so nothing is said of whether they are good or bad: a number, the municipality's or
the country's beside it, and how far it is from its baseline. Where two figures are of those who come and those who go,
the difference is told in words, for a count of persons is never below nought.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from hpanalysis.plan import Adoption, Area
from hpanalysis.report import figure_links, marks, numbers
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import make_paragraphs, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Status

KIND = "supplerende"  # of the group in plan.yaml
_CHANGE = "Med småt står ændringen siden udgangspunktet, i samme enhed som tallet."
_BESIDE = "Kommunen eller landet"
_NONE = "ikke vist"
_PROFILE_COLUMNS: tuple[cells_in_tables.Column, ...] = (
    "Tal",
    ("Udgangspunkt", "num"),
    ("Området", "num"),
    ("Ændring", "num"),
    (_BESIDE, "num"),
)


def list_supplementary(release: Release) -> list[Speaker]:
    """The indicators that are asked for besides, in the plan's order; none where the plan has no such group. Called for
    the section of the data report, and for an area's second table."""
    group = release.plan.figure_group(KIND)
    adopted: list[Adoption] = [] if group is None else release.plan.adopted(group.id)
    return [Speaker(release, adoption.indicator_id) for adoption in adopted]


def find_beside(speaker: Speaker, cells: Cells, window: str) -> Cell | None:
    """The municipality's (or the country's) figure in a window; None where it has none. Called for each row. It is
    shown of an indicator that is not compared too, because nothing is judged here. speaker: the indicator and its
    Danish words."""
    compared = speaker.release.compared_with(speaker.indicator_id)
    latest = cells.latest(speaker.indicator_id, compared.id)
    return latest if latest is not None and latest.window == window else None


def _format_change(speaker: Speaker, cell: Cell) -> str:
    """How far a figure is from its baseline, with its sign; "" for the baseline itself, and where it is not known or
    not public. Called for each figure. speaker: the indicator and its Danish words."""
    if cell.change is None or not cell.is_public or cell.window == cell.baseline_window:
        return ""
    return numbers.format_signed(cell.change, speaker.indicator)


def _make_number(speaker: Speaker, cell: Cell) -> list[object]:
    """A figure's number, linked to its page, and marked where only the confidential edition shows it. Called for each
    figure with a number. speaker: the indicator and its Danish words."""
    linked = figure_links.link_number(cell, numbers.format_on_mark(cell.number, speaker.indicator))
    return [linked, " ", tag("span", marks.WITHHELD)] if cell.withheld else [linked]


def _make_cell(speaker: Speaker, cell: Cell | None, column: str, *, is_beside: bool = False) -> Markup:
    """The <td> of a figure: its number and, in small, its change; or the word for why there is none. Called for each
    figure of the data report's table. is_beside: it is the municipality's or the country's, whose name stands by it
    where that is the country; speaker: the indicator and its Danish words."""
    if cell is None:
        status = Status.NOT_DELIVERED if is_beside else Status.NOT_MEASURED
        return tag("td", marks.make_state(status), class_=marks.find_state_class(status), data_l=column)
    anchor = None if is_beside else cells_in_tables.make_anchor(cell)
    if not cell.has_number:
        class_ = f"num {marks.find_state_class(cell.status)}"
        return tag("td", marks.make_state(cell.status), class_=class_, id=anchor, data_l=column, data_om=cell.about())
    small = _format_change(speaker, cell)
    if is_beside and speaker.release.plan.area(cell.area_id).is_country:
        small = speaker.release.plan.area(cell.area_id).in_text
    content = [_make_number(speaker, cell), tag("small", small) if small else None]
    class_ = "num skjult" if cell.withheld else "num"
    return tag("td", content, class_=class_, id=anchor, data_l=column, data_om=cell.about())


def _make_row(speaker: Speaker, cells: Cells, columns: list[cells_in_tables.Column]) -> Markup | None:
    """An indicator's row in the data report: name, window and who asked, then its figure in each area. None where it
    has no figure yet. Called for each. speaker: the indicator and its Danish words."""
    release = speaker.release
    latest = {area.id: cells.latest(speaker.indicator_id, area.id) for area in release.columns}
    first = next((cell for cell in latest.values() if cell is not None), None)
    if first is None:
        return None
    link = figure_links.link_definition(speaker.indicator_id, speaker.indicator.title)
    asked = tag("small", f"Spurgt af: {speaker.adoption.asked_by}")
    named = [link, tag("small", speaker.name_period(first.window).short), asked]
    values = [_make_cell(speaker, latest[area.id], area.short) for area in release.columns]
    beside = _make_cell(speaker, find_beside(speaker, cells, first.window), _BESIDE, is_beside=True)
    return cells_in_tables.make_row(columns, named, [*values, beside])


def make_supplementary_table(release: Release, cells: Cells) -> Markup | None:
    """The table of all figures asked for besides: a row an indicator, a column an area. None where there is none yet.
    Called by the data report."""
    columns: list[cells_in_tables.Column] = ["Tal", *((area.short, "num") for area in release.columns)]
    columns.append((_BESIDE, "num"))
    rows = [row for speaker in list_supplementary(release) if (row := _make_row(speaker, cells, columns)) is not None]
    if not rows:
        return None
    head, body = cells_in_tables.make_head(*columns), tag("tbody", rows)
    return tag("table", tag("caption", f"Nyeste tal. {_CHANGE}"), head, body, class_="stabel")


def _list_pairs(release: Release) -> Iterator[tuple[Speaker, Speaker]]:
    """The indicators of those who come, each with that of those who go, where the plan has both. Called for the words
    on the difference."""
    speakers = {speaker.indicator_id: speaker for speaker in list_supplementary(release)}
    for speaker in speakers.values():
        if (other := speakers.get(speaker.indicator.net_against)) is not None:
            yield speaker, other


def _say_difference(speaker: Speaker, came: Cell, went: Cell) -> str:
    """The sentence on how many more came than went: `altså 5 flere ind end ud`. Called for each area in which both are
    public. speaker: of those who came, with its Danish words."""
    assert came.numerator is not None and went.numerator is not None  # asked before
    more = int(came.numerator - went.numerator)
    told = "lige mange ind og ud" if not more else f"{abs(more)} {'flere' if more > 0 else 'færre'} ind end ud"
    area, when = speaker.name_area(came.area_id).inside, speaker.name_period(came.window).start
    return finish(
        f"{when} flyttede {came.numerator:.0f} personer på en offentlig ydelse ind {area} og "
        f"{went.numerator:.0f} ud, altså {told}."
    )


def write_differences(release: Release, cells: Cells, areas: list[Area]) -> Markup:
    """A sentence an area on how many more came than went, of each pair of figures; an area where one of the two is not
    public has none. Called by the data report and by an area's page. areas: those told of."""
    parts = []
    for speaker, other in _list_pairs(release):
        for area in areas:
            came, went = cells.latest(speaker.indicator_id, area.id), cells.latest(other.indicator_id, area.id)
            if came is None or went is None or came.window != went.window:
                continue
            if came.is_public and went.is_public and came.numerator is not None and went.numerator is not None:
                parts.append(make_paragraphs([_say_difference(speaker, came, went)], about=came.about()))
    return Markup("").join(parts)


def _make_profile_row(speaker: Speaker, cell: Cell, cells: Cells) -> Markup:
    """An indicator's row in an area's second table: baseline, figure, change, and the municipality's or the country's.
    Called for each figure of an area. speaker: the indicator and its Danish words."""
    link = figure_links.link_definition(speaker.indicator_id, speaker.indicator.title)
    named = [link, tag("small", speaker.name_period(cell.window).short)]
    baseline = cells_in_tables.make_baseline_cell(speaker, cell)
    if not cell.has_number:
        rest = cells_in_tables.make_empty_cell(cell, "Området", len(_PROFILE_COLUMNS) - 2)
        return cells_in_tables.make_row(_PROFILE_COLUMNS, named, [baseline, rest], about=cell.about())
    beside = find_beside(speaker, cells, cell.window)
    # Its change is another figure's, and the row is about this one.
    told = _NONE if beside is None or not beside.has_number else _make_number(speaker, beside)
    values = [
        baseline,
        cells_in_tables.make_value_cell(speaker, cell, "Området"),
        _format_change(speaker, cell) or "–",
        told,
    ]
    return cells_in_tables.make_row(_PROFILE_COLUMNS, named, values, about=cell.about())


def make_profile_table(release: Release, area: Area, cells: Cells) -> Markup | None:
    """An area's second table: the figures asked for besides that are measured for it; None where none is. Called for
    the area's page."""
    measured = ((speaker, cells.latest(speaker.indicator_id, area.id)) for speaker in list_supplementary(release))
    rows = [_make_profile_row(speaker, cell, cells) for speaker, cell in measured if cell is not None]
    if not rows:
        return None
    head, body = cells_in_tables.make_head(*_PROFILE_COLUMNS), tag("tbody", rows)
    caption = "Nyeste tal. Ændringen er siden udgangspunktet, i samme enhed som tallet."
    return tag("table", tag("caption", caption), head, body, class_="stabel")
