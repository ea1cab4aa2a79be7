"""A PNG -> the texts in its chunks, what cameras and programs noted in it, and whatever follows its end.

Its pixels are drawn from shown figures only.

Source: W3C, Portable Network Graphics (PNG) Specification, 2nd edition, 2003: 5.3 (chunks), 11.3.4 (tEXt, zTXt, iTXt).
"""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import Iterator

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_BYTES = 1 << 24
_GZIP_BEGINS = b"\x1f\x8b"
_RAW_PROFILE = b"Raw profile type"
# Chunks that hold sizes, colours and pixels, and so no text.
_WITHOUT_TEXT = (b"IHDR", b"IDAT", b"PLTE", b"tRNS")


class Unreadable(Exception):
    """Bytes that are not what their form says, or that unfold without end. Raised by the readers of the leak gate and
    caught in `scan`, which reports the file as one that cannot be read."""


def decompress(packed: bytes, wbits: int = zlib.MAX_WBITS) -> bytes:
    """Unpack bytes that were packed with zlib or gzip, one stream after another; what follows the last of them comes
    unpacked after it, because a text may be hidden there. `Unreadable` if a stream is damaged or cut short, or all
    unfold beyond 16 MB. Called by the search for leaks, for PNG texts and gzip files. wbits: which of the two forms, as
    `zlib` numbers them."""
    unpacked = b""
    while True:
        unpacker = zlib.decompressobj(wbits)
        try:
            unpacked += unpacker.decompress(packed, _MOST_BYTES + 1 - len(unpacked))
        except zlib.error:
            raise Unreadable from None
        if not unpacker.eof or len(unpacked) > _MOST_BYTES:
            raise Unreadable
        packed = unpacker.unused_data
        if not packed.startswith(_GZIP_BEGINS):
            return unpacked + packed


def _split_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each chunk of a PNG, for `extract_png_texts`. What stands after the last chunk (IEND)
    comes at the end as the kind `rest`; it is empty in a sound picture. Called for each picture that is searched."""
    place = len(PNG_SIGNATURE)
    while place + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        yield kind, data[place + 8 : place + 8 + length]
        place += 12 + length
        if kind == b"IEND":
            break
    yield b"rest", data[place:]


def _read_itxt(content: bytes) -> bytes:
    """Return the texts of a PNG's iTXt chunk, a line each: keyword, language, translated keyword and text. Called by
    `extract_png_texts` for each such chunk. A packed text is unpacked first; `Unreadable` if it cannot be."""
    keyword, _, rest = content.partition(b"\0")
    packed, rest = rest[:1] == b"\1", rest[2:]
    language, _, rest = rest.partition(b"\0")
    translated, _, text = rest.partition(b"\0")
    return b"\n".join((keyword, language, translated, decompress(text) if packed else text))


def replace_control_bytes(data: bytes) -> bytes:
    """Return the bytes with a line's end for every control byte, so that the texts among them can be read as lines.
    Called in the search for leaks for bytes that are not all text: the texts of a PNG, and a file with an archive at
    its end."""
    return bytes(byte if byte >= 32 else 10 for byte in data)


def _read_profile(text: bytes) -> Iterator[bytes]:
    """Yield what ImageMagick writes of a picture's notes (EXIF, IPTC, XMP) in a text of a PNG: in hexadecimal, after
    the profile's name and length. Nothing for any other text. Called for each text of a PNG in the search for leaks."""
    if _RAW_PROFILE in text[:80]:
        *_, digits = text.partition(b"\n")[2].strip().split(b"\n", 2)
        with contextlib.suppress(ValueError):
            yield bytes.fromhex(digits.decode("ascii", errors="replace"))


def _read_chunk(kind: bytes, content: bytes) -> Iterator[bytes]:
    """Yield the texts of a chunk of a PNG, its keyword among them. Called for each chunk that may hold text; a packed
    one is unpacked first, and `Unreadable` if it cannot be."""
    if kind in (b"zTXt", b"iCCP"):
        keyword, _, rest = content.partition(b"\0")
        yield keyword + b"\n" + decompress(rest[1:])
    elif kind == b"iTXt":
        yield _read_itxt(content)
    else:
        yield content.replace(b"\0", b"\n", 1)


def extract_png_texts(data: bytes) -> Iterator[bytes]:
    """Yield every text of a PNG, as bytes, and at last whatever follows its end; of the pixels nothing. Called by
    `reading.extract_texts` for each PNG in what is to be published. `Unreadable` if a packed text is damaged."""
    for kind, content in _split_chunks(data):
        if kind == b"rest":
            yield content
        elif kind not in _WITHOUT_TEXT:
            for text in _read_chunk(kind, content):
                for part in (text, *_read_profile(text)):
                    yield replace_control_bytes(part)
                    if b"\0" in part:  # EXIF writes some of its texts with two bytes a letter
                        yield replace_control_bytes(part.replace(b"\0", b""))
