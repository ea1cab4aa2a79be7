"""Områdeprofil: a housing area beside the municipality on every figure that is measured for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis.report.declaration import Heading, PageEachArea, Reads, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of a housing area's page, by the notebook's parameter `area`; an area that the plan does not have raises
    `WrongUse`. Called for the page's heading and its <title>."""
    area = release.area_named(parameters["area"])
    return Heading(above=release.name_and_half_year, title=f"Områdeprofil: {area.name}")


REPORT = Report(
    order=55,
    pages=PageEachArea(prefix="omraade"),
    heading=_head,
    group="Områder",
    readers="medarbejdere og beboere i området",
    reads=(Reads.JUDGED,),
)
