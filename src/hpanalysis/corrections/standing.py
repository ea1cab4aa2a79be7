"""Which figures stand as they were published, because a correction would tell of few persons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from hpanalysis.corrections.differences import reveals_few_persons
from hpanalysis.corrections.family import Counts, Family, FigureHistory, add_counts, name_families
from hpanalysis.corrections.ledger import CountPair, Key, Ledger
from hpanalysis.corrections.pooled import Unit, Windows
from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.windows import HalfYear, find_plain_window, is_pooled
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY, MEASURED, Status

# The rows of the measured table that stand, with the counts that were made now beside them; never leaves the data unit.
STANDING = [*MEASURED.names, "numerator_counted", "denominator_counted"]

_PERSONS = ("numerator_persons", "complement_persons", "denominator_persons")
_SUMS = ("sum_nn", "sum_nd", "sum_dd")

Row = dict[str, Any]  # a row of the measured table; None where a cell is empty
Rows = dict[Key, Row]
Members = dict[str, list[str]]  # indicator -> the areas that have a number; one counted again is `kontanthjaelp@3`


def _read_rows(measured: pd.DataFrame) -> Rows:
    """The rows of a measured table that have a number, by indicator, window and area; empty cells are None. Called for
    this run's table, and for those of the runs that made earlier publications, because figures of both are compared."""
    shown = measured[measured["status"].isin(Status.words_with_counts())]
    records: list[Any] = shown.astype(object).where(shown.notna(), None).to_dict("records")
    return {(row["indicator_id"], row["window"], row["area_id"]): row for row in records}


def _get_counts(row: Row) -> CountPair:
    """The numerator and denominator of a measured row, as they are compared with what was published. Called for each
    row of this run, and of the runs that made earlier publications. A denominator of None means a count of cases."""
    denominator = row["denominator"]
    return CountPair(Decimal(row["numerator"]), None if denominator is None else int(denominator))


def _find_most_per_person(*rows: Row | None) -> int:
    """The most that one person adds to a denominator in any of the rows; 1 where heads, cases or dwellings are counted.
    Called for each indicator of a family and window, because by it a difference between two counts is turned into
    persons. rows: those of all its areas, as counted now and as published; None where a row is not known."""
    # Then or now, whichever is more: the larger it is, the fewer persons a difference may concern.
    largest = [row.get("largest") for row in rows if row is not None]
    return max([1, *(int(number) for number in largest if number is not None)])


def _find_row_before(key: Key, ledger: Ledger, earlier: Mapping[HalfYear, Rows]) -> Row | None:
    """The measured row of the run that showed a figure last; if none showed it, of the latest that published it as
    hidden. Called for each measured row (key: indicator, window, area), because a figure that may not be corrected
    keeps that row's persons. earlier: the published half-years' measured rows. None where no such row is known."""
    # A figure that was hidden has no number to find the run by, so the latest publication that has its row decides.
    publications = ledger.list_so_far(key) or list(ledger.figures.get(key, ()))
    last = ledger.find_last_shown(key) or (publications[-1] if publications else None)
    return earlier.get(last.half_year, {}).get(key) if last else None


def _counts_heads(row: Row) -> bool:
    """Whether a row's counts are themselves its counts of persons (or cases, where its source has no persons). Called
    for a figure whose old counts are published again although no kept table says which persons are behind them: where
    this is true, the counts themselves say it."""
    return row["numerator"] == row["numerator_persons"] and row["denominator"] == row["denominator_persons"]


def _find_persons_behind(row: Row, before: Row | None, counts: CountPair) -> Row:
    """The columns on the persons behind counts that are published as before; empty where those counted now are kept.

    Called for each such row, because disclosure control and intervals need persons that belong to the counts published.
    row: as counted now; before: as in the run that published it last, whose persons are taken if it had these counts.
    Otherwise a count of heads is its own number of persons. For other counts, such as days, the persons counted now are
    kept, because days do not say how many persons they are of.
    """
    # Equal counts do not prove equal persons, but these are the persons that the publication was protected by.
    if before is not None and _get_counts(before) == counts:
        return {column: before.get(column) for column in (*_PERSONS, *_SUMS, "largest", "spread")}
    # Days or months do not say how many persons they are of, so the persons counted now are kept.
    if not _counts_heads(row):
        return {}
    n, d = int(counts.numerator), counts.denominator
    # A person who counts 1 adds 1 to the sums of squares too.
    sums = (n, n, d) if row["sum_nn"] is not None else (None, None, None)
    # A count of cases may exceed its denominator of dwellings; then nobody is left over.
    rest = None if d is None else max(d - n, 0)
    return dict(zip(_PERSONS, (n, rest, d), strict=True)) | dict(zip(_SUMS, sums, strict=True))


def _decide_status(counts: CountPair) -> Status:
    """The status, before disclosure control, of counts that are published as before. Called for each such row. 0 of 0,
    and 0 where there is no denominator (a count of cases), have statuses of their own."""
    if counts.denominator is None:
        return Status.SHOWN if counts.numerator else Status.NO_CASES
    return Status.SHOWN if counts.denominator else Status.NO_PERSONS


def _make_standing_row(key: Key, row: Row, counts: CountPair, ledger: Ledger, before: Row | None) -> Row:
    """A measured row whose figure is published as before, though counted otherwise now (columns `STANDING`).

    Called for each row whose counts to publish differ from those counted now. row: as counted now; counts: those to
    publish; before: the row of the run that published it last, or None. Definition and extracts are given as they were
    published, unless the counts are a sum put together anew.
    """
    last = ledger.find_last_shown(key)
    # A total put together of old and new parts is no publication's number, so it has this run's origin.
    origin = {}
    if last is not None and last.counts == counts:
        origin = {"definition_version": last.definition_version, "delivered_in": last.delivered_in}
    return (
        row
        | _find_persons_behind(row, before, counts)
        | origin
        | {
            "numerator": counts.numerator.quantize(Decimal("0.1")),
            "denominator": counts.denominator,
            "status": _decide_status(counts).value,
            "numerator_counted": row["numerator"],
            "denominator_counted": row["denominator"],
        }
    )


def _group_into_units(rows: Rows) -> dict[Unit, Members]:
    """(family, window) -> indicator -> the ids of its areas: what is corrected together or not at all, because the
    others would give away a difference in one figure. Called before it is decided which figures are published as
    before, and apart for figures by the month, whose window is the month. A family (indicators over one denominator) is
    named as in `name_families`; an indicator counted again in the window is a member more, over the same
    denominator."""
    family_of = name_families(catalogue.indicators())
    units: dict[Unit, Members] = {}
    for indicator_id, window, area_id in rows:
        unit = (family_of[indicator_id], find_plain_window(window))
        units.setdefault(unit, {}).setdefault(_name_member(indicator_id, window), []).append(area_id)
    return units


def _name_member(indicator_id: str, window: str) -> str:
    """An indicator's name within a family and window: `kontanthjaelp@3` where the window is counted again. Called for
    each row, and made a key again by `_get_key`."""
    return indicator_id + window.removeprefix(find_plain_window(window))


def _get_key(member: str, window: str, area_id: str) -> Key:
    """The key of the row of a member of a family in a window and area. Called wherever the row of a figure that is
    settled is needed."""
    indicator_id = bridges.find_indicator_of_series(member)
    return indicator_id, window + member.removeprefix(indicator_id), area_id


def _make_rule(largest: Mapping[str, int], k: int) -> Callable[[str, str, CountPair, CountPair], bool]:
    """The rule by which a `Family` settles what may be corrected: whether two counts of a figure differ by some
    persons, but by fewer than k. Called for each family (indicators that are corrected together) and window. largest:
    by indicator, the most that one person adds to a denominator."""

    def reveals_few(indicator_id: str, area_id: str, before: CountPair, now: CountPair) -> bool:
        """Whether two counts of a figure tell of fewer than k persons, but of some; called by `Family` and `pooled`."""
        indicator = catalogue.indicators()[bridges.find_indicator_of_series(indicator_id)]
        return reveals_few_persons(before, now, indicator, largest[indicator_id], k)

    return reveals_few


def _make_family(
    window: str, members: Members, rows: Rows, *, before: Mapping[Key, Row | None], ledger: Ledger, plan: Plan
) -> Family:
    """The figures of a family of indicators in one window, each with its history. Called for each family and window by
    `find_standing_figures`. members: by indicator, the ids of the areas that have a number; rows: all measured rows of
    the run; before: for each row, that of the run that published it last, or None."""
    figures: dict[str, dict[str, FigureHistory]] = {}
    largest = {}
    for indicator_id, areas in members.items():
        keys = {area: _get_key(indicator_id, window, area) for area in areas}
        figures[indicator_id] = {area: _make_history(rows[key], before[key], key, ledger) for area, key in keys.items()}
        largest[indicator_id] = _find_most_per_person(*(run[key] for key in keys.values() for run in (rows, before)))
    # The country is a part of neither total nor municipality: its figures come ready made from another table.
    country = frozenset({plan.country.id} if plan.country else ())
    return Family(figures, plan.total.id, plan.municipality.id, country, _make_rule(largest, plan.k))


def _make_history(row: Row, before: Row | None, key: Key, ledger: Ledger) -> FigureHistory:
    """A figure as it is counted now, as it was published, and as it was in the run that published it last. Called for
    each measured row that has a number, before it is settled which may be corrected. before: the row of that run; None
    where it is not known."""
    last = ledger.find_last_shown(key)
    return FigureHistory(
        _get_counts(row),
        published=ledger.list_numbers(key),
        last=last.counts if last else None,
        before=None if before is None else _get_counts(before),
    )


def _find_pooled_windows(units: Mapping[Unit, Members], rows: Rows) -> dict[Unit, tuple[Unit, ...]]:
    """The units (family, window) of windows pooled -> the units of the single windows that lie within them. Called when
    it is settled which figures stay as published: a pooled figure tells of those within it. rows: the measured rows,
    which say when a window begins and ends."""
    spans = {}
    for (family, window), members in units.items():
        indicator_id, areas = next(iter(members.items()))
        # Any row tells when the window begins and ends: all its areas have the same days.
        row = rows[_get_key(indicator_id, window, areas[0])]
        spans[family, window] = row["window_start"], row["window_end"]
    single = {unit: span for unit, span in spans.items() if not is_pooled(unit[1])}
    return {
        (family, window): tuple(u for u, (a, b) in single.items() if u[0] == family and start <= a and b <= end)
        for (family, window), (start, end) in spans.items()
        if is_pooled(window)
    }


def _make_table(rows: list[Row], like: pd.DataFrame) -> pd.DataFrame:
    """The table (columns `STANDING`) of the figures that are published as before, typed as the measured table `like`.
    Called when a half-year's figures are computed. rows: a row a figure; without any the table is empty."""
    table = pd.DataFrame(rows, columns=STANDING, dtype=object)
    for column in MEASURED.names:
        # The measured table's own dtypes, so that its rows can be replaced without changing any column.
        table[column] = table[column].astype(like[column].dtype)
    table["denominator_counted"] = table["denominator_counted"].astype("Int64")
    return table


def _move_new_figures(counts_of: Counts, family: Family) -> Counts:
    """The counts to publish of a family in a window, with figures counted again that were never published moved as the
    figures themselves are. Called for each family and window when it is settled what stands.

    Where a figure stands, its denominator is the one published; counted again for the first time, it must be over the
    same, or the two would contradict each other. What the new rule folds in stays as it is counted now.
    """
    settled = {member: dict(areas) for member, areas in counts_of.items()}
    for member, figures in family.figures.items():
        plain = bridges.find_indicator_of_series(member)
        for area, figure in figures.items() if plain != member and plain in family.figures else ():
            if figure.last is None and figure.before is None and area in family.figures[plain]:
                moved = add_counts(counts_of[plain][area], family.figures[plain][area].now, -1)
                settled[member][area] = add_counts(figure.now, moved)
    return settled


def find_standing_figures(
    measured: pd.DataFrame, ledger: Ledger, plan: Plan, earlier: Mapping[HalfYear, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """The rows of `measured` that are published as before, though they are counted otherwise now (columns `STANDING`).

    Called by a run and by `hpanalysis check`, after the figures are measured (columns `tables.MEASURED`) and before
    disclosure control. A figure whose numerator, denominator or complement differs from one ever published by at least
    one but fewer than k persons stays as published last; so do other figures that would give it away (`family`,
    `pooled`). earlier: the measured tables of published half-years, for the persons and sums behind such figures; none
    need be known.
    """
    rows = _read_rows(measured)
    earlier_rows = {half: _read_rows(table) for half, table in (earlier or {}).items()}
    before = {key: _find_row_before(key, ledger, earlier_rows) for key in rows}
    units = _group_into_units(rows)
    families = {
        unit: _make_family(unit[1], members, rows, before=before, ledger=ledger, plan=plan)
        for unit, members in units.items()
    }
    standing = []
    for unit, settled in Windows(families, _find_pooled_windows(units, rows)).settle_counts().items():
        counts_of = _move_new_figures(settled, families[unit])
        members = ((member, area, counts) for member, areas in counts_of.items() for area, counts in areas.items())
        for member, area, counts in members:
            key = _get_key(member, unit[1], area)
            # Figures that stand as they are counted need no row: they are published from the measured table.
            if counts != _get_counts(rows[key]):
                standing.append(_make_standing_row(key, rows[key], counts, ledger, before[key]))
    return _make_table(standing, measured)


def restore_standing_figures(measured: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """The measured table with the rows of `standing` (columns `STANDING`) in place of those counted now.

    Called when a run or `hpanalysis check` computes the figures, before disclosure control, and by the notebook of a
    delaftale. standing: figures that are published as before, because a correction would tell of few persons. measured
    may be a part of the table, such as the indicators of one delaftale; then only rows of that part are taken.
    """
    if standing.empty:
        return measured
    rows = standing.set_index(KEY)[[column for column in MEASURED.names if column not in KEY]]
    restored = measured.set_index(KEY)
    # A row of `standing` that the table lacks has no place in it, and asking for it would fail.
    rows = rows[rows.index.isin(restored.index)]
    for column in rows:
        restored.loc[rows.index, column] = rows[column]
    return restored.reset_index()[list(measured.columns)]


def drop_links_of_standing_figures(linked: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """The rows of `linked` (persons followed between two windows, columns `tables.LINKED`) without windows that have a
    figure in `standing` (published as before). Called before changes are judged, by a run, by `hpanalysis check` and in
    the notebook of a delaftale: the rows left out would tell what was counted instead of what is published."""
    # Whole windows, not single areas: a person who left one area of a window may be in another.
    windows = set(zip(standing["indicator_id"], standing["window"], strict=True))
    later = zip(linked["indicator_id"], linked["window"], strict=True)
    earlier = zip(linked["indicator_id"], linked["reference"], strict=True)
    usable = [a not in windows and b not in windows for a, b in zip(later, earlier, strict=True)]
    return linked[pd.Series(usable, index=linked.index, dtype=bool)].reset_index(drop=True)
