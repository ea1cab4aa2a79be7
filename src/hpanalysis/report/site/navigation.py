"""The pages of a half-year and what stands around each: bands, navigation, footer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import catalogue, figure_links
from hpanalysis.report.definition import definition_page
from hpanalysis.report.release import Release

INDEX = "index"
SYNTHETIC_EXTRACTS = "syntetiske udtræk"
_EXTRACTS = "udtræk fra kommunen, boligorganisationerne og Landsbyggefonden"


# The pages that no notebook makes: the front page, and the list of definitions, which stands among the reports.
_DEFINITIONS_ORDER = 60
_DEFINITIONS_GROUP = "Data og metode"
_DEFINITIONS_ABOUT = "hvordan hvert tal er opgjort, og alle udgivne tal"


@dataclass(frozen=True)
class Link:
    """A page in the navigation. Made for each page of a half-year, of the archive and of an accounting year; drawn by
    the template of a page's frame."""

    name: str  # of its file, without suffix
    label: str
    group: str = ""  # the heading it stands under; empty: the first
    about: str = ""  # what it is about, beside its name on the front page
    in_menu: bool = True

    @property
    def href(self) -> str:
        """The page's address from any page beside it. Read when the front page and the navigation are made."""
        return f"{self.name}.html"


def list_links(release: Release) -> list[Link]:
    """Every page of the half-year in the order of the navigation: front page, then reports and the list of definitions.
    Called for each page's navigation, for the front page, and to name the reports that a definition page links to."""
    definitions = Link(figure_links.OVERVIEW, "Definitioner", _DEFINITIONS_GROUP, _DEFINITIONS_ABOUT)
    ordered = [(_DEFINITIONS_ORDER, definitions)]
    for page in catalogue.list_pages(release.plan):
        report = catalogue.list_reports()[page.notebook]
        ordered.append((report.order, Link(page.name, page.label, report.group, report.about, report.in_menu)))
    in_order = sorted(ordered, key=lambda item: item[0])
    return [Link(INDEX, "Forside"), *(link for _, link in in_order)]


@dataclass(frozen=True)
class MenuGroup:
    """A heading of the menu with the pages under it. Made for each page's frame by `arrange_menu`."""

    name: str  # "" for those that stand by themselves
    links: tuple[Link, ...]
    is_here: bool  # whether the page that is open is among them


def arrange_menu(links: Iterable[Link], here: str) -> list[MenuGroup]:
    """The menu's groups in the order of their first pages, without the pages that are in no menu. Called for the frame
    of each page. here: the name of the page that is open."""
    by_group: dict[str, list[Link]] = {}
    for link in links:
        if link.in_menu:
            by_group.setdefault(link.group, []).append(link)
    return [MenuGroup(name, tuple(group), any(link.name == here for link in group)) for name, group in by_group.items()]


def make_title(release: Release, name: str) -> str:
    """The <title> of a page of a half-year: its h1, the half-year if the h1 has none, and the plan. Called for each
    page. name: its file's, without suffix."""
    words, half = _find_heading(release, name), danish.format_half_year(release.half_year)
    return ", ".join(dict.fromkeys([words if half in words else f"{words}, {half}", release.plan.settings.name]))


def _find_heading(release: Release, name: str) -> str:
    """The h1 of a page, in words. Called for each page's <title>. name: its file's, without suffix; one that no report
    and no definition has raises KeyError."""
    if name == INDEX:
        return f"Rapporter for {danish.format_half_year(release.half_year)}"
    if name == figure_links.OVERVIEW:
        return definition_page.OVERVIEW
    if indicator_id := figure_links.find_indicator_of_page(name):
        return definition_page.make_title(release, indicator_id)
    page = catalogue.find_page(release.plan, name)
    if page is None:
        raise KeyError(name)  # a page that neither the site nor a declaration knows
    return catalogue.list_reports()[page.notebook].heading(release, page.parameters).title


def find_print_style(release: Release, name: str) -> str:
    """The name of the style sheet that a page is printed by, if it has its own; else "". Called for the head of each
    page of a half-year, and of the page of all publications. name: its file's, without suffix."""
    page = catalogue.find_page(release.plan, name)
    return "" if page is None else catalogue.list_reports()[page.notebook].print_style


def describe_extracts(release: Release) -> str:
    """What the figures are made from, in words: invented extracts or those of the plan's suppliers. Called for the
    footer and the <meta> of each page of a half-year, and for the <meta> of an accounting year's pages; the archive
    page reads the <meta> to tell which publications are synthetic."""
    return SYNTHETIC_EXTRACTS if release.synthetic else _EXTRACTS


def write_footer(release: Release) -> list[str]:
    """The lines under each page of a half-year: who made it, when and from what, and how colours are to be read. Called
    for each page, and for the front page, which has the first line under its summary too."""
    settings = release.plan.settings
    return [
        f"{settings.name}. Lavet {danish.format_day(release.made)} af {settings.publisher} "
        f"ud fra {describe_extracts(release)}, der er leveret til og med {danish.format_half_year(release.half_year)}.",
        "En forskel eller ændring kaldes kun sikker, når den er større, end tilfældige udsving normalt giver. "
        "Blå er den ønskede retning, orange den uønskede; symbol og ord siger det samme som farven.",
        _ask_to_report_leaks(settings.contact),
    ]


def list_archive_links(newest: HalfYear) -> list[Link]:
    """The navigation of the archive page: itself, and the newest half-year's front page. Called once, for that page."""
    front = Link(f"{newest}/{INDEX}", f"Rapporter for {danish.format_half_year(newest)}")
    return [Link(INDEX, "Tidligere rapporter"), front]


def write_archive_footer(release: Release) -> list[str]:
    """The lines under the archive page: who published, and whom to tell of a figure that reveals a person. Called for
    that page, and for those of an accounting year."""
    settings = release.plan.settings
    return [f"{settings.name}. Udgivet af {settings.publisher}.", _ask_to_report_leaks(settings.contact)]


def _ask_to_report_leaks(contact: str) -> str:
    """The last line of every footer: whom to write to (contact) about a figure that reveals a person. Called for each
    footer."""
    return f"Finder du et tal, der røber noget om en person, så skriv til {contact}."
