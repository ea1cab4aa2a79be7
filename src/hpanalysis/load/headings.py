"""Which columns of a source are read, and where they stand under a file's headings."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis.definitions.model import Column, Personal, Source
from hpanalysis.load.values import fold_text

# Names and towns are not read at all, so a delivery without them is as good.
NEVER_READ = (Personal.NAME, Personal.POSTCODE)


def list_wanted_columns(source: Source) -> list[Column]:
    """The columns that are read."""
    return [column for column in source.columns if column.personal not in NEVER_READ]


def find_positions(source: Source, headings: Sequence[str]) -> dict[str, list[int]]:
    """For each wanted column, by its canonical name: every position whose heading it may bear."""
    written = [fold_text(heading) for heading in headings]
    found = {}
    for column in list_wanted_columns(source):
        names = {fold_text(heading) for heading in column.headings}
        found[column.name] = [position for position, heading in enumerate(written) if heading in names]
    return found


def count_recognised_columns(source: Source, headings: Sequence[str]) -> int:
    """How many of the wanted columns are found under these headings."""
    return sum(bool(positions) for positions in find_positions(source, headings).values())
