"""Finds which columns of a delivered file belong to which columns of its source, by their headings."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis.definitions.model import Column, Personal, Source
from hpanalysis.load.values import fold_text

# Names and towns are not read at all, so a delivery may as well leave them out.
NEVER_READ = (Personal.NAME, Personal.POSTCODE)


def list_wanted_columns(source: Source) -> list[Column]:
    """The source's columns that are read from a delivery: all but the persons' names and towns."""
    return [column for column in source.columns if column.personal not in NEVER_READ]


def find_positions(source: Source, headings: Sequence[str]) -> dict[str, list[int]]:
    """Each wanted column's canonical name -> the positions (from 0) of the headings that it may bear.

    No position means that the column is missing; two mean that the file is ambiguous.
    """
    folded_headings = [fold_text(heading) for heading in headings]
    positions = {}
    for column in list_wanted_columns(source):
        names = {fold_text(heading) for heading in column.headings}
        positions[column.name] = [place for place, heading in enumerate(folded_headings) if heading in names]
    return positions


def count_recognised_columns(source: Source, headings: Sequence[str]) -> int:
    """How many of the wanted columns have a heading here: the best row or delimiter is the one with the most."""
    return sum(bool(positions) for positions in find_positions(source, headings).values())
