"""Deltagere: whom the activities reach, and how it went those who took part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis import danish
from hpanalysis.report.declaration import Heading, OnePage, Reads, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of the page; its lead says what it is about. Called for the page's heading and its <title>."""
    return Heading(
        above=release.name_and_half_year,
        title=f"Deltagere i aktiviteterne, {danish.format_half_year(release.half_year)}",
        lead="Hvor mange i målgrupperne deltager i planens aktiviteter, og hvordan går det dem bagefter?",
    )


REPORT = Report(
    order=37,
    pages=OnePage("Deltagere", needs_participants=True),
    heading=_head,
    about="hvem aktiviteterne når",
    group="Resultater",
    readers="bestyrelsen og styregruppen",
    reads=(Reads.REACH, Reads.COURSES, Reads.OUTCOMES, Reads.BALANCE, Reads.PUBLISHED_BEFORE),
)
