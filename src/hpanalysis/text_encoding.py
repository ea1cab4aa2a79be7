"""The bytes of a text file -> UTF-8. A tegnsæt is taken only where it gives Danish text; what does not is refused."""

from __future__ import annotations

import codecs
import re

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Windows-1252 has a sign for nearly every byte, so any file at all could be "read" as it. These are the signs that
# Danish text holds; æ, ø and å of DOS (code page 850) and of old Macs fall outside them.
_DANISH = "\t\r\n" + "".join(map(chr, range(0x20, 0x7F))) + "€–—‘’“”…ŠšŽžŸ\u00a0§«»°´·¼½¾²³µ®©"
_LETTERS = "".join(chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7))
# ‘ is æ in DOS, ¾ is æ on old Macs.
_WINDOWS = bytes(set((_DANISH + _LETTERS).encode("cp1252")) - {0x91, 0xBE})
# How æ, ø, å, Æ, Ø, Å and é look where UTF-8 was once read as Windows-1252; and what stands where a letter is lost.
_SPOILED = re.compile("|".join([*(f"Ã{sign}" for sign in "¦¸¥†˜…©"), "\ufffd"]).encode())
_SOUND = re.compile("|".join("æøåÆØÅ").encode())


class NotText(ValueError):
    """The bytes are no text in a tegnsæt that can be read. row: of the first byte that is not, from 1."""

    def __init__(self, row: int) -> None:
        super().__init__(f"row {row}")
        self.row = row


def convert_to_utf8(content: bytes) -> bytes:
    """The same text in UTF-8 without BOM. UTF-16 is known by its BOM; what is no UTF-8 may be Windows-1252."""
    for mark, encoding in _UTF16.items():
        if content.startswith(mark):
            return _check_sound(_convert_utf16(content.removeprefix(mark), encoding))
    content = content.removeprefix(codecs.BOM_UTF8)
    broken = _find_undecodable(content, "utf-8")
    return _check_sound(content) if broken is None else _convert_windows(content, broken)


def _find_undecodable(content: bytes, encoding: str) -> int | None:
    """The place of the first byte that is none of the encoding's."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _number_row(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _check_sound(text: bytes) -> bytes:
    """The text, unless a NUL, which no text has, is in it, or Danish letters are and every one of them is spoiled.

    A few spoiled among sound ones came so from the supplier's own system: their cells are judged one by one.
    """
    fault = text.find(b"\0")
    if fault < 0 and not _SOUND.search(text) and (spoiled := _SPOILED.search(text)):
        fault = spoiled.start()
    if fault >= 0:
        raise NotText(_number_row(text, fault))
    return text


def _convert_utf16(content: bytes, encoding: str) -> bytes:
    if (broken := _find_undecodable(content, encoding)) is not None:
        raise NotText(content[:broken].decode(encoding, "ignore").count("\n") + 1)
    return content.decode(encoding).encode("utf-8")


def _convert_windows(content: bytes, broken: int) -> bytes:
    """`broken`: the first byte that is no UTF-8; it is the place named if the text is no Windows-1252 either."""
    if content.translate(None, _WINDOWS):
        raise NotText(_number_row(content, broken))
    text = content.decode("cp1252").encode("utf-8")
    if _SPOILED.search(text):  # some rows are UTF-8 and some are not
        raise NotText(_number_row(content, broken))
    return text
