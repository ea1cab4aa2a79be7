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
    """A line across the top of a page: its CSS class, its bold words and the text after them. Made by the functions
    below, drawn by the frame template."""

    class_: str
    strong: str
    text: str


def list_bands(release: Release) -> list[Band]:
    """The warnings at the top of every page of a release: confidential edition, invented extracts; or none. Called when
    a page is made, and for JupyterLab."""
    bands_ = [Band("fortrolig", *_CONFIDENTIAL)] if release.edition is Edition.CONFIDENTIAL else []
    if release.synthetic:
        bands_.append(Band("syntetisk", *_SYNTHETIC))
    return bands_


def list_archive_bands(synthetic: bool) -> list[Band]:
    """The warning of the archive page, where one of the publications it lists is made on invented extracts. Called by
    `convert.make_archive_html`. synthetic: whether one is; if not, there is no warning."""
    return [Band("syntetisk", *_SYNTHETIC)] if synthetic else []


def draw_bands_in_lab(release: Release) -> Markup:
    """The release's warnings as html for JupyterLab, where no page stands around a notebook's results. Called for the
    first block of each notebook."""
    return join(
        tag("div", tag("p", tag("strong", band.strong), f" {band.text}"), class_=f"baand {band.class_}")
        for band in list_bands(release)
    )
