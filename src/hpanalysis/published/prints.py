"""The PDFs of a publication and the list of them: which page each is a print of, by digest.

The list lies beside the PDFs, in reports/pdf/ and in a package. Standard library only.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import NamedTuple

# The folder of PDFs in reports/ and on top of a package, and the list of those of one publication.
PRINTS_FOLDER, PRINTS_JSON = "pdf", "udskrifter.json"
# A PDF of a package, or the list of them, by its name in the package: pdf/2026H1/oversigt.pdf.
PACKED = re.compile(
    rf"{PRINTS_FOLDER}/((?:20\d\dH[12]|regnskabsaar-20\d\d))/(?:([a-z0-9_-]+)\.pdf|{PRINTS_JSON})", re.ASCII
)
FORMAT = 1
_DIGEST = re.compile(r"[0-9a-f]{64}")
# A file in the folder of its list, and a page: no path leads elsewhere.
_PDF, _PAGE = re.compile(r"[a-z0-9_-]+\.pdf"), re.compile(r"[a-z0-9_-]+\.html")


class Print(NamedTuple):
    """A PDF as the list tells of it: the digests of the file and of the page that it is a print of."""

    sha256: str
    page: str
    page_sha256: str


def digest(content: bytes) -> str:
    """The SHA-256 of a file, in lower hex. Called for each PDF and each page that is printed."""
    return hashlib.sha256(content).hexdigest()


def format_prints(prints: Mapping[str, Print]) -> str:
    """The text of the list. Called when the PDFs are made. prints: by the name of the file."""
    told = {"format": FORMAT, "filer": {name: prints[name]._asdict() for name in sorted(prints)}}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _is_whole(name: str, one: Print) -> bool:
    """Whether a file's name and what is told of it are of the form that the program writes. Called for each PDF;
    TypeError where something is no text."""
    digests = _DIGEST.fullmatch(one.sha256) and _DIGEST.fullmatch(one.page_sha256)
    return bool(digests and _PDF.fullmatch(name) and _PAGE.fullmatch(one.page))


def read_prints(content: bytes) -> dict[str, Print] | None:
    """The PDFs that a list tells of, by the name of the file; None where it is not of the form that the program writes.
    Called when a package is made, for the page of all publications, and by `hpanalysis verify`."""
    try:
        told = json.loads(content.decode("utf-8"))
        files = {name: Print(**one) for name, one in told["filer"].items()}
        whole = told["format"] == FORMAT and told.keys() == {"format", "filer"}
        whole = whole and all(_is_whole(name, one) for name, one in files.items())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return files if whole else None
