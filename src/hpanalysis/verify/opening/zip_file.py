"""A zip file read in memory, and only if nothing in it can escape, link, explode or hide.

Nothing is unpacked to disk. Refused are unsafe names (`safe_names`), links and devices, encryption, methods other than
deflate, more than a package can hold (`MOST_FILES`, `MOST_BYTES`, `MOST_TIMES`), and bytes that belong to no member.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from hpanalysis.verify.opening import safe_names
from hpanalysis.verify.opening.outcomes import Broken, format_count, quote

MOST_FILES = 5_000
MOST_BYTES = 300_000_000  # unpacked; a package of a half-year is some 15 MB
# How many times larger a member over `SMALL` bytes may become: pages and tables unpack to 10 or 20 times their size,
# and a zip bomb to more than 1000.
MOST_TIMES = 200
SMALL = 100_000

_LOCAL = struct.Struct("<4s5H3L2H")  # APPNOTE.TXT 4.3.7: local file header
_END = struct.Struct("<4s4H2LH")  # 4.3.16: end of central directory record
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # 4.4.4: the flags of encryption, of strong encryption, and of a hidden header
_DESCRIPTOR = 0x8  # 4.4.4: the flag that the checksum and the sizes follow after the data
_DESCRIPTOR_SIZES = (0, 12, 16, 20, 24)  # 4.3.9: bytes after the data, where the flag of a data descriptor says so
_ELSEWHERE = 0xFFFFFFFF  # 4.4.8: a size that stands in the extra field instead


def read(path: Path) -> tuple[dict[str, bytes], set[str]]:
    """Read a package's zip file: the bytes of every file by its name in the zip, and the names of folders without any
    file. Called for each package that is a file. `Broken` if the zip is damaged or not safe; what is unsafe is refused
    before a byte is unpacked."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members, archive, path.stat().st_size)
            _check_bytes(members, file, path.stat().st_size)
            files = {member.filename: archive.read(member) for member in members if not member.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, struct.error, ValueError) as error:
        raise Broken(f"{quote(path.name)} er ikke en hel zip-fil og kan ikke læses.") from error
    folders = {member.filename.rstrip("/") for member in members if member.is_dir()}
    return files, {folder for folder in folders if not any(name.startswith(f"{folder}/") for name in files)}


def _check_members(members: list[zipfile.ZipInfo], archive: zipfile.ZipFile, size: int) -> None:
    """Raise `Broken` for what the zip's list of members shows to be unsafe. Called for each zip, before a byte of it is
    unpacked. size: of the zip file in bytes. The packed sizes together may not exceed it: members that share bytes
    unpack to more than the zip holds."""
    if len(members) > MOST_FILES:
        raise Broken(f"Arkivet har {format_count(len(members), 'fil', 'filer')}, flere end en pakke kan have.")
    for member in members:
        _check_member(member)
    for member in members:
        if member.is_dir() and (why := safe_names.explain_unsafe_name(member.filename.removesuffix("/"))):
            raise Broken(f"{quote(member.filename)} {why}.")
    safe_names.check(member.filename for member in members if not member.is_dir())
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES or sum(member.compress_size for member in members) > size:
        raise Broken("Arkivet folder sig ud til mere, end en pakke kan fylde.")
    if archive.comment:
        raise Broken("Arkivet har en kommentar, og det har en pakke ikke.")


def _check_member(member: zipfile.ZipInfo) -> None:
    """Raise `Broken` for a file or folder of the zip that is a link or a device, is encrypted, is packed by another
    method than deflate, unpacks to too much, or has a name that Python's `zipfile` had to change. Called for each of
    them, before anything is unpacked."""
    name, mode = quote(member.orig_filename), member.external_attr >> 16
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


def _check_bytes(members: list[zipfile.ZipInfo], file: BinaryIO, size: int) -> None:
    """Raise `Broken` for a zip with bytes that belong to no member and not to the list of members, or to two members.
    Called for each zip whose list of members is safe. size: of the zip file in bytes. Bytes that belong to nothing
    could hide a second content, which another program unpacks instead of the one checked here."""
    end_of_member = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        gap = member.header_offset - end_of_member
        if gap < 0 or gap not in (_DESCRIPTOR_SIZES if end_of_member else (0,)):
            raise Broken("Arkivet har noget mellem filerne, som ikke hører til nogen af dem.")
        file.seek(member.header_offset)
        local = _LOCAL.unpack(file.read(_LOCAL.size))
        _check_local_header(member, local)
        length_of_name, length_of_extra = local[9], local[10]
        end_of_member = member.header_offset + _LOCAL.size + length_of_name + length_of_extra + member.compress_size
    file.seek(size - _END.size)
    signature, *_, length, start, _ = _END.unpack(file.read(_END.size))
    gap = start - end_of_member
    if signature != b"PK\x05\x06" or start + length + _END.size != size or gap not in _DESCRIPTOR_SIZES:
        raise Broken("Arkivet har noget efter filerne, som ikke hører til nogen af dem.")


def _check_local_header(member: zipfile.ZipInfo, local: tuple[bytes | int, ...]) -> None:
    """Raise `Broken` where the header before a file says other flags, another method, another checksum or other sizes
    than the zip's list of members does. Called for each file and folder of a zip. local: the header as `_LOCAL` reads
    it. Python's `zipfile` goes by the list and other programs by the header, so they would unpack two contents."""
    _, _, flags, method, _, _, checksum, packed, unpacked, _, _ = local
    later = {0} if member.flag_bits & _DESCRIPTOR else set()
    alike = (
        flags == member.flag_bits
        and method == member.compress_type
        and checksum in {member.CRC, *later}
        and packed in {member.compress_size, _ELSEWHERE, *later}
        and unpacked in {member.file_size, _ELSEWHERE, *later}
    )
    if not alike:
        raise Broken(f"{quote(member.orig_filename)} er beskrevet på to måder i arkivet.")
