"""The profile of an area: facts, all its indicators against the municipality, course and words."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis.plan import Area
from hpanalysis.report import comments, course_figure, events, explanations, figures, marks, numbers, tables
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.events import Numbered
from hpanalysis.report.html import Block, paragraphs, section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.sentences import Speaker

# Columns of areas.csv that are facts of an area, in order: name without its year -> words and unit.
_FACTS = {
    "residents": ("beboere", ""),
    "dwellings": ("boliger", ""),
    "children_under_18": ("børn under 18 år", ""),
    "lone_parent_children_pct": ("af børnene bor hos en enlig forælder", f"{numbers.NBSP}%"),
    "non_western_pct": ("af beboerne har ikke-vestlig baggrund", f"{numbers.NBSP}%"),
    "household_income_pct_of_municipality": ("af kommunens husstandsindkomst", f"{numbers.NBSP}%"),
}


def _fact(area: Area, name: str) -> tuple[str, str]:
    """The fact's value and the year in its column's name; empty where the plan prints none."""
    for column, value in area.facts.items():
        bare, _, year = column.rpartition("_")
        if name in (column, bare):
            return value, year if year.isdigit() else ""
    return "", ""


def _departments(release: Release, area: Area) -> str:
    """Organisation by organisation, the departments of the area."""
    found: dict[str, list[str]] = {}
    for row in release.plan.departments:
        if row["area_id"] == area.id:
            found.setdefault(row["organisation"], []).append(row["department"])
    return "; ".join(f"{name}, afdeling {', '.join(numbers_)}" for name, numbers_ in found.items())


def area_facts(half_year: str, area: str, edition: str = "offentlig") -> Block:
    """What the plan prints about the area: residents, dwellings, children, departments."""
    release = Release.named(half_year, edition)
    found = release.area_named(area)
    items, years = [], []
    for name, (words, unit) in _FACTS.items():
        value, year = _fact(found, name)
        if value:
            years.append(year)
            items.append(tag("div", tag("dt", words), tag("dd", numbers.number(int(value)) + unit)))
    dated = sorted(set(filter(None, years)))
    when = f", pr. 1. januar {dated[-1]}" if dated else ""
    note = f"Planens egne tal{when}. Boligafdelinger: {_departments(release, found)}."
    return Block(section("fakta", "Fakta om området", tag("dl", items, class_="fakta"), tag("p", note, class_="note")))


def _measured(release: Release, cells: Cells, area: Area) -> list[tuple[Speaker, Cell]]:
    """The indicators that are measured for the area, in the plan's order."""
    found = [(Speaker(release, a.indicator_id), cells.latest(a.indicator_id, area.id)) for a in release.plan.adoptions]
    return [(speaker, cell) for speaker, cell in found if cell is not None]


def _row(speaker: Speaker, cell: Cell) -> list[object]:
    name = tag("span", speaker.indicator.label, tag("small", speaker.period(cell.window).short))
    beside = tables.beside_text(speaker, cell)
    if not cell.has_number:
        return [name, beside, tables.empty_cell(cell, "Området", 6)]
    return [
        name,
        beside,
        tables.value_cell(speaker, cell, "Området"),
        tables.interval_text(speaker, cell),
        tables.versus_cell(speaker, cell) if speaker.indicator.comparable else "holdes ikke op",
        tables.others_cell(speaker, cell),
        tables.since_cell(speaker, cell),
        tables.year_before_cell(speaker, cell),
    ]


def area_indicators(judged: pd.DataFrame, half_year: str, area: str, edition: str = "offentlig") -> Block:
    """Every indicator measured for the area beside its comparisons."""
    release = Release.named(half_year, edition)
    found = release.area_named(area)
    rows = [_row(speaker, cell) for speaker, cell in _measured(release, release.cells(judged), found)]
    caption = (
        "Alle tal, der opgøres for området. Antal af sager holdes ikke op mod kommunens. Ved tryghedsmålingen er "
        "sammenligningen hele landet. De øvrige områder er de andre områder, som tallet opgøres for, samlet."
    )
    columns = [
        "Indikator",
        ("Til sammenligning", "num"),
        ("Området", "num"),
        ("Usikkerhedsinterval", "num"),
        "Mod kommunen",
        "Mod de øvrige områder",
        "Siden udgangspunktet",
        "Siden året før",
    ]
    table = tables.folding(caption, columns, rows)
    return Block(section("indikatorer", "Alle indikatorer", marks.legend(), table, explanations.sure(release)))


def _panel(speaker: Speaker, course: list[Cell], number: int, marked: list[Numbered]) -> Markup:
    axis = course_figure.course_scale(speaker, [course])
    return course_figure.panel(speaker, speaker.indicator.label, course, axis, f"fig-over-tid-{number}", marked)


def area_courses(judged: pd.DataFrame, half_year: str, area: str, edition: str = "offentlig") -> Block:
    """The course of each indicator in the area, each on its own scale, with the events of the area."""
    release = Release.named(half_year, edition)
    found, cells = release.area_named(area), release.cells(judged)
    courses = [
        (speaker, cells.course(speaker.indicator_id, found.id)) for speaker, _ in _measured(release, cells, found)
    ]
    marked = events.of_courses(release, [(s.indicator_id, course) for s, course in courses], found.id)
    panels = [
        _panel(speaker, course, number, events.of_indicator(marked, speaker.indicator_id, course))
        for number, (speaker, course) in enumerate(courses)
    ]
    note = (
        "Den kraftige linje er området, den grå det, der sammenlignes med, og de lyse bjælker usikkerhedsintervaller. "
        "Hvert felt har sin egen skala. Tallene fra to halvår i træk bygger ofte på nogle af de samme måneder."
    )
    figure = figures.framed(
        "fig-over-tid",
        f"{found.name} over tid",
        tag("div", panels, class_="net"),
        note,
        key=events.key(release, marked),
    )
    return Block(section("over-tid", "Udvikling over tid", figure))


def area_words(judged: pd.DataFrame, half_year: str, area: str, edition: str = "offentlig") -> Block:
    """Each figure of the area in sentences, with the analyst's comments on it."""
    release = Release.named(half_year, edition)
    found, cells = release.area_named(area), release.cells(judged)
    parts = []
    for speaker, cell in _measured(release, cells, found):
        quotes = comments.of_area(release, speaker.indicator_id, found.id)
        parts.append([tag("h3", speaker.indicator.title), paragraphs([speaker.whole(cell)]), quotes])
    return Block(section("ord", "Tallene i ord", parts))
