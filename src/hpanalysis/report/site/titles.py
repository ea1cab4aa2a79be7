"""The top of a page: its h1 and the sentence that can be read aloud in a meeting."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.report import catalogue
from hpanalysis.report.declaration import Heading
from hpanalysis.report.html import Block, join, make_paragraphs, tag
from hpanalysis.report.release import Release
from hpanalysis.report.site import bands


def title(release: Release, notebook: str, **parameters: str) -> str:
    """The h1 of a page; the key of an agreement or an area that the plan does not have raises `WrongUse`."""
    return catalogue.list_reports()[notebook].heading(release, parameters).title


def draw_heading(heading: Heading) -> Markup:
    """A page's first element: the line over the h1, the h1, and what is said under it."""
    return join(
        [
            tag("p", heading.above, class_="meta"),
            tag("h1", heading.title),
            tag("p", heading.lead, class_="manchet") if heading.lead else None,
            make_paragraphs(heading.notes, "note"),
        ]
    )


def page(notebook: str, half_year: str, edition: str = "offentlig", **parameters: str) -> Block:
    """The first block of a notebook's page; in JupyterLab it brings style, symbols and the bands of a page.

    parameters: `agreement` for delaftale, `area` for omraadeprofil, `covers` for the yearly reports.
    """
    release = Release.named(half_year, edition)
    heading = catalogue.list_reports()[notebook].heading(release, parameters)
    return Block(draw_heading(heading), first=True, above_in_lab=bands.in_lab(release))
