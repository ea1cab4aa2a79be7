"""tal: every number on every page is one that the CSV files tell; where a page names a figure, it is that figure's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hpanalysis.published.failures import Failure
from hpanalysis.published.figures import read_rows
from hpanalysis.published.names import (
    CORRECTIONS_CSV,
    MONTHS_CSV,
    OPTIONAL_TABLES,
    PLAN_CHECK_CSV,
    PLAN_FIGURES_CSV,
)
from hpanalysis.published.pages import Page
from hpanalysis.published.printed import PageChecker
from hpanalysis.verify.checks import years
from hpanalysis.verify.opening.outcomes import Outcome, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import DATA, Package
from hpanalysis.verify.pages.participants.before import list_told_before
from hpanalysis.verify.pages.participants.content import FILE as PARTICIPANTS_PAGE

NAME = "tal"


class CheckedPage(NamedTuple):
    """A published page whose numbers were compared with the CSV files. Made by `_check_pages`; read by `check`."""

    name: str  # in data/udgivelse
    page: Page
    failures: list[Failure]


def _read_tables(package: Package, folder: str) -> list[dict[str, str]]:
    """The rows of all CSV files of a folder of the package, as text: column -> cell. Called for the folder of each
    accounting year, which has hours and deadlines that no half-year publishes. folder: its name in the bag, without `/`
    at its end."""
    names = sorted(name for name in package.under(folder) if name.endswith(".csv"))
    return [row for name in names for row in read_rows(package.text(f"{folder}/{name}"))]


def _check_pages(package: Package, folder: str, of_year: bool) -> Iterator[CheckedPage]:
    """Compare each html page of a folder of the package with the CSV files; yields each page with what is wrong on it.
    Called for the half-year's publication and for each accounting year (of_year), whose own tables are then read too.
    folder: its name in the bag, without `/` at its end."""
    others = package.table(CORRECTIONS_CSV) + package.table(PLAN_FIGURES_CSV)
    for name in OPTIONAL_TABLES:
        others += package.table_if_there(name)
    others += _read_tables(package, folder) if of_year else []
    months, derived = package.table(MONTHS_CSV), package.table(PLAN_CHECK_CSV)
    printed = PageChecker(package.half_year, package.rows, months, others, derived)
    for name in sorted(name for name in package.under(folder) if name.endswith(".html")):
        html = package.text(f"{folder}/{name}")
        page, own = Page(html), printed
        if name == PARTICIPANTS_PAGE and (before := list_told_before(html)):
            own = PageChecker(package.half_year, package.rows, months, others + before, derived)
        full_name = f"{folder}/{name}".removeprefix(f"{DATA}udgivelse/")
        yield CheckedPage(full_name, page, own.find_failures(page, name, of_year))


def _count_checked_numbers(page: Page) -> int:
    """How many numbers of a page were compared, in its text and in its drawings. Called for each page of a package, for
    the sentence of the check `tal`."""
    in_words = sum(map(len, page.decimals))
    return in_words + sum(len(drawing.written) for drawing in page.drawings)


def check(package: Package) -> Outcome:
    """The check `tal`: whether the pages, those of the accounting years included, tell the numbers of the CSV files and
    no others. Called once for each package that is verified."""
    pages = list(_check_pages(package, package.publication.rstrip("/"), of_year=False))
    for folder in years.list_year_folders(package):
        pages += _check_pages(package, folder, of_year=True)
    problems = [
        f"{quote(page.name)}, {make_printable(failure.place)}:"
        f" {make_printable(failure.fault[0].upper() + failure.fault[1:])}."
        for page in pages
        for failure in page.failures
    ]
    numbers = format_count(sum(_count_checked_numbers(page.page) for page in pages), "tal", "tal")
    return conclude(
        NAME,
        problems,
        f"{numbers} på {format_count(len(pages), 'side', 'sider')} er de samme som i indicators.csv.",
    )
