"""A table of printed figures as it may come: spellings, encodings, delimiters; and what is refused, with its place."""

from decimal import Decimal

import pytest

from hpanalysis.audit_table import Areas, read_tables
from hpanalysis.audit_table.table.numbers_as_printed import read_printed, read_whole_number
from hpanalysis.by_hand.values import NotPlain
from hpanalysis.definitions import catalogue
from hpanalysis.errors import Stop, WrongUse

AREAS = Areas.of([("nord", "area", "Nord")])
HEADING = "indicator_id,window,area_id,value_as_printed,n_as_printed,count_as_printed,source_as_printed,note"


def figures(path):
    return read_tables(path, (), AREAS, catalogue.indicators()).figures


def written(tmp_path, text: str, encoding: str = "utf-8"):
    path = tmp_path / "tabel.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45,9", "45.9"),
        ("45.9", "45.9"),
        ("45,9 %", "45.9"),
        ("45,9\u00a0pct.", "45.9"),
        ("0", "0"),
        ("100", "100"),
        ("1.204,5", "1204.5"),
        ("1,204.5", "1204.5"),
        ("1.204.500", "1204500"),
        ("1 204", "1204"),
        ("−2,1", "-2.1"),
        ("0,920", "0.920"),
    ],
)
def test_a_number_is_read_as_what_it_plainly_is(text, value):
    found = read_printed(text)
    assert str(found.value) == value


@pytest.mark.parametrize("text", ["1.204", "1,204", "12a", "abc", "1,2,3", "1.20.4", "4 5", "12,", "NaN", "1e5", "∞"])
def test_what_is_no_number_or_may_be_two_is_refused(text):
    with pytest.raises(NotPlain):
        read_printed(text)


def test_a_point_before_three_digits_is_read_where_only_one_reading_is_possible():
    assert read_printed("1.204", whole=True).value == 1204
    assert read_printed("48.227", whole=False).value == Decimal("48.227")


@pytest.mark.parametrize("text", ["", " ", "-", "–"])
def test_nothing_printed_is_no_number(text):
    assert read_printed(text) is None


def test_the_printed_decimals_are_kept():
    assert (read_printed("34,0").decimals, read_printed("34").decimals) == (1, 0)
    assert (read_printed("34,0").half_unit, read_printed("34").half_unit) == (Decimal("0.05"), Decimal("0.5"))


def test_about_means_half_a_unit_of_the_last_digit_that_is_not_nought():
    found = read_printed("ca. 6.600", whole=True)
    assert (found.least, found.greatest) == (6550, 6650)


@pytest.mark.parametrize(
    ("text", "least", "greatest"),
    [
        ("18", Decimal("17.5"), Decimal("18.5")),
        ("ca. 18 %", 17, 19),
        ("omkring 40", 35, 45),
        ("knap 48 %", 47, 48),
        ("Knap 52", 51, 52),
        ("over 4", 4, 5),
        ("mellem 30 og 40 %", Decimal("29.5"), Decimal("40.5")),
    ],
)
def test_a_word_before_a_number_says_how_near_it_is(text, least, greatest):
    """A reader who takes `ca. 18` for 18 rounded would call a figure of 17,1 wrong."""
    found = read_printed(text)
    assert (found.least, found.greatest) == (least, greatest)
    assert found.about is (text != "18")


@pytest.mark.parametrize("text", ["ca. 6.600", "knap 48", "over 4", "mellem 30 og 40", "omkring 40"])
def test_a_finding_quotes_a_number_with_its_word(text):
    assert str(read_printed(text, whole=True)) == text


@pytest.mark.parametrize("text", ["mellem 40 og 30", "knap", "ca. mange", "mellem 30 og"])
def test_a_word_without_a_number_is_refused(text):
    with pytest.raises(NotPlain):
        read_printed(text)


@pytest.mark.parametrize(("text", "n"), [("27", 27), ("2.158", 2158), ("2158,0", 2158), ("", None)])
def test_an_n_is_a_whole_number(text, n):
    assert read_whole_number(text) == n


@pytest.mark.parametrize("text", ["27,5", "-3", "mange"])
def test_an_n_that_is_not_whole_is_refused(text):
    with pytest.raises(NotPlain):
        read_whole_number(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_every_encoding_with_semicolons_and_decimal_commas(tmp_path, encoding):
    text = HEADING.replace(",", ";") + "\nsprog_generel;2023;nord;45,9;37;17;;målt før påske\n"
    (found,) = figures(written(tmp_path, text, encoding))
    assert (found.value.value, found.n, found.count, found.row) == (Decimal("45.9"), 37, 17, 2)


def test_a_table_is_read_with_tabs_and_with_only_the_columns_it_needs(tmp_path):
    path = written(
        tmp_path, "area_id\tindicator_id\twindow\tvalue_as_printed\r\nnord\tsprog_generel\t2023\t45,9\r\n\r\n"
    )
    (found,) = figures(path)
    assert (found.area, found.value.value, found.n) == ("nord", Decimal("45.9"), None)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("sprog_generel,2023,nord,abc,37,,,", "value_as_printed"),
        ('sprog_generel,2023,nord,45.9,"37,5",,,', "n_as_printed"),
        ("sprog_generel,2023,nord,45.9,37,en,,", "count_as_printed"),
        ("ukendt,2023,nord,1.204,,,,", "value_as_printed"),
    ],
)
def test_a_field_that_is_no_number_is_refused_with_row_and_column_and_without_its_value(tmp_path, line, column):
    with pytest.raises(Stop) as stopped:
        figures(written(tmp_path, f"{HEADING}\nsprog_generel,2023,nord,45.9,37,,,\n{line}\n"))
    assert str(stopped.value).startswith(f"»tabel.csv«, række 3, kolonne »{column}«:")
    assert "abc" not in str(stopped.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "Kolonnen »indicator_id« mangler."),
        (HEADING.replace("window,", "") + "\n", "Kolonnen »window« mangler."),
        (f"{HEADING}\nsprog_generel,2023,nord,45,9,37,,,\n", "række 2: Rækken har ikke lige så mange felter"),
        ("", "Filen er tom"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path, text, said):
    with pytest.raises(Stop, match=said):
        figures(written(tmp_path, text))


def test_a_window_that_a_spreadsheet_has_made_a_date_of_is_told(tmp_path):
    with pytest.raises(Stop, match="række 2, kolonne »window«: Feltet er en dato, som et regneark har lavet"):
        figures(written(tmp_path, f"{HEADING}\nungdomsskole,sep-24,nord,45.9,37,,,\n"))


def test_an_unknown_encoding_is_refused_with_its_row(tmp_path):
    path = tmp_path / "tabel.csv"
    path.write_bytes(HEADING.encode() + b"\nsprog_generel,2023,nord,45.9,37,,,p\x81\x8d\n")
    with pytest.raises(Stop, match="række 2: Filens tegnsæt kan ikke genkendes"):
        figures(path)


def test_a_file_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(WrongUse, match="findes ikke"):
        figures(tmp_path / "ingen.csv")


def test_a_context_file_of_no_known_kind_is_refused(tmp_path):
    table = written(tmp_path, f"{HEADING}\n")
    other = tmp_path / "andet.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Stop, match="række 1: Overskriften kendes ikke"):
        read_tables(table, [other], AREAS, catalogue.indicators())
