"""A half-year's release as a page sees it: the plan, the edition, the definitions and the analyst's comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from hpanalysis import danish, params
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import WrongUse
from hpanalysis.plan import Adoption, Area, Level, Plan, Target
from hpanalysis.report import places
from hpanalysis.report.cells import Cells, read_cells
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace, parse_half_year


def edition_named(text: str) -> Edition:
    try:
        return Edition(text)
    except ValueError:
        raise WrongUse(
            "Udgaven kendes ikke.", expected="offentlig eller fortrolig.", do="Ret parameteren edition."
        ) from None


@dataclass(frozen=True)
class Release:
    """What every part of a page needs beside its figures.

    made: the date printed on the pages. synthetic: made on invented extracts. comments: the analyst's.
    steering_group: the day of its meeting, which deadlines are counted back from.
    """

    plan: Plan
    half_year: HalfYear
    edition: Edition
    made: date
    synthetic: bool
    comments: tuple[params.Comment, ...] = ()
    steering_group: date | None = None

    @classmethod
    def of(cls, workspace: Workspace, half_year: HalfYear, edition: Edition) -> Release:
        """The release that the workspace's plan and params make of a half-year."""
        path = workspace.params / f"{half_year}.yaml"
        chosen = params.read_params(path, half_year, workspace.plan, set(catalogue.sources()))
        return cls(
            workspace.plan,
            half_year,
            edition,
            chosen.report_date,
            workspace.synthetic,
            tuple(chosen.comments),
            chosen.steering_group,
        )

    @classmethod
    def named(cls, half_year: str, edition: str) -> Release:
        """The release that a notebook's parameters name. An unknown half-year or edition raises `WrongUse`."""
        return cls.of(Workspace.from_environment(), parse_half_year(half_year), edition_named(edition))

    @property
    def name_and_half_year(self) -> str:
        """The line over a page's h1: `Fra udsat område til attraktiv bydel, 1. halvår 2026`."""
        return f"{self.plan.settings.name}, {danish.format_half_year(self.half_year)}"

    def cells(self, judged: pd.DataFrame) -> Cells:
        return read_cells(judged, self.edition)

    def indicator(self, indicator_id: str) -> Indicator:
        return catalogue.indicators()[indicator_id]

    @cached_property
    def columns(self) -> tuple[Area, ...]:
        """The total and the areas, in the order in which tables show them."""
        return (self.plan.total, *self.plan.areas)

    def measured_areas(self, adoption: Adoption) -> list[Area]:
        return [area for area in self.plan.areas if area.id in adoption.areas]

    def subject(self, adoption: Adoption) -> Area:
        """The area that an indicator is spoken of by: the total, or the first area measured where there is none."""
        return self.plan.total if adoption.total else self.plan.area(adoption.areas[0])

    def subjects(self, adoption: Adoption) -> list[Area]:
        """The areas that a verdict of an indicator is read of: each measured one, or the total (`plan.Level`)."""
        return self.measured_areas(adoption) if adoption.judged_on is Level.EACH else [self.subject(adoption)]

    def compared_with(self, indicator_id: str) -> Area:
        return places.find_comparison(self.indicator(indicator_id), self.plan)

    def has_target(self, adoption: Adoption) -> bool:
        return adoption.target is not Target.NONE

    def area_named(self, area_id: str) -> Area:
        """A housing area by its key; anything else raises `WrongUse`."""
        found = next((area for area in self.plan.areas if area.id == area_id), None)
        if found is None:
            raise WrongUse(
                "Området kendes ikke.",
                expected=f"en af {', '.join(a.id for a in self.plan.areas)}.",
                do="Ret parameteren area.",
            )
        return found

    def agreement_named(self, agreement_id: str):
        """A delaftale by its key; anything else raises `WrongUse`."""
        found = next((a for a in self.plan.delaftaler if a.id == agreement_id), None)
        if found is None:
            raise WrongUse(
                "Delaftalen kendes ikke.",
                expected=f"en af {', '.join(a.id for a in self.plan.delaftaler)}.",
                do="Ret parameteren agreement.",
            )
        return found


def judged(half_year: str, edition: str = "offentlig") -> pd.DataFrame:
    """The half-year's judged table (`tables.JUDGED`), as the edition may show it."""
    return Workspace.from_environment().judged(parse_half_year(half_year), edition_named(edition))


def checks(half_year: str) -> pd.DataFrame:
    """The half-year's checks (`tables.CHECKS`)."""
    return Workspace.from_environment().table("checks", parse_half_year(half_year))
