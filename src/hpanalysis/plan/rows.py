"""The rows of the plan's tables of facts, as their files hold them: texts, some of which may be empty.

Each is a pydantic model whose fields are the file's columns: a field without a default is a column that must be there.
Columns that a model does not name may stand in the file for its readers, and are left out here.
"""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

# The name of a block: `1`, `A`, `1B` or `1-2`; `kun`, `og` and `only` are words of the column itself. A plan that was
# written for an earlier version of the program has `only` last, where `kun` stands first now.
_BLOCK = r"(?!(?:kun|og|only)\b)[^\W_]+(?:-[^\W_]+)?"
_BLOCKS = rf"({_BLOCK}(?:(?:, | og ){_BLOCK})*)"
_PART = re.compile(rf"kun blok {_BLOCKS}|blok {_BLOCKS} only")
# A range of departments. `0437-07` is none, but the number that a supplier gives one department.
_RANGE = re.compile(r"([1-9][0-9]{0,4}) ?[-–] ?([1-9][0-9]{0,4})")
_OTHERWISE_PARTED = re.compile(r"[0-9][0-9–-]* ?[,;+] ?[0-9][0-9 ,;+–-]*")
# A longer range would be "all others", which takes in every slip of a number too.
MOST_IN_A_RANGE = 100


class _Row(BaseModel):
    """A row of a CSV file of the plan: what is read stays as it is, and columns that it does not name are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def list_needed_columns(cls) -> tuple[str, ...]:
        """The columns that the file must have: those of the fields without a default. Called when it is declared which
        columns each file of the plan has (`csv_files.FILES`)."""
        return tuple(name for name, field in cls.model_fields.items() if field.is_required())

    @classmethod
    def list_optional_columns(cls) -> tuple[str, ...]:
        """The columns that the file may have: those of the fields with a default. Called when it is declared which
        columns each file of the plan has (`csv_files.OPTIONAL`)."""
        return tuple(name for name, field in cls.model_fields.items() if not field.is_required())


class AddressRange(_Row):
    """A row of addresses.csv: house numbers of a street that lie in an area."""

    area_id: str
    street: str
    numbers: str  # `2-26 even`, `5A`, `28-36 even, letters A B`
    note: str
    aliases: str = ""  # what the street is also called, parted by `|`


class StreetElsewhere(_Row):
    """A row of streets_elsewhere.csv: a street of the municipality that no area has a part of. With this file the plan
    knows all of the municipality's streets, and one that it does not know is no longer taken to lie elsewhere."""

    street: str
    note: str = ""
    aliases: str = ""  # what the street is also called, parted by `|`


class Department(_Row):
    """A row of departments.csv: a housing organisation's department, or some of its blocks, that lies in an area."""

    area_id: str
    organisation: str
    department: str
    part: str  # `kun blok 1 og 2`; empty for the whole department
    note: str
    aliases: str = ""  # what the department is also called, parted by `|`
    organisation_aliases: str = ""  # what the organisation is also called; on any one of its rows


class DepartmentsElsewhere(_Row):
    """A row of departments_elsewhere.csv: departments of an organisation, or some blocks of one, that lie in the
    municipality and in no area. What stands in neither file is unknown, and is never taken to lie elsewhere."""

    organisation: str
    departments: str  # `201-206|210|Bakkegården`
    part: str  # `kun blok 3 og 4`; empty for the whole department, or for the rest of one whose blocks lie in an area
    note: str
    aliases: str = ""
    organisation_aliases: str = ""

    def list_departments(self) -> list[str]:
        """The departments that the row is about, each by itself: `201-203|210` -> 201, 202, 203 and 210. Called when
        extracts are placed and by `demo`. ValueError for a range that falls or has more than MOST_IN_A_RANGE numbers,
        for numbers parted by commas, and for a row without any department."""
        found: list[str] = []
        for text in split_aliases(self.departments):
            match = _RANGE.fullmatch(text)
            first, last = (int(match[1]), int(match[2])) if match else (0, 0)
            if match and not first < last < first + MOST_IN_A_RANGE:
                raise ValueError("no range of numbers")
            if match is None and _OTHERWISE_PARTED.fullmatch(text):
                raise ValueError("numbers that are not parted by |")
            found += [str(number) for number in range(first, last + 1)] if match else [text]
        if not found:
            raise ValueError("no department")
        return found


def split_aliases(text: str) -> list[str]:
    """The texts of a cell that holds several parted by `|`, none of them empty. Called for departments and for other
    names of streets, departments and organisations."""
    return [part.strip() for part in text.split("|") if part.strip()]


def list_blocks(part: str) -> list[str]:
    """The blocks (of dwellings, within a department) in a cell of the column `part`, as written: `kun blok 1 og 2` ->
    1 and 2; none where it is empty. Called when the plan's departments are indexed, to place the rows of an extract,
    and by `demo`. ValueError where the cell cannot be read."""
    match = _PART.fullmatch(part.strip())
    if part.strip() and match is None:
        raise ValueError("no list of blocks")
    return re.split(", | og ", match[1] or match[2]) if match else []


class Fact(_Row):
    """A row of context.csv: a figure that the plan prints of an area and that no delmål adopts. One with `indicator_id`
    is printed beside that indicator's baseline for comparison, and is shown with it."""

    fact: str
    area_id: str
    value_as_printed: str
    unit: str
    period: str
    source_as_printed: str
    fact_da: str
    indicator_id: str = ""  # the indicator that it is compared with in print; empty for none
    compared_da: str = ""  # whom it is of, where that is another group than the area's: `almene familieboliger`
    plan_lines: str = ""  # where the plan's text prints it
