"""The texts of a PDF as Chromium prints a page: each piece of a page that a screen reader reads as one, in order.

Only that one form is read: every object in the open and in the file's own list of objects, texts as numbers of letters
whose fonts say what they stand for, and nothing that runs, opens or hides anything. How the letters are drawn is not
looked at, so a font that draws another letter than it says is not seen.

Source: ISO 32000-1:2008, 7.5 (file structure), 9.4.3 (showing text), 9.10.3 (ToUnicode), 14.6 (marked content).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from hpanalysis.published.office.parts import Malformed

_BEGINS, _ENDS = b"%PDF-1.4\n", b"%%EOF"
_TAIL = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] ?\n)+)trailer\n<<(.*?)>>\nstartxref\n(\d+)\n%%EOF\n?", re.DOTALL
)
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_STREAM, _STREAM_ENDS = b"stream\n", b"\nendstream"
# What a print has none of: programs, files within, forms, layers that can be shown or not, objects within objects.
_FORBIDDEN = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|AA|OpenAction|RichMedia|XFA|AcroForm|SubmitForm|ObjStm|OCG|OCProperties"
    rb"|Encrypt|Filespec|GoToR|Movie|Sound|3D)\b"
)
# A piece of a content stream: a mark's beginning or end, a font, a text, or anything else up to a new line.
_OPERATION = re.compile(
    rb"(?P<begins>[^\n]*BDC)|(?P<ends>EMC)\n|(?P<run>BT)\n|/F(?P<font>\d+) [\d.]+ Tf\n|<(?P<text>[0-9A-Fa-f]*)> Tj\n"
    rb"|(?P<odd>Tj|TJ|'|\"|Do)\n"
)
_SHOWS = re.compile(rb"(?<![A-Za-z])(?:Tj|TJ|'|\")(?=\s)")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)|<(feff[0-9a-f]*)>", re.IGNORECASE | re.DOTALL)
_MOST_UNFOLDED = 1 << 26


class Pdf(NamedTuple):
    """A PDF as its texts. Made by `read_pdf`."""

    pieces: tuple[str, ...]  # of the sheets, in the order in which they are drawn
    sheets: int
    told: tuple[str, ...]  # what it says beside them: titles, links, descriptions of drawings


def _list_objects(data: bytes) -> dict[int, bytes]:
    """The objects of a PDF by their numbers; `Malformed` unless the file's own list names each where it stands, one
    after the other, with nothing between them. Called once a file."""
    tail = _TAIL.search(data, data.rfind(b"\nxref\n") + 1)
    if tail is None or not data.startswith(_BEGINS) or tail.end() != len(data) or int(tail[4]) != tail.start():
        raise Malformed
    if re.search(rb"/(?:Prev|Encrypt|XRefStm)\b", tail[3]):  # another list of objects, or nothing that can be read
        raise Malformed
    places = [int(line[:10]) for line in tail[2].splitlines()][1:]
    if len(places) + 1 != int(tail[1]) or not places:
        raise Malformed
    objects, at = {}, min(places)
    for place in sorted(places):
        found = _OBJECT.match(data, place)
        # A stream may have the word `endobj` in it by chance; its length says where it ends.
        end = _find_end(data, place)
        if found is None or place != at or places[int(found[1]) - 1] != place:
            raise Malformed
        objects[int(found[1])] = data[found.start(2) : end - len(b"\nendobj\n")]
        at = end
    if at != tail.start():
        raise Malformed
    return objects


def _find_end(data: bytes, place: int) -> int:
    """Where the object that begins at a place ends. Called for each."""
    begins = data.find(_STREAM, place)
    plain = data.find(b"\nendobj\n", place)
    if 0 <= begins < plain and (length := re.search(rb"/Length (\d+)", data[place:begins])):
        plain = data.find(b"\nendobj\n", begins + len(_STREAM) + int(length[1]))
    if plain < 0:
        raise Malformed
    return plain + len(b"\nendobj\n")


def _unfold(content: bytes) -> tuple[bytes, bytes | None]:
    """An object's own words, and its stream unfolded; None where it has none. Called for each object."""
    head, begins, rest = content.partition(_STREAM)
    if not begins:
        return content, None
    length = re.search(rb"/Length (\d+)", head)
    if length is None or rest[int(length[1]) :].strip() != b"endstream":
        raise Malformed
    raw = rest[: int(length[1])]
    filters = re.findall(rb"/Filter\s*\[?\s*/(\w+)", head)
    if not filters or b"/Subtype /Image" in head:
        return head, raw
    if filters != [b"FlateDecode"]:
        raise Malformed
    unpacker = zlib.decompressobj()
    try:
        unfolded = unpacker.decompress(raw, _MOST_UNFOLDED)
    except zlib.error:
        raise Malformed from None
    if not unpacker.eof or unpacker.unused_data.strip():
        raise Malformed
    return head, unfolded


def _read_letters(content: bytes) -> dict[int, str]:
    """What the letters of a font stand for, by their numbers. Called for each font of a file. content: its ToUnicode
    stream."""
    letters: dict[int, str] = {}
    for block in _CHARS.findall(content):
        for number, text in _PAIR.findall(block):
            letters[int(number, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in _RANGES.findall(content):
        for first, last, text in _TRIPLE.findall(block):
            begins = bytes.fromhex(text.decode()).decode("utf-16-be")
            for place in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + place] = begins[:-1] + chr(ord(begins[-1]) + place)
    return letters


def _read_strings(head: bytes) -> Iterator[str]:
    """The texts that an object's own words have: titles, descriptions, links. Called for each object."""
    for plain, wide in _STRING.findall(head):
        if wide:
            yield bytes.fromhex(wide.decode()).decode("utf-16")
        else:
            text = re.sub(rb"\\(\d{3}|.)", _unescape, plain)
            yield text.decode("utf-16") if text.startswith(b"\xfe\xff") else text.decode("latin-1")


def _unescape(found: re.Match[bytes]) -> bytes:
    """A sign that a string writes by its number or after a backslash. Called for each."""
    return bytes([int(found[1], 8) & 255]) if found[1].isdigit() and len(found[1]) == 3 else found[1]


def _read_pieces(content: bytes, fonts: dict[int, dict[int, str]]) -> Iterator[str]:
    """The texts of a sheet, one for each piece that is marked as one; `Malformed` for a text that is shown in any other
    way. Called for each stream that draws. fonts: number of the font -> what its letters stand for."""
    letters: dict[int, str] | None = None
    text: list[str] = []
    seen, in_drawing = 0, False
    for found in _OPERATION.finditer(content):
        if found["text"] is not None:
            seen += 1
            numbers = found["text"].decode()
            if letters is None or len(numbers) % 4:
                raise Malformed
            text += [letters[int(numbers[at : at + 4], 16)] for at in range(0, len(numbers), 4)]
        elif found["font"] is not None:
            letters = fonts.get(int(found["font"]))
        elif found["odd"] in (b"TJ", b"'", b'"', b"Tj"):
            raise Malformed
        elif found["run"] is None or in_drawing:  # in a drawing each number on an axis is a text of its own
            if text:
                yield "".join(text)
            text = []
            if found["run"] is None:
                in_drawing = found["begins"] is not None and found["begins"].startswith(b"/Figure")
    if text:
        yield "".join(text)
    if seen != len(_SHOWS.findall(content)):
        raise Malformed


def read_pdf(data: bytes) -> Pdf:
    """The texts of a PDF; `Malformed` where it is not as Chromium prints a page. Called for each that goes into a
    package, when it is searched for data on persons, and when it is held against its page."""
    try:
        return _read(data)
    except (KeyError, ValueError, IndexError, TypeError, UnicodeDecodeError):
        raise Malformed from None


def _read(data: bytes) -> Pdf:
    """As `read_pdf`, with the errors that a damaged file raises as they are. Called by it."""
    parts = {number: _unfold(content) for number, content in _list_objects(data).items()}
    heads = {number: head for number, (head, _) in parts.items()}
    if any(_FORBIDDEN.search(head) for head in heads.values()):
        raise Malformed
    fonts, apart = {}, set()
    for number, head in heads.items():
        if found := re.search(rb"/ToUnicode (\d+) 0 R", head):
            fonts[number] = _read_letters(parts[int(found[1])][1] or b"")
            apart.add(int(found[1]))
        apart |= {int(one) for one in re.findall(rb"/FontFile\d? (\d+) 0 R", head)}
        if b"/Subtype /Image" in head:
            apart.add(number)
        # A letter is named by the number of its font, the same on every sheet.
        if any(name != of for name, of in re.findall(rb"/F(\d+) (\d+) 0 R", head)):
            raise Malformed
    drawn = [stream for number, (_, stream) in sorted(parts.items()) if stream is not None and number not in apart]
    pieces = [piece for stream in drawn for piece in _read_pieces(stream, fonts)]
    sheets = sum(bool(re.search(rb"/Type /Page\b", head)) for head in heads.values())
    told = [text for head in heads.values() for text in _read_strings(head)]
    return Pdf(tuple(pieces), sheets, tuple(told))
