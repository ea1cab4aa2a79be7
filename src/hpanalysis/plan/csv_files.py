"""The plan's CSV files: which columns each has, and their rows with every cell still text."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hpanalysis.by_hand import csv_table
from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.by_hand.values import NotPlain
from hpanalysis.errors import Stop
from hpanalysis.plan import choices, contradictions, coverage, data_agreements, duties
from hpanalysis.plan.agreed import activities, budget, chain, hours, members, milestones, promises
from hpanalysis.plan.rows import AddressRange, Department, DepartmentsElsewhere, Fact, StreetElsewhere

_Value = TypeVar("_Value")

BASELINE_COLUMNS = (
    "indicator_id",
    "window",
    "area_id",
    "value_as_printed",
    "n_as_printed",
    "count_as_printed",
    "source_as_printed",
    "note",
)
AREA_COLUMNS = ("area_id", "name_da", "kind", "short_da", "letters_da", "in_text_da", "genitive_da")

# Each file of the plan -> the columns that it must have.
FILES = {
    "areas.csv": AREA_COLUMNS,
    "delmaal.csv": ("delmaal_id", "agreement_id", "name_da", "aim_da"),
    "adoption.csv": (
        "indicator_id",
        "delmaal_id",
        "areas",
        "target",
        "target_da",
        "baseline_window",
        "margin",
        "target_value",
        "judged_on",
    ),
    "baselines.csv": BASELINE_COLUMNS,
    "addresses.csv": AddressRange.list_needed_columns(),
    "streets_elsewhere.csv": StreetElsewhere.list_needed_columns(),
    "departments.csv": Department.list_needed_columns(),
    "departments_elsewhere.csv": DepartmentsElsewhere.list_needed_columns(),
    activities.FILE: activities.COLUMNS,
    promises.FILE: promises.COLUMNS,
    hours.FILE: hours.COLUMNS,
    milestones.FILE: milestones.COLUMNS,
    members.FILE: members.COLUMNS,
    chain.FILE: chain.COLUMNS,
    budget.FILE: budget.COLUMNS,
    "governance.csv": duties.COLUMNS,
    "sources.csv": data_agreements.COLUMNS,
    "coverage.csv": coverage.COLUMNS,
    "events.csv": ("area_id", "date", "indicators", "what_da", "rebase"),
    "context.csv": Fact.list_needed_columns(),
    choices.FILE: choices.COLUMNS,
    contradictions.FILE: contradictions.COLUMNS,
}
# Without the first, a plan knows of no department that lies elsewhere, and a run says which it would have to know.
# Without the second, every street that is not like one of the plan's is taken to lie elsewhere.
# Without the third, the plan says of no source that it leaves out some of the areas' departments.
# Without the next four, the plan has no dated promises, names no body's members, ties no activity to an aim, and has no
# budget. Without the last two, nothing was chosen that the plan leaves open, and no words of it contradict others.
OPTIONAL_FILES = (
    "departments_elsewhere.csv",
    "streets_elsewhere.csv",
    "coverage.csv",
    milestones.FILE,
    members.FILE,
    chain.FILE,
    budget.FILE,
    choices.FILE,
    contradictions.FILE,
)
# The columns that a file may have besides, and that are then read here or by the audit of printed tables.
OPTIONAL = {
    "adoption.csv": ("pooled_years", "breakdowns", "asked_by_da"),
    "addresses.csv": AddressRange.list_optional_columns(),
    "streets_elsewhere.csv": StreetElsewhere.list_optional_columns(),
    "departments.csv": Department.list_optional_columns(),
    "departments_elsewhere.csv": DepartmentsElsewhere.list_optional_columns(),
    "governance.csv": duties.OPTIONAL_COLUMNS,
    "sources.csv": data_agreements.OPTIONAL_COLUMNS,
    "context.csv": ("same_as", "part_of", *Fact.list_optional_columns()),
    activities.FILE: activities.OPTIONAL_COLUMNS,
}
# The columns that no two rows of a file may have alike; in the other files no two rows may be alike in all.
KEYS = {
    "areas.csv": ("area_id",),
    "delmaal.csv": ("delmaal_id",),
    "adoption.csv": ("indicator_id",),
    "baselines.csv": ("indicator_id", "window", "area_id", "source_as_printed"),
    "coverage.csv": ("source", "area_id"),
    activities.FILE: ("agreement", "activity_id"),
    promises.FILE: ("promise_id",),
    hours.FILE: ("agreement", "activity_id", "responsible_da", "hours_kind"),
    milestones.FILE: ("milestone_id",),
    members.FILE: ("body_id", "unit_da"),
    chain.FILE: ("agreement", "activity_id", "delmaal_id"),
    budget.FILE: ("agreement", "year", "funder_da"),
    choices.FILE: ("choice_id",),
    contradictions.FILE: ("title_da",),
}
# Columns that activities.csv had when promises and hours stood in it too.
_OLD_ACTIVITIES = {"measure", "target", "hours_per_year"}


def refuse(name: str, wrong: str, expected: str, *, row: CsvRow | None = None, column: str | None = None) -> Stop:
    """Make the `Stop` that ends the reading of the plan where a file cannot be used. Called by every check of a file,
    also in the modules `ids`, `duties` and `data_agreements`, which are given this function. name: the file's. wrong,
    expected: Danish. row, column: the place of the fault, if it is in one row or cell."""
    where, line = f"»{name}« i planens mappe", row.line if row else None
    return csv_table.refuse(where, wrong, expected, "Ret filen, og kør igen.", line=line, column=column)


def read_cell(name: str, row: CsvRow, column: str, read: Callable[[str], _Value], expected: str) -> _Value:
    """Read one cell with the reader of its kind. Called for each number, day and yes or no of the plan's CSV files.
    name: the file's. read: gives the value of a text, or raises `ValueError`, whose text is shown if it is a `NotPlain`
    (a Danish clause on what is wrong). expected: Danish, with an example. `Stop` with row and column where the cell
    cannot be used."""
    try:
        return read(row[column])
    except ValueError as error:
        why = str(error) if isinstance(error, NotPlain) else "kan ikke bruges"
        raise refuse(name, f"Feltet {why}.", f"{expected}.", row=row, column=column) from None


def _check_headings(name: str, headings: tuple[str, ...]) -> None:
    """`Stop` where a column is missing that the file must have, or where one looks like a column that it may have and
    is misspelt: it would be left out without a word. Called for each CSV file of the plan when it is read. headings: in
    small letters."""
    if name == activities.FILE and set(headings) >= _OLD_ACTIVITIES:
        raise refuse(
            name,
            "Filen har den gamle form, hvor leverancer og timer stod i samme fil som aktiviteterne.",
            f"aktiviteterne her, leverancerne i {promises.FILE} og timerne i {hours.FILE}, som i params/plan.",
        )
    if missing := [column for column in FILES[name] if column not in headings]:
        raise refuse(name, f"Kolonnen {missing[0]} mangler.", f"kolonnerne {', '.join(FILES[name])}.")
    optional = [column for column in OPTIONAL.get(name, ()) if column not in headings]
    for heading in set(headings) - set(FILES[name]) - set(OPTIONAL.get(name, ())):
        if like := difflib.get_close_matches(heading.replace(" ", "_"), optional, n=1, cutoff=0.8):
            raise refuse(name, f"Kolonnen {heading} kendes ikke.", f"{like[0]}, hvis det er den, der menes.")


def _check_rows(name: str, rows: tuple[CsvRow, ...]) -> None:
    """`Stop` where a row is there twice, word for word or by the columns of its key (`KEYS`): of two rows one would be
    lost, or both be counted. Called for each CSV file of the plan when it is read. name: the file's."""
    key = KEYS.get(name)
    seen: dict[tuple[str, ...], CsvRow] = {}
    for row in rows:
        own = tuple(row[column] for column in key) if key else tuple(row.cells.values())
        if (first := seen.setdefault(own, row)) is not row:
            wrong = f"Rækken står allerede som række {first.line}."
            raise refuse(name, wrong, f"én række for hver {', '.join(key)}." if key else "hver række én gang.", row=row)


def spell_with_commas(name: str, content: bytes) -> bytes:
    """The bytes of one of the plan's CSV files as a file of commas, however they were saved. Called for the leak gate
    of a package, which knows the plan's tables by their commas. name: the file's; the bytes of any other file are
    given back."""
    return csv_table.spell_with_commas(content, FILES[name]) if name in FILES else content


def read_rows(folder: Path, name: str) -> tuple[CsvRow, ...]:
    """Read the rows of one of the plan's CSV files, which has the columns that `FILES` promises. Called for each file
    of the plan. name: the file's, a key of `FILES`. `Stop` where the file or a column is missing, and where it is no
    CSV that can be read for sure. A file of OPTIONAL_FILES may be missing, and has no rows then."""
    where, known = f"»{name}« i planens mappe", (*FILES[name], *OPTIONAL.get(name, ()))
    try:
        table = csv_table.read(folder / name, where, known, ";".join(FILES[name][:5]))
    except FileNotFoundError:
        if name in OPTIONAL_FILES:
            return ()
        raise refuse(name, "Filen mangler.", f"{', '.join(FILES)} og plan.yaml.") from None
    except OSError:
        raise refuse(name, "Filen kan ikke åbnes.", "en fil, der må læses.") from None
    _check_headings(name, table.headings)
    _check_rows(name, table.rows)
    return table.rows
