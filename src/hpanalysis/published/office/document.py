"""oversigt.docx as a reader sees it: paragraphs and tables of plain text, and nothing else.

Only the form that the program writes is read: no field but the pages' numbers, no picture, no note, no hidden text.
Anything else is `Malformed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element

from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.names import OVERVIEW_DOCX
from hpanalysis.published.office.parts import Malformed, list_texts, parse_part, read_parts
from hpanalysis.published.office.tables import find_unknown_numbers

# The table of the delmål, declared once for who writes and who checks it.
GOALS_CAPTION = "Delmålene og deres vurderinger"
GOALS_HEADS = ("Delmål", "Delaftale", "Vurdering", "Hvorfor", "Hvad skal der til?")

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/_rels/document\.xml\.rels"
    r"|word/(?:document|styles|numbering|settings|footer1)\.xml"
)
# Every element that text may stand in or beside.
_ELEMENTS = re.compile(
    r"document|body|p|pPr|pStyle|r|t|tbl|tblPr|tblStyle|tblW|tblLayout|tblLook|tblCaption|tblGrid|gridCol|tr|trPr"
    r"|cantSplit|tblHeader|tc|tcPr|tcW|gridSpan|sectPr|footerReference|pgSz|pgMar|ftr|fldSimple"
)
# What a style could hide a text by, or write one with.
_HIDING = frozenset(["vanish", "webHidden", "specVanish", "caps", "smallCaps", "strike", "dstrike"])
_FIELD = f"{_MAIN}fldSimple"
_FIELDS = frozenset({"PAGE", "NUMPAGES"})
_OUTSIDE = re.compile(rb"TargetMode\s*=")


@dataclass(frozen=True)
class Part:
    """A paragraph or a table of a document. style: the paragraph's, such as `Heading1`; "" for a table. rows: a
    paragraph is one row of one cell; of a table the head comes first, and a cell's lines are parted by line ends.
    caption: of a table, read aloud before it."""

    style: str
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    is_table: bool = False

    @property
    def lines(self) -> list[str]:
        """Its texts, line by line, blank ones left out. Read where it is held against a page."""
        lines = [line for row in self.rows for cell in row for line in cell.split("\n")]
        return [line for line in lines if line.strip()]


@dataclass(frozen=True)
class Document:
    """A document that was read. about: texts that stand at the pages' feet, and its properties."""

    parts: tuple[Part, ...]
    foot: str  # of each page
    about: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        """Every text of the document. Read where it is asked whether it tells a number that no table has."""
        lines = [line for part in self.parts for line in (part.caption, *part.lines)]
        return [line for line in (*lines, self.foot, *self.about) if line.strip()]


def read_document(data: bytes) -> Document:
    """A document from its bytes; `Malformed` where it has anything that the program does not write. Called by the
    auditor and by `hpanalysis verify` for each oversigt.docx."""
    parts = read_parts(data)
    if not all(map(_PARTS.fullmatch, parts)) or any(
        _OUTSIDE.search(part) for name, part in parts.items() if name.endswith(".rels")
    ):
        raise Malformed
    root, foot = parse_part(parts, "word/document.xml"), parse_part(parts, "word/footer1.xml")
    for element in (*root.iter(), *foot.iter()):
        _refuse_odd_element(element)
    hiding = {f"{_MAIN}{name}" for name in _HIDING}
    if any(each.tag in hiding for each in parse_part(parts, "word/styles.xml").iter()):
        raise Malformed
    return Document(
        parts=tuple(_read_part(each) for each in root[0] if each.tag != f"{_MAIN}sectPr"),
        foot=_read_text(foot),
        about=tuple(list_texts(parse_part(parts, "docProps/core.xml"))),
    )


def _refuse_odd_element(element: Element) -> None:
    """`Malformed` for an element that the program does not write, for text outside of paragraphs, and for a field that
    is no page's number. Called for each element of text and foot."""
    name = element.tag.removeprefix(_MAIN)
    # A number could be cut in two where the letters change, which they never do within a paragraph.
    pieces = sum(each.tag == f"{_MAIN}r" for each in element) if name == "p" and element.find(_FIELD) is None else 0
    loose = pieces > 1 or ((element.text or "").strip() and name != "t") or (element.tail or "").strip()
    if not _ELEMENTS.fullmatch(name) or loose or (name == "fldSimple" and element.get(f"{_MAIN}instr") not in _FIELDS):
        raise Malformed


def _read_text(element: Element) -> str:
    """The text of a paragraph, or of the paragraphs of a cell. Called for each."""
    return "".join(each.text or "" for each in element.iter(f"{_MAIN}t"))


def _read_part(element: Element) -> Part:
    """A paragraph, or a table with its caption and rows. Called for each."""
    if element.tag == f"{_MAIN}p":
        styles = [each.get(f"{_MAIN}val", "") for each in element.iter(f"{_MAIN}pStyle")]
        return Part("".join(styles), ((_read_text(element),),))
    captions = [each.get(f"{_MAIN}val", "") for each in element.iter(f"{_MAIN}tblCaption")]
    rows = tuple(tuple(_read_cell(cell) for cell in row.iter(f"{_MAIN}tc")) for row in element.iter(f"{_MAIN}tr"))
    return Part("", rows, "".join(captions), is_table=True)


def _read_cell(cell: Element) -> str:
    """The paragraphs of a cell, a line each. Called for each cell."""
    return "\n".join(_read_text(paragraph) for paragraph in cell.iter(f"{_MAIN}p"))


def find_document_failures(half_year: str, files: Mapping[str, bytes], known: Iterable[Decimal]) -> Iterator[Failure]:
    """A failure for each number with decimals in oversigt.docx that no published table tells; one where it cannot be
    read; nothing where there is none. Called by the auditor and by `hpanalysis verify`. files: the publication's, by
    name. known: the numbers that its tables tell."""
    if OVERVIEW_DOCX not in files:
        return
    try:
        texts = read_document(files[OVERVIEW_DOCX]).texts
    except (Malformed, KeyError, IndexError):
        yield make_failure(half_year, Fault.UNREAD, "hele filen", OVERVIEW_DOCX)
        return
    yield from find_unknown_numbers(half_year, texts, OVERVIEW_DOCX, known)
