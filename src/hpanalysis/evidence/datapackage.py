"""datapackage.json: the published tables as a Tabular Data Package (Frictionless Data Package v1).

It lies beside the tables and is published with them; each has its columns with types and meaning, and its size and
digest. https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from hpanalysis.evidence import columns
from hpanalysis.published.names import CORRECTIONS_CSV, FIGURES_CSV, MONTHS_CSV, PLAN_CHECK_CSV, PLAN_FIGURES_CSV


@dataclass(frozen=True)
class Table:
    """A published table: its title in Danish, its columns, and the columns that tell its rows apart.

    key is empty where the same figure may have several rows, as a figure that was corrected more than once.
    """

    title: str
    columns: Mapping[str, columns.Field]
    key: tuple[str, ...] = ()


TABLES = {
    FIGURES_CSV: Table("Alle udgivne tal", columns.INDICATORS, ("indicator_id", "area_id", "window")),
    MONTHS_CSV: Table("Månedstal til kontroldiagrammer", columns.MONTHS, ("indicator_id", "area_id", "month")),
    CORRECTIONS_CSV: Table("Rettede tal", columns.CORRECTIONS),
    PLAN_FIGURES_CSV: Table("Planens øvrige tal", columns.FACTS),
    PLAN_CHECK_CSV: Table("Kontrol af planens trykte udgangspunkter", columns.AUDITED),
}


def _schema(table: Table, heading: list[str]) -> dict:
    fields = [{"name": name, **table.columns[name]} for name in heading]
    key = {"primaryKey": list(table.key)} if table.key else {}
    return {"fields": fields, "missingValues": [""], **key}


def _resource(name: str, table: Table, content: bytes) -> dict:
    heading = content.split(b"\n", 1)[0].decode("utf-8").split(",")
    return {
        "name": name.removesuffix(".csv").replace("_", "-"),
        "profile": "tabular-data-resource",
        "title": table.title,
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table, heading),
    }


def as_json(name: str, title: str, description: str, tables: Mapping[str, bytes]) -> str:
    """The package of these tables, by file name, in the order of `TABLES`. name: lower case letters, digits and `-`."""
    told = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": description,
        "resources": [_resource(file, TABLES[file], tables[file]) for file in TABLES if file in tables],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
