"""params/law/consequences.csv -> what it means in law to be a kind of area: a sentence on rules for letting and one on
plans of development, each with its paragraph. The sentences are ours; what no source was seen for stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.law.criteria import AreaType, Subject
from hpanalysis.law.law_file import LawFile
from hpanalysis.law.model import Consequence, Version

FILE = LawFile(
    "consequences.csv",
    ("area_type", "from_version", "subject", "sentence_da", "paragraph", "note_da"),
    3,
    "følgerne af loven, som de følger med programmet.",
)


def _read_row(row: CsvRow, versions: Sequence[Version]) -> Consequence:
    """Read a row. Called for each. `Stop` for an empty cell, a word that is not known, a version that criteria.csv has
    not, one that does not know the kind of area, and what is no whole sentence."""
    for column in FILE.columns:
        if not row[column]:
            raise FILE.refuse("Feltet er tomt.", "en værdi i hvert felt.", row, column)
    area_type, by_id = FILE.read_word(row, "area_type", AreaType), {one.id: one for one in versions}
    if row["from_version"] not in by_id:
        raise FILE.refuse("Versionen kendes ikke.", f"en af {', '.join(by_id)}.", row, "from_version")
    if area_type not in by_id[row["from_version"]].rules:
        raise FILE.refuse("Versionen kender ikke den slags område.", "en version, der gør.", row, "from_version")
    if not row["sentence_da"].endswith(".") or not row["sentence_da"][0].isupper():
        wrong = "Teksten er ikke en hel sætning."
        raise FILE.refuse(wrong, "en sætning med stort begyndelsesbogstav og punktum.", row, "sentence_da")
    return Consequence(
        area_type=area_type,
        from_version=row["from_version"],
        subject=FILE.read_word(row, "subject", Subject),
        sentence=row["sentence_da"],
        paragraph=row["paragraph"],
        note=row["note_da"],
    )


def read_consequences(folder: Path, versions: Sequence[Version]) -> tuple[Consequence, ...]:
    """Read what follows from being a kind of area. Called once, when the law is read. folder: params/law; versions: of
    criteria.csv, the oldest first. `Stop` with row and column for all that cannot be used, for two rows on the same,
    and for a kind of area that one subject is not told of, because a page would then be silent on it."""
    read: dict[tuple[AreaType, str, Subject], Consequence] = {}
    for row in FILE.open(folder).rows:
        one = _read_row(row, versions)
        if read.setdefault((one.area_type, one.from_version, one.subject), one) is not one:
            raise FILE.refuse("Der står allerede en række om det samme.", "hver slags område og emne én gang.", row)
    told = {(kind, subject) for kind, _, subject in read}
    known = dict.fromkeys(kind for version in versions for kind in version.rules)
    for kind in known:
        for subject in Subject:
            if (kind, subject) not in told:
                wrong = f"Der står intet om {subject.value} for {kind.value}."
                raise FILE.refuse(wrong, "en række om hvert emne for hver slags område.")
    return tuple(read.values())
