"""What each version of each definition computes: recorded in tests/definitions/versions.json, held against the code.

A figure that is computed otherwise under the same version would be corrected outside without a word of why. So the
parts of a definition that decide its figures are recorded; labels and sentences are not. `make versions` writes the
record anew, and refuses where the version was not raised.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import narwhals as nw

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Column, Count, Given, Indicator, Type

RECORD = Path(__file__).parents[1] / "definitions" / "versions.json"
PRINTED_BY = "narwhals"  # conditions are recorded as it prints them

Record = dict[str, dict[str, dict]]  # indicator -> version number -> what it computes


def _column(column: Column, conditions: str) -> dict[str, object]:
    """A column's type, and the texts that become each of the codes that the conditions name."""
    found: dict[str, object] = {"type": column.type.value}
    if column.type is Type.CODE:
        named = [
            code for code in sorted(set(column.codes.values())) if re.search(rf"\b{re.escape(code)}\b", conditions)
        ]
        found["codes"] = {code: sorted(t for t, own in column.codes.items() if own == code) for code in named}
    return found


def _counted(part: Count) -> dict[str, object]:
    conditions = f"{part.where} {part.rows} {part.counted_rows}"
    used = {*re.findall(r"col\((\w+)", conditions), part.period, *part.per_person} | {part.column} - {None}
    columns = {column.name: column for column in part.source.columns}
    return {
        "source": part.source.name,
        "place": part.source.place.value,
        "where": None if part.where is None else str(part.where),
        "rows": None if part.rows is None else str(part.rows),
        "sum_of": part.column,
        "per_person": list(part.per_person),
        **({} if part.counted_rows is None else {"counted_rows": str(part.counted_rows)}),
        "date": part.period,
        "columns": {name: _column(columns[name], conditions) for name in sorted(used & set(columns))},
    }


def _part(key: str, part: Count | Given | None) -> dict[str, object] | None:
    if part is None or isinstance(part, Count):
        return None if part is None else _counted(part)
    codes = part.source.column("indicator_id").codes
    return {"source": part.source.name, "named": sorted(text for text, own in codes.items() if own == key)}


def _texts(part: Count, column: str, code: str) -> list[str]:
    """The texts of an extract that become a code."""
    return sorted(text for text, own in part.source.column(column).codes.items() if own == code)


def computes(key: str, indicator: Indicator) -> dict[str, object]:
    """The parts of a definition that decide its figures; nothing that is only said of them."""
    bridge = indicator.bridge
    recount = {}
    if bridge is not None:
        codes = {code: _texts(indicator.numerator, bridge.recount.column, code) for code in bridge.recount.codes}
        recount = {"recount": {"since": bridge.since.isoformat(), "column": bridge.recount.column, "codes": codes}}
    return recount | {
        "numerator": _part(key, indicator.numerator),
        "denominator": _part(key, indicator.denominator),
        "window": str(indicator.window),
        "unit": indicator.unit.name,
        "scale": indicator.unit.scale,
        "decimals": indicator.decimals,
    }


def newest(indicator: Indicator) -> str:
    return str(max(version.number for version in indicator.versions))


def read() -> tuple[Record, str]:
    """The record, and the version of narwhals that printed its conditions."""
    known = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    return known.get("definitions", {}), known.get(PRINTED_BY, "")


def finding(key: str, indicator: Indicator, record: Record, printed_by: str = nw.__version__) -> str | None:
    """What is wrong with a definition by the record, and what to do; None if it computes what is recorded."""
    known, number = record.get(key, {}), newest(indicator)
    if known.get(number) == computes(key, indicator):
        return None
    write = "Then write the record: make versions"
    if printed_by != nw.__version__:
        return f"{key}: conditions are printed by another narwhals than the record's. Look, and write it: make versions"
    if not known or int(number) > max(map(int, known)):
        return f"{key}: version {number} is not in the record. {write}"
    return (
        f"{key}: version {number} computes something else than it did. Figures are published by it, so give the change "
        f"a Version of its own, with its why, in definitions/indicators/{key}.py. {write}"
    )


def _raised(key: str, indicator: Indicator, record: Record) -> bool:
    return newest(indicator) not in record.get(key, {})


def written(declared: Mapping[str, Indicator], record: Record, printed_by: str) -> tuple[Record, list[str]]:
    """The record with what is declared now, and the findings about definitions whose version was not raised."""
    found, refused = {}, []
    for key, indicator in declared.items():
        wrong = finding(key, indicator, record, printed_by)
        if wrong and not _raised(key, indicator, record) and printed_by == nw.__version__:
            refused.append(wrong)
        found[key] = record.get(key, {}) | {newest(indicator): computes(key, indicator)}
    return found, refused


def main() -> int:
    found, refused = written(catalogue.indicators(), *read())
    if refused:
        print("\n".join(refused), file=sys.stderr)
        return 1
    text = json.dumps({PRINTED_BY: nw.__version__, "definitions": found}, indent=1, ensure_ascii=False)
    RECORD.write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
