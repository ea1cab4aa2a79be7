"""Reach in several publications held together: who was told of in one is known for good.

Each publication has the reach of its own half-year. A reader keeps those of before, whose target groups are the same
persons as long as their window is the same, so they stand in one system with the newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hpanalysis.published.definitions import Definitions
from hpanalysis.published.failures import Failure, Fault, describe_unreadable, make_failure
from hpanalysis.published.figures import Figure, Key
from hpanalysis.published.names import COURSES_CSV, DEFINITIONS_JSON, REACH_CSV
from hpanalysis.published.reach.declared import ReachDefinitions, merge_reach, parse_reach
from hpanalysis.published.reach.rows import ReachKey, ReachRow, make_figures, read_reach_rows


@dataclass(frozen=True)
class KnownReach:
    """What is told of reach, by one publication or several. Made by `read_reach` and `join`."""

    rows: Mapping[ReachKey, ReachRow] = field(default_factory=dict)
    declared: ReachDefinitions = field(default_factory=lambda: ReachDefinitions(1))

    @property
    def figures(self) -> dict[Key, Figure]:
        """The rows as counts, by series, window and area. Read when they are related to the indicators' figures."""
        return make_figures(self.rows.values(), self.declared)


NOTHING = KnownReach()


def read_reach(folder: Path, definitions: Definitions) -> KnownReach:
    """The reach that a folder tells; nothing where it has no deltagere.csv. Called for each folder that is audited.
    `Stop` where the file, or what definitioner.json says of it, is not of its form, or where one is without the
    other. definitions: the folder's."""
    rows = read_reach_rows(folder)
    if definitions.reach is None:
        if rows:
            raise describe_unreadable(folder / DEFINITIONS_JSON, f"Filen siger ikke, hvad tallene i {REACH_CSV} er.")
        return NOTHING
    try:
        declared = parse_reach(definitions.reach)
        make_figures(rows.values(), declared)
        # Participants are told of by no smaller number than others, and what is declared has rows.
        if declared.k < definitions.k or (declared.series and not rows):
            raise ValueError
    except (ValueError, TypeError, KeyError):
        raise describe_unreadable(
            folder / DEFINITIONS_JSON, f"Det, filen siger om {REACH_CSV}, kan kontrolprogrammet ikke læse."
        ) from None
    return KnownReach(rows, declared)


def join(several: Sequence[KnownReach]) -> KnownReach:
    """What several publications tell together; of a row that two of them have, what the first that shows it says, for
    it stays known. Called for those before the newest, and with the newest. They are `NOTHING` where none tells
    anything."""
    told = [one for one in several if one.declared.series]
    if not told:
        return NOTHING
    rows: dict[ReachKey, ReachRow] = {}
    for one in told:
        rows |= {key: row for key, row in one.rows.items() if key not in rows or (rows[key].hidden and row.shown)}
    return KnownReach(rows, merge_reach([one.declared for one in told]))


def find_changed_reach(half_year: str, publications: Sequence[KnownReach]) -> Iterator[Failure]:
    """Yield a failure for each row that two publications tell otherwise: hidden in one and shown in the other, or with
    other counts. Called by `audit` once. half_year: the newest's. publications: replaced ones too, the newest last."""
    first: dict[ReachKey, ReachRow] = {}
    for one in publications:
        for key, row in one.rows.items():
            before = first.setdefault(key, row)
            if before.hidden is not row.hidden:
                yield make_failure(half_year, Fault.DECISION, row.address, REACH_CSV)
            elif (before.reached, before.members, before.window) != (row.reached, row.members, row.window):
                yield make_failure(half_year, Fault.RESTATED, row.address, REACH_CSV)


def find_unlike_sizes(half_year: str, publications: Sequence[KnownReach]) -> Iterator[Failure]:
    """Yield a failure for each row that tells another size of a target group, or of a group of it, than a row of
    another activity or half-year does. Called by `audit` once. half_year: the newest's. publications: replaced ones
    too, the newest last."""
    first: dict[tuple[str, ...], int] = {}
    for one in publications:
        for row in one.rows.values():
            size = (row.cells["target_group"], row.window, *row.key[2:])
            if row.members is not None and first.setdefault(size, row.members) != row.members:
                yield make_failure(half_year, Fault.CONTRADICTION, row.address, REACH_CSV)


def find_changed_courses(half_year: str, publications: Sequence[Iterable[Mapping[str, str]]]) -> Iterator[Failure]:
    """Yield a failure for each row of forloeb.csv that two editions tell otherwise. Called by `audit` once. half_year:
    the newest's. publications: the rows of each, replaced ones too, the newest last."""
    first: dict[tuple[str, str], Mapping[str, str]] = {}
    for rows in publications:
        for row in rows:
            key = (row.get("activity_id", ""), row.get("half_year", ""))
            before = first.setdefault(key, row)
            if before.get("status") != row.get("status"):
                yield make_failure(half_year, Fault.DECISION, f"forloeb/{'/'.join(key)}", COURSES_CSV)
            elif before != row:
                yield make_failure(half_year, Fault.RESTATED, f"forloeb/{'/'.join(key)}", COURSES_CSV)
