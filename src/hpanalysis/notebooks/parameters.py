"""The parameters of a notebook: the literals of its cell tagged `parameters`. Unknown or ill-typed ones are refused.

Papermill itself only warns of an unknown parameter, and then makes the report with the default value instead.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from hpanalysis.errors import Stop

TYPES = {str: "tekst", int: "et helt tal", float: "et tal", bool: "True eller False", list: "en liste"}


def _read_parameters_cell(path: Path) -> str:
    """The source of a notebook's cell tagged `parameters`; `Stop` for a file that is no notebook, or if there is not
    exactly one such cell. Called when the parameters of a page are checked. The file is read as JSON, because importing
    nbformat takes a second."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        tagged = ["".join(c["source"]) for c in cells if "parameters" in c["metadata"].get("tags", [])]
    except (ValueError, KeyError, TypeError):
        raise Stop(
            "Filen er ikke en notesbog.",
            place=f"»{path.name}«",
            expected="en notesbog, som JupyterLab kan åbne.",
            do="Hent notesbogen igen.",
        ) from None
    if len(tagged) != 1:
        raise Stop(
            "Notesbogen skal have præcis én celle med mærket parameters.",
            place=f"»{path.name}«",
            expected="en celle med navne og faste værdier.",
            do="Ret notesbogen.",
        )
    return tagged[0]


def _read_assignment(statement: ast.stmt) -> tuple[str, Any]:
    """Name and value of a line such as `half_year = "2026H1"`; `ValueError` for any other line, and for a value that
    must be computed. Called for each line of a notebook's cell of parameters."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, ast.literal_eval(value)
    raise ValueError


def read_defaults(path: Path) -> dict[str, Any]:
    """Name -> default of each parameter of a notebook (an .ipynb file), in the order of its cell; `Stop` for a file
    that is no notebook or has not exactly one such cell, and for a cell that has anything but names and literals.
    Called when a notebook's parameters are checked."""
    source = _read_parameters_cell(path)
    try:
        return dict(_read_assignment(statement) for statement in ast.parse(source).body)
    except (SyntaxError, ValueError):
        raise Stop(
            "Cellen med mærket parameters må kun have faste værdier.",
            place=f"»{path.name}«",
            expected='linjer som half_year = "2026H1".',
            do="Flyt alt andet til en anden celle.",
        ) from None


def check_parameters(path: Path, parameters: dict[str, Any]) -> None:
    """Check the parameters of a run against the notebook's own names and types; `Stop` names the one that is wrong, or
    the notebook that is not there. Called for each notebook when the pages of a run or of `hpanalysis check` are
    planned, and again when it is run."""
    if not path.is_file():
        raise Stop(
            f"Notesbogen »{path.name}« findes ikke.",
            expected="en notesbog i mappen notebooks.",
            do="Hent projektet igen.",
        )
    defaults = read_defaults(path)
    for name, value in parameters.items():
        if name not in defaults:
            raise Stop(
                f"Parameteren {name} kendes ikke.",
                place=f"»{path.name}«",
                expected=f"{', '.join(defaults)}.",
                do="Ret navnet, og kør igen.",
            )
        if type(value) is not type(defaults[name]):
            raise Stop(
                f"Parameteren {name} har ikke den rigtige type.",
                place=f"»{path.name}«",
                expected=f"{TYPES.get(type(defaults[name]), type(defaults[name]).__name__)}.",
                do="Ret værdien, og kør igen.",
            )
