"""The pages of an accounting year: their h1, what stands around them, and from which notebook each is made."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from nbformat import NotebookNode

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import catalogue, convert
from hpanalysis.report.declaration import Heading
from hpanalysis.report.html import Block, read_print_style, read_style, read_symbols
from hpanalysis.report.release import Release
from hpanalysis.report.site import archive, bands, navigation, titles
from hpanalysis.report.year import year_links
from hpanalysis.report.year.year_publication import Year
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

_MENU = "Regnskabsårets rapporter"
_PAPER = "regnskabsaar"  # on paper they bear page numbers


def _heading(year: Year, name: str) -> Heading:
    return catalogue.list_year_reports()[name].heading(year)


def year_page(name: str, followed, half_year: str, edition: str = "offentlig") -> Block:
    """The first block of a year's page. name: lbf_opfoelgning (followed: `followup.YearFollowup`) or beredskab."""
    year = Year.named(followed, half_year, edition)
    return Block(titles.draw_heading(_heading(year, name)), first=True, above_in_lab=bands.in_lab(year.release))


def _links(year: Year, names: Iterable[str]) -> list[navigation.Link]:
    """The year's pages, the half-year of the figures and the archive; the confidential edition leads nowhere."""
    own = [navigation.Link(name, catalogue.list_year_reports()[name].label) for name in names]
    if year.release.edition is Edition.CONFIDENTIAL:
        return own
    half = year.release.half_year
    front = year_links.href(half, navigation.INDEX)
    return [
        *own,
        navigation.Link(front, f"Rapporter for {danish.format_half_year(half)}"),
        navigation.Link(f"../{navigation.INDEX}", "Tidligere rapporter"),
    ]


def _footer(year: Year) -> list[str]:
    settings = year.release.plan.settings
    half = danish.format_half_year(year.release.half_year)
    return [
        f"{settings.name}. Regnskabsåret {year.followed.label}, gjort op pr. {danish.format_day(year.followed.as_of)} "
        f"af {settings.publisher} ud fra sekretariatets optegnelser og rapporterne for {half}.",
        *navigation.archive_footer(year.release)[1:],
    ]


def year_html(
    notebook: NotebookNode,
    name: str,
    names: Iterable[str],
    followed,
    workspace: Workspace,
    half_year: HalfYear,
    edition: Edition,
) -> str:
    """The page of a year from its executed notebook; raises as `convert.to_html` does.

    names: those of the year's pages, for the navigation. followed: what the page tells of, as in `year_page`.
    """
    year = Year(followed, Release.of(workspace, half_year, edition))
    on_paper = catalogue.list_year_reports()[name].print_style
    around = {
        "style": Markup(read_style() + read_print_style(on_paper) + read_print_style(_PAPER)),
        "symbols": read_symbols(),
        "title": f"{_heading(year, name).title}, {year.release.plan.settings.name}",
        "bands": bands.bands(year.release),
        "links": _links(year, names),
        "here": name,
        "footer": _footer(year),
        "menu": _MENU,
        "meta": [
            (archive.ISSUED, year.followed.as_of.isoformat()),
            (archive.PROVENANCE, navigation.made_from(year.release)),
        ],
    }
    return convert.page_html(notebook, name, around)
