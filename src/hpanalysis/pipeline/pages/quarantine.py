"""A page is written when its notebook has run to its end; one that fails goes to the quarantine and looks like none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from hpanalysis.notebooks.execute import NotebookFailed
from hpanalysis.pipeline.storage.files import write_text


class Made(Protocol):
    """Where a page's notebook is executed, where its page is written, and where a failed notebook goes."""

    executed: Path
    html: Path
    failed: Path


def write_page(page: Made, html: Callable[[], str]) -> None:
    """Write what `html` gives, which runs the notebook; `NotebookFailed` is raised on, with the notebook put away."""
    try:
        text = html()
    except NotebookFailed:
        page.failed.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(page.executed, page.failed)
        raise
    write_text(text, page.html)
