"""pose: the package is a BagIt 1.0 bag (RFC 8493), and every digest that it lists is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hpanalysis.published.prints import PACKED
from hpanalysis.verify.opening.outcomes import Broken, Outcome, conclude, format_count, format_half_year, quote
from hpanalysis.verify.opening.package import (
    COVER_LETTER,
    DATA,
    DECLARATION,
    INFO,
    MANIFEST,
    START_PAGE,
    TAG_MANIFEST,
    Package,
    sha512,
)

NAME = "pose"
_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ELEMENTS = frozenset(
    {"Source-Organization", "External-Identifier", "Bagging-Date", "Payload-Oxum", "Bag-Software-Agent"}
    | {"Previous-Package-SHA512", "Half-Year"}
)
_LINE = re.compile(r"([0-9a-f]{128})  (\S.*)")
_ESCAPED = re.compile(r"%(25|0D|0A)", re.IGNORECASE)
_NO_PREVIOUS = "ingen"


def parse_manifest(package: Package, name: str) -> dict[str, str]:
    """SHA-512 by path, as a manifest of the BagIt bag lists them. Called for both manifests of a package. name: the
    manifest's file name. `Broken` if a line is not a digest and a path, or if a path is there twice. A path may escape
    `%` and line breaks (RFC 8493, section 2.1.3)."""
    digests: dict[str, str] = {}
    for line in package.text(name).splitlines():
        match = _LINE.fullmatch(line)
        path = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), match[2]) if match else ""
        if not match or path in digests:
            raise Broken(f"{quote(name)} har ikke den form, som en BagIt-pose har.")
        digests[path] = match[1]
    return digests


def _find_wrong_digests(package: Package, name: str, may_list: Callable[[str], bool]) -> Iterator[str]:
    """A Danish sentence for each path that a manifest of the bag lists and that is missing, changed or does not belong
    there. Called once for each of the two manifests. name: the manifest's file name. may_list: whether a path may stand
    in it."""
    for path, digest in parse_manifest(package, name).items():
        if not may_list(path):
            yield f"{quote(path)} hører ikke til i {quote(name)}."
        elif path not in package.files:
            yield f"{quote(path)} mangler."
        elif sha512(package.files[path]) != digest:
            yield f"{quote(path)} svarer ikke til sin kontrolsum."


def list_tag_files(package: Package) -> set[str]:
    """The files that the tag manifest must list: all outside data/ but itself and the signatures, which are added
    later. Called once for each package that is verified, before the tag manifest is compared with the files."""
    return {name for name in package.files if not name.startswith((DATA, "signatures/")) and name != TAG_MANIFEST}


def _find_unlisted_tag_files(package: Package) -> Iterator[str]:
    """A Danish sentence for each of the files that every package has outside data/, and for the start page, the cover
    letter and the PDFs where there are any, that the tag manifest does not list. Called once for each package that is
    verified: such a file could be changed unseen."""
    listed = set(parse_manifest(package, TAG_MANIFEST))
    may_be = [name for name in sorted(package.files) if name in (START_PAGE, COVER_LETTER) or PACKED.fullmatch(name)]
    for name in (DECLARATION, INFO, MANIFEST, "verify.py", "LAESMIG.txt", *may_be):
        if name not in listed:
            yield f"{quote(name)} er ikke nævnt i {quote(TAG_MANIFEST)}."


def _find_wrong_info(package: Package) -> Iterator[str]:
    """What is wrong in bag-info.txt, in Danish: its elements, the size of data/, the date, the name, the earlier
    package. Called once for each package that is verified. Where the elements are not those of a package, only that is
    reported."""
    info, payload = package.info, package.under(DATA)
    if set(info) != _ELEMENTS:
        yield f"{quote(INFO)} har ikke de oplysninger, som en pakke har."
        return
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
    if info["Payload-Oxum"] != oxum:
        yield f"{quote(INFO)} siger, at indholdet er {quote(info['Payload-Oxum'])} (bytes.filer), og det er {oxum}."
    if not re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", info["Bagging-Date"]):
        yield f"{quote(INFO)} har en dato, der ikke kan læses."
    name = f"dokumentation-{package.half_year}"
    if info["External-Identifier"] != name or (package.zipped and package.name != name):
        yield f"Pakken om {format_half_year(package.half_year)} skal hedde {quote(name)}."
    previous = info["Previous-Package-SHA512"]
    if previous != _NO_PREVIOUS and not re.fullmatch(r"[0-9a-f]{128}", previous):
        yield f"{quote(INFO)} har en kontrolsum af den forrige pakke, der ikke kan læses."


def _find_problems(package: Package) -> Iterator[str]:
    """All that is wrong with the bag, in Danish: its declaration, bag-info.txt, and both manifests. Called once for
    each package that is verified."""
    if package.files[DECLARATION] != _DECLARED:
        yield f"{quote(DECLARATION)} siger ikke BagIt 1.0 og UTF-8."
    yield from _find_wrong_info(package)
    yield from _find_unlisted_tag_files(package)
    tag_files = list_tag_files(package)
    yield from _find_wrong_digests(package, TAG_MANIFEST, lambda path: path in tag_files or path not in package.files)
    yield from _find_wrong_digests(package, MANIFEST, lambda path: path.startswith(DATA))


def check(package: Package) -> Outcome:
    """The check `pose`: whether the package is a whole BagIt bag, every digest in it right. Called once for each
    package that is verified. Files that lie there without being listed are found by the check `fremmede`."""
    problems = list(_find_problems(package))
    files = format_count(len(package.under(DATA)), "fil", "filer")
    return conclude(NAME, problems, f"{files} svarer til deres kontrolsum (SHA-512).")
