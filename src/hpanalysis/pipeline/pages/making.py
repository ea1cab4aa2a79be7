"""One page made, in a worker's process: from .ipynb to .html."""

from __future__ import annotations

from functools import cache

from hpanalysis import report
from hpanalysis.notebooks.execute import execute
from hpanalysis.pipeline.pages import quarantine
from hpanalysis.pipeline.pages.plan_of_pages import Page
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.workspace import Workspace


@cache
def _workspace() -> Workspace:
    return Workspace.from_environment()


def _without_notebook(page: Page) -> str:
    """The front page; or the definition pages, when the reports that they link back to lie beside them. Its name."""
    chosen = (_workspace(), page.half_year, page.edition)
    if not page.tells_of_others:
        write_text(report.index_html(*chosen), page.html)
        return page.name
    for name, html in report.definition_pages(*chosen, page.html.parent):
        write_text(html, page.html.with_name(f"{name}.html"))
    return page.name


def _html(page: Page) -> str:
    executed = execute(page.notebook, page.executed, page.parameters)
    return report.to_html(executed, page.name, _workspace(), page.half_year, page.edition)


def make(page: Page) -> str:
    """Run the page's notebook and write its HTML; the page's name. A failing notebook goes to the quarantine."""
    if not page.is_report:
        return _without_notebook(page)
    quarantine.write_page(page, lambda: _html(page))
    return page.name
