"""The two charts of an outcome in their figures: before and after, and how alike the two sides are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from hpanalysis.definitions.model import Indicator
from hpanalysis.plan import Activity
from hpanalysis.published.names import BALANCE_CSV, OUTCOMES_CSV
from hpanalysis.report import numbers
from hpanalysis.report.charts.balance_chart import BalanceMark, draw_balance_chart
from hpanalysis.report.charts.comparison_figure import (
    describe_axis_start,
    format_axis_unit,
    link_csv_file,
    wrap_in_figure,
)
from hpanalysis.report.charts.slope_chart import Slope, draw_slope_chart, make_slope_scale
from hpanalysis.report.participants import outcome_words
from hpanalysis.report.participants.outcome_rows import BalanceRow, OutcomeRow
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import Concluded

_COLOURS = {Concluded.BETTER: "god", Concluded.WORSE: "skidt", Concluded.NO_DIFFERENCE: "neutral"}
_SLOPE_KEY = "Lodret streg: ændringens usikkerhedsinterval."
_EXPECTED_KEY = " Stiplet: de lignende ikke-deltagere."
_BALANCE_KEY = "Standardiserede forskelle. Åben: før udvælgelsen. Udfyldt: efter."


def _make_slope_table(row: OutcomeRow, indicator: Indicator) -> Markup:
    """The numbers that are drawn, folded under the chart. Called for each outcome that is shown."""

    def write_signed(number: Decimal | None) -> str:
        """A change, or that it is not known. Called for the two changes."""
        return "vises ikke" if number is None else numbers.format_signed(number, indicator)

    assert row.before is not None and row.after is not None and row.change_lo is not None and row.change_hi is not None
    interval = numbers.format_span(row.change_lo, row.change_hi, indicator)
    rows: list[list[object]] = [
        ["Før", numbers.format_on_mark(row.before, indicator), "ikke tegnet"],
        ["Efter", numbers.format_on_mark(row.after, indicator), "ikke tegnet"],
        ["Ændring", write_signed(row.change), interval],
        ["Ændring at vente", write_signed(outcome_words.find_expected(row)), "ikke tegnet"],
    ]
    columns: list[cells_in_tables.Column] = ["Tal", (indicator.label, "num"), ("Usikkerhedsinterval", "num")]
    return cells_in_tables.make_folding_table(f"{indicator.label}, som tegnet", columns, rows)


def make_slope_figure(activity: Activity, row: OutcomeRow, indicator: Indicator) -> Markup:
    """The chart of before and after in its <figure>. Called for each outcome that is shown."""
    assert row.before is not None and row.after is not None and row.change_lo is not None and row.change_hi is not None
    colour = "plain" if row.concluded is None else _COLOURS.get(row.concluded, "plain")
    slope = Slope(
        before=row.before,
        after=row.after,
        change_lo=row.change_lo,
        change_hi=row.change_hi,
        expected=outcome_words.find_expected(row),
        colour=colour,
    )
    figure_id = f"fig-udfald-{activity.activity_id}"
    before, after = (numbers.format_on_mark(number, indicator) for number in (row.before, row.after))
    drawing = draw_slope_chart(
        f"{figure_id}-b",
        slope,
        write=lambda number: numbers.format_on_mark(number, indicator),
        title=f"{activity.name_da}: {indicator.label}, før og efter",
        description=f"Hældningsdiagram. {outcome_words.state_change(row, indicator)}",
    )
    begins = describe_axis_start(make_slope_scale(slope), format_axis_unit(indicator))
    return wrap_in_figure(
        figure_id,
        f"{indicator.label}: {before} før, {after} efter",
        drawing,
        note=f"{_SLOPE_KEY}{'' if slope.expected is None else _EXPECTED_KEY}{begins}",
        table=_make_slope_table(row, indicator),
        source=link_csv_file(OUTCOMES_CSV, "Udfaldene som CSV-fil"),
    )


def _describe_balance(rows: Sequence[BalanceRow]) -> str:
    """The love plot in words, for a screen reader in the drawing's place. Called for each comparison."""
    told = [
        f"{outcome_words.name_covariate(row)} {outcome_words.format_at_most(row.before_matching)} før, "
        f"{outcome_words.format_at_most(row.after_matching)} efter"
        for row in rows
    ]
    return f"Prikdiagram. {'; '.join(told)}."


def make_balance_figure(activity: Activity, rows: Sequence[BalanceRow]) -> Markup | None:
    """The love plot of a comparison in its <figure>; None where nothing is compared. Called for each activity."""
    if not rows:
        return None
    figure_id = f"fig-balance-{activity.activity_id}"
    drawn = [
        BalanceMark(name=outcome_words.name_covariate(row), before=row.before_matching, after=row.after_matching)
        for row in rows
    ]
    drawing = draw_balance_chart(
        f"{figure_id}-b",
        drawn,
        title=f"{activity.name_da}: hvor ens deltagerne og de lignende er",
        description=_describe_balance(rows),
    )
    columns: list[cells_in_tables.Column] = ["Sammenlignet på", ("Før udvælgelsen", "num"), ("Efter", "num")]
    cells = [
        [
            outcome_words.name_covariate(row),
            outcome_words.format_at_most(row.before_matching),
            outcome_words.format_at_most(row.after_matching),
        ]
        for row in rows
    ]
    return wrap_in_figure(
        figure_id,
        "Hvor ens er de to grupper?",
        drawing,
        note=_BALANCE_KEY,
        table=cells_in_tables.make_folding_table("Standardiserede forskelle, som tegnet", columns, cells),
        source=link_csv_file(BALANCE_CSV, "Balancen som CSV-fil"),
    )
