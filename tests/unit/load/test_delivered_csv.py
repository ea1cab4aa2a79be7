"""CSV extracts as spreadsheets and systems save them: a line `sep=;`, BOMs, titles, and signs that nobody sees."""

from pathlib import Path

import pandas as pd
import pytest

from extract_files import BOMS, csv_bytes, read, saved, stopped

HEADING = ["CPR-nummer", "Navn", "Adresse", "Postnr.", "By", "Vurderingsdato", "Alder", "Resultat"]
IDA = ["010120-0001", "Ida Demosen", "Falkevej 13, 2. tv", "8920", "Randers NV", "03-02-2023", "3", "Generel indsats"]
BO = ["020118-0002", "Bo Demosen", "Storgade 4", "8900", "Randers C", "12-05-2023", "5", "Særlig indsats"]
ROWS = [HEADING, IDA, BO]


def frame_of(folder: Path, content: bytes) -> pd.DataFrame:
    return read("sprogvurdering", saved(folder, "sprogvurdering.csv", content)).frame


def same(folder: Path, content: bytes) -> bool:
    pd.testing.assert_frame_equal(frame_of(folder, csv_bytes(ROWS)), frame_of(folder, content))
    return True


def refusal(folder: Path, content: bytes) -> str:
    said = stopped("sprogvurdering", saved(folder, "sprogvurdering.csv", content))
    return said.removeprefix("»sprogvurdering.csv«")


@pytest.mark.parametrize("encoding", BOMS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line", ["sep={d}\r\n", "SEP={d}\n", '"sep={d}"\r\n', "sep={d};;;;;;;\r\n", "sep={d}\r\n\r\n"])
def test_a_line_that_names_the_delimiter_is_no_heading(tmp_path, encoding, delimiter, line):
    rows = csv_bytes(ROWS, "utf-8", delimiter).decode()
    assert same(tmp_path, BOMS[encoding] + (line.format(d=delimiter) + rows).encode(encoding))


def test_a_file_may_have_another_delimiter_than_its_first_line_says(tmp_path):
    assert same(tmp_path, b"sep=,\r\n" + csv_bytes(ROWS, "utf-8", ";"))


def test_a_delimiter_that_is_not_read_is_told(tmp_path):
    said = refusal(tmp_path, b"sep=|\r\n" + csv_bytes(ROWS, "utf-8", "|"))
    assert said.startswith(", række 1: Første linje, »sep=«, siger, at felterne er adskilt af et tegn, som ikke læses.")
    assert "Ventet: felter adskilt af semikolon eller komma eller tabulator." in said


def test_a_file_with_nothing_but_the_line_that_names_the_delimiter_is_empty(tmp_path):
    assert refusal(tmp_path, b"\xef\xbb\xbfsep=;\r\n").startswith(": Filen er tom.")


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf" * 2, b"\xef\xbb\xbf" * 3, b"\xef\xbb\xbfsep=;\r\n\xef\xbb\xbf"])
def test_several_boms_are_no_part_of_the_first_heading(tmp_path, before):
    assert same(tmp_path, before + csv_bytes(ROWS, "utf-8"))


TITLES = [
    [["Udtræk til helhedsplanen"]],
    [["Udtræk til helhedsplanen; 2. halvår"], [], ["Trukket", "05-01-2026"]],
    [["Sprogvurderinger", *[""] * 7], [""] * 8],
    [["Alder", "Resultat"], ["Adresse og CPR er fortrolige, og de slettes efter aftale"]],
    [["En titel\r\nmed to linjer"]],
    [[f"Linje {n}"] for n in range(45)],
]


@pytest.mark.parametrize("titles", TITLES)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("sep", [b"", b"sep=;\r\n"])
def test_titles_above_the_heading_are_left_out(tmp_path, titles, delimiter, sep):
    assert same(tmp_path, b"\xef\xbb\xbf" + sep + csv_bytes([*titles, *ROWS], "utf-8", delimiter))


@pytest.mark.parametrize("titles", TITLES)
@pytest.mark.parametrize("sep", [b"", b"sep=;\r\n"])
def test_a_row_below_titles_is_named_by_its_own_line(tmp_path, titles, sep):
    above = sep + csv_bytes(titles, "utf-8")
    content = above + csv_bytes([HEADING, IDA, [*BO[:6], "fem", *BO[7:]]], "utf-8")
    line = above.count(b"\n") + 3
    assert refusal(tmp_path, content).startswith(f", række {line}, kolonne »Alder«: Værdien er ikke mulig")
    content = above + csv_bytes([HEADING, IDA, [*BO, "mere"]], "utf-8")
    assert refusal(tmp_path, content).startswith(f", række {line}: Rækken har ikke lige så mange felter")
    assert refusal(tmp_path, above + csv_bytes([HEADING], "utf-8")).startswith(": Filen har en overskrift, men ingen")


def test_titles_and_quotation_marks_in_cells_go_together(tmp_path):
    rows = [["Titel"], HEADING, [IDA[0], 'Ida "Idse" Demosen', *IDA[2:]], [*BO[:2], "Storgade 4,\n1. tv", *BO[3:]]]
    assert len(frame_of(tmp_path, csv_bytes(rows))) == 2


UNSEEN = "\u200b\ufeff\u00ad\u2060\u200d"


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_are_taken_out_of_headings_and_cells(tmp_path, sign):
    def spoil(text: str) -> str:
        return f"{sign}{text[:3]}{sign}{text[3:]}{sign}"

    assert same(tmp_path, csv_bytes([[spoil(cell) for cell in row] for row in ROWS]))


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", " \u00a0 ", "\t"])
def test_a_space_of_any_kind_is_a_space(tmp_path, space):
    rows = [[space + cell.replace(" ", space) + space for cell in row] for row in ROWS]
    assert same(tmp_path, csv_bytes(rows))


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_cell_of_signs_that_nobody_sees_is_empty(tmp_path, sign):
    said = refusal(tmp_path, csv_bytes([HEADING, IDA, [*BO[:6], sign, BO[7]]]))
    assert said.startswith(", række 3, kolonne »Alder«: Cellen er tom.")


@pytest.mark.parametrize("text", ["12.05.2023", "12-05-2023 00:00", "2023-05-12T00:00:00.000", "2023-05-12 00:00:00"])
def test_a_day_that_can_be_only_one_day_is_read(tmp_path, text):
    assert same(tmp_path, csv_bytes([HEADING, IDA, [*BO[:5], text, *BO[6:]]]))


@pytest.mark.parametrize(
    "text",
    ["05/12/2023", "12/05/2023", "12-05-23", "2023-05-11 23:00", "12-05-2023 01:00", "12.05-2023", "45058", "12 maj"],
)
def test_a_day_that_can_be_several_days_is_refused(tmp_path, text):
    said = refusal(tmp_path, csv_bytes([HEADING, IDA, [*BO[:5], text, *BO[6:]]]))
    assert said.startswith(", række 3, kolonne »Vurderingsdato«: ")
    assert text not in said


@pytest.mark.parametrize("text", ["1,204", "1.204"])
def test_a_count_with_a_comma_or_point_before_three_digits_is_refused_in_both_readings(tmp_path, text):
    heading = ["År", "Boligorganisation", "Afdeling", "Blok", "Familieboliger", "Eksterne fraflytninger"]
    rows = [heading, ["2025", "RandersBolig", "5", "", "90", text]]
    said = stopped("fraflytning", saved(tmp_path, "fraflytning.csv", csv_bytes(rows)))
    assert said.startswith("»fraflytning.csv«, række 2, kolonne »Eksterne fraflytninger«: Et komma eller punktum foran")


@pytest.mark.parametrize("text", ["#REF!", "#I/T", "#N/A", "#VÆRDI!", "########", "2,025E+15", "2.02E+15"])
def test_what_a_spreadsheet_saved_in_place_of_a_name_is_no_name(tmp_path, text):
    heading = ["År", "Boligorganisation", "Afdeling", "Blok", "Familieboliger", "Eksterne fraflytninger"]
    rows = [heading, ["2025", "RandersBolig", "5", text, "90", "5"]]
    said = stopped("fraflytning", saved(tmp_path, "fraflytning.csv", csv_bytes(rows)))
    assert said.startswith("»fraflytning.csv«, række 2, kolonne »Blok«: Værdien er ikke mulig")
