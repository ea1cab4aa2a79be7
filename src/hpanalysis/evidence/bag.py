"""A BagIt 1.0 bag (RFC 8493) of files in memory, with SHA-512 throughout.

A bag's payload lies in data/, and manifest-sha512.txt lists the digest of each of its files. The other files are tag
files, and tagmanifest-sha512.txt lists theirs, the payload's manifest included. The digest of a package is therefore
that of tagmanifest-sha512.txt alone: it changes when any file does. Signatures are no tag files and are added later,
so signing a package does not change its digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

PAYLOAD = "data/"
INFO, MANIFEST, TAG_MANIFEST = "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"
SIGNATURES = "signatures/"
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def _sha512(content: bytes) -> str:
    """SHA-512 in lower hex: of each file that a manifest of the bag lists, and for the package's digest."""
    return hashlib.sha512(content).hexdigest()


def _escape_path(name: str) -> str:
    """A file's path as a manifest of the bag writes it: line breaks would else end the line (RFC 8493, section 2.1.3).
    Called by `_write_manifest` for each file."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _write_manifest(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a manifest of the bag: one line of SHA-512 and path per file, sorted by path. Called by `build_bag`,
    for the payload in data/ and for the tag files. files: by their names in the bag."""
    return "".join(f"{_sha512(files[name])}  {_escape_path(name)}\n" for name in sorted(files)).encode("utf-8")


def _write_info(info: Mapping[str, str], payload: Mapping[str, bytes]) -> bytes:
    """The bytes of bag-info.txt: the elements given, and Payload-Oxum, which is the payload's bytes and number of
    files. Called by `build_bag`. info: element -> value. payload: the files in data/."""
    oxum = f"{sum(len(content) for content in payload.values())}.{len(payload)}"
    return "".join(f"{name}: {value}\n" for name, value in (*info.items(), ("Payload-Oxum", oxum))).encode("utf-8")


def build_bag(payload: Mapping[str, bytes], info: Mapping[str, str], beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a BagIt bag, by their names in it: the payload, the tag files and both manifests. Called once for
    each package, by pipeline.package.packing. payload: by names relative to data/. info: the elements of bag-info.txt;
    Payload-Oxum is added. beside: the other tag files, by name, such as a letter to the reader."""
    in_data = {f"{PAYLOAD}{name}": content for name, content in payload.items()}
    tag_files = {
        **beside,
        "bagit.txt": _DECLARATION.encode("ascii"),
        INFO: _write_info(info, in_data),
        MANIFEST: _write_manifest(in_data),
    }
    return in_data | tag_files | {TAG_MANIFEST: _write_manifest(tag_files)}


def compute_digest(files: Mapping[str, bytes]) -> str:
    """The digest of a package as a whole, in lower hex, which the board writes in its minutes. Called by
    pipeline.package wherever a package's digest is printed or named in the next one. files: the bag's, by their names
    in it; only tagmanifest-sha512.txt is read."""
    return _sha512(files[TAG_MANIFEST])


def read_info(files: Mapping[str, bytes]) -> dict[str, str]:
    """The elements of a bag's bag-info.txt, name -> value; of a repeated one the last (a bag that was built here has
    none). Called by pipeline.package to see which half-year a package is of. files: the bag's, by their names in it."""
    lines = files[INFO].decode("utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)
