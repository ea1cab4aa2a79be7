"""Datarapport: what the monitoring unit owes the board each year, as one report to be printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis.report.covered import Covered
from hpanalysis.report.declaration import Heading, OnePage, Reads, Report
from hpanalysis.report.words import duties

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of the data report, with the duty it fulfils; the title names the year, or the half-year where the
    notebook's parameter `covers` asks for that alone. Called for the page's heading and its <title>."""
    covered = Covered.of_parameters(release, parameters)
    return Heading(
        above=release.name_and_half_year,
        title=f"Datarapport {covered.title} til bestyrelsen",
        lead=duties.find_duty(release.plan, duties.DATA_REPORT),
    )


REPORT = Report(
    order=40,
    pages=OnePage("Datarapport"),
    heading=_head,
    about="årets rapport til bestyrelsen",
    group="Resultater",
    readers="bestyrelsen",
    reads=(Reads.JUDGED, Reads.CORRECTIONS, Reads.PUBLISHED_BEFORE),
    print_style="datarapport",
)
