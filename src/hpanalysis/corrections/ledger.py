"""What is known outside: the figures of every publication under reports/, as they were printed.

Each publication holds indicators.csv (its figures) and rettelser.csv (what it showed otherwise when it was published
before). A figure that was hidden there was not published. The ledger is read from these files and from nothing kept
beside them, because they are what a reader has.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from hpanalysis import published_csv
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.published.names import CORRECTIONS_CSV, FIGURES_CSV
from hpanalysis.tables import CORRECTIONS, Status

Key = tuple[str, str, str]  # indicator, window, area


class CountPair(NamedTuple):
    """The numerator and the denominator of a figure, as they are compared with what was published."""

    numerator: Decimal  # marks are summed, so it may have a decimal
    denominator: int | None  # None for a count of cases


@dataclass(frozen=True, kw_only=True)
class PublishedFigure:
    """A figure as a publication shows it: a row of an indicators.csv under reports/, read by `read_ledger`."""

    half_year: HalfYear  # whose publication
    status: Status
    counts: CountPair | None  # None where it shows no number
    value: Decimal | None  # in the unit, as printed
    definition_version: int
    delivered_in: str | None  # the half-year of its extracts


@dataclass(frozen=True)
class Ledger:
    """What is published, seen from a half-year's run. Made by `read_ledger` once a run, and read where figures stand
    (`standing`) and where corrections are told (`table`). A key is an indicator, a window and an area."""

    half_year: HalfYear
    figures: dict[Key, tuple[PublishedFigure, ...]]  # each figure's publications, oldest half-year first
    replaced: dict[Key, tuple[CountPair, ...]]  # numbers that a publication showed before it was published anew
    corrections: pd.DataFrame  # the half-year's own rettelser.csv so far (columns `tables.CORRECTIONS`)

    def list_so_far(self, key: Key) -> list[PublishedFigure]:
        """A figure's publications up to and with the run's half-year, the latest last; empty where it is in none.
        Called for each figure when it is asked what it was published as. key: indicator, window and area."""
        return [figure for figure in self.figures.get(key, ()) if figure.half_year <= self.half_year]

    def find_last_shown(self, key: Key) -> PublishedFigure | None:
        """The latest publication that shows the figure's number: up to the run's half-year, else the nearest after it.
        Called for each figure when it is asked whether it may be corrected. key: indicator, window and area. None where
        no publication shows it. A later one counts where an old half-year is run again: readers know its figures."""
        # A figure that was hidden in the latest publication may stand in an older one, which a reader still has.
        shown = [figure for figure in self.figures.get(key, ()) if figure.counts is not None]
        before = [figure for figure in shown if figure.half_year <= self.half_year]
        return before[-1] if before else next(iter(shown), None)

    def list_numbers(self, key: Key) -> dict[Hashable, CountPair]:
        """Publication -> the number it showed of a figure, for all that ever did; empty if none. A publication is a
        half-year, or ("replaced", place) for a number that a half-year showed before it was published anew. Called for
        each figure when it is asked whether it may be corrected. key: indicator, window and area."""
        figures = self.figures.get(key, ())
        shown: dict[Hashable, CountPair] = {f.half_year: f.counts for f in figures if f.counts is not None}
        # A half-year that was published anew showed other numbers before. They are known outside too.
        return shown | {("replaced", place): counts for place, counts in enumerate(self.replaced.get(key, ()))}


def _read_texts(path: Path) -> pd.DataFrame:
    """A CSV file of a publication as printed: every cell a text, "" where there is nothing. Called for the
    indicators.csv and the rettelser.csv of each publication, to learn which numbers its readers know."""
    # As text, because 30.0 and 30 are different publications to a reader, and a float would make them one.
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")


def _parse_counts(numerator: str, denominator: str) -> CountPair | None:
    """Two printed cells as counts; None where the numerator is "". A denominator of "" is None. Called for each row of
    a published indicators.csv whose status has counts, and for what a rettelser.csv says was shown before."""
    return CountPair(Decimal(numerator), int(denominator) if denominator else None) if numerator else None


def _parse_figure(row: Any, half_year: HalfYear) -> PublishedFigure:
    """A row of a published indicators.csv as a figure. half_year: the publication's. Called by `read_ledger` for each
    row. Where the status shows no number there are no counts; ValueError for a status that no publication writes."""
    # A word that no Status has raises ValueError: a file under reports/ that was edited by hand is no ledger.
    status = Status(row.status)
    return PublishedFigure(
        half_year=half_year,
        status=status,
        # 0 of 0 is published as `ingen personer`, so its counts are known though it shows no value.
        counts=_parse_counts(row.numerator, row.denominator) if status.has_counts else None,
        value=Decimal(row.value) if row.value else None,
        definition_version=int(row.definition_version),
        delivered_in=row.delivered_in or None,
    )


def _get_key(row: Any) -> Key:
    """The indicator, window and area that a row of a published table is about. Called by `read_ledger` for each row of
    the indicators.csv and rettelser.csv of every publication."""
    return row.indicator_id, row.window, row.area_id


def make_empty_table() -> pd.DataFrame:
    """A table of corrections (columns `tables.CORRECTIONS`) with no row. Called when the ledger of publications is
    read: to begin with, and for a publication without a rettelser.csv."""
    return pd.DataFrame(columns=CORRECTIONS.names, dtype=object)


def _read_corrections(path: Path) -> pd.DataFrame:
    """A published rettelser.csv as the table that it was written from; no rows where the file is not there. Called by
    `read_ledger` for each publication. Every cell is a text as printed, None where there is nothing."""
    if not path.is_file():
        return make_empty_table()
    # The apostrophe that guards a text against spreadsheets is taken off, else each run would add one.
    table = _read_texts(path)[CORRECTIONS.names].map(published_csv.restore_text).astype(object)
    return table.where(table != "", None)


def read_ledger(folders: Mapping[HalfYear, Path], half_year: HalfYear) -> Ledger:
    """The ledger of what is published in `folders`: half-year -> where its publication lies, oldest first. Called once
    a run, before anything is compared with what was published. half_year: the run's. A run on real extracts leaves
    publications of invented ones out, and the other way round."""
    figures: dict[Key, list[PublishedFigure]] = {}
    replaced: dict[Key, list[CountPair]] = {}
    corrections = make_empty_table()
    for half, folder in folders.items():
        for row in _read_texts(folder / FIGURES_CSV).itertuples(index=False):
            figures.setdefault(_get_key(row), []).append(_parse_figure(row, half))
        corrected = _read_corrections(folder / CORRECTIONS_CSV)
        # The run's own half-year is published anew: what it told of corrections before is told again.
        if half == half_year:
            corrections = corrected
        rows: list[Any] = list(corrected.fillna("").itertuples(index=False))
        # Both what the table says was shown before, and what indicators.csv shows now, are known outside.
        for row in rows:
            if counts := _parse_counts(row.numerator_before, row.denominator_before):
                replaced.setdefault(_get_key(row), []).append(counts)
    return Ledger(
        half_year,
        figures={key: tuple(published) for key, published in figures.items()},
        replaced={key: tuple(counts) for key, counts in replaced.items()},
        corrections=corrections,
    )


def format_csv(corrections: pd.DataFrame) -> str:
    """The text of rettelser.csv: comma, decimal point, empty where there is no number; the rows in their order. Called
    when a half-year is published. corrections: columns `tables.CORRECTIONS`."""
    return published_csv.format_csv(corrections[CORRECTIONS.names])
