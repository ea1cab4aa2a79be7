"""What stands before the table of a CSV file, and within its texts, without being seen."""

import pytest

from hpanalysis.csv_records import blank_sep_line, iterate_records
from hpanalysis.text_encoding import convert_to_utf8, remove_widthless

BOM = "\ufeff"
TABLE = "by;antal\r\nRanders;2\r\n"


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        ("sep=;", ";"),
        ("SEP=,", ","),
        ("sep=\t", "\t"),
        ("Sep=;;;", ";"),
        ("sep=,;;", ","),
        ("sep= ;", ";"),
        ('"sep=;"', ";"),
        ('"sep=,";;', ","),
        ("sep=|", "|"),
        ("sep=§", "§"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_that_names_the_delimiter_is_emptied_and_all_other_lines_keep_their_numbers(line, delimiter, end):
    table = TABLE.replace("\r\n", end)
    named, text = blank_sep_line(f"{line}{end}{table}".encode())
    assert (named, text.decode()) == (delimiter, end + table)
    assert list(iterate_records(text, ";")) == [(2, ["by", "antal"]), (3, ["Randers", "2"])]


@pytest.mark.parametrize("first", ["separator;x", "sep", "sep=", "a;sep=;", "sep=;a;b", "", "by;antal"])
def test_another_first_line_is_left_as_it_is(first):
    text = f"{first}\n{TABLE}".encode()
    assert blank_sep_line(text) == ("", text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("boms", [1, 2, 3])
def test_as_many_boms_as_there_are_mean_nothing(encoding, boms):
    assert convert_to_utf8((BOM * boms + TABLE + "æ").encode(encoding)).decode() == TABLE + "æ"


def test_a_bom_between_the_line_that_names_the_delimiter_and_the_heading_means_nothing():
    named, text = blank_sep_line(convert_to_utf8(f'{BOM}sep=;\r\n{BOM}"by";"antal"\r\n'.encode()))
    assert (named, next(iterate_records(text, ";"))) == (";", (2, ["by", "antal"]))


def test_signs_that_nobody_sees_are_removed_and_spaces_are_not():
    seen = "Antal\u00a0børn i alt"
    assert remove_widthless("\u200bAn\u00adtal\u200d\u00a0børn i\u2060 alt\ufeff\u200e") == seen
    assert remove_widthless(seen) == seen
