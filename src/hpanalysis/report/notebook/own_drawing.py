"""An indicator's courses drawn by seaborn on matplotlib's axes, for an analyst who wants to change a drawing.

It comes on no page, which shows the house's own charts alone. seaborn is imported when a drawing is asked for, because
it takes half a second that no page needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from hpanalysis.report.cells import Cells
from hpanalysis.report.release import Release
from hpanalysis.report.words.speaker import Speaker

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PERIOD, AREA = "Periode", "Område"


def tabulate_courses(speaker: Speaker, release: Release, cells: Cells) -> pd.DataFrame:
    """A row a window and area of an indicator, oldest first: period, area, and the figure in the column of its label;
    nan where it may not be shown or was not measured. Called for the drawing, and by whoever draws another."""
    label = speaker.indicator.label
    rows = [
        {PERIOD: cell.start, AREA: area.name, label: float(cell.number) if cell.is_shown else float("nan")}
        for area in release.columns
        for cell in cells.course(speaker.indicator_id, area.id)
    ]
    table = pd.DataFrame(rows, columns=[PERIOD, AREA, label]).sort_values(PERIOD, kind="stable", ignore_index=True)
    own = cells.list_of(speaker.indicator_id)
    names = {cell.start: speaker.name_period(cell.window).axis for cell in own}
    return table.assign(**{PERIOD: table[PERIOD].map(names)})


def draw_courses(speaker: Speaker, release: Release, cells: Cells) -> Figure:
    """The courses of an indicator's areas in one drawing, a line an area, whose axes the analyst may go on with.
    Called in JupyterLab, in a cell that no page has. A figure that may not be shown is a gap in its line."""
    import seaborn as sns
    from matplotlib.figure import Figure

    table, label = tabulate_courses(speaker, release, cells), speaker.indicator.label
    with sns.axes_style("whitegrid"), sns.plotting_context("notebook"):
        figure = Figure(figsize=(9, 5), layout="constrained")
        axes = figure.subplots()
        # An estimator of its own would take the mean of what stands in one place, and each has its one figure.
        lines = {"hue": AREA, "style": AREA, "markers": True, "dashes": False, "estimator": None}
        sns.lineplot(table, x=PERIOD, y=label, ax=axes, **lines)
        axes.set_title(speaker.indicator.title)
        sns.move_legend(axes, "upper left", bbox_to_anchor=(1, 1))
    return figure
