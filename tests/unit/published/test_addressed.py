"""A number that names its figure is held against that figure, wherever another figure has the same number."""

import pytest

from audit_folders import COLUMNS as NAMES
from audit_folders import Publication, as_csv, definitions, indicator
from hpanalysis.published.figures import parse_figures
from hpanalysis.published.pages import Page
from hpanalysis.published.printed import PageChecker

COUNTS = {("a", "2025", "nord"): (30, 120), ("a", "2025", "syd"): (45, 100), ("a", "2025", "vest"): (33, 110)}
LIMITS = {("a", "2025", "nord"): {"lo": "18.1", "hi": "33.5", "baseline_value": "20.0"}}


@pytest.fixture
def printed() -> PageChecker:
    """Nord 25,0, syd 45,0, vest hidden."""
    made = Publication(definitions({"a": indicator()}), COUNTS, cells=LIMITS).hiding("a/2025/vest")
    return PageChecker("2026H1", parse_figures(as_csv(made.rows, NAMES)), [], [])


def faults(printed: PageChecker, body: str, file: str = "oversigt.html", beside: bool = False) -> list[tuple[str, str]]:
    found = printed.find_failures(Page(f"<html><body>{body}</body></html>"), file, beside)
    return [(one.fault, one.place) for one in found]


def link(text: str, area: str = "nord", page: str = "definition-a.html", tag: str = "p") -> str:
    return f'<{tag}><a class="tal" href="{page}#a-{area}-2025">{text}</a></{tag}>'


DIFFERS, TELLS = "siden og indicators.csv siger ikke det samme", "siden fortæller om et diskretioneret tal"


def test_a_linked_number_that_is_its_figures_value_passes(printed):
    assert faults(printed, link("25,0 %")) == []


def test_a_linked_number_of_another_figure_is_caught_though_it_is_told_of(printed):
    assert faults(printed, link("45,0 %")) == [(DIFFERS, "a/2025/nord")]


def test_a_link_to_a_hidden_figure_tells_of_it(printed):
    assert (TELLS, "a/2025/vest") in faults(printed, link("25,0 %", area="vest"))


@pytest.mark.parametrize(
    "page", ["definition-b.html", "definition-x.html", "index.html", "../2025H2/definition-a.html"]
)
def test_a_link_that_leads_to_no_figure_is_caught(printed, page):
    assert faults(printed, link("25,0 %", page=page)) == [(DIFFERS, "et link uden tal")]


def test_the_years_pages_link_to_the_half_years_figures(printed):
    beside = link("25,0 %", page="../2026H1/definition-a.html")
    assert faults(printed, beside, beside=True) == []
    assert faults(printed, link("25,0 %"), beside=True) == [(DIFFERS, "et link uden tal")]


def test_a_heading_links_with_its_title_and_no_number(printed):
    assert faults(printed, link("13-18-årige i alt", tag="h3")) == []
    assert faults(printed, link("25,0 %", tag="h3")) == [(DIFFERS, "a/2025/nord")]


def test_a_passage_tells_only_what_its_figures_row_tells(printed):
    figure = '<a class="tal" href="definition-a.html#a-nord-2025">25,0 pct.</a>'
    assert faults(printed, f"<p>Tallet er {figure} (udgangspunkt 20,0 pct.).</p>") == []
    assert faults(printed, f"<p>Tallet er {figure} (udgangspunkt 45,0 pct.).</p>") == [(DIFFERS, "a/2025/nord")]


def test_the_text_under_a_figures_heading_is_of_that_figure(printed):
    assert faults(printed, link("Andelen", tag="h3") + "<p>Tallet er 25,0 pct.</p>") == []
    assert faults(printed, link("Andelen", tag="h3") + "<p>Tallet er 45,0 pct.</p>") == [(DIFFERS, "a/2025/nord")]
    assert faults(printed, link("Andelen", tag="h3") + "<h3>Andet</h3><p>Tallet er 45,0 pct.</p>") == []


def row(area: str, cells: dict[str, str]) -> str:
    told = "".join(f'<td data-l="{label}">{text}</td>' for label, text in cells.items())
    return f'<table><tr id="a-{area}-2025"><th>Område</th>{told}</tr></table>'


NORD = {"Tal": "25,0 %", "Usikkerhedsinterval": "18,1–33,5", "Antal": "30", "Ud af": "120"}


def test_a_figures_own_row_is_held_column_by_column(printed):
    assert faults(printed, row("nord", NORD)) == []
    for label, told in NORD.items():
        wrong = NORD | {label: told.replace("5", "6").replace("30", "31").replace("120", "121")}
        assert faults(printed, row("nord", wrong)) != [], label


def test_a_hidden_figures_row_has_its_word_alone(printed):
    assert faults(printed, row("vest", {"Tal": "diskretioneret"})) == []
    assert faults(printed, row("vest", NORD)) == [(TELLS, "a/2025/vest")]
    assert faults(printed, row("vest", {"Tal": "diskretioneret", "Ud af": "110"})) == [(TELLS, "a/2025/vest")]


def test_a_definition_page_has_a_row_of_every_figure(printed):
    rows = row("nord", NORD) + row("vest", {"Tal": "diskretioneret"})
    assert faults(printed, rows, "definition-a.html") == [(DIFFERS, "a/2025/syd")]


def test_interval_and_counts_beside_an_addressed_cell_are_its_own(printed):
    cells = '<table><tr><td id="a-nord">25,0 %</td><td data-l="Ud af">{}</td></tr></table>'
    assert faults(printed, cells.format(120)) == []
    assert faults(printed, cells.format(100)) == [(DIFFERS, "a/2025/nord")]


def test_a_passage_about_a_hidden_figure_tells_no_count_but_may_tell_a_year(printed):
    assert (TELLS, "a/2025/vest") in faults(printed, f"<p>Der er 3 i {link('vest', 'vest', tag='b')}.</p>")
    assert faults(printed, f"<p>I 2025 er tallet {link('diskretioneret', 'vest', tag='b')}.</p>") == []
    assert faults(printed, f"<p>Der er 3 flere i {link('25,0 %', tag='b')}.</p>") == []


def test_a_drawings_description_may_tell_what_follows_from_its_marks_by_the_states_criteria_and_no_more():
    made = Publication(definitions({"a": indicator()}), COUNTS, cells=LIMITS).hiding("a/2025/vest")
    follows = [
        {"criterion": "dømte", "indicator_id": "a", "list_year": "2025", "area_id": area, "value": value}
        for area, value in (("nord", "2.67"), ("syd", "2.74"))
    ]
    checker = PageChecker("2026H1", parse_figures(as_csv(made.rows, NAMES)), [], follows)

    def tell(words):
        mark = '<g data-cell="a/2025/nord"><path d="M0 0"/></g>'
        head = '<svg class="x" viewBox="0 0 9 9" role="img" aria-labelledby="t d"><title id="t">T</title>'
        return faults(checker, f'{head}<desc id="d">{words}</desc>{mark}</svg>')

    assert tell("Nord 2,67") == []
    assert [fault for fault, _ in tell("Syd 2,74")] != []  # of an area that has no mark here
    assert [fault for fault, _ in tell("Nord 2,68")] != []
