"""The pages of an accounting year: their h1, what stands around them, and from which notebook each is made."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from nbformat import NotebookNode

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import convert
from hpanalysis.report.html import Block, join, paragraphs, print_style, style, symbols, tag
from hpanalysis.report.release import Release
from hpanalysis.report.site import archive, bands, navigation
from hpanalysis.report.site.archive_of_years import EMERGENCY, FOLLOWUP, LABELS
from hpanalysis.report.words import duties
from hpanalysis.report.year import year_links
from hpanalysis.report.year.year_publication import Year
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

_MENU = "Regnskabsårets rapporter"
# On paper the auditor's report is set as the data report, whose courses it shows; both bear page numbers.
_PRINTED_AS, _PAPER = {FOLLOWUP: "datarapport"}, "regnskabsaar"


def title(year: Year, name: str) -> str:
    """The h1 of a page."""
    label = year.followed.label
    return {
        FOLLOWUP: f"Bestyrelsens opfølgning i regnskabsåret {label}",
        EMERGENCY: f"Det boligsociale beredskab {label}",
    }[name]


def _lead(year: Year, name: str) -> str:
    if name == FOLLOWUP:
        return duties.told(year.release.plan, duties.TO_AUDITOR)
    if year.release.edition is Edition.CONFIDENTIAL:
        return "Siden viser hver aktivering med sted og tid."
    return "Siden viser, hvor mange gange beredskabet blev aktiveret, men ikke hvor og hvornår."


def _rests_on(year: Year, name: str) -> list[str]:
    """As of which day, and what the page rests on."""
    if name == EMERGENCY:
        return [f"{year.drawn_up} Oplysningerne er sekretariatets egne."]
    half = danish.format_half_year(year.release.half_year)
    return [
        f"{year.drawn_up} Tallene om målene er dem, der er udgivet i rapporterne for {half}, og intet tal er regnet "
        "om. Oplysningerne om møder, opgaver og timer er sekretariatets egne."
    ]


def heading(year: Year, name: str) -> Markup:
    lead = _lead(year, name)
    return join(
        [
            tag("p", year.release.plan.settings.name, class_="meta"),
            tag("h1", title(year, name)),
            tag("p", lead, class_="manchet") if lead else None,
            paragraphs(_rests_on(year, name), "note"),
        ]
    )


def year_page(name: str, followed, half_year: str, edition: str = "offentlig") -> Block:
    """The first block of a year's page. name: lbf_opfoelgning (followed: `followup.YearFollowup`) or beredskab."""
    year = Year.named(followed, half_year, edition)
    return Block(heading(year, name), first=True, above_in_lab=bands.in_lab(year.release))


def _links(year: Year, names: Iterable[str]) -> list[navigation.Link]:
    """The year's pages, the half-year of the figures and the archive; the confidential edition leads nowhere."""
    own = [navigation.Link(name, LABELS[name]) for name in names]
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
    """The page of a year (`FOLLOWUP` or `EMERGENCY`) from its executed notebook; raises as `convert.to_html` does.

    names: those of the year's pages, for the navigation. followed: what the page tells of, as in `year_page`.
    """
    year = Year(followed, Release.of(workspace, half_year, edition))
    around = {
        "style": Markup(style() + print_style(_PRINTED_AS.get(name, name)) + print_style(_PAPER)),
        "symbols": symbols(),
        "title": f"{title(year, name)}, {year.release.plan.settings.name}",
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
