"""A page is read as it is written and no other way: what a browser might show otherwise is said to be unread."""

from decimal import Decimal

import pytest

from hpanalysis.published.pages import Page, find_decimals, find_numbers

START = '<!doctype html>\n<html lang="da"><head><meta charset="utf-8"><title>Side</title></head><body>'
END = "</body></html>"


def page(body: str) -> Page:
    return Page(f"{START}{body}{END}")


def test_an_ordinary_page_is_read_whole():
    read = page('<h1>Tal &amp; ord</h1><p>12,3 pct.</p><img src="x.png" alt="To 4,5"><br/>')
    assert not read.unread
    assert [text for text in read.words if text] == [
        "Side",
        "Tal & ord",
        "12,3 pct.",
        "To 4,5",
    ] or "12,3 pct." in read.words
    assert find_decimals(" ".join(read.words)) == [Decimal("12.3"), Decimal("4.5")]


@pytest.mark.parametrize(
    "body",
    [
        "<p>ikke lukket",
        "<p></div></p>",
        '<small class="udeladt"/>12,3 pct.',
        "<p class=uden>x</p>",
        "<p class='enkelt'>x</p>",
        "<!-- gemt --><p>x</p>",
        "<p>3 < 5</p>",
        "<script>x</script>",
        '<p onclick="x">x</p>',
        '<iframe src="x"></iframe>',
        "<noscript>x</noscript>",
        "<template>x</template>",
        "<style>td::after{content:'12,3'}</style>",
        "<style>td::after{content:'\\31'}</style>",
        "<![CDATA[x]]>",
        "<?x?>",
        '<p title="a>b">x</p>',
    ],
)
def test_what_is_written_otherwise_is_unread(body):
    assert page(body).unread


@pytest.mark.parametrize("body", ["<style>p{margin:1.5em;content:attr(data-l) ': '}</style>", "<P>x</P>", "<hr>"])
def test_what_changes_no_text_is_read(body):
    assert not page(body).unread


def test_a_page_that_begins_tags_without_end_is_read_in_no_time():
    """Each character once: 2 MB of it would else take hours."""
    read = page("<" * 200_000 + "x" * 1_000_000 + "<a " * 200_000)
    assert read.unread


def test_what_stands_after_the_end_is_unread():
    assert Page(f"{START}{END}<p>x").unread


def test_a_cell_knows_its_column_and_its_row():
    read = page(
        '<table><tr id="r"><th>Nord</th><td id="a-nord" class="num god" data-l="Tal"><b>12,3</b> %</td>'
        '<td data-l="Antal">5</td></tr></table>'
    )
    (cell,) = read.cells
    assert (cell.id, cell.label, cell.classes, cell.text) == ("a-nord", "Tal", ("num", "god"), "12,3 %")
    assert cell.alone and cell.row.id == "r"
    assert [one.text for one in cell.row.cells] == ["12,3 %", "5"]


def test_two_addressed_cells_of_a_row_are_not_alone():
    read = page('<table><tr><td id="a">1</td><td id="b">2</td></tr></table>')
    assert [cell.alone for cell in read.cells] == [False, False]


def test_a_link_to_a_figure_knows_its_passage_and_whether_it_is_a_title():
    read = page(
        '<h3><a class="tal" href="definition-a.html#a-nord-2025">13-18-årige</a></h3>'
        '<p>Tallet er <a class="tal" href="x">12,3 pct.</a> i alt.</p><p><a href="y">12,3</a></p>'
    )
    title, figure = read.links
    assert (title.of_title, title.text) == (True, "13-18-årige")
    assert (figure.of_title, figure.href, figure.text) == (False, "x", "12,3 pct.")
    (passage,) = (one for one in read.passages if figure in one.links)
    assert passage.text == "Tallet er 12,3 pct. i alt."


def test_numbers_in_a_drawing_are_marks_and_ticks_and_no_words():
    read = page(
        '<svg><title>Kort 7,7</title><text>12,3 %</text><path data-cell="a/2025/nord"/></svg><p data-cell="b"></p>'
    )
    (drawing,) = read.drawings
    assert (drawing.marks, drawing.written, drawing.described) == (["a/2025/nord"], [Decimal("12.3")], ["Kort 7,7"])
    assert read.stray_marks == ["b"]
    assert "12,3 %" not in read.words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4.854 personer", ["4854"]),
        ("12,3 pct.", ["12.3"]),
        ("2024/25", ["2024", "25"]),
        ("k9", []),
    ],
)
def test_numbers_of_a_danish_text(text, told):
    assert find_numbers(text) == [Decimal(number) for number in told]


def test_a_cell_goes_on_after_a_table_within_it():
    inner = "<table><tr><td>inde</td></tr></table>"
    read = page(f'<table><tr><td id="a-nord">før {inner} efter</td><td>ved siden af</td></tr></table>')
    (cell,) = read.cells
    assert cell.text == "før inde efter"
    assert [len(row.cells) for row in read.rows] == [2, 1]


def test_a_link_within_a_link_is_not_read():
    assert page('<p><a class="tal" href="x">5<a href="y">6</a>7</a></p>').unread
