"""The files of a plan's folder -> Plan. A missing file, column or key raises `Stop` with file and place."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path

from pydantic import ValidationError

from hpanalysis import strict_yaml
from hpanalysis.errors import Stop
from hpanalysis.plan import activities, data_agreements, duties, ids
from hpanalysis.plan.merging import merged
from hpanalysis.plan.model import Adoption, Area, Delmaal, Event, Level, Plan, Printed, Target
from hpanalysis.plan.settings import LEAST_K, Settings

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
    "addresses.csv": ("area_id", "street", "numbers", "note"),
    "departments.csv": ("area_id", "organisation", "department", "part", "note"),
    "activities.csv": (
        "activity_id",
        "agreement",
        "name_da",
        "responsible",
        "measure",
        "target",
        "target_kind",
        "per",
        "responsible_da",
        "measure_da",
        "target_da",
        "per_da",
    ),
    "governance.csv": duties.COLUMNS,
    "sources.csv": data_agreements.COLUMNS,
    "events.csv": ("area_id", "date", "indicators", "what_da", "rebase"),
    "context.csv": ("fact", "area_id", "value_as_printed", "unit", "period", "source_as_printed", "fact_da"),
}


def _stop(name: str, wrong: str, expected: str) -> Stop:
    return Stop(wrong, place=f"»{name}« i planens mappe", expected=expected, do="Ret filen, og kør igen.")


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one of the plan's CSV files (UTF-8, commas), with the columns that `FILES` promises."""
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
            present = rows[0].keys() if rows else []
    except FileNotFoundError:
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


def _settings(folder: Path) -> Settings:
    path = folder / "plan.yaml"
    if not path.is_file():
        raise _stop("plan.yaml", "Filen mangler.", "planens navn, periode og delaftaler.")
    try:
        return Settings(**strict_yaml.read(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        wrong = "kendes ikke" if first["type"] == "extra_forbidden" else "har ikke den rigtige form"
        raise _stop("plan.yaml", f"Nøglen {where} {wrong}.", _expected(where)) from None


def _expected(where: str) -> str:
    return f"et helt tal fra {LEAST_K}." if where == "disclosure.k" else f"nøglerne {', '.join(Settings.model_fields)}."


def _area(row: dict[str, str]) -> Area:
    facts = {key: value for key, value in row.items() if key not in _AREA_COLUMNS}
    return Area(*(row[column] for column in _AREA_COLUMNS), facts)


def _one_of(vocabulary: type[Enum], text: str, name: str, what: str) -> Enum:
    try:
        return vocabulary(text)
    except ValueError:
        raise _stop(name, f"{what} kendes ikke.", f"en af {', '.join(v.value for v in vocabulary)}.") from None


def _positive(text: str, what: str) -> Decimal | None:
    """A number over 0 with a decimal point, or None where the field is empty."""
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        number = Decimal(0)
    if number is not None and not (number.is_finite() and number > 0):
        raise _stop("adoption.csv", f"{what} er ikke et tal over 0.", "et tal med punktum, eller et tomt felt.")
    return number


def _pooled_years(row: dict[str, str], key: str) -> int:
    """The optional column pooled_years: 3, or 0 where it is empty or not there."""
    text = row.get("pooled_years", "")
    if text not in ("", str(POOLED_YEARS)):
        raise _stop("adoption.csv", f"pooled_years for {key} kendes ikke.", f"{POOLED_YEARS}, eller et tomt felt.")
    return int(text or 0)


def _adoption(row: dict[str, str], areas: list[str], margin: Decimal) -> Adoption:
    """`areas` of a row: hver (each area and the total), samlet (the total only), or the ids of some areas."""
    chosen = {"hver": tuple(areas), "samlet": ()}.get(row["areas"], tuple(row["areas"].split()))
    if unknown := set(chosen) - set(areas):
        raise _stop(
            "adoption.csv",
            f"Området {sorted(unknown)[0]} findes ikke.",
            "hver, samlet eller områder fra areas.csv.",
        )
    key = row["indicator_id"]
    target = _one_of(Target, row["target"], "adoption.csv", f"Målet for {key}")
    number = _positive(row["target_value"], f"target_value for {key}")
    if (target is Target.NUMBER) != (number is not None):
        raise _stop(
            "adoption.csv",
            f"Målet for {key} og target_value passer ikke sammen.",
            "et tal i target_value, når target er number, og ellers et tomt felt.",
        )
    level = _one_of(Level, row["judged_on"], "adoption.csv", f"judged_on for {key}")
    total = row["areas"] in ("hver", "samlet")
    if (level is Level.TOGETHER and not total) or (level is Level.EACH and not chosen):
        raise _stop(
            "adoption.csv",
            f"{key} skal vurderes på noget, der ikke måles.",
            "hver, når der måles i områder; samlet, når der måles samlet.",
        )
    return Adoption(
        key,
        row["delmaal_id"],
        chosen,
        total,
        target,
        row["target_da"],
        row["baseline_window"],
        _positive(row["margin"], f"margin for {key}") or margin,
        number,
        level,
        _pooled_years(row, key),
    )


def _event(number: int, row: dict[str, str]) -> Event:
    try:
        day = date.fromisoformat(row["date"])
    except ValueError:
        raise _stop("events.csv", f"Række {number} har ikke en dato.", "en dato som 2026-09-07.") from None
    if row["rebase"] not in ("ja", "nej") or not row["what_da"].strip():
        raise _stop("events.csv", f"Række {number} er ikke udfyldt.", "en sætning i what_da og ja eller nej i rebase.")
    return Event(row["area_id"], day, tuple(row["indicators"].split()), row["what_da"].strip(), row["rebase"] == "ja")


def _number(text: str, kind: type, number: int) -> Decimal | int | None:
    try:
        return kind(text) if text else None
    except (InvalidOperation, ValueError):
        raise _stop(
            "baselines.csv", f"Række {number} har en værdi, der ikke er et tal.", "et tal med punktum."
        ) from None


def _printed(number: int, row: dict[str, str]) -> Printed:
    return Printed(
        row["indicator_id"],
        row["window"].split(" (")[0],
        row["area_id"],
        _number(row["value_as_printed"], Decimal, number),
        _number(row["n_as_printed"], int, number),
        _number(row["count_as_printed"], int, number),
        row["source_as_printed"],
        row["note"],
    )


def _check(plan: Plan) -> Plan:
    """Every id is plain, and every id that one file names is declared in the file that owns it."""
    ids.refuse_odd(plan, _stop)
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
        ("addresses.csv", {row["area_id"] for row in plan.addresses}, areas, "areas.csv"),
        ("departments.csv", {row["area_id"] for row in plan.departments}, areas, "areas.csv"),
        ("events.csv", {event.area_id for event in plan.events}, areas, "areas.csv"),
        ("events.csv", {i for e in plan.events for i in e.indicators}, adopted, "adoption.csv"),
        ("activities.csv", {row["agreement"] for row in plan.activities}, agreements, "plan.yaml"),
    ):
        if unknown := used - owned:
            raise _stop(name, f"{sorted(unknown)[0]} findes ikke i {owner}.", f"en nøgle fra {owner}.")
    return plan


def read(folder: Path, *, as_printed: bool = False) -> Plan:
    """The plan in `folder`. A missing file, column or key raises `Stop` with file and place.

    as_printed: with the areas as areas.csv has them, those that are shown together only by themselves too.
    """
    if not folder.is_dir():
        raise Stop(
            f"Mappen »{folder.name}« med planen findes ikke.",
            expected="en mappe som params/plan.",
            do="Ret stien efter --plan.",
        )
    tables = {name: _rows(folder, name) for name in FILES}
    activities.refuse_odd_hours(tables["activities.csv"], _stop)
    all_areas = tuple(_area(row) for row in tables["areas.csv"])
    areas = [area.id for area in all_areas if area.is_area]
    settings = _settings(folder)
    found = _check(
        Plan(
            folder,
            settings,
            all_areas,
            tuple(Delmaal(*(row[c] for c in FILES["delmaal.csv"])) for row in tables["delmaal.csv"]),
            tuple(_adoption(row, areas, settings.judgement.margin) for row in tables["adoption.csv"]),
            tuple(_printed(number, row) for number, row in enumerate(tables["baselines.csv"], start=2)),
            *(
                tuple(tables[name])
                for name in (
                    "addresses.csv",
                    "departments.csv",
                    "activities.csv",
                    "governance.csv",
                    "context.csv",
                )
            ),
            data_agreements.of_rows(tables["sources.csv"], _stop),
            tuple(_event(number, row) for number, row in enumerate(tables["events.csv"], start=2)),
            all_areas,
            duties.of_rows(tables["governance.csv"], _stop),
        )
    )
    return found if as_printed else merged(found)
