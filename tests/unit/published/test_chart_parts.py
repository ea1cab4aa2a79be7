"""A chart of a page taken apart, and its table as a Danish spreadsheet reads it."""

import pytest

from hpanalysis.published.charts import drawings, tables
from hpanalysis.published.charts.drawings import make_drawing_file
from hpanalysis.published.charts.files import find_chart_failures, make_chart_files
from hpanalysis.published.charts.found import find_charts, name_chart
from hpanalysis.published.office.parts import Malformed

SVG = (
    '<svg class="{of}" viewBox="0 0 680 100" style="max-width:680px" role="img" aria-labelledby="a-t a-d">'
    '<title id="a-t">Elevfravær</title><desc id="a-d">Vangdalen 12,3 %</desc>'
    '<use href="#a-m" x="9" style="fill:var(--good,#1a5a9c)" /></svg>'
)
TABLE = (
    "<table><caption>Elevfravær, som tegnet</caption><thead><tr><th>Område</th><th>Tal</th><th>Interval</th>"
    "<th>Vurdering</th></tr></thead><tbody><tr><th>Vang\u00addalen</th><td>12,3\u00a0%</td><td>8,7–13,3</td>"
    '<td>bedre</td></tr><tr><th>=Nord</th><td colspan="3">diskretioneret</td></tr></tbody></table>'
)
PAGE = (
    "<title>Delaftale, 1. halvår 2026</title>"
    '<div class="baand syntetisk"><p><strong>Syntetiske data.</strong></p></div>'
    '<figure id="fig-elevfravaer" data-om="x"><figcaption><strong id="h">Højest i Vangdalen</strong></figcaption>'
    f"{SVG.format(of='kun-bred')}{SVG.format(of='kun-smal')}"
    '<p class="note">Et lavt tal er bedst.</p><p class="note kun-smal">V: Vangdalen</p>'
    f"<details><summary>Vis tallene som tabel</summary>{TABLE}</details></figure>"
)


def test_a_chart_is_what_a_wide_screen_shows_of_it():
    (chart,) = find_charts(PAGE)
    assert (chart.name, chart.headline, len(chart.tables)) == ("elevfravaer", "Højest i Vangdalen", 1)
    assert [(piece.words, piece.drawing is not None, piece.is_note) for piece in chart.pieces] == [
        ("", True, False),
        ("Et lavt tal er bedst.", False, True),
    ]


def test_a_figure_without_a_drawing_or_without_a_table_has_no_files():
    assert find_charts(PAGE.replace(' role="img"', "")) == [] == find_charts(PAGE.replace("Vis tallene", "Vis dem"))


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        ("fig-elevfravaer-over-tid", "elevfravaer-over-tid"),
        ("tr-elevfravaer", "elevfravaer-tragt"),
        ("fig-profil", "profil"),
    ],
)
def test_a_charts_files_are_named_after_what_they_show(figure, name):
    assert name_chart(figure) == name


def test_a_drawing_alone_has_colours_letters_and_the_pages_words():
    text = make_drawing_file(find_charts(PAGE)[0], PAGE).decode()
    assert "fill:#1a5a9c" in text and 'xlink:href="#a-m"' in text and "var(" not in text
    for words in ("Syntetiske data.", "Højest i Vangdalen", "Et lavt tal er bedst.", "Delaftale, 1. halvår 2026"):
        assert words in text
    assert "V: Vangdalen" not in text and text.count("<svg ") == 2


def test_a_table_has_numbers_as_numbers_intervals_as_two_and_words_where_they_stand_for():
    data = tables.make_table_file(TABLE)
    assert data.decode("utf-8-sig") == (
        "Område;Tal;Interval, fra;Interval, til;Vurdering\r\n"
        "Vangdalen;12,3 %;8,7;13,3;bedre\r\n"
        "'=Nord;diskretioneret;diskretioneret;diskretioneret;diskretioneret\r\n"
    )
    assert tables.read_table_file(data)[0][0] == "Område"


@pytest.mark.parametrize(
    ("text", "cell"),
    [("4.854", "4854"), ("−0,5", "-0,5"), ("+0,4", "0,4"), ("0.-10. klasse", "0.-10. klasse"), ("@navn", "'@navn")],
)
def test_a_cell_is_written_as_a_danish_spreadsheet_reads_it(text, cell):
    assert tables.write_cell(text) == cell


@pytest.mark.parametrize(
    "data",
    [
        b"Omr\xc3\xa5de;Tal\r\nA;1\r\n",
        b"\xef\xbb\xbfcpr;dag\r\n1;2\r\n",
        b"\xef\xbb\xbfTal;b\r\n1\r\n",
        b"\xef\xbb\xbf\xff",
    ],
)
def test_a_file_of_another_form_is_no_table_of_a_chart(data):
    with pytest.raises(Malformed):
        tables.read_table_file(data)


def test_the_same_page_gives_the_same_bytes():
    assert make_chart_files(PAGE, "delaftale-a") == make_chart_files(PAGE, "delaftale-a")
    assert sorted(make_chart_files(PAGE, "delaftale-a")) == [
        "grafer/delaftale-a/elevfravaer.csv",
        "grafer/delaftale-a/elevfravaer.svg",
    ]


SVG_NAME, CSV_NAME = "grafer/side/elevfravaer.svg", "grafer/side/elevfravaer.csv"


@pytest.fixture
def earlier(monkeypatch):
    """A publication whose files an earlier program laid out otherwise."""
    links = f'<a href="{SVG_NAME}">tegning</a><a href="{CSV_NAME}">tal</a>'
    html = PAGE.replace("</figure>", f'<p class="note hent">{links}</p></figure>')
    with monkeypatch.context() as other:
        other.setattr(drawings, "WIDTH", 720)
        other.setattr(drawings, "MARGIN", 10)
        return {"side.html": html.encode(), **make_chart_files(html, "side")}


def find(files, exact=False) -> list[str]:
    return [failure.file for failure in find_chart_failures("2026H1", files, exact)]


def test_what_an_earlier_program_laid_out_otherwise_still_says_the_same(earlier):
    assert find(earlier) == []
    assert find(earlier, exact=True) == [SVG_NAME]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SVG_NAME, 'x="9"', 'x="8"'),
        (SVG_NAME, "Et lavt tal er bedst.", "Et højt tal er bedst."),
        (SVG_NAME, "</text>\n</svg>", "</text>\n<path/></svg>"),
        (SVG_NAME, "Syntetiske", "Rigtige"),
        (CSV_NAME, "12,3", "12,4"),
        (CSV_NAME, "diskretioneret", "3"),
        (CSV_NAME, "Område", "cpr"),
    ],
)
def test_an_earlier_file_that_says_something_else_is_named(earlier, name, old, new):
    forged = earlier[name].decode().replace(old, new, 1).encode()
    assert forged != earlier[name]
    assert find(earlier | {name: forged}) == [name]


def test_an_earlier_file_that_is_missing_or_too_many_is_named(earlier):
    assert find({name: content for name, content in earlier.items() if name != CSV_NAME}) == [CSV_NAME]
    assert find(earlier | {"grafer/side/mere.svg": b"<svg/>"}) == ["grafer/side/mere.svg"]
