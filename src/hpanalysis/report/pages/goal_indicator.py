"""An indicator of a goal in full: its chart over time beside its words and the table of all its windows."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import course_figure
from hpanalysis.report.html import join, make_paragraphs, tag
from hpanalysis.report.tables import board_goals, cells_in_tables
from hpanalysis.report.words import areas_in_words, verdict_counts
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since


def _make_window_row(speaker: Speaker, cell: Cell, area: str) -> list[object]:
    """An indicator's figure in one window of time as a table row; one not shown has the reason in the interval's place.
    Called for each window (and area) of the table of an indicator's figures so far. area: its name, "" if all rows are
    of the total; speaker: the indicator and its Danish words."""
    comparison = cells_in_tables.format_comparison(speaker, cell)
    when = speaker.name_period(cell.window).short
    value = format_cell(cell, speaker.indicator)
    interval = cells_in_tables.format_interval(speaker, cell) if cell.has_number else cell.status.value
    return [when, *([area] if area else []), value, interval, comparison]


def _make_windows_table(speaker: Speaker, cells: Cells, subjects: list[Cell]) -> Markup:
    """The table of all an indicator's figures so far, window by window, with the comparison's beside. Called for each
    indicator of a goal. subjects: the latest figure of the total, or each area's where there is no total; at least one;
    speaker: the indicator and its Danish words."""
    several = not speaker.adoption.total
    other = speaker.compared_with.bare
    columns = ["Opgørelse", *(["Område"] if several else [])]
    heading = "Tal" if several else speaker.name_area(subjects[0].area_id).bare
    heads = [danish.capitalise(heading), "Usikkerhedsinterval", danish.capitalise(other)]
    shown = [
        (cell, speaker.name_area(subject.area_id).bare if several else "")
        for subject in subjects
        for cell in cells.course(speaker.indicator_id, subject.area_id)
    ]
    rows = [_make_window_row(speaker, cell, name) for cell, name in shown]
    return cells_in_tables.make_folding_table(
        f"{speaker.indicator.title}: alle opgørelser ved siden af {other}",
        [*columns, *((head, "num") for head in heads)],
        rows,
        abouts=[cell.about() for cell, _ in shown],
    )


def write_words(speaker: Speaker, cells: Cells, subjects: list[Cell], brief: bool = False) -> Markup:
    """The sentences on an indicator: on the total's figure or, without a total, on what the areas show together and how
    each has developed. Called for each indicator of a goal in the data report and the accounting year's report.
    subjects: its latest figures; brief: without the fixed caveat, and with the developments folded, where the page has
    both in tables and lists; speaker: the indicator and its Danish words."""
    if speaker.adoption.total:
        target = speaker.release.plan.strategic is None  # a delmål has a target to be judged on
        return join(
            make_paragraphs([speaker.describe(cell, target, caveat=not brief)], about=cell.about()) for cell in subjects
        )
    told = [(cell, speaker.describe_development(cell)) for cell in subjects]
    named = [
        make_paragraphs([f"{speaker.name_area(cell.area_id).bare}: {text}"], about=cell.about())
        for cell, text in told
        if text
    ]
    of_areas = areas_in_words.describe_measured_areas(speaker, cells, caveat=not brief)
    developed = tag("details", tag("summary", "Udviklingen i hvert område"), named) if brief and named else named
    return join([make_paragraphs(of_areas, about=f"{speaker.indicator_id}/*/*"), developed])


_SEEN = {
    Since.IMPROVED: "Forbedret siden udgangspunktet",
    Since.WORSENED: "Forværret siden udgangspunktet",
    Since.NO_SURE_CHANGE: "Ingen sikker ændring siden udgangspunktet",
    Since.BREAK: "Databrud siden udgangspunktet",
    Since.NOT_JUDGEABLE: "Ændringen siden udgangspunktet kan ikke vurderes",
}


def _write_headline(speaker: Speaker, subjects: list[Cell]) -> str | None:
    """The headline over an indicator's chart: its change since the baseline or, of several areas, how many have
    changed. None where that is not judged. Called for each indicator of a goal. subjects: its latest figures, at least
    one; speaker: the indicator and its Danish words."""
    if len(subjects) > 1:
        return verdict_counts.count_changes([(speaker, cell) for cell in subjects]).removesuffix(".")
    since = subjects[0].since
    return _SEEN.get(since) if since is not None and subjects[0].is_public else None


def make_indicator(speaker: Speaker, cells: Cells, *below: object) -> Markup:
    """An indicator of a goal: its chart over time, its words and the table of its windows; a sentence where there is no
    figure yet. Called for each indicator of a goal by the accounting year's report. below: what stands under the table;
    speaker: the indicator and its Danish words."""
    subjects = [cell for _, cell in board_goals.list_figures(speaker, cells)]
    if not subjects:
        return tag("p", f"{speaker.indicator.title}: Tallet er ikke opgjort endnu.")
    panels = speaker.adoption.total + len(speaker.release.measured_areas(speaker.adoption))
    words = tag("div", write_words(speaker, cells, subjects), _make_windows_table(speaker, cells, subjects), below)
    body = tag(
        "div",
        course_figure.make_course_figure(speaker, cells, _write_headline(speaker, subjects)),
        words,
        class_="forloeb" if panels == 1 else None,
    )
    return tag("div", tag("h4", speaker.indicator.title), body)
