"""The economy: what is budgeted, spent and left, by delaftale; or that no budget is entered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.published.names import ECONOMY_CSV
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.year_publication import Year

NO_BUDGET = "Planen trykker intet budget, og der er ikke lagt et ind."
_INVENTED = "Budgettet er opdigtet og viser kun, hvordan siden ser ud. Planen trykker intet budget."
_COLUMNS: list[cells_in_tables.Column] = [
    "Delaftale",
    ("Budget i året", "num"),
    ("Forbrugt", "num"),
    ("Tilbage", "num"),
    ("Budget i alt", "num"),
    ("Forbrugt i alt", "num"),
]
_VALUED: cells_in_tables.Column = ("Timernes værdi", "num")


def format_kroner(amount: Decimal | None) -> str:
    """An amount in whole kroner: `1.250.000 kr.`; `ikke oplyst` for None. Called for each amount of the page."""
    return "ikke oplyst" if amount is None else f"{danish.format_number(amount)}{danish.NBSP}kr."


def summarise_economy(year: Year) -> str:
    """The sentences on how much of the year's budget is spent; that no budget is entered, or no accounts. Called for
    the section on the economy, and for the agenda's item on it."""
    lines = year.followed.economy
    if not lines:
        return NO_BUDGET
    budget = sum((one.budget for one in lines), Decimal(0))
    spent = [one.spent for one in lines if one.spent is not None]
    if not spent:
        return f"Der er {format_kroner(budget)} i budgettet for regnskabsåret, og intet forbrug er oplyst."
    used = sum(spent, Decimal(0))
    return f"Af årets budget på {format_kroner(budget)} er {format_kroner(used)} brugt."


def _make_spent(line) -> list[object]:
    """The cell of what is spent in the year, with the day of the accounts. Called for each row. line: a
    `followup.EconomyLine`."""
    day = tag("small", f"pr. {danish.format_day_in_digits(line.spent_on)}") if line.spent_on else None
    return [format_kroner(line.spent), day]


def _make_row(year: Year, line, is_valued: bool) -> list[object]:
    """The cells of a delaftale. Called for each. line: a `followup.EconomyLine`; is_valued: whether the table has the
    column of the hours' value."""
    name = year.release.plan.agreement(line.agreement_id).name if line.agreement_id else "Fælles"
    values = [format_kroner(one) for one in (line.left, line.plan_budget, line.plan_spent)]
    valued = ["ikke værdisat" if line.hours_value is None else format_kroner(line.hours_value)] if is_valued else []
    return [name, format_kroner(line.budget), _make_spent(line), *values, *valued]


def _list_notes(lines: Sequence) -> list[str]:
    """What is said below the table. Called once. lines: `followup.EconomyLine`."""
    notes = ["Forbruget er det, sekretariatet har oplyst af regnskabet."]
    if any(line.is_invented for line in lines):
        notes.insert(0, _INVENTED)
    if any(line.hours_value is not None for line in lines):
        notes.append(
            "Timernes værdi er parternes leverede timer gange budgettets timesats, og er ikke talt med i forbruget."
        )
    return notes


def show_economy(year: Year) -> Block:
    """The section on budget and accounts by delaftale; a sentence where no budget is entered. Called by the notebook
    fremdrift."""
    lines = year.followed.economy
    if not lines:
        return Block(make_section("oekonomi", "Økonomi", make_paragraphs([NO_BUDGET])))
    is_valued = any(line.hours_value is not None for line in lines)
    rows = [_make_row(year, line, is_valued) for line in lines]
    columns = [*_COLUMNS, *([_VALUED] if is_valued else [])]
    table = cells_in_tables.make_folding_table(f"Budget og forbrug {year.covered}", columns, rows)
    link = tag("p", tag("a", f"Økonomien som CSV-fil ({ECONOMY_CSV})", href=ECONOMY_CSV), class_="note")
    summary, notes = make_paragraphs([summarise_economy(year)]), make_paragraphs(_list_notes(lines), "note")
    return Block(make_section("oekonomi", "Økonomi", summary, table, notes, link))
