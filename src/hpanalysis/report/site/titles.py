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
    """A page's first element: the line over the h1, the h1, the sentence to read aloud and the notes, if there are any.
    Called by `show_heading`."""
    return join(
        [
            tag("p", heading.above, class_="meta"),
            tag("h1", heading.title),
            tag("p", heading.lead, class_="manchet") if heading.lead else None,
            make_paragraphs(heading.notes, "note"),
        ]
    )


def show_heading(heading: Heading, release: Release) -> Block:
    """The first block of a notebook's page; in JupyterLab it brings style, symbols and the bands of a page. Called for
    half-years' reports and for accounting years'. heading: as the report declares it."""
    return Block(draw_heading(heading), first=True, above_in_lab=bands.draw_bands_in_lab(release))


def show_report_heading(release: Release, notebook: str, parameters: Mapping[str, str]) -> Block:
    """The first block of a half-year's report, as its declaration heads it. Called by the first cell of each notebook.
    notebook: its name; parameters: its own, as `area` or `agreement`."""
    return show_heading(catalogue.list_reports()[notebook].heading(release, parameters), release)
