"""What is known outside: the figures of every publication under reports/, as they were printed.

Each publication holds indicators.csv (its figures) and rettelser.csv (what it showed otherwise when it was published
before). A figure that was hidden there was not published.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from hpanalysis import publications, published_csv
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.published.names import CORRECTIONS_CSV, FIGURES_CSV
from hpanalysis.tables import CORRECTIONS, Status

Key = tuple[str, str, str]  # indicator, window, area


class CountPair(NamedTuple):
    """The numerator (marks are summed, so decimal) and the denominator, None for counts."""

    numerator: Decimal
    denominator: int | None


@dataclass(frozen=True)
class PublishedFigure:
    """A figure as a publication shows it; `counts` is None where it shows no number.

    half_year: whose publication. value: in the unit, as printed. delivered_in: the half-year of its extracts.
    """

    half_year: HalfYear
    status: Status
    counts: CountPair | None
    value: Decimal | None
    definition_version: int
    delivered_in: str | None


@dataclass(frozen=True)
class Ledger:
    """What is published, seen from a half-year's run.

    figures: each figure's publications, oldest half-year first. replaced: numbers that a publication showed before it
    was published anew. corrections: the half-year's own rettelser.csv so far (columns `tables.CORRECTIONS`).
    """

    half_year: HalfYear
    figures: dict[Key, tuple[PublishedFigure, ...]]
    replaced: dict[Key, tuple[CountPair, ...]]
    corrections: pd.DataFrame

    def so_far(self, key: Key) -> list[PublishedFigure]:
        """A figure's publications up to the half-year, the latest last."""
        return [each for each in self.figures.get(key, ()) if each.half_year <= self.half_year]

    def last(self, key: Key) -> PublishedFigure | None:
        """The latest publication that shows the figure's number: up to the half-year, else the nearest after it."""
        shown = [each for each in self.figures.get(key, ()) if each.counts is not None]
        before = [each for each in shown if each.half_year <= self.half_year]
        return before[-1] if before else next(iter(shown), None)

    def told(self, key: Key) -> dict[Hashable, CountPair]:
        """Every number of a figure that was ever published, by its publication."""
        shown = {each.half_year: each.counts for each in self.figures.get(key, ()) if each.counts is not None}
        return shown | {("replaced", place): counts for place, counts in enumerate(self.replaced.get(key, ()))}


def _text(path: Path) -> pd.DataFrame:
    """The file as printed: texts, "" where there is nothing."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")


def _counts(numerator: str, denominator: str) -> CountPair | None:
    return CountPair(Decimal(numerator), int(denominator) if denominator else None) if numerator else None


def _published(row, half_year: HalfYear) -> PublishedFigure:
    status = Status(row.status)
    return PublishedFigure(
        half_year,
        status,
        _counts(row.numerator, row.denominator) if status.has_counts else None,
        Decimal(row.value) if row.value else None,
        int(row.definition_version),
        row.delivered_in or None,
    )


def _key(row) -> Key:
    return row.indicator_id, row.window, row.area_id


def make_empty_table() -> pd.DataFrame:
    """A table of corrections with no row."""
    return pd.DataFrame(columns=CORRECTIONS.names, dtype=object)


def _own(path: Path) -> pd.DataFrame:
    """A rettelser.csv as it was made: every cell as printed, None where there is nothing."""
    if not path.is_file():
        return make_empty_table()
    found = _text(path)[CORRECTIONS.names].map(published_csv.restore_text).astype(object)
    return found.where(found != "", None)


def read_ledger(reports: Path, half_year: HalfYear, only: Collection[HalfYear] | None = None) -> Ledger:
    """What lies in the folder of publications; of the half-years named in `only`, or of all."""
    figures: dict[Key, list[PublishedFigure]] = {}
    replaced: dict[Key, list[CountPair]] = {}
    own = make_empty_table()
    for half, folder in publications.find_half_years(reports).items():
        if only is not None and half not in only:
            continue
        for row in _text(folder / FIGURES_CSV).itertuples(index=False):
            figures.setdefault(_key(row), []).append(_published(row, half))
        corrected = _own(folder / CORRECTIONS_CSV)
        own = corrected if half == half_year else own
        for row in corrected.fillna("").itertuples(index=False):
            if counts := _counts(row.numerator_before, row.denominator_before):
                replaced.setdefault(_key(row), []).append(counts)
    frozen = ({key: tuple(found) for key, found in each.items()} for each in (figures, replaced))
    return Ledger(half_year, *frozen, own)


def format_csv(corrections: pd.DataFrame) -> str:
    """rettelser.csv: comma, decimal point, empty where there is no number; the rows in their order."""
    return published_csv.format_csv(corrections[CORRECTIONS.names])
