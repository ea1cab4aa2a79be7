"""What the plan itself says of an area: residents, dwellings, children, schools, departments."""

from __future__ import annotations

from decimal import Decimal
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
    "household_income_pct_of_municipality": ("husstandsindkomst i forhold til kommunens", _PERCENT),
}
_DATED = ("residents", "dwellings")


def _find_fact(area: Area, name: str) -> tuple[str, str]:
    """A fact's value as the plan's areas.csv prints it, and the year in its column's name; each "" where there is none.
    Called for each fact on an area's page. name: the column's, with or without its year."""
    for column, value in area.facts.items():
        bare, _, year = column.rpartition("_")
        if name in (column, bare):
            return value, year if year.isdigit() else ""
    return "", ""


def _make_figures(area: Area) -> Markup:
    """The plan's facts of an area as large figures; one that it does not print is left out. Called once for an area's
    page."""
    printed = ((words, unit, _find_fact(area, name)[0]) for name, (words, unit) in _FACTS.items())
    items = [
        tag("div", tag("dt", words), tag("dd", danish.format_exactly(Decimal(value)), unit))
        for words, unit, value in printed
        if value
    ]
    return tag("dl", items, class_="fakta")


def _state_date(area: Area) -> str:
    """The sentence that the figures are the plan's own, and of which day if it says so. Called once for an area's
    page."""
    years = {year for value, year in (_find_fact(area, name) for name in _DATED) if value and year}
    if not years:
        return "Tallene er planens egne."
    return finish(f"Tallene er planens egne; beboere og boliger er pr. 1. januar {max(years)}.")


def join_runs(departments: list[str]) -> str:
    """The departments in words, `6, 7, 9 og 15-21`: three or more numbers in a row are named by their ends, other names
    stand alone. Called for each housing organisation in an area. departments: in the plan's order."""
    follows = {after for before, after in pairwise(departments) if before.isdigit() and after == str(int(before) + 1)}
    runs: list[list[str]] = []
    for department in departments:
        if department in follows:
            runs[-1].append(department)
        else:
            runs.append([department])
    return danish.join_words(name for run in runs for name in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else run))


def _list_departments(release: Release, area: Area) -> str:
    """The sentence that lists an area's housing departments by organisation; "" where the plan lists none. Called once
    for an area's page."""
    by_organisation: dict[str, list[str]] = {}
    for row in release.plan.departments:
        if row.area_id == area.id:
            name = f"{row.department} ({row.part})" if row.part else row.department
            by_organisation.setdefault(row.organisation, []).append(name)
    listed = "; ".join(f"{name}, afdeling {join_runs(departments)}" for name, departments in by_organisation.items())
    return finish(f"Boligafdelinger: {listed}.") if listed else ""


def _name_schools(area: Area) -> str:
    """The sentence on the area's district schools; "" where the plan names none. Called once for an area's page."""
    schools = area.facts.get("schools_da", "")
    return finish(f"Distriktsskole: {schools}.") if schools else ""


def _state_listing(area: Area) -> str:
    """The sentence on an area that stood on the state's list of vulnerable areas, with the year; "" for the others.
    Called once for an area's page."""
    value, year = _find_fact(area, "on_state_list")
    return finish(f"Området stod i {year} på statens liste over udsatte boligområder.") if value == "yes" else ""


def make_facts(release: Release, area: Area) -> Markup:
    """What the plan says of an area: facts as large figures, sentences on listing, schools and departments, and the
    table of its other figures. Called once for the area's page."""
    sentences = [_state_listing(area), _name_schools(area), _list_departments(release, area)]
    return join(
        [
            _make_figures(area),
            tag("p", _state_date(area), class_="note"),
            *(tag("p", sentence) for sentence in sentences if sentence),
            context.fold_context_table(release, area),
        ]
    )
