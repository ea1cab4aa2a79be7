"""tabeller.xlsx: a cover, a sheet an agreement, and notes; each sheet a table that Excel can filter and read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from hpanalysis.published.office import columns
from hpanalysis.report.cells import Cells
from hpanalysis.report.office import cover, notes
from hpanalysis.report.office.figures_sheet import write_figures
from hpanalysis.report.office.packing import pack_parts, unpack_parts
from hpanalysis.report.office.rows import list_rows
from hpanalysis.report.office.sheet_styles import TITLE_HEIGHT, Styles, find_height
from hpanalysis.report.release import Release

_CORE, _END_OF_CORE = "docProps/core.xml", b"</cp:coreProperties>"
_LANGUAGE = b"<dc:language>da-DK</dc:language>"
_WITH_DECIMALS = re.compile(rb"<v>(-?\d+\.\d+)</v>")
_NARROW, _WIDE = 34, 92  # letters
_A4 = 9


def make_workbook(release: Release, cells: Cells) -> bytes:
    """The bytes of tabeller.xlsx; the same figures give the same bytes. Called once for a half-year's public edition.
    Its time is the report's date, because the clock would make each run another."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(
        {
            "title": cover.make_title(release),
            "subject": release.plan.settings.name,
            "author": release.plan.settings.publisher,
            "comments": cover.describe_data_briefly(release),
            "created": datetime.combine(release.made, time()),
        }
    )
    styles = Styles(book)
    _write_cover(book, styles, release)
    for name, agreement in cover.name_sheets(release).items():
        rows = list_rows(release, cells, agreement)
        write_figures(book, styles, release, (name, agreement), rows)
    _write_notes(book, styles, release)
    book.close()
    parts = {name: _write_plainly(part) for name, part in unpack_parts(buffer.getvalue()).items()}
    # XlsxWriter has no property for the language, which a screen reader chooses its voice by.
    parts[_CORE] = parts[_CORE].replace(_END_OF_CORE, _LANGUAGE + _END_OF_CORE)
    return pack_parts(parts)


def _write_plainly(part: bytes) -> bytes:
    """A part of the workbook with numbers as they are meant: XlsxWriter writes 82.4 as 82.40000000000001. Called for
    each part; only sheets have numbers with a point between these tags."""
    return _WITH_DECIMALS.sub(lambda found: b"<v>%.15g</v>" % float(found[1]), part)


def _add_text_sheet(book: Workbook, styles: Styles, release: Release, name: str, title: str) -> tuple[Worksheet, int]:
    """A sheet of two columns of text with its title and the warning on its data, and the row (from 0) in which its
    first table begins. Called for the cover and the notes."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _NARROW, styles.empty)
    sheet.set_column(1, 1, _WIDE, styles.empty)
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, title, styles.title)
    for row, line in enumerate(cover.describe_data(release), 1):
        sheet.write_string(row, 0, line, styles.warning)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(styles.write_footer(release))
    return sheet, len(cover.describe_data(release)) + 2


def _write_text_table(
    sheet: Worksheet, styles: Styles, row: int, name: str, heads: tuple[str, str], lines: Sequence[tuple[str, str]]
) -> int:
    """A table of two columns of text, from a row on (from 0); returns the row after it. Called for the tables of cover
    and notes; one without lines is left out. name: the table's, for Excel."""
    if not lines:
        return row
    last = row + len(lines)
    sheet.add_table(row, 0, last, 1, styles.describe_table(name, heads))
    for place, (word, text) in enumerate(lines, row + 1):
        sheet.set_row(place, find_height([(word, _NARROW), (text, _WIDE)]))
        sheet.write_string(place, 0, word, styles.text)
        sheet.write_string(place, 1, text, styles.text)
    return last + 1


def _write_cover(book: Workbook, styles: Styles, release: Release) -> None:
    """The cover: contents with links to the sheets, and what the file is. Called first, so that it opens first."""
    sheet, start = _add_text_sheet(book, styles, release, columns.COVER_SHEET, cover.make_title(release))
    contents = cover.list_contents(release)
    after = _write_text_table(sheet, styles, start, "Indhold", columns.CONTENTS_HEADS, contents)
    for row, (name, _) in enumerate(contents, start + 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.link, name)
    _write_text_table(sheet, styles, after + 1, "Om_filen", columns.ABOUT_HEADS, cover.list_facts(release))
    sheet.activate()


def _write_notes(book: Workbook, styles: Styles, release: Release) -> None:
    """The notes: words with their meanings, and the figures' caveats. Called last."""
    sheet, start = _add_text_sheet(book, styles, release, columns.NOTES_SHEET, "Noter til tallene")
    after = _write_text_table(sheet, styles, start, "Ord", columns.NOTES_HEADS, notes.list_notes(release))
    _write_text_table(sheet, styles, after + 1, "Forbehold", columns.CAVEATS_HEADS, notes.list_caveats(release))
