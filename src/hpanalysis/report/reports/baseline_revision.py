"""Kontrol af planens trykte udgangspunkt: which of the figures that the plan prints cannot be true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hpanalysis.report.declaration import Heading, OnePage, Report

if TYPE_CHECKING:
    from hpanalysis.report.release import Release


def _head(release: Release, parameters: Mapping[str, str]) -> Heading:
    """The top of the page that checks the plan's printed baselines; its lead says for whom it is, and that nothing is
    corrected. Called for the page's heading and its <title>."""
    return Heading(
        above=release.name_and_half_year,
        title="Kontrol af planens trykte udgangspunkt",
        lead="Siden er til dataenheden: Hvilke af de tal, som planen trykker, kan ikke være sande, og hvad må de være? "
        "Kontrollen retter ikke tallene.",
    )


REPORT = Report(
    order=80,
    pages=OnePage("Trykte udgangspunkter"),
    heading=_head,
    about="kontrol af de tal, planen trykker",
    group="Data og metode",
    in_menu=False,
    readers="dataenheden",
    reads=(),  # the plan's own tables alone
)
