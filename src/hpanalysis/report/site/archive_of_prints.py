"""The archive page's section on PDFs: of which publications there are prints that still show what is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.published.names import INDEX_HTML, name_year_folder
from hpanalysis.published.prints import PRINTS_FOLDER, PRINTS_JSON, digest, read_prints
from hpanalysis.report.html import join, make_section, tag

# Front pages link to it, so it is there whether anything is printed or not.
ANCHOR = "pdf"


def _are_of(prints: Path, folder: Path) -> bool:
    """Whether the PDFs of a folder are prints of the pages that lie in another, as they lie there. Called for each
    publication."""
    path = prints / PRINTS_JSON
    told = read_prints(path.read_bytes()) if path.is_file() else None
    if not told:
        return False
    pages = {one.page: folder / one.page for one in told.values()}
    return all(
        (prints / name).is_file()
        and pages[one.page].is_file()
        and digest(pages[one.page].read_bytes()) == one.page_sha256
        for name, one in told.items()
    )


def _list_printed(
    reports: Path, folders: Mapping[HalfYear, Path], years: Mapping[int, Path]
) -> Iterator[tuple[str, str]]:
    """The publications that are printed: their names in words and in reports/, the newest half-year first, then the
    accounting years. Called once."""
    for half_year in sorted(folders, reverse=True):
        if _are_of(reports / PRINTS_FOLDER / str(half_year), folders[half_year]):
            yield danish.format_half_year(half_year), str(half_year)
    for year in sorted(years, reverse=True):
        name = name_year_folder(year)
        if _are_of(reports / PRINTS_FOLDER / name, years[year]):
            yield f"Regnskabsåret {year}", name


def make_prints_section(reports: Path, folders: Mapping[HalfYear, Path], years: Mapping[int, Path]) -> Markup:
    """The section, with a link to the PDFs of each publication, or a sentence that there are none. Called once, when
    the archive page is made. A print of what has been published anew since is left out. reports: the folder of all
    publications; folders, years: where each lies."""
    links = [
        tag("li", tag("a", words, href=f"{PRINTS_FOLDER}/{name}/{INDEX_HTML}"))
        for words, name in _list_printed(reports, folders, years)
    ]
    if not links:
        return make_section(ANCHOR, "PDF-filer", tag("p", "Der er ikke lavet PDF-filer af udgivelserne."))
    about = tag("p", "Rapporterne som udskrifter. Er en fil og siden ikke ens, gælder siden.")
    return make_section(ANCHOR, "PDF-filer", join([about, tag("ul", links)]))
