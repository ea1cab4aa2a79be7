"""The archive's table of accounting years: what each year's published folder tells of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.publications import compute_checksum
from hpanalysis.published.names import FOLLOWUP_HTML, name_year_folder
from hpanalysis.report import catalogue
from hpanalysis.report.html import join, make_section, tag
from hpanalysis.report.site import archive, navigation
from hpanalysis.report.tables import cells_in_tables


@dataclass(frozen=True)
class YearPublished:
    """The published reports of an accounting year, as its folder tells of them. Made by `_read_publication` when the
    archive page is made."""

    year: int
    issued: date | None  # the day that its pages are made up as of; None where they do not tell
    synthetic: bool  # its figures are made on invented extracts
    names: tuple[str, ...]  # of its pages, without suffix
    digest: str  # made as that of a half-year (`archive.Publication`)


def _read_publication(year: int, folder: Path) -> YearPublished:
    """An accounting year's publication as its folder tells of it, by the <meta> of its first report; the day is None
    where the report does not tell it. Called for each published year when the archive page is made."""
    meta = archive.read_meta(folder / FOLLOWUP_HTML)
    return YearPublished(
        year,
        date.fromisoformat(meta[archive.ISSUED]) if meta.get(archive.ISSUED) else None,
        meta.get(archive.PROVENANCE) == navigation.SYNTHETIC_EXTRACTS,
        tuple(name for name in catalogue.list_year_reports() if (folder / f"{name}.html").is_file()),
        compute_checksum(folder),
    )


def _make_row(one: YearPublished) -> list[object]:
    """An accounting year's row in the archive: the day it is made up as of, a link to each report, and the checksum.
    Called for each published year."""
    folder = name_year_folder(one.year)
    reports = catalogue.list_year_reports()
    links = [tag("li", tag("a", reports[name].label, href=f"{folder}/{name}.html")) for name in one.names]
    mark = tag("small", navigation.SYNTHETIC_EXTRACTS) if one.synthetic else None
    return [
        join([str(one.year), mark]),
        danish.format_day_in_digits(one.issued) if one.issued else "ikke oplyst",
        tag("ul", links, class_="tal-liste"),
        tag("code", one.digest, class_="sum"),
    ]


def make_years_section(folders: Mapping[int, Path]) -> Markup | None:
    """The archive page's section on accounting years, the newest first; None where none is published. Called once, when
    the archive page is made. folders: year -> where its reports lie."""
    if not folders:
        return None
    rows = [_make_row(_read_publication(year, folders[year])) for year in sorted(folders, reverse=True)]
    table = cells_in_tables.make_folding_table(
        "Det nyeste år først", ["Regnskabsår", "Opgjort pr.", "Rapporter", "Kontrolsum"], rows
    )
    return make_section("regnskabsaar", "Regnskabsår", table)
