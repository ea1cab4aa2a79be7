"""The published reports on paper: sheets counted, words found, no drawing in two pieces."""

from pathlib import Path

import pytest

import browser_tools
import pdf_reading
from hpanalysis import printing
from hpanalysis.report.html import read_style
from pdf_reading import A4_LANDSCAPE, A4_PORTRAIT

LEAST = 8.0  # points

# The most sheets that a report may take; what is longer is not read on paper.
MOST = {
    "oversigt": 2,
    "kriterier": 6,
    "deltagere": 8,
    "aarsberetning": 2,
    "datarapport": 8,
    "delaftale": 8,
    "strategisk_aftale": 8,
    "omraade": 6,
    "datakvalitet": 6,
    "baseline_revision": 5,
}


@pytest.fixture(scope="session")
def printed(randers, tmp_path_factory):
    """Every report of the publication as a PDF, by name."""
    folder = tmp_path_factory.mktemp("pdf")
    done = randers.hpanalysis("pdf", "2026H1", "--to", str(folder), "--browser", browser_tools.browser())
    assert done.returncode == 0, done.stderr
    found = {path.stem: path for path in sorted(folder.glob("*.pdf"))}
    assert len(found) > 10
    return found


def _kind(name: str) -> str:
    return name.split("-", maxsplit=1)[0]


def test_oversigt_is_two_sheets_on_their_side_with_what_is_to_be_decided_in_front(randers, tmp_path):
    file = tmp_path / "oversigt.pdf"
    page = randers.reports / "2026H1" / "oversigt.html"
    printing.print_page(printing.find_browser(Path(browser_tools.browser())), page, file)
    assert pdf_reading.read(file).sheets == [A4_LANDSCAPE] * 2
    front, back = (pdf_reading.text(file, page=sheet) for sheet in (1, 2))
    assert all(
        words in front for words in ("Til beslutning", "Kræver opmærksomhed", "Går den rigtige vej", "Side 1 af 2")
    )
    assert all(
        words in back for words in ("Nyt siden sidste rapport", "De overordnede mål", "Delmålene", "Side 2 af 2")
    )
    assert pdf_reading.list_small_texts(file, LEAST) == []


def _with_both_lists_full(page: str) -> str:
    """The overview as if as much went the right way as needs attention."""
    items = page[page.index('<ul class="liste">', page.index('id="opmaerksomhed"')) :]
    items = items[: items.index("</ul>") + len("</ul>")]
    assert items.count("<li") == 5
    start = page.index("</h2>", page.index('id="rigtig-vej"')) + len("</h2>")
    return page[:start] + items + page[page.index("</section>", start) :]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "style"),
    [(_with_both_lists_full, ""), (str, "body{letter-spacing:.03em}")],
    ids=["both lists full", "wider letters"],
)
def test_oversigt_takes_no_more_than_two_sheets_more_in_another_half_year_and_in_another_font(
    randers, tmp_path, change, style
):
    page = (randers.reports / "2026H1" / "oversigt.html").read_text(encoding="utf-8")
    changed = change(page).replace("</style>", f"@media print{{{style}}}</style>")
    (tmp_path / "oversigt.html").write_text(changed, encoding="utf-8")
    browser = printing.Browser(Path(browser_tools.browser()))
    printing.print_page(browser, tmp_path / "oversigt.html", tmp_path / "oversigt.pdf")
    assert len(pdf_reading.read(tmp_path / "oversigt.pdf").sheets) <= 4  # front and back may each run on


@pytest.mark.slow
def test_every_other_report_is_upright_a4_of_a_sane_length(printed):
    for name, path in printed.items():
        found = pdf_reading.read(path)
        assert 1 <= found.pages <= MOST[_kind(name)], name
        assert name == "oversigt" or set(found.sheets) == {A4_PORTRAIT}, name


@pytest.mark.slow
def test_no_text_on_paper_is_too_small_to_be_read(printed):
    assert {name: found for name, path in printed.items() if (found := pdf_reading.list_small_texts(path, LEAST))} == {}


@pytest.mark.slow
def test_every_sheet_says_which_it_is_of_which_report(printed):
    for name, path in printed.items():
        read = pdf_reading.read(path)
        for sheet in range(1, read.pages + 1):
            words = pdf_reading.text(path, page=sheet)
            assert f"Side {sheet} af {read.pages}" in words, (name, sheet)
            assert read.title.split(",")[0].replace("\N{NO-BREAK SPACE}", " ") in words, (name, sheet)


@pytest.mark.slow
def test_no_drawing_is_cut_by_the_end_of_a_page(printed):
    assert [name for name, path in printed.items() if pdf_reading.read(path).split] == []


@pytest.mark.slow
def test_every_pdf_is_tagged_danish_bears_its_pages_title_and_is_small(printed, randers):
    for name, path in printed.items():
        found = pdf_reading.read(path)
        page = (randers.reports / "2026H1" / f"{name}.html").read_text(encoding="utf-8")
        assert (found.tagged, found.language) == (True, "da"), name
        assert found.title == page.split("<title>")[1].split("</title>")[0], name
        assert path.stat().st_size < 1_500_000, name  # a hatch that is painted page by page costs ten times that


@pytest.mark.slow
def test_the_words_of_a_report_are_found_in_its_pdf(printed):
    for name, path in printed.items():
        words = pdf_reading.text(path)
        assert "Syntetiske data." in words, name
        assert pdf_reading.read(path).title.split(",")[0].replace("\N{NO-BREAK SPACE}", " ") in words, name
    overview = pdf_reading.text(printed["oversigt"])
    for said in (
        "Kræver opmærksomhed",
        "Går den rigtige vej",
        "De overordnede mål",
        "Til beslutning",
        "Centrale Randers",
    ):
        assert said in overview


@pytest.mark.slow
def test_closed_details_stay_closed_and_no_address_of_a_link_is_printed(printed):
    for name, path in printed.items():
        words = pdf_reading.text(path)
        assert "Vis tallene som tabel" not in words, name
        assert ".html" not in words, name


def _printed(body: str, folder: Path) -> Path:
    """A page of the reports' style with this body, on paper."""
    page = folder / "side.html"
    style = f"<style>{read_style()}</style>"
    head = f'<!doctype html><html lang="da"><head><meta charset="utf-8"><title>x</title>{style}</head>'
    page.write_text(f"{head}<body><main>{body}</main></body></html>", encoding="utf-8")
    printing.print_page(printing.Browser(Path(browser_tools.browser())), page, folder / "side.pdf")
    return folder / "side.pdf"


def _rows(count: int, first: int = 1) -> str:
    return "".join(f"<tr><th scope=row>række{n}<td>{n}" for n in range(first, first + count))


def test_a_long_table_repeats_its_head_on_every_page(tmp_path):
    path = _printed(f"<table><thead><tr><th scope=col>Kolonnehoved<th scope=col>n<tbody>{_rows(120)}</table>", tmp_path)
    pages = pdf_reading.read(path).pages
    assert pages > 2
    assert all("Kolonnehoved" in pdf_reading.text(path, page=page) for page in range(1, pages + 1))


def test_a_short_table_and_a_group_of_rows_are_kept_on_one_page(tmp_path):
    before = '<p style="height:225mm">luft</p>'
    short = f"<table><thead><tr><th scope=col>x<th scope=col>n<tbody>{_rows(9)}</table>"
    groups = "".join(
        f"<tbody><tr class=gruppe><th scope=rowgroup colspan=2>gruppe{n}{_rows(6, 10 * n)}" for n in range(1, 12)
    )
    path = _printed(f"{before}{short}", tmp_path)
    assert "række1 " not in pdf_reading.text(path, page=1) and "række9" in pdf_reading.text(path, page=2)
    path = _printed(f"<table><thead><tr><th scope=col>x<th scope=col>n{groups}</table>", tmp_path)
    for page in range(1, pdf_reading.read(path).pages + 1):
        words = pdf_reading.text(path, page=page).split()
        for n in range(1, 12):
            assert (f"gruppe{n}" in words) == (f"række{10 * n}" in words) == (f"række{10 * n + 5}" in words)


def test_a_figure_goes_to_the_next_page_whole_with_its_headline(tmp_path):
    figure = (
        '<figure><figcaption><strong class="overskrift">Overskriften</strong></figcaption>'
        '<svg role="img" aria-label="x" viewBox="0 0 700 300">'
        '<text y="20">øverst</text><text y="290">nederst</text></svg>'
        '<p class="note">Noten</p></figure>'
    )
    path = _printed(f'<p style="height:205mm">luft</p>{figure}', tmp_path)
    assert pdf_reading.text(path, page=1) == "luft Side 1 af 2"
    assert pdf_reading.text(path, page=2) == "Overskriften øverst nederst Noten Side 2 af 2"
