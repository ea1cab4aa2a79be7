"""Årsberetning: what the political committees are told of the plan each year, on two sheets of paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis.report.covered import Covered, Span
from hpanalysis.report.declaration import Heading, OnePage, Reads, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of the annual report; the title names the year, or the half-year where the notebook's parameter `covers`
    asks for that alone. Called for the page's heading and its <title>."""
    covered = Covered.of_parameters(release, parameters)
    name = "Årsberetning" if covered.span is Span.YEAR else "Beretning"
    return Heading(above=release.name_and_half_year, title=f"{name} {covered.title} til de politiske udvalg")


REPORT = Report(
    order=50,
    pages=OnePage("Årsberetning"),
    heading=_head,
    about="årets to sider til de politiske udvalg",
    group="Resultater",
    readers="de politiske udvalg",
    reads=(Reads.JUDGED,),
    print_style="aarsberetning",
)
