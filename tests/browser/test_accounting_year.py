"""The accounting year's pages in a real browser, under a real HTML checker, and on paper."""

import shutil
from pathlib import Path

import pytest

import browser_tools
import pdf_reading
from hpanalysis import printing

PHONE, DESK = 360, 1280
NAMES = ("lbf_opfoelgning", "beredskab", "fremdrift", "moede")


@pytest.fixture(scope="module")
def pages(randers, tmp_path_factory) -> list[Path]:
    """The year's pages of the helhedsplan of Randers, and the archive that leads to them."""
    folder = tmp_path_factory.mktemp("regnskabsaar")
    reports = shutil.copytree(randers.reports, folder / "reports")
    elsewhere = ("--reports", str(reports), "--processed", str(folder / "processed"))
    done = randers.hpanalysis("follow-up", "2026", *elsewhere)
    assert done.returncode == 0, done.stderr
    return [*(reports / "regnskabsaar-2026" / f"{name}.html" for name in NAMES), reports / "index.html"]


def test_axe_core_finds_nothing_and_no_page_is_wider_than_a_phone(pages):
    _hold(pages)


def test_axe_core_finds_nothing_on_the_small_plans_year(packaged):
    folder = packaged.reports / "regnskabsaar-2026"
    _hold([folder / f"{name}.html" for name in NAMES if (folder / f"{name}.html").is_file()])


def _hold(pages: list[Path]) -> None:
    """Nothing is found on these pages on a phone in the dark and at a desk by day."""
    assert len(pages) > 2
    seen = browser_tools.audited(pages, [PHONE], ["dark"]) + browser_tools.audited(pages, [DESK], ["light"])
    assert [(one.page, one.width, v["id"], v["nodes"]) for one in seen for v in one.violations] == []
    assert [(one.page, one.overflow, one.outside) for one in seen if one.overflow > 0 or one.outside] == []


def test_the_nu_html_checker_finds_no_error(pages):
    assert browser_tools.checked(pages) == []


def _printed(page: Path, file: Path) -> Path:
    printing.print_page(printing.find_browser(Path(browser_tools.browser())), page, file)
    return file


def test_the_auditors_report_is_a_few_a4_sheets_each_with_its_number(pages, tmp_path):
    file = _printed(pages[0], tmp_path / "opfoelgning.pdf")
    found = pdf_reading.read(file)
    assert 8 <= found.pages <= 12
    assert set(found.sheets) == {pdf_reading.A4_PORTRAIT} and found.split == 0
    for number in (1, found.pages):
        assert f"Side {number} af {found.pages}" in pdf_reading.text(file, page=number)


def test_all_that_an_auditor_asks_for_is_on_the_paper(pages, tmp_path):
    whole = pdf_reading.text(_printed(pages[0], tmp_path / "opfoelgning.pdf"))
    headings = ("De overordnede mål", "Hvad bestyrelsen har behandlet", "Opgaver og frister")
    for words in (*headings, "Timer: aftalt og leveret", "Landsbyggefondens krav", "Syntetiske data."):
        assert words in whole


def test_the_emergency_groups_page_is_one_sheet(pages, tmp_path):
    found = pdf_reading.read(_printed(pages[1], tmp_path / "beredskab.pdf"))
    assert found.sheets == [pdf_reading.A4_PORTRAIT]


@pytest.mark.parametrize(("name", "sheets"), [("fremdrift", 2), ("moede", 2)])
def test_what_is_laid_before_a_meeting_is_two_sheets_in_type_that_can_be_read(pages, tmp_path, name, sheets):
    file = _printed(next(page for page in pages if page.stem == name), tmp_path / f"{name}.pdf")
    found = pdf_reading.read(file)
    assert found.sheets == [pdf_reading.A4_PORTRAIT] * sheets and found.split == 0
    assert "Syntetiske data." in pdf_reading.text(file)


def test_the_sheets_of_progress_hold_what_the_steering_group_needs(pages, tmp_path):
    whole = pdf_reading.text(_printed(next(page for page in pages if page.stem == "fremdrift"), tmp_path / "f.pdf"))
    for heading in ("Kort sagt", "Bagud eller ikke meldt", "Hver leverance", "Milepæle", "Timer fra hver part"):
        assert heading in whole
    assert "Hvornår leverancerne forfalder" not in whole  # the calendar is for a screen
