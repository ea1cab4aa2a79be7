"""The one figure that stands for an indicator: of all areas together, or of the first area where there is no total.

What is asked for besides the plan's delmål is not among them: it has a section of the data report.
"""

from __future__ import annotations

from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.release import Release
from hpanalysis.report.words.speaker import Speaker


def list_latest_figures(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """The latest figure of every indicator of a delmål that is measured: the total's, or the first area's where there
    is no total. Called for the overview's parts on the age of figures, what there is to decide and what is new."""
    figures = [
        (Speaker(release, a.indicator_id), cells.latest(a.indicator_id, release.subject(a).id))
        for a in release.plan.adoptions
        if not a.is_supplementary
    ]
    return [(speaker, cell) for speaker, cell in figures if cell is not None]
