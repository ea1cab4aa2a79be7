"""The sheet of an agreement: its figures as a table, frozen under its head, made to be printed one page wide."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from hpanalysis import danish
from hpanalysis.plan import Owner
from hpanalysis.published.office.columns import LAST_PRINTED, Head
from hpanalysis.report.office import cover
from hpanalysis.report.office.column_forms import FORMS, Kind, write_number_format
from hpanalysis.report.office.rows import Row
from hpanalysis.report.office.sheet_styles import TITLE_HEIGHT, Styles, find_height
from hpanalysis.report.release import Release

_HEAD_ROW = 3  # from 0: under the title, the warning and an empty row
_HEAD_HEIGHT = 30
_FROZEN = 2  # what a row is of stays in sight: figure and place
_A3 = 8
_NUMBERS = [head.value for head, form in FORMS.items() if form.kind is not Kind.TEXT]


def write_figures(
    book: Workbook, styles: Styles, release: Release, sheet_of: tuple[str, Owner], rows: Sequence[Row]
) -> None:
    """Add the sheet of an agreement to the workbook. Called for each agreement. sheet_of: the sheet's name, and the
    agreement."""
    name, agreement = sheet_of
    sheet = book.add_worksheet(name)
    half_year = danish.format_half_year(release.half_year, space=" ")
    sheet.write_string(0, 0, f"{agreement.name}, {half_year}", styles.title)
    sheet.write_string(1, 0, cover.describe_data_briefly(release), styles.warning)
    for place, head in enumerate(Head):
        sheet.set_column(place, place, FORMS[head].width, styles.empty)
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.set_row(_HEAD_ROW, _HEAD_HEIGHT)
    last = _HEAD_ROW + max(len(rows), 1)
    table = styles.describe_table(f"Tal_{agreement.id}", [head.value for head in Head], _NUMBERS)
    sheet.add_table(_HEAD_ROW, 0, last, len(Head) - 1, table)
    if not rows:
        sheet.write_string(last, 0, "Der er endnu ikke opgjort tal.", styles.text)
    for place, row in enumerate(rows, _HEAD_ROW + 1):
        _write_row(sheet, styles, place, row)
    # A period such as 2025 is a name here, and Excel need not warn of a number that is written as text.
    sheet.ignore_errors({"number_stored_as_text": f"A{_HEAD_ROW + 1}:XFD{last + 1}"})
    _set_up_reading(sheet, styles, release, last)


def _write_row(sheet: Worksheet, styles: Styles, place: int, row: Row) -> None:
    """Write a row's cells, each number as a number. Called for each row of a sheet. place: the row's, from 0."""
    texts = [(value, FORMS[head].width) for head, value in row.values.items() if isinstance(value, str)]
    sheet.set_row(place, find_height(texts))
    for column, head in enumerate(Head):
        value, kind = row.values[head], FORMS[head].kind
        if isinstance(value, Decimal):
            number_format = styles.find_number(write_number_format(kind, value, row.decimals))
            sheet.write_number(place, column, float(value), number_format)
        else:
            sheet.write_string(place, column, value, styles.text if kind is Kind.TEXT else styles.word)


def _set_up_reading(sheet: Worksheet, styles: Styles, release: Release, last: int) -> None:
    """What stays in sight on the screen, and what is printed: A3 on its side, one page wide, the head on each page,
    the columns to `LAST_PRINTED`. Called once a sheet. last: its last row, from 0."""
    sheet.freeze_panes(_HEAD_ROW + 1, _FROZEN)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.print_area(0, 0, last, list(Head).index(LAST_PRINTED))
    sheet.set_footer(styles.write_footer(release))
