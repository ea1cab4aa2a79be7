"""How this project's JupyterLab keeps files: a notebook reaches the disk without outputs, by whatever way it comes.

Named in jupyter/jupyter_server_config.json. If it cannot be imported, the server does not start: without it a figure
could be saved.
"""

from __future__ import annotations

import base64
import contextlib
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError
from traitlets import default

from hpanalysis.errors import format_finding
from hpanalysis.lab.bare_notebook import STRIP, SUFFIX, NotANotebook, strip_content, strip_file, strip_notebook
from hpanalysis.lab.no_checkpoints import NoCheckpoints

_STRIP = f"Tøm den med »{STRIP} FIL«"


def _make_refusal(path: str, wrong: str, do: str) -> HTTPError:
    """The error that stops a save, because outputs could reach the disk unseen. Called by `strip_model` for a notebook
    that is uploaded in parts or cannot be read; JupyterLab shows its sentence. wrong, do: Danish, what is wrong and
    what to do."""
    return HTTPError(400, format_finding(f"»{path}«", wrong, expected="en notesbog uden resultater.", do=do))


def strip_model(model: dict[str, Any], path: str) -> None:
    """Strip what is about to be saved, if it is a notebook; anything else is left as it is. Called before each save, as
    Jupyter's own hooks are. model: Jupyter's, changed in place. path: the server's. What cannot be stripped is refused,
    for Jupyter itself saves a file whose hook has failed."""
    is_notebook = model.get("type") == "notebook"
    if model.get("content") is None or not (is_notebook or path.lower().endswith(SUFFIX)):
        return
    if "chunk" in model:  # an upload in parts cannot be read before the last one lies on the disk
        raise _make_refusal(
            path, "Notesbogen er for stor til at blive lagt op.", f"{_STRIP} i en terminal, og læg den op igen."
        )
    try:
        if is_notebook:
            model["content"] = strip_notebook(model["content"])
        elif model.get("format") == "base64":
            model["content"] = base64.b64encode(strip_content(base64.b64decode(model["content"]))).decode()
        else:  # opened in the text editor, as JSON
            model["content"] = strip_content(model["content"].encode()).decode()
    except (NotANotebook, ValueError, TypeError, AttributeError):  # what is no text of its kind
        raise _make_refusal(
            path, "Filen kan ikke læses som en notesbog (nbformat 4).", "Ret teksten, eller giv filen et andet navn."
        ) from None


def _strip_under(path: Path) -> None:
    """Remove the outputs from a notebook, or from every notebook of a folder, on the disk. Called when somebody has
    moved, renamed or copied the file or folder in JupyterLab. A file that cannot be read as a notebook stays as it is,
    because it was so before; the check `lab.in_git` names it."""
    for book in [path] if path.is_file() else sorted(path.rglob("*")):
        if book.suffix.lower() == SUFFIX and book.is_file():
            with contextlib.suppress(NotANotebook):
                strip_file(book)


class ContentsWithoutOutputs(AsyncLargeFileManager):
    """Jupyter's own keeper of files, but that notebooks are stripped and that there are no checkpoints. Made once by
    the server. Each method is one that Jupyter names, with its arguments; paths are the server's, from its own root."""

    @default("checkpoints")
    def _make_checkpoints(self) -> NoCheckpoints:
        """The object that Jupyter asks for checkpoints (copies of files) and that keeps none. Called once by Jupyter,
        in place of any class that a person's own configuration names."""
        return NoCheckpoints(parent=self)

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save a file or folder, a notebook without its outputs, and return Jupyter's description (model) of it. Called
        by Jupyter when somebody saves, uploads, makes or copies a file."""
        strip_model(model, path)
        return await super().save(model, path)

    async def rename_file(self, old_path: str, new_path: str) -> None:
        """Move a file or folder, and strip the notebooks in it of outputs, because an executed notebook of
        data/processed may come to lie among those of git. Called by Jupyter when somebody renames it or drags it to
        another folder."""
        await super().rename_file(old_path, new_path)
        _strip_under(Path(self._get_os_path(new_path)))

    async def copy(self, from_path: str, to_path: str | None = None) -> dict[str, Any]:
        """Copy a file or a folder, and strip the notebooks in the copy, because Jupyter copies a folder as it is;
        return Jupyter's description of the copy. Called for JupyterLab's Duplicate and Paste."""
        model = await super().copy(from_path, to_path)
        _strip_under(Path(self._get_os_path(model["path"])))
        return model
