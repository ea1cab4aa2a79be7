"""Ids stand in file names, anchors, addresses and CSV keys: nothing in them may mean anything there."""

from __future__ import annotations

import re
from collections.abc import Callable

from hpanalysis.errors import Stop
from hpanalysis.plan.model import Plan

_PLAIN = re.compile(r"[a-z][a-z0-9_-]*")


def refuse_odd_ids(plan: Plan, stop: Callable[[str, str, str], Stop]) -> None:
    """`Stop` where an id of an area, agreement or delmål is not small letters, digits, - and _. Called once when the
    plan is read, after all its files. stop: makes the `Stop` of file, fault and what was expected (Danish)."""
    for name, ids in (
        ("areas.csv", [area.id for area in plan.all_areas]),
        ("plan.yaml", [agreement.id for agreement in plan.settings.agreements]),
        ("delmaal.csv", [delmaal.id for delmaal in plan.delmaal]),
    ):
        for number, one in enumerate(ids, start=1):
            if not _PLAIN.fullmatch(one):
                raise stop(name, f"Nøgle nummer {number} kan ikke bruges.", "små bogstaver a-z, tal, - og _.")
