"""What an executed notebook shows, held against the page that was made from it: block by block, letter by letter."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from html import unescape
from typing import Any

from hpanalysis.verify.checks.publication import page_parts
from hpanalysis.verify.checks.publication.page_parts import read_words
from hpanalysis.verify.opening.outcomes import make_printable, quote

HTML, BLOCK = "text/html", "application/vnd.hpanalysis.block+html"
LAB_ONLY, PARAMETERS, INJECTED = "kun-notesbog", "parameters", "injected-parameters"
# Cells with one of these tags are left out of the page.
NOT_SHOWN = frozenset({LAB_ONLY, PARAMETERS, INJECTED})
_BEGINS, _ENDS = '<div class="hp">', "</div>"
_LAB_BAND = re.compile(r'<div class="baand ([a-z]+)"><p>(.*?)</p></div>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class LabForm:
    """What the results of notebooks have by the package's own program: the style, the symbols and the warnings that the
    first one bears in JupyterLab, and which calls give one. Made once for each package that is verified; None for what
    the program does not tell."""

    style: str | None
    symbols: str | None
    bands: Sequence[tuple[str, str | None]]  # kind and words of each warning; None for words that are not read
    shows: Set[str]  # the names of the program's functions that give a piece of a page


@dataclass(frozen=True)
class Loose:
    """A text of a notebook that no page shows: what a cell printed, or the result of a cell that is for the notebook
    alone. Its numbers are held against the CSV files. Made by `read_outputs`."""

    cell: str  # the cell's id
    text: str  # html, or plain text
    is_html: bool


def calls_what_shows(source: str, shows: Set[str]) -> bool:
    """Whether a cell ends in a call that gives a piece of a page. Called for each cell without a result. shows: the
    names of the program's functions that give one."""
    try:
        last = ast.parse(source).body[-1:]
    except (SyntaxError, ValueError):
        return False
    called = [node.value.func for node in last if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return any(isinstance(name, ast.Attribute) and name.attr in shows for name in called)


def read_tags(cell: Mapping[str, Any]) -> set[str]:
    """The tags of a notebook's cell; none where it has none. Called for each cell."""
    return set(cell["metadata"].get("tags", []))


def join_source(source: Any) -> str:
    """The text of a cell or an output, which a notebook keeps as one text or as a list of lines. Called for each."""
    return source if isinstance(source, str) else "".join(source)


def _find_wrong_lab_form(data: Mapping[str, str], form: LabForm) -> Iterator[str]:
    """What is wrong with the form that a first block has in JupyterLab, in Danish: it is the block of the page, under
    the style, the symbols and the warnings of the package's program. Called for each output that has both forms."""
    lab, block = data[HTML], data[BLOCK]
    inside = block.removeprefix(_BEGINS).removesuffix(_ENDS)
    if not lab.startswith(_BEGINS) or not lab.endswith(f"{inside}{_ENDS}"):
        yield "Resultatet i notesbogen er et andet end det, siden har fået."
        return
    above = lab.removeprefix(_BEGINS)[: -len(f"{inside}{_ENDS}")]
    for part, name in ((form.style, "stilen"), (form.symbols, "symbolerne")):
        if part is not None and not above.startswith(part):
            yield f"Notesbogen har ikke {name} fra pakkens program."
            return
        above = above.removeprefix(part or "")
    if form.style is None or form.symbols is None:
        above = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", above, flags=re.DOTALL)
    bands = [(kind, read_words(words)) for kind, words in _LAB_BAND.findall(above)]
    expected = [(kind, words) for kind, words in form.bands]
    is_like = len(bands) == len(expected) and all(
        kind == wanted and said in (None, words) for (kind, words), (wanted, said) in zip(bands, expected, strict=True)
    )
    if not is_like or _LAB_BAND.sub("", above).strip():
        yield "Båndene i notesbogen er ikke dem, der hører til udgaven."


def _read_data(output: Mapping[str, Any]) -> dict[str, str]:
    """What an output shows, by mimetype, each as one text. Called for each output that shows something."""
    return {kind: join_source(text) for kind, text in output["data"].items()}


class Outputs:
    """The outputs of one executed notebook as they are read: the blocks that its page must show, and what no page
    shows. Made once for each notebook."""

    def __init__(self, notebook: Mapping[str, Any], form: LabForm) -> None:
        """Read the notebook's outputs; KeyError or TypeError where it is not of a notebook's form. Called once."""
        self.problems: list[str] = []
        self.blocks: list[tuple[str, str]] = []  # the id of the cell, "" for words between cells; and the html
        self.loose: list[Loose] = []
        for cell in notebook["cells"]:
            shown, name = not read_tags(cell) & NOT_SHOWN, str(cell.get("id", ""))
            if cell["cell_type"] == "markdown" and shown:
                self.blocks.append(("", join_source(cell["source"])))
            outputs = cell.get("outputs", [])
            for output in outputs:
                self._read_output(output, name, shown, form)
            if shown and all(output["output_type"] == "stream" for output in outputs):
                self._ask_for_output(cell, name, form)

    def _ask_for_output(self, cell: Mapping[str, Any], name: str, form: LabForm) -> None:
        """A problem if a cell has no result though what it calls gives a piece of a page: somebody took it out. Called
        for each cell of the page without a result. name: its id."""
        if cell["cell_type"] == "code" and calls_what_shows(join_source(cell["source"]), form.shows):
            self.problems.append(f"cellen {quote(name)} mangler sit resultat.")

    def _read_output(self, output: Mapping[str, Any], cell: str, shown: bool, form: LabForm) -> None:
        """Read one output: a block of the page, or something that no page shows. Called for each. cell: its id. shown:
        whether the page shows the cell's results."""
        place = f"cellen {quote(cell)}"
        if output["output_type"] == "stream":
            self.loose.append(Loose(cell, join_source(output["text"]), is_html=False))
            return
        if output["output_type"] not in ("display_data", "execute_result"):
            self.problems.append(f"{place} er fejlet.")
            return
        data = _read_data(output)
        if HTML not in data:
            self.problems.append(f"{place} har et resultat, som ingen side kan vise.")
            return
        if BLOCK in data:
            self.problems += [f"{place}: {wrong}" for wrong in _find_wrong_lab_form(data, form)]
        block = data.get(BLOCK, data[HTML])
        if shown:
            self.blocks.append((cell, block))
        else:
            self.loose.append(Loose(cell, block, is_html=True))
        for kind in sorted(data.keys() - {HTML, BLOCK}):
            if not kind.startswith("text/"):
                self.problems.append(f"{place} har et resultat af slagsen {make_printable(kind)}, som ikke kan læses.")
            self.loose.append(Loose(cell, data[kind], is_html=False))
        if output.get("metadata"):
            self.loose.append(Loose(cell, str(output["metadata"]), is_html=False))

    def find_first_difference(self, main: str) -> str | None:
        """What is the first that a page shows otherwise than the notebook, in Danish; None where it shows the
        notebook's blocks in their order and nothing else. Called for each page. Between two blocks there are only
        spaces; words that a notebook has between its cells must have the words of the page, which writes them in
        another way."""
        rest = page_parts.remove_chart_links(page_parts.remove_contents(main))
        between: list[str] = []
        for cell, block in self.blocks:
            if not cell:
                between.append(block)
                continue
            at = rest.find(block)
            if at < 0 or not _is_between(rest[:at], between):
                return f"Siden viser noget andet end resultatet af cellen {quote(cell)}."
            rest, between = rest[at + len(block) :], []
        return None if _is_between(rest, between) else "Siden viser mere end notesbogens resultater."


def _is_between(html: str, sources: list[str]) -> bool:
    """Whether what stands on a page between two results is just the words that the notebook has there, in Markdown.
    Called for each pair of results. sources: the Markdown; none where the page may have spaces alone."""
    if not sources:
        return not html.strip()
    # Each tag is a space here, for a heading and the paragraph after it are two words.
    told, wanted = (_WORD.findall(text) for text in (unescape(_TAG.sub(" ", html)), " ".join(sources)))
    left = iter(wanted)
    return all(
        word in left for word in told
    )  # in their order; Markdown has words, such as addresses, that no page shows
