"""The document has the page's sections as the page prints them, and the verdict of each delmål in a table."""

import dataclasses
import io
import zipfile
from xml.etree import ElementTree

import pytest

import report_tables
from hpanalysis.errors import Stop
from hpanalysis.published.office.document import GOALS_HEADS, read_document
from hpanalysis.report import goals
from hpanalysis.report.html import join, make_section, tag
from hpanalysis.report.office.document import SECTIONS, make_document
from hpanalysis.report.office.page_sections import Heading, Paragraph, Table, read_section

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE = "<main>" + "".join(make_section(anchor, f"Afsnit {anchor}", tag("p", "En sætning.")) for anchor in SECTIONS)


@pytest.fixture(scope="module")
def release():
    return report_tables.release()


@pytest.fixture(scope="module")
def cells(release):
    return release.cells(report_tables.half_year())


@pytest.fixture(scope="module")
def document(release, cells):
    return make_document(release, cells, PAGE)


def blocks(*content):
    """The blocks of a section with this content."""
    page = join([tag("p", "Før."), make_section("her", "Overskrift", *content), make_section("andet", "Andet")])
    return read_section(page, "her")


def test_a_section_is_read_with_its_heading_and_no_other():
    assert blocks(tag("p", "Et ", tag("b", "ord"), " mere."), tag("ul", tag("li", "Et punkt."))) == [
        Heading(1, "Overskrift"),
        Paragraph("Et ord mere."),
        Paragraph("Et punkt.", is_item=True),
    ]
    assert read_section(make_section("andet", "Andet"), "her") == []


def test_what_only_the_screen_has_is_left_out_and_what_only_paper_has_is_there():
    found = blocks(
        tag("p", "Vises. ", tag("span", "Kun på skærmen. ", tag("b", "Også.")), class_="kun-skaerm"),
        tag("p", "Begge. ", tag("span", "Skjult.", class_="kun-skaerm"), "Slut."),
        tag("p", "Papir.", class_="kun-papir"),
        tag("details", tag("summary", "Foldet"), tag("p", "væk")),
        tag("svg", tag("text", "12,3")),
    )
    assert found[1:] == [Paragraph("Begge. Slut."), Paragraph("Papir.")]


def test_a_verdict_between_sentences_begins_with_a_capital():
    mark = tag("span", tag("svg"), "sandsynligvis forbedret", class_="o god")
    assert blocks(tag("ul", tag("li", tag("b", "Tal. "), mark, ". Mere.")))[1:] == [
        Paragraph("Tal. Sandsynligvis forbedret. Mere.", is_item=True)
    ]


def test_a_table_keeps_its_head_its_groups_and_the_lines_of_its_cells():
    small = tag("small", "2025"), tag("small", "delvist", class_="udeladt")
    table = tag(
        "table",
        tag("caption", "Tallene"),
        tag("thead", tag("tr", tag("th", "Tal"), tag("th", "Nu"), tag("th", "Siden"))),
        tag("tr", tag("th", "Gruppe", colspan=3)),
        tag("tr", tag("th", "Sager", *small), tag("td", "skjult", colspan=2)),
    )
    assert blocks(table)[1:] == [
        Table("Tallene", (("Tal", "Nu", "Siden"), ("Gruppe",), ("Sager\n2025 *", "skjult", "skjult")))
    ]


def test_each_delmaal_stands_with_its_verdict(document, release, cells):
    (table,) = [part for part in read_document(document).parts if part.is_table]
    judged = goals.list_judged_delmaal(cells, release)
    assert table.rows[0] == GOALS_HEADS
    assert [(row[0], row[2]) for row in table.rows[1:]] == [(one.delmaal.name, one.verdict.value) for one in judged]
    assert all(cell.strip() for row in table.rows for cell in row)


def test_the_document_has_the_pages_sections_in_order(document):
    parts = read_document(document).parts
    headings = [part.lines[0] for part in parts if part.style == "Heading1"]
    assert headings[1:-1] == [f"Afsnit {anchor}" for anchor in SECTIONS]
    assert any("Syntetiske data" in line for part in parts for line in part.lines)


def test_a_page_without_one_of_the_sections_makes_no_document(release, cells):
    with pytest.raises(Stop, match="beslutning"):
        make_document(release, cells, PAGE.replace('"beslutning"', '"noget-andet"'))


def test_the_same_page_gives_the_same_bytes(document, release, cells):
    assert make_document(release, cells, PAGE) == document
    later = dataclasses.replace(release, made=release.made.replace(day=8))
    assert make_document(later, cells, PAGE) != document


def test_word_is_told_language_headings_and_the_head_of_each_table(document):
    parts = zipfile.ZipFile(io.BytesIO(document))
    assert b'<w:lang w:val="da-DK"' in parts.read("word/styles.xml")
    styles = {each.get(f"{_MAIN}styleId") for each in ElementTree.fromstring(parts.read("word/styles.xml"))}
    body = ElementTree.fromstring(parts.read("word/document.xml"))
    assert {each.get(f"{_MAIN}val") for each in body.iter(f"{_MAIN}pStyle")} <= styles
    for table in body.iter(f"{_MAIN}tbl"):
        assert table.find(f"{_MAIN}tr/{_MAIN}trPr/{_MAIN}tblHeader") is not None
        assert table.find(f"{_MAIN}tblPr/{_MAIN}tblCaption").get(f"{_MAIN}val")
    assert b"<dc:language>da-DK</dc:language>" in parts.read("docProps/core.xml")
