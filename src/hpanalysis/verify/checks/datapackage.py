"""datapakke: the published CSV files are what datapackage.json (Frictionless, version 1) says of them, cell by cell.

Only the types and constraints that the program writes are known here; any other raises, and so fails the check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from hpanalysis.published.figures import read_rows
from hpanalysis.published.names import CHARTS_FOLDER, DATA_PACKAGE_JSON, PEOPLE_CSV
from hpanalysis.verify.opening.outcomes import Outcome, conclude, format_count, quote
from hpanalysis.verify.opening.package import Package, sha256

NAME = "datapakke"

Field = Mapping[str, Any]  # the declaration of a column


def _is_integer(text: str, field: Field) -> bool:
    """Whether a cell is a whole number, with or without a sign. Called for each cell of a column of type integer, when
    a package's tables are compared with datapackage.json. field: the column's declaration, not used here."""
    return re.fullmatch(r"[+-]?\d+", text) is not None


def _is_number(text: str, field: Field) -> bool:
    """Whether a cell is a decimal number; `NaN` and `Infinity` are not. Called for each cell of a column of type
    number. field: the column's declaration, not used here."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_date(text: str, field: Field) -> bool:
    """Whether a cell is a date that exists, written as 2026-06-30; Python's parser takes other forms too. Called for
    each cell with a value in a column of type date. field: the column's declaration, not used here."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_boolean(text: str, field: Field) -> bool:
    """Whether a cell is one of the words that the column's declaration (`field`) has for true and false; undeclared
    they are `true` and `false`. Called for each cell of a column of type boolean, when a package's tables are compared
    with datapackage.json."""
    return text in (*field.get("trueValues", ("true",)), *field.get("falseValues", ("false",)))


# Whether a cell that is not missing is of a type of Table Schema.
_TYPES: dict[str, Callable[[str, Field], bool]] = {
    "string": lambda text, field: True,
    "integer": _is_integer,
    "number": _is_number,
    "date": _is_date,
    "boolean": _is_boolean,
    "year": lambda text, field: re.fullmatch(r"\d{4}", text) is not None,
}


# Whether a cell that is not missing meets a constraint; such a cell meets "required" already.
_CONSTRAINTS: dict[str, Callable[[str, Any], bool]] = {
    "required": lambda text, limit: True,
    "enum": lambda text, limit: text in limit,
    "pattern": lambda text, limit: re.fullmatch(limit, text) is not None,
    "minimum": lambda text, limit: Decimal(text) >= Decimal(str(limit)),
    "maximum": lambda text, limit: Decimal(text) <= Decimal(str(limit)),
}


def _fits(text: str, field: Field, missing: list[str]) -> bool:
    """Whether a cell of a published CSV file is of its column's type and within its constraints. Called for every cell.
    field: the column's declaration in datapackage.json. missing: the texts that mean no value; such a cell fits unless
    the column is required. KeyError for a type or constraint not known here."""
    constraints = field.get("constraints", {})
    if text in missing:
        return not constraints.get("required", False)
    if not _TYPES[field["type"]](text, field):
        return False
    return all(_CONSTRAINTS[name](text, limit) for name, limit in constraints.items())


def _find_wrong_cells(resource: Mapping[str, Any], text: str) -> Iterator[str]:
    """Where the text of a published CSV file departs from its declaration; Danish sentences. Called for each file that
    datapackage.json declares. resource: the declaration. Found are other columns than declared or a row with too many
    or too few cells (then nothing more is looked at), a cell that does not fit its column, and a key that two rows
    share."""
    schema, name = resource["schema"], quote(resource["path"])
    fields = {field["name"]: field for field in schema["fields"]}
    rows = list(read_rows(text))
    head = text.partition("\n")[0].rstrip("\r").split(",")
    # DictReader has the key None in a row with too many cells, and the value None in a row with too few.
    if head != list(fields) or any(None in row or None in row.values() for row in rows):
        yield f"{name} har ikke de kolonner, som {quote(DATA_PACKAGE_JSON)} siger."
        return
    missing = schema.get("missingValues", [""])
    for column, field in fields.items():
        if not all(_fits(row[column], field, missing) for row in rows):
            yield f"{name}: Kolonnen {quote(column)} har andet end det, som {quote(DATA_PACKAGE_JSON)} siger."
    key = schema.get("primaryKey", [])
    columns = [key] if isinstance(key, str) else key
    if columns and len({tuple(row[column] for column in columns) for row in rows}) != len(rows):
        yield f"{name} har to rækker med samme nøgle."


def _find_wrong_resource(resource: Mapping[str, Any], package: Package) -> Iterator[str]:
    """Where a published CSV file is missing, has another size or digest than declared, or cells that do not fit; in
    Danish. Called for each file that datapackage.json declares. resource: the file's declaration there."""
    name = resource["path"]
    content = package.published.get(name)
    if content is None:
        yield f"{quote(name)} mangler."
        return
    digest = str(resource["hash"]).removeprefix("sha256:")
    if resource["bytes"] != len(content) or digest != sha256(content):
        yield f"{quote(name)} er ikke den fil, som {quote(DATA_PACKAGE_JSON)} nævner."
    yield from _find_wrong_cells(resource, package.published_text(name))


def _is_for_people(name: str) -> bool:
    """Whether a CSV file of the publication is for people, and no data file. Called for each."""
    return name == PEOPLE_CSV or name.startswith(f"{CHARTS_FOLDER}/")


def check(package: Package) -> Outcome:
    """The check `datapakke`: whether every CSV file of the publication is declared in datapackage.json, and is as
    declared. Called once for each package that is verified."""
    resources = package.published_json(DATA_PACKAGE_JSON)["resources"]
    problems = [problem for resource in resources for problem in _find_wrong_resource(resource, package)]
    declared = [resource["path"] for resource in resources]
    # The files for people say the same once more, and have checks of their own (`kontorfiler`, `diagramfiler`).
    tables = sorted(name for name in package.published if name.endswith(".csv") and not _is_for_people(name))
    if sorted(declared) != tables:
        problems.append(f"{quote(DATA_PACKAGE_JSON)} nævner ikke netop de CSV-filer, der er udgivet.")
    return conclude(NAME, problems, f"{format_count(len(tables), 'CSV-fil', 'CSV-filer')} er, som de er beskrevet.")
