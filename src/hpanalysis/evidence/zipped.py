"""Files in memory <-> a zip whose bytes depend on names and contents alone.

No clock, no owner, no order of a disk: names sorted, times 1980-01-01 (the first a zip can tell), mode 0644, one level
of deflate. The bytes are the same wherever Python's zlib is; the package's digest does not hang on them.
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
    member = zipfile.ZipInfo(name, _TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system, member.external_attr = _UNIX, _MODE
    return member


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files, by their names (parted by `/`)."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(files):
            archive.writestr(_make_member(name), files[name], compresslevel=_LEVEL)
    return whole.getvalue()


def read_zip(archive: bytes) -> dict[str, bytes]:
    """The files of a zip that `hpanalysis.verify` has found safe; folders' own entries left out."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {member.filename: opened.read(member) for member in opened.infolist() if not member.is_dir()}
