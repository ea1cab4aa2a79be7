"""What the page deltagere says or draws otherwise than its tables, the plan and the target groups give it."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.verify.pages.comparison import find_wrong_words
from hpanalysis.verify.pages.participants import outcome_charts, outcome_drawings
from hpanalysis.verify.pages.participants.before import OnPage, list_conclusions_on_page, list_on_page
from hpanalysis.verify.pages.participants.charts import list_charts
from hpanalysis.verify.pages.participants.content import list_content
from hpanalysis.verify.pages.participants.drawings import find_wrong
from hpanalysis.verify.pages.participants.held import ParticipantsHeld
from hpanalysis.verify.pages.participants.outcome_drawings import SLOPE, find_axis_start
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element

_MOST = 10  # that are told of one page


def _read_on_page(main: Element) -> OnPage:
    """What the page says that its own package does not have. Called once."""
    slopes = [one for one in main.walk() if one.name == "svg" and SLOPE in one.classes]
    axes = {clean(title.text): find_axis_start(svg) for svg in slopes if (title := svg.find("title")) is not None}
    return OnPage(list_on_page(main), list_conclusions_on_page(main), axes)


def _find_wrong_drawings(main: Element, held: ParticipantsHeld) -> Iterator[str]:
    """A Danish clause for each drawing of the page that shows something else. Called once."""
    drawn = [one for one in main.walk() if one.name == "svg"]
    charts, of_outcomes = list_charts(held), outcome_charts.list_charts(held)
    if len(drawn) != len(charts) + len(of_outcomes):
        yield "tegningerne er ikke dem, siden skal have"
    for svg, chart in zip(drawn, charts, strict=False):
        if wrong := find_wrong(svg, chart):
            yield f"i tegningen »{chart.title}«: {wrong}"
    for svg, of_outcome in zip(drawn[len(charts) :], of_outcomes, strict=False):
        if wrong := outcome_drawings.find_wrong(svg, of_outcome):
            yield f"i tegningen »{of_outcome.title}«: {wrong}"


def find_faults(page: Element, held: ParticipantsHeld) -> list[str]:
    """The Danish clauses on all that the page says or draws otherwise than it must, the first of them alone where there
    are many. Called once for the page. page: its tree."""
    main = page.find("main")
    if main is None:
        return ["siden har intet indhold"]
    told = list_content(held, _read_on_page(main))
    return [*find_wrong_words(main, told), *_find_wrong_drawings(main, held)][:_MOST]
