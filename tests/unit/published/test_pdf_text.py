"""A print of a page is read to its last text; anything else that a PDF may be is refused."""

import pytest

import forged_prints
from hpanalysis.published.office.parts import Malformed
from hpanalysis.published.pdf_text import read_pdf

PIECES = ["Vangdalen", "12,4 %", "Tallet er faldet."]


def test_the_pieces_of_a_print_come_in_their_order():
    pdf = read_pdf(forged_prints.make(PIECES, title="Oversigt"))
    assert (pdf.pieces, pdf.sheets) == (tuple(PIECES), 1)
    assert "Oversigt" in pdf.told


def test_an_object_with_a_stream_that_has_the_end_of_one_in_it_is_read_by_its_length():
    odd = forged_prints.stream(b"0 0 1 1 re\n%\nendobj\nf\n", folded=False)
    assert read_pdf(forged_prints.make(PIECES, more={8: odd})).pieces == tuple(PIECES)


ODD = {
    "a program": {8: b"<</S /JavaScript\n/JS (app.alert)>>"},
    "something that opens by itself": {1: b"<</Type /Catalog\n/Pages 2 0 R\n/OpenAction 8 0 R>>"},
    "a file within": {8: b"<</Type /Filespec\n/EF <</F 9 0 R>>>>"},
    "a form": {1: b"<</Type /Catalog\n/Pages 2 0 R\n/AcroForm 8 0 R>>"},
    "a layer that may be hidden": {8: b"<</Type /OCG\n/Name (lag)>>"},
    "objects within an object": {8: forged_prints.stream(b"9 0 <<>>", b"/Type /ObjStm\n")},
    "a text without a font": {6: forged_prints.stream(b"BT\n<0041> Tj\nET\n")},
    "a letter that no font has": {6: forged_prints.stream(b"BT\n/F4 11 Tf\n<2603> Tj\nET\n")},
    "a text shown in another way": {6: forged_prints.stream(b"BT\n/F4 11 Tf\n[<0041>] TJ\nET\n")},
    "a text in brackets": {6: forged_prints.stream(b"BT\n/F4 11 Tf\n(A) Tj\nET\n")},
    "a text on a line with something else": {6: forged_prints.stream(b"BT /F4 11 Tf <0041> Tj ET\n")},
    "a stream folded in another way": {8: b"<</Filter /LZWDecode\n/Length 1>> stream\nx\nendstream"},
    "a stream that is longer than it says": {8: b"<</Length 1>> stream\nxyz\nendstream"},
    "a font under another's name": {3: b"<</Type /Page\n/Resources <</Font <</F4 7 0 R>>>>\n/Contents 6 0 R>>"},
}


@pytest.mark.parametrize("name", ODD)
def test_what_a_print_never_has_is_refused(name):
    with pytest.raises(Malformed):
        read_pdf(forged_prints.make(PIECES, more=ODD[name]))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b"x",
        lambda data: data[:-20],
        lambda data: b"%PDF-1.7\n" + data[9:],
        lambda data: data.replace(b"6 0 obj", b"8 0 obj"),
        lambda data: data.replace(b"%PDF-1.4\n", b"%PDF-1.4\n<0041> Tj\n"),
        lambda data: data + data[data.rfind(b"xref\n0") :],
        lambda data: b"",
    ],
    ids=["more", "less", "version", "number", "between", "two lists", "nothing"],
)
def test_a_file_that_its_own_list_does_not_cover_is_refused(change):
    with pytest.raises(Malformed):
        read_pdf(change(forged_prints.make(PIECES)))


def test_in_a_drawing_each_number_on_an_axis_is_a_piece_of_its_own():
    """Else `01`, `02`, `03`, `0405` side by side would read as the number of a person."""
    run = b"BT\n/F4 11 Tf\n1 0 0 -1 0 20 Tm\n%sET\n"
    drawn = b"".join(run % forged_prints.spell(text) for text in ("0102", "0304", "05"))
    figure = forged_prints.stream(b"/Figure <</MCID 0 >>BDC\n%sEMC\n/P <</MCID 1 >>BDC\n%sEMC\n" % (drawn, drawn))
    assert read_pdf(forged_prints.make([], more={6: figure})).pieces == ("0102", "0304", "05", "0102030405")
