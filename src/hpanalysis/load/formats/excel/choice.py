"""Which sheet of a workbook has the extract: the visible one, if it is the only one that may."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from hpanalysis.definitions.model import Source
from hpanalysis.load.formats.excel.errors import WorkbookErrors
from hpanalysis.load.formats.excel.sheet import Sheet
from hpanalysis.load.formats.excel.table import Heading, find_columns, find_heading, iterate_readable, list_texts
from hpanalysis.load.headings import count_recognised_columns, list_wanted_columns
from hpanalysis.load.values import normalise_text

# A sheet that goes on with the table without a heading does so in its first rows.
_FIRST_ROWS = 5


@dataclass(frozen=True)
class Candidate:
    """A sheet with a filled cell, and what in it looks most like the source's heading. Made by `choose_sheet`."""

    sheet: Sheet
    heading: Heading
    rows: int  # those under the heading that have two of its columns filled: a footnote has not

    @property
    def order(self) -> tuple[int, int]:
        """How complete the extract is in this sheet: columns recognised, then rows. Read when the sheet of a workbook
        that has the extract is chosen."""
        return self.heading.recognised, self.rows


def _make_candidate(sheet: Sheet, source: Source) -> Candidate:
    """The sheet with what in it looks most like the source's heading, and how many rows under the heading have at least
    two of its columns filled (or one, where it has one alone). Called for each sheet of a workbook that has a filled
    cell, to choose the one to load."""
    heading = find_heading(sheet, source)
    columns = find_columns(source, heading.texts).keys()
    least = min(2, len(columns)) or 1
    rows = sum(len(columns & row.cells.keys()) >= least for row in sheet.rows[heading.index + 1 :])
    return Candidate(sheet, heading, rows)


def choose_sheet(sheets: list[Sheet], errors: WorkbookErrors) -> Candidate:
    """The visible sheet with most of the source's columns.

    Called once, when the workbook is opened. Raises `Stop` where no visible sheet has a filled cell, where a hidden
    sheet is more complete than the visible one, where another visible sheet has the heading too, or half of it, or goes
    on with the rows, and where the heading is split over two rows.
    """
    source = errors.source
    found = [_make_candidate(sheet, source) for sheet in sheets if any(row.has_value for row in sheet.rows)]
    if not found:
        raise errors.empty()
    visible = [each for each in found if each.sheet.visible]
    hidden = [each for each in found if not each.sheet.visible and each.heading.recognised]
    best = max(visible, key=lambda each: each.order, default=None)
    fullest = max(hidden, key=lambda each: each.order, default=None)
    if fullest and (best is None or _is_more_complete(fullest, best, source)):
        raise errors.hidden_sheet(fullest.sheet, best.sheet if best and best.heading.recognised else None)
    if best is None:
        raise errors.empty()
    _refuse_other_tables(best, [each for each in visible if each is not best], errors)
    if best.heading.recognised < len(list_wanted_columns(source)) and _is_split(best, source):
        raise errors.split_heading(best.sheet.rows[best.heading.index].number)
    return best


def _is_more_complete(hidden: Candidate, visible: Candidate, source: Source) -> bool:
    """Whether a hidden sheet has more of the extract than the visible one: more columns, or as many and more rows.
    Asked of the most complete hidden sheet when the sheet to read is chosen. A sheet with less than half of the columns
    is no extract."""
    return _has_half(hidden, source) and hidden.rows > 0 and hidden.order > visible.order


def _has_half(candidate: Candidate, source: Source) -> bool:
    """Whether a sheet has at least half of the source's columns, and at least two of them. Asked of the most complete
    hidden sheet and of each visible sheet beside the one to be read, because such a sheet may be the extract too, while
    a front page or a list of codes mostly has fewer."""
    return 2 * candidate.heading.recognised >= max(len(list_wanted_columns(source)), 4)


def _refuse_other_tables(best: Candidate, others: list[Candidate], errors: WorkbookErrors) -> None:
    """Raise `Stop` where another visible sheet may be the extract too, or a part of it. Called for the sheet that would
    be read. A heading without rows is harmless."""
    all_columns = len(list_wanted_columns(errors.source))
    for other in others:
        if other.heading.recognised == all_columns and other.rows:
            raise errors.two_sheets(best.sheet, other.sheet)
    for other in others:
        if (_has_half(other, errors.source) and other.rows) or _goes_on(best, other, errors.source):
            raise errors.second_sheet(best.sheet, other.sheet)


def _goes_on(best: Candidate, other: Candidate, source: Source) -> bool:
    """Whether a sheet has, in the columns of the sheet to be read (best), rows of the same table: one of its first rows
    has a value in every required column. False where fewer than two are required. Asked of the other visible sheets,
    which may lack a heading."""
    columns = find_columns(source, best.heading.texts)
    required = {column for column in columns.values() if column.required}
    if len(required) < 2:
        return False
    rows = islice(other.sheet.rows, _FIRST_ROWS)
    return any(required <= set(iterate_readable(other.sheet, row, columns)) for row in rows)


def _is_split(best: Candidate, source: Source) -> bool:
    """Whether the heading's row and the next, or the one above, have together all of the source's columns. Asked where
    columns are missing, because "the column is not there" would be no help to a reader who sees it."""
    rows, index = best.sheet.rows, best.heading.index
    for upper in (index - 1, index):
        if upper >= 0 and upper + 1 < len(rows):
            above, below = list_texts(best.sheet, rows[upper]), list_texts(best.sheet, rows[upper + 1])
            if rows[upper + 1].number == rows[upper].number + 1:
                width = max(len(above), len(below))
                pairs = zip(above + [""] * (width - len(above)), below + [""] * (width - len(below)), strict=True)
                joined = [low if normalise_text(low) else high for high, low in pairs]
                if count_recognised_columns(source, joined) == len(list_wanted_columns(source)):
                    return True
    return False
