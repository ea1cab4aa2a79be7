"""Put a folder in another's place, in one step where the system has one.

Linux exchanges two names in one step (renameat2(2) with RENAME_EXCHANGE, on ext4, XFS, Btrfs and tmpfs among others):
at no moment is there nothing. Windows, Mac and file systems without it get two renames, and between them an instant
in which the name is free; what was there lies aside then, whole.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
# The kernel, the C library or the file system does not know the exchange.
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV}


def exchange_names(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step. False, with nothing done, where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code not in _UNKNOWN:
        raise OSError(code, os.strerror(code), str(one))
    return False


def put(new: Path, place: Path, aside: Path) -> None:
    """Put `new` in its place; a folder that stood there is afterwards where `new` was, or at `aside`, whole.

    All three are on one file system; what lies at `aside` by the same name is left from an earlier try. Raises
    `OSError`, with nothing lost, where a file of the folder is held open (Windows).
    """
    if not place.exists():
        new.rename(place)
    elif not exchange_names(new, place):
        place.rename(aside)
        new.rename(place)
