"""tal: every number of every page is one that the CSV files tell, and where a page names a figure, that figure's."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.published.failures import Failure
from hpanalysis.published.figures import read_rows
from hpanalysis.published.names import CORRECTIONS_CSV, MONTHS_CSV, PLAN_CHECK_CSV, PLAN_FIGURES_CSV
from hpanalysis.published.pages import Page, find_decimals
from hpanalysis.published.printed import PageChecker
from hpanalysis.verify.checks import years
from hpanalysis.verify.opening.outcomes import Outcome, counted, outcome, quoted, shown
from hpanalysis.verify.opening.package import DATA, Package

NAME = "tal"


def _tables(package: Package, folder: str) -> list[dict[str, str]]:
    """The rows of all CSV files of a folder, as an accounting year's hours and deadlines, which no half-year tells."""
    names = sorted(name for name in package.under(folder) if name.endswith(".csv"))
    return [row for name in names for row in read_rows(package.text(f"{folder}/{name}"))]


def _held(package: Package, folder: str, beside: bool) -> Iterator[tuple[str, Page, list[Failure]]]:
    """(name in data/udgivelse, page, what is wrong) of every page of a folder; beside: an accounting year's."""
    others = package.table(CORRECTIONS_CSV) + package.table(PLAN_FIGURES_CSV)
    others += _tables(package, folder) if beside else []
    derived = package.table(PLAN_CHECK_CSV)
    printed = PageChecker(package.half_year, package.rows, package.table(MONTHS_CSV), others, derived)
    for name in sorted(name for name in package.under(folder) if name.endswith(".html")):
        page = Page(package.text(f"{folder}/{name}"))
        yield f"{folder}/{name}".removeprefix(f"{DATA}udgivelse/"), page, printed.failures(page, name, beside)


def _count(page: Page) -> int:
    """How many of a page's numbers are held."""
    in_words = sum(len(find_decimals(text)) for text in page.words)
    return in_words + sum(len(drawing.written) for drawing in page.drawings)


def check(package: Package) -> Outcome:
    """Whether the pages, those of the accounting year included, tell what indicators.csv tells and no other."""
    found = list(_held(package, package.publication.rstrip("/"), beside=False))
    for folder in years.folders(package):
        found += _held(package, folder, beside=True)
    problems = [
        f"{quoted(name)}, {shown(one.place)}: {shown(one.fault[0].upper() + one.fault[1:])}."
        for name, _, failures in found
        for one in failures
    ]
    held, pages = sum(_count(page) for _, page, _ in found), len(found)
    told = f"{counted(held, 'tal', 'tal')} på {counted(pages, 'side', 'sider')} er de samme som i indicators.csv."
    return outcome(NAME, problems, told)
