"""What stands under the verdict since the baseline: where the figure has probably gone, and its course.

In a cell of a table, in the block of verdicts on a delaftale's page, and in the overview's lists.
"""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report import marks
from hpanalysis.report.cells import Cell
from hpanalysis.report.html import tag
from hpanalysis.report.words import course_words, evidence_words
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Evidence

UNCERTAIN = Evidence.UNCERTAIN.value


def make_evidence_mark(cell: Cell) -> Markup | None:
    """The word for the direction of a change that is not sure, in outline; None where the word names no direction, or
    none may be said. Called beside the tested verdict where there is room for the word alone."""
    word = evidence_words.find_evidence(cell)
    return marks.make_mark(word, cell.about("evidence")) if word in marks.DIRECTIONS else None


def make_direction(speaker: Speaker, cell: Cell, untested: bool = False) -> list[Markup]:
    """The direction of a change that is not sure with its probability (`uvist` where it has none), and the
    line on the course; empty where nothing of it may be said. Called under each verdict since the baseline in tables
    of figures and on a delaftale's page. speaker: the indicator and its Danish words; untested: as in
    `make_direction_words`."""
    return [*make_direction_words(cell, untested), *make_course_line(speaker, cell)]


def make_direction_words(cell: Cell, untested: bool = False) -> list[Markup]:
    """The direction of a change that is not sure with its probability, or `uvist`; empty where nothing of
    it may be said. Called with the course, and without it where the course has a column of its own. untested: whether
    it is told that no test decides the direction, for which a table's cell has no room."""
    if (mark := make_evidence_mark(cell)) is not None:
        how_likely = f"{evidence_words.format_likelihood(cell)} sandsynlighed"
        return [mark, tag("small", f"{how_likely}, {evidence_words.UNTESTED}" if untested else how_likely)]
    if evidence_words.find_evidence(cell) is Evidence.UNCERTAIN:
        return [tag("small", UNCERTAIN)]
    return []


def make_course_line(speaker: Speaker, cell: Cell) -> list[Markup]:
    """The line on a figure's course, `om året +3,4 (...), ingen sikker retning`; empty where it has none. Called with
    the direction, and for the course's own column. speaker: the indicator and its Danish words."""
    course = course_words.describe_course_in_table(cell, speaker.indicator)
    if not course:
        return []
    # On paper the rows have no room for it; the sentences have it there too, of the figures that they are about.
    return [tag("small", course, class_=None if course_words.has_sure_course(cell) else "kun-skaerm")]


def _name_set(cells: list[Cell]) -> str:
    """What `data-om` says of a sentence on all areas of a table. Called for the reasons below it. cells: at least
    one."""
    return f"{cells[0].indicator_id}/{cells[0].window}/*"


def explain_missing_courses(speaker: Speaker, cells: list[Cell]) -> Markup | None:
    """Folded away: why figures have no course, a sentence a reason with the areas' names; None where all have one, and
    for figures of a table that had no courses yet. Called under an indicator's table of areas, whose cells are silent
    there. cells: the figures of the table; speaker: the indicator and its Danish words."""
    by_reason: dict[str, list[str]] = {}
    for cell in cells:
        if cell.is_public and cell.has_number and cell.course is not None and cell.course.reason:
            by_reason.setdefault(cell.course.reason, []).append(speaker.name_area(cell.area_id).bare)
    if not by_reason:
        return None
    sentences = [
        finish(f"Forløbet over alle opgørelser kan ikke vurderes for {danish.join_words(names)}, fordi {reason}.")
        for reason, names in by_reason.items()
    ]
    summary = tag("summary", "Hvorfor har nogle tal intet forløb?")
    return tag(
        "details", summary, [tag("p", sentence, class_="note", data_om=_name_set(cells)) for sentence in sentences]
    )
