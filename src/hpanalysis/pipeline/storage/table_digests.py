"""tables.json in data/processed/<half-year>: the digests of what its latest run wrote, by which damage is seen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Period, Publication
from hpanalysis.sealed_json import DamagedRecord, format_sealed, read_sealed

FILE = "tables.json"


def write_table_digests(publication: Publication[HalfYear], paths: Iterable[Path]) -> None:
    """Write the digests of a half-year's tables, so that a later run can see whether a table has been damaged since.
    Called once a run, when it has written the tables. paths: their files, in the half-year's folder of
    data/processed."""
    told = {"written": digests.digest_files(paths, publication.internal)}
    write_text(format_sealed(told, f"{publication.name}/{FILE}"), publication.internal / FILE)


def read_table_digests(publication: Publication[Period]) -> dict[str, str]:
    """File -> sha256 of the tables of a half-year's latest run, as it wrote them, by their names in its folder; empty
    where no digests were written, as by an older program. `DamagedRecord` where the file is not whole. Called when a
    table is held against them."""
    told = read_sealed(publication.internal / FILE, f"{publication.name}/{FILE}", ("written",))
    return told["written"] if told else {}


def find_damaged_tables(publication: Publication[Period]) -> list[str]:
    """The tables of a half-year's latest run that are not as it wrote them, by their names in its folder; where the
    file of their digests is damaged, its name. Empty also where no digests were written, as by an older program. Called
    when a run finds its publication up to date."""
    try:
        return digests.find_changed(read_table_digests(publication), publication.internal)
    except DamagedRecord:
        return [FILE]
