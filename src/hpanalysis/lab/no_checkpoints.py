"""Jupyter's checkpoints without copies: the saved file is its own checkpoint, so no second one lies beside it.

JupyterLab writes a checkpoint each time a person saves, and between those only when it saves by itself, which is off
here. The copy would say what the file says, in a folder that nobody looks into.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from jupyter_server.services.contents.checkpoints import AsyncCheckpoints

_ID = "checkpoint"


class NoCheckpoints(AsyncCheckpoints):
    """What the server asks for checkpoints. Made once by its contents manager. Each method is one that Jupyter names,
    with its arguments; paths are the server's, from its own root."""

    async def create_checkpoint(self, contents_mgr: Any, path: str) -> dict[str, str | datetime]:
        """Make no copy; return as the checkpoint the time at which the file itself was saved. Called by Jupyter when a
        person has saved a file."""
        model = await contents_mgr.get(path, content=False)
        return {"id": _ID, "last_modified": model["last_modified"]}

    async def list_checkpoints(self, path: str) -> list[dict[str, str | datetime]]:
        """The checkpoints of a file: there are none. Called by Jupyter when a file is opened, saved, moved or
        deleted."""
        return []

    async def restore_checkpoint(self, contents_mgr: Any, checkpoint_id: str, path: str) -> None:
        """Do nothing, because there are no copies: the file itself is what was saved last, and JupyterLab reads it
        anew. Called by Jupyter for the menu's Revert."""

    async def rename_checkpoint(self, checkpoint_id: str, old_path: str, new_path: str) -> None:
        """Do nothing, because there are no checkpoints. Called by Jupyter when a file is moved."""

    async def delete_checkpoint(self, checkpoint_id: str, path: str) -> None:
        """Do nothing, because there are no checkpoints. Called by Jupyter if a browser asks it to delete one; when a
        file is deleted, Jupyter deletes only those that `list_checkpoints` gives, and so calls nothing here."""
