"""The annual report to the political committees: what the figures say of the plan, on two sheets.

The committees are given the plan's yearly report for their orientation (governance.csv); nothing is put to them for
decision. Its content follows from that: what the plan is, whether its delmål are met, what is seen most surely, how it
has gone over time, and what the figures cannot bear.
"""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis.plan import Agreement, Delmaal, Level
from hpanalysis.report import attention, board_goals, goals, marks, numbers, periods, places, tables, verdict_counts
from hpanalysis.report.caveats import caveats
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.covered import Covered, Span, new_in
from hpanalysis.report.delmaal_courses import delmaal_courses
from hpanalysis.report.grouped_table import Column, grouped
from hpanalysis.report.html import Block, paragraphs, section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.sentences import Speaker, finish
from hpanalysis.report.verdict_counts import Figure

MOST = 3  # sentences of each kind: two sheets hold no more


def _facts(release: Release, name: str) -> int | None:
    """A printed fact of the areas, added; None unless it is printed of each."""
    given = [value for area in release.plan.areas for key, value in area.facts.items() if key.startswith(f"{name}_")]
    whole = len(given) == len(release.plan.areas) and all(value.isdigit() for value in given)
    return sum(int(value) for value in given) if whole else None


def _size(release: Release) -> str:
    residents, dwellings = _facts(release, "residents"), _facts(release, "dwellings")
    if residents is None or dwellings is None:
        return ""
    return f" med {numbers.number(residents)} beboere i {numbers.number(dwellings)} boliger"


def _plan_in_short(release: Release) -> list[str]:
    plan = release.plan
    areas = places.listed(area.name for area in plan.areas)
    agreements = places.listed(f"»{agreement.name}«" for agreement in plan.delaftaler)
    settings = plan.settings
    said = [
        f"{settings.name} løber fra {periods.day(settings.start)} til {periods.day(settings.end)}. Den omfatter "
        f"{numbers.in_words(len(plan.areas))} boligområder{_size(release)}: {areas}.",
        f"Planen har {numbers.in_words(len(plan.delaftaler))} delaftaler: {agreements}.",
    ]
    if plan.strategic is not None:
        said.append("De overordnede mål står i den strategiske aftale, og bestyrelsen følger op på dem.")
    return [" ".join(finish(sentence) for sentence in said)]


def plan_in_short(half_year: str, edition: str = "offentlig", covers: str = Span.YEAR.value) -> Block:
    """What the plan is: period, areas and agreements."""
    release = Release.named(half_year, edition)
    reached = Covered.named(release, covers).reached
    return Block(section("planen", "Kort om helhedsplanen", paragraphs([*_plan_in_short(release), reached])))


_COLUMNS: list[Column] = [
    "Delmål",
    "Vurdering",
    "Tal",
    ("Udgangspunkt", "num"),
    ("Nu", "num"),
    ("Til sammenligning", "num"),
    "Holdt op mod den",
    "Siden udgangspunktet",
]


def _verdicts(speaker: Speaker, cell: Cell) -> list[Markup]:
    """The two comparisons, in the words of their verdicts; the delaftale's report tells why one cannot be given."""
    since = marks.mark(cell.since) or tables.NO_VERDICT
    versus = marks.mark(cell.versus) if speaker.indicator.comparable else "holdes ikke op"
    return [
        tag("td", versus or tables.NO_VERDICT, data_l="Holdt op mod den"),
        tag("td", since, data_l="Siden udgangspunktet"),
    ]


def _numbers(speaker: Speaker, cell: Cell) -> list[Markup]:
    """The cells of a figure: baseline, now, comparison, verdicts."""
    baseline = tag("td", tables.baseline_cell(speaker, cell), class_="num", data_l="Udgangspunkt")
    if not cell.has_number:
        return [baseline, tables.empty_cell(cell, "Nu", 4)]
    beside = tag("td", tables.beside_text(speaker, cell), class_="num", data_l="Til sammenligning")
    return [baseline, tables.value_cell(speaker, cell, "Nu"), beside, *_verdicts(speaker, cell)]


def _figures_of(release: Release, delmaal: Delmaal, cells: Cells) -> list[Figure]:
    """Those that a delmål is judged on."""
    adopted = tables.targeted(release.plan.adopted(delmaal_id=delmaal.id), release)
    return [figure for a in adopted for figure in board_goals.figures(Speaker(release, a.indicator_id), cells)]


def _delmaal_rows(release: Release, delmaal: Delmaal, cells: Cells) -> list[Markup]:
    """The delmål and its verdict beside the rows of its figures."""
    found = _figures_of(release, delmaal, cells)
    verdict = marks.mark(goals.verdict_of(delmaal, cells, release))
    height = len(found) if len(found) > 1 else None
    first = [
        tag("th", delmaal.name, scope="row", rowspan=height),
        tag("td", verdict, rowspan=height, data_l="Vurdering"),
    ]
    return [
        tag("tr", None if n else first, tag("td", board_goals.name(*one), data_l="Tal"), _numbers(*one))
        for n, one in enumerate(found)
    ]


def _delmaal_of(release: Release, agreement: Agreement, cells: Cells) -> list[Markup]:
    return [row for one in release.plan.delmaal_of(agreement.id) for row in _delmaal_rows(release, one, cells)]


def _delmaal(release: Release) -> list[Delmaal]:
    """Those of all delaftaler, in the plan's order."""
    return [one for agreement in release.plan.delaftaler for one in release.plan.delmaal_of(agreement.id)]


def delmaal_at_a_glance(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """Every delmål with its verdict and its figures."""
    release = Release.named(half_year, edition)
    cells = release.cells(judged)
    groups = [(agreement.name, _delmaal_of(release, agreement, cells)) for agreement in release.plan.delaftaler]
    found = [figure for delmaal in _delmaal(release) for figure in _figures_of(release, delmaal, cells)]
    return Block(
        section(
            "delmaalene",
            "Delmålene",
            tag("p", goals.summary(goals.judged(cells, release)), class_="manchet"),
            grouped(board_goals.caption(release, found), _COLUMNS, groups),
            tag("p", goals.rule(release), class_="note"),
        )
    )


def _short(release: Release, cells: Cells, speaker: Speaker, cell: Cell) -> Markup:
    """The figure in few words: level, comparison, change and target. Its caveat stands among the caveats."""
    name = speaker.indicator.label.removesuffix(".")
    if speaker.adoption.judged_on is Level.EACH:
        name = f"{name}, {speaker.spoken(cell.area_id).bare}"
    said = [speaker.level(cell), speaker.comparison(cell), speaker.change(cell), speaker.target(cell)]
    return tag("li", tag("b", f"{name}. "), " ".join(filter(None, said)))


def _most(release: Release, cells: Cells, found: list[Figure], none: str) -> Markup:
    items = [_short(release, cells, speaker, cell) for speaker, cell in found[:MOST]]
    return tag("ul", items, class_="liste") if items else tag("p", none)


def most_important(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """At most three figures that need attention beside at most three that go the right way."""
    release = Release.named(half_year, edition)
    cells = release.cells(judged)
    left = _most(release, cells, attention.worst(release, cells), attention.NONE_BAD)
    right = _most(release, cells, attention.best(release, cells), attention.NONE_GOOD)
    parts = section("opmaerksomhed", "Kræver opmærksomhed", left), section("rigtig-vej", "Går den rigtige vej", right)
    return Block(tag("div", *parts, class_="to"))


def courses_at_a_glance(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """The second sheet begins: the course of each delmål in a small chart."""
    release = Release.named(half_year, edition)
    drawn = delmaal_courses(release, release.cells(judged))
    return Block(
        section("over-tid", "Delmålene over tid", drawn or tag("p", "Ingen tal er opgjort."), class_="nyt-ark")
    )


_GOAL_COLUMNS: list[Column] = ["Tal", *_COLUMNS[3:]]


def _goal_row(speaker: Speaker, cell: Cell) -> Markup:
    return tag("tr", tag("th", board_goals.name(speaker, cell), scope="row"), _numbers(speaker, cell))


def goals_in_short(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """The overall goals' figures in one table; a plan without a strategic agreement has none, and says so."""
    release = Release.named(half_year, edition)
    cells = release.cells(judged)
    if release.plan.strategic is None:
        return Block(section("overordnede", "De overordnede mål", tag("p", "Planen har ingen strategisk aftale.")))
    found = board_goals.all_figures(release, cells)
    groups = [
        (
            one.goal.name,
            [_goal_row(*figure) for speaker in one.speakers for figure in board_goals.figures(speaker, cells)],
        )
        for one in board_goals.goals(release)
    ]
    table = grouped(board_goals.caption(release, found), _GOAL_COLUMNS, groups)
    return Block(section("overordnede", "De overordnede mål", tag("p", verdict_counts.since(found)), table))


def _shown(release: Release, cells: Cells) -> list[Figure]:
    """Every figure of the two sheets."""
    found = [figure for delmaal in _delmaal(release) for figure in _figures_of(release, delmaal, cells)]
    return found + (board_goals.all_figures(release, cells) if release.plan.strategic is not None else [])


def _news(found: list[Figure], judged: pd.DataFrame, covered: Covered) -> str:
    fresh = new_in(judged, covered)
    labels = [s.indicator.label.removesuffix(".") for s, cell in found if (s.indicator_id, cell.area_id) in fresh]
    if not labels:
        return f"Ingen tal har fået en ny opgørelse {covered.inside}."
    return f"Tal med en ny opgørelse {covered.inside}: {places.listed(dict.fromkeys(labels))}."


def _absent(found: list[Figure]) -> str:
    """Which figures are not shown, and why, in the words of their state."""
    states = {f"{board_goals.name(s, cell)} ({cell.status.value})": None for s, cell in found if not cell.has_number}
    return f"Disse tal kan ikke vises: {places.listed(states)}." if states else ""


def annual_caveats(
    judged: pd.DataFrame, half_year: str, edition: str = "offentlig", covers: str = Span.YEAR.value
) -> Block:
    """What is new, what the figures cannot bear, and where there is more to read."""
    release = Release.named(half_year, edition)
    cells, covered = release.cells(judged), Covered.named(release, covers)
    found = _shown(release, cells)
    said = [_news(found, judged, covered), _absent(found)]
    more = tag(
        "p",
        "Hvert områdes tal og begrundelserne for vurderingerne står i de rapporter, som »",
        tag("a", "Oversigt", href="oversigt.html"),
        "« fører til.",
    )
    return Block(section("forbehold", "Forbehold", caveats(speaker for speaker, _ in found), paragraphs(said), more))
