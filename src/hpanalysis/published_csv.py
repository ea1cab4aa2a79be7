"""The texts of published CSV files, made safe to open in a spreadsheet.

A spreadsheet takes a cell that begins with = + - @ for a formula and runs it, whatever quotes stand around it (OWASP,
"CSV Injection"). Texts of the plan and of the analyst stand in these files, so each place where a spreadsheet may begin
a cell is guarded by an apostrophe: the text's beginning, a new line, a tabulator, and a semicolon, at which a Danish
spreadsheet parts a file of commas. Numbers are never touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_BEGINS = r"(?:^|(?<=[;\t\r\n]))"
_FORMULA = r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]"  # the last four: full-width forms, which some spreadsheets read alike
_OPEN = re.compile(rf"{_BEGINS}(?=\s*'*{_FORMULA})")
_GUARDED = re.compile(rf"{_BEGINS}'(?=\s*'*{_FORMULA})")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def guard_text(text: str) -> str:
    """Return the text with an apostrophe before whatever a spreadsheet would run: `'=1+1`. A number stays as it is.
    Called for each text of a CSV file that is published or packed, and of the command `audit-table`'s CSV answer."""
    return text if _NUMBER.fullmatch(text) else _OPEN.sub("'", text)


def restore_text(text: str) -> str:
    """Return a guarded text as it was before `guard_text` put apostrophes in it; a number stays as it is. Called for
    each cell of published corrections and figures that a run or a page reads again."""
    return text if _NUMBER.fullmatch(text) else _GUARDED.sub("", text)


def format_csv(table: pd.DataFrame) -> str:
    """Write a table as a CSV file: comma, a heading, empty where there is nothing. Every text is guarded against being
    run as a formula in a spreadsheet; numbers are written as they are. Called for every CSV file that a run or a
    package publishes."""
    import pandas as pd

    safe = {
        name: pd.Series([guard_text(cell) if isinstance(cell, str) else cell for cell in column], dtype=object)
        for name, column in table.items()
    }
    return pd.DataFrame(safe, columns=table.columns).to_csv(index=False, lineterminator="\n")
