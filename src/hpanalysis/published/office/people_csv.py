"""tal_til_excel.csv as a Danish Excel reads it: semicolons, decimal commas, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io

from hpanalysis.published.office.columns import AGREEMENT, Head
from hpanalysis.published.office.parts import Malformed

BOM = b"\xef\xbb\xbf"
HEADS = (AGREEMENT, *(head.value for head in Head))


def read_people_csv(data: bytes) -> list[dict[str, str]]:
    """The rows of the file, head -> cell; `Malformed` where it is not of the form that the program writes. Called by
    the auditor and by `hpanalysis verify`."""
    if not data.startswith(BOM):
        raise Malformed
    try:
        lines = list(csv.reader(io.StringIO(data[len(BOM) :].decode("utf-8"), newline=""), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Malformed from None
    if not lines or tuple(lines[0]) != HEADS or any(len(line) != len(HEADS) for line in lines):
        raise Malformed
    return [dict(zip(HEADS, line, strict=True)) for line in lines[1:]]
