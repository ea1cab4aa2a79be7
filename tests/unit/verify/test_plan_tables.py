"""The plan's tables of a package, in each form that people keep them in."""

import csv

import pytest

import plan_files
from hpanalysis.verify.pages.plan_tables import read_plan_rows
from projects import ROOT

AREAS = ROOT / "params" / "plan" / "context.csv"


def test_a_file_that_excel_saved_says_what_the_program_wrote():
    saved = plan_files.EXCEL.write(plan_files.read_rows(AREAS))
    assert saved.startswith(b"\xef\xbb\xbf") and b";" in saved
    ours, theirs = read_plan_rows(AREAS.read_bytes()), read_plan_rows(saved)
    assert len(ours) == len(theirs) > 10 and list(ours[0]) == list(theirs[0])
    assert [row["value_as_printed"] for row in theirs] == [row["value_as_printed"] for row in ours]


def test_windows_letters_are_read():
    assert read_plan_rows("navn;tal\r\nSønderbæk;1,5\r\n".encode("cp1252")) == [{"navn": "Sønderbæk", "tal": "1.5"}]


def test_a_comma_in_a_file_with_commas_stays():
    assert read_plan_rows(b'navn,tal\n"a, b","1,5"\n') == [{"navn": "a, b", "tal": "1,5"}]


def test_a_quote_out_of_its_place_is_no_csv_file():
    with pytest.raises(csv.Error):
        read_plan_rows(b'navn,tal\n"a"b,1\n')
