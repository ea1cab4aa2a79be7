"""A message on a form says the forms that are read, with examples; a whole column of another form is told as one."""

import pytest

from extract_files import saved, stopped
from hpanalysis.definitions.model import Column, Type
from hpanalysis.load import readable_forms
from hpanalysis.load.values import find_reader

HEADING = "CPR-nummer;Navn;Adresse;Postnr.;By;Vurderingsdato;Alder;Resultat"


def extract(*cells):
    """A file of language assessments, a row for each three of date, age and result."""
    row = "01012{n}-000{n};Bo;Storgade {n};8900;Randers C;{day};{age};{result}"
    rows = [row.format(n=n, day=day, age=age, result=result) for n, (day, age, result) in enumerate(cells)]
    return "\r\n".join([HEADING, *rows, ""])


def told(tmp_path, *cells):
    return stopped("sprogvurdering", saved(tmp_path, "sprogvurdering.csv", extract(*cells).encode()))


@pytest.mark.parametrize(("kind", "examples"), readable_forms.EXAMPLES.items())
def test_every_example_of_a_form_is_read(kind, examples):
    read = find_reader(Column("kolonne", ("Kolonne",), kind, "noget"))
    assert all(read(example) is not None for example in examples)


def test_the_example_with_a_thousands_point_is_read_where_it_is_told():
    column = Column("kolonne", ("Kolonne",), Type.INTEGER, "et helt tal", thousands_point=True)
    assert "1.204" in readable_forms.describe_expected(column)
    assert find_reader(column)("1.204") == 1204


@pytest.mark.parametrize(
    ("days", "shape"),
    [
        (["06/01/2025", "07/02/2025", "18/11/2025"], "##/##/####"),
        (["2025/01/06", "2025/02/07", "2025/11/18"], "####/##/##"),
        (["06-01-25", "07-02-25", "18-11-25"], "##-##-##"),
        (["20250106", "20250207", "20251118"], "########"),
        (["45663", "45695", "45979"], "#####"),
    ],
)
def test_a_whole_column_of_dates_in_another_form_is_told_once_with_the_forms_that_are_read(tmp_path, days, shape):
    said = told(tmp_path, *((day, 4, "Generel indsats") for day in days))
    assert said.startswith("»sprogvurdering.csv«, kolonne »Vurderingsdato«: Ingen af værdierne kan læses: Kolonnen er")
    assert f"De er skrevet som »{shape}«, hvor # er et ciffer." in said
    assert "Ventet: en dato i kalenderåret, skrevet som 31-12-2025, 2025-12-31 eller 31. december 2025." in said
    assert "Slå rækken op" not in said
    assert not any(day in said for day in days)


def test_one_date_among_many_is_looked_up_in_its_row(tmp_path):
    said = told(
        tmp_path,
        ("06-01-2025", 4, "Generel indsats"),
        ("07/02/2025", 4, "Generel indsats"),
        ("1-3-2025", 3, "Generel indsats"),
    )
    assert said.startswith("»sprogvurdering.csv«, række 3, kolonne »Vurderingsdato«: Værdien er ikke mulig")
    assert "skrevet som 31-12-2025, 2025-12-31 eller 31. december 2025" in said
    assert "Slå rækken op i kildefilen" in said


def test_american_dates_of_which_some_can_be_read_are_told_as_a_column(tmp_path):
    days = ["01-31-2025", "02-28-2025", "03-30-2025", "04-05-2025"]
    said = told(tmp_path, *((day, 4, "Generel indsats") for day in days))
    assert "kolonne »Vurderingsdato«: De fleste værdier kan ikke læses" in said


@pytest.mark.parametrize(
    ("ages", "results", "expected"),
    [
        (["4,0", "3,0"], ["Generel indsats"] * 2, "et helt antal år fra 2 til 6, skrevet med cifre alene, fx 1204."),
        ([4, 3], ["1", "2"], "Ventet: Generel indsats, Fokuseret indsats eller Særlig indsats."),
    ],
)
def test_numbers_and_codes_in_another_form_say_how_they_are_read(tmp_path, ages, results, expected):
    said = told(tmp_path, *(("06-01-2025", age, result) for age, result in zip(ages, results, strict=True)))
    assert "Ingen af værdierne kan læses" in said
    assert expected in said


def test_the_shape_of_a_text_with_letters_is_never_told():
    assert readable_forms.describe_shape(["Bo Demosen", "Ida Demodal"]) == ""
    assert readable_forms.describe_shape(["6 jan 2025"]) == ""
    assert readable_forms.describe_shape([]) == ""


def test_a_code_list_that_the_column_only_names_is_written_out():
    column = Column("svar", ("Svar",), Type.CODE, "et svar fra listen", codes={"Ja": "1", "Nej": "0"})
    assert readable_forms.describe_expected(column) == "et svar fra listen: »Ja« eller »Nej«"
