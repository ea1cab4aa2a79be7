"""A zip read in place, and only if nothing in it can escape, link, explode or hide.

Nothing is unpacked to disk. What is refused: unsafe names (`safe_names`), links and devices, encryption, methods other
than deflate, more than can be in a package (`MOST_FILES`, `MOST_BYTES`, `MOST_TIMES`), bytes that belong to no member.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from pathlib import Path

from hpanalysis.verify.opening import safe_names
from hpanalysis.verify.opening.outcomes import Broken, counted, quoted

MOST_FILES = 5_000
MOST_BYTES = 300_000_000  # unpacked; a package of a half-year is some 15 MB
MOST_TIMES = 200  # unpacked to packed, of a member over `SMALL`; pages and tables shrink to a tenth or a twentieth
SMALL = 100_000

_LOCAL = struct.Struct("<4s5H3L2H")  # APPNOTE.TXT 4.3.7: local file header
_END = struct.Struct("<4s4H2LH")  # 4.3.16: end of central directory record
_ENCRYPTED, _DESCRIPTOR = 0x1 | 0x40 | 0x2000, 0x8
_DESCRIPTORS = (0, 12, 16, 20, 24)  # 4.3.9: after the data, where the flag says so


def read(path: Path) -> tuple[dict[str, bytes], set[str]]:
    """Name -> bytes of every file, and the names of folders without a file; `Broken` if the zip is not safe."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as opened:
            members = opened.infolist()
            _check(members, opened, path.stat().st_size)
            _check_bytes(members, file, path.stat().st_size)
            files = {member.filename: opened.read(member) for member in members if not member.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, struct.error, ValueError) as error:
        raise Broken(f"{quoted(path.name)} er ikke en hel zip-fil og kan ikke læses.") from error
    folders = {member.filename.rstrip("/") for member in members if member.is_dir()}
    return files, {folder for folder in folders if not any(name.startswith(f"{folder}/") for name in files)}


def _check(members: list[zipfile.ZipInfo], opened: zipfile.ZipFile, size: int) -> None:
    """All that the list of members tells, before a byte of theirs is read."""
    if len(members) > MOST_FILES:
        raise Broken(f"Arkivet har {counted(len(members), 'fil', 'filer')}, flere end en pakke kan have.")
    for member in members:
        _check_member(member)
    for member in members:
        if member.is_dir() and (why := safe_names.why_unsafe(member.filename.removesuffix("/"))):
            raise Broken(f"{quoted(member.filename)} {why}.")
    safe_names.check(member.filename for member in members if not member.is_dir())
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES or sum(member.compress_size for member in members) > size:
        raise Broken("Arkivet folder sig ud til mere, end en pakke kan fylde.")
    if opened.comment:
        raise Broken("Arkivet har en kommentar, og det har en pakke ikke.")


def _check_member(member: zipfile.ZipInfo) -> None:
    name, mode = quoted(member.orig_filename), member.external_attr >> 16
    if member.orig_filename != member.filename:
        raise Broken(f"{name} har tegn, som et filnavn ikke må have.")
    kind = stat.S_IFMT(mode)
    if kind and not (stat.S_ISREG(mode) or (member.is_dir() and stat.S_ISDIR(mode))):
        raise Broken(f"{name} er et link eller en enhed og ingen fil.")
    if member.flag_bits & _ENCRYPTED:
        raise Broken(f"{name} er krypteret.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Broken(f"{name} er pakket på en måde, som en pakke ikke bruger.")
    if member.file_size > max(SMALL, MOST_TIMES * member.compress_size):
        raise Broken(f"{name} folder sig ud til mere, end en fil i en pakke kan fylde.")


def _check_bytes(members: list[zipfile.ZipInfo], file, size: int) -> None:
    """Every byte of the zip belongs to a member or to the list of members, and to one only."""
    at = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        gap = member.header_offset - at
        if gap < 0 or gap not in (_DESCRIPTORS if at else (0,)):
            raise Broken("Arkivet har noget mellem filerne, som ikke hører til nogen af dem.")
        file.seek(member.header_offset)
        local = _LOCAL.unpack(file.read(_LOCAL.size))
        at = member.header_offset + _LOCAL.size + local[9] + local[10] + member.compress_size
    file.seek(size - _END.size)
    signature, *_, length, start, _ = _END.unpack(file.read(_END.size))
    if signature != b"PK\x05\x06" or start + length + _END.size != size or start - at not in _DESCRIPTORS:
        raise Broken("Arkivet har noget efter filerne, som ikke hører til nogen af dem.")
