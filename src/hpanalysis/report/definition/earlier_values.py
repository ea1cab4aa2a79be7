"""What a figure was published as in earlier half-years, and whether it is the same now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import figure_links, numbers
from hpanalysis.report.cells import Cell
from hpanalysis.report.html import tag
from hpanalysis.tables import KEY, Status

Key = tuple[str, str, str]  # indicator, window, area

# What is read as a figure. A hidden or missing one was not published, and of one that is so now nothing is told here.
_TOLD = ["status", "value", "numerator", "denominator"]


@dataclass(frozen=True)
class PublishedValue:
    """A figure as an earlier half-year's indicators.csv shows it; None for a number that it does not have."""

    status: Status
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None

    @classmethod
    def read(cls, status: str, *numbers_: str) -> PublishedValue:
        """Read a row of an earlier publication's indicators.csv: its status, and the texts of value, numerator and
        denominator, "" for None. Called by `read_published_values` for each row."""
        return cls(Status(status), *(Decimal(text) if text else None for text in numbers_))


Earlier = dict[HalfYear, dict[Key, PublishedValue]]  # the newest half-year first


def read_published_values(path: Path) -> dict[Key, PublishedValue]:
    """The figures that an earlier publication shows, by indicator, window and area; hidden and missing ones are not.
    Called for each earlier half-year when definition pages are made. path: its indicators.csv."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8", usecols=[*KEY, *_TOLD])
    shown = table[table["status"].isin(Status.words_with_counts())]
    keys = zip(*(shown[name] for name in KEY), strict=True)
    numbers_ = zip(*(shown[name] for name in _TOLD), strict=True)
    return {key: PublishedValue.read(*each) for key, each in zip(keys, numbers_, strict=True)}


def _print_figure(figure: PublishedValue | Cell, indicator: Indicator) -> tuple[str, ...]:
    """A figure as a page prints it: its value or the word for none, and its counts, "" for a missing one. Called by
    `describe_earlier_values` for now and for then: figures that print alike are the same."""
    value = figure.status.value if figure.value is None else numbers.format_on_mark(figure.value, indicator)
    counts = (figure.numerator, figure.denominator)
    return (value, *("" if count is None else numbers.format_numerator(count) for count in counts))


def _describe_other_value(cell: Cell, half: HalfYear, printed: str, told_here: bool) -> Markup | str:
    """How an earlier half-year (`half`) published a figure that is another now. Called by `describe_earlier_values` for
    each such half-year. printed: the value then; told_here: whether this half-year's corrections have it. If not, a
    link takes its place, because each number on a page must stand in the tables beside the page."""
    when = danish.format_half_year(half)
    if told_here:
        return f"{printed} i {when}"
    return tag("a", f"et andet tal i {when}", href=f"../{half}/{figure_links.make_address(cell)}")


def describe_earlier_values(
    cell: Cell, indicator: Indicator, earlier: Earlier, corrected: Collection[tuple[Key, str]]
) -> Markup | None:
    """What earlier half-years published a figure as: `Udgivet før: samme tal i 2. halvår 2025; 12,1 % i 1. halvår
    2025.`; None where there is nothing to tell. Called for each figure's row on a definition page.

    earlier: what each earlier half-year published, the newest first; corrected: the figures that this half-year
    corrects, each with the half-year that it was published in.
    """
    if not cell.status.has_counts:
        return None
    key = (cell.indicator_id, cell.window, cell.area_id)
    printed = {half: _print_figure(figures[key], indicator) for half, figures in earlier.items() if key in figures}
    now = _print_figure(cell, indicator)
    same = [danish.format_half_year(half) for half, then in printed.items() if then == now]
    values = [f"samme tal i {danish.join_words(same)}"] if same else []
    values += [
        _describe_other_value(cell, h, then[0], (key, str(h)) in corrected)
        for h, then in printed.items()
        if then != now
    ]
    parted = [["; " if number else "", words] for number, words in enumerate(values)]
    return tag("small", "Udgivet før: ", parted, ".") if values else None
