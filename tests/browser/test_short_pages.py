"""The reports as they open: short enough to be read, and every link leads to what is seen."""

import re
from pathlib import Path

import pytest

import browser_tools
import pdf_reading
from hpanalysis import printing
from slow_cases import keep_quick

DESK, PHONE = 1280, 360
HIGHEST, MOST_SHEETS = 6000, 8
# The kinds of page whose folds are led into by links, by how their names begin.
SHORT = ("delaftale-", "strategisk_aftale", "datarapport", "omraade-")


def _list_short(project) -> list[Path]:
    return [page for page in sorted((project.reports / "2026H1").glob("*.html")) if page.stem.startswith(SHORT)]


@pytest.mark.parametrize("plan", keep_quick(["made", "randers"], "made"))
def test_no_page_is_higher_than_can_be_read_at_a_desk(plan, request):
    pages = sorted((request.getfixturevalue(plan).reports / "2026H1").glob("*.html"))
    found = browser_tools.as_they_open([page.as_uri() for page in pages], DESK)
    assert len(found) > 5
    assert {one.address.rpartition("/")[2]: one.height for one in found if one.height > HIGHEST} == {}


@pytest.mark.parametrize("name", ["delaftale-uddannelse", "strategisk_aftale", "datarapport", "omraade-glarbjergvej"])
def test_the_longest_report_of_each_kind_takes_few_sheets(randers, tmp_path, name):
    file = tmp_path / f"{name}.pdf"
    page = randers.reports / "2026H1" / f"{name}.html"
    printing.print_page(printing.find_browser(Path(browser_tools.browser())), page, file)
    found = pdf_reading.read(file)
    assert 1 <= found.pages <= MOST_SHEETS
    assert found.split == 0


def _list_links_to_short_pages(project) -> set[str]:
    """Where links with a fragment lead, from all pages of the half-year to those that are kept short."""
    folder = project.reports / "2026H1"
    wanted = {page.name for page in _list_short(project)}
    links = set()
    for page in folder.glob("*.html"):
        for name, fragment in re.findall(r'href="([\w.-]*)#([^"]+)"', page.read_text(encoding="utf-8")):
            if (name or page.name) in wanted and not fragment.startswith("s-"):
                links.add(f"{(folder / (name or page.name)).as_uri()}#{fragment}")
    # Links within a drawing lead to its own shapes.
    return {link for link in links if not re.search(r"-m[0-9a-f]{10}$|#fig-.*-m", link)}


@pytest.mark.slow
def test_every_link_to_a_short_page_leads_to_what_is_seen(made):
    links = sorted(_list_links_to_short_pages(made))
    assert len(links) > 20
    found = browser_tools.as_they_open(links, DESK)
    assert [one.address.rpartition("/")[2] for one in found if not one.seen] == []


def test_a_table_of_contents_has_a_line_for_each_delmaal_and_no_more(made):
    html = (made.reports / "2026H1" / "delaftale-opvaekst.html").read_text(encoding="utf-8")
    contents = re.search(r'<nav aria-label="På denne side".*?</nav>', html, re.DOTALL)[0]
    linked = re.findall(r'href="#([^"]+)"', contents)
    delmaal = re.findall(r'<h2 id="(delmaal-[^"]+)"', html)
    assert [anchor for anchor in linked if anchor.startswith("delmaal-")] == delmaal
    assert set(linked) - set(delmaal) <= {"opgjort", "aktiviteter"}


@pytest.fixture(scope="module")
def auditors_page(randers, tmp_path_factory) -> Path:
    """The auditor's page of Randers' accounting year, made in a copy of the project."""
    project = randers.copy(tmp_path_factory.mktemp("aar") / "projekt")
    done = project.hpanalysis("follow-up", "2026")
    assert done.returncode == 0, done.stderr
    return project.reports / "regnskabsaar-2026" / "lbf_opfoelgning.html"


def test_the_auditors_page_is_short_on_a_screen_and_whole_on_few_sheets(auditors_page, tmp_path):
    (found,) = browser_tools.as_they_open([auditors_page.as_uri()], DESK)
    assert found.height <= HIGHEST
    file = tmp_path / "lbf.pdf"
    printing.print_page(printing.find_browser(Path(browser_tools.browser())), auditors_page, file)
    sheets = pdf_reading.read(file)
    assert sheets.pages <= MOST_SHEETS and sheets.split == 0
    text = pdf_reading.text(file)
    # What is folded on the screen: the last duty, a promise of hours, a checksum.
    for told in ("Planens opgaver", "Medarbejdernes timer", "Rapporternes kontrolsummer", "Kravene, så vidt de kendes"):
        assert told in text
