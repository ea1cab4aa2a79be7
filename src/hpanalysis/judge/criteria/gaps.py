"""What is missing or odd in the figures that the state's criteria are held against, in words for `hpanalysis check`.

A figure that is missing leaves its criterion open and stops no run, so it must be told by name: list, criterion and
area. A figure that was delivered and is hidden is not missing. No number of persons is told.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import format_finding
from hpanalysis.judge.criteria import words
from hpanalysis.judge.criteria.area_figures import CriterionFigures
from hpanalysis.law import Base, CriterionId, Version, list_day
from hpanalysis.plan import Area, Plan

# By how much the residents on a list may differ from those that the plan prints for the same year.
MOST_OF_RESIDENTS = 0.02
_RESIDENTS = "residents_"  # a column of areas.csv, with its year after it
_FILE = "Statens kriterier"
_EXPECTED = "tal til hver af statens lister, for hvert kriterium og område."
_ASK_FOR = "Bed om tallene. Uden dem kan det ikke afgøres, hvad områderne er på listen."


def _name_list(list_year: int) -> str:
    """A list as a finding names it. Called for each finding."""
    return f"statens liste fra 1. december {list_year}"


def _find_due(half_year: HalfYear) -> int:
    """The year of the newest list that is out by the half-year's last day. Called once in a check."""
    return half_year.cutoff.year - (half_year.cutoff < list_day(half_year.cutoff.year))


def _list_measures(version: Version, shown: CriterionFigures) -> dict[CriterionId, bool]:
    """The measures that a version asks for and the plan has taken up -> whether they are held against the country's.
    Called for each list."""
    criteria = [one for rule in version.rules.values() for one in rule.criteria if one.id in shown.indicators]
    return {one.id: any(other.base is Base.COUNTRY for other in criteria if other.id is one.id) for one in criteria}


def _list_missing(shown: CriterionFigures, plan: Plan, list_year: int) -> Iterator[str]:
    """A Danish sentence for each figure of a list that was not delivered: all of it, a criterion, an area or the
    country's. Called for each list from the first with figures to the newest that is out."""
    assert plan.law is not None  # asked before
    measures = _list_measures(plan.law.version_on(list_day(list_year)), shown)
    lacking = {one: [a for a in plan.areas if not shown.was_delivered(one, a.id, list_year)] for one in measures}
    if measures and all(len(areas) == len(plan.areas) for areas in lacking.values()):
        yield f"Tallene til {_name_list(list_year)} er ikke leveret."
        return
    for one, areas in lacking.items():
        name = words.NAMES[one].value
        if len(areas) == len(plan.areas):
            yield f"Tallene for {name} til {_name_list(list_year)} er ikke leveret."
        elif areas:
            of = danish.join_words(area.name for area in areas)
            yield f"Tallene for {name} til {_name_list(list_year)} er ikke leveret for {of}."
        country = plan.country
        if measures[one] and not (country and shown.was_delivered(one, country.id, list_year)):
            told = f"Landets tal for {name} til {_name_list(list_year)} er ikke leveret."
            yield f"{told} Loven måler områderne mod det, så kriteriet kan ikke afgøres for noget område."


def _list_printed_residents(area: Area) -> Iterator[tuple[str, int, int]]:
    """Column, year and number of residents that areas.csv prints of an area. Called for each area."""
    for column, printed in area.facts.items():
        year = column.removeprefix(_RESIDENTS)
        if column.startswith(_RESIDENTS) and year.isdigit() and printed.isdigit():
            yield column, int(year), int(printed)


def _find_contradicted_residents(shown: CriterionFigures, plan: Plan) -> Iterator[str]:
    """A finding for each area whose residents on a list differ from the plan's by more than chance of a count's day.
    Called once in a check. A list on which they are not shown says nothing."""
    for area in plan.areas:
        delivered = shown.find_residents(area.id)
        for column, year, printed in _list_printed_residents(area):
            counted = delivered.get(year)
            if counted is None or abs(counted - printed) <= MOST_OF_RESIDENTS * printed:
                continue
            yield format_finding(
                f"»areas.csv« i planens mappe, {area.id}, kolonnen {column}",
                f"Antallet af beboere {area.in_text} er mere end 2 pct. fra det, {_name_list(year)} er målt blandt.",
                expected="det samme antal beboere i planen og på statens liste.",
                do="Undersøg, om begge er talt i det samme område. Ret planen, eller bed om et rettet udtræk.",
            )


def find_gaps(judged: pd.DataFrame, plan: Plan, half_year: HalfYear) -> list[str]:
    """What is missing or contradicts the plan in the figures of the state's criteria, as Danish findings, the oldest
    list first. Called by `hpanalysis check` when the figures are computed; empty for a plan without the criteria.
    judged: what the public edition shows."""
    if plan.law is None:
        return []
    shown = CriterionFigures(judged, plan)
    if not shown.list_years:
        missing = ["Der er ikke leveret tal til nogen af statens lister."]
    else:
        years = range(shown.list_years[0], max(_find_due(half_year), shown.list_years[-1]) + 1)
        missing = [told for year in years for told in _list_missing(shown, plan, year)]
    told = [format_finding(_FILE, wrong, expected=_EXPECTED, do=_ASK_FOR) for wrong in missing]
    return [*told, *_find_contradicted_residents(shown, plan)]
