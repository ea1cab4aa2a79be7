"""Half-years of random persons, counted, protected, judged and made into pages by the real parts, up to the gates.

The extracts are those of a project that has been run; of their loaded rows a part is drawn by a seed: each area keeps
its own share of its persons, so that some areas are large, some small and some empty. Papermill's processes are the
only thing left out: the notebooks run in this one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pandas as pd

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.half_year import inputs as half_year_inputs
from hpanalysis.pipeline.half_year import tables as half_year_tables
from hpanalysis.pipeline.pages import plan_of_pages, worker
from hpanalysis.pipeline.publication import release_gate
from hpanalysis.pipeline.storage.files import write_parquet
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace

HALF = HalfYear.parse("2026H1")
_SHARES = (0.0, 0.03, 0.1, 0.3, 0.6, 0.9, 1.0)
_REPORTS = 2  # of a half-year's reports so many are made, drawn by the seed; front page and definition pages always
_COUNTS = {"fraflytninger": "familieboliger"}  # columns that count without a row a person -> the most that they can be


@dataclass(frozen=True)
class StagedHalfYear:
    """A half-year that stands before its gates."""

    seed: int
    publication: Publication[HalfYear]
    inputs: half_year_inputs.HalfYearInputs
    tables: figures.Figures

    @property
    def folder(self) -> Path:
        return self.publication.output

    def pass_gates(self) -> None:
        """`Stop` if the auditor or the leak gate refuses it."""
        release_gate.certify(self.publication, self.inputs.before.folders)
        release_gate.stop_if_leaking(self.publication, None)

    def refusal(self) -> str | None:
        """What a gate says against it; None where it may be published."""
        try:
            self.pass_gates()
        except Stop as stop:
            return str(stop)
        return None


def _draw_rows(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The rows that stay: persons by themselves, in every delivery the same; cases one by one; counts drawn anew."""
    areas = sorted(frame["area_id"].dropna().unique())
    shares = {area: Random(f"{seed} {area}").choice(_SHARES) for area in areas}
    named = next((name for name in ("person", "sagsnummer") if name in frame), None)
    if named is not None:
        drawn = {one: Random(f"{seed} {one}").random() for one in frame[named].unique()}
        kept = [drawn[one] < shares.get(area, 0.8) for one, area in zip(frame[named], frame["area_id"], strict=True)]
        return frame[kept].reset_index(drop=True)
    draw = Random(seed)
    for column, most in _COUNTS.items():
        if column in frame:
            frame = frame.assign(**{column: [draw.randint(0, int(top)) for top in frame[most]]})
    return frame


def draw_frames(base: Workspace, workspace: Workspace, seed: int) -> None:
    """The frames of all half-years, drawn."""
    for path in sorted(base.processed.glob("20*/frames/*.parquet")):
        target = workspace.processed / path.relative_to(base.processed)
        write_parquet(_draw_rows(pd.read_parquet(path), seed), target)


def stage(base: Workspace, checks: pd.DataFrame, folder: Path, seed: int) -> StagedHalfYear:
    """A half-year of random persons in `folder`, made up to its gates. base: the project that was run. checks: the
    results of the rules on its extracts. The caller sets the folders' environment variables."""
    workspace = replace(base, processed=folder / "processed", reports=folder / "reports")
    workspace.reports.mkdir(parents=True)
    draw_frames(base, workspace, seed)
    publication = Publication(workspace, HALF)
    inputs = half_year_inputs.look_at_inputs(publication, Progress())
    made = figures.compute_figures(publication, checks, Progress(), inputs.before)
    corrected = inputs.before.correct(made.shown, inputs.made_of, inputs.params, publication.edition)
    figures.write_figures(workspace, HALF, made)
    write_parquet(corrected, workspace.table_path("corrections", HALF))
    figures_csv = figures.format_figures_csv(made.shown)
    made_from = half_year_tables._write_made_from(inputs, checks, figures_csv)
    for page in _choose_pages(publication, seed):
        worker.make_page(page)
    half_year_tables.write_data_files(
        inputs, half_year_tables.HalfYearTables(made.shown, figures_csv, corrected, made_from)
    )
    return StagedHalfYear(seed, publication, inputs, made)


def _choose_pages(publication: Publication[HalfYear], seed: int) -> list[plan_of_pages.Page]:
    pages = plan_of_pages.list_pages(publication)
    # The document for office programs has parts of the overview.
    reports = [page for page in pages if page.notebook is not None and page.name != "oversigt"]
    chosen = [page for page in pages if page.name == "oversigt"] + Random(seed).sample(reports, _REPORTS - 1)
    return [*chosen, *sorted((page for page in pages if page.notebook is None), key=lambda page: page.tells_of_others)]
