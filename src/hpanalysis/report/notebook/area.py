"""A housing area in a notebook: the profile's sections."""

from __future__ import annotations

from hpanalysis.plan import Area
from hpanalysis.report.html import Block
from hpanalysis.report.notebook.shown import Shown, Tables
from hpanalysis.report.profile import profile
from hpanalysis.report.release import Release
from hpanalysis.report.site import titles


class AreaView(Shown):
    """A housing area in the half-year, beside the municipality. Its figures are those of the judged table."""

    def __init__(self, release: Release, tables: Tables, area: Area) -> None:
        """Called by `HalfYearView.area` when a notebook asks for an area."""
        self._release, self._tables, self._area = release, tables, area

    def heading(self) -> Block:
        """The top of the area's profile: its h1. Called in the notebook omraadeprofil."""
        return titles.show_report_heading(self._release, "omraadeprofil", {"area": self._area.id})

    def summary(self) -> Block:
        """A paragraph to be read aloud: how many of the area's figures surely differ from the municipality's, and how
        many have surely changed. Hidden figures do not count; where no figure can be judged, the paragraph says so.
        Called in the notebook omraadeprofil."""
        return profile.area_summary(self._release, self._area, self._tables.cells)

    def facts(self) -> Block:
        """In the notebook omraadeprofil: what the plan prints of the area: residents, dwellings, schools, more."""
        return profile.area_facts(self._release, self._area)

    def profile(self) -> Block:
        """Every indicator measured for the area beside the municipality (or the country), in one chart and table. A
        figure that may not be shown has its row with the reason, and no mark. Called in the notebook omraadeprofil."""
        return profile.area_indicators(self._release, self._area, self._tables.cells)

    def supplementary(self) -> Block:
        """What is asked for besides the delmål, as the area's second table: the figure, its change and the
        municipality's (or the country's), without verdicts. Called in the notebook omraadeprofil."""
        return profile.area_supplementary(self._release, self._area, self._tables.cells)

    def courses(self) -> Block:
        """The course of each indicator in the area, each on its own scale, with the area's events (events.csv). A
        window that may not be shown is a gap. Called in the notebook omraadeprofil."""
        return profile.area_courses(self._release, self._area, self._tables.cells)

    def words(self) -> Block:
        """Each figure of the area in sentences, with the analyst's comments on it. A hidden figure is said to be
        hidden, and the figure of three years together is given where there is one. Called in the notebook
        omraadeprofil."""
        return profile.area_words(self._release, self._area, self._tables.cells)
