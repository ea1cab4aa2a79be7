"""pose: the package is a BagIt 1.0 bag (RFC 8493) whose every digest is right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hpanalysis.verify.opening.outcomes import Broken, Outcome, counted, half_year, outcome, quoted
from hpanalysis.verify.opening.package import DATA, DECLARATION, INFO, MANIFEST, TAG_MANIFEST, Package, sha512

NAME = "pose"
_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ELEMENTS = frozenset(
    {"Source-Organization", "External-Identifier", "Bagging-Date", "Payload-Oxum", "Bag-Software-Agent"}
    | {"Previous-Package-SHA512", "Half-Year"}
)
_LINE = re.compile(r"([0-9a-f]{128})  (\S.*)")
_ESCAPED = re.compile(r"%(25|0D|0A)", re.IGNORECASE)
_NO_PREVIOUS = "ingen"


def manifest(package: Package, name: str) -> dict[str, str]:
    """Path -> sha512 as a manifest of the bag tells; `Broken` if a line is none, or a path is there twice."""
    found: dict[str, str] = {}
    for line in package.text(name).splitlines():
        told = _LINE.fullmatch(line)
        path = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), told[2]) if told else ""
        if not told or path in found:
            raise Broken(f"{quoted(name)} har ikke den form, som en BagIt-pose har.")
        found[path] = told[1]
    return found


def _wrong_digests(package: Package, name: str, belongs) -> Iterator[str]:
    """What a manifest says otherwise than the files; belongs: whether a path may stand in it."""
    for path, digest in manifest(package, name).items():
        if not belongs(path):
            yield f"{quoted(path)} hører ikke til i {quoted(name)}."
        elif path not in package.files:
            yield f"{quoted(path)} mangler."
        elif sha512(package.files[path]) != digest:
            yield f"{quoted(path)} svarer ikke til sin kontrolsum."


def tag_files(package: Package) -> set[str]:
    """The files that describe the package; the list of them is not in itself, and signatures come later."""
    return {name for name in package.files if not name.startswith((DATA, "signatures/")) and name != TAG_MANIFEST}


def _unlisted(package: Package) -> Iterator[str]:
    listed = set(manifest(package, TAG_MANIFEST))
    for name in (DECLARATION, INFO, MANIFEST, "verify.py", "LAESMIG.txt"):
        if name not in listed:
            yield f"{quoted(name)} er ikke nævnt i {quoted(TAG_MANIFEST)}."


def _wrong_info(package: Package) -> Iterator[str]:
    info, payload = package.info, package.under(DATA)
    if set(info) != _ELEMENTS:
        yield f"{quoted(INFO)} har ikke de oplysninger, som en pakke har."
        return
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
    if info["Payload-Oxum"] != oxum:
        yield f"{quoted(INFO)} siger, at indholdet er {quoted(info['Payload-Oxum'])} (bytes.filer), og det er {oxum}."
    if not re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", info["Bagging-Date"]):
        yield f"{quoted(INFO)} har en dato, der ikke kan læses."
    name = f"dokumentation-{package.half_year}"
    if info["External-Identifier"] != name or (package.zipped and package.name != name):
        yield f"Pakken om {half_year(package.half_year)} skal hedde {quoted(name)}."
    previous = info["Previous-Package-SHA512"]
    if previous != _NO_PREVIOUS and not re.fullmatch(r"[0-9a-f]{128}", previous):
        yield f"{quoted(INFO)} har en kontrolsum af den forrige pakke, der ikke kan læses."


def _problems(package: Package) -> Iterator[str]:
    if package.files[DECLARATION] != _DECLARED:
        yield f"{quoted(DECLARATION)} siger ikke BagIt 1.0 og UTF-8."
    yield from _wrong_info(package)
    yield from _unlisted(package)
    tags = tag_files(package)
    yield from _wrong_digests(package, TAG_MANIFEST, lambda path: path in tags or path not in package.files)
    yield from _wrong_digests(package, MANIFEST, lambda path: path.startswith(DATA))


def check(package: Package) -> Outcome:
    """Whether the bag is whole: what lies in it beside what it names is for `strangers` to say."""
    problems = list(_problems(package))
    files = counted(len(package.under(DATA)), "fil", "filer")
    return outcome(NAME, problems, f"{files} svarer til deres kontrolsum (SHA-512).")
