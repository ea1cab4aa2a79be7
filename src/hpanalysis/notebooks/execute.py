"""One notebook run by Papermill. In: its parameters. Out: the executed notebook, with nothing of this machine in it."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from hpanalysis.notebooks import engine
from hpanalysis.notebooks.parameters import check_parameters


class NotebookFailed(Exception):
    """A cell raised an exception. It bears the sentence of a foreseen error, and of another its type alone. Raised by
    `execute_notebook` with the executed notebook. `errors.describe_safely` knows it by its attribute `said`, and
    repeats the sentence."""

    def __init__(self, said: str, notebook: NotebookNode) -> None:
        """Called when a cell of a page's notebook has failed. said: the Danish sentence of a foreseen error (`Stop`),
        else the error's type alone. notebook: with the outputs up to the failure."""
        super().__init__(said)
        self.said, self.notebook = said, notebook


def clean_notebook(notebook: NotebookNode) -> NotebookNode:
    """The same notebook, changed in place, without clocks, paths and random ids, so that the same run gives the same
    bytes. Called for each executed notebook, failed or not, before it is written."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
    return notebook


def _find_first_error(notebook: NotebookNode) -> str | None:
    """The message of the cell that failed, or its type; None if no cell failed. Called for each notebook that was
    run."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return output.evalue or output.ename
    return None


def _escape_braces(path: Path) -> str:
    """A path as Papermill takes it. Called for a notebook and for where it is written. Papermill reads a path as a
    format string, so that a folder called `{x}` would be a parameter that nobody gave."""
    return str(path).replace("{", "{{").replace("}", "}}")


def execute_notebook(path: Path, output: Path, parameters: dict[str, Any], not_run: str = "") -> NotebookNode:
    """Run the notebook at `path` and write it, executed, to `output`; a failing cell raises `NotebookFailed`. Called in
    a worker's process for each page that has a notebook. parameters: what the run sets, by name; `Stop` for an unknown
    one. not_run: the tag of the cells that are not run, because nothing of them comes on the page; "" for none. The
    failed notebook is written too, so `output` must not lie where reports are published from."""
    check_parameters(path, parameters)
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    output.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(PapermillExecutionError):  # the error is read from the notebook itself, below
        papermill.execute_notebook(
            _escape_braces(path),
            _escape_braces(output),
            parameters=parameters,
            engine_name=engine.NAME,
            progress_bar=False,
            request_save_on_cell_execute=False,
            not_run=not_run,
        )
    notebook = nbformat.read(output, as_version=4)
    error = _find_first_error(notebook)
    if error is not None:  # Papermill puts a banner of its own in English on top
        notebook.cells = [
            cell for cell in notebook.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
        ]
    notebook = clean_notebook(notebook)
    nbformat.write(notebook, output)
    if error is not None:
        raise NotebookFailed(error, notebook)
    return notebook


def rehearse() -> NotebookNode:
    """Run a notebook of two cells that show nothing, and return it executed. Called once in the process that the pages'
    processes are copied from, because schemas are compiled and the shell is made as the first notebook is run."""
    parameters = new_code_cell("number = 1", metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[parameters, new_markdown_cell("## Prøve"), new_code_cell("str(number);")])
    notebook.metadata |= {
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rehearsal.ipynb"
        nbformat.write(notebook, path)
        return execute_notebook(path, path.with_name("executed.ipynb"), {"number": 2})
