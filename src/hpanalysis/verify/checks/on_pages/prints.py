"""udskrifter: the PDFs on top of the package are prints of its pages, and every text in them stands on the page.

How a text is drawn is not looked at, nor are drawings; two numbers of one page that have changed places are not seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from hpanalysis.published.office.parts import Malformed
from hpanalysis.published.pages import is_figure
from hpanalysis.published.pdf_text import Pdf, read_pdf
from hpanalysis.published.prints import PACKED, PRINTS_FOLDER, PRINTS_JSON, Print, digest, read_prints
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPage, PackagedPages
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.pages.tree import Element

NAME = "udskrifter"
_NONE = "Der er ingen PDF-filer i pakken."
# Blanks, and the hyphens at which a line may end, which are no letters of a text.
_LOOSE = re.compile(r"[\s\u00ad\u200b\u2010]+")
_FOOT = re.compile(r"Side(\d+)af(\d+)(.*)")
# What a style sheet writes between the texts of a page, such as ` · ` between rows that stand on one line on paper.
_WRITTEN = re.compile(r'content:\s*"([^"]*)"')
_YEAR = re.compile(r"(?:19|20)\d\d")


def _close_up(text: str) -> str:
    """A text without blanks and loose hyphens, for a print breaks its lines elsewhere. Called for each piece of a PDF
    and for its page."""
    return _LOOSE.sub("", text)


def _list_page_texts(page: Element) -> Iterator[str]:
    """Each text of a page, not joined with its neighbours. Called for the numbers that it has."""
    for element in page.walk():
        yield from (child for child in element.children if isinstance(child, str))


class _PrintedPage:
    """A page as its print is held against it. Made once for each PDF."""

    def __init__(self, tree: Element) -> None:
        """Read the page's text and its numbers. tree: the page's."""
        title = tree.find("title")
        self._text = _close_up(tree.text)
        self._title = _close_up("" if title is None else title.text)
        styles = "".join(one.text for one in tree.walk() if one.name == "style")
        written = {_close_up(text) for text in _WRITTEN.findall(styles)} - {""}
        self._written = re.compile(f"(?:{'|'.join(map(re.escape, sorted(written)))})+") if written else None
        self._figures = Counter(_close_up(text) for text in _list_page_texts(tree) if is_figure(text.strip()))

    def find_foreign(self, pdf: Pdf) -> Iterator[str]:
        """The pieces of a PDF that are not the page's: words that do not stand on it one after the other, a foot of
        another page, and a number that stands in the PDF more often than on the page. What the page's style writes
        between its texts is the page's own. Called for each PDF."""
        told: Counter[str] = Counter()
        for piece in pdf.pieces:
            closed = _close_up(piece)
            foot = _FOOT.fullmatch(closed)
            if foot is not None and foot[3] == self._title and 1 <= int(foot[1]) <= int(foot[2]) == pdf.sheets:
                continue
            if self._written is not None and self._written.fullmatch(closed):
                continue
            if closed not in self._text:
                yield piece
            elif is_figure(piece.strip()) and not _YEAR.fullmatch(closed):  # a head is printed on each sheet
                told[closed] += 1
        yield from (number for number in told if told[number] > self._figures[number])


class _Prints:
    """The PDFs of one package, by the folders of their publications. Made once for the check."""

    def __init__(self, package: Package, pages: PackagedPages) -> None:
        """Keep the package's PDFs and its pages."""
        self._package = package
        self.files = {name: content for name, content in package.files.items() if PACKED.fullmatch(name)}
        self._pages: Mapping[str, PackagedPage] = {page.name: page for page in pages.pages}

    def find_problems(self) -> Iterator[str]:
        """A Danish sentence for each PDF that is missing, too many, or no print of its page. Called once."""
        folders = sorted({name.split("/")[1] for name in self.files})
        for folder in folders:
            listed = f"{PRINTS_FOLDER}/{folder}/{PRINTS_JSON}"
            told = read_prints(self.files[listed]) if listed in self.files else None
            if told is None:
                yield f"{quote(listed)} mangler eller er ikke, som programmet skriver den."
                continue
            there = {name.split("/")[2] for name in self.files if name.startswith(f"{PRINTS_FOLDER}/{folder}/")}
            for name in sorted((there - {PRINTS_JSON}) ^ told.keys()):
                yield f"{quote(f'{PRINTS_FOLDER}/{folder}/{name}')} og listen {quote(listed)} passer ikke sammen."
            for name in sorted(there & told.keys()):
                yield from self._check(folder, name, told[name])

    def _check(self, folder: str, name: str, told: Print) -> Iterator[str]:
        """What is wrong with one PDF, in Danish. Called for each. told: what the list says of it."""
        place = f"{PRINTS_FOLDER}/{folder}/{name}"
        content, page = self.files[place], self._pages.get(f"{folder}/{told.page}")
        if digest(content) != told.sha256:
            yield f"{quote(place)} er ikke den fil, der blev lavet."
        if told.page != f"{name.removesuffix('.pdf')}.html" or page is None:
            yield f"{quote(place)} er ikke udskrift af en side i pakken."
            return
        if digest(page.html.encode("utf-8")) != told.page_sha256:
            yield f"{quote(place)} er udskrift af en anden udgave af {quote(page.name)}."
        try:
            pdf = read_pdf(content)
        except Malformed:
            yield f"{quote(place)} er ikke en udskrift, som en browser laver den."
            return
        if page.tree is not None:
            for piece in list(dict.fromkeys(_PrintedPage(page.tree).find_foreign(pdf)))[:5]:
                yield f"{quote(place)} siger {quote(make_printable(piece))}, og det gør siden ikke."


def check(package: Package, pages: PackagedPages) -> Outcome:
    """The check `udskrifter`: whether the PDFs in the package are prints of its pages. Called once for each package
    that is verified. A package without PDFs is not checked."""
    prints = _Prints(package, pages)
    if not prints.files:
        return Outcome(NAME, State.NOT_CHECKED, _NONE)
    problems = list(prints.find_problems())
    count = format_count(sum(name.endswith(".pdf") for name in prints.files), "PDF-fil", "PDF-filer")
    return conclude(NAME, problems, f"Hver tekst i {count} står på siden. Hvordan den er tegnet, er ikke set.")
