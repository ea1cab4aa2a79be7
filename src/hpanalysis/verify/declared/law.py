"""The law as the package has it: params/law/criteria.csv, read as versions of almenboligloven §§ 61 a and 61 b."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hpanalysis.verify.declared.plan import PARAMS, Row, read_day, read_number, read_table
from hpanalysis.verify.declared.source_code import UNKNOWN
from hpanalysis.verify.opening.outcomes import Broken, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.remake.criteria.rules import PARALLEL, Kind, Limit, Rules

FILE = "params/law/criteria.csv"
LAW = f"{PARAMS}law/criteria.csv"


def _refuse(wrong: str) -> Broken:
    """What ends the check of a law that cannot be used. Called for each such thing. wrong: Danish."""
    return Broken(f"{quote(FILE)}: {wrong}")


def _read_fraction(text: str) -> Fraction:
    """A limit, exactly. Called for each. `Broken` for what is no number."""
    number = read_number(text)
    if number is UNKNOWN or number <= 0:
        raise _refuse(f"Grænsen {quote(text)} er ikke et tal over 0.")
    return Fraction(number)


def _read_limit(row: Row) -> Limit:
    """A row with a criterion. Called for those that are counted, and those that are required."""
    return Limit(
        measure=row["criterion"],
        comparison=row["comparison"],
        number=_read_fraction(row["limit"]),
        unit=row["unit"],
        years=int(row["years"]),
        paragraph=row["paragraph"],
    )


def _find_one(rows: Sequence[Row], rule: str, column: str) -> str:
    """A cell of the one row of a kind with a rule; "" where there is none. Called for what a kind may ask for once.
    `Broken` where there are two, because either could hold."""
    found = [row[column] for row in rows if row["rule"] == rule]
    if len(found) > 1:
        raise _refuse(f"Reglen {quote(rule)} står to gange.")
    return found[0] if found else ""


def _read_kind(name: str, rows: Sequence[Row]) -> Kind:
    """The rows of one kind of area in one version. Called for each. `Broken` where it counts years as something else
    than a parallelsamfund, which no version of the law does."""
    counts = {rule: _find_one(rows, rule, "limit") for rule in ("needed", "residents", "in_a_row")}
    if counts["in_a_row"] and _find_one(rows, "in_a_row", "criterion") != PARALLEL:
        raise _refuse("Det er kun år som parallelsamfund, der tælles.")
    return Kind(
        name=name,
        counted=tuple(_read_limit(row) for row in rows if row["rule"] == "counted"),
        needed=int(counts["needed"] or 0),
        required=tuple(_read_limit(row) for row in rows if row["rule"] == "required"),
        residents=int(counts["residents"] or 0),
        also=_find_one(rows, "also", "criterion"),
        in_a_row=int(counts["in_a_row"] or 0),
    )


def _read_version(version: str, rows: Sequence[Row]) -> Rules:
    """The rows of one version. Called for each. `Broken` where a day cannot be read."""
    first, last = (read_day(rows[0][column]) if rows[0][column] else None for column in ("valid_from", "valid_until"))
    if not first or UNKNOWN in (first, last):
        raise _refuse(f"En dag i version {quote(version)} kan ikke læses.")
    names = dict.fromkeys(row["area_type"] for row in rows)
    kinds = tuple(_read_kind(name, [row for row in rows if row["area_type"] == name]) for name in names)
    return Rules(version=version, first=first, last=last, kinds=kinds)


def read_law(package: Package) -> tuple[Rules, ...]:
    """The versions of the law in a package. Called once for each package whose plan has a measure of the state's
    criteria. `Broken` where the file is missing or cannot be used; other exceptions where it is not of its form, which
    the check tells as such."""
    table = read_table(package.files.get(LAW))
    if not table:
        raise Broken(f"{quote(FILE)} mangler eller kan ikke læses.")
    names = dict.fromkeys(row["version"] for row in table.values())
    return tuple(_read_version(name, [row for row in table.values() if row["version"] == name]) for name in names)
