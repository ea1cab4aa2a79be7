"""How many whole numbers of the pages a forger can change, in the executed notebook too, before any check names it."""

import pytest

from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.package import open_package
from whole_numbers import find_naming, list_whole_numbers

MOST_UNNAMED = 29  # in hours, duties and days of an accounting year, in an axis's beginning, in counts of rules


@pytest.mark.slow
def test_few_whole_numbers_can_be_changed_on_a_page_and_in_its_notebook(packaged):
    package = open_package(packaged.folder.parent / "nyere.zip")
    pages, declared = PackagedPages(package), Declarations(package)
    numbers = list_whole_numbers(pages)
    unnamed = [number for number in numbers if not find_naming(number, pages, package, declared)]
    assert len(numbers) >= 250
    assert len(unnamed) <= MOST_UNNAMED, "\n".join(f"{number.page}: {number.forge()}" for number in unnamed)
