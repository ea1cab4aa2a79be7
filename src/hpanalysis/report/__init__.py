"""judged -> the pages that are read: tables, charts, sentences, HTML.

In a notebook `report.half_year("2026H1")` gives the half-year, and from it everything that can be shown of it (an
accounting year comes from `yearly_logs.accounting_year`). The reports themselves are declared in `report/reports/`.
Nothing is imported here: what makes pages takes seconds to import, and the command line reads the declarations alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hpanalysis.report.notebook.half_year import HalfYearView

__all__ = ["half_year"]


def half_year(half_year: str, edition: str = "offentlig") -> HalfYearView:
    """A half-year of this project, from which everything is reached that can be shown of it: press Tab after its dot.
    Called in the first cell of the notebooks, and by an analyst in JupyterLab. half_year: `2026H1`. edition:
    `offentlig`, or `fortrolig` for the data unit alone. Another one raises `WrongUse`."""
    from hpanalysis.report.notebook.half_year import HalfYearView

    return HalfYearView.open(half_year, edition)
