"""Bytes of any kind -> the texts in them, archives and data URIs opened, one within another."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from hpanalysis.leaks.markup import extract_markup_texts
from hpanalysis.leaks.pictures import PNG_SIGNATURE, Unreadable, decompress, extract_png_texts, replace_control_bytes

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

# What reading malformed bytes raises; the last of them `html.parser` on a declaration that no browser knows.
_READ_ERRORS = (
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
    """The text; `Unreadable` where the bytes are none."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    try:
        if encoding or b"\0" not in data:
            return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in data or sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data[:4096]):
        raise Unreadable
    return data.decode("cp1252", errors="replace")


def _list_values(told: Any) -> Iterator[str]:
    """Every key and value of a JSON document as text."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield key
            yield from _list_values(value)
    elif isinstance(told, list):
        for value in told:
            yield from _list_values(value)
    elif told is not None:
        yield str(told)


def _read_text(data: bytes, way: Way, depth: int) -> Iterator[tuple[Way, str]]:
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
    """A text as it is; of HTML and SVG what stands between tags and in them, and what is embedded."""
    if "<" not in text and "data:" not in text:
        yield way, text
        return
    found = extract_markup_texts(text)
    yield from ((way, each) for each in found.texts)
    for number, embedded in enumerate(found.embedded, 1):
        yield from extract_texts(embedded, (*way, f"data-URI {number}"), depth + 1)


def _open_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of a zip or tar archive, its comments among them."""
    total = 0
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "kommentar", archive.comment
            for member in archive.infolist():
                total += member.file_size
                if total > _MOST_UNFOLDED or member.flag_bits & 1:  # a password
                    raise Unreadable
                yield member.filename, b"" if member.is_dir() else archive.read(member)
                yield member.filename, member.comment
        return
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for member in archive:
            total += member.size
            if total > _MOST_UNFOLDED:
                raise Unreadable
            file = archive.extractfile(member) if member.isfile() else None
            yield member.name, file.read() if file else b""


def _is_archive(data: bytes) -> bool:
    return data[257:262] == b"ustar" or zipfile.is_zipfile(io.BytesIO(data))


def _read_archive(data: bytes, way: Way, depth: int) -> Iterator[tuple[Way, str]]:
    for name, content in _open_members(data):
        yield (*way, name), name
        yield from extract_texts(content, (*way, name), depth + 1)
    if not data.startswith(b"PK") and data[257:262] != b"ustar":  # something else, with an archive at its end
        yield from _read_markup(replace_control_bytes(data).decode("cp1252", errors="replace"), way, depth)


def extract_texts(data: bytes, way: Way = (), depth: int = 0) -> Iterator[tuple[Way, str]]:
    """Every text in the bytes, with the way to it. `Unreadable` for what cannot be looked into to its end."""
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
        elif _is_archive(data):
            yield from _read_archive(data, way, depth)
        else:
            yield from _read_text(data, way, depth)
    except _READ_ERRORS:
        raise Unreadable from None
