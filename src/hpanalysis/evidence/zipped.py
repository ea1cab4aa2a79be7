"""Writes files in memory to a zip whose bytes depend on their names and contents alone, and reads such a zip.

Nothing comes from a clock, an owner or the order of a disk: names are sorted, times are 1980-01-01 (the first that a
zip can tell), modes are 0644, and one level of deflate is used. Another version of zlib may pack differently, so the
package's digest is taken of its files and not of the zip.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3
_LEVEL = 9


def _make_member(name: str) -> zipfile.ZipInfo:
    """The header of a file in a zip, the same on every system; `ZipFile.write` would put in the clock and the platform.
    Called by `write_zip` for each file of a package."""
    member = zipfile.ZipInfo(name, _TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system, member.external_attr = _UNIX, _MODE
    return member


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a zip of a package's files. The same files give the same bytes. Called by pipeline.package when a
    package is written. files: by their names in the zip, whose parts are separated by `/`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            archive.writestr(_make_member(name), files[name], compresslevel=_LEVEL)
    return buffer.getvalue()


def read_zip(archive: bytes) -> dict[str, bytes]:
    """The files of a package's zip by name, without entries of folders. Called by pipeline.package to approve a package
    or to continue its chain. archive: the zip's bytes; only of a zip that `hpanalysis.verify` found safe, since nothing
    is checked here."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {member.filename: opened.read(member) for member in opened.infolist() if not member.is_dir()}
