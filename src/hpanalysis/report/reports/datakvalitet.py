"""Datakvalitet: what was delivered, which rules it keeps, and which figures are withheld or corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis import danish
from hpanalysis.report.declaration import Heading, OnePage, Reads, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of the page on data quality; the half-year is in the title. Called for the page's heading and its
    <title>."""
    title = f"Datakvalitet for {danish.format_half_year(release.half_year)}"
    return Heading(above=release.plan.settings.name, title=title)


REPORT = Report(
    order=70,
    pages=OnePage("Datakvalitet"),
    heading=_head,
    about="kilder, kontrolregler og rettede tal",
    group="Data og metode",
    readers="dataenheden, leverandørerne og enhver, der vil vide, hvad tallene kan bære",
    reads=(Reads.CHECKS, Reads.JUDGED, Reads.CORRECTIONS, Reads.EXTRACTS),
)
