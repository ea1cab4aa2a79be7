"""Which persons followed between two windows may be used for an interval of change.

A paired interval cannot be shown without giving away what it is made of: with the two figures known, its four cells
(in both, now only, before only, neither) were found again from the printed interval in every draw up to n = 200. So a
row is used only if each of its cells could have been printed as it stands. With the two groups beside it, those who
joined and those who left, that is eight numbers of persons, and each must be at least k: 0 says of every one that she
did not change.

A share of persons' time (days, months) goes into its interval by sums over persons. Its size and correlation are told
coarsely (`statistics.coarse`), so that few cells follow: there the persons in both windows, those who joined and those
who left are three numbers that must be at least k. A fourth is those who are in both numerators, because where they are
few the correlation alone may tell how many (tests/unit/disclose/test_digits_tell_nothing.py). It is no number that can
be subtracted, so the total is not held against the areas by it.

The areas and their total are added and subtracted, so they are decided together. If one area's row were left out, its
cells would be the total's minus the other areas'; hence all the areas measured or none. With all of them kept, the
total's minus theirs is those who changed area between the windows (a negative number where they joined one area and
left another, or were in two): that too must be 0 or at least k, or the areas' rows are left out. The total goes first,
for the delmål are judged on it.
"""

from __future__ import annotations

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Measure
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY, LINKED

# The persons in a link, by how they were counted in the two windows (`tables.LINKED`): in both numerators, in the later
# only, in the earlier only, in neither; those who joined the denominator since, and those who left it.
PERSONS = ["both_in", "only_now", "only_before", "neither", "joined_in", "joined_out", "left_in", "left_out"]
_GROUPS = {"both": PERSONS[:4], "joined": PERSONS[4:6], "left": PERSONS[6:]}
_CHANGE = ["indicator_id", "window", "reference"]


def _is_shown_in(linked: pd.DataFrame, pattern: pd.DataFrame, window: str) -> pd.Series:
    """By row of `linked`, whether the figure of one of its two windows is shown; one that the pattern has no row for is
    not. Asked of both windows before a change is computed. pattern: a row a figure, its rule null where it is shown.
    window: the column to read, `window` (the later) or `reference` (the earlier)."""
    # A figure that the pattern has no row for was never judged, and counts as hidden.
    shown = pd.MultiIndex.from_frame(pattern.loc[pattern["rule"].isna(), KEY])
    return pd.Series(pd.MultiIndex.from_frame(linked[["indicator_id", window, "area_id"]]).isin(shown), linked.index)


def has_both_shown(linked: pd.DataFrame, pattern: pd.DataFrame) -> pd.Series:
    """By row of `linked` (persons followed between two windows), whether the figures of both windows are shown. Called
    when it is chosen which rows a change may be computed from, and again, as a check, when the hidden figures are
    emptied. pattern: columns `tables.KEY` and rule, null where the figure is shown."""
    return _is_shown_in(linked, pattern, "window") & _is_shown_in(linked, pattern, "reference")


def _select_revealed_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """The numbers of persons that an interval of the change would give away: eight columns, or three for a share of
    time. Called before such an interval is allowed, since each of them must be k or more. rows: the persons followed
    between two windows, of one indicator; columns as `PERSONS`."""
    measure = catalogue.indicators()[rows["indicator_id"].iloc[0]].measure
    # The interval of a share of persons is computed from all eight numbers, so all eight can be worked back from it.
    if measure is not Measure.CLUSTERED_SHARE:
        return rows[PERSONS]
    return pd.DataFrame({name: rows[columns].sum(axis=1) for name, columns in _GROUPS.items()})


def _select_usable_rows(rows: pd.DataFrame, total_id: str, k: int) -> list[int]:
    """The index of the rows of one change that its interval may be computed from: the areas' and the total's, [] if
    none.

    Called for each indicator and pair of windows, when it is known which figures are shown. rows: counts of the persons
    followed from window to window, by area, with the column shown (whether the figures of both windows are). total_id:
    the total's area id. k: the fewest persons to be shown.
    """
    numbers = _select_revealed_numbers(rows)
    # Zero is not enough here, as it is for a count alone: 0 among those who changed says of each that they did not.
    # Of persons' time those in both numerators are no number that can be subtracted, but few of them may be told too.
    qualifies = rows["shown"] & (numbers >= k).all(axis=1) & (rows["both_in"] >= k)
    is_total = rows["area_id"] == total_id
    # All the areas or none: with all but one, the total minus the others gives the one.
    areas = rows.index[~is_total] if qualifies[~is_total].all() else rows.index[:0]
    total = rows.index[is_total & qualifies]
    if len(areas) and len(total):
        # Persons of the total who are in no area's row: they moved between areas, and subtraction tells how many.
        moved = (numbers.loc[total[0]] - numbers.loc[areas].sum()).abs()
        areas = areas if ((moved == 0) | (moved >= k)).all() else areas[:0]
    return [*areas, *total]


def select_usable_links(linked: pd.DataFrame, pattern: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The rows of `linked` (columns `tables.LINKED`, in their order) that an interval of change may be computed from.
    Called when the pattern is chosen, by a run, `hpanalysis check` and a delaftale's notebook. linked: how persons were
    counted in two windows, by area and in total. pattern: columns `tables.KEY` and rule, null where the figure is
    shown."""
    marked = linked.assign(shown=has_both_shown(linked, pattern))
    usable = [
        place
        for _, rows in marked.groupby(_CHANGE, sort=False)
        for place in _select_usable_rows(rows, plan.total.id, plan.k)
    ]
    return linked.loc[linked.index.isin(usable), LINKED.names].reset_index(drop=True)
