"""What a cell takes: the lists that cells choose from, and the rule of each column that may be filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

from hpanalysis.workbooks.columns import MOST_COUNTED, Column, Form
from hpanalysis.workbooks.sheet_rows import name_column
from hpanalysis.workbooks.styles import Styles

LISTS = "Lister"
_LIST_WIDTH = 44
_MOST_TITLE = 32  # signs of a cell's message's title in Excel


class Lists:
    """The sheet of lists. Made once; each list is written when a column first needs it."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        """Begin without lists. Called when the sheet has been added."""
        self._sheet, self._styles = sheet, styles
        self._places: dict[tuple[str, ...], str] = {}

    def place(self, name: str, labels: tuple[str, ...]) -> str:
        """The range of a list, as a validation names it. Called for each column that has one; two columns with the same
        labels share a list."""
        if labels not in self._places:
            position = len(self._places)
            self._sheet.write_string(0, position, name, self._styles.head)
            self._sheet.set_column(position, position, _LIST_WIDTH)
            for row, label in enumerate(labels, start=1):
                self._sheet.write_string(row, position, label, self._styles.text)
            letters = name_column(position)
            self._places[labels] = f"='{LISTS}'!${letters}$2:${letters}${len(labels) + 1}"
        return self._places[labels]


def describe_rule(column: Column, lists: Lists, first_day: date) -> dict[str, Any]:
    """What a cell takes, and what it says when one stands in it and when something else is written. Called for each
    column that may be filled in. first_day: the earliest that a day can be."""
    rule: dict[str, Any] = {"validate": "any", "input_title": column.head[:_MOST_TITLE], "input_message": column.help}
    if column.choices is not None:
        rule |= {"validate": "list", "source": lists.place(column.choices.name, column.choices.listed)}
        rule["error_message"] = "Vælg et af ordene på listen."
    elif column.suggested:
        rule |= {"validate": "list", "source": lists.place(column.head, column.suggested)}
        rule |= {"error_type": "information", "error_message": "Navnet er ikke på listen. Skal det stå her?"}
    elif column.form in (Form.DAY, Form.MOMENT):
        rule |= {"validate": "date", "criteria": ">=", "value": first_day}
        rule["error_message"] = f"Skriv en dato fra {first_day:%d-%m-%Y} eller senere."
    elif column.form is Form.NUMBER:
        rule |= {"validate": "decimal", "criteria": ">", "value": 0, "error_message": "Skriv et tal over 0."}
    elif column.form is Form.AMOUNT:
        rule |= {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": MOST_COUNTED}
        rule["error_message"] = "Skriv et tal på 0 eller mere, fx 412,5."
    elif column.form is Form.COUNT:
        rule |= {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MOST_COUNTED}
        rule["error_message"] = "Skriv et helt tal på 0 eller mere."
    elif column.form is Form.YEAR:
        rule |= {"validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2100}
        rule["error_message"] = "Skriv et årstal, fx 2026."
    return rule | {"error_title": column.head[:_MOST_TITLE]}
