"""The accounting years on the archive page."""

import pytest

import page_gate
from hpanalysis.publications import compute_checksum, find_years
from hpanalysis.published.names import name_year_folder
from hpanalysis.report.site import archive_of_years

PAGE = (
    '<!doctype html><html><head><meta name="dcterms.issued" content="2027-02-15">'
    '<meta name="dcterms.provenance" content="{of}"></head><body></body></html>'
)


@pytest.fixture
def reports(tmp_path):
    """Two accounting years, the later one on invented extracts and with the emergency group's page."""
    for year, of in ((2025, "udtræk"), (2026, "syntetiske udtræk")):
        folder = tmp_path / name_year_folder(year)
        folder.mkdir()
        (folder / "lbf_opfoelgning.html").write_text(PAGE.format(of=of), encoding="utf-8")
    (tmp_path / "regnskabsaar-2026" / "beredskab.html").write_text("x", encoding="utf-8")
    return tmp_path


def test_the_years_that_lie_published_are_found_and_nothing_else(reports):
    (reports / "2026H1").mkdir()
    (reports / "regnskabsaar-gammel").mkdir()
    (reports / "regnskabsaar-gammel" / "lbf_opfoelgning.html").write_text("x", encoding="utf-8")
    (reports / "regnskabsaar-2024").mkdir()  # no report in it
    assert list(find_years(reports)) == [2025, 2026]


def test_the_newest_year_stands_first_with_its_pages_day_and_checksum(reports):
    html = str(archive_of_years.make_years_section(find_years(reports)))
    page = page_gate.read(html)
    assert [a["href"] for a in page.all("a")] == [
        "regnskabsaar-2026/lbf_opfoelgning.html",
        "regnskabsaar-2026/beredskab.html",
        "regnskabsaar-2025/lbf_opfoelgning.html",
    ]
    assert "15-02-2027" in html
    assert compute_checksum(reports / "regnskabsaar-2025") in html
    assert html.count("syntetiske udtræk") == 1


def test_a_project_without_accounting_years_has_no_section(tmp_path):
    assert archive_of_years.make_years_section(find_years(tmp_path)) is None
