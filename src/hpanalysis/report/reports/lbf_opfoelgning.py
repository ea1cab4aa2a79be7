"""Opfølgning til revisor: that the board followed up its goals, and what was due and done in an accounting year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hpanalysis import danish
from hpanalysis.report.declaration import Heading, YearReads, YearReport
from hpanalysis.report.words import duties

if TYPE_CHECKING:
    from hpanalysis.report.year_publication import Year


def _head(year: Year) -> Heading:
    """The top of the accounting year's report to the auditor; the lead is the duty that it fulfils, and the note says
    from which publication its figures are. Called for the page's heading and its <title>."""
    half = danish.format_half_year(year.release.half_year)
    rests_on = (
        f"{year.drawn_up} Tallene om målene er dem, der er udgivet i rapporterne for {half}, og intet tal er regnet "
        "om. Oplysningerne om møder, opgaver og timer er sekretariatets egne."
    )
    return Heading(
        above=year.release.plan.settings.name,
        title=f"Bestyrelsens opfølgning i regnskabsåret {year.followed.label}",
        lead=duties.find_duty(year.release.plan, duties.TO_AUDITOR),
        notes=(rests_on,),
    )


REPORT = YearReport(
    order=10,
    label="Opfølgning til revisor",
    heading=_head,
    readers="revisor og Landsbyggefonden",
    reads=(YearReads.FOLLOWUP_LOG, YearReads.EMERGENCY_LOG, YearReads.EVERY_PUBLICATION),
    print_style="datarapport",  # whose courses it shows
)
