"""The leak gate reads office files as their readers do: no false CPR number, and none that is cut in pieces."""

import pytest

import office_forgeries
import shared_plans
from hpanalysis import leaks
from hpanalysis.leaks.office_parts import list_people_texts, show_part
from hpanalysis.published.office.people_csv import BOM, HEADS

PLAN = shared_plans.read(shared_plans.RANDERS)
ROW = ";".join(["Uddannelse", "12,3", "2025", *["intet mål"] * (len(HEADS) - 3)])


def people_csv(*rows: str) -> bytes:
    return BOM + "\r\n".join([";".join(HEADS), *rows, ""]).encode("utf-8")


def kinds(name: str, content: bytes) -> set[str]:
    return {leak.kind for leak in leaks.scan_files({name: content}, PLAN)}


def test_the_table_for_people_is_no_extract_and_any_other_with_semicolons_is():
    assert kinds("tal_til_excel.csv", people_csv(ROW)) == set()
    assert kinds("udgivelse/2026H1/tal_til_excel.csv", people_csv(ROW)) == set()
    assert kinds("andet.csv", people_csv(ROW)) == {"en række fra et udtræk"}
    assert kinds("tal_til_excel.csv", people_csv(ROW, "1;2;3;4")) == {"en række fra et udtræk"}


@pytest.mark.parametrize("cell", ["0101011234", "010101-1234", "Barn 010101 1234"])
def test_a_persons_number_in_a_cell_is_found(cell):
    assert "et CPR-nummer" in kinds("tal_til_excel.csv", people_csv(ROW.replace("12,3", cell)))


def test_an_area_before_its_number_in_a_charts_table_is_no_address():
    heads = "Område;Tal;Usikkerhedsinterval, fra;Usikkerhedsinterval, til"

    def of(row):
        return kinds("grafer/delaftale-bolig/udsaettelser.csv", BOM + f"{heads}\r\n{row}\r\n".encode())

    assert of("Vangdalen;5;2;12") == set()
    assert of("Glentevej;5;2;12") == set()
    assert of("Vangdalen;0101011234;2;12") == {"et CPR-nummer"}
    assert of("Glentevej 14, 2. tv.;5;2;12") == {"en vej med husnummer"}


def test_other_files_are_read_as_ever():
    assert list_people_texts(people_csv(ROW), "indicators.csv") is None
    assert show_part(b"<v>1</v>", "xl/styles.xml") == b"<v>1</v>"


def test_the_place_of_a_text_is_no_number_beside_another():
    sheet = b'<c r="A1"><v>120895</v></c><c r="B1" s="4" t="s"><v>1234</v></c>'
    assert show_part(sheet, "xl/worksheets/sheet1.xml") == b'<c r="A1"><v>120895</v></c><c r="B1" s="4" t="s"></c>'


def test_a_number_in_two_pieces_of_a_paragraph_is_one():
    text = "<w:p><w:r><w:t>010101</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>1234</w:t></w:r></w:p>"
    content = office_forgeries.write({"word/document.xml": text.encode()})
    assert kinds("oversigt.docx", content) == {"et CPR-nummer"}
