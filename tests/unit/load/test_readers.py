"""The readers of numbers, dates, months and CPR over whatever may stand in a cell: what is written is what is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract_files import SOURCES, csv_bytes
from hpanalysis.definitions.model import Column, Type
from hpanalysis.errors import Stop
from hpanalysis.load.extract_errors import ExtractErrors
from hpanalysis.load.formats.csv_file import CsvFile
from hpanalysis.load.persons import Key, may_contain_cpr, parse_cpr
from hpanalysis.load.values import find_reader, normalise_text
from hpanalysis.text_encoding import NotText, convert_to_utf8

NAMES = "januar februar marts april maj juni juli august september oktober november december"
MONTHS = NAMES.split()
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
INTEGERS = st.integers(-(10**18) + 1, 10**18 - 1)
DECIMALS = st.decimals(-(10**13), 10**13, places=4)
DANISH = st.text("0123456789.,- abcdeæøåmrsnt/:T\u00a0−+%", max_size=14)
GARBAGE = st.one_of(st.text(max_size=30), DANISH)
CAPITALS = st.sampled_from([str, str.upper, str.capitalize])


def read(kind: Type, text: str, **declared: object) -> object:
    return find_reader(Column("kolonne", ("Kolonne",), kind, "noget", **declared))(text)


def grouped(number: int | Decimal) -> str:
    """A number as a Dane writes it: a point before each three digits, a comma before the decimals."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


@given(INTEGERS)
def test_an_integer_is_read_as_written(number):
    assert read(Type.INTEGER, str(number)) == number
    assert read(Type.INTEGER, str(number), thousands_point=True) == number
    assert read(Type.INTEGER, grouped(number), thousands_point=True) == number


@given(DECIMALS)
def test_a_decimal_is_read_as_written_and_exactly(number):
    assert read(Type.DECIMAL, f"{number:f}".replace(".", ",")) == number
    assert read(Type.DECIMAL, grouped(number), thousands_point=True) == number


@given(INTEGERS.filter(lambda number: abs(number) > 999), st.sampled_from([Type.INTEGER, Type.DECIMAL]))
def test_a_thousands_point_is_refused_where_the_column_does_not_declare_it(number, kind):
    with pytest.raises(ValueError):
        read(kind, grouped(number))


@given(st.integers(0, 10**9), st.integers(1, 10), st.sampled_from([Type.INTEGER, Type.DECIMAL]))
def test_a_point_that_parts_no_thousands_is_refused(number, digits, kind):
    """`5.25` is five and a quarter to a machine and nothing to a Dane; with a thousands point declared as well."""
    text = f"{number}.{'5' * digits}"
    if digits != 3 or number > 999:
        with pytest.raises(ValueError):
            read(kind, text, thousands_point=True)


@given(DAYS, CAPITALS)
def test_a_day_is_the_same_in_every_spelling(day, capitals):
    name = capitals(MONTHS[day.month - 1])
    for text in (
        day.isoformat(),
        f"{day:%d-%m-%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}. {name} {day.year}",
        f"{day.day:02}. {name} {day.year}",
        f"{day.day}.{name} {day.year}",
    ):
        assert read(Type.DATE, text) == day


@given(DAYS, CAPITALS)
def test_a_month_is_its_first_day_in_every_spelling(day, capitals):
    name = capitals(MONTHS[day.month - 1])
    for text in (f"{day:%Y-%m}", f"{day:%Y-%m}-01", f"{day:%m-%Y}", f"{name} {day.year}"):
        assert read(Type.MONTH, text) == day.replace(day=1)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1, 9999))
def test_a_day_that_is_in_no_calendar_is_refused(day, month, year):
    try:
        real = date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        real = None
    for text in (f"{day:02}-{month:02}-{year:04}", f"{year:04}-{month:02}-{day:02}"):
        if real is None:
            with pytest.raises(ValueError):
                read(Type.DATE, text)
        else:
            assert read(Type.DATE, text) == real


@given(GARBAGE, st.sampled_from([kind for kind in Type if kind is not Type.CODE]), st.booleans())
def test_garbage_is_a_value_of_its_type_or_a_value_error(text, kind, thousands_point):
    expected = {Type.TEXT: str, Type.INTEGER: int, Type.DECIMAL: Decimal}.get(kind, date)
    try:
        found = read(kind, normalise_text(text), thousands_point=thousands_point)
    except ValueError:
        return
    assert type(found) is expected


@given(GARBAGE)
def test_a_code_is_one_of_the_declared_or_a_value_error(text):
    codes = {"Ja": "ja", "Nej": "nej"}
    try:
        assert read(Type.CODE, normalise_text(text), codes=codes) in codes.values()
    except ValueError:
        assert normalise_text(text).casefold() not in ("ja", "nej")


PERSONS = st.builds(lambda day, serial: f"{day:%d%m%y}{serial:04}", DAYS, st.integers(0, 9999))
KEY = Key(b"a key of this test")


@given(PERSONS)
def test_a_cpr_has_one_pseudonym_in_every_spelling(digits):
    spellings = [digits, f"{digits[:6]}-{digits[6:]}", f"{digits[:6]} {digits[6:]}", f" {digits[:6]} - {digits[6:]} "]
    if digits.startswith("0"):
        spellings += [spelling.strip()[1:] for spelling in spellings]
    assert {KEY.pseudonym(spelling) for spelling in spellings} == {KEY.pseudonym(digits)}
    assert all(may_contain_cpr(f"sag {spelling}, afsluttet") for spelling in spellings[:3])


@given(PERSONS, PERSONS)
def test_two_persons_have_two_pseudonyms(one, other):
    assert (KEY.pseudonym(one) == KEY.pseudonym(other)) == (one == other)


@given(st.one_of(GARBAGE, st.text("0123456789- ", max_size=13)))
def test_garbage_is_a_cpr_of_ten_digits_or_a_value_error(text):
    try:
        found = parse_cpr(text)
    except ValueError:
        return
    assert len(found) == 10
    assert found.isdigit()


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_said_not_to_be(content):
    try:
        text = convert_to_utf8(content).decode("utf-8")
    except NotText as error:
        assert 1 <= error.row <= 1 + content.count(b"\n")
        return
    assert "\0" not in text


LETTERS = st.text("aåbcæøAÅÆØé 0123-,;.\t\"'", max_size=12)


@given(LETTERS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_danish_text_is_the_same_from_every_encoding(text, encoding):
    assert convert_to_utf8(text.encode(encoding)) == text.encode()


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.lists(st.tuples(LETTERS, LETTERS, LETTERS).filter(lambda row: any(map(str.strip, row))), min_size=1, max_size=6),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "cp1252"]),
    st.sampled_from([0, 1]),
)
def test_every_cell_of_a_csv_file_is_read_as_it_was_written(tmp_path_factory, rows, delimiter, encoding, quoting):
    path = tmp_path_factory.mktemp("file") / "udsaettelser.csv"
    heading = ("Sagsnummer", "Afdeling", "Blok")
    path.write_bytes(csv_bytes([heading, *rows, ("x", "", "")], encoding, delimiter, quoting=quoting))
    table = CsvFile(path, ExtractErrors(path, SOURCES["udsaettelser"])).read([0, 1, 2])
    found = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
    assert found == [tuple(cell or None for cell in row) for row in [*rows, ("x", "", "")]]


@given(st.binary(max_size=60), st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_any_bytes_under_a_heading_are_rows_or_a_stop(tmp_path_factory, content, mark):
    path = tmp_path_factory.mktemp("file") / "udsaettelser.csv"
    path.write_bytes(mark + b"Sagsnummer;Blok\n" + content)
    try:
        table = CsvFile(path, ExtractErrors(path, SOURCES["udsaettelser"])).read([0, 1])
    except Stop as stop:
        assert stop.__context__ is None
        return
    assert table.num_rows >= 1
