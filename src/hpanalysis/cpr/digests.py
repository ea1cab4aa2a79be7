"""Plain digests of a CPR number (md5, sha1, sha256, sha512), written in hexadecimal or in base64.

A digest without a key hides nothing, for all numbers can be listed and digested in minutes. But a checksum of a file
looks the same, so a digest is held against those of the persons of the extracts (`persons.Persons`).
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

_ALGORITHMS = (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.sha512)
# A word of letters and digits as long as a digest at least: hexadecimal, or base64 of either kind. Its beginning is
# written so that the search leaps from word to word.
_WORD = re.compile(r"[A-Za-z0-9+/_-](?<![A-Za-z0-9+/_-].)[A-Za-z0-9+/_-]{21,127}={0,2}(?![A-Za-z0-9+/=_-])")
# As many hexadecimal digits, or letters of base64, as a digest of one of the algorithms has.
_HEX_DIGITS = frozenset({32, 40, 64, 128})
_BASE64_LETTERS = frozenset({22, 27, 43, 86})
_PARTS = re.compile(r"[+/_-]")
_HEX = re.compile(r"[0-9A-Fa-f]+")


class Digest(NamedTuple):
    """A place in a text that may be the digest of a CPR number; yielded by `find_digests`."""

    start: int
    end: int
    value: bytes


def list_digests(number: str) -> Iterator[bytes]:
    """Yield every plain (keyless) digest of a CPR number: by each algorithm, with and without a hyphen. Meant for the
    room `load`, so that the digests of an extract's persons are known again in texts to be published; only tests call
    it so far. number: ten digits."""
    for written in (number, f"{number[:6]}-{number[6:]}"):
        for algorithm in _ALGORITHMS:
            yield algorithm(written.encode("ascii"), usedforsecurity=False).digest()


def find_digests(text: str) -> Iterator[Digest]:
    """Yield what may be a digest of a CPR number: hexadecimal digits or base64 of the right length, alone in the text.
    Called for each text that is to be published, and for each that a message quotes. text: one that
    `readable.read_variants` gives."""
    for match in _WORD.finditer(text):
        yield from (Digest(*match.span(), value) for value in _read_word(match[0].rstrip("=")))


def _read_word(word: str) -> Iterator[bytes]:
    """Yield the bytes of each digest that a word may spell, in hexadecimal digits or base64; none for most words.
    Called for each long word of a text that is searched for digests of CPR numbers. A hexadecimal digest may have a
    name before it (`sha1-`, `0x`); the signs that part them are letters of base64 as well."""
    for part in _PARTS.split(word.removeprefix("0x")):
        if len(part) in _HEX_DIGITS and _HEX.fullmatch(part):
            yield bytes.fromhex(part)
    if len(word) in _BASE64_LETTERS:
        with contextlib.suppress(ValueError):
            altchars = b"-_" if "-" in word or "_" in word else b"+/"
            yield base64.b64decode(word + "=" * (-len(word) % 4), altchars, validate=True)
