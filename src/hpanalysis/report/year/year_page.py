"""The pages of an accounting year: their h1, what stands around them, and from which notebook each is made."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from nbformat import NotebookNode

from hpanalysis import danish
from hpanalysis.report import catalogue, convert
from hpanalysis.report.declaration import Heading
from hpanalysis.report.html import Block, read_print_style, read_style, read_symbols
from hpanalysis.report.site import archive, bands, navigation, titles
from hpanalysis.report.year import year_links
from hpanalysis.report.year_publication import Year
from hpanalysis.tables import Edition

_MENU = "Regnskabsårets rapporter"
_PAPER = "regnskabsaar"  # on paper they bear page numbers


def _make_heading(year: Year, name: str) -> Heading:
    """The head of a page of the year, as its report declares it. Called for the page's h1 and its <title>. name: of the
    page's notebook."""
    return catalogue.list_year_reports()[name].heading(year)


def show_heading(year: Year, name: str) -> Block:
    """The first block of a year's page: its h1 with the lines around it. Called by the first cell of each notebook of
    an accounting year. name: the notebook's."""
    return titles.show_heading(_make_heading(year, name), year.release)


def _list_links(year: Year, names: Iterable[str]) -> list[navigation.Link]:
    """The links of the navigation: to the year's pages, the half-year of the figures, and the archive. Called for each
    page of an accounting year. names: of the year's pages. The confidential edition links to its own pages only."""
    links = [navigation.Link(name, catalogue.list_year_reports()[name].label) for name in names]
    if year.release.edition is Edition.CONFIDENTIAL:
        return links
    half = year.release.half_year
    front = year_links.make_href(half, navigation.INDEX)
    return [
        *links,
        navigation.Link(front, f"Rapporter for {danish.format_half_year(half)}"),
        navigation.Link(f"../{navigation.INDEX}", "Tidligere rapporter"),
    ]


def _write_footer(year: Year) -> list[str]:
    """The lines at a page's foot: who drew it up, as of which day and from what; and whom to tell of a leak. Called for
    each page of an accounting year."""
    settings = year.release.plan.settings
    half = danish.format_half_year(year.release.half_year)
    return [
        f"{settings.name}. Regnskabsåret {year.followed.label}, gjort op pr. {danish.format_day(year.followed.as_of)} "
        f"af {settings.publisher} ud fra sekretariatets optegnelser og rapporterne for {half}.",
        *navigation.write_archive_footer(year.release)[1:],
    ]


def make_year_html(notebook: NotebookNode, name: str, year: Year, names: Iterable[str]) -> str:
    """Convert the executed notebook of an accounting year's report to its html page. Called for each page that a run of
    the accounting year makes. name: the notebook's; names: those of the year's pages, for the navigation. `Stop` for a
    failed cell or a result without html."""
    title = f"{_make_heading(year, name).title}, {year.release.plan.settings.name}"
    around = {
        "style": Markup(
            read_style() + read_print_style(catalogue.list_year_reports()[name].print_style) + read_print_style(_PAPER)
        ),
        "symbols": read_symbols(),
        "title": title,
        "running_head": convert.write_running_head(title),
        "bands": bands.list_bands(year.release),
        "menu": navigation.arrange_menu(_list_links(year, names), name),
        "here": name,
        "footer": _write_footer(year),
        "menu_name": _MENU,
        "meta": [
            (archive.ISSUED, year.followed.as_of.isoformat()),
            (archive.PROVENANCE, navigation.describe_extracts(year.release)),
        ],
    }
    return convert.convert_notebook(notebook, name, around)
