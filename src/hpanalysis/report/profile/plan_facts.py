"""What the plan itself says of an area: residents, dwellings, children, schools, departments."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Area
from hpanalysis.report.html import join, tag
from hpanalysis.report.profile import context
from hpanalysis.report.release import Release
from hpanalysis.report.words.speaker import finish

_PERCENT = f"{danish.NBSP}%"

# Columns of areas.csv that are facts of an area, in order: name without its year -> words and unit.
_FACTS = {
    "residents": ("beboere", ""),
    "dwellings": ("boliger", ""),
    "children_under_18": ("børn under 18 år", ""),
    "lone_parent_children_pct": ("af børnene bor hos en enlig forælder", _PERCENT),
    "non_western_pct": ("af beboerne har ikke-vestlig baggrund", _PERCENT),
    "household_income_pct_of_municipality": ("af kommunens husstandsindkomst", _PERCENT),
}
_DATED = ("residents", "dwellings")


def _find_fact(area: Area, name: str) -> tuple[str, str]:
    """The fact's value and the year in its column's name; empty where the plan prints none."""
    for column, value in area.facts.items():
        bare, _, year = column.rpartition("_")
        if name in (column, bare):
            return value, year if year.isdigit() else ""
    return "", ""


def _make_figures(area: Area) -> Markup:
    shown = ((words, unit, _find_fact(area, name)[0]) for name, (words, unit) in _FACTS.items())
    items = [
        tag("div", tag("dt", words), tag("dd", danish.format_number(int(value)), unit))
        for words, unit, value in shown
        if value
    ]
    return tag("dl", items, class_="fakta")


def _state_date(area: Area) -> str:
    years = {year for value, year in (_find_fact(area, name) for name in _DATED) if value and year}
    if not years:
        return "Tallene er planens egne."
    return finish(f"Tallene er planens egne; beboere og boliger er pr. 1. januar {max(years)}.")


def join_runs(departments: list[str]) -> str:
    """`6, 7, 9, 15-21`: three or more whole numbers in a row are named by their ends."""
    found: list[list[str]] = []
    follows = {
        after: before for before, after in pairwise(departments) if before.isdigit() and after == str(int(before) + 1)
    }
    for one in departments:
        if one in follows:
            found[-1].append(one)
        else:
            found.append([one])
    return danish.join_words(name for run in found for name in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else run))


def _list_departments(release: Release, area: Area) -> str:
    """Organisation by organisation, the departments of the area."""
    found: dict[str, list[str]] = {}
    for row in release.plan.departments:
        if row.area_id == area.id:
            name = f"{row.department} ({row.part})" if row.part else row.department
            found.setdefault(row.organisation, []).append(name)
    said = "; ".join(f"{name}, afdeling {join_runs(own)}" for name, own in found.items())
    return finish(f"Boligafdelinger: {said}.") if said else ""


def _name_schools(area: Area) -> str:
    named = area.facts.get("schools_da", "")
    return finish(f"Distriktsskole: {named}.") if named else ""


def _state_listing(area: Area) -> str:
    """Said of the areas on the state's list only, with its year."""
    value, year = _find_fact(area, "on_state_list")
    return finish(f"Området stod i {year} på statens liste over udsatte boligområder.") if value == "yes" else ""


def make_facts(release: Release, area: Area) -> Markup:
    """The facts as large figures, what stands beside them in words, and the plan's other figures of the area."""
    said = [_state_listing(area), _name_schools(area), _list_departments(release, area)]
    return join(
        [
            _make_figures(area),
            tag("p", _state_date(area), class_="note"),
            *(tag("p", text) for text in said if text),
            context.make_context_table(release, area),
        ]
    )
