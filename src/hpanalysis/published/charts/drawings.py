"""A chart's drawing as an SVG file that looks right alone: on white, in the pages' letters and light colours.

The drawings themselves are the page's, stroke by stroke. Around them stand the words that the page has around them:
the warnings at its top, the headline, what each field is, the notes, and at the foot the page's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from hpanalysis.published.charts.found import Chart, Drawing, Piece, read_words

WIDTH, MARGIN, GAP = 800, 20, 20
INK, MUTED, BAND = "#15191d", "#525b63", "#fff3c4"
_FONTS = "Segoe UI, Roboto, Helvetica Neue, Arial, DejaVu Sans Condensed, sans-serif"
_ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
    'height="{height}" viewBox="0 0 {width} {height}" font-family="{fonts}">\n<title>{title}</title>\n'
    '<rect width="{width}" height="{height}" fill="#fff"/>\n'
)
_TOKEN = re.compile(r"var\(--[a-z]+,(#[0-9a-f]{6})\)")
_BAND = re.compile(r'<div class="baand [a-z]+">(.*?)</div>', re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)


class _Words(NamedTuple):
    """How words are set. A letter is taken to be `size` times 0,55 wide, a bold one 0,6: none of the pages' letters is
    wider on the whole."""

    size: int
    bold: bool = False
    colour: str = INK

    @property
    def line(self) -> int:
        """From one line to the next, in pixels. Read for each line."""
        return round(self.size * 1.4)

    def wrap(self, text: str, width: int) -> list[str]:
        """The text in lines no wider than that, none for no text. Called for all words of a file."""
        most = int(width / (self.size * (0.6 if self.bold else 0.55)))
        lines: list[str] = []
        for word in text.split():
            if lines and len(lines[-1]) + 1 + len(word) <= most:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def write(self, lines: Iterable[str], x: int, y: int) -> Iterator[str]:
        """The lines as <text>, the first of them under the height y. Called for all words of a file."""
        style = f'font-size="{self.size}"' + (' font-weight="600"' if self.bold else "")
        for place, line in enumerate(lines):
            base = y + place * self.line + self.size
            yield f'<text x="{x}" y="{base}" {style} fill="{self.colour}">{escape(line)}</text>\n'


_HEADLINE, _CAPTION, _NOTE = _Words(17, True), _Words(13, True), _Words(12, colour=MUTED)
_WARNING = _Words(12, colour="#4a3800")


def settle_colours(inside: str) -> str:
    """What stands in a drawing with its colours as they are on white paper, and with references as older programs read
    them too. Called for each drawing that is written or held against its file."""
    return _TOKEN.sub(r"\1", inside).replace(' href="#', ' xlink:href="#')


def _place_drawing(drawing: Drawing, x: int, y: int) -> str:
    """A drawing at its place in the file, in its own size. Called for each."""
    size = f'width="{drawing.width}" height="{drawing.height}"'
    box = f'viewBox="0 0 {drawing.width} {drawing.height}" overflow="visible"'
    named = f'role="img" aria-labelledby="{drawing.named}"'
    return f'<svg x="{x}" y="{y}" {size} {box} {named}>{settle_colours(drawing.inside)}</svg>\n'


class _Sheet:
    """A file being written from the top down. Made for each chart."""

    def __init__(self) -> None:
        """Begin with nothing on it."""
        self.parts: list[str] = []
        self.y = MARGIN

    def say(self, text: str, words: _Words) -> None:
        """Write words across the sheet. Called for the headline, notes and the foot."""
        lines = words.wrap(text, WIDTH - 2 * MARGIN)
        self.parts += words.write(lines, MARGIN, self.y)
        self.y += len(lines) * words.line + 8

    def warn(self, text: str) -> None:
        """Write a warning of the page across the top, on its colour. Called for each."""
        lines = _WARNING.wrap(text, WIDTH - 2 * MARGIN)
        height = len(lines) * _WARNING.line + 12
        self.parts.append(f'<rect x="0" y="{self.y - MARGIN}" width="{WIDTH}" height="{height}" fill="{BAND}"/>\n')
        self.parts += _WARNING.write(lines, MARGIN, self.y - MARGIN + 5)
        self.y += height

    def draw_row(self, row: list[Piece], width: int) -> None:
        """Draw fields beside each other, each under its words. Called for each row of fields. width: of each."""
        captions = [_CAPTION.wrap(piece.words, width) for piece in row]
        above = max(map(len, captions)) * _CAPTION.line
        top = self.y + above + (4 if above else 0)
        for place, (piece, lines) in enumerate(zip(row, captions, strict=True)):
            x = MARGIN + place * (width + GAP)
            self.parts += _CAPTION.write(lines, x, self.y)
            if piece.drawing is not None:
                self.parts.append(_place_drawing(piece.drawing, x, top))
        self.y = top + max(piece.drawing.height if piece.drawing is not None else 0 for piece in row) + 12


def _arrange_rows(pieces: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """The parts of a chart in rows: as many fields beside each other as there is room for, a note by itself. Called for
    each chart. width: of each field."""
    row: list[Piece] = []
    most = max(1, (WIDTH - 2 * MARGIN + GAP) // (width + GAP))
    for piece in pieces:
        if row and (piece.is_note or len(row) == most):
            yield row
            row = []
        if piece.is_note:
            yield [piece]
        else:
            row.append(piece)
    if row:
        yield row


def _read_title(html: str) -> str:
    """The title of a page or of a drawing; "" without one. Called for the foot, and for what a drawing shows."""
    title = _TITLE.search(html)
    return read_words(title[1]) if title else ""


def make_drawing_file(chart: Chart, page: str) -> bytes:
    """The bytes of a chart's SVG file. Called for each chart of each page. page: the html of the page."""
    sheet = _Sheet()
    for warning in _BAND.findall(page):
        sheet.warn(read_words(warning))
    sheet.say(chart.headline, _HEADLINE)
    drawings = [piece.drawing for piece in chart.pieces if piece.drawing is not None]
    if not chart.pieces[0].words:  # a drawing without words above it: its own title says what it shows
        sheet.say(_read_title(drawings[0].inside), _NOTE)
    width = min(drawing.width for drawing in drawings)
    for row in _arrange_rows(chart.pieces, width):
        if row[0].is_note:
            sheet.say(row[0].words, _NOTE)
        else:
            sheet.draw_row(row, width)
    sheet.say(_read_title(page), _NOTE)
    root = _ROOT.format(width=WIDTH, height=sheet.y + MARGIN - 8, fonts=_FONTS, title=escape(chart.headline))
    return "".join([root, *sheet.parts, "</svg>\n"]).encode("utf-8")
