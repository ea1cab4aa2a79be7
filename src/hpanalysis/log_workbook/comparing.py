"""What a workbook changes in a log: how many entries of each kind are new, have changed or are gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hpanalysis import danish
from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.plain import Plain
from hpanalysis.log_workbook.sheets.names import HALF_YEARS, LOGS, OWN_DATE

_OF_MEETING, _WITHIN = ("date", "duty", "body"), ("reports", "goals")  # a meeting's name, and what has rows of its own


@dataclass(frozen=True)
class Change:
    """What has changed on a sheet: how many of its rows. Made by `list_changes`."""

    sheet: str
    new: int
    changed: int
    gone: int

    def tell(self) -> str:
        """The change as a line: `Møder: 1 ny, 1 ændret`. Called for the summary of what was read."""
        parts = [f"{number} {word}" for number, word in self._name_counts() if number]
        return f"{self.sheet}: {danish.join_words(parts)}"

    def _name_counts(self) -> list[tuple[int, str]]:
        """Each count with its word, as many as it counts. Called for the line."""
        return [
            (self.new, "ny" if self.new == 1 else "nye"),
            (self.changed, "ændret" if self.changed == 1 else "ændrede"),
            (self.gone, "fjernet" if self.gone == 1 else "fjernede"),
        ]


def _take_out(entries: Iterable[Plain], others: Iterable[Plain]) -> list[Plain]:
    """The entries without those that stand among the others too, each as often as it does there. Called both ways."""
    left = list(others)
    found = []
    for entry in entries:
        if entry in left:
            left.remove(entry)
        else:
            found.append(entry)
    return found


def _list_entries(sheet: Sheet, log: Plain) -> list[Plain]:
    """A sheet's entries in a log. Called for the log as it was and as it is to be."""
    if not sheet.key:
        return [{"as_of": log.get("as_of"), "synthetic": log.get("synthetic", "nej")}] if log else []
    if sheet.key == HALF_YEARS:
        return [{"year": year, "half_year": half} for year, half in log.get(HALF_YEARS, {}).items()]
    if sheet.parent:
        return [
            {key: meeting.get(key) for key in _OF_MEETING} | entry
            for meeting in log.get(sheet.parent, [])
            for entry in meeting.get(sheet.key, [])
        ]
    return [{key: value for key, value in entry.items() if key not in _WITHIN} for entry in log.get(sheet.key, [])]


def _compare(sheet: Sheet, old: Plain, new: Plain, name: str) -> Change:
    """What has changed on a sheet. Called for each. name: what the summary calls it."""
    before, after = _list_entries(sheet, old), _list_entries(sheet, new)
    gone, added = _take_out(before, after), _take_out(after, before)
    changed = 0
    for entry in list(added):
        keys = (*_OF_MEETING, *sheet.identity) if sheet.parent else sheet.identity
        identity = [entry.get(key) for key in keys]
        former = next((one for one in gone if [one.get(key) for key in keys] == identity), None)
        if former is not None:
            gone.remove(former)
            added.remove(entry)
            changed += 1
    return Change(name, len(added), changed, len(gone))


def list_changes(sheets: Iterable[Sheet], file: str, old: Plain | None, new: Plain) -> list[Change]:
    """What has changed in a log's file, by sheet; empty where nothing has. Called for each log that was read back. old:
    None for a file that was not there."""
    found = []
    for sheet in sheets:
        if sheet.file not in ("", file):
            continue
        name = f"{OWN_DATE} ({LOGS[file]})" if not sheet.key else sheet.name
        change = _compare(sheet, old or {}, new, name)
        if change.new or change.changed or change.gone:
            found.append(change)
    return found
