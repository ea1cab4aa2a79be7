"""What lies behind a page's figures, read once for all definition pages; and what a figure's own row tells of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import figure_links
from hpanalysis.report.cells import Cell
from hpanalysis.report.definition import earlier_values
from hpanalysis.report.definition.earlier_values import Earlier, Key
from hpanalysis.report.definition.links_back import Place
from hpanalysis.report.html import join, tag
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import CHECKS


def _make_empty_checks() -> pd.DataFrame:
    """A table without rows of the rules that deliveries were checked by. Called when a `Behind`, which tells what lies
    behind a half-year's figures, is made without checks, as in tests: `read_behind`, which makes the one of a
    half-year, always gives it the checks of the half-year's run."""
    return pd.DataFrame(columns=CHECKS.names)


@dataclass(frozen=True, kw_only=True)
class Behind:
    """What lies behind the figures of a half-year, read once for all its definition pages. Made by
    `reading_behind.read_behind` once a half-year."""

    # What the run is made from, by digest (`Workspace.inputs_path`); empty where no run has told.
    inputs: Mapping = field(default_factory=dict)
    checks: pd.DataFrame = field(default_factory=_make_empty_checks)  # of the deliveries (`tables.CHECKS`)
    earlier: Earlier = field(default_factory=dict)  # what each figure was published as before
    # The figures that the half-year corrects, each with the half-year whose number it tells.
    corrected: Collection[tuple[Key, str]] = ()
    places: Mapping[str, Sequence[Place]] = field(default_factory=dict)  # figure's address -> where it stands
    labels: Mapping[str, str] = field(default_factory=dict)  # page -> its words in the navigation

    @cached_property
    def _held(self) -> dict[tuple[str, str], dict[str, bool]]:
        """Half-year and source -> the rules its delivery was checked by: id -> whether kept. Read by `rules`, for the
        last section of a definition page."""
        rules: dict[tuple[str, str], dict[str, bool]] = {}
        columns = (self.checks[name] for name in ("half_year", "source", "rule_id", "held"))
        for half_year, source, rule_id, is_kept in zip(*columns, strict=True):
            rules.setdefault((half_year, source), {})[rule_id] = bool(is_kept)
        return rules

    def rules(self, half_year: str, source: str) -> dict[str, bool]:
        """The rules that a delivery was checked by: id -> whether the delivery complies with it; empty where none are
        known. Called for the last section of a definition page. half_year, source: whose delivery."""
        return self._held.get((half_year, source), {})


def make_delivery_anchor(half_year: str) -> str:
    """The id of a half-year's deliveries in a definition page's last section. Called where that section lists them, and
    for the links to them."""
    return f"udtraek-{half_year}"


def list_deliveries(cell: Cell, cells: Iterable[Cell]) -> list[str]:
    """The half-years whose extracts a figure is counted from, oldest first; empty where it is not known. A figure of
    several years together is counted from the deliveries of each. Called for a figure's row and for the last section of
    a definition page. cells: all of its indicator and area."""
    half_years = {cell.delivered_in} if cell.delivered_in else set()
    if cell.is_pooled and cell.start is not None and cell.end is not None and half_years:
        inside = (one for one in cells if not one.is_pooled and one.start is not None and one.end is not None)
        half_years |= {one.delivered_in for one in inside if cell.start <= one.start and one.end <= cell.end}
    return sorted(half_years - {""})


def _link_delivery(half_year: str) -> Markup:
    """A half-year as a link to its deliveries in the last section of a definition page. Called for each half-year in
    which a figure's data were delivered, for the row of the figure."""
    return tag("a", danish.format_half_year(HalfYear.parse(half_year)), href=f"#{make_delivery_anchor(half_year)}")


def describe_counting(cell: Cell, delivered: list[str]) -> Markup:
    """The deliveries that a figure was counted from, linked, and the version of the definition that it was counted by.
    Called for each figure's row on a definition page. delivered: half-years (`list_deliveries`); empty for the version
    alone."""
    version = f"version{danish.NBSP}{cell.version}" if cell.version is not None else "uden version"
    if not delivered:
        return join([version])
    return join(["udtræk fra ", join_links([_link_delivery(half_year) for half_year in delivered]), f", {version}"])


def join_links(links: Sequence[Markup]) -> Markup:
    """Links one after another as in a sentence: `a`, `a og b`, `a, b og c`. Called for the indicators and the
    deliveries that a definition page links to."""
    parts: list[object] = []
    for number, link in enumerate(links):
        parts += ["" if number == 0 else " og " if number == len(links) - 1 else ", ", link]
    return join(parts)


def _list_places_shown(cell: Cell, behind: Behind) -> Markup | None:
    """The reports that show a figure, each a link to the place in it; None where no report shows it. Called for each
    figure's row on a definition page. behind: knows the places."""
    places = behind.places.get(figure_links.make_anchor_of_cell(cell), ())
    links = [tag("a", behind.labels.get(place.page, place.page), href=place.href) for place in places]
    parted = [["; " if number else "", link] for number, link in enumerate(links)]
    return tag("small", "Står i: ", parted) if links else None


def make_evidence_row(speaker: Speaker, cell: Cell, cells: Iterable[Cell], behind: Behind) -> Markup:
    """The last column of a figure's row on a definition page: its deliveries and version, what it was published as
    before, and the reports that show it. Called for each figure. cells: all of its indicator and area; behind: the
    earlier values, corrections and places of the half-year's figures; speaker: the indicator's Danish words."""
    before = earlier_values.describe_earlier_values(cell, speaker.indicator, behind.earlier, behind.corrected)
    return join([describe_counting(cell, list_deliveries(cell, cells)), before, _list_places_shown(cell, behind)])
