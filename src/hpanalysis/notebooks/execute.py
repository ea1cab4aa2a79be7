"""One notebook by Papermill: parameters in, an executed notebook with nothing of this machine in it out."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from hpanalysis.notebooks import engine
from hpanalysis.notebooks.parameters import check_parameters


class NotebookFailed(Exception):
    """A cell raised. `said` is the error's own sentence if it was a foreseen one, else its type."""

    def __init__(self, said: str, notebook: NotebookNode) -> None:
        super().__init__(said)
        self.said, self.notebook = said, notebook


def clean_notebook(notebook: NotebookNode) -> NotebookNode:
    """The notebook without clocks, paths and random ids: the same run gives the same bytes."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
    return notebook


def _find_first_error(notebook: NotebookNode) -> str | None:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return output.evalue or output.ename
    return None


def execute_notebook(path: Path, output: Path, parameters: dict[str, Any]) -> NotebookNode:
    """Run the notebook at `path` and write it, executed, to `output`; a failing cell raises `NotebookFailed`.

    The failed notebook is written too, so `output` must not lie where reports are published from.
    """
    check_parameters(path, parameters)
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    output.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(PapermillExecutionError):  # told from the notebook itself, below
        papermill.execute_notebook(
            str(path),
            str(output),
            parameters=parameters,
            engine_name=engine.NAME,
            progress_bar=False,
            request_save_on_cell_execute=False,
        )
    notebook = nbformat.read(output, as_version=4)
    said = _find_first_error(notebook)
    if said is not None:  # Papermill puts a banner of its own in English on top
        notebook.cells = [
            cell for cell in notebook.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
        ]
    notebook = clean_notebook(notebook)
    nbformat.write(notebook, output)
    if said is not None:
        raise NotebookFailed(said, notebook)
    return notebook
