"""fremmede: nothing lies in the package but what belongs there; BagIt itself sees no stranger beside data/."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hpanalysis.verify.checks.bag import manifest
from hpanalysis.verify.opening.outcomes import Outcome, counted, outcome, quoted
from hpanalysis.verify.opening.package import DATA, DECLARATION, INFO, MANIFEST, TAG_MANIFEST, Package

NAME = "fremmede"
SIGNATURES = frozenset(f"signatures/{role}.{kind}" for role in ("udarbejdet", "godkendt") for kind in ("sig", "pub"))
_BESIDE = frozenset({DECLARATION, INFO, MANIFEST, TAG_MANIFEST, "verify.py", "LAESMIG.txt"})
# What may lie in data/, by its name there.
_PUBLISHED = r"[a-z0-9_-]+\.(?:html|csv|json)"
_SOURCE = r"(?:[\w.-]+/)*[\w.-]+\.(?:py|j2|css|html|json|svg|txt|md|woff2|typed)"
_PROJECT = (
    rf"src/hpanalysis/{_SOURCE}|notebooks/[\w-]+\.ipynb|expectations/[\w-]+\.json|params/plan/[\w-]+\.(?:csv|yaml)"
    r"|params/(?:20\d\dH[12]|opfoelgning)\.yaml|pyproject\.toml|requirements\.lock|environment\.yml|README\.md|LICENSE"
)
_BELONGS = re.compile(
    rf"ro-crate-metadata\.json|kontrolregler\.csv|noteboeger/[\w-]+\.ipynb|udgivelse/(?P<of>20\d\dH[12])/{_PUBLISHED}"
    rf"|udgivelse/regnskabsaar-20\d\d/{_PUBLISHED}|projekt/(?:{_PROJECT})",
    re.ASCII,
)


def _belongs(name: str, half_year: str) -> bool:
    if not name.startswith(DATA):
        return name in _BESIDE or name in SIGNATURES
    found = _BELONGS.fullmatch(name.removeprefix(DATA))
    return found is not None and found["of"] in (None, half_year)


def _problems(package: Package) -> Iterator[str]:
    listed = manifest(package, MANIFEST)
    for name in sorted(package.files):
        if not _belongs(name, package.half_year):
            yield f"{quoted(name)} hører ikke til i en pakke."
        elif name.startswith(DATA) and name not in listed:
            yield f"{quoted(name)} er lagt i pakken, uden at den er nævnt."
    yield from (f"Mappen {quoted(name)} er tom og hører ikke til." for name in package.empty)


def check(package: Package) -> Outcome:
    files = counted(len(package.files), "fil hører", "filer hører")
    return outcome(NAME, _problems(package), f"{files} til i pakken, og ingen andre ligger der.")
