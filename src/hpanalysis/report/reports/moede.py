"""Møde: the checklist before the next meeting of the steering group and of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hpanalysis.report.declaration import Heading, YearReads, YearReport

if TYPE_CHECKING:
    from hpanalysis.report.year_publication import Year


def _head(year: Year) -> Heading:
    """The top of the checklist: what it asks, and on which day it was drawn up. Called for the page's heading and its
    <title>."""
    return Heading(
        above=year.release.plan.settings.name,
        title=f"Før næste møde: tjekliste, regnskabsåret {year.followed.label}",
        lead="Er alt på plads til dagsordenen, og hvem har ikke leveret?",
        notes=(year.drawn_up,),
    )


REPORT = YearReport(
    order=30,
    label="Før næste møde",
    heading=_head,
    readers="styregruppen, bestyrelsen og sekretariatet",
    reads=(YearReads.FOLLOWUP_LOG, YearReads.EMERGENCY_LOG, YearReads.EVERY_PUBLICATION),
)
