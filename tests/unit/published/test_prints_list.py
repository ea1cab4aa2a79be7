"""The list of PDFs beside them is read whole or not at all, and never leads out of its folder."""

import json

import pytest

from hpanalysis.published.charts.tables import make_table_file
from hpanalysis.published.office.parts import Malformed
from hpanalysis.published.prints import FORMAT, read_prints

ONE = {"page": "oversigt.html", "sha256": "0" * 64, "page_sha256": "1" * 64}


def written(**more) -> bytes:
    return json.dumps({"format": FORMAT, "filer": {"oversigt.pdf": ONE}} | more).encode()


def test_a_list_as_the_program_writes_it_is_read():
    assert read_prints(written()).keys() == {"oversigt.pdf"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"filer": {}}',
        "ø".encode("latin-1"),
        written(filer={"oversigt.pdf": ONE | {"sha256": 5}}),
        written(filer={"oversigt.pdf": ONE | {"page": 5}}),
        written(filer={"../../oversigt.pdf": ONE}),
        written(filer={"oversigt.pdf": ONE | {"page": "../oversigt.html"}}),
        written(filer=[]),
        written(mere=1),
    ],
)
def test_any_other_is_no_list_and_stops_nothing(content):
    assert read_prints(content) is None


def test_a_table_whose_rows_are_not_as_long_as_its_head_is_told():
    table = (
        "<table><thead><tr><th>Område</th><th>Interval</th></tr></thead>"
        "<tbody><tr><th>Nord</th><td>1–2</td></tr><tr><th>Syd</th></tr></tbody></table>"
    )
    with pytest.raises(Malformed):
        make_table_file(table)
