"""The CSV files of a plan written anew: as people and their spreadsheets save them, and with one slip."""

from __future__ import annotations

import csv
import io
import re
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

Rows = list[list[str]]
LAW = Path(__file__).resolve().parents[2] / "params" / "law"

# Columns of keys and words, in which signs that nobody sees may have come along.
KEYS = ("area_id", "indicator_id", "delmaal_id", "agreement_id", "duty_id", "source", "kind", "target", "organisation")
NUMBERS = ("value_as_printed", "margin", "target_value", "hours_per_year")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]{1,2}")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def copy_plan(plan: Path, folder: Path) -> Path:
    """A plan's folder copied, with the law beside the copy as beside every plan: a plan that adopts a measure of the
    state's criteria is not read without it."""
    shutil.copytree(LAW, folder.parent / "law", dirs_exist_ok=True)
    return shutil.copytree(plan, folder)


def take_out_of_criteria(folder: Path, *areas: str) -> None:
    """The measures of the state's criteria adopted for all areas but these, which are to be shown together: the law
    asks of each area by itself."""
    path = folder / "adoption.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(lines):
        if line.startswith("kriterie_"):
            for area in areas:
                line = re.sub(rf"(?<=[ ,]){area} | {area}(?=,)", "", line)
            lines[place] = line
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def read_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a file is saved."""

    delimiter: str
    quoted: bool
    encoding: str
    boms: int
    named: bool  # by a line `sep=`
    titles: tuple[str, ...]
    ending: str
    empty_columns: int
    empty_rows: frozenset[int]  # before which rows
    capitals: bool
    widthless: str  # a sign in headings and keys
    no_break: bool  # spaces are no-break spaces
    decimal_comma: bool
    danish_days: bool
    apart: bool  # letters and their rings and bars as two signs
    cut: bool  # empty cells are left out at the end of each sixteen rows, as Excel does

    def write(self, rows: Rows) -> bytes:
        heading, *below = rows
        unseen = self.widthless if self.encoding != "cp1252" else ""
        table = [[self._spell_heading(field, unseen) for field in heading]]
        table += [[self._spell(name, field, unseen) for name, field in zip(heading, row, strict=True)] for row in below]
        table = [[*row, *[""] * self.empty_columns] for row in table]
        for place in sorted(self.empty_rows, reverse=True):
            if place < len(table):
                table.insert(place + 1, [""] * len(table[0]))
        table = [[title, *[""] * (len(table[0]) - 1)] for title in self.titles] + table
        lines = self._cut(table) if self.cut and self.delimiter != "," and not self.named else table
        out = io.StringIO()
        quoting = csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=self.delimiter, quoting=quoting, lineterminator=self.ending).writerows(lines)
        text = (f"sep={self.delimiter}{self.ending}" if self.named else "") + out.getvalue()
        if self.apart and self.encoding != "cp1252":
            text = unicodedata.normalize("NFD", text)
        return ("\ufeff" * (self.boms if self.encoding != "cp1252" else 0) + text).encode(self.encoding)

    def _spell_heading(self, heading: str, unseen: str) -> str:
        spelt = heading.upper() if self.capitals else heading
        return f" {unseen}{spelt}\u00a0" if self.no_break else f"{spelt[:2]}{unseen}{spelt[2:]}"

    def _spell(self, heading: str, field: str, unseen: str) -> str:
        if self.decimal_comma and heading in NUMBERS and _DECIMAL.fullmatch(field):
            field = field.replace(".", ",")
        if self.danish_days and (heading in ("date", "period")) and (day := _DAY.fullmatch(field)):
            field = f"{day[3]}-{day[2]}-{day[1]}"
        if heading in KEYS and field:
            field = f"{field[:1]}{unseen}{field[1:]}"
        return field.replace(" ", "\u00a0") if self.no_break else field

    def _cut(self, table: Rows) -> Rows:
        cut: Rows = []
        for start in range(0, len(table), 16):
            block = table[start : start + 16]
            used = max(max((n for n, field in enumerate(row, start=1) if field), default=0) for row in block)
            cut += [row[:used] for row in block] if start and len(block) > 1 else block
        return cut


# As Excel in Danish saves a file: semicolons, decimal commas, its own dates, Windows' line breaks, a BOM.
EXCEL = Form(
    delimiter=";",
    quoted=False,
    encoding="utf-8",
    boms=1,
    named=False,
    titles=(),
    ending="\r\n",
    empty_columns=0,
    empty_rows=frozenset(),
    capitals=False,
    widthless="",
    no_break=False,
    decimal_comma=True,
    danish_days=True,
    apart=False,
    cut=True,
)

FORMS = st.builds(
    Form,
    delimiter=st.sampled_from([";", ",", "\t"]),
    quoted=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8", "utf-16", "cp1252"]),
    boms=st.integers(0, 2),
    named=st.booleans(),
    titles=st.sampled_from([(), (), ("Helhedsplanen",), ("Udtræk", "", "Rettet 1. marts 2026")]),
    ending=st.sampled_from(["\r\n", "\n", "\r"]),
    empty_columns=st.integers(0, 3),
    empty_rows=st.frozensets(st.integers(0, 60), max_size=3),
    capitals=st.booleans(),
    widthless=st.sampled_from(["", "\u200b", "\ufeff", "\u00ad"]),
    no_break=st.booleans(),
    decimal_comma=st.booleans(),
    danish_days=st.booleans(),
    apart=st.booleans(),
    cut=st.booleans(),
)


def change_cell(heading: str, change: Callable[[str], str], filled: bool = True) -> Callable[[Rows, int], Rows]:
    """A slip in one cell of a column: of row number `at`, counted round among those that are filled."""

    def slip(rows: Rows, at: int) -> Rows:
        column = rows[0].index(heading)
        found = [number for number, row in enumerate(rows[1:], start=1) if row[column] or not filled]
        number = found[at % len(found)]
        row = [change(field) if place == column else field for place, field in enumerate(rows[number])]
        return [*rows[:number], row, *rows[number + 1 :]]

    return slip
