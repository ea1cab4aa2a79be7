"""The charts of outcomes on the page deltagere: what each must show, and the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from hpanalysis.verify.pages.participants import outcome_words
from hpanalysis.verify.pages.participants.charts import FOLDER
from hpanalysis.verify.pages.participants.held import ParticipantsHeld, Row, ToldActivity, is_shown
from hpanalysis.verify.pages.pieces import Piece, make_table

_LINKS = (("tegning (SVG)", "svg"), ("tal (CSV)", "csv"))
_NOT_DRAWN = "ikke tegnet"
_NOT_SHOWN = "vises ikke"


class Slope(NamedTuple):
    """A chart of before and after: where its marks stand, and how the last is drawn."""

    title: str
    description: str
    before: float
    after: float
    ends: tuple[float, float]  # of the change's interval, about the value before
    expected: float | None  # where the change to be expected leads
    colour: str  # good, bad, muted or ink
    texts: tuple[str, str]  # beside the two marks


class BalanceRow(NamedTuple):
    """A row of a love plot. before is None where it is beyond the axis."""

    name: str
    before: float | None
    after: float


class Balance(NamedTuple):
    """A love plot: its rows."""

    title: str
    rows: list[BalanceRow]


Drawn = Slope | Balance


def _find_colour(held: ParticipantsHeld, row: Row) -> str:
    """The colour of a conclusion's mark. Called for each slope."""
    words = held.require_closed()
    return {words.better: "good", words.worse: "bad", words.no_difference: "muted"}.get(row["concluded"], "ink")


def make_slope(held: ParticipantsHeld, activity: ToldActivity, row: Row) -> Slope:
    """The chart of an activity's outcome. Called for each that is shown."""
    label, before = held.indicators[row["indicator_id"]].label, Decimal(row["before"])
    expected = outcome_words.find_expected(held, row)
    return Slope(
        title=f"{activity.name}: {label}, før og efter",
        description=f"Hældningsdiagram. {outcome_words.state_change(held, row)}",
        before=float(before),
        after=float(row["after"]),
        ends=(float(before + Decimal(row["change_lo"])), float(before + Decimal(row["change_hi"]))),
        expected=float(before + Decimal(expected)) if expected else None,
        colour=_find_colour(held, row),
        texts=(f"{outcome_words.write(row['before'])} %", f"{outcome_words.write(row['after'])} %"),
    )


def list_balance(held: ParticipantsHeld, activity: ToldActivity) -> list[Row]:
    """The rows of balance of an activity; none where nothing is compared. Called for each."""
    return [row for row in held.balance if row["activity_id"] == activity.activity_id]


def make_balance(held: ParticipantsHeld, activity: ToldActivity) -> Balance | None:
    """The love plot of an activity; None where nothing is compared. Called for each outcome that is shown."""
    rows = [
        BalanceRow(
            outcome_words.name_covariate(row),
            float(row["before_matching"]) if row["before_matching"] else None,
            float(row["after_matching"]),
        )
        for row in list_balance(held, activity)
    ]
    return Balance(f"{activity.name}: hvor ens deltagerne og de lignende er", rows) if rows else None


def list_charts(held: ParticipantsHeld) -> list[Drawn]:
    """The charts in the page's order. Called for what is drawn."""
    found: list[Drawn] = []
    for activity, row in held.told_outcomes:
        if is_shown(row):
            balance = make_balance(held, activity)
            found += [make_slope(held, activity, row), *([balance] if balance is not None else [])]
    return found


def _list_frame(name: str, source: str, file: str, table: Iterator[Piece]) -> Iterator[Piece]:
    """What stands under a chart's note: its files, its folded table and the link to the table's file. Called for
    each."""
    yield Piece("p", "Hent: tegning (SVG) · tal (CSV)")
    for told, ending in _LINKS:
        yield Piece("a", told, href=f"{FOLDER}/{name}.{ending}")
    yield Piece("summary", "Vis tallene som tabel")
    yield from table
    words = f"{source} ({file})"
    yield from (Piece("p", words), Piece("a", words, href=file))


def list_slope(held: ParticipantsHeld, activity: ToldActivity, row: Row, begins: str) -> Iterator[Piece]:
    """The words of a chart of before and after. Called for each outcome that is shown. begins: where its axis begins,
    as the drawing has it; "" for 0."""
    slope, label = make_slope(held, activity, row), held.indicators[row["indicator_id"]].label
    expected = outcome_words.find_expected(held, row)
    yield Piece("figcaption", f"{label}: {slope.texts[0]} før, {slope.texts[1]} efter")
    yield from (Piece("title", slope.title), Piece("desc", slope.description))
    note = "Lodret streg: ændringens usikkerhedsinterval."
    note += " Stiplet: de lignende ikke-deltagere." if expected else ""
    yield Piece("p", f"{note}{f' Aksen begynder ved {begins} %.' if begins else ''}")
    interval = f"{outcome_words.write(row['change_lo'])} til {outcome_words.write(row['change_hi'])}"
    table: list[list[object]] = [
        ["Før", slope.texts[0], _NOT_DRAWN],
        ["Efter", slope.texts[1], _NOT_DRAWN],
        ["Ændring", outcome_words.write_signed(row["change"]), interval],
        ["Ændring at vente", outcome_words.write_signed(expected) if expected else _NOT_SHOWN, _NOT_DRAWN],
    ]
    made = make_table(f"{label}, som tegnet", ["Tal", label, "Usikkerhedsinterval"], table)
    yield from _list_frame(f"udfald-{activity.activity_id}", "Udfaldene som CSV-fil", "udfald.csv", made)


def list_love_plot(held: ParticipantsHeld, activity: ToldActivity) -> Iterator[Piece]:
    """The words of a love plot; none where nothing is compared. Called for each outcome that is shown."""
    rows = list_balance(held, activity)
    if not rows:
        return
    cells = [
        (
            outcome_words.name_covariate(row),
            outcome_words.write_at_most(row["before_matching"]),
            outcome_words.write_at_most(row["after_matching"]),
        )
        for row in rows
    ]
    told = "; ".join(f"{name} {before} før, {after} efter" for name, before, after in cells)
    yield Piece("figcaption", "Hvor ens er de to grupper?")
    yield Piece("title", f"{activity.name}: hvor ens deltagerne og de lignende er")
    yield Piece("desc", f"Prikdiagram. {told}.")
    yield Piece("p", "Standardiserede forskelle. Åben: før udvælgelsen. Udfyldt: efter.")
    table: list[list[object]] = [list(row) for row in cells]
    columns = ["Sammenlignet på", "Før udvælgelsen", "Efter"]
    made = make_table("Standardiserede forskelle, som tegnet", columns, table)
    yield from _list_frame(f"balance-{activity.activity_id}", "Balancen som CSV-fil", "balance.csv", made)
