"""The top of a page: its h1 and the sentence that can be read aloud in a meeting."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from hpanalysis.report import catalogue
from hpanalysis.report.declaration import Heading
from hpanalysis.report.html import Block, join, make_paragraphs, tag
from hpanalysis.report.release import Release
from hpanalysis.report.site import bands


def draw_heading(heading: Heading) -> Markup:
    """The top of a page: the line over the h1, the h1, the sentence to be read aloud in a meeting and the notes, if
    any. Called for each page that a notebook makes."""
    return join(
        [
            tag("p", heading.above, class_="meta"),
            tag("h1", heading.title),
            tag("p", heading.lead, class_="manchet") if heading.lead else None,
            make_paragraphs(heading.notes, "note"),
        ]
    )


def show_heading(heading: Heading, release: Release) -> Block:
    """The first block of a notebook's page; in JupyterLab it brings the pages' style and warnings too. Called for the
    reports of half-years and of accounting years."""
    return Block(draw_heading(heading), first=True, above_in_lab=bands.draw_bands_in_lab(release))


def show_report_heading(release: Release, notebook: str, parameters: Mapping[str, str]) -> Block:
    """The first block of a half-year's report: the heading that the report declares. Called in the first cell of each
    notebook. notebook: its name; parameters: its own, as `area` or `agreement`."""
    return show_heading(catalogue.list_reports()[notebook].heading(release, parameters), release)
