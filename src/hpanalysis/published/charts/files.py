"""The files of a page's charts by their names, made of the page alone, and a publication's held against its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hpanalysis.published.charts.drawings import make_drawing_file
from hpanalysis.published.charts.found import Chart, find_charts
from hpanalysis.published.charts.tables import make_table_file, read_table_file
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.names import CHARTS_FOLDER
from hpanalysis.published.office.parts import Malformed

# A file of a chart by its name in the publication.
NAME = re.compile(rf"{CHARTS_FOLDER}/[a-z0-9_-]+/[a-z0-9_-]+\.(?:svg|csv)")
_LINKED = re.compile(rf'href="({CHARTS_FOLDER}/[^"]*)"')
# What the auditor calls a file that shows something else than its page.
OTHER = "diagrammets fil"
_DRAWN = re.compile(r'<svg x="\d+" y="\d+"[^>]*>(.*?)</svg>\n', re.DOTALL)
_LINE = re.compile(r"<text [^>]*>([^<]*)</text>")
_ELSE = re.compile(r"<svg [^>]*>|</svg>|<title>[^<]*</title>|<rect [^>]*/>|<text [^>]*>[^<]*</text>")
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
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


def find_chart_failures(half_year: str, files: Mapping[str, bytes], exact: bool) -> Iterator[Failure]:
    """What the files of charts say otherwise than the pages, one that is missing or too many among it; nothing for a
    publication from before there were any. Called by the auditor and by `hpanalysis verify`. files: the publication's,
    by name. exact: whether they were made by this very program, which then gives the same bytes; of an earlier one's
    the drawings, the words and the numbers are compared, and not where they stand."""
    pages = {
        name: content.decode("utf-8", errors="replace") for name, content in files.items() if name.endswith(".html")
    }
    there = {name for name in files if name.startswith(f"{CHARTS_FOLDER}/")}
    linked = {href for html in pages.values() for href in _LINKED.findall(html)}
    if not there and not linked:
        return
    wanted: dict[str, bytes] = {}
    for name, html in pages.items():
        try:
            wanted |= make_chart_files(html, name.removesuffix(".html"))
        except Malformed:
            yield make_failure(half_year, Fault.UNREAD, "en tabel under et diagram", name)
    for name in sorted(there | wanted.keys() | linked):
        if name not in wanted:
            yield make_failure(half_year, Fault.UNREAD, "en fil for meget", name)
        elif name not in there:
            yield make_failure(half_year, Fault.PAGE_DIFFERS, "filen mangler", name)
        elif files[name] != wanted[name] and (exact or not _say_the_same(name, files[name], wanted[name])):
            yield make_failure(half_year, Fault.PAGE_DIFFERS, OTHER, name)
        elif name not in linked:
            yield make_failure(half_year, Fault.PAGE_DIFFERS, "siden henviser ikke til filen", name)


def _say_the_same(name: str, one: bytes, other: bytes) -> bool:
    """Whether two files of a chart show the same, wherever it stands in them. Called where their bytes differ."""
    read = _read_drawing if name.endswith(".svg") else _read_table
    try:
        return read(one) == read(other)
    except (Malformed, UnicodeDecodeError):
        return False


def _read_drawing(data: bytes) -> tuple[list[str], list[str]]:
    """The drawings of an SVG file, and the words around them, lines joined. Called for two that are compared;
    `Malformed` where it has anything else."""
    text = data.decode("utf-8")
    around = _DRAWN.sub("", text)
    if _ELSE.sub("", around).strip():
        raise Malformed
    return _DRAWN.findall(text), " ".join(_LINE.findall(around)).split()


def _read_table(data: bytes) -> list[list[str]]:
    """The numbers of each row of a CSV file, whatever its columns are called. Called for two that are compared."""
    return [_NUMBER.findall(" ".join(row)) for row in read_table_file(data)[1:]]
