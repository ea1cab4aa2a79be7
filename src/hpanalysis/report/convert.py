"""An executed notebook -> a page of our own: Danish, whole in one file, nothing from outside, no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.publications import Superseded
from hpanalysis.published.names import BALANCE_CSV, COURSES_CSV, OUTCOMES_CSV, REACH_CSV
from hpanalysis.report import figure_links
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.svg import render_inline_svg
from hpanalysis.report.definition import definition_page
from hpanalysis.report.html import PAGE_MIMETYPE, TEMPLATES, read_print_style, read_style, read_symbols
from hpanalysis.report.release import Release, find_earlier_publications
from hpanalysis.report.site import (
    archive,
    archive_of_editions,
    archive_of_prints,
    archive_of_years,
    bands,
    navigation,
    reading_behind,
)
from hpanalysis.report.site.chart_links import add_chart_links
from hpanalysis.report.site.contents import add_contents
from hpanalysis.report.site.index import make_front_page
from hpanalysis.tables import Edition
from hpanalysis.workspace import BALANCE_TABLE, COURSES_TABLE, OUTCOMES_TABLE, REACH_TABLE, Workspace

# A cell with this tag speaks to whoever opens the notebook, not to the page's reader; a run does not execute it.
LAB_ONLY = "kun-notesbog"


class _Page(HTMLExporter):
    """nbconvert's HTML without its last step, which reads the page into BeautifulSoup and writes it anew: that mends
    images without alt text, but lowers the case of SVG's attributes and writes `<meta/>`. Made once a process."""

    # It gives text, as every exporter to HTML does; the annotation that it overrides is the one for notebooks.
    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict | None = None, **kw: object
    ) -> tuple[str, dict]:
        """nbconvert's own conversion without the last step of `HTMLExporter`, which would write the page anew. Called
        by `convert_notebook` for each page. Gives the page's text and nbconvert's resources."""
        return super(HTMLExporter, self).from_notebook_node(nb, self._init_resources(resources), **kw)


@cache
def _make_exporter() -> HTMLExporter:
    """nbconvert with our template: a notebook's outputs and Markdown, never a cell's source. Made once a process, and
    used for every page that a notebook makes."""
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = {LAB_ONLY, "parameters", "injected-parameters"}
    return _Page(
        config=config,
        template_name="hpanalysis",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=True,
        exclude_anchor_links=True,
    )


@cache
def _read_frame():
    """The template of a page's frame, read from its file once a process. Called for the pages that no notebook makes
    (the front page, the definition pages and the archive), and by `warm_up` in the process that is copied for each
    page."""
    loader = FileSystemLoader(TEMPLATES / "hpanalysis")
    return Environment(loader=loader, autoescape=True).get_template("frame.html.j2")


def warm_up(rehearsed: NotebookNode) -> None:
    """Load templates, style sheets, fonts and the rules of Danish numbers once, in the process that is then copied for
    each page: a small page and a drawing are made for nothing, because most is loaded as it is first used. Called by
    `pipeline.pages.preload` when it is imported. rehearsed: an executed notebook with a heading."""
    _make_exporter().from_notebook_node(rehearsed, resources={"page": {}, "page_mimetype": PAGE_MIMETYPE})
    _read_frame()
    read_style()
    read_symbols()
    _draw_for_nothing()


def _draw_for_nothing() -> None:
    """Draw a number and a mark on a canvas that is thrown away, so that fonts and Danish numbers are loaded. Called
    once, by `warm_up`."""
    canvas = Canvas(10, 10)
    canvas.plot([5], [5], "o")
    for weight in ("normal", "bold"):
        canvas.write_text(5, 5, danish.format_number(1.5, 1), fontweight=weight)
    render_inline_svg(canvas, "fig", title="", description="", class_="")


def write_running_head(title: str) -> str:
    """A page's title as a text of CSS, in which a backslash and a quotation mark are escaped: what each printed sheet
    has at its foot. Called for the frame of each page."""
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _make_surroundings(release: Release, name: str) -> dict:
    """What the frame template needs beside a page's content: style, title, bands, navigation, footer, meta. Called for
    each page of a half-year, and for the archive page, which replaces a part of it. name: the page's, without
    suffix."""
    return {
        "style": Markup(read_style() + read_print_style(navigation.find_print_style(release, name))),
        "symbols": read_symbols(),
        "title": navigation.make_title(release, name),
        "running_head": write_running_head(navigation.make_title(release, name)),
        "bands": bands.list_bands(release),
        "menu": navigation.arrange_menu(navigation.list_links(release), name),
        "here": name,
        "footer": navigation.write_footer(release),
        "menu_name": "Halvårets rapporter",
        "meta": [
            (archive.ISSUED, release.made.isoformat()),
            (archive.PROVENANCE, navigation.describe_extracts(release)),
        ],
    }


def _refuse_unshowable(notebook: NotebookNode, name: str) -> None:
    """Raise `Stop` for a failed cell, or for a result that the page cannot show: nothing is left out in silence. Called
    by `convert_notebook` before a page is made. name: the page's, for the message."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise Stop(
                    "Notesbogen fejlede og bliver ikke til en rapport.", place=name, do="Ret cellen, og kør igen."
                )
            if output.get("data") and "text/html" not in output.data:
                raise Stop(
                    "En celle giver et resultat, som siden ikke kan vise.",
                    place=name,
                    expected="et resultat af hpanalysis.report.",
                    do="Ret cellen, og kør igen.",
                )


def make_report_html(
    notebook: NotebookNode, name: str, workspace: Workspace, half_year: HalfYear, edition: Edition
) -> str:
    """The page `name` (without suffix) of a half-year, from its executed notebook; prints and warnings are left out. A
    failed cell or a result without html raises `Stop`. Called in a run for each report. In the public edition each
    chart links to its files, which `make_chart_files` makes of the page."""
    html = convert_notebook(notebook, name, _make_surroundings(Release.of(workspace, half_year, edition), name))
    return add_chart_links(html, name) if edition is Edition.PUBLIC else html


def convert_notebook(notebook: NotebookNode, name: str, around: dict) -> str:
    """Convert an executed notebook to the html of the page `name`, with a table of contents if it is long. Called for
    the reports of half-years and of accounting years. around: what the frame needs beside the page's content
    (`_make_surroundings`). A failed cell or a result without html raises `Stop`."""
    _refuse_unshowable(notebook, name)
    html, _ = _make_exporter().from_notebook_node(notebook, resources={"page": around, "page_mimetype": PAGE_MIMETYPE})
    return add_contents(html)


def make_front_page_html(workspace: Workspace, half_year: HalfYear, edition: Edition) -> str:
    """Make index.html of a half-year: the reports, the data, the state of the data, the half-years before. Called by
    the worker that makes a run's pages, after the tables are made; no notebook makes this page."""
    release = Release.of(workspace, half_year, edition)
    table = {name: workspace.table(name, half_year) for name in ("checks", "control", "corrections")}
    table["judged"] = workspace.judged(half_year, edition)
    files = {
        REACH_TABLE: REACH_CSV,
        COURSES_TABLE: COURSES_CSV,
        OUTCOMES_TABLE: OUTCOMES_CSV,
        BALANCE_TABLE: BALANCE_CSV,
    }
    content = make_front_page(
        release,
        navigation.list_links(release),
        list(find_earlier_publications(workspace, release)),
        of_participants=[file for name, file in files.items() if workspace.has_table(name, half_year)],
        **table,
    )
    return _read_frame().render(page=_make_surroundings(release, navigation.INDEX), content=content)


def make_definition_pages(
    workspace: Workspace, half_year: HalfYear, edition: Edition, reports: Path
) -> Iterator[tuple[str, str]]:
    """Name (without suffix) and html of a half-year's definition pages: their list, then one an adopted indicator.
    Called in a run after the reports. reports: the folder of the finished ones, to which each figure is linked back."""
    release = Release.of(workspace, half_year, edition)
    cells, corrected = release.cells(workspace.judged(half_year, edition)), workspace.table("corrections", half_year)
    behind = reading_behind.read_behind(workspace, release, reports)

    def framed(name: str, content: Markup) -> tuple[str, str]:
        """The page's name (without suffix), and its content with a table of contents in the frame of all pages. Called
        for each page that is yielded."""
        return name, add_contents(_read_frame().render(page=_make_surroundings(release, name), content=content))

    yield framed(figure_links.OVERVIEW, definition_page.make_overview_sections(release))
    for adoption in release.plan.adoptions:
        content = definition_page.make_definition_sections(release, adoption.indicator_id, cells, corrected, behind)
        yield framed(figure_links.name_definition_page(adoption.indicator_id), content)


def make_archive_html(
    workspace: Workspace,
    half_year: HalfYear,
    folders: Mapping[HalfYear, Path],
    years: Mapping[int, Path] | None = None,
    superseded: Sequence[Superseded] = (),
) -> str:
    """Make reports/index.html, the page that lists every publication. Called last before a half-year or an accounting
    year is published. half_year: the one being published; beside an accounting year, the newest. folders: where each
    published half-year's pages lie; years: where the reports of each accounting year lie, None for no such section.
    superseded: the earlier editions of half-years that were published again."""
    release = Release.of(workspace, half_year, Edition.PUBLIC)
    publications = archive.read_publications(folders)
    earlier = archive_of_editions.make_editions_section(superseded)
    around = _make_surroundings(release, navigation.INDEX) | {
        "title": f"{archive.TITLE}, {release.plan.settings.name}",
        "running_head": write_running_head(f"{archive.TITLE}, {release.plan.settings.name}"),
        "bands": bands.list_archive_bands(any(one.synthetic for one in publications)),
        "menu": navigation.arrange_menu(navigation.list_archive_links(max(folders)), navigation.INDEX),
        "menu_name": "Udgivelser",
        "footer": navigation.write_archive_footer(release),
        "meta": [],
    }
    years_section = archive_of_years.make_years_section(years or {})
    prints = archive_of_prints.make_prints_section(workspace.reports, folders, years or {})
    return _read_frame().render(
        page=around, content=archive.make_archive_sections(release, publications, [earlier, years_section, prints])
    )
