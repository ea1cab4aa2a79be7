"""The activity of each row of a list of participants: its id, by the plan's activities.csv."""

from __future__ import annotations

import pyarrow as pa

from hpanalysis.definitions.model import Column
from hpanalysis.load.columns import OpenedExtract, read_cells
from hpanalysis.load.values import fold_text
from hpanalysis.plan import Plan

_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014", "-----")


def _fold_name(text: str) -> str:
    """The form in which an activity's id or name is compared: capitals, spaces and the kind of a dash do not count,
    because few keyboards have the dash that a plan is printed with. Called on both texts of each comparison."""
    return fold_text(text).translate(_DASHES)


def _index_followed(plan: Plan) -> dict[str, str]:
    """Folded id or name -> id, for each activity whose participants are followed. Called for each list of participants.
    A name that two of them share is left out, because nobody could tell which is meant."""
    names: dict[str, set[str]] = {}
    for activity in plan.followed_activities:
        for name in (activity.activity_id, activity.name_da):
            names.setdefault(_fold_name(name), set()).add(activity.activity_id)
    return {name: ids.pop() for name, ids in names.items() if len(ids) == 1}


def read_activities(opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, plan: Plan) -> pa.Array:
    """The activity_id of each row, which names its activity by that id or by the name in activities.csv, in any case.
    Called for each list of participants that is loaded. cells: the texts of the column. An activity that the plan
    lacks, or whose participants it does not follow, raises `Stop` with file, row and column: nobody agreed that such
    persons may be listed."""
    id_by_name = _index_followed(plan)

    def find_activity(text: str) -> str:
        """The id of an activity; called for each distinct text in the file. One that is not followed is a `ValueError`,
        which `read_cells` turns into a `Stop` with row and column."""
        if (activity_id := id_by_name.get(_fold_name(text))) is None:
            raise ValueError
        return activity_id

    return read_cells(opened, column, cells, find_activity, pa.string())
