"""What needs attention, what goes the right way, what is new, how old the figures are, what there is to decide."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis.report import periods, tables
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.sentences import Speaker
from hpanalysis.tables import Since, Status, Verdict

MOST = 5  # of each list


def _subjects(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """The delmål's indicators with a target, each by its total, in the plan's order."""
    found = []
    for agreement in release.plan.delaftaler:
        for adoption in release.plan.adopted(agreement.id):
            cell = cells.latest(adoption.indicator_id, release.subject(adoption).id)
            if release.has_target(adoption) and cell is not None and cell.told:
                found.append((Speaker(release, adoption.indicator_id), cell))
    return found


def _bad(cell: Cell) -> bool:
    return cell.verdict is Verdict.NOT_ON_TRACK or cell.since is Since.WORSENED


def _good(cell: Cell) -> bool:
    return not _bad(cell) and (cell.verdict in (Verdict.MET, Verdict.ON_TRACK) or cell.since is Since.IMPROVED)


def _item(speaker: Speaker, cell: Cell) -> Markup:
    said = [speaker.level(cell), speaker.comparison(cell), speaker.change(cell)]
    if cell.since is not Since.BREAK:
        said.append(speaker.caveat())
    return tag("li", tag("b", f"{speaker.indicator.label.removesuffix('.')}. "), " ".join(filter(None, said)))


def _list(found: Iterable[tuple[Speaker, Cell]], empty: str) -> Markup:
    items = [_item(speaker, cell) for speaker, cell in found][:MOST]
    return tag("ul", items, class_="liste") if items else tag("p", empty)


def needs_attention(release: Release, cells: Cells) -> Markup:
    """At most five: not on the way to the target, or worsened since the baseline."""
    found = [(speaker, cell) for speaker, cell in _subjects(release, cells) if _bad(cell)]
    found.sort(key=lambda pair: pair[1].since is not Since.WORSENED)  # both at once come first; else the plan's order
    return _list(found, "Ingen af delmålenes tal er forværret eller på afveje.")


def goes_well(release: Release, cells: Cells) -> Markup:
    """At most five: met or on the way, and not worsened; or improved since the baseline."""
    found = [(speaker, cell) for speaker, cell in _subjects(release, cells) if _good(cell)]
    return _list(found, "Ingen af delmålenes tal er forbedret eller på vej mod målet.")


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
