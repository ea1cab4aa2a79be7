"""Fremdrift: what the parties promised, what was delivered, and who must act; two sheets for the steering group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hpanalysis.report.declaration import Heading, YearReads, YearReport

if TYPE_CHECKING:
    from hpanalysis.report.year_publication import Year


def _head(year: Year) -> Heading:
    """The top of the report: what it asks, and whose numbers it rests on. Called for the page's heading and its
    <title>."""
    return Heading(
        above=year.release.plan.settings.name,
        title=f"Fremdrift i regnskabsåret {year.followed.label}",
        lead="Er det, parterne har aftalt, leveret til tiden, og hvem skal handle?",
        notes=(f"{year.drawn_up} Tallene er parternes egne indberetninger til sekretariatet.",),
    )


REPORT = YearReport(
    order=20,
    label="Fremdrift",
    heading=_head,
    readers="styregruppen og bestyrelsen",
    reads=(YearReads.FOLLOWUP_LOG,),
    print_style="fremdrift",
)
