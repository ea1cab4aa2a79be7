"""A forger's pages: a real, unsigned package whose pages are changed and whose digests are all made right again.

Each forgery of tests/support/page_forgeries.py is named by the check that is said there, and the package itself holds.
"""

import posixpath

import pytest

from forged_packages import Forgery
from hpanalysis.verify import check_path
from hpanalysis.verify.check import check_opened_package
from hpanalysis.verify.checks import numbers
from hpanalysis.verify.checks.on_pages import drawn_figures, page_form, page_words
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.checks.publication import notebooks
from page_forgeries import FORGERIES, UNSEEN

PAGE_CHECKS = (page_form, page_words, drawn_figures)


@pytest.fixture(scope="module")
def packed(packaged):
    """The small plan with a map and an accounting year, as one package."""
    return packaged.folder.parent / "nyere.zip"


@pytest.fixture(scope="module")
def pages(packed):
    """The package's pages with what they are held against, read once."""
    return PackagedPages(Forgery(packed).package)


def _forge(pages, forgery):
    """The names of the checks that fail where one page is changed."""
    name = posixpath.normpath(f"2026H1/{forgery.page}")
    (page,) = (page for page in pages.pages if page.name == name)
    changed = pages.with_page(name, forgery.change(page.html))
    return {check.NAME for check in PAGE_CHECKS if check.check(changed).problems}


def test_the_true_package_holds(packed):
    assert check_path(packed).failing == ()


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: f"{forgery.page}: {forgery.what}")
def test_a_forged_page_is_named(pages, forgery):
    assert forgery.named in _forge(pages, forgery)


def test_there_are_many_forgeries_of_every_kind_of_page():
    assert len(FORGERIES) >= 80
    assert {page_form.NAME, page_words.NAME, drawn_figures.NAME} == {forgery.named for forgery in FORGERIES}
    assert all(UNSEEN.values())


def test_a_package_with_a_forged_page_does_not_hold_though_all_digests_are_right(packed):
    forged = Forgery(packed)
    forged.edit(forged.published("oversigt.html"), "uafklaret</span>", "opfyldt</span>", 1)
    forged.again("everything")
    # The notebook that the page was made from tells it, too.
    assert check_opened_package(packed, forged.package).failing == (notebooks.NAME, page_words.NAME)


def test_a_block_that_says_a_verdict_without_an_address_is_named(pages):
    """So that a new block of the reports cannot be left out of the check."""
    (page,) = (page for page in pages.pages if page.name == "2026H1/oversigt.html")
    for block in ("<p>Fraflytning <b>forbedret</b></p>", '<td data-l="Siden udgangspunktet">forværret</td>'):
        changed = pages.with_page(page.name, page.html.replace("</main>", f"{block}</main>"))
        assert page_words.check(changed).problems


def test_the_check_of_numbers_stands_beside_those_of_pages():
    assert numbers.NAME not in {check.NAME for check in PAGE_CHECKS}
