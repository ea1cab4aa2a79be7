"""The XML of one sheet -> its filled cells, by row, and what is merged and hidden."""

from __future__ import annotations

from hpanalysis.load.formats.excel.shared_strings import TextCollector, restore_text
from hpanalysis.load.formats.excel.sheet import Cell, Kind, MergedRange, Row, Shown
from hpanalysis.load.formats.excel.xml_events import Attributes, Malformed, TooLarge

# The bounds of a workbook that is read: filled cells of all its sheets, and the signs of all their texts.
MOST_CELLS = 5_000_000
MOST_SIGNS = 200_000_000
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384  # of a sheet in Excel
_DIGITS = "0123456789"
_TRUE = ("1", "true")
_KINDS = {"b": Kind.BOOLEAN, "d": Kind.ISO_DAY, "n": Kind.NUMBER, "str": Kind.TEXT, "inlineStr": Kind.TEXT}


class Budget:
    """How much of a workbook may still be read. Made once a workbook and shared by its sheets: a file of few bytes may
    name one long text in a million cells."""

    def __init__(self) -> None:
        """Begin with no cells and no signs (characters) counted. Called once for each workbook that is read, because a
        workbook with too many of them is refused."""
        self._cells = self._signs = 0

    def spend(self, signs: int) -> None:
        """Count a filled cell, with the number of signs in it; `TooLarge` when the workbook has more than `MOST_CELLS`
        or `MOST_SIGNS`. Called for each filled cell that is read."""
        self._cells += 1
        self._signs += signs
        if self._cells > MOST_CELLS or self._signs > MOST_SIGNS:
            raise TooLarge


def _parse_column(letters: str) -> int:
    """The position of a column, from 0, by its letters in either case: `A` -> 0, `AA` -> 26. Called once for each
    column in which a sheet has cells, and for the corners of merged ranges. `Malformed` for what is no column of a
    sheet."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > _MOST_COLUMNS:
            raise Malformed
        number = 26 * number + ord(letter) - ord("A") + 1
    if not 1 <= number <= _MOST_COLUMNS:
        raise Malformed
    return number - 1


def _parse_row(digits: str) -> int:
    """The number of a row, from 1; `Malformed` for what is no row of a sheet. Called for the number of each row, for
    that in the place of a cell where it is written otherwise, and for merged ranges."""
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 7 and 1 <= int(digits) <= _MOST_ROWS):
        raise Malformed
    return int(digits)


def _parse_place(place: str) -> tuple[int, int]:
    """Row and column, from 0, of a place such as `B12`; `Malformed` for what is no place of a sheet. Called for the
    corners of merged ranges."""
    letters = place.replace("$", "").rstrip(_DIGITS)
    return _parse_row(place.replace("$", "")[len(letters) :]) - 1, _parse_column(letters)


class SheetReader:
    """Takes in the tags of one sheet, in order. Made for each sheet of a workbook; read when all have come. Rows and
    columns without a place of their own follow the one before, as in Excel."""

    def __init__(self, strings: list[Cell], formats: list[Shown], budget: Budget, *, recalculated: bool) -> None:
        """Begin a sheet without rows. Called for each sheet of a workbook. strings, formats: the workbook's, by number.
        budget: how much of the workbook may still be read. recalculated: the workbook asks Excel to compute every
        formula when it is opened, as programs have it that cannot compute themselves and write 0 for each."""
        self._strings = {str(number): cell for number, cell in enumerate(strings)}
        # A workbook without styles shows every number plainly.
        self._shown = {str(number): shown for number, shown in enumerate(formats or [Shown.PLAIN])}
        self._budget, self._recalculated = budget, recalculated
        self._by_number: dict[int, Row] = {}
        self.merged: list[MergedRange] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self._columns: dict[str, int] = {}  # letters -> position, so that each is worked out once
        self._row = Row(0, {}, False)
        self._row_digits = ""
        self._position = -1
        self._in_cell = self._in_value = self._has_formula = self._has_value = False
        self._type, self._style = "n", "0"
        self._value: list[str] = []
        self._inline = TextCollector()

    @property
    def rows(self) -> list[Row]:
        """The rows with a filled cell, from the top. Read when the sheet's last tag has come."""
        return [self._by_number[number] for number in sorted(self._by_number) if self._by_number[number].cells]

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take in an opening tag of a sheet's XML: a row, a cell and what is in it, merged cells or hidden columns.
        Called by the XML parser for each opening tag, when a workbook is read."""
        if tag == "c":
            self._start_cell(attributes)
        elif self._in_cell:
            if tag == "v":
                self._in_value = self._has_value = True
            elif tag == "f":
                self._has_formula = True
            elif tag == "is":
                self._has_value, self._inline = True, TextCollector()
            else:
                self._inline.start(tag)
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.merged.append((_parse_place(first), _parse_place(last or first)))
        elif tag == "col" and (attributes.get("hidden") in _TRUE or attributes.get("width") == "0"):
            self.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))

    def end(self, tag: str) -> None:
        """Take in a closing tag, which may end a cell, its value or a text in it. Called by `parse_part` for each
        closing tag of the sheet's XML."""
        if tag == "c":
            self._end_cell()
        elif tag == "v":
            self._in_value = False
        elif self._in_cell:
            self._inline.end(tag)

    def add(self, text: str) -> None:
        """Take in a text between two tags of the sheet's XML: one in a cell is kept, any other is not. Called by the
        parser for each text."""
        if self._in_value:
            self._value.append(text)
        elif self._in_cell:
            self._inline.add(text)

    def _start_row(self, attributes: Attributes) -> None:
        """Note the number of a row, and whether it is hidden, from the attributes of its tag; a row without a number
        follows the one before. Called for each row of a sheet that is read. `Malformed` for a number that no row
        has."""
        self._row_digits = attributes.get("r") or str(self._row.number + 1)
        number = _parse_row(self._row_digits)
        hidden = attributes.get("hidden") in _TRUE or attributes.get("ht") == "0"
        # A row in two pieces is one row; a cell that comes twice is refused when it ends.
        earlier = self._by_number.get(number)
        self._row = Row(number, earlier.cells if earlier else {}, hidden or bool(earlier and earlier.hidden))
        self._by_number[number] = self._row
        self._position = -1

    def _start_cell(self, attributes: Attributes) -> None:
        """Note the column, type and style of the cell whose tag begins. Called for each cell of a sheet. `Malformed`
        where the cell names another row than the one it is in."""
        if place := attributes.get("r"):
            letters = place.rstrip(_DIGITS)
            if (position := self._columns.get(letters)) is None:
                position = self._columns[letters] = _parse_column(letters)
            if place[len(letters) :] != self._row_digits and _parse_row(place[len(letters) :]) != self._row.number:
                raise Malformed
            self._position = position
        else:
            self._position += 1
        self._in_cell, self._has_formula, self._has_value = True, False, False
        self._type, self._style = attributes.get("t") or "n", attributes.get("s") or "0"

    def _end_cell(self) -> None:
        """Put a cell into its row if it is filled. Called at each cell's end. `Malformed` for a cell that comes twice,
        is beyond the last column or is in no row; `TooLarge` when the workbook has too many cells or signs."""
        self._in_cell = False
        cell = self._make_cell()
        self._value.clear()
        if cell is None:
            return
        if self._position in self._row.cells or self._position >= _MOST_COLUMNS or not self._row.number:
            raise Malformed
        self._budget.spend(len(cell.text))
        self._row.cells[self._position] = cell

    def _make_cell(self) -> Cell | None:
        """The cell that has just ended; None if it holds nothing but a format, or a text without any sign. A formula
        without a value, or with 0 where Excel is to compute all on opening, gives `Kind.UNCOMPUTED`. Called at each
        cell's end. `Malformed` for a type that no cell has, or a text or style that the workbook lacks."""
        if self._type == "e":
            return Cell(Kind.ERROR, "")
        if not self._has_value:
            return Cell(Kind.UNCOMPUTED, "") if self._has_formula else None
        value = "".join(self._value)
        if self._type == "s":
            if not value.strip():
                return None
            if (shared := self._strings.get(value.strip())) is None:
                raise Malformed
            return shared if shared.text else None
        if (kind := _KINDS.get(self._type)) is None:
            raise Malformed
        if kind is Kind.TEXT:
            # The text of an inline cell is in runs, as the shared ones are; that of a formula is its value.
            text = self._inline.take() if self._type == "inlineStr" else restore_text(value)
            return Cell(kind, text) if text else None
        value = value.strip()
        if self._has_formula and (not value or (self._recalculated and not value.strip("-0."))):
            return Cell(Kind.UNCOMPUTED, "")
        if self._style not in self._shown:
            raise Malformed
        return Cell(kind, value, self._shown[self._style]) if value else None
