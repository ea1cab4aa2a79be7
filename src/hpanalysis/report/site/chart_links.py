"""The links under each chart to its drawing and its numbers as files, put on a page when it is otherwise finished.

A notebook has none: in JupyterLab the files do not lie beside it.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from hpanalysis.published.charts.files import list_table_names
from hpanalysis.published.charts.found import find_charts
from hpanalysis.published.names import CHARTS_FOLDER
from hpanalysis.report.html import tag

_FIGURE = re.compile(r"<figure id=.*?</figure>", re.DOTALL)
_FOLD = "<details><summary>Vis tallene som tabel</summary>"
# Before the last of a chart's tables, which has its numbers, may stand one of limits.
_NUMBERS, _LIMITS = "tal (CSV)", "grænser (CSV)"


def _make_links(figure: str, page: str) -> Markup | None:
    """The line of links of one <figure>; None where it is no chart with a table. Called for each figure of a page."""
    charts = find_charts(figure)
    if not charts:
        return None
    folder = f"{CHARTS_FOLDER}/{page}"
    *limits, numbers = (f"{folder}/{name}.csv" for name in list_table_names(charts[0]))
    links = [tag("a", "tegning (SVG)", href=f"{folder}/{charts[0].name}.svg"), tag("a", _NUMBERS, href=numbers)]
    links += [tag("a", _LIMITS, href=href) for href in limits]
    return tag("p", "Hent: ", Markup(" · ").join(links), class_="note hent")


def add_chart_links(html: str, page: str) -> str:
    """A page's html with a line of links in each of its charts, beside the line that unfolds the numbers. Called for
    each page of a half-year's public edition that has charts; a page without any is unchanged. page: its name without
    suffix."""

    def add(figure: re.Match[str]) -> str:
        """One figure with its line. Called for each of the page."""
        links = _make_links(figure[0], page)
        return figure[0] if links is None else figure[0].replace(_FOLD, f"{links}{_FOLD}", 1)

    return _FIGURE.sub(add, html)
