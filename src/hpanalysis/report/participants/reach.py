"""Whom the activities reach, a section a delaftale: a table, a chart, the worst placed, areas and ages folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.reach import BY_AGE, BY_NEED
from hpanalysis.plan import Activity, Agreement
from hpanalysis.published.names import COURSES_CSV, REACH_CSV
from hpanalysis.report import marks
from hpanalysis.report.charts.comparison_figure import link_csv_file, wrap_in_figure
from hpanalysis.report.charts.coverage_chart import CoverageMark, draw_coverage_chart
from hpanalysis.report.html import Block, fold_for_screen, join, make_paragraphs, make_section, tag
from hpanalysis.report.participants import words
from hpanalysis.report.participants.rows import CoursesRow, Participants, ReachRow, find_target, name_window
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import Status

NO_LISTS = "Der er ikke leveret lister over deltagere i dette halvår."
_COLUMNS: list[cells_in_tables.Column] = [
    "Aktivitet",
    "Målgruppe",
    ("Nået", "num"),
    ("Dækning", "num"),
    ("Deltagere i alt", "num"),
    "Forløb, der sluttede",
    "Dækning før",
]
_KEY = "Prik: dækningen. Streg: usikkerhedsintervallet. Åben rombe: de sværest stillede, hvor de kan vises."


def make_anchor(agreement: Agreement) -> str:
    """The id of a delaftale's section on the page. Called for the section, and for the links to it from other pages."""
    return f"delaftale-{agreement.id}"


def _make_status_cell(status: Status, column: str, columns: int = 1) -> Markup:
    """The cell of a number that is not shown, with the word that says why. Called in its place. columns: how many it
    stands for."""
    class_ = f"{'num ' if columns == 1 else ''}{marks.find_state_class(status)}"
    span = columns if columns > 1 else None
    return tag("td", marks.make_state(status), class_=class_, data_l=column, colspan=span)


def _make_reach_cells(row: ReachRow | None, unknown: bool) -> list[object]:
    """The cells of who was reached and of the coverage; one for both where there is none. Called for each activity.
    unknown: whether no extract knows the target group."""
    if unknown:
        return [tag("td", words.UNKNOWN_GROUP, class_="tom", colspan=2, data_l="Nået")]
    if row is None:
        return [_make_status_cell(Status.NOT_DELIVERED, "Nået", 2)]
    if row.value is None:
        return [_make_status_cell(row.status, "Nået", 2)]
    return [words.state_reached(row), [words.format_share(row.value), tag("small", words.format_interval(row))]]


def _make_cell(column: str, content: object, class_: str | None = None) -> Markup:
    """A cell with its column's name for a phone. Called for the cells after one that stands for two columns, whose
    places in the row are no longer those of their columns."""
    return tag("td", content, class_=class_, data_l=column)


def _make_courses_cells(row: CoursesRow | None) -> list[object]:
    """The cells of all participants and of the courses that ended; one for both where they are not shown. Called for
    each activity."""
    if row is None or row.participants is None:
        return [_make_status_cell(Status.NOT_DELIVERED if row is None else row.status, "Deltagere i alt", 2)]
    return [
        _make_cell("Deltagere i alt", danish.format_number(row.participants), "num"),
        _make_cell("Forløb, der sluttede", words.state_ends(row)),
    ]


def _make_before_cell(participants: Participants, activity: Activity) -> Markup:
    """The coverage of earlier half-years, a line each, or how many took part where the target group is not known;
    `ikke udgivet` without any. Called for each activity."""
    if activity.target_group:
        told = [words.state_before(row) for row in participants.list_before(activity)]
    else:
        told = [words.state_participants_before(row) for row in participants.list_courses_before(activity)]
    return _make_cell("Dækning før", [tag("small", text) for text in told] or "ikke udgivet")


def _make_row(participants: Participants, activity: Activity) -> list[object]:
    """The row of an activity. Called for each of a delaftale."""
    target, row = find_target(activity), participants.find_whole(activity)
    window = None if target is None or row is None else tag("small", name_window(target, row.window))
    told = activity.target_group_da if target is None else words.name_target(activity, target)
    return [
        activity.name_da,
        [told, window],
        *_make_reach_cells(row, target is None),
        *_make_courses_cells(participants.find_courses(activity)),
        _make_before_cell(participants, activity),
    ]


def find_hardest(participants: Participants, activity: Activity) -> ReachRow | None:
    """The reach of the worst placed of an activity's target group; None where nobody knows who they are. Called for the
    chart and for the sentences."""
    return next(iter(participants.list_groups(activity, BY_NEED)), None)


def _make_mark(participants: Participants, activity: Activity, row: ReachRow) -> CoverageMark:
    """A row of the chart. Called for each activity with a reach."""
    if row.value is None:
        return CoverageMark(name=activity.name_da, value=None, text=row.status.value)
    hardest = find_hardest(participants, activity)
    return CoverageMark(
        name=activity.name_da,
        value=row.value,
        text=words.format_share(row.value),
        lo=row.lo,
        hi=row.hi,
        hardest=None if hardest is None else hardest.value,
    )


def _describe(drawn: Sequence[tuple[CoverageMark, ReachRow]]) -> str:
    """The chart in words, for a screen reader in the drawing's place. Called for each delaftale."""
    told = []
    for mark, row in drawn:
        interval = f" ({words.format_interval(row)})" if row.is_shown else ""
        hardest = "" if mark.hardest is None else f", de sværest stillede {words.format_share(mark.hardest)}"
        told.append(f"{mark.name} {mark.text}{interval}{hardest}")
    return f"Prikdiagram. {'; '.join(told)}."


def _make_chart_table(agreement: Agreement, drawn: Sequence[tuple[CoverageMark, ReachRow]]) -> Markup:
    """The numbers that are drawn, folded under the chart. Called for each delaftale."""
    columns: list[cells_in_tables.Column] = [
        "Planens aktivitet",
        ("Dækning", "num"),
        ("Usikkerhedsinterval", "num"),
        ("De sværest stillede", "num"),
    ]
    rows = []
    for mark, row in drawn:
        hardest = "vises ikke" if mark.hardest is None else words.format_share(mark.hardest)
        rows.append([mark.name, mark.text, words.format_interval(row) or "vises ikke", hardest])
    return cells_in_tables.make_folding_table(f"Dækning, {agreement.name}, som tegnet", columns, rows)


def _make_figure(participants: Participants, agreement: Agreement, activities: Sequence[Activity]) -> Markup | None:
    """The chart of a delaftale's coverages in its <figure>; None where none is shown. Called for each delaftale."""
    rows = [(activity, participants.find_whole(activity)) for activity in activities]
    drawn = [(_make_mark(participants, activity, row), row) for activity, row in rows if row is not None]
    shown = [(mark, mark.value) for mark, _ in drawn if mark.value is not None]
    if not shown:
        return None
    most = max(shown, key=lambda one: one[1])[0]
    figure_id = f"fig-daekning-{agreement.id}"
    drawing = draw_coverage_chart(
        f"{figure_id}-b",
        [mark for mark, _ in drawn],
        title=f"Dækning, {agreement.name}",
        description=_describe(drawn),
    )
    return wrap_in_figure(
        figure_id,
        f"Størst dækning: {most.name} ({most.text})" if len(shown) > 1 else f"Dækning: {most.name} ({most.text})",
        drawing,
        note=_KEY,
        table=_make_chart_table(agreement, drawn),
        source=link_csv_file(REACH_CSV, "Dækningen som CSV-fil"),
    )


def _state_hardest(participants: Participants, activities: Sequence[Activity]) -> list[str]:
    """The sentences on whether the worst placed are reached. Called for each delaftale; empty where no target group
    knows who they are."""
    told, unknown = [], []
    for activity in activities:
        whole, hardest = participants.find_whole(activity), find_hardest(participants, activity)
        if whole is None or hardest is None:
            continue
        sentence = words.compare_hardest(activity.name_da, whole, hardest)
        told += [sentence] if sentence else []
        unknown += [] if sentence else [activity.name_da]
    return [*told, *filter(None, [words.state_hardest_unknown(unknown)])]


def _make_area_cell(row: ReachRow | None, column: str) -> object:
    """The cell of an area: how many of how many, and the coverage in small; the reason where there is none, and empty
    for an activity without a reach. Called for each area and activity."""
    if row is None:
        return ""
    if row.value is None:
        return _make_status_cell(row.status, column)
    return [words.state_reached(row), tag("small", words.format_share(row.value))]


def _fold_areas(participants: Participants, activities: Sequence[Activity]) -> Markup | None:
    """The reach by area, folded; None where no activity has any. Called for each delaftale."""
    own = {one.name_da: {row.area_id: row for row in participants.list_by_area(one)} for one in activities}
    told = {name: rows for name, rows in own.items() if rows}
    if not told:
        return None
    columns: list[cells_in_tables.Column] = ["Område", *((name, "num") for name in told)]
    rows = [
        [area.short, *(_make_area_cell(rows.get(area.id), name) for name, rows in told.items())]
        for area in participants.release.plan.areas
    ]
    table = cells_in_tables.make_folding_table("Nået, område for område", columns, rows)
    return fold_for_screen("Område for område", table)


def _list_age_rows(participants: Participants, activities: Sequence[Activity]) -> Iterator[list[object]]:
    """A row for each activity and age band. Called for the table of ages."""
    for activity in activities:
        for row in participants.list_groups(activity, BY_AGE):
            name = f"{activity.name_da}, {row.group}"
            if row.value is None:
                yield [name, _make_status_cell(row.status, "Nået", 2)]
            else:
                share = [words.format_share(row.value), tag("small", words.format_interval(row))]
                yield [name, words.state_reached(row), share]


def _fold_ages(participants: Participants, activities: Sequence[Activity]) -> Markup | None:
    """The reach by age band of all areas together, folded; None where no activity is told by age. Called for each
    delaftale."""
    rows = list(_list_age_rows(participants, activities))
    if not rows:
        return None
    columns: list[cells_in_tables.Column] = ["Aktivitet og alder", ("Nået", "num"), ("Dækning", "num")]
    table = cells_in_tables.make_folding_table("Nået efter alder, alle områder samlet", columns, rows)
    return fold_for_screen("Alder", table)


def _make_section(participants: Participants, agreement: Agreement, activities: Sequence[Activity]) -> Markup:
    """The section of a delaftale. Called for each that has followed activities."""
    hardest = _state_hardest(participants, activities)
    beside = [
        tag("h3", "Når aktiviteterne dem, der har det sværest?") if hardest else None,
        make_paragraphs(hardest),
    ]
    caption = f"Hvem aktiviteterne nåede i {danish.format_half_year(participants.release.half_year)}"
    rows = [_make_row(participants, activity) for activity in activities]
    figure = _make_figure(participants, agreement, activities)
    return make_section(
        make_anchor(agreement),
        agreement.name,
        cells_in_tables.make_folding_table(caption, _COLUMNS, rows),
        tag("div", figure, tag("div", beside) if hardest else None, class_="naaet"),
        tag("div", _fold_areas(participants, activities), _fold_ages(participants, activities), class_="foldet"),
    )


def _make_notes(participants: Participants) -> Markup:
    """How the numbers are counted, why some are hidden, and where they are as files. Called once a page."""
    files = tag(
        "p",
        "Tallene som CSV-filer: ",
        tag("a", REACH_CSV, href=REACH_CSV),
        " og ",
        tag("a", COURSES_CSV, href=COURSES_CSV),
        class_="note",
    )
    told = [
        "Nået er de i målgruppen, der deltog mindst én dag i halvåret. Deltagere i alt er alle på listen, også "
        "forældre og andre uden for målgruppen. Under tallet for dækningen står usikkerhedsintervallet.",
        words.SMALLER_GROUP,
        words.GROUPS_DIFFER,
        words.explain_limit(participants.release.plan.participants_k),
        "Tal fra tidligere halvår står, som de blev udgivet.",
    ]
    return make_section("opgjort", "Sådan er dækningen opgjort", make_paragraphs(told, "note bred"), files)


def show_reach(participants: Participants) -> Block:
    """A section for each delaftale with followed activities, and how the numbers are counted. Called by the notebook
    deltagere; a sentence where no list was delivered."""
    if not participants.is_delivered:
        return Block(tag("p", NO_LISTS))
    sections = [_make_section(participants, *one) for one in participants.list_agreements()]
    return Block(join([*sections, _make_notes(participants)]))


def show_activity(participants: Participants, activity_id: str) -> Block:
    """The reach of one activity: its row, its areas and ages, and the worst placed. Called by an analyst's cell; a
    sentence where no list was delivered."""
    if not participants.is_delivered:
        return Block(tag("p", NO_LISTS))
    (activity,) = (one for one in participants.activities if one.activity_id == activity_id)
    return Block(
        join(
            [
                cells_in_tables.make_folding_table(activity.name_da, _COLUMNS, [_make_row(participants, activity)]),
                make_paragraphs(_state_hardest(participants, [activity])),
                _fold_areas(participants, [activity]),
                _fold_ages(participants, [activity]),
            ]
        )
    )
