"""Measured tables and publications for tests of corrections: the made-up plan, one indicator or two, one window."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

import shared_plans
from hpanalysis import corrections
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.published.names import CORRECTIONS_CSV, FIGURES_CSV
from hpanalysis.tables import MEASURED, Status

PLAN = shared_plans.read(shared_plans.SMALL)
THEN, NOW, LATER = (HalfYear.parse(name) for name in ("2025H1", "2025H2", "2026H1"))
AREAS = ("moellebakken", "soeparken", "skraenten", "alle-3", "lillekoebing")
HIDDEN, NOT_DELIVERED = Status.HIDDEN, Status.NOT_DELIVERED


def _status(denominator: int | None, numerator: int, counted: bool) -> Status:
    if counted:
        return Status.SHOWN if denominator else Status.NO_PERSONS
    return Status.SHOWN if numerator else Status.NO_CASES


def measured_row(indicator_id: str, area_id: str, counts: tuple | None, **given: object) -> dict[str, object]:
    """A row of heads: (numerator, denominator); None is not delivered."""
    numerator, denominator = counts or (None, None)
    heads = dict.fromkeys(MEASURED.names)
    if counts is not None:
        whole = denominator is not None
        heads |= {
            "numerator": Decimal(numerator),
            "denominator": denominator,
            "numerator_persons": int(numerator),
            "complement_persons": denominator - int(numerator) if whole else None,
            "denominator_persons": denominator,
            "largest": 1 if whole else None,
            "sum_nn": int(numerator) if whole else None,
            "sum_nd": int(numerator) if whole else None,
            "sum_dd": denominator,
            "status": _status(denominator, numerator, whole).value,
        }
    usual = {"status": NOT_DELIVERED.value} if counts is None else {}
    return (
        heads
        | usual
        | {
            "indicator_id": indicator_id,
            "window": "2024",
            "area_id": area_id,
            "half_year": "2025H1",
            "window_start": date(2024, 1, 1),
            "window_end": date(2024, 12, 31),
            "definition_version": 1,
            "delivered_in": None if counts is None else "2025H2",
        }
        | given
    )


def measured(*rows: dict[str, object]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=MEASURED.names)
    for column in MEASURED.names[MEASURED.names.index("denominator") : MEASURED.names.index("spread")]:
        table[column] = table[column].astype("Int64")
    table["numerator"] = table["numerator"].map(lambda n: None if pd.isna(n) else Decimal(n).quantize(Decimal("0.1")))
    table["spread"] = table["spread"].astype("Float64")
    return table


def areas(indicator_id: str, *pairs: tuple, **given: object) -> list[dict]:
    """Rows of the three areas, their total and the municipality."""
    return [measured_row(indicator_id, area, pair, **given) for area, pair in zip(AREAS, pairs, strict=True)]


def judged(table: pd.DataFrame, hidden: set[tuple[str, str]] = frozenset()) -> pd.DataFrame:
    """The judged columns that corrections read; hidden: (indicator, area) withheld."""
    rows = []
    for row in table.itertuples(index=False):
        indicator = catalogue.indicators()[row.indicator_id]
        shown = not pd.isna(row.numerator) and (row.indicator_id, row.area_id) not in hidden
        whole = not pd.isna(row.denominator)
        value = None
        if shown and not (whole and row.denominator == 0):
            exact = indicator.unit.scale * row.numerator / int(row.denominator) if whole else row.numerator
            value = round(float(exact), indicator.decimals)
        rows.append(
            {
                **{name: getattr(row, name) for name in ("indicator_id", "window", "area_id")},
                **{name: getattr(row, name) for name in ("definition_version", "delivered_in")},
                "status": HIDDEN.value if not shown and not pd.isna(row.numerator) else row.status,
                "numerator": float(row.numerator) if shown else None,
                "denominator": row.denominator if shown and whole else None,
                "value": value,
                "unit": indicator.unit.text,
            }
        )
    found = pd.DataFrame(rows)
    return found.astype({"numerator": "Float64", "value": "Float64", "denominator": "Int64"})


def publish(reports: Path, half_year: HalfYear, shown: pd.DataFrame, corrected: pd.DataFrame | None = None) -> None:
    """Write a publication as the pipeline does, as far as corrections read it."""
    folder = reports / str(half_year)
    folder.mkdir(parents=True, exist_ok=True)
    table = shown.astype(object).where(shown.notna(), None)
    table["numerator"] = [None if n is None else f"{n:g}" for n in table["numerator"]]
    table.to_csv(folder / FIGURES_CSV, index=False, lineterminator="\n")
    if corrected is not None:
        (folder / CORRECTIONS_CSV).write_text(corrections.format_csv(corrected), encoding="utf-8", newline="\n")
