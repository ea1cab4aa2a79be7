"""Only the form that the program writes is read of an office file; all else is malformed."""

import io
import zipfile

import pytest

import office_forgeries
from hpanalysis.published.office.parts import Malformed, list_texts, parse_part, read_parts
from hpanalysis.published.office.people_csv import BOM, HEADS, read_people_csv
from hpanalysis.published.office.workbook import number_column, read_workbook


def test_a_column_is_numbered_by_its_letters():
    assert [number_column(letters) for letters in ("A", "Z", "AA", "AB", "BA")] == [1, 26, 27, 28, 53]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\3\4",
        b"ikke en zip",
        b"mere foran" + office_forgeries.write({"a.xml": b"<a/>"}),
        office_forgeries.write({"a.xml": b"<a/>"})[:-30],
    ],
)
def test_what_is_no_zip_or_begins_with_something_else_is_malformed(data):
    with pytest.raises(Malformed):
        read_parts(data)


def test_a_part_twice_a_comment_and_what_unfolds_without_end_are_malformed():
    for write in (_twice, _commented, _bomb):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            write(archive)
        with pytest.raises(Malformed):
            read_parts(buffer.getvalue())


def _twice(archive):
    archive.writestr("a.xml", "<a/>")
    with pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.xml", "<b/>")


def _commented(archive):
    archive.writestr("a.xml", "<a/>")
    archive.comment = b"3"


def _bomb(archive):
    archive.writestr("a.xml", b"0" * 60_000_000)


def test_a_document_type_is_malformed():
    with pytest.raises(Malformed):
        parse_part({"a.xml": b'<!DOCTYPE a [<!ENTITY b "3">]><a>&b;</a>'}, "a.xml")
    with pytest.raises(Malformed):
        parse_part({}, "a.xml")


def test_texts_and_attributes_are_listed_and_blanks_are_not():
    assert list_texts(parse_part({"a.xml": b'<a b="et"> <c>to</c> tre</a>'}, "a.xml")) == ["et", "to", " tre"]


def test_a_zip_of_something_else_is_no_workbook():
    with pytest.raises(Malformed):
        read_workbook(office_forgeries.write({"xl/styles.xml": b"<a/>", "xl/vbaProject.bin": b"\0"}))


def test_the_csv_file_has_just_its_columns():
    head = ";".join(HEADS).encode()
    assert read_people_csv(BOM + head + b"\r\n") == []
    for data in (head, BOM + head + b";Mere\r\n", BOM + head + b"\r\n1;2\r\n", BOM, BOM + b"\xff"):
        with pytest.raises(Malformed):
            read_people_csv(data)
