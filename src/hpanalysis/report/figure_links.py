"""Where a figure lives: its anchor on its indicator's definition page, and the link to it from every other page."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from hpanalysis.plan import Adoption, FigureGroup, Plan
from hpanalysis.report.cells import Cell
from hpanalysis.report.html import join, tag

OVERVIEW = "definitioner"
_PREFIX = "definition-"
# Kind of a group of figures that belong to no agreement -> the page that shows them, and the section's anchor in it.
CRITERIA = "kriterier"  # the kind of the group with the measures of the state's criteria
_PAGES_OF_GROUPS = {CRITERIA: ("kriterier", "tal"), "supplerende": ("datarapport", "supplerende")}


class Home(NamedTuple):
    """Where an indicator's figures are shown. Made by `find_home`."""

    page: str  # file name without suffix
    notebook: str  # the same of the notebook that makes it
    anchor: str
    owner: str  # the agreement's or the group's name
    goal: str  # the delmål in words, `Delmål: Flere unge får en uddannelse`; the group's name where there is none


def name_definition_page(indicator_id: str) -> str:
    """The name (without suffix) of an indicator's definition page. Called for the page and for every link to it."""
    return f"{_PREFIX}{indicator_id}"


def find_indicator_of_page(name: str) -> str | None:
    """The indicator whose definition page this is, by the page's name; None for any other page. Called for the page's
    title, and to tell reports from definition pages in the archive."""
    return name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else None


def make_anchor(indicator_id: str, area_id: str, window: str) -> str:
    """A figure's id: `elevfravaer-vangdalen-2024-25`. The slash of a window of months (`2023-10/2024-09`) becomes `_`.
    window: its id, as the tables have it. Called for a figure's row on its definition page and for every link to it."""
    return f"{indicator_id}-{area_id}-{window.replace('/', '_')}"


def make_anchor_of_cell(cell: Cell) -> str:
    """The id of a cell's row on its indicator's definition page. Called for the row itself and for the links to it."""
    return make_anchor(cell.indicator_id, cell.area_id, cell.window)


def make_address(cell: Cell) -> str:
    """The address of a figure from any page of the half-year: file name and anchor. Called for links to figures."""
    return f"{name_definition_page(cell.indicator_id)}.html#{make_anchor_of_cell(cell)}"


def find_address_of_group(group: FigureGroup) -> str:
    """The address of the section that shows a group of figures. Called where an area's page leads to it."""
    page, anchor = _PAGES_OF_GROUPS[group.kind]
    return f"{page}.html#{anchor}"


def find_home(adoption: Adoption, plan: Plan) -> Home:
    """Where an indicator's figures are shown: of a delmål on its delaftale's page, of an overall goal on the strategic
    agreement's, of the state's criteria on theirs, and what is asked for besides in the data report. Called for the
    links from an indicator's definition page, and for what its notebook is."""
    group = plan.find_group_of(adoption)
    if group is not None:
        page, anchor = _PAGES_OF_GROUPS[group.kind]
        return Home(page, page, anchor, group.name, group.name)
    goal = plan.goal(adoption.delmaal_id)
    agreement = plan.agreement(goal.agreement_id)
    if agreement.kind == "delaftale":
        page = f"delaftale-{agreement.id}"
        return Home(page, "delaftale", f"delmaal-{goal.id}", agreement.name, f"Delmål: {goal.name}")
    page = "strategisk_aftale"
    return Home(page, page, f"maal-{goal.id}", agreement.name, f"Overordnet mål: {goal.name}")


def link_number(cell: Cell, content: object) -> object:
    """What is shown of a cell as a link to the cell's row on its definition page; `content` itself where the cell has
    no number. Called wherever a page shows a figure so: in tables, lists and sentences, and as the heading of the words
    on it. content: how the number, or the heading, is written."""
    return tag("a", content, href=make_address(cell), class_="tal") if cell.has_number else content


def link_in_sentence(cell: Cell, sentence: str, number: str) -> object:
    """A sentence on a cell with its number (as the sentence writes it) linked where it first stands; without the
    number, the sentence as it is. Called for each figure in the lists of what needs attention and of what goes well."""
    before, written, after = sentence.partition(number)
    return join([before, link_number(cell, written), after]) if written and cell.has_number else sentence


def link_definition(indicator_id: str, words: object) -> Markup:
    """A link from any page to an indicator's definition page. Called for definition cards and lists, and in an area's
    profile. words: what is shown of the link."""
    return tag("a", words, href=f"{name_definition_page(indicator_id)}.html")
