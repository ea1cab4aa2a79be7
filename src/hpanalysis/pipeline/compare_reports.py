"""What `hpanalysis diff` shows: how a half-year's report differs from an earlier one, figure by figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hpanalysis import publications
from hpanalysis.danish import join_words, spell_count
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.plan import Plan
from hpanalysis.published.between_reports import SINCE, TARGET, FigureChange, Kind, list_changes
from hpanalysis.published.figures import Figure, Key, read_figures
from hpanalysis.workspace import Workspace

# The heading of what is not judged otherwise.
_OTHERS = "Andre ændringer:"
# Kind of change -> how a figure of it is counted in the first line, of one and of several.
_COUNTED = {
    Kind.NEW: ("tal er nyt", "tal er nye"),
    Kind.FIRST: ("tal var der ikke før", "tal var der ikke før"),
    Kind.CORRECTED: ("tal er rettet", "tal er rettet"),
    Kind.JUDGED_OTHERWISE: ("tal er det samme med en anden vurdering", "tal er de samme med en anden vurdering"),
    Kind.STILL_NONE: ("har stadig intet tal", "har stadig intet tal"),
    Kind.HIDDEN: ("tal er nu diskretioneret", "tal er nu diskretioneret"),
    Kind.SHOWN_AGAIN: ("tal vises nu", "tal vises nu"),
    Kind.LACKING: ("tal mangler nu", "tal mangler nu"),
    Kind.GONE: ("tal er der ikke mere", "tal er der ikke mere"),
    Kind.SAME: ("tal er uændret", "tal er uændrede"),
}


def _read_published(workspace: Workspace, half_year: HalfYear) -> dict[Key, Figure]:
    """The published figures of a half-year; `Stop` if it is not published. Called for both half-years."""
    folder = publications.find_half_years(workspace.reports).get(half_year)
    if folder is None:
        raise Stop(
            f"{half_year} er ikke udgivet, så der er intet at sammenligne.",
            expected="to udgivne halvår.",
            do=f"Skriv »hpanalysis run {half_year}«, eller »hpanalysis list« for at se, hvad der er udgivet.",
        )
    return read_figures(folder)


def _has_value(row: Figure | None) -> bool:
    """Whether a report has a number of a figure, not only a word on why it has none. Called for a figure before and
    now."""
    return row is not None and row.shown and bool(row.cells["value"])


def _format_figure(row: Figure | None) -> str:
    """A figure as one word of a line: its value with a decimal comma, or why it has none. Called for a figure before
    and now; None where a report has none."""
    if row is None:
        return "intet tal"
    return row.cells["value"].replace(".", ",") if _has_value(row) else row.status


def _format_both(change: FigureChange, unit: str) -> str:
    """A figure before and now with its unit once, after the last of them that is a number: `9,5 → 9,1 pct.`. Called for
    each figure that is listed."""
    before, now = _format_figure(change.before), _format_figure(change.now)
    if _has_value(change.now):
        return f"{before} → {now} {unit}"
    return f"{before} {unit} → {now}" if _has_value(change.before) else f"{before} → {now}"


def _describe_windows(change: FigureChange) -> str:
    """The windows of a figure before and now, in brackets; "" where it is the same one. Called for each figure that is
    listed."""
    windows = [row.key[1] for row in (change.before, change.now) if row is not None]
    return f" ({' → '.join(windows)})" if len(set(windows)) == 2 else f" ({windows[-1]})"


def _describe_figure(change: FigureChange, plan: Plan) -> str:
    """One line on a figure: its indicator and area, its values before and now with the unit and the windows, and what
    is said of it otherwise. Called for each figure that is listed."""
    # An indicator or an area that was given up since is no longer the program's or the plan's, and has only its id.
    indicator = catalogue.indicators().get(change.indicator_id)
    areas = {area.id: area.name if area.is_total else area.short for area in plan.all_areas}
    area = areas.get(change.area_id, change.area_id)
    name = f"{change.indicator_id if indicator is None else indicator.label} ({area})"
    unit = next((row.cells.get("unit", "") for row in (change.now, change.before) if row is not None), "")
    return f"  {name}: {_format_both(change, unit)}{_describe_windows(change)}{_describe_words(change)}"


def _describe_words(change: FigureChange) -> str:
    """What is said otherwise of a figure, each after a semicolon: its target, and its change since the baseline; "" for
    nothing. Called for each figure that is listed."""
    told = ""
    for column, name, none in ((TARGET, "målet", "intet mål"), (SINCE, "siden udgangspunktet", "intet ord")):
        if change.before is None or change.now is None or column not in change.before.cells:
            continue
        before, now = (row.cells.get(column) or none for row in (change.before, change.now))
        if before != now:
            told += f"; {name}: {before} → {now}"
    return told


def _list_section(heading: str, changes: Iterable[FigureChange], plan: Plan) -> Iterator[str]:
    """A heading with a line for each figure below it; nothing without figures. Called for each part of the answer."""
    lines = [_describe_figure(change, plan) for change in changes]
    if lines:
        yield from ("", f"{heading}:", *lines)


def summarise_run(workspace: Workspace, half_year: HalfYear) -> list[str]:
    """What a run ends with: how the report that it published differs from the last half-year's before it, whose target
    is judged otherwise, and how to see the rest; none where no earlier half-year is published. Called when `hpanalysis
    run` has published."""
    earlier = [other for other in publications.find_half_years(workspace.reports) if other < half_year]
    if not earlier:
        return []
    lines = describe_changes(workspace, earlier[-1], half_year)
    others = lines.index(_OTHERS) - 1 if _OTHERS in lines else len(lines)
    return [*lines[:others], f"Hvert tal for sig: »hpanalysis diff {earlier[-1]} {half_year}«."]


def describe_changes(workspace: Workspace, before: HalfYear, now: HalfYear) -> list[str]:
    """How the published report of `now` differs from that of `before`, in Danish lines: how many figures are new,
    corrected, hidden or shown again; then those judged otherwise, and every other that is not the same. `Stop` if one
    of them is not published, `WrongUse` if they are not in their order. Called by `hpanalysis diff`, which prints the
    lines. Only published files are read."""
    if not before < now:
        raise WrongUse(
            "Det første halvår skal ligge før det andet.",
            expected="det tidligere halvår og så det senere.",
            do=f"Skriv »hpanalysis diff {min(before, now)} {max(before, now)}«."
            if before != now
            else "Vælg to forskellige halvår.",
        )
    changes = list_changes(_read_published(workspace, before), _read_published(workspace, now))
    counts = Counter(change.kind for change in changes)
    counted = [
        f"{spell_count(counts[kind], 'ét')} {of_one if counts[kind] == 1 else of_many}"
        for kind, (of_one, of_many) in _COUNTED.items()
        if counts[kind]
    ]
    lines = [f"Fra {before} til {now}: {join_words(counted)}." if counted else "Ingen tal."]
    judged = [change for change in changes if change.differs_in_verdict]
    if judged:
        lines[0] += f" Målet vurderes anderledes for {spell_count(len(judged), 'ét')} tal."
    others = [
        change
        for change in changes
        if change.kind not in (Kind.SAME, Kind.STILL_NONE) and not change.differs_in_verdict
    ]
    lines += _list_section("Målet vurderes anderledes", judged, workspace.plan)
    lines += _list_section(_OTHERS.rstrip(":"), others, workspace.plan)
    return lines
