"""Areas that are shown together only: in all of the plan they become one, so that nothing after it knows the parts.

Fixed for all half-years: what was published of a part, or of the whole, would give the other parts away. What the plan
prints of the parts (baselines, other figures) is not theirs together; a baseline of its own may be printed for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hpanalysis.errors import Stop
from hpanalysis.plan.model import Adoption, Area, Plan
from hpanalysis.plan.rows import AddressRange, Department
from hpanalysis.plan.settings import MergedArea

_Placed = TypeVar("_Placed", AddressRange, Department)

# Columns of areas.csv, without their year, that are numbers of persons or dwellings; shares cannot be added up.
_SUMMED = ("residents", "dwellings", "children_under_18")


def _stop(place: str, wrong: str, expected: str) -> Stop:
    """What ends the reading of the plan where merged areas do not fit: the file, what is wrong, what was expected, in
    Danish. Called where one of the checks finds that."""
    return Stop(wrong, place=f"»{place}« i planens mappe", expected=expected, do="Ret filen, og kør igen.")


def _refuse_odd_parts(plan: Plan) -> None:
    """`Stop` unless each part is a housing area, in one merged area only, and each merged area has an id of its own.
    Called first when a plan's areas are merged."""
    own, known = {area.id for area in plan.areas}, {area.id for area in plan.all_areas}
    parts = [part for merged in plan.settings.merged_areas for part in merged.areas]
    ids = [merged.id for merged in plan.settings.merged_areas]
    if strange := [part for part in parts if part not in own]:
        raise _stop("plan.yaml", f"merged_areas nævner {strange[0]}.", "boligområder fra areas.csv.")
    if twice := [part for part in parts if parts.count(part) > 1]:
        raise _stop("plan.yaml", f"merged_areas nævner {twice[0]} to gange.", "hvert område højst én gang.")
    if taken := [each for each in ids if each in known or ids.count(each) > 1]:
        raise _stop("plan.yaml", f"merged_areas bruger nøglen {taken[0]} igen.", "en nøgle, som intet område har.")


def _add_up_facts(parts: list[Area]) -> dict[str, str]:
    """The facts of several areas as those of one: numbers of persons and dwellings added up where every part has one.
    Called for each merged area. All other facts are "", as shares and texts cannot be added."""
    found = dict.fromkeys(parts[0].facts, "")
    for column in found:
        values = [part.facts[column] for part in parts]
        if column.startswith(_SUMMED) and all(value.isdigit() for value in values):
            found[column] = str(sum(map(int, values)))
    return found


def _build_merged_area(merged: MergedArea, plan: Plan) -> Area:
    """The one area that takes the place of its parts, with the Danish forms of its name from plan.yaml, and the parts'
    numbers of persons and dwellings added up. Called for each merged area when the plan is read, but not for the demo.
    plan: as its files have it, the parts by themselves."""
    return Area(
        id=merged.id,
        name=merged.name,
        kind="area",
        short=merged.short,
        letters=merged.letters,
        in_text=merged.in_text,
        genitive=merged.genitive,
        facts=_add_up_facts([plan.area(part) for part in merged.areas]),
    )


def _put_merged_in_place(plan: Plan) -> tuple[Area, ...]:
    """All areas in the plan's order, each merged one in the place of the first of its parts. Called once when the plan
    is read. plan: with the parts still by themselves."""
    areas = {area.id: area for area in plan.all_areas}
    areas |= {merged.id: _build_merged_area(merged, plan) for merged in plan.settings.merged_areas}
    return tuple(areas[area_id] for area_id in dict.fromkeys(plan.merged_into.get(a.id, a.id) for a in plan.all_areas))


def _merge_adoption(adoption: Adoption, plan: Plan) -> Adoption:
    """An adoption whose areas are the merged ones in place of their parts. Called for each adopted indicator when the
    plan is read. `Stop` where an indicator is measured for some parts of a merged area and not for others."""
    for merged in plan.settings.merged_areas:
        there = set(merged.areas) & set(adoption.areas)
        if there and there != set(merged.areas):
            raise _stop(
                "adoption.csv",
                f"{adoption.indicator_id} måles kun i en del af {merged.id}, som er områder, der kun vises samlet.",
                "alle områderne i det samlede område eller ingen af dem.",
            )
    areas = dict.fromkeys(plan.merged_into.get(area, area) for area in adoption.areas)
    return replace(adoption, areas=tuple(areas))


def merge_areas(plan: Plan) -> Plan:
    """The plan with its merged areas in place of their parts; the plan itself where it merges none. Addresses,
    departments and events of the parts are the merged area's; what is printed of the parts is left out. Called last
    when the plan is read, but not for the demo. `Stop` where the merged areas do not fit the plan."""
    if not plan.settings.merged_areas:
        return plan
    _refuse_odd_parts(plan)
    into = plan.merged_into

    def move(rows: tuple[_Placed, ...]) -> tuple[_Placed, ...]:
        """The rows of addresses or departments, each with its area, or with the merged area that this is a part of.
        Called for the plan's addresses and for its departments."""
        return tuple(row.model_copy(update={"area_id": into.get(row.area_id, row.area_id)}) for row in rows)

    return replace(
        plan,
        all_areas=_put_merged_in_place(plan),
        adoptions=tuple(_merge_adoption(adoption, plan) for adoption in plan.adoptions),
        printed=tuple(printed for printed in plan.printed if printed.area_id not in into),
        addresses=move(plan.addresses),
        departments=move(plan.departments),
        context=tuple(row for row in plan.context if row.area_id not in into),
        # That a part is left out does not say how much of the whole is.
        coverage=tuple(row for row in plan.coverage if row.area_id not in into),
        events=tuple(replace(event, area_id=into.get(event.area_id, event.area_id)) for event in plan.events),
        area_map=None if plan.area_map is None else plan.area_map.merge(into),
    )
