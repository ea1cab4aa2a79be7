"""datapackage.json: the published tables as a Tabular Data Package (Frictionless Data Package v1).

It lies beside the tables and is published with them; each has its columns with types and meaning, and its size and
digest. https://specs.frictionlessdata.io/tabular-data-package/

An empty cell means that there is nothing to tell: in a column of numbers that the number is not shown or does not
exist; the row's `status` says why.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from hpanalysis.tables import PUBLISHED, Table

# The published tables by file name, in the order of the package.
TABLES = {table.file: table for table in PUBLISHED}


def _describe_schema(table: Table, heading: list[str]) -> dict[str, object]:
    """The Table Schema of a published CSV file, its columns in the file's own order. Called for each table when
    datapackage.json is written. table: declares the columns; without a key there is no primaryKey. heading: the names
    in the file's first line; KeyError for one that is not declared."""
    fields = [{"name": name, **table[name].schema} for name in heading]
    key = {"primaryKey": list(table.key)} if table.key else {}
    return {"fields": fields, "missingValues": [""], **key}


def _describe_file(table: Table, content: bytes) -> dict[str, object]:
    """A published CSV file as a resource of the data package: path, form, size, digest and columns. Called for each
    table of a publication. table: the declaration of its columns. content: the file's bytes."""
    heading = content.split(b"\n", 1)[0].decode("utf-8").split(",")
    return {
        "name": table.file.removesuffix(".csv").replace("_", "-"),
        "profile": "tabular-data-resource",
        "title": table.title,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _describe_schema(table, heading),
    }


def describe_tables(name: str, title: str, description: str, contents: Mapping[str, bytes]) -> str:
    """The text of datapackage.json, which describes the CSV tables of a publication.

    Called once a run, by pipeline.publication.data_package, when the tables lie in the folder to be published. name: of
    the data package, in lower case letters, digits and `-`, as the standard asks. contents: file name -> the file's
    bytes; a table that is not there is left out.
    """
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": description,
        "resources": [_describe_file(table, contents[file]) for file, table in TABLES.items() if file in contents],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"
