"""deltagere.csv read: a row an activity, a half-year, an area and a group; and its rows as counts that are related."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hpanalysis.published.failures import describe_unreadable
from hpanalysis.published.figures import HIDDEN, NO_PERSONS, SHOWN, UNREADABLE, Figure, Key, read_rows
from hpanalysis.published.names import REACH_CSV
from hpanalysis.published.reach.declared import ReachDefinitions

ReachKey = tuple[str, str, str, str, str]  # activity, half-year, breakdown, group, area
_STATUSES = frozenset({SHOWN, HIDDEN, NO_PERSONS})
# The columns that a hidden row has nothing in.
NUMBERS = ("value", "lo", "hi", "reached", "members")


@dataclass(frozen=True)
class ReachRow:
    """A row of deltagere.csv. Made by `parse_reach_rows`; read by every check of reach."""

    key: ReachKey
    status: str
    reached: int | None  # None in a hidden row
    members: int | None
    cells: Mapping[str, str]  # every column as it is printed

    @property
    def shown(self) -> bool:
        """Whether the row tells its counts; 0 of 0 is told by the status. Read by the checks."""
        return self.status in (SHOWN, NO_PERSONS)

    @property
    def hidden(self) -> bool:
        """Whether the row hides its counts. Read by the checks."""
        return self.status == HIDDEN

    @property
    def window(self) -> str:
        """The window that the target group was found in. Read where rows become counts."""
        return self.cells["window"]

    @property
    def address(self) -> str:
        """What failures name the row by: deltagere/job_til_mor/2026H1/alder/-29/vangdalen. Read for each failure."""
        return "/".join(("deltagere", *(part for part in self.key if part)))


def _read_count(text: str) -> int | None:
    """A whole number from 0, None for an empty cell; ValueError otherwise. Called for both counts of each row."""
    if not text:
        return None
    if not text.isdecimal():
        raise ValueError
    return int(text)


def _read_row(cells: dict[str, str]) -> ReachRow:
    """A row of deltagere.csv; ValueError or KeyError if it is no row as the program writes it. Called for each row."""
    status = cells["status"]
    if status not in _STATUSES or None in cells or None in cells.values():
        raise ValueError
    reached, members = _read_count(cells["reached"]), _read_count(cells["members"])
    if status == NO_PERSONS:
        reached = members = 0
    if status == SHOWN and (reached is None or members is None):
        raise ValueError
    key = (cells["activity_id"], cells["half_year"], cells["breakdown"], cells["group_id"], cells["area_id"])
    return ReachRow(key, status, reached, members, cells)


def parse_reach_rows(text: str) -> dict[ReachKey, ReachRow]:
    """The rows of deltagere.csv by key, in the file's order. Called by `read_reach_rows`, and by `hpanalysis verify`.
    One of the exceptions `UNREADABLE` is raised if a row is there twice or cannot be read."""
    found: dict[ReachKey, ReachRow] = {}
    for cells in read_rows(text):
        row = _read_row(cells)
        if row.key in found:
            raise ValueError
        found[row.key] = row
    return found


def read_reach_rows(folder: Path) -> dict[ReachKey, ReachRow]:
    """The rows of a folder's deltagere.csv by key; empty without the file, `Stop` if it is not of its form. Called for
    each folder that is audited, or that a run builds on."""
    path = folder / REACH_CSV
    if not path.is_file():
        return {}
    try:
        return parse_reach_rows(path.read_bytes().decode("utf-8"))
    except UNREADABLE:
        raise describe_unreadable(path, "Filen har ikke den form, som kontrolprogrammet læser.") from None


def name_reached(row: ReachRow) -> str:
    """The series of all who took part in a row's activity and half-year. Called where a row's target group is looked
    up."""
    return ":".join(("naaet", *row.key[:2]))


def _name_series(row: ReachRow, reach: ReachDefinitions) -> list[tuple[str, int | None]]:
    """The series that a row tells of, each with its number: who took part, and of a group also how many are in it.
    Called for each row that becomes counts. Members by a later rule of the indicator that counts them (`@3`) are
    another series."""
    _, _, breakdown, group, _ = row.key
    parts = [part for part in (breakdown, group) if part]
    told: list[tuple[str, int | None]] = [(":".join((name_reached(row), *parts)), row.reached)]
    if breakdown:
        base = next(iter(reach.series[name_reached(row)].part_of), "")
        rule = [f"regel-{version}" for version in base.split("@")[1:]]
        told.append((":".join(("maalgruppe", row.cells["target_group"], *rule, *parts)), row.members))
    return told


def _is_part_of_indicator(series: str, reach: ReachDefinitions) -> bool:
    """Whether an indicator counts the target group of a series of all; else the group is the denominator, which the
    row tells. Called for each row of all."""
    return bool(reach.series[series].part_of)


def _make_exact(number: int | None) -> Decimal | None:
    """A count as figures have it; None stays None. Called for both counts of each figure."""
    return None if number is None else Decimal(number)


def make_figures(rows: Iterable[ReachRow], reach: ReachDefinitions) -> dict[Key, Figure]:
    """The counts of rows of deltagere.csv as figures, by series, window and area. Called before they are related to the
    indicators' figures. A group's size that one row hides and another tells is told. KeyError for a series that
    definitioner.json does not know."""
    figures: dict[Key, Figure] = {}
    for row in rows:
        for series, number in _name_series(row, reach):
            if row.window not in reach.series[series].windows:
                raise KeyError(series)
            key = (series, row.window, row.key[4])
            tells = not row.key[2] and not _is_part_of_indicator(series, reach)
            members = None if row.members is None or not tells else row.members
            # The status of nobody of nobody is told as a number here, for the counts are what is related.
            figure = Figure(
                key, HIDDEN if row.hidden else SHOWN, _make_exact(number), _make_exact(members), dict(row.cells)
            )
            if key not in figures or figures[key].hidden:
                figures[key] = figure
    return figures
