"""A published page as an attacker reads it: cells with an address, marks in drawings, every number in a text.

The pages have one way of writing (every element closed, every attribute in double quotes, no comment, no script), and
nothing else is read: what a browser might show otherwise than it is read here is `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from html import unescape

from hpanalysis.published.markup import SHAPES, VOID, read_attributes, read_tokens

# Attributes that are read aloud, or shown on pointing or on a phone: text that stands in no element.
_SPOKEN = ("title", "alt", "aria-label", "data-l")
_READ = frozenset({*_SPOKEN, "data-cell"})
# What may show other than what stands in the page, or show it elsewhere.
_NOT_READ = frozenset({"base", "embed", "frame", "iframe", "noscript", "object", "script", "template", "textarea"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_TEXTS = {"blockquote", "caption", "dd", "desc", "div", "dt", "figcaption", "li", "p", "section", "small", "td", "th"}
_BLOCKS = _HEADINGS | _TEXTS
# A number may begin in one of these and go on in the next.
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "span", "strong", "sub", "sup", "tspan"})

# What begins after a letter, a point or a comma is the rest of a word or of a date, and no figure.
_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?![\w]|,\d)")
_SPLIT = re.compile(r"[\d.,]\0[\d.,]")  # a number in two texts, which are joined by the sign between
_ALONE = re.compile(r"[−+-]?\s*(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\s*(?:%|pct\.)?")
_STYLED_TEXT = re.compile(r"content\s*:[^;}]*\d|\\")  # a style sheet that writes numbers, or hides that it does


def find_numbers(text: str) -> list[Decimal]:
    """The numbers of a Danish text in their order, without signs: 4.854 is a whole number, 12,3 is not. Called wherever
    a text of a page is held against a figure. A date counts as whole numbers, which callers mostly pass over."""
    return [_read_number(written) for written in _NUMBER.findall(text)]


def _read_number(written: str) -> Decimal:
    """A number as it is written in Danish. Called for each that is found."""
    return Decimal(written.replace(".", "").replace(",", "."))


def find_decimals(text: str) -> list[Decimal]:
    """The numbers in a Danish text that are written with a decimal comma, which years, counts and k never are. Called
    for texts of published pages and JSON files, which may have no decimal number that the CSV files lack, while whole
    numbers may be anything."""
    if "," not in text:  # most texts have none
        return []
    return [_read_number(written) for written in _NUMBER.findall(text) if "," in written]


def is_figure(text: str) -> bool:
    """Whether a text is a number alone, with or without sign and per cent. Called when published pages are read and
    checked, for links, texts in drawings and cells of tables."""
    return bool(_ALONE.fullmatch(text.strip()))


def find_figures(texts: list[str]) -> set[Decimal]:
    """The numbers of the texts that look like figures: with a decimal comma, or alone in their text. Called for the
    cells of a table row of a published page, to check that each such number belongs to the row's figure."""
    numbers = set(find_decimals(" ".join(texts)))
    for text in texts:
        numbers |= set(find_numbers(text)) if is_figure(text) else set()
    return numbers


def _join_texts(texts: list[str]) -> str:
    """The texts of an element with one space between words, as a browser shows them. Called for the whole text of a
    table cell, a passage or a link, when a published page is checked."""
    return " ".join(" ".join(texts).split())


@dataclass(slots=True)
class PagePlace:
    """Where on a page something stands, for whoever is to put it right there. Made by `Page` for each passage, cell,
    link and drawing; read for messages. The texts are those of the page's own headings."""

    section: list[str] = field(default_factory=list)  # the heading above
    row: list[str] = field(default_factory=list)  # the head of its table row
    column: str = ""  # the head of its table column, or its number where it has none

    def describe(self) -> str:
        """The place in Danish: section, row and column, as far as it has them; "" for a page without headings. Called
        for each failure that is found on a page."""
        named = (("afsnittet", _join_texts(self.section)), ("rækken", _join_texts(self.row)), ("kolonnen", self.column))
        return ", ".join(f"{word} »{name}«" for word, name in named if name)


@dataclass(slots=True)
class TableCell:
    """A <td> of a published page; made by `Page`, and held against the figure whose id it has."""

    id: str  # "" where it has none
    label: str  # its data-l, the head of its column
    classes: tuple[str, ...]
    row: TableRow
    place: PagePlace
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cell's whole text, with one space between words. Read when the cell is compared with the figure's row."""
        return _join_texts(self.texts)

    @property
    def alone(self) -> bool:
        """Whether no other cell of its row has an id, so that the whole row is about this figure. Read when the cell is
        checked, for then the row's other cells are too."""
        return sum(bool(cell.id) for cell in self.row.cells) == 1


@dataclass(slots=True)
class TableRow:
    """A <tr> of a published page, made by `Page`. Its id is the anchor of a figure's row on a definition page; "" where
    it has none."""

    id: str = ""
    place: PagePlace = field(default_factory=PagePlace)
    cells: list[TableCell] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The text of all the row's <td>, piece by piece. Read for a row about one hidden figure alone, which must not
        tell it."""
        return [text for cell in self.cells for text in cell.texts]


@dataclass(slots=True)
class Passage:
    """A paragraph, a list's item, a table's cell: the text that stands in it by itself, and the figures it links to.
    Made by `Page`; its numbers are held against those figures. element: its tag, "" for text that stands in no
    block."""

    element: str
    place: PagePlace
    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The passage's whole text without the text of blocks within it, with one space between words. Read when its
        numbers are compared with the figures that it is about."""
        return _join_texts(self.texts)

    @property
    def unbroken(self) -> str:
        """Its texts with nothing put between them, as a browser shows elements that stand side by side in a line. Read
        where a number may have been written in several elements."""
        return "".join(self.texts)

    @property
    def is_split(self) -> bool:
        """Whether one of its texts ends within what may be a number and the next goes on with it. Read before
        `unbroken`, for hardly any does."""
        return len(self.texts) > 1 and bool(_SPLIT.search("\0".join(self.texts)))

    @property
    def heading(self) -> bool:
        """Whether it is a heading, h1 to h4. Read where passages are checked, and for each link that begins in it."""
        return self.element in _HEADINGS

    @property
    def running_text(self) -> bool:
        """Whether it is text that goes with the heading above it, no table or caption. Read where a passage's numbers
        are checked: without links of its own such a text is about the figures that the heading links to."""
        return self.element in ("p", "li", "small", "blockquote")


@dataclass(slots=True)
class Link:
    """A link to a figure's address (class `tal`); made by `Page`, and its text held against the figure."""

    href: str
    of_title: bool  # it is a heading, and what it says is no number
    place: PagePlace
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The link's whole text, with one space between words. Read when the text is compared with the figure that the
        link leads to, which is done for each published page."""
        return _join_texts(self.texts)


@dataclass(slots=True)
class Drawing:
    """An <svg> of a published page; made by `Page`, and its numbers held against the figures that its marks name."""

    place: PagePlace
    marks: list[str] = field(default_factory=list)  # the addresses of its marks
    described: list[str] = field(default_factory=list)  # the texts of its description
    written: list[Decimal] = field(default_factory=list)  # the texts in it that are a number alone

    def is_on_axis(self, number: Decimal) -> bool:
        """Whether a number stands among those written as one of three or more at equal distances: a tick of an axis.
        Called when a page is checked, for each number in the drawing that no figure has."""
        # An axis has its ticks at one distance. Three in a row are asked for, as any two numbers have some distance.
        others = set(self.written)
        steps = {abs(number - other) for other in others} - {0}
        return any(
            {start, start + step, start + 2 * step} <= others
            for step in steps
            for start in (number - 2 * step, number - step, number)
        )


class Page:
    """A published page, read once when it is made; `PageChecker` holds what it found against the CSV files. A page is
    `unread` where something stands in it that this reader does not know; the audit then refuses it."""

    def __init__(self, html: str) -> None:
        """Read a page from its html. Called once for each published page that is checked."""
        self.rows: list[TableRow] = []
        self.cells: list[TableCell] = []  # <td> with an id
        self.links: list[Link] = []
        self.passages: list[Passage] = []
        self.drawings: list[Drawing] = []
        self.stray_marks: list[str] = []  # addresses of marks that stand outside a drawing
        self.words: list[str] = []  # all text and all labels, but for the numbers in a drawing
        self.places: list[PagePlace] = []  # of each of the words
        self.unread = False  # whether something stands in it that is not read
        # Where the reading has come to.
        self._open: list[str] = []
        self._rows: list[TableRow] = []  # those that are open: a table may stand in a cell of another
        self._cells: list[TableCell] = []
        self._link: Link | None = None
        self._passages: list[Passage] = []
        self._drawing: Drawing | None = None
        self._heading: list[str] = []  # the texts of the heading above
        self._section = PagePlace(self._heading)  # the place of what stands below it and in no table
        # Text that stands in no block is read too, as a passage of no element.
        self._begin_passage("")
        self._read(html)

    @cached_property
    def decimals(self) -> list[list[Decimal]]:
        """The numbers with decimals in each of the words. Read where they are held against the CSV files, and where
        they are counted."""
        return [find_decimals(text) for text in self.words]

    def _begin_passage(self, element: str) -> None:
        """Begin a passage and read text into it from now on; the one around it goes on when it ends. Called when a
        block element opens, and once at the start for text that stands in no block. element: its tag, or ""."""
        if element in _HEADINGS:
            self._heading = []
            self._section = PagePlace(self._heading)
        passage = Passage(element, self._get_place())
        self._passages.append(passage)
        self.passages.append(passage)

    def _get_place(self) -> PagePlace:
        """Where the reading has come to: the cell or the row that is open, else the section. Called for each passage,
        link and drawing that begins, and for each label."""
        if self._cells:
            return self._cells[-1].place
        return self._rows[-1].place if self._rows else self._section

    def _add_words(self, text: str) -> None:
        """Add a text to the words of the page, with its place. Called for texts between tags, and for labels."""
        self.words.append(text)
        self.places.append(self._get_place())

    def _read(self, html: str) -> None:
        """Read the page from the first token to the last; set `unread` where something is not written as the program
        writes its pages. Called once, when the page is made."""
        # Not a browser's parser, which mends what is wrong: what it would make of a broken page, no reader of this code
        # could say.
        for text, closing, name, attributes, void, foreign in read_tokens(html):
            if foreign:
                self.unread = True
                continue
            if text:
                self._take_text(unescape(text) if "&" in text else text)
            # A browser takes <SCRIPT> and <script> for the same, so the reader must too.
            if closing:
                self._end_element(name.lower())
            elif name:
                self._start_element(name.lower(), attributes, bool(void))
        # What is left open a browser closes where it thinks best.
        self.unread |= bool(self._open)

    def _start_element(self, name: str, written: str, void: bool) -> None:
        """An element opens: begin what it is (passage, row, cell, link or drawing), and keep its attributes' texts.
        Called for each start tag when a page to be checked is read. name: the tag, in lower case. written: its
        attributes as they stand; void: it ends at once."""
        attributes = read_attributes(written) if written else {}
        # A script may write any number when the page is opened, and no number of it stands here.
        self.unread |= name in _NOT_READ or ("on" in written and any(key.startswith("on") for key in attributes))
        if not _READ.isdisjoint(attributes):
            self._take_attributes(attributes)
        self._break_line(name)
        # An element that has no end tag opens nothing, and no other may end at once.
        self.unread |= void and name not in SHAPES and name not in VOID
        if void or name in VOID:
            return
        # A browser closes a link where another begins, and what follows then stands in neither.
        self.unread |= name == "a" and "a" in self._open
        self._open.append(name)
        if name == "tr":
            self._rows.append(TableRow(attributes.get("id", ""), PagePlace(self._heading)))
            self.rows.append(self._rows[-1])
        elif name == "td":
            self._begin_cell(attributes)
        if name in _BLOCKS:
            self._begin_passage(name)
        # A drawing within a drawing is a part of it, and its marks are checked with the whole.
        if name == "svg" and self._drawing is None:
            self._drawing = Drawing(self._get_place())
        elif name == "a" and "tal" in attributes.get("class", "").split():
            self._begin_link(attributes.get("href", ""))

    def _take_attributes(self, attributes: Mapping[str, str]) -> None:
        """Add what is read aloud to the words, and keep the address of a mark. Called for each start tag with such
        attributes."""
        for key in _SPOKEN:
            if key in attributes:
                self._add_words(attributes[key])
        # A mark outside a drawing is kept too: it must not escape the check by standing elsewhere.
        if "data-cell" in attributes:
            (self._drawing.marks if self._drawing else self.stray_marks).append(attributes["data-cell"])

    def _break_line(self, name: str) -> None:
        """Put a space between the texts before and after a tag that no line runs through: <br>, a text in a drawing.
        Called for each tag. name: the element's."""
        if name not in _INLINE:
            self._passages[-1].texts.append(" ")

    def _begin_link(self, href: str) -> None:
        """A link to a figure opens, within the passage that is read; in a heading it says no number. Called for each
        <a> of class `tal`. href: "" where it has none."""
        self._link = Link(href, self._passages[-1].heading, self._get_place())
        self.links.append(self._link)
        self._passages[-1].links.append(self._link)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell of the table row that is being read; a cell with an id is that of a figure, and the page lists
        it too. Called for each <td>. attributes: of the tag, name -> value."""
        classes = tuple(attributes.get("class", "").split())
        # A cell that stands in no row is not to be taken for one of the row before.
        row = self._rows[-1] if self._rows else TableRow()
        label = attributes.get("data-l", "")
        place = PagePlace(self._heading, row.place.row, label or f"nr. {len(row.cells) + 1}")
        cell = TableCell(attributes.get("id", ""), label, classes, row, place)
        row.cells.append(cell)
        self._cells.append(cell)
        if cell.id:
            self.cells.append(cell)

    def _end_element(self, name: str) -> None:
        """An element closes: it must be the element opened last, or the page is marked `unread`, and the audit refuses
        it. Called for each end tag, and for a start tag that ends at once. name: in lower case."""
        if self._open[-1:] != [name]:  # a browser would close or open elements that are not named here
            self.unread = True
            return
        self._open.pop()
        if name in _BLOCKS:
            self._passages.pop()
        self._break_line(name)
        if name == "td":
            self._cells.pop()
        elif name == "tr":
            self._rows.pop()
        elif name == "a":
            self._link = None
        elif name == "svg" and "svg" not in self._open and self._drawing is not None:
            self.drawings.append(self._drawing)
            self._drawing = None

    def _take_text(self, text: str) -> None:
        """Add a text to the words, and to the passage, cell, link and drawing that it stands in. Called for each text
        between the tags of a published page that is read, its entities turned to characters. Two texts are kept
        otherwise: of a number in a drawing only the drawing knows, and a style sheet is only asked whether it could
        print text."""
        element = self._open[-1] if self._open else ""
        if element == "style":
            # A style sheet can print text before and after an element.
            self.unread |= bool(_STYLED_TEXT.search(text))
            return
        # Numbers in a drawing are its axis and labels; they are held against what it draws.
        if self._drawing is not None and element == "text" and is_figure(text):
            self._drawing.written += find_numbers(text)
            return
        self._add_words(text)
        self._passages[-1].texts.append(text)
        if self._passages[-1].heading:
            self._heading.append(text)
        elif "th" in self._open and self._rows:
            self._rows[-1].place.row.append(text)
        # The words are all there is to an attacker; cell and link say besides which figure they are about. What stands
        # in a table within a cell is read as that cell's too.
        for cell in self._cells:
            cell.texts.append(text)
        if self._link is not None:
            self._link.texts.append(text)
        # Read aloud in the drawing's place, so its numbers are held against the marks.
        if self._drawing is not None and element in ("desc", "title"):
            self._drawing.described.append(text)
