"""What a page says of itself at the top: confidential, synthetic."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hpanalysis.report.html import join, tag
from hpanalysis.report.release import Release
from hpanalysis.tables import Edition

_SYNTHETIC = (
    "Syntetiske data.",
    "Tallene på denne side er opdigtede og bruges til at afprøve systemet. De beskriver ingen virkelige "
    "personer og siger intet om boligområderne. Kun de tal, der er trykt i helhedsplanen, er virkelige. "
    "Brug ikke siden til møder, ansøgninger eller beslutninger.",
)
_CONFIDENTIAL = (
    "Fortrolig udgave.",
    "Siden viser tal, der er diskretioneret i den offentlige udgave. De kan handle om enkelte personer. "
    "Siden er kun til brug i dataenheden og må ikke sendes videre, tages med til møder eller gemmes på fællesdrev. "
    "Brug den offentlige udgave til alt andet.",
)


@dataclass(frozen=True)
class Band:
    """A warning across the top of a page: its CSS class, its bold words and the text after them. Made for each page,
    drawn by the template of a page's frame."""

    class_: str
    strong: str
    text: str


def list_bands(release: Release) -> list[Band]:
    """The warnings at the top of a page, or none: that the edition is confidential, that the extracts are invented.
    Called for each page, and for a notebook in JupyterLab."""
    bands_ = [Band("fortrolig", *_CONFIDENTIAL)] if release.edition is Edition.CONFIDENTIAL else []
    if release.synthetic:
        bands_.append(Band("syntetisk", *_SYNTHETIC))
    return bands_


def list_archive_bands(synthetic: bool) -> list[Band]:
    """The warning at the top of the page that lists all publications, where one of them is made on invented extracts
    (synthetic); else none. Called once, when that page is made."""
    return [Band("syntetisk", *_SYNTHETIC)] if synthetic else []


def draw_bands_in_lab(release: Release) -> Markup:
    """The page's warnings as html for JupyterLab, where no page surrounds a notebook. Called for each notebook's first
    block."""
    return join(
        tag("div", tag("p", tag("strong", band.strong), f" {band.text}"), class_=f"baand {band.class_}")
        for band in list_bands(release)
    )
