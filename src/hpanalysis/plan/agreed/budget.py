"""budget.csv: one row an amount that is granted or promised for a delaftale in an accounting year."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.by_hand import values
from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.plan.agreed.cells import Cells, Refuse

FILE = "budget.csv"
COLUMNS = ("agreement", "year", "funder_da", "amount_kr", "rate_kr", "invented", "note_da")
_YEARS = (2000, 2100)
_MOST = 10_000_000_000  # kr.


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """A row of budget.csv. Amounts are kroner with two decimals at most."""

    agreement: str  # empty for what belongs to no delaftale
    year: int  # the accounting year, by the calendar year it ends in
    funder_da: str  # who pays: `Landsbyggefonden`, or the partners' co-financing
    amount: Decimal  # 0 where nothing is granted
    rate: Decimal | None  # kroner an hour, by which the partners' hours count; None where they are not valued
    is_invented: bool  # an example, which pages mark as such
    note_da: str


def _read_kroner(cells: Cells, column: str, *, needed: bool) -> Decimal | None:
    """Kroner from 0 with two decimals at most; None for an empty cell that need not be filled. Called for both columns
    of money."""

    def read_amount(text: str) -> Decimal:
        """The number in a cell of money. `NotPlain` for what is none. Called once for each such cell."""
        amount = values.read_number(text)
        if not 0 <= amount < _MOST or danish.count_decimals(amount) > 2:
            raise values.NotPlain("er ikke et beløb fra 0 med højst to decimaler")
        return amount

    if not cells.row[column] and not needed:
        return None
    return cells.read(column, read_amount, values.NUMBER_FORMS)


def _parse_line(cells: Cells, agreements: Collection[str]) -> BudgetLine:
    """A row as a line of the budget; `Stop` for a cell that cannot be used. Called for each row."""
    year = cells.whole("year", *_YEARS)
    if year is None:
        raise cells.stop("year", "Feltet er tomt.", "regnskabsåret, fx 2026.")
    amount = _read_kroner(cells, "amount_kr", needed=True)
    assert amount is not None
    return BudgetLine(
        agreement=cells.known("agreement", agreements, "plan.yaml") if cells.row["agreement"] else "",
        year=year,
        funder_da=cells.office("funder_da"),
        amount=amount,
        rate=_read_kroner(cells, "rate_kr", needed=False),
        is_invented=cells.yes_no("invented"),
        note_da=cells.row["note_da"],
    )


def parse_budget(rows: Iterable[CsvRow], agreements: Collection[str], refuse: Refuse) -> tuple[BudgetLine, ...]:
    """The rows of budget.csv in their order; none where the plan has no budget. `Stop` where a row cannot be used.
    Called once when the plan is read. agreements: the ids of plan.yaml."""
    return tuple(_parse_line(Cells(FILE, row, refuse), agreements) for row in rows)
