"""The files of a page's charts by their names, made of the page alone, and a publication's held against its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hpanalysis.published.charts.drawings import make_drawing_file
from hpanalysis.published.charts.found import Chart, find_charts
from hpanalysis.published.charts.tables import make_table_file
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.names import CHARTS_FOLDER

# A file of a chart by its name in the publication.
NAME = re.compile(rf"{CHARTS_FOLDER}/[a-z0-9_-]+/[a-z0-9_-]+\.(?:svg|csv)")
_LINKED = re.compile(rf'href="({CHARTS_FOLDER}/[^"]*)"')
_BEGINNING = "-graenser"  # of a control chart, whose limits are a table before its months


def list_table_names(chart: Chart) -> list[str]:
    """The names of a chart's CSV files without suffix, in the order of its tables: the last is the chart's own, one
    before it has the limits of a control chart. Called for each chart."""
    return [*(f"{chart.name}{_BEGINNING}" for _ in chart.tables[:-1]), chart.name]


def make_chart_files(html: str, page: str) -> dict[str, bytes]:
    """Name in the publication -> bytes of each file of a page's charts: of each a drawing and its tables. Called for
    each page of a half-year's public edition when it is made, and when it is checked. page: its name without suffix."""
    files: dict[str, bytes] = {}
    for chart in find_charts(html):
        folder = f"{CHARTS_FOLDER}/{page}"
        files[f"{folder}/{chart.name}.svg"] = make_drawing_file(chart, html)
        for name, table in zip(list_table_names(chart), chart.tables, strict=True):
            files[f"{folder}/{name}.csv"] = make_table_file(table)
    return files


def find_chart_failures(half_year: str, files: Mapping[str, bytes]) -> Iterator[Failure]:
    """What the files of charts say otherwise than the pages, one that is missing or too many among it; nothing for a
    publication from before there were any. Called by the auditor and by `hpanalysis verify`. files: the publication's,
    by name."""
    pages = {name: content.decode("utf-8") for name, content in files.items() if name.endswith(".html")}
    there = {name for name in files if name.startswith(f"{CHARTS_FOLDER}/")}
    linked = {href for html in pages.values() for href in _LINKED.findall(html)}
    if not there and not linked:
        return
    wanted: dict[str, bytes] = {}
    for name, html in pages.items():
        wanted |= make_chart_files(html, name.removesuffix(".html"))
    for name in sorted(there | wanted.keys() | linked):
        if name not in wanted:
            yield make_failure(half_year, Fault.UNREAD, "en fil for meget", name)
        elif name not in there:
            yield make_failure(half_year, Fault.PAGE_DIFFERS, "filen mangler", name)
        elif files[name] != wanted[name]:
            yield make_failure(half_year, Fault.PAGE_DIFFERS, "diagrammets fil", name)
        elif name not in linked:
            yield make_failure(half_year, Fault.PAGE_DIFFERS, "siden henviser ikke til filen", name)
