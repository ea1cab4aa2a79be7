"""Finds which columns of a delivered file belong to which columns of its source, by their headings."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis.definitions.model import Column, Personal, Source
from hpanalysis.load.values import fold_text

# Names and towns are not read at all, so a delivery may as well leave them out.
NEVER_READ = (Personal.NAME, Personal.POSTCODE)


def list_wanted_columns(source: Source) -> list[Column]:
    """The columns of a source that are read from its delivered files: all but the persons' names, postal codes and
    towns. Called whenever the columns of an extract are looked for or read, and for the list of columns in
    LÆSMIG.txt."""
    return [column for column in source.columns if column.personal not in NEVER_READ]


def find_positions(source: Source, headings: Sequence[str]) -> dict[str, list[int]]:
    """Match the headings of a delivered file with the columns of its source.

    Called when an extract is opened (`columns.open_columns`), and on each row or line that may be its heading.
    headings: the cells of the heading row, from left to right. Returns each wanted column's canonical name -> the
    positions (from 0) of the headings that are one of its names. An empty list means that the column is missing; two
    positions mean that the file is ambiguous.
    """
    folded_headings = [fold_text(heading) for heading in headings]
    positions = {}
    for column in list_wanted_columns(source):
        names = {fold_text(heading) for heading in column.headings}
        positions[column.name] = [place for place, heading in enumerate(folded_headings) if heading in names]
    return positions


def count_recognised_columns(source: Source, headings: Sequence[str]) -> int:
    """How many of the source's wanted columns have their heading among these texts. Called while the heading of an
    extract is looked for, for each delimiter of a CSV file and each of the first rows of an Excel sheet, of which the
    one with the highest number is taken; and to see whether a heading is split over two rows of a sheet."""
    return sum(bool(positions) for positions in find_positions(source, headings).values())
