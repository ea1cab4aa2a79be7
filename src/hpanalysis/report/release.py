"""A half-year's release as a page sees it: the plan, the edition, the definitions and the analyst's comments."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hpanalysis import danish, params
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import WrongUse
from hpanalysis.plan import Adoption, Agreement, Area, Level, Plan, Target
from hpanalysis.publications import find_edition, find_half_years, is_synthetic
from hpanalysis.report import asked, places
from hpanalysis.report.cells import Cell, Cells, read_cells
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace, refuse_in_public_run

if TYPE_CHECKING:
    import pandas as pd


def parse_edition(text: str) -> Edition:
    """The edition that a notebook's parameter names, `offentlig` or `fortrolig`; anything else raises `WrongUse`.
    Called when a half-year or an accounting year is opened in a notebook. In a run of the public edition the
    confidential one is refused: its numbers would come on a page that is published."""
    try:
        edition = Edition(text)
    except ValueError:
        raise WrongUse(
            "Udgaven kendes ikke.", expected="offentlig eller fortrolig.", do="Ret parameteren edition."
        ) from None
    refuse_in_public_run(edition)
    return edition


@dataclass(frozen=True, kw_only=True)
class Release:
    """A half-year's publication: what every part of a page needs beside its figures. Made once for each page by `of`,
    and handed to all that the page is made of."""

    plan: Plan
    half_year: HalfYear
    edition: Edition
    made: date  # printed on the pages
    synthetic: bool  # made on invented extracts
    comments: tuple[params.Comment, ...] = ()  # the analyst's; read by `find_comments` alone
    steering_group: date | None = None  # the day of its meeting, which deadlines are counted back from

    @classmethod
    def of(cls, workspace: Workspace, half_year: HalfYear, edition: Edition) -> Release:
        """The publication of a half-year, from the workspace's plan and the half-year's params file; what is wrong in
        that file raises `Stop`. Called when a page or the list of rules in a package is made, and when a notebook opens
        a half-year or an accounting year. `WrongUse` for the confidential edition in a public run."""
        refuse_in_public_run(edition)
        path = workspace.params / f"{half_year}.yaml"
        chosen = params.read_params(path, half_year, workspace.plan, set(catalogue.sources()))
        return cls(
            plan=workspace.plan,
            half_year=half_year,
            edition=edition,
            made=chosen.report_date,
            synthetic=workspace.synthetic,
            comments=tuple(chosen.comments),
            steering_group=chosen.steering_group,
        )

    def find_comments(self, indicator_ids: Iterable[str], area_id: str | None = None) -> list[params.Comment]:
        """The analyst's comments on some indicators, in one area or, for None, all of them, in the order of the params
        file. Called wherever a page shows comments: it is written down that the page asked (`asked`)."""
        wanted = set(indicator_ids)
        asked.note_comments(wanted, area_id)
        return [one for one in self.comments if one.indicator in wanted and area_id in (None, one.area)]

    @property
    def name_and_half_year(self) -> str:
        """The line over a page's h1: `Fra udsat område til attraktiv bydel, 1. halvår 2026`. Read for most reports'
        headings."""
        return f"{self.plan.settings.name}, {danish.format_half_year(self.half_year)}"

    def is_before_plan(self, cell: Cell) -> bool:
        """Whether a public figure's window ended before the plan's first day, so that no verdict on it can tell of the
        plan's time. Asked wherever such a verdict is told."""
        return cell.is_public and cell.end < self.plan.settings.start

    def cells(self, judged: pd.DataFrame) -> Cells:
        """The table of figures with their verdicts (`tables.JUDGED`) as `Cell`s, with the numbers that the edition may
        show. Called before the tables and charts of a page are made, once for a page or for all definition pages
        together."""
        return read_cells(judged, self.edition)

    def indicator(self, indicator_id: str) -> Indicator:
        """An indicator's definition by its key; an unknown one raises KeyError. Called wherever a page tells of an
        indicator."""
        return catalogue.indicators()[indicator_id]

    @cached_property
    def columns(self) -> tuple[Area, ...]:
        """The areas' total and then the areas, in the order in which tables show them. Read for the matrix of figures,
        for the list under it of three years together, and for the table of withheld figures."""
        return (self.plan.total, *self.plan.areas)

    def measured_areas(self, adoption: Adoption) -> list[Area]:
        """The housing areas that an indicator is measured for, in the plan's order; their total is not among them.
        Called for every table and chart of areas. adoption: the plan's adoption of the indicator."""
        return [area for area in self.plan.areas if area.id in adoption.areas]

    def subject(self, adoption: Adoption) -> Area:
        """The area whose figure stands for an indicator: the total or, where there is none, the first area measured.
        Called where one figure is shown for it. adoption: the plan's adoption of the indicator."""
        return self.plan.total if adoption.total else self.plan.area(adoption.areas[0])

    def subjects(self, adoption: Adoption) -> list[Area]:
        """The areas whose figures decide an indicator's verdict against its target, as the plan says: each one
        measured, or the total alone (the first area measured, where there is no total). Called for verdicts of delmål
        and for what needs attention. adoption: the plan's adoption of the indicator."""
        return self.measured_areas(adoption) if adoption.judged_on is Level.EACH else [self.subject(adoption)]

    def compared_with(self, indicator_id: str) -> Area:
        """The area that an indicator's figures are compared with: the municipality, or the country where its definition
        says so. Called for tables, charts and sentences with a comparison."""
        return places.find_comparison(self.indicator(indicator_id), self.plan)

    def has_target(self, adoption: Adoption) -> bool:
        """Whether the plan sets a target for an indicator, so that its delmål is judged on it. Called wherever delmål
        are judged, and where it is chosen which of a delmål's indicators to show. adoption: the plan's adoption of the
        indicator."""
        return adoption.target not in (Target.NONE, Target.SUPPLEMENTARY)

    def area_named(self, area_id: str) -> Area:
        """A housing area by its key; another key raises `WrongUse`. Called when a notebook opens an area, and for the
        heading of the area's page."""
        area_ = next((area for area in self.plan.areas if area.id == area_id), None)
        if area_ is None:
            raise WrongUse(
                "Området kendes ikke.",
                expected=f"en af {', '.join(a.id for a in self.plan.areas)}.",
                do="Ret parameteren area.",
            )
        return area_

    def agreement_named(self, agreement_id: str) -> Agreement:
        """A delaftale by its key; another key raises `WrongUse`. Called when a notebook opens a delaftale, and for the
        heading of its page."""
        delaftale = next((a for a in self.plan.delaftaler if a.id == agreement_id), None)
        if delaftale is None:
            raise WrongUse(
                "Delaftalen kendes ikke.",
                expected=f"en af {', '.join(a.id for a in self.plan.delaftaler)}.",
                do="Ret parameteren agreement.",
            )
        return delaftale


def _read_built_on(workspace: Workspace, half_year: HalfYear) -> dict[str, str] | None:
    """Half-year -> sha256 of its indicators.csv, of the publications that the half-year's run builds on, as the run
    wrote it down before its pages; None where it was not run. Called where a page tells of earlier half-years."""
    path = workspace.inputs_path(half_year)
    return json.loads(path.read_text(encoding="utf-8")).get("before") if path.is_file() else None


def find_earlier_publications(workspace: Workspace, release: Release) -> dict[HalfYear, Path]:
    """The half-years before the release's that it builds on, newest first, and the folders of the editions; none in the
    confidential edition. Called for the front page, which links to them, and where figures are compared with earlier
    ones. What was published after the release's half-year is left out, though it is of an earlier half-year, because a
    page that is made again must be the same; and so an edition counts that a newer one has replaced since."""
    if release.edition is Edition.CONFIDENTIAL:
        return {}
    holding, known = find_half_years(workspace.reports), _read_built_on(workspace, release.half_year)
    earlier = [half for half in reversed(holding) if half < release.half_year]
    if known is None:
        return {half: holding[half] for half in earlier}
    found = {half: find_edition(workspace.reports, half, known[str(half)]) for half in earlier if str(half) in known}
    return {half: folder for half, folder in found.items() if folder is not None}


def find_comparable_publications(workspace: Workspace, release: Release) -> dict[HalfYear, Path]:
    """The earlier publications whose figures the release's may be compared with, newest first: real figures only with
    real, invented with invented. Called for what is new, and for what a figure was published as before."""
    return {
        half: folder
        for half, folder in find_earlier_publications(workspace, release).items()
        if is_synthetic(workspace, half) == release.synthetic
    }
