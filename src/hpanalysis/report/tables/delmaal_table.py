"""The table that the board decides by: a delmål a row, with where its figure is, where it must be, how far that is, and
when it can be known.

A delmål of several figures has a row for each that decides it. What stands in the cells is the short form of the
sentences of `needs_words`.
"""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report import figure_links, goals, marks, numbers, verdict_notes
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables, direction
from hpanalysis.report.words import evidence_words, needs_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since, Verdict

_COLUMNS: tuple[cells_in_tables.Column, ...] = (
    "Delmål",
    "Vurdering",
    "Tal",
    ("Nu", "num"),
    "Siden udgangspunktet",
    ("Mål", "num"),
    "Mangler",
    "Sikkert svar",
    "Kan tidligst vides",
)
_OF_FIGURE = _COLUMNS[2:]


def make_delmaal_table(release: Release, cells: Cells) -> Markup:
    """Every delmål of the plan with its verdict and the figures that decide it, grouped by delaftale. Called once, for
    the top of the overview."""
    bodies = []
    for agreement in release.plan.delaftaler:
        judged = goals.list_judged_delmaal(cells, release, agreement.id)
        name = tag("th", agreement.name, colspan=len(_COLUMNS), scope="rowgroup")
        bodies.append(tag("tbody", tag("tr", name, class_="gruppe"), [_make_rows(one, release) for one in judged]))
    caption = tag("caption", _CAPTION)
    table = tag("table", caption, cells_in_tables.make_head(*_COLUMNS), bodies, class_="stabel afgoerelse")
    return tag("div", table, class_="rul")


_CAPTION = (
    "Tallet afgør delmålet; usikkerhedsintervallet står med småt. »Mål« er under udgangspunktet eller som resten af "
    "kommunen, »Mangler« er vejen dertil, og »Sikkert svar« er det, næste måling skal vise (i parentes: fra nu)."
)


def _make_rows(one: goals.JudgedDelmaal, release: Release) -> list[Markup]:
    """The rows of a delmål: one for each figure that decides it, or for each of its figures where the target is met; a
    delmål without figures has one row that says so. Called for each delmål."""
    shown = one.deciding or list(one.figures)
    height = max(len(shown), 1)
    rows = []
    for place, figure in enumerate(shown):
        first = [_make_name(one, height), _make_verdict(one, height, release)] if place == 0 else []
        speaker = Speaker(release, figure.adoption.indicator_id)
        # Where the table is folded to blocks, a row without the delmål's name says whose figure it has.
        head = "Tal" if place == 0 else f"{one.delmaal.name}, også"
        rows.append(tag("tr", first, _make_figure(speaker, figure, head), data_om=figure.cell.about()))
    if not shown:
        none = tag("td", "planen sætter intet mål", colspan=len(_OF_FIGURE), class_="tom")
        rows.append(tag("tr", _make_name(one, 1), _make_verdict(one, 1, release), none))
    return rows


def _make_name(one: goals.JudgedDelmaal, height: int) -> Markup:
    """A delmål's name, linked to its part of the delaftale's page. Called for the first row of each. height: its number
    of rows."""
    link = tag("a", one.delmaal.name, href=f"delaftale-{one.delmaal.agreement_id}.html#delmaal-{one.delmaal.id}")
    return tag("th", link, scope="row", rowspan=height if height > 1 else None)


def _make_verdict(one: goals.JudgedDelmaal, height: int, release: Release) -> Markup:
    """A delmål's verdict, with its reason in one clause; of several reasons each with its figure's name; and what is
    told beside it. Called for the first row of each. height: its number of rows."""
    mark = marks.make_mark(one.verdict, marks.make_about_goal("delmaal", one.delmaal.id))
    before, others = verdict_notes.say_of_delmaal(one, release), verdict_notes.name_other_verdicts(one, release)
    return tag(
        "td",
        mark,
        [tag("small", told) for told in (before, goals.explain_briefly(one)) if told],
        # On paper there is no room for it: the figure that decides is named beside it.
        tag("small", others, class_="kun-skaerm") if others else None,
        data_l="Vurdering",
        rowspan=height if height > 1 else None,
        data_om=f"delmaal/{one.delmaal.id}",
    )


def _make_figure(speaker: Speaker, figure: goals.JudgedFigure, head: str) -> list[Markup]:
    """The cells of a figure that decides: which it is, where it is, which way it has gone, where it must be, what is
    lacking and when it can be known; why there is no number across them where there is none. Called for each row.
    speaker: the indicator and its Danish words; head: what stands before its name where the table is folded."""
    cell = figure.cell
    name = tag("td", f"{figure.name} ", tag("small", speaker.name_period(cell.window).short), data_l=head)
    if not cell.has_number or not cell.is_public:
        return [name, _make_without_number(speaker, cell)]
    if speaker.indicator.criterion:
        return [name, *cells_in_tables.make_cells_under(_OF_FIGURE[1:], [_make_value(speaker, cell), _link_criteria()])]
    values = [
        _make_value(speaker, cell),
        _make_since(speaker, cell),
        _format_target(speaker, cell),
        _describe_lack(speaker, cell),
        _describe_sure(speaker, cell),
        _describe_when(cell),
    ]
    return [name, *cells_in_tables.make_cells_under(_OF_FIGURE[1:], values)]


def _make_without_number(speaker: Speaker, cell: Cell) -> Markup:
    """The cell across the others of a figure that has no number to judge by. Called for a hidden figure, one without
    cases or not delivered, and one that only the confidential edition shows."""
    content = marks.WITHHELD if cell.withheld else marks.make_state(cell.status)
    class_ = marks.find_state_class(cell.status)
    return tag("td", content, class_=class_, colspan=len(_OF_FIGURE) - 1, data_l="Nu")


def _link_criteria() -> Markup:
    """The cell across the others of a measure of the state's criteria: nothing is tested there, and the distance to the
    law's limit stands on their own page. Called for each such row."""
    link = tag("a", "afstanden til lovens grænse", href="kriterier.html")
    return tag("td", "Loven bruger gennemsnittet af to år; se ", link, ".", colspan=len(_OF_FIGURE) - 2, data_l="Mål")


def _make_value(speaker: Speaker, cell: Cell) -> list[object]:
    """The figure, linked to its definition page, with its interval. Called for each row with a number."""
    linked = figure_links.link_number(cell, numbers.format_on_mark(cell.number, speaker.indicator))
    return [linked, " ", cells_in_tables.make_span(speaker, cell)]


def _make_since(speaker: Speaker, cell: Cell) -> list[object]:
    """Which way the figure has gone since its baseline: the tested word where it is sure or cannot be had, else the
    probable one with its likelihood, or `uvist`. Called for each row with a number."""
    if cell.since in (None, Since.NO_SURE_CHANGE):
        probable = direction.make_evidence_mark(cell)
        if probable is not None:
            return [probable, tag("small", f"{evidence_words.format_likelihood(cell)} sandsynlighed")]
        word = evidence_words.find_evidence(cell)
        return [cells_in_tables.NO_VERDICT if word is None else word.value]
    reason = cells_in_tables.explain_because(cell.since_reason) if cell.since is Since.NOT_JUDGEABLE else ""
    return [marks.make_mark(cell.since, cell.about("since_baseline")), tag("small", reason) if reason else None]


def _format_target(speaker: Speaker, cell: Cell) -> str:
    """Where the target is now: `højst 7,3 %`; of a figure that is to fall `under` its baseline. Called for each row
    with a number."""
    target = None if cell.needs is None else cell.needs.target_now
    if target is None:
        return "kan ikke siges"
    value = numbers.format_on_mark(target, speaker.indicator)
    return f"under {value}" if needs_words.is_falling(speaker.adoption) else f"{_name_bound(speaker)} {value}"


def _name_bound(speaker: Speaker) -> str:
    """The word before a limit: `mindst` where a high number is wanted, else `højst`. Called for each limit."""
    return "mindst" if speaker.indicator.direction.sign > 0 else "højst"


def _describe_lack(speaker: Speaker, cell: Cell) -> object:
    """How far the figure is from its target, in its unit and in persons, whatever the target's form; of one that has
    fallen, but not surely, that this is what is lacking. Called for each row with a number."""
    if cell.verdict is Verdict.MET:
        return "intet"
    distance = None if cell.needs is None else cell.needs.distance
    if cell.needs is None or distance is None:
        return "kan ikke siges"
    if distance == 0:
        is_open = needs_words.is_falling(speaker.adoption) and cell.since is not Since.IMPROVED
        return "et sikkert fald" if is_open else "intet"
    persons = needs_words.name_persons(cell.needs.distance_persons, speaker.indicator)
    way = numbers.format_difference(distance, speaker.indicator)
    return [f"{way} ", tag("small", persons) if persons else None]


def _describe_sure(speaker: Speaker, cell: Cell) -> object:
    """What the next measurement must show for it to be sure that the target is met, and how far that is in persons.
    Called for each row with a number."""
    if cell.verdict is Verdict.MET:
        return "er opfyldt nu"
    if cell.needs is None or cell.needs.needed_value is None:
        return "kan ikke siges"
    value = numbers.format_on_mark(cell.needs.needed_value, speaker.indicator)
    fewer = needs_words.count_fewer(cell.needs.needed_persons, speaker.indicator)
    return f"ved {_name_bound(speaker)} {value}{f' ({fewer})' if fewer else ''}"


def _describe_when(cell: Cell) -> object:
    """When it can be known whether the target is met, and when an improvement can be sure. Called for each row with a
    number."""
    if cell.verdict is Verdict.MET:
        return "er opfyldt nu"
    needs = cell.needs
    if needs is None:
        return "kan ikke siges"
    improved = needs_words.state_improvement(needs)
    when: object = needs.sure_reason
    if needs.sure_from is not None:
        when = danish.format_half_year(needs.sure_from)
    elif not needs_words.is_out_of_reach(needs):
        when = ["kan ikke siges", tag("small", cells_in_tables.explain_because(needs.sure_reason), class_="kun-skaerm")]
    # On paper there is no room for reason and improvement beside the rest.
    return [when, tag("small", improved, class_="kun-skaerm") if improved else None]
