"""The leak gate: what is about to be published, read to the last byte for anything of a person's."""

from hpanalysis.leaks.kinds import Leak, LeakKind
from hpanalysis.leaks.scan import LeakGate, find_clean, list_unsearched, make_gate, read_folder, scan_files

__all__ = [
    "Leak",
    "LeakGate",
    "LeakKind",
    "find_clean",
    "list_unsearched",
    "make_gate",
    "read_folder",
    "scan_files",
]
