"""Strategisk aftale: the board's overall goals, their course against the municipality's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis.report.declaration import Heading, OnePage, Reads, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of the strategic agreement's page; its lead says whose goals they are and what they are compared with.
    Called for the page's heading and its <title>."""
    return Heading(
        above=release.name_and_half_year,
        title="Strategisk aftale: de overordnede mål",
        lead="De overordnede mål er bestyrelsens. Tallene leveres af Landsbyggefonden, og udviklingen holdes op mod "
        "kommunens.",
    )


REPORT = Report(
    order=30,
    pages=OnePage("Strategisk aftale", needs_strategic_agreement=True),
    heading=_head,
    about="bestyrelsens overordnede mål",
    group="Resultater",
    readers="bestyrelsen",
    reads=(Reads.JUDGED,),
)
