"""The kinds of fault that are planted, one at a time, each at a place drawn at random.

A kind is given a table that it may change, the same source's table of the delivery before, and a random source; it
returns what it did in a few words, or None where the table has no place for it. All of them give files that open and
look right.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

from hpanalysis.definitions.model import Column, Personal, Place, Type
from planted.extract_table import Table, find_street

Kind = Callable[[Table, Table, random.Random], str | None]

_DAY = re.compile(r"(\d{2})-(\d{2})-(\d{4})")


def _pick_rows(table: Table, column: Column, chosen: random.Random) -> tuple[int, int] | None:
    """Two rows that differ in a column."""
    values = table.values(column)
    if len(set(values)) < 2:
        return None
    first = chosen.randrange(len(values))
    others = [n for n, value in enumerate(values) if value != values[first]]
    return first, chosen.choice(others)


def _find_place_column(table: Table, chosen: random.Random) -> Column:
    """The column that decides in which area a row is counted."""
    if table.source.place is Place.ADDRESS:
        return next(column for column in table.source.columns if column.personal is Personal.ADDRESS)
    names = ("omraade",) if table.source.place is Place.AREA else ("afdeling", "organisation")
    return chosen.choice([column for column in table.source.columns if column.name in names])


def _pick_value(table: Table, column: Column, chosen: random.Random) -> str:
    return chosen.choice(sorted({value for value in table.values(column) if value}))


def _replace_all(table: Table, column: Column, old: str, new: str) -> int:
    place, changed = table.at(column), 0
    for row in table.rows:
        if row[place] == old:
            row[place], changed = new, changed + 1
    return changed


def swap_values(table: Table, before: Table, chosen: random.Random) -> str | None:
    column = chosen.choice(table.read_columns)
    if (pair := _pick_rows(table, column, chosen)) is None:
        return None
    place, (one, other) = table.at(column), pair
    table.rows[one][place], table.rows[other][place] = table.rows[other][place], table.rows[one][place]
    return column.name


def double_row(table: Table, before: Table, chosen: random.Random) -> str:
    table.rows.insert(chosen.randrange(len(table.rows) + 1), list(chosen.choice(table.rows)))
    return ""


def double_row_in_another_spelling(table: Table, before: Table, chosen: random.Random) -> str:
    row = list(chosen.choice(table.rows))
    for column in table.read_columns:
        place, text = table.at(column), row[table.at(column)]
        if column.personal is Personal.CPR:
            row[place] = text.replace("-", "")
        elif column.personal is Personal.ADDRESS:
            row[place] = text.upper()
        elif column.name == "afdeling":
            row[place] = chosen.choice(["0", "Afd. "]) + text
        elif column.name in ("organisation", "omraade"):
            row[place] = f" {text} "
        elif column.type is Type.DATE:
            row[place] = _DAY.sub(r"\3-\2-\1", text)
        elif column.tells_cases_apart:
            row[place] = text.replace("-", " ")
    table.rows.append(row)
    return ""


def drop_row(table: Table, before: Table, chosen: random.Random) -> str:
    del table.rows[chosen.randrange(len(table.rows))]
    return ""


def shift_row(table: Table, before: Table, chosen: random.Random) -> str:
    row, start = chosen.choice(table.rows), chosen.randrange(len(table.headings))
    row[start:] = ["", *row[start:-1]]
    return table.headings[start]


def move_column_down(table: Table, before: Table, chosen: random.Random) -> str | None:
    column = chosen.choice(table.read_columns)
    place, values = table.at(column), table.values(column)
    if len(set(values)) < 2:
        return None
    for row, value in zip(table.rows, [values[-1], *values[:-1]], strict=True):
        row[place] = value
    return column.name


def sort_column_alone(table: Table, before: Table, chosen: random.Random) -> str | None:
    column = chosen.choice(table.read_columns)
    place, values = table.at(column), table.values(column)
    if values == sorted(values):
        return None
    for row, value in zip(table.rows, sorted(values), strict=True):
        row[place] = value
    return column.name


def swap_headings(table: Table, before: Table, chosen: random.Random) -> str:
    one, other = chosen.sample(table.read_columns, 2)
    first, second = table.at(one), table.at(other)
    table.headings[first], table.headings[second] = table.headings[second], table.headings[first]
    return f"{one.name}, {other.name}"


def _find_numbers(table: Table) -> list[Column]:
    return table.of_type(Type.INTEGER, Type.DECIMAL)


def change_unit(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = _find_numbers(table)
    if not columns:
        return None
    column, factor = chosen.choice(columns), chosen.choice([0.1, 0.01, 10, 100, 1000, 7, 12])
    place = table.at(column)
    for row in table.rows:
        if row[place]:
            row[place] = str(int(float(row[place].replace(",", ".")) * factor))
    return f"{column.name} x {factor}"


def move_decimal(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = _find_numbers(table)
    if not columns:
        return None
    column, row = chosen.choice(columns), chosen.choice(table.rows)
    place, up = table.at(column), chosen.random() < 0.5
    if not row[place] or row[place] == "0":
        return None
    number = float(row[place].replace(",", "."))
    row[place] = str(int(number * 10)) if up else f"{number / 10:.4g}".replace(".", ",")
    return f"{column.name} {'x' if up else '/'} 10"


def lose_first_digit(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = [column for column in _find_numbers(table) if any(len(value) > 1 for value in table.values(column))]
    if not columns:
        return None
    column = chosen.choice(columns)
    row, place = chosen.choice([row for row in table.rows if len(row[table.at(column)]) > 1]), table.at(column)
    row[place] = row[place][1:]
    return column.name


def round_numbers(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = [column for column in _find_numbers(table) if any(len(value) > 2 for value in table.values(column))]
    if not columns:
        return None
    column = chosen.choice(columns)
    place = table.at(column)
    for row in table.rows:
        if row[place]:
            row[place] = str(round(float(row[place].replace(",", ".")) / 100) * 100)
    return column.name


def _cut_period(text: str) -> str:
    """The month of a day, the day, month or year itself else."""
    return text[3:] if _DAY.fullmatch(text) else text


def miss_period(table: Table, before: Table, chosen: random.Random) -> str | None:
    place = table.at(table.period)
    periods = sorted({_cut_period(row[place]) for row in table.rows})
    if len(periods) < 2:
        return None
    lost = chosen.choice(periods)
    table.rows[:] = [row for row in table.rows if _cut_period(row[place]) != lost]
    return ""


def _change_year(text: str, step: int) -> str:
    return re.sub(r"(19|20)\d{2}", lambda year: str(int(year[0]) + step), text)


def change_year_of_row(table: Table, before: Table, chosen: random.Random) -> str | None:
    column = chosen.choice([table.period, *table.of_type(Type.DATE, Type.MONTH, Type.YEAR)])
    place, step = table.at(column), chosen.choice([-100, -10, -1, 1, 10])
    filled = [row for row in table.rows if row[place]]
    if not filled:
        return None
    row = chosen.choice(filled)
    row[place] = _change_year(row[place], step)
    return column.name


def change_year_of_all(table: Table, before: Table, chosen: random.Random) -> str:
    column, step = (
        chosen.choice([table.period, *table.of_type(Type.DATE, Type.MONTH, Type.YEAR)]),
        chosen.choice([-1, 1]),
    )
    place = table.at(column)
    for row in table.rows:
        row[place] = _change_year(row[place], step)
    return f"{column.name} {step:+}"


def give_a_period_anothers(table: Table, before: Table, chosen: random.Random) -> str | None:
    place = table.at(table.period)
    periods = sorted({row[place] for row in table.rows})
    if len(periods) < 2:
        return None
    old, new = chosen.sample(periods, 2)
    _replace_all(table, table.period, old, new)
    return ""


def _turn_day(text: str) -> str:
    return _DAY.sub(lambda day: f"{day[2]}-{day[1]}-{day[3]}" if int(day[1]) <= 12 else day[0], text)


def swap_day_and_month_of_row(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = table.of_type(Type.DATE)
    places = [(n, table.at(column)) for column in columns for n in range(len(table.rows))]
    places = [(n, place) for n, place in places if _turn_day(table.rows[n][place]) != table.rows[n][place]]
    if not places:
        return None
    row, place = chosen.choice(places)
    table.rows[row][place] = _turn_day(table.rows[row][place])
    return table.headings[place]


def swap_day_and_month_of_all(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = table.of_type(Type.DATE)
    if not columns:
        return None
    place = table.at(chosen.choice(columns))
    turned = [_turn_day(row[place]) for row in table.rows]
    if turned == [row[place] for row in table.rows]:
        return None
    for row, text in zip(table.rows, turned, strict=True):
        row[place] = text
    return table.headings[place]


def rename_place(table: Table, before: Table, chosen: random.Random) -> str | None:
    """A department, an area or a street that bears another's name, in all its rows."""
    if table.source.place is Place.NOWHERE:
        return None
    column = _find_place_column(table, chosen)
    place = table.at(column)
    if column.personal is Personal.ADDRESS:
        streets = sorted({find_street(row[place]) for row in table.rows})
        old, new = chosen.choice(streets), chosen.choice([*streets, "Nyvangsvej", None])
        new = new or f"{streets[0]}et"
        for row in table.rows:
            if find_street(row[place]) == old:
                row[place] = row[place].replace(old, new, 1)
        return f"{column.name}, {'known' if new in streets else 'unknown'}"
    values = sorted(set(table.values(column)))
    old, new = chosen.choice(values), chosen.choice([*values, f"{chosen.choice(values)}1"])
    _replace_all(table, column, old, new)
    return f"{column.name}, {'known' if new in values else 'unknown'}"


def rename_place_of_row(table: Table, before: Table, chosen: random.Random) -> str | None:
    if table.source.place is Place.NOWHERE:
        return None
    column = _find_place_column(table, chosen)
    row, place = chosen.choice(table.rows), table.at(column)
    if column.personal is Personal.ADDRESS:
        row[place] = re.sub(r" \d+", f" {chosen.randrange(1, 200)}", row[place], count=1)
    else:
        row[place] = _pick_value(table, column, chosen)
    return column.name


def change_code_of_row(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = table.of_type(Type.CODE)
    if not columns:
        return None
    column, row = chosen.choice(columns), chosen.choice(table.rows)
    row[table.at(column)] = chosen.choice(sorted({*column.codes} - {row[table.at(column)]}))
    return column.name


def change_code_of_all(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = table.of_type(Type.CODE)
    if not columns:
        return None
    column = chosen.choice(columns)
    old = _pick_value(table, column, chosen)
    _replace_all(table, column, old, chosen.choice(sorted({*column.codes} - {old})))
    return f"{column.name}: {old}"


def swap_codes(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = [column for column in table.of_type(Type.CODE) if len(set(table.values(column))) > 1]
    if not columns:
        return None
    column = chosen.choice(columns)
    one, other = chosen.sample(sorted(set(table.values(column))), 2)
    _replace_all(table, column, one, "\0")
    _replace_all(table, column, other, one)
    _replace_all(table, column, "\0", other)
    return f"{column.name}: {one}, {other}"


def filter_rows(table: Table, before: Table, chosen: random.Random) -> str | None:
    """The rows of one code, area, organisation or whole number are gone."""
    columns = [
        column
        for column in table.read_columns
        if column.type in (Type.CODE, Type.INTEGER) or column.name in ("omraade", "organisation", "afdeling")
    ]
    if not columns:
        return None
    column = chosen.choice(columns)
    counts = Counter(table.values(column))
    lost = chosen.choice(sorted(counts))
    place = table.at(column)
    table.rows[:] = [row for row in table.rows if row[place] != lost] or table.rows[:1]
    return column.name


def cut_rows(table: Table, before: Table, chosen: random.Random) -> str:
    share = chosen.choice([0.01, 0.05, 0.2, 0.5])
    lost = max(1, round(share * len(table.rows)))
    del table.rows[len(table.rows) - lost :]
    return f"{share:.0%}"


def empty_cell(table: Table, before: Table, chosen: random.Random) -> str:
    column = chosen.choice(table.read_columns)
    rows = [row for row in table.rows if row[table.at(column)]]
    if not rows:
        return column.name
    chosen.choice(rows)[table.at(column)] = ""
    return column.name


def empty_column(table: Table, before: Table, chosen: random.Random) -> str:
    column = chosen.choice(table.read_columns)
    for row in table.rows:
        row[table.at(column)] = ""
    return column.name


def empty_end_of_column(table: Table, before: Table, chosen: random.Random) -> str:
    column = chosen.choice(table.read_columns)
    for row in table.rows[len(table.rows) // 2 :]:
        row[table.at(column)] = ""
    return column.name


def deliver_old_rows_again(table: Table, before: Table, chosen: random.Random) -> str:
    """The delivery before, with a row doubled or dropped so that the file is another."""
    table.headings[:], table.rows[:] = list(before.headings), [list(row) for row in before.rows]
    return drop_row(table, before, chosen)


def deliver_old_rows_with_new_dates(table: Table, before: Table, chosen: random.Random) -> str:
    """The delivery before, its days moved on to where the new ones lie."""
    newest = [
        max(int(year) for value in t.values(t.period) for year in re.findall(r"(?:19|20)\d{2}", value))
        for t in (table, before)
    ]
    step = newest[0] - newest[1]
    table.headings[:], table.rows[:] = list(before.headings), [list(row) for row in before.rows]
    for column in table.of_type(Type.DATE, Type.MONTH, Type.YEAR):
        for row in table.rows:
            row[table.at(column)] = _change_year(row[table.at(column)], step)
    return f"{step:+} years"


def mistype_cpr(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = [column for column in table.source.columns if column.personal is Personal.CPR]
    if not columns:
        return None
    row, place = chosen.choice(table.rows), table.at(columns[0])
    number = list(row[place])
    at = chosen.choice([n for n, sign in enumerate(number) if sign.isdigit()])
    number[at] = str((int(number[at]) + chosen.randrange(1, 9)) % 10)
    row[place] = "".join(number)
    return f"digit {at + 1}"


def step_number(table: Table, before: Table, chosen: random.Random) -> str | None:
    columns = _find_numbers(table)
    if not columns:
        return None
    column, row = chosen.choice(columns), chosen.choice(table.rows)
    place = table.at(column)
    if not row[place].isdigit():
        return None
    row[place] = str(max(0, int(row[place]) + chosen.choice([-2, -1, 1, 2])))
    return column.name


KINDS: dict[str, Kind] = {
    "two rows' values swapped": swap_values,
    "a row doubled": double_row,
    "a row doubled in another spelling": double_row_in_another_spelling,
    "a row dropped": drop_row,
    "a row shifted": shift_row,
    "a column moved down a row": move_column_down,
    "a column sorted alone": sort_column_alone,
    "two headings swapped": swap_headings,
    "a unit changed": change_unit,
    "a decimal moved": move_decimal,
    "a first digit lost": lose_first_digit,
    "numbers rounded": round_numbers,
    "a number typed wrong": step_number,
    "a period missing": miss_period,
    "a year wrong in a row": change_year_of_row,
    "a year wrong in all rows": change_year_of_all,
    "a period called as another": give_a_period_anothers,
    "day and month swapped in a row": swap_day_and_month_of_row,
    "day and month swapped in all rows": swap_day_and_month_of_all,
    "a place renamed": rename_place,
    "a row's place wrong": rename_place_of_row,
    "a code wrong in a row": change_code_of_row,
    "a code called as another": change_code_of_all,
    "two codes swapped": swap_codes,
    "rows filtered away": filter_rows,
    "the end cut off": cut_rows,
    "a cell emptied": empty_cell,
    "a column emptied": empty_column,
    "half a column emptied": empty_end_of_column,
    "the delivery before, a row less": deliver_old_rows_again,
    "the delivery before, with new dates": deliver_old_rows_with_new_dates,
    "a CPR number typed wrong": mistype_cpr,
}


def plant(table: Table, before: Table, seed: str, number: int) -> tuple[str, str, Table]:
    """A table with one fault: its kind, what was done, and the table. The kinds come in turn, so that each comes as
    often as another; one that finds no place hands on to the next."""
    chosen = random.Random(f"{seed} {table.source.name} {number}")
    names = list(KINDS)
    for step in range(len(names)):
        name = names[(number + step) % len(names)]
        faulty = table.copy()
        done = KINDS[name](faulty, before, chosen)
        if done is not None and (faulty.rows != table.rows or faulty.headings != table.headings):
            return name, done, faulty
    raise LookupError(f"no fault can be planted in {table.source.name}")
