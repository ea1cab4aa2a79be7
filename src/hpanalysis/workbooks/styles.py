"""The letters, colours and heights of a workbook to fill in."""

from __future__ import annotations

from typing import Any

from hpanalysis.workbooks.columns import Form

_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_DARK, _GREY, _PALE, _LINE, _BLUE = "#1F2A33", "#55606A", "#E8EDF2", "#CBD3DA", "#1B4F8A"
_BORDER = {"border": 1, "border_color": _LINE}
_NUMBER_FORMATS = {
    Form.DAY: "dd-mm-yyyy",
    Form.MOMENT: "dd-mm-yyyy hh:mm",
    Form.NUMBER: "0.##",
    Form.AMOUNT: "0.##",
    Form.COUNT: "0",
    Form.YEAR: "0",
}
_TEXT_FORMAT = "@"  # so that no program makes a day of a document's number
_LETTERS_A_LINE = 1.1  # letters that go into a digit's width
LINE_HEIGHT = 13.0


def count_lines(text: str, width: int) -> int:
    """How many lines a text fills in a column, about. Called for the heights of rows."""
    return max(1, -(-len(text) // max(1, int(width * _LETTERS_A_LINE) - 2)))


class Styles:
    """The formats of the workbook. Made once, because a program keeps them by the workbook."""

    def __init__(self, book: Any) -> None:
        """Add the formats. Called before the first sheet."""
        self._book = book
        self.title = self._add(bold=True, font_size=15, font_color=_DARK)
        self.about = self._add(font_color=_DARK)
        self.warning = self._add(bold=True, font_color=_DARK)
        self.help = self._add(italic=True, font_color=_GREY, text_wrap=True, indent=1)
        self.head = self._add(bold=True, bg_color=_PALE, text_wrap=True, align="left", indent=1, **_BORDER)
        self.word = self._add(bold=True, text_wrap=True)
        self.text = self._add(text_wrap=True)
        self.link = self._add(font_color=_BLUE, underline=1)
        self.end = self._add(italic=True, font_color=_GREY, bg_color=_PALE)
        self.cells = {form: self._add_cell(form) for form in Form}
        self.locked = {form: self._add_locked(form) for form in Form}

    def _add(self, **properties: Any) -> Any:
        """A format of the workbook's letters. Called for each."""
        return self._book.add_format(_FONT | properties)

    def _add_cell(self, form: Form) -> Any:
        """The format of cells to fill in, which are not locked. Called for each form."""
        number = _NUMBER_FORMATS.get(form, _TEXT_FORMAT)
        is_text = form in (Form.TEXT, Form.CHOICE)
        return self._add(num_format=number, locked=False, text_wrap=is_text, align="left", indent=1, **_BORDER)

    def _add_locked(self, form: Form) -> Any:
        """The format of cells that are filled in already and locked. Called for each form."""
        number = {"num_format": _NUMBER_FORMATS[form]} if form in _NUMBER_FORMATS else {}
        return self._add(bg_color=_PALE, text_wrap=True, align="left", indent=1, **number, **_BORDER)
