"""Beredskab: the emergency group's year in counts; where and when it was activated is for the data unit alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hpanalysis.report.declaration import Heading, YearReads, YearReport
from hpanalysis.tables import Edition

if TYPE_CHECKING:
    from hpanalysis.report.year_publication import Year

_LEADS = {
    Edition.PUBLIC: "Siden viser, hvor mange gange beredskabet blev aktiveret, men ikke hvor og hvornår.",
    Edition.CONFIDENTIAL: "Siden viser hver aktivering med sted og tid.",
}


def _head(year: Year) -> Heading:
    """The top of the emergency group's page; its lead says what the edition shows. Called for the page's heading and
    <title>."""
    return Heading(
        above=year.release.plan.settings.name,
        title=f"Det boligsociale beredskab {year.followed.label}",
        lead=_LEADS[year.release.edition],
        notes=(f"{year.drawn_up} Oplysningerne er sekretariatets egne.",),
    )


REPORT = YearReport(
    order=20,
    label="Beredskab",
    heading=_head,
    readers="beredskabsgruppen og styregruppen",
    reads=(YearReads.EMERGENCY_LOG, YearReads.CHOSEN_PUBLICATION),
    editions=(Edition.PUBLIC, Edition.CONFIDENTIAL),
    tells_of_emergencies=True,
)
