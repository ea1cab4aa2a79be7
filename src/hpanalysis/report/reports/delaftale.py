"""Delaftale: each delmål of a delaftale with all that is known of it, its figures computed anew from the frames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis.report.declaration import Heading, PageEachDelaftale, Reads, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of a delaftale's page, by the notebook's parameter `agreement`; a delaftale that the plan does not have
    raises `WrongUse`. Called for the page's heading and its <title>."""
    delaftale = release.agreement_named(parameters["agreement"])
    return Heading(above=release.name_and_half_year, title=f"Delaftale: {delaftale.name}")


REPORT = Report(
    order=20,
    pages=PageEachDelaftale(prefix="delaftale"),
    heading=_head,
    group="Resultater",
    readers="delaftalens parter og styregruppen",
    reads=(
        Reads.STANDING,
        Reads.PATTERN,
        Reads.JUDGED,
        Reads.CONTROL,
        Reads.PUBLISHED_BREAKDOWNS,
        Reads.CRITERIA,
        Reads.AREA_STATUSES,
        Reads.FRAMES,
    ),
)
