"""What a report is, declared once: one file a report in `report/reports/`, named as its notebook.

The navigation, the front page, the page's head, the run (which pages are made), the manifest's graph (of what) and the
accounting year's pages follow from the declaration. `report.catalogue` finds the files; there is no list to extend.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from hpanalysis.tables import Edition

if TYPE_CHECKING:
    from hpanalysis.plan import Plan
    from hpanalysis.report.release import Release
    from hpanalysis.report.year_publication import Year


class Reads(Enum):
    """What a half-year's notebook asks for, beside the plan and the half-year's params, which every page is made of.
    Named in each `Report.reads`; the manifest's graph of what each page is made of follows from it."""

    STANDING = "standing"  # the tables of a run, by their names in data/processed
    PATTERN = "pattern"
    CHECKS = "checks"
    JUDGED = "judged"
    CONTROL = "control"
    CORRECTIONS = "corrections"
    PUBLISHED_BREAKDOWNS = "udgivne_opdelinger"  # where the plan adopts a breakdown
    CRITERIA = "kriterier"  # where the plan adopts a measure of the state's criteria
    AREA_STATUSES = "omraadestatus"  # the same
    REACH = "deltagere"  # where a list of participants came
    COURSES = "forloeb"  # the same
    OUTCOMES = "udfald"  # where an activity aims at an outcome, too
    BALANCE = "balance"  # the same
    PUBLISHED_BEFORE = "before"  # the indicators.csv of earlier half-years
    FRAMES = "frames"  # the persons and cases (pseudonyms) that the figures are counted from
    EXTRACTS = "extracts"  # which raw files there are


class YearReads(Enum):
    """What a notebook of an accounting year asks for, beside the plan. Named in each `YearReport.reads`, for the
    manifest of the accounting year."""

    FOLLOWUP_LOG = "opfoelgning.yaml"
    EMERGENCY_LOG = "beredskab.yaml"  # where there is one
    EVERY_PUBLICATION = "publications"
    CHOSEN_PUBLICATION = "half_year"  # the half-year that the year's figures are taken from


@dataclass(frozen=True)
class Heading:
    """The top of a page. Made by each report's `heading` function, drawn by `site.titles`."""

    above: str  # the line over the h1: the plan, and where the h1 has no half-year, that too
    title: str  # the h1
    lead: str = ""  # the sentence that can be read aloud in a meeting
    notes: tuple[str, ...] = ()  # what the page rests on, in small print


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """A page that a notebook makes of a plan's half-year. Made by the kinds of pages below; the run makes its file."""

    name: str  # of its file, without suffix
    notebook: str
    parameters: Mapping[str, str]  # the notebook's own, beside half_year and edition
    label: str  # its words in the navigation


@dataclass(frozen=True)
class OnePage:
    """The report is one page, which bears the notebook's name. Stands as `Report.pages`."""

    label: str
    needs_strategic_agreement: bool = False  # a plan without one has no such page
    needs_criteria: bool = False  # a plan without a measure of the state's criteria has no such page
    needs_participants: bool = False  # a plan that follows the participants of no activity has no such page

    def list_pages(self, notebook: str, plan: Plan) -> list[ReportPage]:
        """The one page; none where it needs something that the plan has not. Called when the catalogue lists a
        half-year's pages. notebook: the report's name."""
        if self.needs_strategic_agreement and plan.strategic is None:
            return []
        if self.needs_criteria and plan.law is None:
            return []
        if self.needs_participants and not plan.followed_activities:
            return []
        return [ReportPage(name=notebook, notebook=notebook, parameters={}, label=self.label)]


@dataclass(frozen=True)
class PageEachDelaftale:
    """A page a delaftale: `<prefix>-<its key>`. The notebook is told which by its parameter `agreement`. Stands as
    `Report.pages`."""

    prefix: str

    def list_pages(self, notebook: str, plan: Plan) -> list[ReportPage]:
        """A page for each delaftale of the plan, in its order. Called when the catalogue lists a half-year's pages."""
        return [
            ReportPage(name=f"{self.prefix}-{a.id}", notebook=notebook, parameters={"agreement": a.id}, label=a.name)
            for a in plan.delaftaler
        ]


@dataclass(frozen=True)
class PageEachArea:
    """A page a housing area: `<prefix>-<its key>`. The notebook is told which by its parameter `area`. Stands as
    `Report.pages`."""

    prefix: str

    def list_pages(self, notebook: str, plan: Plan) -> list[ReportPage]:
        """A page for each housing area, in the plan's order. Called when the catalogue lists a half-year's pages."""
        return [
            ReportPage(name=f"{self.prefix}-{a.id}", notebook=notebook, parameters={"area": a.id}, label=a.name)
            for a in plan.areas
        ]


@dataclass(frozen=True, kw_only=True)
class DeclaredReport:
    """What every report has. Its key is its file's name, which is its notebook's name too. The two kinds below are what
    files declare."""

    order: int  # its place in the navigation, on the front page and among the PDFs
    readers: str  # for whom it is written, in Danish
    print_style: str = ""  # how it is printed, if not as all pages: templates/hpanalysis/<print_style>-print.css


@dataclass(frozen=True, kw_only=True)
class Report(DeclaredReport):
    """A report on a half-year. In the navigation the definitions stand among them, at order 60. Declared as REPORT in a
    file of `report/reports/` and found by `catalogue`."""

    pages: OnePage | PageEachDelaftale | PageEachArea
    heading: Callable[[Release, Mapping[str, str]], Heading]  # of a page, by the notebook's own parameters
    reads: tuple[Reads, ...]
    about: str = ""  # what it is about, in Danish, beside its name on the front page
    group: str = ""  # the heading it stands under in the navigation and on the front page; empty: under none
    in_menu: bool = True  # else it is reached from the front page and from the pages that it is about alone


@dataclass(frozen=True, kw_only=True)
class YearReport(DeclaredReport):
    """A report on an accounting year, made by `hpanalysis follow-up`. The first of them dates the publication. Declared
    as REPORT in a file of `report/reports/` and found by `catalogue`."""

    label: str  # its words in the navigation
    heading: Callable[[Year], Heading]
    reads: tuple[YearReads, ...]
    editions: tuple[Edition, ...] = (Edition.PUBLIC,)
    tells_of_emergencies: bool = False  # made of the emergency group's log, and only where there is one
