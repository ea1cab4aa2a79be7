"""Judged + what is published -> the table of corrections: what, from what, to what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from hpanalysis.corrections.causes import MadeOf, Note, find_cause
from hpanalysis.corrections.ledger import CountPair, Key, Ledger, PublishedFigure
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.tables import CORRECTIONS, KEY, Cause, Status

_NO_LONGER_SHOWN = "Tallet vises ikke længere, for at enkeltpersoner er beskyttet."
_WAS_HIDDEN = "Tallet var diskretioneret, da det blev udgivet."


def _format_number(number: Decimal | int | None) -> str | None:
    """A count as indicators.csv prints it, with no decimals if they are noughts; None for None. Called for the
    numerators and denominators of a row of corrections."""
    if number is None:
        return None
    exact = Decimal(number)
    return str(exact.to_integral_value()) if exact == exact.to_integral_value() else str(exact)


@dataclass(frozen=True)
class _Shown:
    """What a publication shows of a figure; counts and value are None where it shows no number. Made of a judged row,
    and of what was published of it, to be compared for the table of corrections."""

    status: Status
    counts: CountPair | None
    value: Decimal | None

    @classmethod
    def of_judged_row(cls, row: Any) -> _Shown:
        """A row of the judged table as its publication will show it. Called for each row when the half-year's
        corrections are listed, to be compared with what was published before."""
        status = Status(row.status)
        if not status.has_counts:
            return cls(status, None, None)
        decimals = catalogue.indicators()[row.indicator_id].decimals
        denominator = None if pd.isna(row.denominator) else int(row.denominator)
        # Written as it will be printed, because it is compared with a printed number; by str, for the same reason: the
        # decimal of a float itself has digits that are never printed.
        value = None if pd.isna(row.value) else Decimal(f"{row.value:.{decimals}f}")
        return cls(status, CountPair(Decimal(str(float(row.numerator))), denominator), value)

    def fill_cells(self, when: str) -> dict[str, str | None]:
        """The cells of a row of corrections that tell of one publication, as texts; None where no number is shown.
        Called twice for each correction. when: `before` or `now`, which ends the names of the columns."""
        numerator, denominator = self.counts or (None, None)
        return {
            f"status_{when}": self.status.value,
            f"value_{when}": None if self.value is None else str(self.value),
            f"numerator_{when}": _format_number(numerator),
            f"denominator_{when}": _format_number(denominator),
        }


def _find_publication_to_compare(key: Key, status: Status, ledger: Ledger) -> PublishedFigure | None:
    """The publication that a figure is compared with: the latest one; None where it is in none.

    Called for each row that is about to be published, to see whether the figure is corrected. key: indicator, window
    and area; status: the figure's now. Publications in which the plan did not measure the figure do not count, nor do
    those in which it was not delivered, unless it is not delivered now either.
    """
    # That it is missing is told once; delivered again, it is compared with what was published before it was missing.
    passed_over = {Status.NOT_MEASURED} | ({Status.NOT_DELIVERED} if status is not Status.NOT_DELIVERED else set())
    figures = [figure for figure in ledger.list_so_far(key) if figure.status not in passed_over]
    return figures[-1] if figures else None


def _is_correction(before: PublishedFigure, now: _Shown) -> bool:
    """Whether a reader would see another figure now than in the publication it is compared with. Called for each row
    that was published before. A new status is no correction where neither shows a number, nor where the plan no longer
    has the figure measured."""
    # The plan no longer asks for the figure. That is a decision and no error in what was published.
    if now.status is Status.NOT_MEASURED:
        return False
    if before.counts is None or now.counts is None:
        # From hidden to not delivered a reader sees no number before and none now, so there is nothing to correct.
        return before.status is not now.status and (before.counts is not None or now.counts is not None)
    # 12 of 40 that becomes 15 of 50 is a correction too, though both are printed as 30.0.
    return (before.counts, before.value) != (now.counts, now.value)


def _explain(
    before: PublishedFigure, row: Any, made_of: Mapping[HalfYear, MadeOf], made_now: MadeOf
) -> tuple[Cause, str]:
    """The cause of a correction and its Danish sentence; called for each correction. before: the figure as published;
    row: as judged now; made_of: what each half-year's publication was made of; made_now: what this one is made of."""
    # What a hidden number became, or was, decides nothing here. Else the sentence would tell something of it, such as
    # that it changed when its extract was delivered again.
    if Status(row.status) is Status.HIDDEN:
        return Cause.PROTECTION, _NO_LONGER_SHOWN
    if before.status is Status.HIDDEN:
        return Cause.PROTECTION, _WAS_HIDDEN
    return find_cause(
        before,
        version=int(row.definition_version),
        delivered_in=None if pd.isna(row.delivered_in) else row.delivered_in,
        indicator=catalogue.indicators()[row.indicator_id],
        made_then=made_of.get(before.half_year),
        made_now=made_now,
    )


def _join_notes(key: Key, notes: Iterable[Note]) -> str:
    """What the analyst wrote on a figure's corrections, to stand after the sentence of the cause; "" where nothing.
    Called for each correction. key: indicator, window and area."""
    # A note without a window is on all of the indicator's corrections.
    whys = [note.why for note in notes if note.indicator == key[0] and note.window in (None, key[1])]
    return "".join(f" Analytikeren: {why}" for why in whys)


def _make_row(
    row: Any, ledger: Ledger, made_of: Mapping[HalfYear, MadeOf], made_now: MadeOf, notes: Iterable[Note]
) -> dict[str, str | None] | None:
    """The correction of a judged row, without its date; None where the row is what was published, or is new. Called for
    each row of the judged table. made_of, made_now: what each half-year's publication, and this one, are made of.
    notes: what the analyst wrote on corrections, added to the cause."""
    key = (row.indicator_id, row.window, row.area_id)
    now = _Shown.of_judged_row(row)
    before = _find_publication_to_compare(key, now.status, ledger)
    if before is None or not _is_correction(before, now):
        return None
    cause, why = _explain(before, row, made_of, made_now)
    return (
        dict(zip(KEY, key, strict=True))
        | _Shown(before.status, before.counts, before.value).fill_cells("before")
        | now.fill_cells("now")
        | {
            "published_in": str(before.half_year),
            "unit": row.unit,
            "cause": cause.value,
            "why": why + _join_notes(key, notes),
        }
    )


def make_corrections_table(
    judged: pd.DataFrame,
    ledger: Ledger,
    *,
    made_of: Mapping[HalfYear, MadeOf],
    made_now: MadeOf,
    notes: Iterable[Note],
    corrected_on: date,
) -> pd.DataFrame:
    """The half-year's corrections (columns `tables.CORRECTIONS`): those it was published with before, then the new.

    Called in a run and in `hpanalysis check`, when the table of judged figures is done and before it is published.
    made_of: what the publications were made of; made_now: what this one is. notes: the analyst's. corrected_on: the
    date that new corrections are given. A figure that was hidden and is shown, or was shown and is hidden, is told with
    neither its number nor anything that would follow from it; one the plan no longer measures is no correction.
    """
    # In the order of the published figures, so that the file is the same from run to run.
    rows = [_make_row(row, ledger, made_of, made_now, notes) for row in judged.itertuples(index=False)]
    new = [row | {"corrected_on": corrected_on.isoformat()} for row in rows if row is not None]
    if not new:
        # Nothing is new: the file is published as it was, byte for byte.
        return ledger.corrections
    # The corrections that were published before stay above: a reader who has seen them finds them again.
    table = pd.DataFrame(new, columns=CORRECTIONS.names, dtype=object)
    return table if ledger.corrections.empty else pd.concat([ledger.corrections, table], ignore_index=True)
