"""One page made, in a worker's process: from .ipynb to .html."""

from __future__ import annotations

import shutil
from functools import cache

from hpanalysis import report
from hpanalysis.notebooks.execute import NotebookFailed, execute
from hpanalysis.pipeline.files import write_text
from hpanalysis.pipeline.pages import Page
from hpanalysis.workspace import Workspace


@cache
def _workspace() -> Workspace:
    return Workspace.from_environment()


def _html(page: Page) -> str:
    if page.notebook is None:
        return report.index_html(_workspace(), page.half_year, page.edition)
    executed = execute(page.notebook, page.executed, page.parameters)
    return report.to_html(executed, page.name, _workspace(), page.half_year, page.edition)


def make(page: Page) -> str:
    """Run the page's notebook and write its HTML; the page's name. A failing notebook goes to the quarantine."""
    try:
        html = _html(page)
    except NotebookFailed:
        page.failed.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(page.executed, page.failed)
        raise
    write_text(html, page.html)
    return page.name
