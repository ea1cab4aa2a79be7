"""Reads the folder of a half-year's partner workbooks: who has filled in, who has not, and every fault by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hpanalysis import danish
from hpanalysis.cpr import show_name
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import format_finding
from hpanalysis.partner_workbook.asked import SUFFIX, ask_partner, list_partners
from hpanalysis.partner_workbook.reading import FORM, read_workbook
from hpanalysis.partner_workbook.reported import PartnerRead
from hpanalysis.plan import Plan

_PASSED_OVER = (".", "~$")  # hidden files, and those that Excel keeps while a workbook is open


@dataclass
class FolderRead:
    """What the partners' workbooks of a half-year say. Made by `read_folder`."""

    asked: list[str]  # the partners that are asked anything in the half-year
    workbooks: list[PartnerRead] = field(default_factory=list)  # those of a partner, with faults or without
    faults: list[str] = field(default_factory=list)  # Danish, each with file, sheet and cell

    @property
    def filled(self) -> int:
        """How many partners have filled in something, all of which can be read. Read for the first line."""
        return sum(bool(read.filled) and not read.findings for read in self.workbooks)

    def list_missing(self) -> list[str]:
        """A Danish line for each partner whose workbook is not there, is empty or has empty rows. Called for
        `hpanalysis check`. A workbook with faults is told by them."""
        return list(self._list_missing())

    def _list_missing(self) -> Iterator[str]:
        """The lines of `list_missing`, in the plan's order."""
        by_partner = {read.asked.partner: read for read in self.workbooks if read.asked}
        for partner in self.asked:
            read = by_partner.get(partner)
            if read is None:
                yield f"{partner}: Regnearket ligger ikke i mappen."
            elif read.findings:
                continue
            elif not read.filled:
                yield f"{partner} ({show_name(read.path.name)}): Ikke udfyldt."
            elif read.empty:
                yield f"{partner} ({show_name(read.path.name)}): {_tell_empty(read)}"


def _list_runs(rows: Sequence[int]) -> list[str]:
    """Row numbers with those that follow each other as one: `6-10`, `12`. Called for the empty rows of a sheet."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def _tell_empty(read: PartnerRead) -> str:
    """Which rows of a workbook are empty: `3 af 19 rækker er tomme: »Timer«, række 5-6 og 8.` Called for a workbook
    that is filled in part."""
    by_sheet: dict[str, list[int]] = {}
    for sheet, row in read.empty:
        by_sheet.setdefault(sheet, []).append(row)
    told = (f"»{sheet}«, række {danish.join_words(_list_runs(rows))}" for sheet, rows in by_sheet.items())
    rows = "; ".join(told)
    whole = read.asked.rows if read.asked else 0
    word = "er tom" if len(read.empty) == 1 else "er tomme"
    return f"{len(read.empty)} af {whole} rækker {word}: {rows}."


def _find_files(folder: Path) -> Iterator[Path]:
    """What lies in the folder, but for what programs lay there themselves. Called once."""
    yield from sorted(path for path in folder.iterdir() if not path.name.startswith(_PASSED_OVER))


def _tell(read: PartnerRead) -> Iterator[str]:
    """The findings of a workbook as they are shown, each with the file's name. Called for each workbook."""
    name = show_name(read.path.name)
    for place, wrong, expected in read.findings:
        yield format_finding(", ".join(filter(None, (name, place))), wrong, expected=expected)


def read_folder(folder: Path, plan: Plan, half: HalfYear) -> FolderRead:
    """Read all that lies in the folder of a half-year's partner workbooks. Called by `hpanalysis check`, and before the
    workbooks are read into the log. A file that is no partner's workbook of the half-year is a fault, for what it says
    would be lost."""
    result = FolderRead([one for one in list_partners(plan) if ask_partner(plan, one, half).rows])
    first: dict[str, PartnerRead] = {}
    for path in _find_files(folder):
        if not path.is_file() or path.suffix.casefold() != SUFFIX:
            wrong = "Filen er ikke et regneark, der læses." if path.is_file() else "En mappe læses ikke."
            result.faults.append(format_finding(show_name(path.name), wrong, expected=FORM))
            continue
        read = read_workbook(path, plan, half)
        if read.asked is not None:
            other = first.setdefault(read.asked.partner, read)
            if other is not read:
                wrong = f"To regneark er fra den samme part: også {show_name(other.path.name)}."
                expected = "ét regneark fra hver part. Behold det rigtige."
                result.faults.append(format_finding(show_name(path.name), wrong, expected=expected))
                continue
            result.workbooks.append(read)
        result.faults += _tell(read)
    return result
