"""diagramfiler: each chart's drawing and table as files are there, and show what the page shows.

The files must be what the page gives (`published.charts`, which the auditor reads by too), byte for byte where the
package has the very program that is running. Drawings and numbers are besides read here a second time: the file as a
tree beside the page's tree, the table's cells one by one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from hpanalysis.published.charts import files as maker
from hpanalysis.published.charts.files import NAME as FILE_NAME
from hpanalysis.published.charts.files import OTHER, find_chart_failures
from hpanalysis.published.names import CHARTS_FOLDER
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import DATA, Package
from hpanalysis.verify.pages.tree import Element, Unreadable, read_tree

NAME = "diagramfiler"
# The module of the program that makes them: a package whose program lacks it is from before there were any.
_MAKERS = f"{DATA}projekt/src/hpanalysis/published/charts/"
_MAKER = f"{_MAKERS}files.py"
_COLOUR = re.compile(r"var\(--[a-z]+,(#[0-9a-f]{6})\)")
# What tells where a drawing stands and how it is named there; of the rest nothing may differ.
_PLACE = frozenset({"class", "height", "overflow", "style", "viewBox", "width", "x", "y"})
_NUMBER = re.compile(r"[−+-]?\d[\d.]*(?:,\d+)?")
_SPACES = re.compile(r"\s+")

# An element as it is drawn: its name, its attributes, its own text, and what stands in it.
Drawn = tuple[str, tuple[tuple[str, str], ...], str, tuple["Drawn", ...]]


def _list_own_makers() -> list[Path]:
    """The modules of the program that is running that make a chart's files. Where a package has the same, its files
    must be these bytes; another version may lay them out otherwise. Called once for each package."""
    return sorted(Path(maker.__file__).parent.glob("*.py"))


def _describe(element: Element, is_top: bool = True) -> Drawn:
    """What is drawn by an element, with colours as on white paper. Called for each drawing of a page and of a file.
    is_top: whether it is the drawing itself, whose place may be another."""
    attributes = {
        name.removeprefix("xlink:"): _COLOUR.sub(r"\1", value)
        for name, value in element.attributes.items()
        if not (is_top and name in _PLACE)
    }
    texts = "".join(child for child in element.children if isinstance(child, str)).strip()
    inside = tuple(_describe(child, False) for child in element.children if isinstance(child, Element))
    return element.name, tuple(sorted(attributes.items())), texts, inside


def _list_drawings(element: Element) -> list[Element]:
    """The drawings in an element, in its order. Called for each figure of a page and for each file."""
    return [one for one in element.walk() if one.name == "svg" and one.attributes.get("role") == "img"]


def _list_numbers(text: str) -> list[str]:
    """The numbers of a text without their points and with an ordinary minus; `+` is left out. Called for the cells of a
    page's table and of its file."""
    written = (number.replace(".", "").replace("\u2212", "-").lstrip("+") for number in _NUMBER.findall(text))
    return [number for number in written if number != "-"]


def _list_words(text: str) -> list[str]:
    """The words of a text that have no digit. Called as `_list_numbers`."""
    return [word for word in re.findall(r"[^\W\d_]+", text)]


def _list_page_rows(table: Element) -> list[tuple[list[str], list[str]]]:
    """The numbers and the words of each row of a page's table, in its order. Called for each table of a chart. A row
    that names a group is left out."""
    rows = [row for row in table.walk() if row.name == "tr" and "gruppe" not in row.classes]
    texts = [" ".join(cell.text for cell in row.walk() if cell.name in ("td", "th")) for row in rows]
    return [(_list_numbers(text), _list_words(text)) for text in texts]


def _list_file_rows(content: bytes) -> list[list[str]] | None:
    """The cells of each row of a CSV file; None where it is no such file. Called for each."""
    try:
        text = content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None


def _agrees(page: list[tuple[list[str], list[str]]], file: list[list[str]]) -> bool:
    """Whether a file's rows have the numbers of the page's rows, each in its order. Called for each table. The head has
    names alone, and what stands across several cells of a page stands in each of the file's."""
    if len(page) != len(file) or not file or not file[0]:
        return False
    grouped = file[0][0] == "Gruppe"
    for (numbers, words), cells in zip(page[1:], file[1:], strict=True):
        told = " ".join(dict.fromkeys(cells[1:] if grouped else cells)) if not numbers else " ".join(cells[grouped:])
        if _list_numbers(told) != numbers or not set(words) <= set(_list_words(told)) | {"til"}:
            return False
    return True


class _ChartFiles:
    """The files of charts of one package, with the pages that they are held against. Made once for the check."""

    def __init__(self, package: Package, pages: PackagedPages) -> None:
        """Keep the package and the trees of the half-year's pages."""
        self._package = package
        self.files = {name: package.published[name] for name in package.published if FILE_NAME.fullmatch(name)}
        trees = [page for page in pages.pages if page.tree is not None and not page.of_year]
        self._figures: Mapping[str, list[Element]] = {
            page.file.removesuffix(".html"): [one for one in page.tree.walk() if one.name == "figure"]
            for page in trees
            if page.tree is not None
        }

    def find_differences(self) -> Iterator[str]:
        """A Danish sentence for each file that is missing, too many or other than its page gives. Called once."""
        exact = all(
            self._package.files.get(f"{_MAKERS}{path.name}") == path.read_bytes() for path in _list_own_makers()
        )
        for failure in find_chart_failures(self._package.half_year, self._package.published, exact):
            said = "Den er ikke den, som siden giver" if failure.place == OTHER else failure.place
            yield f"{quote(failure.file)}: {said[0].upper()}{said[1:]}."

    def find_other_drawings(self) -> Iterator[str]:
        """A Danish sentence for each SVG file whose drawings are not, stroke by stroke, drawings of its page. Called
        once."""
        for name, content in self.files.items():
            if name.endswith(".svg") and not self._is_drawn_on_page(name, content):
                yield f"{quote(name)}: Tegningen er en anden end sidens."

    def _is_drawn_on_page(self, name: str, content: bytes) -> bool:
        """Whether each drawing of a file stands in one <figure> of its page, and all that a wide screen shows of that
        figure in the file. Called for each SVG file."""
        try:
            drawn = [_describe(one) for one in _list_drawings(read_tree(content.decode("utf-8")))]
        except (Unreadable, UnicodeDecodeError):
            return False
        return bool(drawn) and drawn in self._wide.get(name.split("/")[1], [])

    @cached_property
    def _wide(self) -> dict[str, list[list[Drawn]]]:
        """Of each page what a wide screen shows of each figure's drawings. Read for each SVG file."""
        return {
            page: [
                [_describe(one) for one in _list_drawings(figure) if "kun-smal" not in one.classes]
                for figure in figures
            ]
            for page, figures in self._figures.items()
        }

    def find_other_numbers(self) -> Iterator[str]:
        """A Danish sentence for each CSV file whose rows no table of its page has. Called once."""
        rows = {
            page: [_list_page_rows(table) for figure in figures for table in figure.walk() if table.name == "table"]
            for page, figures in self._figures.items()
        }
        for name, content in self.files.items():
            if not name.endswith(".csv"):
                continue
            told = _list_file_rows(content)
            if not told or not any(_agrees(table, told) for table in rows.get(name.split("/")[1], [])):
                yield f"{quote(name)}: Tallene er ikke dem i sidens tabel."


def check(package: Package, pages: PackagedPages) -> Outcome:
    """The check `diagramfiler`: whether each chart of the half-year's pages lies in grafer/ as a drawing and a table,
    and says what its page says. Called once for each package that is verified."""
    if _MAKER not in package.files:
        return Outcome(NAME, State.NOT_CHECKED, "Pakken er fra før hvert diagram lå som filer.")
    files = _ChartFiles(package, pages)
    problems = [*files.find_differences(), *files.find_other_drawings(), *files.find_other_numbers()]
    count = format_count(len(files.files), "fil i", "filer i")
    return conclude(NAME, problems, f"{count} {make_printable(CHARTS_FOLDER)} viser det samme som siderne.")
