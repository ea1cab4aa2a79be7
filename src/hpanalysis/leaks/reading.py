"""Bytes of any kind -> the texts in them. Archives and data URIs are opened, one within another.

A text comes with the way to it within the file: () for the file itself, ("bilag.zip", "a.csv") for a file in an archive
in it.
"""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from hpanalysis.cpr import LEAST_SIGNS
from hpanalysis.leaks.markup import extract_markup_texts
from hpanalysis.leaks.office_parts import show_part
from hpanalysis.leaks.pictures import PNG_SIGNATURE, Unreadable, decompress, extract_png_texts, replace_control_bytes
from hpanalysis.published.office.parts import Malformed
from hpanalysis.published.pdf_text import read_pdf

# So many archives within archives are opened, but no more.
_DEEPEST = 6
# What an archive may unfold to, all of it: a publication is some megabytes.
_MOST_UNFOLDED = 1 << 28
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

# Base64 is read where it is long enough to hold anything, broken into lines or not.
_BASE64 = re.compile(r"[A-Za-z0-9+/](?<![A-Za-z0-9+/].)[A-Za-z0-9+/]{23,}(?:\n[A-Za-z0-9+/]+)*={0,2}")
# How pictures, documents and archives begin: PNG, gzip, zip, JPEG, GIF, PDF, WebP, TIFF.
_FORMS = (PNG_SIGNATURE, b"\x1f\x8b\x08", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"II*\0", b"MM\0*")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# What reading malformed bytes raises: the first a PDF that is no print of a page, the last `html.parser` on a
# declaration that no browser knows.
_READ_ERRORS = (
    Malformed,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,
    EOFError,
    zlib.error,
    RuntimeError,
    AssertionError,
)

# The way to a text within a file: names of archives' members, or how it was embedded.
Way = tuple[str, ...]


def _decode(data: bytes) -> str:
    """Return the text that bytes hold, in the encoding of its BOM, or else in UTF-8, or else in Windows-1252;
    `Unreadable` where they are no text. Called in a search for leaks, for every file, and what is embedded in one, that
    is neither a picture nor an archive."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    try:
        if encoding or b"\0" not in data:
            return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in data or sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data[:4096]):
        raise Unreadable
    return data.decode("cp1252", errors="replace")


def _list_values(document: Any) -> Iterator[str]:
    """Yield every key and value of a parsed JSON document as text; null is left out. Called for each text of JSON. A
    list of lines, as notebooks keep texts, is one text too."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from _list_values(value)
    elif isinstance(document, list):
        if len(document) > 1 and all(isinstance(line, str) and line.endswith("\n") for line in document[:-1]):
            yield "".join(map(str, document))
        for value in document:
            yield from _list_values(value)
    elif document is not None:
        yield str(document)


def _read_text(data: bytes, way: Way, depth: int) -> Iterator[tuple[Way, str]]:
    """Yield the texts of a file that is text, each with its way; of JSON each value too, as escapes may spell it.
    Called for what is no picture and no archive. way: the names that lead to the file, () for one in no archive; depth:
    how many archives and embedded files it lies within."""
    text = _decode(data)
    if text.lstrip()[:1] in ("{", "["):
        try:
            values = list(_list_values(json.loads(text)))
        except (ValueError, RecursionError):
            values = []
        for value in values:
            yield from _read_markup(value, way, depth)
    yield from _read_markup(text, way, depth)


def _read_markup(text: str, way: Way, depth: int) -> Iterator[tuple[Way, str]]:
    """Yield a text as it is; of HTML and SVG the texts between tags and in them, digits that tags part put together,
    and what is embedded as data URIs. Called for every text of a file that is searched for leaks. way: the names that
    lead to it within the file; depth: how deep it is nested."""
    if "<" not in text and "data:" not in text:
        yield way, text
        return
    markup = extract_markup_texts(text)
    yield from ((way, part) for part in (*markup.texts, *markup.seams))
    for number, embedded in enumerate(markup.embedded, 1):
        yield from extract_texts(embedded, (*way, f"data-URI {number}"), depth + 1)


def list_cells(data: bytes) -> Iterator[str]:
    """Yield the cells of a CSV file that have as many digits as a CPR number at least. Called for each table that is to
    be published. What cannot be read as a table has none; its text is searched all the same."""
    try:
        for row in csv.reader(io.StringIO(_decode(data), newline="")):
            yield from (cell for cell in row if sum(map(str.isdigit, cell)) >= LEAST_SIGNS)
    except (csv.Error, Unreadable):
        return


def unpack_base64(text: str) -> Iterator[bytes]:
    """Yield what is written in a text as base64: texts, and pictures and archives, because executed notebooks save them
    so. Called once for each distinct text that is searched. Letters and digits that are neither, such as checksums and
    long words, are passed over."""
    for match in _BASE64.finditer(text):
        letters = "".join(match[0].split()).rstrip("=")
        try:
            unpacked = base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "==")
        except binascii.Error:
            continue
        if unpacked.startswith(_FORMS) or _is_text(unpacked):
            yield unpacked


def _is_text(data: bytes) -> bool:
    """Say whether bytes are a text in UTF-8, not empty and without control characters that no text has. Asked of what
    was unpacked from base64 in the search for leaks, because other bytes need no search."""
    try:
        return not _CONTROL.search(data) and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _open_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of a zip archive, and the comments of the archive and of its files. Called
    for each zip that is searched. `Unreadable` if a file has a password, or all would unfold beyond 256 MB."""
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "kommentar", archive.comment
        for member in archive.infolist():
            total += member.file_size
            if total > _MOST_UNFOLDED or member.flag_bits & 1:  # a password
                raise Unreadable
            content = b"" if member.is_dir() else archive.read(member)
            yield member.filename, show_part(content, member.filename)
            yield member.filename, member.comment


def _open_tar(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each member of a tar archive; a folder or a link has no content. Called for each tar
    that is searched. `Unreadable` if all members would unfold beyond 256 MB."""
    total = 0
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for member in archive:
            total += member.size
            if total > _MOST_UNFOLDED:
                raise Unreadable
            file = archive.extractfile(member) if member.isfile() else None
            yield member.name, file.read() if file else b""


def _is_tar(data: bytes) -> bool:
    """Say whether the bytes are a tar archive, by the mark `ustar` at their byte 257. Called for each file, or piece of
    one, that is searched for leaks and is neither PNG nor gzip."""
    return data[257:262] == b"ustar"


def _is_zip(data: bytes) -> bool:
    """Say whether a zip archive is in the bytes; it may follow something else, for a zip is read from its end. Called
    by `extract_texts` for what is neither a picture nor gzip, and by `_read_archive`, which reads what is no zip as a
    tar."""
    return zipfile.is_zipfile(io.BytesIO(data))


def _read_archive(data: bytes, way: Way, depth: int) -> Iterator[tuple[Way, str]]:
    """Yield the texts of a zip or tar archive, each with its way: the name of every member, and the texts in it. Called
    by `extract_texts`. Where a zip comes at the end of another file, the whole file is searched as one text too. way:
    the names that lead to the archive; depth: how deep it is nested in archives and other files."""
    for name, content in _open_zip(data) if _is_zip(data) else _open_tar(data):
        yield (*way, name), name
        yield from extract_texts(content, (*way, name), depth + 1)
    if not data.startswith(b"PK") and not _is_tar(data):  # something else, with an archive at its end
        yield from _read_markup(replace_control_bytes(data).decode("cp1252", errors="replace"), way, depth)


def extract_texts(data: bytes, way: Way = (), depth: int = 0) -> Iterator[tuple[Way, str]]:
    """Yield every text in a file's bytes, each with the way to it. `Unreadable` for what cannot be read to its end.

    Called for each file that is to be published, program code apart, for what base64 in a text unpacks to, and by
    itself for what lies within; only then are the last two given. way: the names that lead to these bytes, () for the
    file itself; depth: how deep they are nested, at most 6.
    """
    if not data:
        return
    if depth > _DEEPEST:
        raise Unreadable
    try:
        if data.startswith(PNG_SIGNATURE):
            for text in extract_png_texts(data):
                yield from extract_texts(text, (*way, "PNG-tekst"), depth + 1)
        elif data.startswith(b"\x1f\x8b"):
            yield from extract_texts(decompress(data, 16 + zlib.MAX_WBITS), (*way, "gzip"), depth + 1)
        elif data.startswith(b"%PDF"):
            pdf = read_pdf(data)
            yield from ((way, text) for text in (*pdf.pieces, *pdf.told))
        elif _is_tar(data) or _is_zip(data):
            yield from _read_archive(data, way, depth)
        else:
            yield from _read_text(data, way, depth)
    except _READ_ERRORS:
        raise Unreadable from None
