"""Reads the rows of a partner's sheets: each is known by its locked key, and held against what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.load.formats.excel import sheet as excel
from hpanalysis.partner_workbook.asked import Asked, AskedDelivery, AskedHours
from hpanalysis.partner_workbook.cells import Cells, read_cells, read_locked
from hpanalysis.partner_workbook.remarks import find_personal, list_known_words
from hpanalysis.partner_workbook.reported import PartnerRead, ReportedDelivery, ReportedHours
from hpanalysis.partner_workbook.rows import fill_delivery, fill_hours
from hpanalysis.partner_workbook.tables import (
    ACTIVITY,
    AGREED,
    DELIVERIES,
    GIVEN,
    GROUPS,
    KEY,
    NOTE,
    NUMBER,
    PARTICIPANTS,
    STATUS,
    UNTIL,
)
from hpanalysis.plan import Plan
from hpanalysis.workbooks.choices import fold_label
from hpanalysis.workbooks.columns import Table
from hpanalysis.workbooks.sheet_rows import Finding, SheetRows, name_cell, read_rows
from hpanalysis.workbooks.writing import FIRST_ROW

ANEW = "regnearket, som det blev sendt ud. Flyt tallene over i et nyt."
_HOURS_OF_A_YEAR = Decimal(8760)
_Row = AskedDelivery | AskedHours


def _find_moved(table: Table, rows: SheetRows, found: excel.Sheet) -> Iterator[Finding]:
    """A finding for each column that stands elsewhere than it was sent out. Called for each sheet whose heads are all
    there: a column that was moved alone would lay its numbers at other rows' sides unseen."""
    heads = next((row for row in found.rows if row.number == FIRST_ROW), None)
    for position, column in enumerate(table.columns):
        cell = heads.cells.get(position) if heads else None
        if rows.positions[column.head] != position or cell is None or fold_label(cell.text) != fold_label(column.head):
            place = name_cell(table.name, FIRST_ROW, position)
            yield Finding(place, f"Kolonnen »{column.head}« er flyttet.", f"»{column.head}« her. {ANEW}")


class RowReader:
    """Reads the sheets of one workbook against what its partner was asked. Made once a workbook."""

    def __init__(self, plan: Plan, asked: Asked, read: PartnerRead) -> None:
        """Begin to read. read: what is found is put there."""
        self._plan, self._asked, self._read = plan, asked, read
        self._known_words = list_known_words(plan)
        self._activities = {fold_label(row.name_da) for row in plan.activities}
        promises = {promise.promise_id for promise in plan.promises}
        kinds = ("personale", "unge")
        self._keys = promises | {f"{one.agreement}/{one.activity_id}/{kind}" for one in plan.hours for kind in kinds}

    def read_sheet(self, table: Table, found: excel.Sheet | None) -> None:
        """Read a sheet. Called for each that the workbook should have. found: None where it lacks it."""
        if found is None:
            wrong = "Arket mangler, eller det har fået et andet navn."
            self._read.findings.append(Finding(f"»{table.name}«", wrong, ANEW))
            return
        rows = read_rows(table, found)
        self._read.findings += rows.findings
        if len(rows.positions) < len(table.columns):
            return
        moved = list(_find_moved(table, rows, found))
        self._read.findings += moved
        if not moved:
            self._read_rows(table, rows)

    def _read_rows(self, table: Table, rows: SheetRows) -> None:
        """Read a sheet's rows, and see that none is missing or there twice. Called for each sheet that is in order."""
        wanted: Mapping[tuple[str, date], _Row]
        asked = self._asked.deliveries if table.name == DELIVERIES else self._asked.hours
        wanted = {(row.key, row.until): row for row in asked}
        seen: set[tuple[str, date]] = set()
        for row in rows.rows:
            cells = read_cells(table, rows, row)
            known = self._find_row(cells, wanted, seen)
            if known is not None:
                seen.add((known.key, known.until))
                self._check_locked(cells, known)
                self._check_note(cells)
                self._take(cells, known)
            self._read.findings += cells.findings
        for key, missing in wanted.items():
            if key not in seen:
                until = danish.format_day(missing.until, " ")
                wrong = f"Rækken for »{missing.activity}« med nøglen »{missing.key}« til og med {until} mangler."
                self._read.findings.append(Finding(f"»{table.name}«", wrong, f"alle regnearkets rækker. {ANEW}"))

    def _find_row(
        self, cells: Cells, wanted: Mapping[tuple[str, date], _Row], seen: set[tuple[str, date]]
    ) -> _Row | None:
        """What a row is about, by its locked key and day; None, with a finding, where it is nothing that is asked, or
        stands there before. Called for each row."""
        key, until = read_locked(cells, KEY), read_locked(cells, UNTIL)
        if key not in self._keys:
            cells.find(KEY, "Rækkens nøgle findes ikke i planen.", f"nøglen, som den blev sendt ud. {ANEW}")
            return None
        if key not in {one for one, _ in wanted}:
            cells.find(KEY, "Rækken hører til en anden part end regnearket.", f"kun rækker for {self._asked.partner}.")
            return None
        row = next((row for one, row in wanted.items() if one == (key, until)), None)
        if row is None:
            days = [danish.format_day_in_digits(day) for one, day in wanted if one == key]
            cells.find(UNTIL, "Dagen er ikke den, der er spurgt om.", f"{danish.join_words(days, 'eller')}.")
        elif (row.key, row.until) in seen:
            cells.find(KEY, "Rækken står to gange.", "én række for hver nøgle og dag.")
            return None
        return row

    def _check_locked(self, cells: Cells, row: _Row) -> None:
        """See that the locked cells name the activity and what was agreed as the plan does. Called for each row."""
        filled = fill_delivery(row, self._plan) if isinstance(row, AskedDelivery) else fill_hours(row)
        activity = read_locked(cells, ACTIVITY)
        if activity is None or fold_label(str(activity)) != fold_label(row.activity):
            is_known = activity is not None and fold_label(str(activity)) in self._activities
            wrong = "Aktiviteten er ikke den, rækken er lavet til." if is_known else "Aktiviteten findes ikke i planen."
            cells.find(ACTIVITY, wrong, f"»{row.activity}«.")
        agreed = read_locked(cells, AGREED)
        if agreed is None or fold_label(str(agreed)) != fold_label(str(filled[AGREED])):
            cells.find(AGREED, "Det aftalte er ikke, som planen har det.", f"»{filled[AGREED]}«.")

    def _check_note(self, cells: Cells) -> None:
        """See that a remark holds nothing of a person's. Called for each row."""
        wrong = find_personal(cells.values.get(NOTE, ""), self._known_words)
        if wrong:
            expected = (
                "organer og titler, som planen skriver dem, og andre navneord med småt. Er det et navn på en person "
                "eller andet om en, så fjern det."
            )
            cells.find(NOTE, wrong, expected)
            del cells.values[NOTE]

    def _take(self, cells: Cells, row: _Row) -> None:
        """Take what a row reports, or note that it is empty. Called for each row that is asked."""
        if not cells.filled:
            self._read.empty.append((cells.table.name, cells.row.number))
            return
        number = NUMBER if isinstance(row, AskedDelivery) else GIVEN
        if number not in cells.filled:
            cells.find(number, "Cellen er tom, men rækken er udfyldt.", "et tal; 0, hvis intet er leveret eller givet.")
        if isinstance(row, AskedDelivery):
            self._take_delivery(cells, row)
        else:
            self._take_hours(cells, row)

    def _take_delivery(self, cells: Cells, row: AskedDelivery) -> None:
        """Take a row of deliveries when nothing is wrong in it. Called for each that is filled in."""
        if row.by_group and NUMBER in cells.filled and GROUPS not in cells.filled:
            cells.find(GROUPS, "»Grupper« er tom.", "hvor mange grupper tallet gælder, for det aftalte gælder hver.")
        elif GROUPS in cells.filled and not row.by_group:
            cells.find(GROUPS, "Her spørges ikke om grupper.", "en tom celle.")
        if cells.findings:
            return
        number, groups = int(cells.values[NUMBER]), cells.count(GROUPS)
        if groups == 0 and number:
            cells.find(GROUPS, "Tallet i »I alt« er over 0, men der er ingen grupper.", "mindst én gruppe.")
            return
        participants, note = cells.count(PARTICIPANTS), cells.values.get(NOTE)
        status, place = cells.values.get(STATUS), cells.place(NUMBER)
        self._read.deliveries.append(ReportedDelivery(row, number, groups, participants, status, note, place))

    def _take_hours(self, cells: Cells, row: AskedHours) -> None:
        """Take a row of hours when nothing is wrong in it, and they are not more than a year can have. Called for each
        that is filled in."""
        if GIVEN in cells.values:
            hours = Decimal(cells.values[GIVEN])
            agreed = row.promise.a_year or Decimal(0)
            most = max(_HOURS_OF_A_YEAR, agreed)
            if hours > most:
                why = "så mange er aftalt for et helt år" if agreed == most else "flere har et helt kalenderår ikke"
                expected = f"højst {danish.format_exactly(most)} timer: {why}, og rækken gælder højst et halvt."
                cells.find(GIVEN, "Timerne kan ikke passe.", expected)
        if not cells.findings:
            self._read.hours.append(ReportedHours(row, Decimal(cells.values[GIVEN]), cells.place(GIVEN)))
