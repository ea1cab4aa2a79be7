"""What deltagere.csv must have: which rows, under which names, and the coverage that the counts of each give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from hpanalysis.published.figures import SHOWN
from hpanalysis.verify.remake.formulas.limits import compute_wilson_interval
from hpanalysis.verify.remake.participants.model import BY_AGE, BY_NEED, HARDEST, FollowedActivity, TargetGroup
from hpanalysis.verify.remake.participants.windows import Span, find_latest

_COUNTS = ("reached", "members")
_PER_CENT = ("value", "lo", "hi")  # with one decimal
_FORMS = dict.fromkeys(_COUNTS, re.compile(r"0|[1-9]\d*"))
_FORMS |= dict.fromkeys(_PER_CENT, re.compile(r"(0|[1-9]\d?|100)\.\d"))
_HALF_A_DIGIT = Decimal("0.05") + Decimal("1e-9")  # what rounding hides, and floating point


class Named(NamedTuple):
    """What tells a row of an activity from its others, and what its group is called. Compared with each row."""

    breakdown: str
    group_id: str
    group: str
    area_id: str


@dataclass(frozen=True, kw_only=True)
class WantedReach:
    """The rows that an activity's reach must be told by. Made by `list_wanted` for each activity with a target
    group."""

    activity_id: str
    half_year: str
    target: TargetGroup
    span: Span
    rows: tuple[Named, ...]

    @property
    def base(self) -> str:
        """The series of the indicator that counts the target group; "" for none. Read for its size and its series."""
        return self.target.find_base(self.span.end)

    @property
    def cells(self) -> dict[str, str]:
        """What all rows of the activity have in common. Compared with each row."""
        return {
            "half_year": self.half_year,
            "target_group": self.target.target_id,
            "window": self.span.id,
            "window_start": self.span.start.isoformat(),
            "window_end": self.span.end.isoformat(),
        }

    @property
    def without_ages(self) -> WantedReach:
        """The same where the extract did not tell everybody's age. Compared where there is no row by age."""
        return replace(self, rows=tuple(row for row in self.rows if row.breakdown != BY_AGE))


def list_wanted(
    activities: Sequence[FollowedActivity], half_year: str, areas: Sequence[str], total: str
) -> dict[str, WantedReach]:
    """Activity -> the rows that it must have, of those with a target group, in the plan's order. Called once for each
    package with a list of participants. areas: the ids of the plan's areas; total: of all together."""
    found = {}
    for activity in activities:
        target = activity.target
        if target is None:
            continue
        rows = [Named("", "", "", area) for area in (*areas, total)]
        rows += [Named(BY_AGE, band, name, total) for band, name in target.bands.items()]
        rows += [Named(BY_NEED, HARDEST, target.hardest, total)] if target.hardest else []
        found[activity.activity_id] = WantedReach(
            activity_id=activity.activity_id,
            half_year=half_year,
            target=target,
            span=find_latest(target.window, half_year),
            rows=tuple(rows),
        )
    return found


def find_wrong_cells(cells: Mapping[str, str]) -> Iterator[str]:
    """The columns of a row that are not of their form, or not what the row's counts give. Called for each row. A row
    that is not shown has a number in none of them."""
    if cells["status"] != SHOWN:
        yield from (name for name in (*_PER_CENT, *_COUNTS) if cells[name])
        return
    if wrong := [name for name in (*_PER_CENT, *_COUNTS) if not _FORMS[name].fullmatch(cells[name])]:
        yield from wrong
        return
    reached, members = (int(cells[name]) for name in _COUNTS)
    if members == 0 or reached > members:
        yield from _COUNTS
        return
    limits = compute_wilson_interval(reached, members)
    for name, number in zip(_PER_CENT, (reached / members, *limits), strict=True):
        if abs(Decimal(cells[name]) - Decimal(100 * number)) > _HALF_A_DIGIT:
            yield name
