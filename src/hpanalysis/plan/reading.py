"""The files of a plan's folder -> Plan. A missing file, column or key raises `Stop` with file and place."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from hpanalysis import strict_yaml
from hpanalysis.errors import Stop
from hpanalysis.plan import data_agreements, duties, ids
from hpanalysis.plan.merging import merge_areas
from hpanalysis.plan.model import Adoption, Area, Delmaal, Event, Level, Plan, Printed, Target
from hpanalysis.plan.rows import Activity, AddressRange, Department, DepartmentsElsewhere, Fact
from hpanalysis.plan.settings import LEAST_K, Settings

_Word = TypeVar("_Word", bound=Enum)
_Number = TypeVar("_Number", Decimal, int)
_Row = TypeVar("_Row", AddressRange, Department, DepartmentsElsewhere, Activity, Fact)

# The only number of windows that may be pooled: the reports and their sentences say "tre år".
POOLED_YEARS = 3

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
_AREA_COLUMNS = ("area_id", "name_da", "kind", "short_da", "letters_da", "in_text_da", "genitive_da")

FILES = {
    "areas.csv": _AREA_COLUMNS,
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
    "departments.csv": Department.list_needed_columns(),
    "departments_elsewhere.csv": DepartmentsElsewhere.list_needed_columns(),
    "activities.csv": Activity.list_needed_columns(),
    "governance.csv": duties.COLUMNS,
    "sources.csv": data_agreements.COLUMNS,
    "events.csv": ("area_id", "date", "indicators", "what_da", "rebase"),
    "context.csv": Fact.list_needed_columns(),
}
# A plan without the file knows of no department that lies elsewhere, and a run says which it would have to know.
OPTIONAL_FILES = ("departments_elsewhere.csv",)


def _stop(name: str, wrong: str, expected: str) -> Stop:
    """What ends the reading of the plan where a file cannot be used: its name, what is wrong, what was expected. Called
    by every check of a file; handed to `ids`, `duties` and `data_agreements` for theirs. The texts are Danish."""
    return Stop(wrong, place=f"»{name}« i planens mappe", expected=expected, do="Ret filen, og kør igen.")


def _read_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows (column -> cell) of one of the plan's CSV files (UTF-8, commas), with the columns that `FILES` promises.
    Called for each file of the plan. name: the file's, a key of `FILES`. `Stop` where the file or a column is missing,
    where it is no such CSV, and where a row has too few or too many cells. A file of OPTIONAL_FILES may be missing."""
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
            present = rows[0].keys() if rows else []
    except FileNotFoundError:
        if name in OPTIONAL_FILES:
            return []
        raise _stop(name, "Filen mangler.", f"{', '.join(FILES)} og plan.yaml.") from None
    except (csv.Error, UnicodeDecodeError):
        raise _stop(name, "Filen kan ikke læses.", "CSV i UTF-8 med komma.") from None
    missing = [column for column in FILES[name] if rows and column not in present]
    if missing:
        raise _stop(name, f"Kolonnen {missing[0]} mangler.", f"kolonnerne {', '.join(FILES[name])}.")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise _stop(
                name,
                f"Række {number} har ikke lige så mange felter som overskriften.",
                "ét felt pr. kolonne.",
            )
    return rows


def _read_settings(folder: Path) -> Settings:
    """plan.yaml as settings; `Stop` where the file is missing, or names the first key that is not known or cannot be
    used. Called once when the plan is read."""
    path = folder / "plan.yaml"
    if not path.is_file():
        raise _stop("plan.yaml", "Filen mangler.", "planens navn, periode og delaftaler.")
    try:
        return Settings(**strict_yaml.read(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        wrong = "kendes ikke" if first["type"] == "extra_forbidden" else "har ikke den rigtige form"
        raise _stop("plan.yaml", f"Nøglen {where} {wrong}.", _describe_expected(where)) from None


def _describe_expected(where: str) -> str:
    """What plan.yaml should have held, in Danish; called for the `Stop` about a key (where) such as `disclosure.k`."""
    return f"et helt tal fra {LEAST_K}." if where == "disclosure.k" else f"nøglerne {', '.join(Settings.model_fields)}."


def _parse_area(row: dict[str, str]) -> Area:
    """A row of areas.csv as an area; every column but its id, kind and names is kept as a fact that the plan prints of
    it. Called for each row when the plan is read."""
    return Area(
        id=row["area_id"],
        name=row["name_da"],
        kind=row["kind"],
        short=row["short_da"],
        letters=row["letters_da"],
        in_text=row["in_text_da"],
        genitive=row["genitive_da"],
        facts={column: text for column, text in row.items() if column not in _AREA_COLUMNS},
    )


def _parse_word(vocabulary: type[_Word], text: str, what: str) -> _Word:
    """A word of adoption.csv as a member of an Enum (vocabulary); `Stop` for a word that the Enum has not. Called for
    two columns of each row. what: the subject of the sentence in the `Stop`, in Danish."""
    try:
        return vocabulary(text)
    except ValueError:
        raise _stop(
            "adoption.csv", f"{what} kendes ikke.", f"en af {', '.join(v.value for v in vocabulary)}."
        ) from None


def _parse_positive(text: str, what: str) -> Decimal | None:
    """A number over 0 with a decimal point, or None where the cell is empty; `Stop` for anything else. Called for two
    columns of each row of adoption.csv. what: the subject of the sentence in the `Stop`, in Danish."""
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        number = Decimal(0)
    if number is not None and not (number.is_finite() and number > 0):
        raise _stop("adoption.csv", f"{what} er ikke et tal over 0.", "et tal med punktum, eller et tomt felt.")
    return number


def _parse_pooled_years(row: dict[str, str], key: str) -> int:
    """How many windows are pooled: 3, or 0 where the optional column pooled_years is empty or not there. Called for
    each row of adoption.csv. key: the indicator's. `Stop` for anything else."""
    text = row.get("pooled_years", "")
    if text not in ("", str(POOLED_YEARS)):
        raise _stop("adoption.csv", f"pooled_years for {key} kendes ikke.", f"{POOLED_YEARS}, eller et tomt felt.")
    return int(text or 0)


def _parse_adoption(row: dict[str, str], areas: list[str], margin: Decimal) -> Adoption:
    """A row of adoption.csv as an adoption; `Stop` where a cell cannot be used or two do not fit together. Called for
    each row when the plan is read. areas: the ids of the housing areas; margin: the plan's, where the row has none. The
    row's own `areas` are hver (each area and the total), samlet (the total only), or the ids of some areas."""
    chosen = {"hver": tuple(areas), "samlet": ()}.get(row["areas"], tuple(row["areas"].split()))
    if unknown := set(chosen) - set(areas):
        raise _stop(
            "adoption.csv",
            f"Området {sorted(unknown)[0]} findes ikke.",
            "hver, samlet eller områder fra areas.csv.",
        )
    key = row["indicator_id"]
    target = _parse_word(Target, row["target"], f"Målet for {key}")
    number = _parse_positive(row["target_value"], f"target_value for {key}")
    if (target is Target.NUMBER) != (number is not None):
        raise _stop(
            "adoption.csv",
            f"Målet for {key} og target_value passer ikke sammen.",
            "et tal i target_value, når target er number, og ellers et tomt felt.",
        )
    level = _parse_word(Level, row["judged_on"], f"judged_on for {key}")
    total = row["areas"] in ("hver", "samlet")
    if (level is Level.TOGETHER and not total) or (level is Level.EACH and not chosen):
        raise _stop(
            "adoption.csv",
            f"{key} skal vurderes på noget, der ikke måles.",
            "hver, når der måles i områder; samlet, når der måles samlet.",
        )
    return Adoption(
        indicator_id=key,
        delmaal_id=row["delmaal_id"],
        areas=chosen,
        total=total,
        target=target,
        target_words=row["target_da"],
        baseline_window=row["baseline_window"],
        margin=_parse_positive(row["margin"], f"margin for {key}") or margin,
        target_value=number,
        judged_on=level,
        pooled_years=_parse_pooled_years(row, key),
    )


def _parse_event(number: int, row: dict[str, str]) -> Event:
    """A row of events.csv as an event. `Stop` where it has no day, no sentence, or neither ja nor nej. Called for each
    row when the plan is read. number: the row in the file, the heading being 1."""
    try:
        day = date.fromisoformat(row["date"])
    except ValueError:
        raise _stop("events.csv", f"Række {number} har ikke en dato.", "en dato som 2026-09-07.") from None
    if row["rebase"] not in ("ja", "nej") or not row["what_da"].strip():
        raise _stop("events.csv", f"Række {number} er ikke udfyldt.", "en sætning i what_da og ja eller nej i rebase.")
    return Event(row["area_id"], day, tuple(row["indicators"].split()), row["what_da"].strip(), row["rebase"] == "ja")


def _parse_printed(number: int, row: dict[str, str]) -> Printed:
    """A row of baselines.csv as a printed figure; `Stop` where it has no value (no change could be counted from it) or
    a figure is no number. Called for each row when the plan is read. number: the row, the heading being 1."""

    def parse(column: str, kind: Callable[[str], _Number]) -> _Number | None:
        """The row's cell in `column` as the number that `kind` makes of it; None where empty, `Stop` for no number.
        Called for each number in the row."""
        try:
            return kind(row[column]) if row[column] else None
        except (InvalidOperation, ValueError):
            raise _stop(
                "baselines.csv", f"Række {number} har en værdi, der ikke er et tal.", "et tal med punktum."
            ) from None

    value = parse("value_as_printed", Decimal)
    if value is None:
        raise _stop(
            "baselines.csv", f"Række {number} har ingen værdi.", "det tal, som planen trykker, eller ingen række."
        )
    return Printed(
        indicator_id=row["indicator_id"],
        window=row["window"].split(" (")[0],
        area_id=row["area_id"],
        value=value,
        n=parse("n_as_printed", int),
        count=parse("count_as_printed", int),
        source=row["source_as_printed"],
        note=row["note"],
    )


def _parse_rows(model: type[_Row], rows: list[dict[str, str]]) -> tuple[_Row, ...]:
    """The rows of a file as objects of its model. Called for addresses, departments, activities and context when the
    plan is read. `Stop` names the row whose hours are no number over 0; all else is text, and cannot be wrong."""
    parsed = []
    for number, row in enumerate(rows, start=2):
        try:
            parsed.append(model.model_validate(row))
        except ValidationError:
            wrong = f"Række {number} har timer, der ikke er et tal over 0."
            raise _stop("activities.csv", wrong, "et tal med punktum, eller et tomt felt.") from None
    return tuple(parsed)


def _check_references(plan: Plan) -> None:
    """`Stop` for an id that is not plain, and for one that a file names and the file that owns it does not have. Called
    once when all files of the plan are read, before areas are merged."""
    ids.refuse_odd_ids(plan, _stop)
    areas = {area.id for area in plan.all_areas}
    printed_areas = areas | {merged.id for merged in plan.settings.merged_areas}
    goals = {delmaal.id for delmaal in plan.delmaal}
    agreements = {agreement.id for agreement in plan.settings.agreements}
    adopted = {adoption.indicator_id for adoption in plan.adoptions}
    for kind in ("total", "municipality"):
        if len([area for area in plan.all_areas if area.kind == kind]) != 1:
            raise _stop(
                "areas.csv",
                f"Der skal være præcis én række af slagsen {kind}.",
                "area, total, municipality, country.",
            )
    for name, used, owned, owner in (
        ("delmaal.csv", {d.agreement_id for d in plan.delmaal}, agreements, "plan.yaml"),
        ("adoption.csv", {a.delmaal_id for a in plan.adoptions}, goals, "delmaal.csv"),
        ("baselines.csv", {p.area_id for p in plan.printed}, printed_areas, "areas.csv"),
        ("addresses.csv", {row.area_id for row in plan.addresses}, areas, "areas.csv"),
        ("departments.csv", {row.area_id for row in plan.departments}, areas, "areas.csv"),
        ("events.csv", {event.area_id for event in plan.events}, areas, "areas.csv"),
        ("events.csv", {i for e in plan.events for i in e.indicators}, adopted, "adoption.csv"),
        ("activities.csv", {row.agreement for row in plan.activities}, agreements, "plan.yaml"),
    ):
        if unknown := used - owned:
            raise _stop(name, f"{sorted(unknown)[0]} findes ikke i {owner}.", f"en nøgle fra {owner}.")


def read(folder: Path, *, as_printed: bool = False) -> Plan:
    """The plan in `folder`, such as params/plan. A missing file, column or key raises `Stop` with file and place.
    Called once by each command and notebook that needs the plan. as_printed: True keeps each area of areas.csv by
    itself (for `demo`); False puts areas that are shown together only into one."""
    if not folder.is_dir():
        raise Stop(
            f"Mappen »{folder.name}« med planen findes ikke.",
            expected="en mappe som params/plan.",
            do="Ret stien efter --plan.",
        )
    rows = {name: _read_rows(folder, name) for name in FILES}
    all_areas = tuple(_parse_area(row) for row in rows["areas.csv"])
    area_ids = [area.id for area in all_areas if area.is_area]
    settings = _read_settings(folder)
    plan = Plan(
        folder=folder,
        settings=settings,
        all_areas=all_areas,
        areas_as_printed=all_areas,
        delmaal=tuple(Delmaal(*(row[c] for c in FILES["delmaal.csv"])) for row in rows["delmaal.csv"]),
        adoptions=tuple(_parse_adoption(row, area_ids, settings.judgement.margin) for row in rows["adoption.csv"]),
        printed=tuple(_parse_printed(number, row) for number, row in enumerate(rows["baselines.csv"], start=2)),
        addresses=_parse_rows(AddressRange, rows["addresses.csv"]),
        departments=_parse_rows(Department, rows["departments.csv"]),
        departments_elsewhere=_parse_rows(DepartmentsElsewhere, rows["departments_elsewhere.csv"]),
        activities=_parse_rows(Activity, rows["activities.csv"]),
        context=_parse_rows(Fact, rows["context.csv"]),
        data_agreements=data_agreements.parse_data_agreements(rows["sources.csv"], _stop),
        events=tuple(_parse_event(number, row) for number, row in enumerate(rows["events.csv"], start=2)),
        duties=duties.parse_duties(rows["governance.csv"], _stop),
    )
    _check_references(plan)
    return plan if as_printed else merge_areas(plan)
