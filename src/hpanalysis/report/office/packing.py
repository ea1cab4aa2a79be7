"""The parts of an office file as one zip, whose bytes depend on their names and contents alone.

Nothing is packed smaller, for another version of zlib would pack otherwise, and the same half-year must give the same
bytes on every machine. No time, owner or system is told: times are 1980-01-01, the first that a zip can tell.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_TIME = (1980, 1, 1, 0, 0, 0)
_SYSTEM = 0  # what office programs write, whatever they run on


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of an office file. Called for the workbook and for the document. parts: name -> content, in the order
    in which they are to lie; [Content_Types].xml comes first, because programs tell by it what the file is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _TIME)
            member.create_system = _SYSTEM
            archive.writestr(member, content)
    return buffer.getvalue()


def unpack_parts(packed: bytes) -> dict[str, bytes]:
    """Name -> content of each part, in their order. Called with what XlsxWriter has packed."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
