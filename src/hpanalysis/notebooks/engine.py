"""A Papermill engine that runs the cells in this process, in IPython's own shell.

A kernel would cost a process start and all imports for every notebook. Here the process has been copied from one that
was prepared once (see `workers`). Papermill still reads the notebook, sets its parameters, times it and writes it.
"""

from __future__ import annotations

import sys
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import RichOutput, capture_output
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

from hpanalysis.errors import Stop

NAME = "hpanalysis"


def _ignore_traceback(*args: Any, **kwargs: Any) -> None:
    """Do nothing; put in place of IPython's own method by `get_shell`, because a traceback may quote a person's value.
    Called by IPython when a cell fails. `_describe_error` writes what may be known of an error."""


def get_shell() -> InteractiveShell:
    """The process's IPython shell, without history files, colours and printed tracebacks; always the same one. Called
    before a notebook and before each cell, and once when the process that all others are copied from is prepared."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Minimal"
    main = sys.modules["__main__"]
    shell = InteractiveShell.instance(config=config)
    sys.modules["__main__"] = main  # IPython puts its own there, which would break the making of further processes
    shell.showtraceback = _ignore_traceback  # type: ignore[method-assign]  # IPython has no setting for it
    return shell


def _convert_output(output: RichOutput) -> NotebookNode:
    """Turn what a cell has displayed into an output as the notebook stores it. Called for each thing that a cell
    displays, when the cell has run."""
    return new_output("display_data", data=output.data, metadata=output.metadata or {})


def _describe_error(error: BaseException) -> NotebookNode:
    """Turn the exception that stopped a cell into an output as the notebook stores it. Called when a cell has failed.
    The traceback is left out, and of an unforeseen one (no `Stop`) the message too, for they may have a person's
    data."""
    text = str(error) if isinstance(error, Stop) else ""
    return new_output("error", ename=type(error).__name__, evalue=text, traceback=[])


def run_cell(source: str) -> tuple[list[NotebookNode], BaseException | None]:
    """Run a cell's source in the process's shell: its outputs, and the exception that stopped it (None if none did).
    Called for each code cell of a notebook. What it prints comes before what it displays; an error comes last."""
    shell = get_shell()
    with shell.display_trap, capture_output() as captured:
        result = shell.run_cell(source, store_history=False, silent=False)
    # A result that draws itself leaves an empty output behind.
    outputs = [_convert_output(output) for output in captured.outputs if output.data]
    for name, text in (("stdout", captured.stdout), ("stderr", captured.stderr)):
        if text:
            outputs.insert(0, new_output("stream", name=name, text=text))
    error = result.error_in_exec or result.error_before_exec
    return (outputs if error is None else [*outputs, _describe_error(error)]), error


class InProcessEngine(Engine):
    """Runs the code cells one after another and stops at the first that fails. Papermill makes and calls it, because
    `execute.execute_notebook` asks for the engine by its `NAME`."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, not_run: str = "", **kwargs: Any
    ) -> None:
        """Run the notebook's code cells in this process, and stop at the first that fails. Called by Papermill for each
        notebook of a run. nb_man: Papermill's manager of the notebook; it is notified as each cell starts, fails and
        ends. kernel_name is not used, for there is no kernel. not_run: the tag of the cells that are left as they are,
        "" for none."""
        get_shell().reset(new_session=False)
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            error = None
            is_run = not_run not in cell.metadata.get("tags", [])
            if cell.cell_type == "code" and cell.source.strip() and is_run:
                cell.outputs, error = run_cell(cell.source)
                cell.execution_count = index
            if error is not None:
                nb_man.cell_exception(cell, cell_index=index, exception=error)
            nb_man.cell_complete(cell, cell_index=index)
            if error is not None:
                break


papermill_engines.register(NAME, InProcessEngine)
