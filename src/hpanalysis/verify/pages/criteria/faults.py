"""What the page kriterier says or draws otherwise than its tables and the law give it."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.verify.pages.comparison import find_wrong_words
from hpanalysis.verify.pages.criteria.charts import list_charts
from hpanalysis.verify.pages.criteria.content import list_content
from hpanalysis.verify.pages.criteria.drawings import find_wrong
from hpanalysis.verify.pages.criteria.held import CriteriaHeld
from hpanalysis.verify.pages.tree import Element

_MOST = 10  # that are told of one page


def _find_wrong_drawings(main: Element, held: CriteriaHeld) -> Iterator[str]:
    """A Danish clause for each drawing of the page that shows something else. Called once."""
    drawn = [one for one in main.walk() if one.name == "svg"]
    charts = list_charts(held)
    if len(drawn) != len(charts):
        yield "tegningerne er ikke dem, siden skal have"
    for svg, chart in zip(drawn, charts, strict=False):
        if wrong := find_wrong(svg, chart):
            yield f"i tegningen »{chart.title}«: {wrong}"


def find_faults(page: Element, held: CriteriaHeld) -> list[str]:
    """The Danish clauses on all that the page says or draws otherwise than it must, the first of them alone where there
    are many. Called once for the page. page: its tree."""
    main = page.find("main")
    if main is None:
        return ["siden har intet indhold"]
    return [*find_wrong_words(main, list_content(held)), *_find_wrong_drawings(main, held)][:_MOST]
