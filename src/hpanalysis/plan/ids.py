"""Ids stand in file names, anchors, addresses and CSV keys: nothing in them may mean anything there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hpanalysis.errors import Stop

_PLAIN = re.compile(r"[a-z][a-z0-9_-]*")


def refuse_odd_ids(
    areas: Sequence[str], agreements: Sequence[str], goals: Sequence[str], stop: Callable[[str, str, str], Stop]
) -> None:
    """`Stop` where an id of an area, agreement or delmål is not small letters, digits, - and _. Called once when the
    plan is read, before the files that name these ids. stop: makes the `Stop` of file, fault and what was expected
    (Danish)."""
    for name, ids in (("areas.csv", areas), ("plan.yaml", agreements), ("delmaal.csv", goals)):
        for number, one in enumerate(ids, start=1):
            if not _PLAIN.fullmatch(one):
                raise stop(name, f"Nøgle nummer {number} kan ikke bruges.", "små bogstaver a-z, tal, - og _.")
