"""A BagIt 1.0 bag (RFC 8493) of files in memory, with SHA-512 throughout.

payload: name -> bytes, names relative to data/. The package's digest is that of tagmanifest-sha512.txt: it names the
digest of every other tag file, and manifest-sha512.txt among them that of every payload file. Signatures come later and
are no tag files, so a signature does not change it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

PAYLOAD = "data/"
INFO, MANIFEST, TAG_MANIFEST = "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"
SIGNATURES = "signatures/"
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def _sha512(content: bytes) -> str:
    return hashlib.sha512(content).hexdigest()


def _escape_path(name: str) -> str:
    """A path as a manifest writes it (RFC 8493, section 2.1.3)."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _write_manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{_sha512(files[name])}  {_escape_path(name)}\n" for name in sorted(files)).encode("utf-8")


def _write_info(info: Mapping[str, str], payload: Mapping[str, bytes]) -> bytes:
    oxum = f"{sum(len(content) for content in payload.values())}.{len(payload)}"
    return "".join(f"{name}: {value}\n" for name, value in (*info.items(), ("Payload-Oxum", oxum))).encode("utf-8")


def build_bag(payload: Mapping[str, bytes], info: Mapping[str, str], beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """The bag's files by their names in it.

    info: the elements of bag-info.txt; Payload-Oxum is added. beside: other tag files, such as a letter to the reader.
    """
    within = {f"{PAYLOAD}{name}": content for name, content in payload.items()}
    tags = {
        **beside,
        "bagit.txt": _DECLARATION.encode("ascii"),
        INFO: _write_info(info, within),
        MANIFEST: _write_manifest(within),
    }
    return within | tags | {TAG_MANIFEST: _write_manifest(tags)}


def compute_digest(files: Mapping[str, bytes]) -> str:
    """The digest of a bag that was made: what goes into the minutes, lower hex."""
    return _sha512(files[TAG_MANIFEST])


def read_info(files: Mapping[str, bytes]) -> dict[str, str]:
    """The elements of bag-info.txt; a repeated one as it stands last."""
    lines = files[INFO].decode("utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)
