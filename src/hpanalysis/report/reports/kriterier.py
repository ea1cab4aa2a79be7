"""Statens kriterier: what the areas are by the law's criteria, and how near they are to its limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis import danish
from hpanalysis.report.declaration import Heading, OnePage, Reads, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of the page; its lead says whose criteria they are. Called for the page's heading and its <title>."""
    return Heading(
        above=release.name_and_half_year,
        title=f"Statens kriterier for boligområder, {danish.format_half_year(release.half_year)}",
        lead="Staten gør hvert år den 1. december op, hvilke almene boligområder der er udsatte. Her er områdernes tal "
        "holdt op mod lovens grænser.",
    )


REPORT = Report(
    order=35,
    pages=OnePage("Statens kriterier", needs_criteria=True),
    heading=_head,
    about="områderne og lovens grænser",
    group="Resultater",
    readers="bestyrelsen og styregruppen",
    reads=(Reads.CRITERIA, Reads.AREA_STATUSES),
)
