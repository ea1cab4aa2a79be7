"""opdelinger.csv of a published folder: figures by sex or age band, read and held against the figures that they divide.

Standard library only: the auditor and `hpanalysis verify` read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hpanalysis.published import columns
from hpanalysis.published.definitions import Definitions
from hpanalysis.published.failures import Failure, Fault, describe_unreadable, make_failure
from hpanalysis.published.figures import SHOWN, UNREADABLE, Figure, Key, read_figure_row, read_rows
from hpanalysis.published.names import BREAKDOWNS_CSV

GroupKey = tuple[str, str, str, str, str]  # indicator, window, area, breakdown, group
# The columns that a hidden row has nothing in.
NUMBERS = ("value", "lo", "hi", "numerator", "denominator")


@dataclass(frozen=True)
class GroupFigure(Figure):
    """A row of opdelinger.csv: the figure of one group. Made by `parse_groups`; a figure as any other, of the persons
    of one sex or one age band."""

    breakdown: str  # koen or alder
    group: str

    @property
    def group_key(self) -> GroupKey:
        """What tells it from every other. Read where groups are looked up and named."""
        return (*self.key, self.breakdown, self.group)


def parse_groups(text: str) -> dict[GroupKey, GroupFigure]:
    """The rows of opdelinger.csv by key, in the file's order. Called by `read_groups`, and by `hpanalysis verify`. One
    of the exceptions `UNREADABLE` is raised if a row is there twice or cannot be read."""
    found: dict[GroupKey, GroupFigure] = {}
    for row in read_rows(text):
        one = read_figure_row(row)
        figure = GroupFigure(
            one.key, one.status, one.numerator, one.denominator, one.cells, row["breakdown"], row["group_id"]
        )
        if figure.group_key in found:
            raise ValueError
        found[figure.group_key] = figure
    return found


def read_groups(folder: Path) -> dict[GroupKey, GroupFigure]:
    """The rows of a folder's opdelinger.csv by key; empty without the file, `Stop` if it is not of its form. Called for
    each folder that is audited, or that a run builds on."""
    path = folder / BREAKDOWNS_CSV
    if not path.is_file():
        return {}
    try:
        return parse_groups(path.read_bytes().decode("utf-8"))
    except UNREADABLE:
        raise describe_unreadable(path, "Filen har ikke den form, som kontrolprogrammet læser.") from None


def format_group_address(key: GroupKey) -> str:
    """A group's address, indicator/window/area/koen/kvinde: what failures name it by."""
    return "/".join(key)


def name_window_of_group(window: str, breakdown: str, group: str) -> str:
    """What relations call a group in a window, as if it were a window by itself. Called for each group's counts."""
    return f"{window} ({breakdown} {group})"


def _sum_counts(rows: list[GroupFigure], of: str) -> Decimal:
    """The groups' numerators, or denominators, together. Called for groups that all have numbers."""
    return sum((getattr(row, of) or Decimal(0) for row in rows), Decimal(0))


def _find_wrong_together(groups: list[GroupFigure], figure: Figure | None) -> Iterator[tuple[Fault, str]]:
    """What is wrong with the groups of one figure together: they are shown or hidden together, shown only where the
    figure is, and then together the figure. Called for each figure that is divided. figure: None where indicators.csv
    has no such row."""
    shown = [row for row in groups if row.shown]
    if figure is None or not (figure.shown or figure.hidden):
        yield Fault.FOLLOWS_NOT, "rækken, som ikke har noget tal i indicators.csv"
    elif shown and len(shown) < len(groups):
        # The figure less those shown would tell the others.
        yield Fault.RECOVERABLE, ""
    elif shown and not figure.shown:
        yield Fault.RECOVERABLE, ""
    elif shown and any(
        _sum_counts(groups, of) != (getattr(figure, of) or Decimal(0)) for of in ("numerator", "denominator")
    ):
        yield Fault.FOLLOWS_NOT, "kolonnerne numerator, denominator: Grupperne giver ikke tallet tilsammen"


def _find_wrong_row(row: GroupFigure, definitions: Definitions) -> Iterator[tuple[Fault, str]]:
    """What is wrong with a row by itself: a hidden one with a number, a value that its counts do not give, a count of
    too few persons. Called for each row."""
    indicator = definitions.indicators[row.key[0]]
    if told := [name for name in NUMBERS if row.cells[name] and row.status != SHOWN]:
        yield Fault.DESCENDANT, f"kolonnen {told[0]}"
    if columns.lacks_counts(row, indicator):
        yield Fault.FOLLOWS_NOT, "kolonnen denominator"
        return
    if row.shown and not columns.follows_from_counts(row, indicator):
        yield Fault.FOLLOWS_NOT, "kolonnen value"
    if row.shown and columns.shows_small_count(row, indicator, definitions.k):
        yield Fault.SMALL_SHOWN, "kolonnerne numerator, denominator"


def check_groups(
    half_year: str, groups: Mapping[GroupKey, GroupFigure], rows: Mapping[Key, Figure], definitions: Definitions
) -> Iterator[Failure]:
    """What is wrong with the rows of opdelinger.csv, one failure for each fault of a row, or of the groups of one
    figure. Called for each published folder that is audited or verified. half_year: the folder's; rows: of its
    indicators.csv."""
    of_figure: dict[tuple[Key, str], list[GroupFigure]] = {}
    for row in groups.values():
        of_figure.setdefault((row.key, row.breakdown), []).append(row)
        if row.key[0] not in definitions.indicators:
            yield make_failure(half_year, Fault.FOLLOWS_NOT, format_group_address(row.group_key), BREAKDOWNS_CSV)
            continue
        for fault, where in _find_wrong_row(row, definitions):
            yield make_failure(half_year, fault, format_group_address(row.group_key), BREAKDOWNS_CSV, where)
    for (key, breakdown), members in of_figure.items():
        for fault, where in _find_wrong_together(members, rows.get(key)):
            yield make_failure(half_year, fault, "/".join((*key, breakdown)), BREAKDOWNS_CSV, where)
    yield from _find_missing_places(half_year, groups, rows)


def _find_missing_places(
    half_year: str, groups: Mapping[GroupKey, GroupFigure], rows: Mapping[Key, Figure]
) -> Iterator[Failure]:
    """A failure for each breakdown of a window that is not of every place with a figure, or not of the same groups in
    each: what is left out would follow from the others. Called once a folder. The country's figure is no sum of
    persons, and is not divided."""
    places: dict[tuple[str, str, str], dict[str, set[str]]] = {}
    for indicator_id, window, area, breakdown, group in groups:
        places.setdefault((indicator_id, window, breakdown), {}).setdefault(area, set()).add(group)
    for (indicator_id, window, breakdown), by_area in places.items():
        with_figure = {key[2] for key, row in rows.items() if key[:2] == (indicator_id, window) and _tells(row)}
        if len({frozenset(found) for found in by_area.values()}) > 1 or with_figure != set(by_area):
            place = "/".join((indicator_id, window, breakdown))
            yield make_failure(half_year, Fault.FOLLOWS_NOT, place, BREAKDOWNS_CSV, "områderne og grupperne")


def _tells(row: Figure) -> bool:
    """Whether a figure has a number, shown or hidden. Called for each figure of a window that is divided."""
    return row.shown or row.hidden
