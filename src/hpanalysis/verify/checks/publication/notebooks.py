"""notesboeger: each report's executed notebook is the package's own notebook, run for this half-year, and its results
are what the page shows.

A page is made of its notebook's results, one after the other, with a table of contents put in; so each result must
stand in its page as it is. What no page shows may tell no number that the CSV files lack.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hpanalysis.published.names import (
    CORRECTIONS_CSV,
    MANIFEST_JSON,
    MONTHS_CSV,
    OPTIONAL_TABLES,
    PLAN_CHECK_CSV,
    PLAN_FIGURES_CSV,
)
from hpanalysis.published.pages import Page
from hpanalysis.published.printed import PageChecker, Vocabulary
from hpanalysis.verify.checks.publication.frame import SYNTHETIC_BAND, read_warning
from hpanalysis.verify.checks.publication.notebook_outputs import (
    INJECTED,
    PARAMETERS,
    LabForm,
    Loose,
    Outputs,
    join_source,
    read_tags,
)
from hpanalysis.verify.checks.publication.page_parts import find_main
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.reports import ReportPage
from hpanalysis.verify.declared.source_code import SOURCE, SourceCode
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import DATA, Package
from hpanalysis.verify.pages.participants.before import list_told_before

NAME = "notesboeger"
EXECUTED, OWN = f"{DATA}noteboeger/", f"{DATA}projekt/notebooks/"
_PACKER = "hpanalysis.pipeline.package.package_contents"
_NOT_DECLARED = "Pakkens program siger ikke i den form, som læses her, hvilke notesbøger siderne er lavet af."
_NONE_PACKED = "Pakken er lavet, før de kørte notesbøger blev lagt i den."
_TEMPLATES = f"{SOURCE}hpanalysis/report/templates/hpanalysis/"
_HTML_MODULE = "hpanalysis.report.html"
# What a notebook's cells call.
_SHOWING = "hpanalysis.report.notebook"
# How the program puts the style together for JupyterLab, as it stands in its source.
_STYLE_FORM = r"<style>.hp.hp.hp{{\n{}\n{}}}</style>"
# A number by itself: no part of a word, of a path, of a version or of a place in a file.
_NUMBER = re.compile(r"(?<![\w.,:/\\-])\d+(?:[.,]\d+)?(?![\w/\\:-]|[.,]\d)")


def _read_notebook(package: Package, name: str) -> Mapping[str, Any]:
    """A notebook of the package, parsed; `Broken` if it is missing or has no cells. Called for each executed notebook
    and for the package's own."""
    notebook = package.json(name)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise Broken(f"{quote(name)} har ikke en notesbogs form.")
    return notebook


def _describe_cell(cell: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a cell of an executed notebook must have of the package's own: its kind, its text and what is noted of it.
    Called for each cell of both. An empty list of tags is put there when the notebook is run."""
    noted = {name: value for name, value in cell["metadata"].items() if name != "tags" or value}
    return cell["cell_type"], join_source(cell["source"]), noted


def _find_wrong_code(executed: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[str]:
    """What an executed notebook has otherwise than the package's own, in Danish: just one cell more, with the
    parameters, after the one that they stand in for. Called for each executed notebook."""
    put_in = [number for number, cell in enumerate(executed["cells"]) if INJECTED in read_tags(cell)]
    before = [number for number, cell in enumerate(executed["cells"]) if PARAMETERS in read_tags(cell)]
    if len(put_in) != 1 or len(before) != 1 or put_in[0] != before[0] + 1:
        yield "Cellen med parametre står ikke, hvor kørslen sætter den."
    cells = [[cell for cell in book["cells"] if INJECTED not in read_tags(cell)] for book in (executed, own)]
    if [_describe_cell(cell) for cell in cells[0]] != [_describe_cell(cell) for cell in cells[1]]:
        yield "Koden er ikke den, der ligger i pakkens egen notesbog."
    noted = {name: value for name, value in executed["metadata"].items() if name not in ("kernelspec", "language_info")}
    if any(own["metadata"].get(name) != value for name, value in noted.items()) or executed.keys() - own.keys():
        yield "Notesbogen har oplysninger, som pakkens egen ikke har."


def _read_parameters(source: str) -> dict[str, Any] | None:
    """The parameters that a cell gives values to; None if it does anything else. Called for the cell that the run put
    in."""
    try:
        statements = ast.parse(source).body
        return {node.targets[0].id: ast.literal_eval(node.value) for node in statements}  # type: ignore[attr-defined]
    except (SyntaxError, ValueError, AttributeError):
        return None


def _find_wrong_parameters(executed: Mapping[str, Any], package: Package, page: ReportPage) -> Iterator[str]:
    """A Danish sentence if a notebook was run with other parameters than the page's: this half-year, the public
    edition, and the page's own area or agreement. Called for each executed notebook."""
    cells = [cell for cell in executed["cells"] if INJECTED in read_tags(cell)]
    wanted = {"half_year": package.half_year, "edition": "offentlig", **page.parameters}
    for cell in cells:
        if cell["cell_type"] != "code" or _read_parameters(join_source(cell["source"])) != wanted:
            yield "Parametrene er ikke sidens halvår, udgave og emne."


class _Numbers:
    """The numbers that the CSV files tell, for what no page shows. Made once for each package that is verified; they
    are read when the first such text is met, for most packages have none that the pages do not show too."""

    def __init__(self, package: Package) -> None:
        """Keep the package; nothing is read yet. Called once."""
        self._package = package
        self._checker: PageChecker | None = None
        self._known: set[Decimal] | None = None

    def find_wrong(self, loose: Loose, html: str) -> str | None:
        """What is wrong with a text that no page shows, in Danish; None if its numbers are those of the CSV files.
        Called for each. html: of the page, whose own drawings and tables a result for the notebook alone mostly
        repeats."""
        place = f"cellen {quote(loose.cell)}"
        if loose.is_html:
            return self._find_wrong_html(loose.text, html, place)
        numbers = {Decimal(number.replace(",", ".")) for number in _NUMBER.findall(loose.text)}
        if unknown := sorted(numbers - self._list_known()):
            return f"{place} skriver {make_printable(unknown[0])}, som ingen CSV-fil har."
        return None

    def _find_wrong_html(self, block: str, html: str, place: str) -> str | None:
        """What is wrong with a result that is for the notebook alone, in Danish; None if the page has it too, or its
        numbers are those of the CSV files as a page's must be. Called for each."""
        inside = block.removeprefix('<div class="hp">').removesuffix("</div>")
        if inside and inside in html:
            return None
        if self._checker is None:
            self._checker = self._make_checker([])
        checker = self._checker
        # The block of one activity repeats what the page has of earlier half-years.
        if before := list_told_before(html):
            checker = self._make_checker(before)
        failures = checker.find_failures(Page(block), "")
        return f"{place} viser et tal, som CSV-filerne ikke har." if failures else None

    def _make_checker(self, before: list[dict[str, str]]) -> PageChecker:
        """What holds the numbers of a result against the CSV files. Called once, and for each result of a page that
        tells of earlier half-years. before: what it tells of them, as rows."""
        package = self._package
        others = package.table(CORRECTIONS_CSV) + package.table(PLAN_FIGURES_CSV) + before
        for name in OPTIONAL_TABLES:
            others += package.table_if_there(name)
        return PageChecker(
            package.half_year, package.rows, package.table(MONTHS_CSV), others, package.table(PLAN_CHECK_CSV)
        )

    def _list_known(self) -> set[Decimal]:
        """Every number of the CSV files. Called for each text that a cell printed."""
        if self._known is None:
            package = self._package
            names = (MONTHS_CSV, CORRECTIONS_CSV, PLAN_FIGURES_CSV, PLAN_CHECK_CSV)
            others = [row for name in names for row in package.table(name)]
            for name in OPTIONAL_TABLES:
                others += package.table_if_there(name)
            self._known = Vocabulary(package.rows, others).all
        return self._known


def _read_lab_changes(source: SourceCode) -> dict[str, str]:
    """What the program writes in JupyterLab in place of what the style says of a page, in its order. Called for the
    style of blocks there. A program from before Lab's theme decided the colours has no such table, and changed two
    words."""
    changes = source.read(_HTML_MODULE, "_IN_LAB")
    if not isinstance(changes, dict):
        return {":root": "&", "body{": "&{"}
    return {str(on_a_page): str(in_lab) for on_a_page, in_lab in changes.items()}


def _read_lab_form(package: Package, source: SourceCode) -> LabForm:
    """What the first block of each notebook has besides in JupyterLab, by the package's own program. Called once for
    each package that is verified."""
    files = {name: package.files.get(f"{_TEMPLATES}{name}") for name in ("style.css", "lab.css", "symbols.svg")}
    style = None
    if source.tells(_HTML_MODULE, _STYLE_FORM) and files["style.css"] is not None and files["lab.css"] is not None:
        lab, pages = files["lab.css"].decode("utf-8"), files["style.css"].decode("utf-8")
        for on_a_page, in_lab in _read_lab_changes(source).items():
            pages = pages.replace(on_a_page, in_lab)
        style = f"<style>.hp.hp.hp{{\n{lab}\n{pages}}}</style>"
    symbols = files["symbols.svg"]
    synthetic = package.published_json(MANIFEST_JSON)["synthetic"]
    bands = [(SYNTHETIC_BAND, read_warning(source))] if synthetic else []
    shown = None if style is None or symbols is None else symbols.decode("utf-8")
    return LabForm(style, shown, bands, source.find_returning(_SHOWING, "Block"))


def _check_notebook(package: Package, page: ReportPage, form: LabForm, numbers: _Numbers) -> tuple[list[str], int]:
    """What is wrong with the executed notebook of a page, in Danish, and how many results its page must show. Called
    for each page that a notebook made. Whether the page is there is the check `sider`'s to say."""
    executed = _read_notebook(package, f"{EXECUTED}{page.name}.ipynb")
    own = _read_notebook(package, f"{OWN}{page.notebook}.ipynb")
    outputs = Outputs(executed, form)
    problems = [*_find_wrong_code(executed, own), *_find_wrong_parameters(executed, package, page), *outputs.problems]
    if f"{page.name}.html" in package.published:
        html = package.published_text(f"{page.name}.html")
        main = find_main(html)
        found = [outputs.find_first_difference(main), *(numbers.find_wrong(loose, main) for loose in outputs.loose)]
        problems += [wrong for wrong in found if wrong is not None]
    return problems, len(outputs.blocks)


def check(package: Package, declarations: Declarations) -> Outcome:
    """The check `notesboeger`: whether there is an executed notebook for each report, with the code of the package's
    own, this half-year's parameters, and the results that its page shows. Called once for each package that is
    verified. It is not made where the package is from before its notebooks were packed, or its program declares its
    reports in a form that is not read here."""
    source, pages = declarations.source, declarations.report_pages
    packed = {name for name in package.under(EXECUTED) if "/" not in name}
    if pages is None:
        return Outcome(NAME, State.NOT_CHECKED, _NOT_DECLARED)
    if not packed and not source.tells(_PACKER, '"noteboeger/"'):
        return Outcome(NAME, State.NOT_CHECKED, _NONE_PACKED)
    wanted = {f"{page.name}.ipynb" for page in pages}
    problems = [
        f"{quote(f'noteboeger/{name}')} {'mangler' if name in wanted else 'hører ikke til nogen side'}."
        for name in sorted(wanted ^ packed)
    ]
    form, numbers, blocks = _read_lab_form(package, source), _Numbers(package), 0
    for page in pages:
        if f"{page.name}.ipynb" in packed:
            wrong, shown = _check_notebook(package, page, form, numbers)
            problems += [f"{quote(f'{page.name}.ipynb')}: {sentence[0].upper()}{sentence[1:]}" for sentence in wrong]
            blocks += shown
    books = format_count(len(packed), "notesbog er", "notesbøger er")
    results = format_count(blocks, "resultat", "resultater")
    return conclude(
        NAME,
        problems,
        f"{books} pakkens egne, kørt for halvåret, og siderne viser deres {results}.",
    )
