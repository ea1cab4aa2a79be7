"""A notebook as it may lie in git: its cells' text and tags, and nothing that a kernel or an editor has added.

It is read as JSON alone: what nbformat does not know must be seen too.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from hpanalysis import danish

Json = dict[str, Any]

SUFFIX = ".ipynb"
STRIP = "python -m hpanalysis.lab.in_git --strip"  # the command that strips a file where it lies

# The same for every notebook of the project: what JupyterLab writes here differs from machine to machine, and a
# notebook that was only opened and saved must keep its bytes, for a run is of its digest.
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class NotANotebook(Exception):
    """What was read is no notebook of the form that JupyterLab writes (nbformat 4), so nobody can say what lies in it.
    Raised by this module's functions; their callers say it in words of their own."""


def _strip_cell(cell: Json) -> Json:
    """Return a cell's text, kind, id and tags, and in a code cell the empty outputs that the form demands. Called for
    each cell of a notebook. What is kept is named here rather than what is dropped: a picture pasted into a text, or a
    key that a new editor invents, may hold a figure too."""
    bare: Json = {name: cell[name] for name in ("cell_type", "id", "source") if name in cell}
    tags = cell.get("metadata", {}).get("tags")
    bare["metadata"] = {"tags": tags} if tags else {}
    if cell.get("cell_type") == "code":  # the form demands both
        bare |= {"execution_count": None, "outputs": []}
    return bare


def strip_notebook(notebook: Json) -> Json:
    """Return the notebook without outputs, execution counts, pasted pictures and other traces of a kernel or an editor.
    Called when JupyterLab saves, moves or copies one, by the command that strips files, and by the check of notebooks
    in git. What is no notebook of format 4 raises `NotANotebook`."""
    try:
        if notebook["nbformat"] != 4:
            raise NotANotebook
        cells = [_strip_cell(cell) for cell in notebook["cells"]]
    except (KeyError, TypeError, AttributeError):
        raise NotANotebook from None
    minor = notebook.get("nbformat_minor", 0)
    return {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": minor}


def parse_notebook(content: bytes) -> Json:
    """Read a notebook's file as JSON; `NotANotebook` if it is not JSON. Called for each notebook that is stripped of
    its outputs, and for each in git that is checked to have none."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except ValueError:
        raise NotANotebook from None


def strip_content(content: bytes) -> bytes:
    """Return a notebook's file without outputs and other traces of a run, as `strip_notebook` does; the same bytes if
    it has none. Called for files that are saved as text, moved, copied or stripped by command. `NotANotebook` for a
    file that is no notebook."""
    notebook = parse_notebook(content)
    bare = strip_notebook(notebook)
    if bare == notebook:
        return content
    # As JupyterLab writes it, byte for byte.
    return f"{json.dumps(bare, indent=1, sort_keys=True, ensure_ascii=False)}\n".encode()


def strip_file(path: Path) -> bool:
    """Remove outputs and other traces of a run from a notebook's file; True if there were any. Called after JupyterLab
    has moved or copied a notebook, and by `python -m hpanalysis.lab.in_git --strip`. The file is written whole or not
    at all. `NotANotebook` for a file that is no notebook."""
    path = path.resolve()  # a link stays a link
    content = path.read_bytes()
    bare = strip_content(content)
    if bare != content:
        neighbour = path.with_name(f".{path.name}.{os.getpid()}")
        neighbour.write_bytes(bare)
        neighbour.replace(path)
    return bare != content


# What a cell may have, by its name in the file, and the Danish word for it.
_NAMED = {"outputs": "resultater", "execution_count": "kørselsnummer", "attachments": "indsatte billeder"}


def _drop_named(cell: Json) -> Json:
    """Return a cell without the things that have a Danish word of their own in `_NAMED` (outputs, execution count,
    attachments). Called by `list_traces` for each cell and its bare form, to see whether an editor has left anything
    else."""
    return {name: part for name, part in cell.items() if name not in _NAMED}


def list_traces(notebook: Json) -> list[str]:
    """Say in Danish what a notebook has that it may not have in git, cell by cell: `celle 3 har resultater`. Empty for
    a bare notebook. The results are never quoted, because they may be figures. Called by `lab.in_git`, the check of all
    notebooks in git."""
    bare, told = strip_notebook(notebook), []
    for number, (cell, kept) in enumerate(zip(notebook["cells"], bare["cells"], strict=True), 1):
        traces = [word for name, word in _NAMED.items() if cell.get(name) not in (None, [], {})]
        if _drop_named(cell) != _drop_named(kept):
            traces.append("oplysninger fra redigeringen")
        if traces:
            told.append(f"celle {number} har {danish.join_words(traces)}")
    if {**notebook, "cells": None} != {**bare, "cells": None}:
        told.append("notesbogens egne oplysninger (metadata) er ikke projektets")
    return told
