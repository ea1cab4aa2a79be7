"""The yearly reports as they are printed: pages counted, text found, nothing cut."""

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

import browser_tools
import pdf_reading
import report_tables
from hpanalysis import printing
from hpanalysis.report import convert
from hpanalysis.report.release import Release
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace
from slow_cases import keep_quick

PLANS = keep_quick(["made", "randers"], "made")


def _print(page: Path, file: Path) -> Path:
    printing.print_page(printing.find_browser(Path(browser_tools.browser())), page, file)
    return file


@pytest.fixture(scope="module")
def printed(request, tmp_path_factory):
    """The PDF of a published page of one of the two plans."""
    folder, known = tmp_path_factory.mktemp("papir"), {}

    def of(plan: str, name: str) -> Path:
        file = folder / f"{plan}-{name}.pdf"
        if file not in known:
            known[file] = _print(request.getfixturevalue(plan).reports / "2026H1" / f"{name}.html", file)
        return file

    return of


@pytest.mark.parametrize("plan", PLANS)
def test_the_annual_report_is_exactly_two_sheets_of_a4(printed, plan):
    found = pdf_reading.read(printed(plan, "aarsberetning"))
    assert found.sheets == [pdf_reading.A4_PORTRAIT] * 2
    assert found.split == 0


@pytest.mark.slow
def test_each_sheet_of_the_annual_report_holds_what_it_should_and_says_that_it_is_synthetic(printed):
    file = printed("randers", "aarsberetning")
    first, second = (pdf_reading.text(file, page=number) for number in (1, 2))
    assert "Syntetiske data." in first and "Syntetiske data." in second
    for heading in ("Årsberetning 2026 til de politiske udvalg", "Kræver opmærksomhed", "Går den rigtige"):
        assert heading in first
    assert "Kræver opmærksomhed" not in second  # the title is at the foot of both
    for heading in ("Delmålene over tid", "De overordnede mål", "Forbehold", "Finder du et tal"):
        assert heading in second


@pytest.mark.parametrize("plan", PLANS)
def test_the_data_report_is_one_report_of_a_few_a4_pages(printed, plan):
    found = pdf_reading.read(printed(plan, "datarapport"))
    assert 3 <= found.pages <= 8
    assert set(found.sheets) == {pdf_reading.A4_PORTRAIT}
    assert found.split == 0


@pytest.mark.slow
def test_the_data_reports_first_two_pages_hold_all_the_overall_goals(printed):
    """At 8 points their table is longer than a sheet; its head stands on both."""
    file = printed("randers", "datarapport")
    first, second = (pdf_reading.text(file, page=number) for number in (1, 2))
    assert "Datarapport 2026 til bestyrelsen" in first and "1-5-årige i dagtilbud" in first
    assert "Stemt ved" in f"{first} {second}" and "Udgangspunkt" in second
    whole = pdf_reading.text(file)
    for heading in ("Udvikling og sammenligning", "Hvad tallene dækker", "Rettede tal"):
        assert heading in whole


CALLS = ("heading", "summary", "delmaal", "most_important", "courses", "overall_goals", "caveats")


def test_it_is_a_sheet_more_at_most_where_every_verdict_and_every_gap_is_told(tmp_path, monkeypatch):
    """The table of the unit tests: three figures in both lists, hidden and missing ones, all of them new."""
    where = Workspace.at(processed=tmp_path / "processed", reports=tmp_path / "reports")
    for name, value in where.environment().items():
        monkeypatch.setenv(name, value)
    release = Release.of(where, report_tables.HALF, Edition.PUBLIC)
    report = report_tables.half_year_view(report_tables.half_year(), release).annual_report()
    blocks = [getattr(report, call)() for call in CALLS]
    outputs = [new_output("display_data", data=block.bundle()) for block in blocks]
    book = new_notebook(cells=[new_code_cell("kald", outputs=[output]) for output in outputs])
    page = tmp_path / "aarsberetning.html"
    html = convert.make_report_html(book, "aarsberetning", where, report_tables.HALF, Edition.PUBLIC)
    assert html.count("Listen viser tre af") == 2 and "Disse tal kan ikke vises" in html
    page.write_text(html, encoding="utf-8")
    assert pdf_reading.read(_print(page, tmp_path / "aarsberetning.pdf")).pages <= 3  # at 8 points
