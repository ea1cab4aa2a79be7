"""The leak gate: what is about to be published, read to the last byte for anything of a person's."""

from hpanalysis.leaks.kinds import Kind, Leak
from hpanalysis.leaks.scan import scan, scan_files

__all__ = ["Kind", "Leak", "scan", "scan_files"]
