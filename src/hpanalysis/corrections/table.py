"""Judged + what is published -> the table of corrections: what, from what, to what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import pandas as pd

from hpanalysis.corrections.causes import MadeOf, Note, find_cause
from hpanalysis.corrections.ledger import CountPair, Key, Ledger, PublishedFigure
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.tables import CORRECTIONS, KEY, Cause, Status

_HIDDEN = "Tallet vises ikke længere, for at enkeltpersoner er beskyttet."
_SHOWN = "Tallet var diskretioneret, da det blev udgivet."


def _text(number: Decimal | int | None) -> str | None:
    """A number as indicators.csv prints it: as many decimals as it has, none where they are noughts."""
    if number is None:
        return None
    exact = Decimal(number)
    return str(exact.to_integral_value()) if exact == exact.to_integral_value() else str(exact)


def _now(row) -> tuple[Status, CountPair | None, Decimal | None]:
    """A judged row as a publication would show it."""
    status = Status(row.status)
    if not status.has_counts:
        return status, None, None
    decimals = catalogue.indicators()[row.indicator_id].decimals
    denominator = None if pd.isna(row.denominator) else int(row.denominator)
    value = None if pd.isna(row.value) else Decimal(f"{row.value:.{decimals}f}")
    return status, CountPair(Decimal(str(float(row.numerator))), denominator), value


def _before(key: Key, status: Status, ledger: Ledger) -> PublishedFigure | None:
    """The publication that a figure is held against: the latest, but that a figure was out of delivery since is news
    once, and what is delivered again is held against what it was before.
    """
    told = [each for each in ledger.so_far(key) if each.status is not Status.NOT_MEASURED]
    if status is not Status.NOT_DELIVERED:
        told = [each for each in told if each.status is not Status.NOT_DELIVERED]
    return told[-1] if told else None


def _is_correction(before: PublishedFigure, status: Status, counts: CountPair | None, value: Decimal | None) -> bool:
    if status is Status.NOT_MEASURED:
        return False
    if before.counts is None or counts is None:
        return before.status is not status and (before.counts is not None or counts is not None)
    return (before.counts, before.value) != (counts, value)


def _why(
    before: PublishedFigure, row, status: Status, made: Mapping[HalfYear, MadeOf], now: MadeOf
) -> tuple[Cause, str]:
    """A hidden number has no descendants: what it became, or was, decides nothing here."""
    if status is Status.HIDDEN:
        return Cause.PROTECTION, _HIDDEN
    if before.status is Status.HIDDEN:
        return Cause.PROTECTION, _SHOWN
    delivered_in = None if pd.isna(row.delivered_in) else row.delivered_in
    indicator = catalogue.indicators()[row.indicator_id]
    return find_cause(before, int(row.definition_version), delivered_in, indicator, made.get(before.half_year), now)


def _noted(key: Key, notes: Iterable[Note]) -> str:
    said = [each.why for each in notes if each.indicator == key[0] and each.window in (None, key[1])]
    return "".join(f" Analytikeren: {why}" for why in said)


def _row(row, ledger: Ledger, made: Mapping[HalfYear, MadeOf], now: MadeOf, notes: Iterable[Note]) -> dict | None:
    """The correction of a judged row, or None if it is what was published."""
    key = tuple(getattr(row, column) for column in KEY)
    status, counts, value = _now(row)
    before = _before(key, status, ledger)
    if before is None or not _is_correction(before, status, counts, value):
        return None
    found, why = _why(before, row, status, made, now)
    told = {"before": (before.status, before.value, before.counts), "now": (status, value, counts)}
    numbers = {}
    for when, (each, figure, both) in told.items():
        numerator, denominator = both or (None, None)
        numbers |= {
            f"status_{when}": each.value,
            f"value_{when}": None if figure is None else str(figure),
            f"numerator_{when}": _text(numerator),
            f"denominator_{when}": _text(denominator),
        }
    return (
        dict(zip(KEY, key, strict=True))
        | numbers
        | {
            "published_in": str(before.half_year),
            "unit": row.unit,
            "cause": found.value,
            "why": why + _noted(key, notes),
        }
    )


def make_corrections_table(
    judged: pd.DataFrame,
    ledger: Ledger,
    made: Mapping[HalfYear, MadeOf],
    now: MadeOf,
    notes: Iterable[Note],
    corrected_on: date,
) -> pd.DataFrame:
    """The half-year's corrections (columns `tables.CORRECTIONS`): those it was published with before, then the new.

    judged: as it is about to be published. made, now: what the publications were made of, and this one is. notes: the
    analyst's. A figure that was hidden and is shown, or was shown and is hidden, is told with neither its number nor
    anything that would follow from it; one the plan no longer measures is no correction.
    """
    rows = [_row(row, ledger, made, now, notes) for row in judged.itertuples(index=False)]
    new = [row | {"corrected_on": corrected_on.isoformat()} for row in rows if row is not None]
    if not new:
        return ledger.corrections
    table = pd.DataFrame(new, columns=CORRECTIONS.names, dtype=object)
    return table if ledger.corrections.empty else pd.concat([ledger.corrections, table], ignore_index=True)
