"""What is new since the last half-year's report: the delmål that are judged otherwise, and the new figures."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report import figure_links, goals, marks
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.earlier_reports import EarlierReport
from hpanalysis.report.html import tag
from hpanalysis.report.leading_figures import list_latest_figures
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals, cells_in_tables
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Verdict

# `var det opfyldt` of all words but those that have a verb of their own.
_BEFORE = {
    Verdict.TOWARDS: "pegede det mod målet",
    Verdict.AWAY: "pegede det væk fra målet",
    Verdict.NOT_COMPUTABLE: "kunne det ikke opgøres",
}


def describe_changed_verdicts(release: Release, cells: Cells, before: EarlierReport) -> list[str]:
    """A sentence for each delmål whose verdict is another than in the last publication, or one that none is. Called for
    the overview's section on what is new. before: that publication."""
    when, sentences = danish.format_half_year(before.half_year), []
    for one in goals.list_judged_delmaal(cells, release):
        then = before.judge_delmaal(one.delmaal, release)
        if then is not one.verdict:
            now = goals.make_predicate(one.verdict)
            earlier = _BEFORE.get(then, f"var det {then.value}")
            sentences.append(f"Delmålet »{one.delmaal.name}« {now}. I {when} {earlier}.")
    return sentences or [f"Ingen delmål har fået en anden vurdering siden {when}."]


_COLUMNS: tuple[cells_in_tables.Column, ...] = (
    "Tal",
    ("Før", "num"),
    ("Nu", "num"),
    "Siden udgangspunktet",
    "Målet nu",
)
_WITH_EARLIER: tuple[cells_in_tables.Column, ...] = (*_COLUMNS, "Målet i sidste rapport")

_FIRST = "første opgørelse"


def _find_before(cell: Cell, cells: Cells) -> Cell | None:
    """The figure of the window before a figure's own, as it stands in its course today; None where it is the first.
    Called for each new figure."""
    earlier = [one for one in cells.course(cell.indicator_id, cell.area_id) if one.end < cell.end]
    return earlier[-1] if earlier else None


def _make_value(speaker: Speaker, cell: Cell, column: str) -> Markup:
    """The cell of a figure with its window in small, or why it has no number. Called for before and for now. column:
    its head, for a phone."""
    period = tag("small", speaker.name_period(cell.window).short)
    content = (
        figure_links.link_number(cell, format_cell(cell, speaker.indicator))
        if cell.has_number and not cell.withheld
        else marks.make_state(cell.status)
    )
    return tag("td", content, period, class_="num", data_om=cell.about(), data_l=column)


def _make_verdict(speaker: Speaker, cells: Cells) -> object:
    """The verdict of an indicator against its target; `intet mål` where it has none. Called for each new figure."""
    verdict = goals.find_verdict_of_indicator(speaker.adoption, cells, speaker.release)
    return marks.make_mark(verdict, marks.make_about_goal("tal", speaker.indicator_id)) or "intet mål"


def _name_verdict_before(speaker: Speaker, before: EarlierReport) -> str:
    """The verdict against the target in the last publication, in words alone: nobody who checks this one can see that
    one. Called for each new figure."""
    release, adoption = speaker.release, speaker.adoption
    if not release.has_target(adoption):
        return "intet mål"
    verdict = Verdict.of_all(before.find_verdict(speaker.indicator_id, area.id) for area in release.subjects(adoption))
    return verdict.value


def _name_new(speaker: Speaker, cell: Cell, cells: Cells) -> str:
    """A new figure's name, and how many other areas have a new one too where there is no total: its row has the first
    area alone. Called for each new figure."""
    name = board_goals.name_figure(speaker, cell)
    areas = [] if speaker.adoption.total else speaker.release.measured_areas(speaker.adoption)
    others = sum(one.new and one.area_id != cell.area_id for one in cells.latest_of(speaker.indicator_id, areas))
    if not others:
        return name
    noun = "andet område" if others == 1 else "andre områder"
    return f"{name} (nyt også i {danish.spell_count(others, one='ét')} {noun})"


def _make_row(speaker: Speaker, cell: Cell, cells: Cells, before: EarlierReport | None) -> list[object]:
    """A new figure's row: before and now, which way since the baseline, and the target before and now. Called for each
    new figure. before: the last publication, None where there is none."""
    earlier = _find_before(cell, cells)
    since = [marks.make_mark(cell.since, cell.about("since_baseline"))] if cell.is_public and cell.has_number else ["–"]
    row = [
        _name_new(speaker, cell, cells),
        _FIRST if earlier is None else _make_value(speaker, earlier, "Før"),
        _make_value(speaker, cell, "Nu"),
        since,
        _make_verdict(speaker, cells),
    ]
    return row if before is None else [*row, _name_verdict_before(speaker, before)]


def _make_new_figures(release: Release, cells: Cells, before: EarlierReport | None) -> list[Markup]:
    """The table of figures of a new window, and a paragraph on the others. Called for the section on what is new.
    before: the last publication, None where there is none."""
    figures = list_latest_figures(release, cells)
    new = [(speaker, cell) for speaker, cell in figures if cell.new]
    old = [speaker.indicator.label for speaker, cell in figures if not cell.new]
    if not new:
        parts = [tag("p", "Ingen tal har fået en ny opgørelse.")]
    else:
        columns = _COLUMNS if before is None else _WITH_EARLIER
        rows = [_make_row(speaker, cell, cells, before) for speaker, cell in new]
        caption = (
            "Tal med en ny opgørelse. »Før« er opgørelsen før den, som den ser ud i dag. Det er ændringen siden "
            "udgangspunktet, der vurderes, og ikke forskellen på de to."
        )
        abouts = [cell.about() for _, cell in new]
        parts = [tag("div", cells_in_tables.make_folding_table(caption, columns, rows, abouts=abouts), class_="rul")]
    if old and release.half_year != release.plan.first:
        parts.append(tag("p", "Ingen ny opgørelse: ", "; ".join(old).removesuffix("."), ".", class_="note"))
    return parts


def describe_news(release: Release, cells: Cells, earlier: Sequence[EarlierReport]) -> Markup:
    """What is new since the last publication: the delmål whose verdict has changed, if there is a publication, and the
    new figures. Called once, for the overview. earlier: the publications before, newest first."""
    before = earlier[0] if earlier else None
    otherwise = [] if before is None else describe_changed_verdicts(release, cells, before)
    return tag("div", [tag("p", sentence) for sentence in otherwise], _make_new_figures(release, cells, before))
