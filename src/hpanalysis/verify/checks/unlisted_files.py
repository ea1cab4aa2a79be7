"""fremmede: nothing lies in the package but what belongs there.

BagIt itself does not object to extra files beside data/, so a file could be added there that looks like a part of the
package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hpanalysis.published import prints
from hpanalysis.published.charts import files as chart_files
from hpanalysis.published.names import OFFICE_FILES
from hpanalysis.verify.checks.bag import parse_manifest
from hpanalysis.verify.opening.outcomes import Outcome, conclude, format_count, quote
from hpanalysis.verify.opening.package import (
    COVER_LETTER,
    DATA,
    DECLARATION,
    INFO,
    MANIFEST,
    START_PAGE,
    TAG_MANIFEST,
    Package,
)

NAME = "fremmede"
SIGNATURES = frozenset(f"signatures/{role}.{kind}" for role in ("udarbejdet", "godkendt") for kind in ("sig", "pub"))
_TAG_FILES = frozenset(
    {DECLARATION, INFO, MANIFEST, TAG_MANIFEST, "verify.py", "LAESMIG.txt", START_PAGE, COVER_LETTER}
)
# What may lie in data/, by its name there.
_PUBLISHED = r"[a-z0-9_-]+\.(?:html|csv|json)"
_OFFICE = "|".join(map(re.escape, OFFICE_FILES))
_CHARTS = chart_files.NAME.pattern
_SOURCE = r"(?:[\w.-]+/)*[\w.-]+\.(?:py|j2|css|html|json|svg|txt|md|woff2|typed)"
_PROJECT = (
    rf"src/hpanalysis/{_SOURCE}|notebooks/[\w-]+\.ipynb|expectations/[\w-]+\.json|params/plan/(?:[\w-]+\.(?:csv|yaml)|areas\.geojson)"
    r"|params/law/[\w-]+\.csv|params/(?:20\d\dH[12]|opfoelgning)\.yaml|pyproject\.toml|requirements\.lock|environment\.yml|README\.md|LICENSE"
)
_BELONGS = re.compile(
    rf"ro-crate-metadata\.json|kontrolregler\.csv|noteboeger/[\w-]+\.ipynb|udgivelse/(?P<of>20\d\dH[12])/(?:{_PUBLISHED}|{_OFFICE}|{_CHARTS})"
    rf"|udgivelse/regnskabsaar-20\d\d/{_PUBLISHED}|projekt/(?:{_PROJECT})",
    re.ASCII,
)


def _belongs_in_package(name: str, half_year: str) -> bool:
    """Whether a package of a half-year may hold a file of this name; a publication of another half-year may not be
    there. Called for each file of the package. name: in the bag. half_year: such as `2026H1`."""
    if match := prints.PACKED.fullmatch(name):
        return match[1] == half_year or "-" in match[1]
    if not name.startswith(DATA):
        return name in _TAG_FILES or name in SIGNATURES
    match = _BELONGS.fullmatch(name.removeprefix(DATA))
    return match is not None and match["of"] in (None, half_year)


def _find_unlisted_files(package: Package) -> Iterator[str]:
    """A Danish sentence for each file that has no place in a package, for each file of data/ that the manifest leaves
    out, and for each empty folder. Called once for each package that is verified."""
    listed = parse_manifest(package, MANIFEST)
    for name in sorted(package.files):
        if not _belongs_in_package(name, package.half_year):
            yield f"{quote(name)} hører ikke til i en pakke."
        elif name.startswith(DATA) and name not in listed:
            yield f"{quote(name)} er lagt i pakken, uden at den er nævnt."
    yield from (f"Mappen {quote(name)} er tom og hører ikke til." for name in package.empty)


def check(package: Package) -> Outcome:
    """The check `fremmede`: whether every file has a name that belongs in a package, and those in data/ are in the
    manifest. Called once for each package that is verified."""
    files = format_count(len(package.files), "fil hører", "filer hører")
    return conclude(NAME, _find_unlisted_files(package), f"{files} til i pakken, og ingen andre ligger der.")
