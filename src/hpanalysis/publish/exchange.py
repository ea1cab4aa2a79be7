"""Puts a folder in another's place, in one step where the system can.

Linux can exchange two names in one step (renameat2(2) with RENAME_EXCHANGE, on ext4, XFS, Btrfs and tmpfs among
others), so that there is always a folder of that name. Windows, Mac and other file systems get two renames. Between
these the name is free for an instant, and the earlier folder lies aside, whole.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_CURRENT_FOLDER = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
# The errors that say that the kernel, the C library or the file system does not know the exchange.
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV}


def exchange_names(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; False, with nothing done, where the system cannot. Called when a
    new publication takes an earlier one's place. Python has no call for it, so the C library's is used. Any error but
    "unknown here" is raised as `OSError`."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_CURRENT_FOLDER, os.fsencode(one), _CURRENT_FOLDER, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code not in _UNKNOWN:
        raise OSError(code, os.strerror(code), str(one))
    return False


def put(new: Path, place: Path, aside: Path) -> None:
    """Put the folder `new` in its place, and the folder that stood there aside.

    Called when a publication has been committed. place: where it is read, such as reports/2026H1. The folder that stood
    there, if any, is afterwards where `new` was (where the system can exchange names), or at `aside`, where no folder
    may lie. All three are on one file system. `OSError`, with nothing lost, where a program holds a file of it open
    (Windows).
    """
    if not place.exists():
        new.rename(place)
    elif not exchange_names(new, place):
        place.rename(aside)
        new.rename(place)
