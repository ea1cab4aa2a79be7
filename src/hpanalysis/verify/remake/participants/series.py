"""The member `reach` of definitioner.json made anew: which series there are, and how they hang together.

With it the counts of deltagere.csv are held against each other and against the indicators; a relation left out of it
would be one that nobody looks at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from hpanalysis.published.definitions import Definitions
from hpanalysis.verify.remake.participants.model import BY_AGE, BY_NEED
from hpanalysis.verify.remake.participants.reach import Named, WantedReach

Series = dict[str, dict[str, Any]]
_DENOMINATOR = "denominator_id"


def _join(*parts: str) -> str:
    """The name of a series, its parts with a colon between. Called for each."""
    return ":".join(part for part in parts if part)


def _name_reached(wanted: WantedReach, row: Named | None = None) -> str:
    """The series of who took part, of all or of a row's group. Called for each."""
    return _join("naaet", wanted.activity_id, wanted.half_year, *((row.breakdown, row.group_id) if row else ()))


def _name_members(wanted: WantedReach, *parts: str) -> str:
    """The series of a group's members, or the classification that the bands are of. Called for each. Members by a later
    rule of the indicator that counts them are another series."""
    rule = wanted.base.partition("@")[2]
    return _join("maalgruppe", wanted.target.target_id, rule and f"regel-{rule}", *parts)


def _list_groups(wanted: WantedReach, breakdown: str) -> list[Named]:
    """The rows of an activity by age, or by need. Called for both."""
    return [row for row in wanted.rows if row.breakdown == breakdown]


def _describe(wanted: WantedReach) -> Series:
    """The series of an activity, without their denominator. Called for each activity with rows."""
    bands, hardest = _list_groups(wanted, BY_AGE), _list_groups(wanted, BY_NEED)
    whole = [wanted.base] if wanted.base else []
    # Without an indicator that counts them the members are the denominator, which the bands divide.
    category = "" if wanted.base else _join("maalgruppe", wanted.target.target_id, BY_AGE)

    def describe(part_of: list[str], sum_of: Iterable[str] = (), category_of: str = "") -> dict[str, Any]:
        """A series. Called for each."""
        told = {"category_of": category_of, "sum_of": list(sum_of), "part_of": part_of}
        return told | {"windows": [wanted.span.id]}

    of_all = _name_reached(wanted)
    found = {of_all: describe(whole, (_name_reached(wanted, band) for band in bands))}
    for row in (*bands, *hardest):
        members = _name_members(wanted, row.breakdown, row.group_id)
        by_age = row.breakdown == BY_AGE
        found[members] = describe(whole, category_of=category if by_age else "")
        found[_name_reached(wanted, row)] = describe([members] if by_age else [members, of_all])
    return found


def make_series(told: Iterable[WantedReach]) -> Series:
    """The series that definitioner.json must have, by their names, without their denominators. Called once for each
    package with deltagere.csv. told: the activities that have rows, each with those that it has."""
    found: Series = {}
    for wanted in told:
        for name, one in _describe(wanted).items():
            known = found.get(name, {}).get("windows", [])
            found[name] = one | {"windows": list(dict.fromkeys([*known, *one["windows"]]))}
    return found


def make_sums(told: Iterable[WantedReach]) -> dict[str, list[str]]:
    """The indicators whose numerator is the sum of age bands, with the bands; one that is a sum already is left so.
    Called as `make_series`."""
    found: dict[str, list[str]] = {}
    for wanted in told:
        bands = [_name_members(wanted, row.breakdown, row.group_id) for row in _list_groups(wanted, BY_AGE)]
        if bands and wanted.base and not wanted.target.is_sum:
            found[wanted.base] = bands
    return found


def find_wrong_denominators(
    told: Iterable[WantedReach], written: Mapping[str, Mapping[str, Any]], definitions: Definitions
) -> set[str]:
    """The series whose denominator is not the one that their target group has: that of the indicator that counts the
    group, or of an indicator whose denominator is the group, or else the first series of the group. Called as
    `make_series`. written: the series of definitioner.json, by name."""
    first: dict[tuple[str, ...], str] = {}
    wrong: set[str] = set()
    for wanted in told:
        target = wanted.target
        own = first.setdefault(target.counted, _name_reached(wanted))
        allowed = _list_denominators(wanted, own, definitions)
        ids = {name: written[name][_DENOMINATOR] for name in _describe(wanted) if name in written}
        wrong |= {name for name, one in ids.items() if one not in allowed or len(set(ids.values())) > 1}
    return wrong


def _list_denominators(wanted: WantedReach, own: str, definitions: Definitions) -> Collection[str | None]:
    """The denominators that an activity's series may have. Called for each activity. own: the first series of its
    target group."""
    known = definitions.indicators
    # An indicator that the plan has not adopted has no figures, and its target group no denominator but its own.
    if wanted.base in known:
        return [known[wanted.base].denominator_id]
    alike = [known[key].denominator_id for key in wanted.target.like if key in known]
    if alike and not wanted.base:
        return alike
    # Where the file puts more together than can be read here, that is left alone: it relates more, and hides nothing.
    return {own, *(one.denominator_id for one in definitions.indicators.values() if one.denominator_id)}
