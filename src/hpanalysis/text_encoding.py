"""The bytes of a text file -> UTF-8. An encoding is accepted only where it gives Danish text; all else is refused."""

from __future__ import annotations

import codecs
import re

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Windows-1252 has a sign for nearly every byte, so any file at all could be "read" as it. These are the signs that
# Danish text holds; æ, ø and å of DOS (code page 850) and of old Macs fall outside them.
_DANISH = "\t\r\n" + "".join(map(chr, range(0x20, 0x7F))) + "€–—‘’“”…ŠšŽžŸ\u00a0\u00ad§«»°´·¼½¾²³µ®©"
_LETTERS = "".join(chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7))
# Left out, though Windows has them: the byte of ‘ is æ in DOS, and the byte of ¾ is æ on old Macs.
_WINDOWS = bytes(set((_DANISH + _LETTERS).encode("cp1252")) - {0x91, 0xBE})
# How æ, ø, å, Æ, Ø, Å and é look where UTF-8 was once read as Windows-1252 (`Ã¦` for æ), and the sign that stands
# where a letter was lost.
_SPOILED = re.compile("|".join([*(f"Ã{sign}" for sign in "¦¸¥†˜…©"), "\ufffd"]).encode())
_SOUND = re.compile("|".join("æøåÆØÅ").encode())

# Signs without width, which come along when a text is copied from a web page or a document: zero-width spaces and
# joiners, soft hyphens, marks of direction, and a BOM within the text.
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def remove_widthless(text: str) -> str:
    """The text without signs that nobody sees: a heading or key with one looks right and is another. Called for
    headings, keys and cells that people have written or copied. No-break spaces are left as they are."""
    return _WIDTHLESS.sub("", text)


class NotText(ValueError):
    """The bytes are no text in an encoding that can be read. Raised by `convert_to_utf8`."""

    def __init__(self, row: int) -> None:
        """Called when an extract, or a file kept by hand, is refused because its bytes are no text. row: of the first
        such byte, from 1, for the caller's message."""
        super().__init__(f"row {row}")
        self.row = row  # of the first byte that is no text, from 1


def convert_to_utf8(content: bytes) -> bytes:
    """Convert the bytes of a text file to UTF-8 without BOM; `NotText` names the row where it cannot be read. Called
    for each CSV file of an extract and for each table or YAML file that people keep by hand. UTF-16 is known by its
    BOM; what is neither that nor UTF-8 may be Windows-1252."""
    for mark, encoding in _UTF16.items():
        if content.startswith(mark):
            return _check_sound(_drop_boms(_convert_utf16(content.removeprefix(mark), encoding)))
    content = _drop_boms(content)
    broken = _find_undecodable(content, "utf-8")
    return _check_sound(content) if broken is None else _convert_windows(content, broken)


def _drop_boms(text: bytes) -> bytes:
    """The text, in UTF-8, without the BOMs that it begins with: a program that adds a BOM to a file that has one
    already makes it two. Called for each CSV file of an extract, and each CSV and YAML file kept by hand, when it is
    read."""
    while text.startswith(codecs.BOM_UTF8):
        text = text.removeprefix(codecs.BOM_UTF8)
    return text


def _find_undecodable(content: bytes, encoding: str) -> int | None:
    """Find the place, from 0, of the first byte that the encoding does not have; None if all are text in it. Called for
    a file without the BOM of UTF-16, which may be UTF-8, and for a file in UTF-16."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _number_row(content: bytes, place: int) -> int:
    """Return the row, from 1, of the byte at `place` (from 0). Called when a file is refused, for `NotText`."""
    return content.count(b"\n", 0, place) + 1


def _check_sound(text: bytes) -> bytes:
    """Return a UTF-8 text itself, if it is sound; else `NotText` with the row of the fault.

    Called for each file that came as UTF-8 or UTF-16. It is not sound if it has a NUL, which no text has, or if it has
    spoiled Danish letters (`Ã¦` for æ) and not one sound letter. A few spoiled letters among sound ones came so from
    the supplier's own system: they are judged later, cell by cell.
    """
    fault = text.find(b"\0")
    if fault < 0 and not _SOUND.search(text) and (spoiled := _SPOILED.search(text)):
        fault = spoiled.start()
    if fault >= 0:
        raise NotText(_number_row(text, fault))
    return text


def _convert_utf16(content: bytes, encoding: str) -> bytes:
    """Convert UTF-16 without its BOM to UTF-8; `NotText` where it is broken off or damaged. Called for a file that
    begins with the BOM of UTF-16. encoding: utf-16-le or utf-16-be."""
    if (broken := _find_undecodable(content, encoding)) is not None:
        raise NotText(content[:broken].decode(encoding, "ignore").count("\n") + 1)
    return content.decode(encoding).encode("utf-8")


def _convert_windows(content: bytes, broken: int) -> bytes:
    """Convert Windows-1252 to UTF-8; `NotText` if it has signs that Danish text does not have. Called for a file that
    is neither UTF-16 nor UTF-8. broken: the place of its first byte that is no UTF-8; its row is named if the text is
    no Windows-1252 either."""
    if content.translate(None, _WINDOWS):
        raise NotText(_number_row(content, broken))
    text = content.decode("cp1252").encode("utf-8")
    if _SPOILED.search(text):  # some rows are UTF-8 and some are not
        raise NotText(_number_row(content, broken))
    return text
