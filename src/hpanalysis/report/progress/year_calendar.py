"""The accounting year as a calendar: in which months each promise is under way, due, and reported."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import Block, make_section, tag
from hpanalysis.report.year_publication import Year


def _list_months(year: Year) -> list[date]:
    """The first day of each month of the accounting year. Called once for the calendar."""
    return [year.followed.first + relativedelta(months=number) for number in range(12)]


def _is_in(day: date, month: date) -> bool:
    """Whether a day lies in a month. Asked for each due day and each report. month: its first day."""
    return (day.year, day.month) == (month.year, month.month)


def _is_under_way(line, month: date) -> bool:
    """Whether something of a promise is under way in a month: it may have begun, and is not yet due. Asked for each
    cell. line: a `followup.PromiseLine`; month: its first day."""
    after = month + relativedelta(months=1)
    return any(one.opens < after and one.due >= month for one in line.due_days)


def _make_cell(lines, month: date) -> Markup:
    """The cell of a promise in a month: what must be delivered by then, and what was reported. Called for each. lines:
    `followup.PromiseLine` of one promise; month: its first day."""
    due = [one.number for line in lines for one in line.due_days if _is_in(one.due, month)]
    told = [number for line in lines for day, number in line.reports if _is_in(day, month)]
    texts = [tag("b", f"skal {danish.format_number(number)}") for number in due]
    texts += [tag("span", f"har {danish.format_number(number)}") for number in told]
    under_way = "gang" if any(_is_under_way(line, month) for line in lines) else None
    return tag("td", [[text, " "] for text in texts], class_=under_way, data_l=danish.name_month(month.month))


def _make_row(lines, months: list[date]) -> Markup:
    """The row of a promise. Called for each that has due days. lines: `followup.PromiseLine` of one promise."""
    return tag("tr", tag("th", lines[0].promise.word(), scope="row"), [_make_cell(lines, month) for month in months])


def _make_table(year: Year) -> Markup:
    """The calendar as a table: a row a promise, a column a month. Called once."""
    months = _list_months(year)
    heads = [tag("th", danish.name_month(month.month), scope="col") for month in months]
    rows = []
    for _, several in groupby(year.followed.promises, key=lambda line: line.promise.promise_id):
        lines = list(several)
        if any(line.due_days for line in lines):
            rows.append(_make_row(lines, months))
    caption = tag("caption", f"Leverancernes kalender i regnskabsåret {year.followed.label}")
    return tag(
        "table",
        caption,
        tag("thead", tag("tr", tag("th", "Leverance", scope="col"), heads)),
        tag("tbody", rows),
        class_="kalender",
    )


_NOTE = (
    "»skal« er, hvor meget der i alt skal være leveret ved månedens forfaldsdag; »har« er, hvor meget der i alt var "
    "meldt, senest i den måned. De farvede måneder er dem, leverancen er i gang i. Hver periode begynder forfra."
)


def show_calendar(year: Year) -> Block:
    """The calendar of the accounting year, folded on a screen because it is wide. Called by the notebook fremdrift."""
    folded = tag(
        "details",
        tag("summary", "Hvornår leverancerne forfalder, måned for måned"),
        tag("div", _make_table(year), class_="bred", tabindex="0", role="region", aria_label="Leverancernes kalender"),
        tag("p", _NOTE, class_="note"),
    )
    return Block(make_section("kalender", "Kalender", folded))
