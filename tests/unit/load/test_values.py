from datetime import date
from decimal import Decimal

import pytest

from hpanalysis.definitions.model import Column, Type
from hpanalysis.load.values import find_reader, fold_text, normalise_text

CODES = {"Særlig indsats": "saerlig", "Generel indsats": "generel"}


def read(kind: Type, text: str):
    return find_reader(Column("kolonne", ("Kolonne",), kind, "noget", codes=CODES))(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Type.TEXT, "NA", "NA"),
        (Type.TEXT, "007", "007"),
        (Type.CODE, "Særlig indsats", "saerlig"),
        (Type.CODE, "særlig  INDSATS", "saerlig"),
        (Type.INTEGER, "0", 0),
        (Type.INTEGER, "-3", -3),
        (Type.INTEGER, "0012", 12),
        (Type.DECIMAL, "5,25", Decimal("5.25")),
        (Type.DECIMAL, "1204", Decimal(1204)),
        (Type.DATE, "29-02-2024", date(2024, 2, 29)),
        (Type.DATE, "1-9-2024", date(2024, 9, 1)),
        (Type.DATE, "2024-09-01", date(2024, 9, 1)),
        (Type.MONTH, "2023-10", date(2023, 10, 1)),
        (Type.MONTH, "2023-10-01", date(2023, 10, 1)),
        (Type.YEAR, "2023", date(2023, 1, 1)),
    ],
)
def test_a_cell_is_read_by_its_columns_type(kind, text, value):
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Type.CODE, "Særlig"),
        (Type.INTEGER, "1,5"),
        (Type.INTEGER, "1.204"),
        (Type.INTEGER, "٣"),
        (Type.INTEGER, "9" * 19),
        (Type.DECIMAL, "5.25"),
        (Type.DECIMAL, "1.204,5"),
        (Type.DECIMAL, "nan"),
        (Type.DECIMAL, "1e5"),
        (Type.DATE, "29-02-2023"),
        (Type.DATE, "31-04-2024"),
        (Type.DATE, "01/09/2024"),
        (Type.DATE, "01-09-24"),
        (Type.DATE, "01-09-0024"),
        (Type.MONTH, "2023-13"),
        (Type.MONTH, "oktober"),
        (Type.YEAR, "23"),
        (Type.YEAR, "2023,5"),
    ],
)
def test_a_text_that_is_no_value_of_its_type_is_refused(kind, text):
    with pytest.raises(ValueError):
        read(kind, text)


def test_case_spaces_and_composed_letters_do_not_part_two_headings():
    assert fold_text(" Fraværsdage ") == fold_text("FRAVÆRSDAGE") == fold_text("Fraværsdage ")
    assert fold_text("Måned") == fold_text("Ma\u030aned")
    assert normalise_text("Falkevej \t 12") == "Falkevej 12"
