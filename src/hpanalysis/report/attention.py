"""What needs attention, what goes the right way, what is new, how old the figures are, what there is to decide."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.plan import Level
from hpanalysis.report import goals, periods, tables
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.sentences import Speaker
from hpanalysis.tables import Since, Status, Verdict, Versus

MOST = 5  # of each list


def _subjects(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """The delmål's indicators with a target, each by what it is judged on, in the plan's order."""
    found = []
    for agreement in release.plan.delaftaler:
        for adoption in release.plan.adopted(agreement.id):
            if release.has_target(adoption):
                speaker = Speaker(release, adoption.indicator_id)
                judged = goals.judged_cells(adoption, cells, release)
                found += [(speaker, cell) for cell in judged if cell.told and cell.has_number]
    return found


_WAY = (Verdict.MET, Verdict.ON_TRACK)


def _rank(cell: Cell) -> tuple[bool, bool, bool]:
    """The order of what needs attention: worsened, then not on the way to its target, then worse than others."""
    return (
        cell.since is not Since.WORSENED,
        cell.verdict is not Verdict.NOT_ON_TRACK,
        cell.versus is not Versus.WORSE,
    )


def _good(cell: Cell) -> bool:
    """Surely improved, or the target met or surely on its way; and nothing surely the wrong way."""
    wrong = cell.since is Since.WORSENED or cell.verdict is Verdict.NOT_ON_TRACK
    return not wrong and (cell.since is Since.IMPROVED or cell.verdict in _WAY)


def _bad(cell: Cell) -> bool:
    return not _good(cell) and not all(_rank(cell))


def _item(release: Release, cells: Cells, speaker: Speaker, cell: Cell) -> Markup:
    name = speaker.indicator.label.removesuffix(".")
    if speaker.adoption.judged_on is Level.EACH:
        name = f"{name}, {speaker.spoken(cell.area_id).bare}"
    delmaal = goals.verdict_of(release.plan.goal(speaker.adoption.delmaal_id), cells, release)
    return tag("li", tag("b", f"{name}. "), speaker.whole(cell, target=True, delmaal=delmaal))


def _list(release: Release, cells: Cells, found: list[tuple[Speaker, Cell]], empty: str) -> Markup:
    items = [_item(release, cells, speaker, cell) for speaker, cell in found[:MOST]]
    return tag("ul", items, class_="liste") if items else tag("p", empty)


NONE_BAD = "Ingen af delmålenes tal er vurderet som forværret, dårligere end kommunens eller ikke på vej mod målet."
NONE_GOOD = "Ingen af delmålenes tal er vurderet som forbedret, og intet mål er vurderet som opfyldt eller på vej."


def worst(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """Surely worsened, not on the way to the target, or surely worse than the municipality: in that order."""
    found = [(speaker, cell) for speaker, cell in _subjects(release, cells) if _bad(cell)]
    return sorted(found, key=lambda pair: _rank(pair[1]))  # the plan's order among equals


def best(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """Surely improved, or the target met or on its way: in the plan's order."""
    return [(speaker, cell) for speaker, cell in _subjects(release, cells) if _good(cell)]


def needs_attention(release: Release, cells: Cells) -> Markup:
    """At most five of the worst."""
    return _list(release, cells, worst(release, cells), NONE_BAD)


def goes_well(release: Release, cells: Cells) -> Markup:
    """At most five of the best."""
    return _list(release, cells, best(release, cells), NONE_GOOD)


def _latest(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """Every indicator of the plan by the area it is judged on."""
    found = [
        (Speaker(release, a.indicator_id), cells.latest(a.indicator_id, release.subject(a).id))
        for a in release.plan.adoptions
    ]
    return [(speaker, cell) for speaker, cell in found if cell is not None]


def news(release: Release, cells: Cells) -> Markup:
    """Which indicators have a new window since the last half-year, and which have none."""
    found = _latest(release, cells)
    new = [f"{speaker.indicator.label} ({speaker.period(cell.window).bare})" for speaker, cell in found if cell.new]
    old = [speaker.indicator.label for speaker, cell in found if not cell.new]
    said = [
        tag("p", "Nye opgørelser: ", "; ".join(new), ".") if new else tag("p", "Ingen tal har fået en ny opgørelse.")
    ]
    if old and release.half_year != release.plan.first:
        said.append(tag("p", "Ingen ny opgørelse: ", "; ".join(old), "."))
    return tag("div", said)


def ages(release: Release, cells: Cells) -> Markup:
    """Indicator by indicator: the window shown, its age at the cut-off, and when the next one is due."""
    rows = []
    for speaker, cell in _latest(release, cells):
        due = periods.next_due(speaker.indicator, release.half_year)
        state = "" if cell.status is not Status.NOT_DELIVERED else f" ({cell.status.value})"
        rows.append(
            [
                speaker.indicator.label,
                speaker.period(cell.window).bare + state,
                periods.age(cell.end, release.half_year.cutoff),
                periods.month(due) if due else "ikke oplyst",
            ]
        )
    cutoff = periods.day(release.half_year.cutoff)
    return tables.folding(
        f"Alder regnet til {cutoff}", ["Tal", "Opgørelsesperiode", ("Alder", "num"), "Næste opgørelse ventes"], rows
    )


def decisions(release: Release, cells: Cells) -> Markup:
    """What the half-year itself puts on the table: breaks since the baseline, and figures that were not delivered."""
    found = []
    for speaker, cell in _latest(release, cells):
        if cell.since is Since.BREAK:
            found.append(
                f"{speaker.indicator.label}: Skal der fastsættes et nyt udgangspunkt efter databruddet "
                f"{periods.day(speaker.indicator.version_at(cell.end).since)}?"
            )
        if cell.status is Status.NOT_DELIVERED:
            found.append(f"{speaker.indicator.label}: Hvordan skaffes de data, der ikke er leveret?")
    if not found:
        return tag("p", "Tallene giver ikke noget at beslutte i dette halvår.")
    return tag("ul", [tag("li", question) for question in found], class_="liste")
