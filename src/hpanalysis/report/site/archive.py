"""The archive of publications: every half-year that lies published, with its date, its reports and its checksum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.publications import compute_checksum
from hpanalysis.published.names import INDEX_HTML
from hpanalysis.report import figure_links
from hpanalysis.report.html import join, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.site import navigation
from hpanalysis.report.tables import cells_in_tables

TITLE = "Alle udgivelser"

# What a front page tells of its publication, in the terms of Dublin Core.
ISSUED, PROVENANCE = "dcterms.issued", "dcterms.provenance"


@dataclass(frozen=True)
class Publication:
    """A published half-year, as its folder tells of it. Made by `read_publication` when the archive page is made."""

    half_year: HalfYear
    issued: date | None  # the day printed on its pages; None where its front page does not tell
    synthetic: bool  # made on invented extracts
    reports: int  # how many
    # sha256 of the lines that `sha256sum *` prints in its folder, sorted by name, so that anyone can make it again.
    digest: str


class _MetaParser(HTMLParser):
    """Reads the <meta> of a page, by name, into `meta`; made by `read_meta` for one page."""

    def __init__(self, html: str) -> None:
        """Read the <meta> of a whole page (html) into `meta`, name -> content. Called by `read_meta` for the page of
        each publication that the archive page lists."""
        super().__init__()
        self.meta: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the content of a <meta> that has a name, because a publication's front page says there when it was
        issued and what extracts it is made of. Called by the html parser for every start tag of that page. attrs: name
        and value of each attribute."""
        attributes = dict(attrs)
        name = attributes.get("name")
        if tag == "meta" and name:
            self.meta[name] = attributes.get("content") or ""


def _is_report(path: Path) -> bool:
    """Whether an html file in a half-year's folder is a report: no front page, list of definitions or definition page.
    Called for each, when a half-year's reports are counted."""
    listed = path.stem in (navigation.INDEX, figure_links.OVERVIEW)
    return not listed and figure_links.find_indicator_of_page(path.stem) is None


def read_meta(page: Path) -> dict[str, str]:
    """What a page tells of its publication: the content of each <meta>, by name. Called for a half-year's front page
    and an accounting year's first report, when the archive page is made."""
    return _MetaParser(page.read_text(encoding="utf-8")).meta


def read_publication(half_year: HalfYear, folder: Path) -> Publication:
    """A half-year's publication as it is listed: when it was issued, whether it is synthetic, how many reports,
    checksum. Read from its folder, because nothing else remembers it. Called for each published half-year when the
    archive page is made."""
    meta = read_meta(folder / INDEX_HTML)
    return Publication(
        half_year,
        date.fromisoformat(meta[ISSUED]) if meta.get(ISSUED) else None,
        meta.get(PROVENANCE) == navigation.SYNTHETIC_EXTRACTS,
        sum(_is_report(path) for path in folder.glob("*.html")),
        compute_checksum(folder),
    )


def _make_row(one: Publication) -> list[object]:
    """A half-year's row in the archive: its front page, its day, its overview with how many reports, its checksum.
    Called for each published half-year."""
    front = f"{one.half_year}/{INDEX_HTML}"
    mark = tag("small", navigation.SYNTHETIC_EXTRACTS) if one.synthetic else None
    overview = tag("a", f"Oversigt for {danish.format_half_year(one.half_year)}", href=f"{one.half_year}/oversigt.html")
    return [
        tag("span", tag("a", danish.format_half_year(one.half_year), href=front), mark),
        danish.format_day_in_digits(one.issued) if one.issued else "ikke oplyst",
        [overview, tag("small", f"{one.reports} rapporter i alt")],
        tag("code", one.digest, class_="sum"),
    ]


def make_archive_sections(
    release: Release, publications: list[Publication], more: Sequence[Markup | None] = ()
) -> Markup:
    """The content of the page that lists all publications, the newest half-year first. Called once, when the archive
    page is made. publications: in any order; more: the sections on earlier editions and on the accounting years, None
    for one that has nothing to list."""
    rows = [_make_row(one) for one in sorted(publications, key=lambda one: one.half_year, reverse=True)]
    table = cells_in_tables.make_folding_table(
        "Det nyeste halvår først", ["Halvår", "Udgivet den", "Rapporter", "Kontrolsum"], rows
    )
    note = (
        "Kontrolsummen viser, om en udgivelse stadig er den, der blev lavet. Den er SHA-256 af en liste med SHA-256 og "
        "navn på hver fil i udgivelsens mappe, sorteret efter navn. Denne kommando skriver den, når den gives i "
        "mappen: "
    )
    command = tag("code", "find * -type f -exec sha256sum {} + | LC_ALL=C sort -k2 | sha256sum", class_="sum")
    top = [tag("p", release.plan.settings.name, class_="meta"), tag("h1", TITLE)]
    return join([top, table, *more, make_section("kontrolsum", "Sådan bruges kontrolsummen", tag("p", note, command))])


def read_publications(folders: Mapping[HalfYear, Path]) -> list[Publication]:
    """The published half-years as their folders tell of them; a half-made one has no front page and is left out. Called
    when the archive page is made. folders: half-year -> where its pages lie."""
    return [
        read_publication(half_year, folder) for half_year, folder in folders.items() if (folder / INDEX_HTML).is_file()
    ]
