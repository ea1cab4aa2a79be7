"""What the board has asked for besides: every such figure stands in its section with its own number, made again from
the tables and the plan."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.published.figures import NOT_MEASURED
from hpanalysis.verify.pages.counts.page_figures import SUPPLEMENTARY, PageFigures, has_number
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.reading import tells_number
from hpanalysis.verify.pages.tree import Element

_SECTION = "supplerende"  # the id of the section's heading, and of the group in plan.yaml
_OF_AREA, _OF_ALL = "omraade-", "datarapport"
_VALUE = "Området"  # the column of an area's own table that has its figures


def find_untold_figures(page: Element, file: str, facts: Facts) -> Iterator[tuple[str, Element]]:
    """Each figure asked for besides that the section of the data report, or of an area's page, does not tell as the
    tables have it, as a Danish clause with the section. Called for each page of a half-year; none for other pages, and
    for a plan that has no such figure. file: the page's name."""
    stem = file.removesuffix(".html")
    wanted = list(_list_wanted(stem, facts))
    if not wanted:
        return
    section = next((one for one in page.walk() if one.attributes.get("aria-labelledby") == _SECTION), None)
    if section is None:
        yield "afsnittet med de supplerende tal mangler", page
        return
    told = {one.about: one for one in section.walk() if one.name in ("td", "tr") and "data-om" in one.attributes}
    for row in wanted:
        cell = told.get("/".join((row["indicator_id"], row["window"], row["area_id"])))
        if cell is None or not _tells(cell, row):
            label = facts.labels.get(row["indicator_id"], "")
            yield f"det supplerende tal »{label}« er ikke det, som tabellen har", section


def _list_wanted(stem: str, facts: Facts) -> Iterator[Cells]:
    """The newest rows that a page must tell: in the data report of each area and their total, on an area's page its
    own. Called once a page. stem: the page's name without its ending."""
    figures = PageFigures(facts, stem)
    if stem == _OF_ALL:
        areas: list[str | None] = [*facts.definitions.areas, facts.definitions.total]
    elif stem.startswith(_OF_AREA):
        areas = [stem.removeprefix(_OF_AREA)]
    else:
        return
    for name, adopted in facts.adopted.items():
        if adopted["target"] == SUPPLEMENTARY and adopted["delmaal_id"] == _SECTION:
            yield from (row for row in figures.list_latest(name, areas) if row["status"] != NOT_MEASURED)


def _tells(element: Element, row: Cells) -> bool:
    """Whether a cell, or a row of an area's own table, says the number of a figure, or the word for why it has none.
    Called for each figure."""
    cells = [one for one in element.walk() if one.name == "td" and one.attributes.get("data-l") == _VALUE]
    text = (cells[0] if element.name == "tr" and cells else element).text
    return tells_number(text, row["value"]) if has_number(row) else row["status"] in text
