"""The delmål's indicators by the areas: on a screen a matrix, on a phone cards. One data function feeds both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Agreement, Area
from hpanalysis.report import figure_links, goals, marks, numbers, periods, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import join, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status, Verdict, Versus


@dataclass(frozen=True, kw_only=True)
class MatrixLine:
    """An indicator across the areas: a row of the matrix on a screen, a card on a phone. Made for each indicator of the
    delaftaler when the matrix is made."""

    speaker: Speaker
    agreement: Agreement
    cells: dict[str, Cell | None]  # by area; None where the indicator is not measured for it
    goal: Verdict | None  # against the target, of what the plan judges it on; None where it has no target
    comparison: object  # the municipality's figure, linked, or why there is none
    compared: Cell | None  # its cell, None where it has none in the window
    window: str
    age: str  # `6 mdr. gammelt`

    @property
    def total(self) -> Cell | None:
        """The figure of all areas together; None where that is not measured. Read when the cells of the row are made,
        and the card that a phone shows instead."""
        return self.cells[self.speaker.release.plan.total.id]


def list_lines(release: Release, cells: Cells) -> list[MatrixLine]:
    """A line for each indicator of the delaftaler, in the plan's order, but none where its leading figure (the total's,
    else the first area's) is not measured. Called once for a page, before the same lines become matrix and cards."""
    lines = []
    for agreement in release.plan.delaftaler:
        for adoption in release.plan.adopted(agreement.id):
            speaker = Speaker(release, adoption.indicator_id)
            of_areas = {area.id: cells.latest(adoption.indicator_id, area.id) for area in release.columns}
            subject = of_areas[release.subject(adoption).id]
            if subject is not None:
                age = periods.count_age_in_months(subject.end, release.half_year.cutoff)
                line = MatrixLine(
                    speaker=speaker,
                    agreement=agreement,
                    cells=of_areas,
                    goal=goals.find_verdict_of_indicator(adoption, cells, release),
                    comparison=make_comparison(speaker, cells, subject),
                    compared=find_compared(speaker, cells, subject),
                    window=speaker.name_period(subject.window).short,
                    age=f"{age}{danish.NBSP}mdr. gammelt",
                )
                lines.append(line)
    return lines


def list_words(lines: Sequence[MatrixLine]) -> set[Enum | None]:
    """The words that the cells show: verdicts on the comparison, sure changes, and why there is no number. Called for
    the key to the symbols, which has none that the page has not."""
    words: set[Enum | None] = set()
    for line in lines:
        for cell in filter(None, line.cells.values()):
            if not cell.has_number or cell.withheld:
                words.add(cell.status)
                continue
            words |= {cell.versus} if line.speaker.indicator.comparable else set()
            words |= {cell.since} & set(marks.SURE_CHANGES)
    return words


def find_compared(speaker: Speaker, cells: Cells, subject: Cell) -> Cell | None:
    """The cell of the municipality (or the country) in the window of a line's figure; None where there is none, or the
    two are not compared. Called for each line. subject: the figure; speaker: the indicator and its Danish words."""
    if not speaker.indicator.comparable:
        return None
    latest = cells.latest(speaker.indicator_id, speaker.release.compared_with(speaker.indicator_id).id)
    return latest if latest is not None and latest.window == subject.window else None


def make_comparison(speaker: Speaker, cells: Cells, subject: Cell) -> object:
    """The municipality's figure, linked to its page if of the same window, or why there is none; where the comparison
    is with the country, its name stands by the figure. Where the definition lets the two not be compared it says so,
    because a number there would be read as one that the areas are held against. Called for each line (indicator) of the
    matrix. subject: the total's figure, else the first area's; speaker: the indicator and its Danish words."""
    if not speaker.indicator.comparable:
        return NOT_COMPARED
    area = speaker.release.compared_with(speaker.indicator_id)
    comparison = find_compared(speaker, cells, subject)
    if subject.municipality is None:
        return Status.NOT_DELIVERED.value if comparison is None or comparison.has_number else comparison.status.value
    figure = numbers.format_on_mark(subject.municipality, speaker.indicator)
    linked = figure if comparison is None else figure_links.link_number(comparison, figure)
    return linked if area.id == speaker.release.plan.municipality.id else [linked, " ", tag("small", area.in_text)]


def choose_cell_class(line: MatrixLine, cell: Cell | None) -> str:
    """The CSS class of an area's cell: the colour of its verdict against the municipality (or country), `neutral` where
    the indicator is not compared; that of its status where there is no number, or none in the public edition. Called
    for each cell of the matrix and the cards. cell: None where the indicator is not measured for the area."""
    if cell is None:
        return marks.find_state_class(Status.NOT_MEASURED)
    if not cell.has_number or cell.withheld:
        return marks.find_state_class(cell.status)
    return marks.find_colour(cell.versus) if line.speaker.indicator.comparable else "neutral"


def _link_value(line: MatrixLine, cell: Cell) -> Markup:
    """A figure's number, linked to its definition page. Called for the cells of the matrix (indicators by areas) and of
    the cards, its form on a phone. line: the indicator's row."""
    return tag(
        "span", figure_links.link_number(cell, numbers.format_on_mark(cell.number, line.speaker.indicator)), class_="v"
    )


def _fill_cell(line: MatrixLine, cell: Cell) -> list[object]:
    """The content of a cell of the matrix (indicators by areas) or of a card, its form on a phone: the number, its
    verdict, and a sure change or a break since the baseline; else why there is no number. A number that only the
    confidential edition shows has no verdict. A None in the list shows nothing. Called for each such cell."""
    if cell.withheld:
        return [_link_value(line, cell), tag("span", marks.WITHHELD)]
    if not cell.has_number:
        return [marks.make_state(cell.status)]
    versus = (
        marks.make_mark(cell.versus, cell.about("versus_municipality")) if line.speaker.indicator.comparable else None
    )
    since = None
    if cell.since in marks.SURE_CHANGES:
        since = marks.make_mark(cell.since, cell.about("since_baseline"), "e")
    return [_link_value(line, cell), versus, since]


def _make_cell(line: MatrixLine, area: Area) -> Markup:
    """An area's <td> in an indicator's row (line) of the matrix of indicators by areas. Its id is what definition pages
    link to, and by which the audit knows the figure. Called for each area."""
    cell, whole = line.cells[area.id], area.is_total
    border = " alle" if whole else ""
    anchor = f"{line.speaker.indicator_id}-{area.id}"
    if cell is None:
        return tag("td", marks.make_state(Status.NOT_MEASURED), class_=f"tom{border}", id=anchor)
    about = cell.about("versus_municipality")
    return tag("td", _fill_cell(line, cell), class_=choose_cell_class(line, cell) + border, id=anchor, data_om=about)


def _link_label(line: MatrixLine) -> Markup:
    """The indicator's name, linked to its delmål on the delaftale's page. Called for each row and each card (line)."""
    target = f"delaftale-{line.agreement.id}.html#delmaal-{line.speaker.adoption.delmaal_id}"
    return tag("a", places.insert_soft_hyphen(line.speaker.indicator.label), href=target)


def _mark_goal(line: MatrixLine) -> Markup:
    """The verdict against the plan's target, or `intet mål`. Called for each row (line) of the matrix of indicators by
    areas, and for each card, its form on a phone."""
    about = marks.make_about_goal("tal", line.speaker.indicator_id)
    return marks.make_mark(line.goal, about) or tag("span", "intet mål", class_="neutral")


ONLY_TOGETHER = f"{Status.NOT_MEASURED.value} (kun for områderne samlet)"


def _make_area_cells(line: MatrixLine, release: Release) -> list[Markup]:
    """The areas' cells in a row (line) of the matrix, which shows all indicators by all areas; one across all if the
    indicator is measured for their total only. Called for each row."""
    if line.total is not None and all(line.cells[area.id] is None for area in release.plan.areas):
        none = tag("td", ONLY_TOGETHER, class_="tom", colspan=len(release.plan.areas))
        return [_make_cell(line, release.plan.total), none]
    return [_make_cell(line, area) for area in release.columns]


def _format_age(line: MatrixLine) -> Markup:
    """How old a figure is, `6 mdr.`, under the head that says what it is. Called for each row (line)."""
    return tag("span", line.age.removesuffix(" gammelt"), class_="alder")


def _make_row(line: MatrixLine, release: Release) -> Markup:
    """An indicator's row: its name, target, areas, comparison, window and age. Called for each line of the matrix."""
    return tag(
        "tr",
        [
            tag("th", _link_label(line), scope="row"),
            tag("td", _mark_goal(line)),
            _make_area_cells(line, release),
            tag("td", line.comparison, data_om=None if line.compared is None else line.compared.about()),
            tag("td", line.window, " ", _format_age(line), class_="neutral"),
        ],
    )


def _make_head(release: Release) -> Markup:
    """The head of the matrix: a column an area between those of target and comparison. Called once for a matrix."""
    areas = [
        tag("th", _link_area(area), scope="col", class_="alle k" if area.is_total else "k") for area in release.columns
    ]
    return tag(
        "thead",
        tag(
            "tr",
            [
                tag("th", "Tal", scope="col", class_="i"),
                tag("th", "Mål", scope="col", class_="m"),
                areas,
                tag("th", places.insert_soft_hyphen(release.plan.municipality.short), scope="col", class_="k"),
                tag("th", "Tal fra, alder", scope="col", class_="a"),
            ],
        ),
    )


def _link_area(area: Area) -> Markup | str:
    """An area's name over its column, linked to its page; the total has none. Called for each column of the matrix."""
    name = places.insert_soft_hyphen(area.short)
    return tag("a", name, href=f"omraade-{area.id}.html") if area.is_area else name


# `sammenlignes ikke`, which breaks in a narrow column.
NOT_COMPARED = "sammen\N{SOFT HYPHEN}lignes ikke"
WORSE_HEAD = "Dårligere end kommunen"


@dataclass(frozen=True)
class WorseCount:
    """How many of an area's figures with a target that are shown and compared are surely worse, and of how many. It
    counts and does not rank: what is hidden in one area may be shown in another. Made by `count_worse`."""

    worse: int
    compared: int

    @property
    def told(self) -> str:
        """The count as it is written, `9 af 11`; `ingen vist` where no figure is compared. Read for the matrix and the
        map."""
        return f"{self.worse} af {self.compared}" if self.compared else "ingen vist"


def count_worse(lines: list[MatrixLine], area: Area) -> WorseCount:
    """How many of an area's figures in these lines are surely worse than the municipality's (or the country's), of
    those that are counted (`cells_in_tables.is_counted`). Called for each column of a matrix of the whole plan, for
    each area of the map, and for the sentence on both."""
    judged = [
        cell.versus
        for line in lines
        if line.speaker.indicator.comparable
        and cells_in_tables.is_counted(line.speaker.adoption, line.speaker.release)
        and (cell := line.cells[area.id]) is not None
        and cell.is_public
        and cell.has_number
        and cell.versus in (Versus.WORSE, Versus.BETTER, Versus.NO_SURE_DIFFERENCE)
    ]
    return WorseCount(sum(versus is Versus.WORSE for versus in judged), len(judged))


def _make_count_row(lines: list[MatrixLine], release: Release) -> Markup:
    """The last row: of how many of an area's figures that are compared, so many are surely worse. Called for a matrix
    of the whole plan."""
    cells = []
    for area in release.columns:
        border = "alle" if area.is_total else None
        cells.append(tag("td", count_worse(lines, area).told, class_=border, data_om=f"*/*/{area.id}"))
    return tag(
        "tr",
        tag("th", WORSE_HEAD, scope="row"),
        tag("td", "tal med et mål", class_="neutral"),
        cells,
        tag("td", "af de viste, der sammenlignes", colspan=2, class_="neutral"),
    )


def _make_status_row(release: Release, statuses: Mapping[str, str]) -> Markup:
    """The row on what each area is by the state's criteria, linked to the page on them. Called for a matrix of the
    whole plan. statuses: area id -> the word."""
    cells = []
    for area in release.columns:
        border = "alle" if area.is_total else None
        status = statuses.get(area.id, NO_STATUS)
        cells.append(tag("td", _SHORT.get(status, status), class_=border))
    return tag(
        "tr",
        tag("th", tag("a", STATUS_HEAD, href="kriterier.html"), scope="row"),
        tag("td", "intet mål", class_="neutral"),
        cells,
        tag("td", "efter lovens regler", colspan=2, class_="neutral"),
    )


STATUS_HEAD, NO_STATUS = "Statens kriterier", "–"
# What the law calls an area, as short as a narrow column needs it; the page of the row's link has the law's own word.
_SHORT = {
    "forebyggelsesområde": "fore\N{SOFT HYPHEN}byggelse",
    "udsat boligområde": "udsat",
    "parallelsamfund": "parallel\N{SOFT HYPHEN}samfund",
    "omdannelsesområde": "om\N{SOFT HYPHEN}dannelse",
    "kan ikke afgøres": "uvist",
}


def make_status_card(release: Release, statuses: Mapping[str, str]) -> Markup:
    """The same row on a phone: a list of the areas with their words. Called once, before the cards. statuses: area id
    -> the word."""
    items = [tag("li", tag("b", area.name), " ", statuses.get(area.id, NO_STATUS)) for area in release.plan.areas]
    return tag("article", tag("h4", tag("a", STATUS_HEAD, href="kriterier.html")), tag("ul", items, class_="liste"))


_NO_RANK = "Diskretionerede tal er ikke talt med, så et andet område kan være lige så dårligt stillet."


def say_where_most_is_worse(lines: list[MatrixLine], release: Release) -> str:
    """The sentences on which area has the largest part of its counted figures surely worse, with the counts; of several
    alike each is named; "" where no figure is compared. It says what hidden figures mean for it. Called once, under the
    overview's matrix. lines: of the whole plan."""
    counts = [(area, count) for area in release.plan.areas if (count := count_worse(lines, area)).compared]
    most = max((Fraction(count.worse, count.compared) for _, count in counts), default=None)
    if most is None:
        return ""
    if not most:
        return f"I intet område er noget vist tal med et mål dårligere end kommunens. {_NO_RANK}"
    named = danish.join_words(
        f"{area.in_text} ({count.told})" for area, count in counts if Fraction(count.worse, count.compared) == most
    )
    return f"Andelen af viste tal med et mål, der er dårligere end kommunens, er størst {named}. {_NO_RANK}"


CAPTION = (
    "Nyeste tal. Ordet under tallet siger, om der er en sikker forskel fra kommunens tal (fra hele landets, hvor det "
    "står ved kommunens). En ændring siden udgangspunktet står kun, hvor den er sikker."
)


def make_matrix(
    release: Release,
    lines: list[MatrixLine],
    delaftaler: Sequence[Agreement] = (),
    statuses: Mapping[str, str] | None = None,
) -> Markup:
    """The matrix for a screen: a row an indicator, a column an area, grouped by delaftale. Called once for a page,
    which shows the same lines as cards on a phone. delaftaler: those to show, all where empty. statuses: area id ->
    what it is by the state's criteria; None where the plan has no measure of them."""
    width = len(release.columns) + 4
    bodies = []
    for agreement in delaftaler or release.plan.delaftaler:
        rows = [_make_row(line, release) for line in lines if line.agreement.id == agreement.id]
        group = tag("tr", tag("th", agreement.name, colspan=width, scope="rowgroup"), class_="gruppe")
        bodies.append(tag("tbody", group, rows))
    if not delaftaler:
        of_state = None if statuses is None else _make_status_row(release, statuses)
        bodies.append(tag("tbody", _make_count_row(lines, release), of_state))
    table = tag("table", tag("caption", CAPTION), _make_head(release), bodies, class_="matrix")
    return tag("div", table, class_="matrix-boks")


def _make_small_cell(line: MatrixLine, area: Area) -> Markup:
    """A small cell of a card: the area's letters, its number and the verdict's symbol, or why there is no number.
    Called for each area; the whole words stand under the card. line: the indicator's."""
    cell = line.cells[area.id]
    if cell is None or not cell.has_number:
        status = Status.NOT_MEASURED if cell is None else cell.status
        return tag(
            "li",
            tag("b", area.letters, title=area.name),
            tag("i", _shorten_status(status), title=status.value),
            class_=choose_cell_class(line, cell),
            data_om=None if cell is None else cell.about(),
        )
    versus = marks.make_symbol(cell.versus) if line.speaker.indicator.comparable and cell.versus else None
    return tag(
        "li",
        tag("b", area.letters, title=area.name),
        danish.format_number(cell.number, line.speaker.indicator.decimals),
        tag("br"),
        versus,
        class_=choose_cell_class(line, cell),
        data_om=cell.about("versus_municipality"),
    )


def _shorten_status(status: Status) -> str:
    """A short word for why an area has no number. Called for the small cells of an indicator's card on a phone, which
    have no room for the whole."""
    return {
        Status.HIDDEN: "diskr.",
        Status.NO_CASES: "ingen",
        Status.NO_PERSONS: "ingen",
        Status.NOT_DELIVERED: "mangler",
    }.get(status, "–")


def _spell_out_cells(line: MatrixLine, release: Release) -> Markup:
    """The areas' small cells on an indicator's card, its form on a phone, once more in whole words, folded away. Called
    for each card. line: the indicator's."""
    items = []
    for area in release.plan.areas:
        cell = line.cells[area.id]
        content = [marks.make_state(Status.NOT_MEASURED)] if cell is None else _fill_cell(line, cell)
        parts = [[part, " "] for part in content if part is not None]
        items.append(tag("li", tag("b", area.name), " ", parts, data_om=None if cell is None else cell.about()))
    return tag("details", tag("summary", "Områderne med ord"), tag("ul", items, class_="liste"))


def _make_card(line: MatrixLine, release: Release) -> Markup:
    """An indicator's card on a phone, in place of its row of the matrix: the total beside the municipality, the areas
    in small, window, age and target. Called for each indicator (line)."""
    not_measured = [marks.make_state(Status.NOT_MEASURED)]
    filled = not_measured if line.total is None else _fill_cell(line, line.total)
    total = [part for part in filled if part is not None]
    top = tag(
        "div",
        tag(
            "div",
            tag("span", release.plan.total.short),
            tag("b", total[:1]),
            [[part, " "] for part in total[1:]],
            data_om=None if line.total is None else line.total.about(),
        ),
        tag(
            "div",
            tag("span", release.plan.municipality.short),
            tag("b", line.comparison),
            data_om=None if line.compared is None else line.compared.about(),
        ),
        class_="top",
    )
    of_areas = [
        tag("ul", [_make_small_cell(line, area) for area in release.plan.areas], class_="mini"),
        _spell_out_cells(line, release),
    ]
    if all(line.cells[area.id] is None for area in release.plan.areas):
        of_areas = [tag("p", ONLY_TOGETHER, class_="tom")]
    meta = tag("p", f"{line.window}, {line.age}. Mål: ", _mark_goal(line), class_="note")
    return tag("article", [tag("h4", _link_label(line)), top, of_areas, meta])


def make_cards(
    release: Release,
    lines: list[MatrixLine],
    delaftaler: Sequence[Agreement] = (),
    statuses: Mapping[str, str] | None = None,
) -> Markup:
    """The phone's form of the matrix: a card an indicator, grouped by delaftale. Called once for a page that has the
    matrix, of which a screen shows the other form. delaftaler, statuses: as of `make_matrix`."""
    parts: list[object] = []
    for agreement in delaftaler or release.plan.delaftaler:
        line_cards = [_make_card(line, release) for line in lines if line.agreement.id == agreement.id]
        parts.append([tag("h3", agreement.name), line_cards])
    if statuses is not None and not delaftaler:
        parts.append([tag("h3", "Efter lovens regler"), make_status_card(release, statuses)])
    return tag("div", join(parts), class_="kort")
