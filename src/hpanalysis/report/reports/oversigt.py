"""Oversigt: the whole plan on one sheet, for whoever opens the publication."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis import danish
from hpanalysis.report.declaration import Heading, OnePage, Reads, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of the overview; the half-year is in the title. Called for the page's heading and its <title>."""
    title = f"Sådan går det med helhedsplanen, {danish.format_half_year(release.half_year)}"
    return Heading(above=release.plan.settings.name, title=title)


REPORT = Report(
    order=10,
    pages=OnePage("Oversigt"),
    heading=_head,
    about="hele planen på én side",
    group="Resultater",
    readers="styregruppen og alle, der åbner udgivelsen",
    reads=(Reads.JUDGED, Reads.AREA_STATUSES, Reads.PUBLISHED_BEFORE),
    print_style="oversigt",
)
