"""A Papermill engine that runs the cells in this process, in IPython's own shell.

A kernel of its own costs a process start and its imports for every notebook; here the process is one that was made
ready once and copied (see `workers`). Papermill still reads, parameterises, times and writes the notebook.
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


def get_shell() -> InteractiveShell:
    """The process's IPython shell, without history files and colours."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Minimal"
    main = sys.modules["__main__"]
    found = InteractiveShell.instance(config=config)
    sys.modules["__main__"] = main  # IPython puts its own there, which would break the making of further processes
    found.showtraceback = _ignore_traceback
    return found


def _ignore_traceback(*args: Any, **kwargs: Any) -> None:
    """IPython would print the traceback; `_describe_error` says what may be said."""


def _convert_output(output: RichOutput) -> NotebookNode:
    return new_output("display_data", data=output.data, metadata=output.metadata or {})


def _describe_error(error: BaseException) -> NotebookNode:
    """What failed, without the message of an unforeseen error: it could hold a person's value."""
    text = str(error) if isinstance(error, Stop) else ""
    return new_output("error", ename=type(error).__name__, evalue=text, traceback=[])


def run_cell(source: str) -> tuple[list[NotebookNode], BaseException | None]:
    """The outputs of a cell's source, and the exception that stopped it, if any."""
    ip = get_shell()
    with ip.display_trap, capture_output() as captured:
        result = ip.run_cell(source, store_history=False, silent=False)
    # A result that has shown itself leaves an empty one behind.
    outputs = [_convert_output(output) for output in captured.outputs if output.data]
    for name, text in (("stdout", captured.stdout), ("stderr", captured.stderr)):
        if text:
            outputs.insert(0, new_output("stream", name=name, text=text))
    error = result.error_in_exec or result.error_before_exec
    return (outputs if error is None else [*outputs, _describe_error(error)]), error


class InProcessEngine(Engine):
    """Runs the code cells one after another and stops at the first that fails."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **kwargs: Any) -> None:
        get_shell().reset(new_session=False)
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            error = None
            if cell.cell_type == "code" and cell.source.strip():
                cell.outputs, error = run_cell(cell.source)
                cell.execution_count = index
            if error is not None:
                nb_man.cell_exception(cell, cell_index=index, exception=error)
            nb_man.cell_complete(cell, cell_index=index)
            if error is not None:
                break


papermill_engines.register(NAME, InProcessEngine)
