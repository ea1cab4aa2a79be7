"""What a run keeps in data/processed and a package later documents beside the publication."""

from __future__ import annotations

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.pages import plan_of_pages
from hpanalysis.pipeline.storage import digests
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace


def kept(workspace: Workspace, half_year: HalfYear, edition: Edition = Edition.PUBLIC) -> str:
    """The digest of the executed notebooks and the checks; it stands in the run's record, so that a later, failed or
    interrupted run is not taken for the one that was published.
    """
    checks = workspace.table_path("checks", half_year)
    return digests.of_texts(
        digests.of_folder(plan_of_pages.executed_folder(workspace, half_year, edition), "*.ipynb"),
        digests.of_file(checks) if checks.is_file() else "",
    )
