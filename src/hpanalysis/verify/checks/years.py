"""The accounting years' reports in a package: made from this half-year's figures, and from the log in the package.

Used by the check `manifest`, since a year's folder has a manifest.json of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hpanalysis.published.names import FIGURES_CSV, MANIFEST_JSON
from hpanalysis.verify.checks import inputs
from hpanalysis.verify.opening.outcomes import format_half_year, quote
from hpanalysis.verify.opening.package import DATA, Package, sha256

_FOLDER = re.compile(r"(data/udgivelse/regnskabsaar-20\d\d)/")
_LOG = "opfoelgning.yaml"


def list_year_folders(package: Package) -> list[str]:
    """The folders of accounting years in the package, by their names in the bag without `/` at the end; empty if it has
    none. Called by the checks `manifest` and `tal`."""
    return sorted({match[1] for name in package.files if (match := _FOLDER.match(name))})


def _find_wrong_year(package: Package, folder: str) -> Iterator[str]:
    """A Danish sentence for each thing in an accounting year's manifest.json that does not fit the files of the
    package. Called for each year. folder: the year's folder in the bag, without `/` at its end."""
    place = quote(f"{folder.removeprefix(DATA)}/{MANIFEST_JSON}")
    manifest, files = package.json(f"{folder}/{MANIFEST_JSON}"), package.under(folder)
    made_of = manifest["inputs"]
    files.pop(MANIFEST_JSON)
    yield from inputs.find_differing_files(manifest["published"], files, folder)
    if manifest["edition"] != "offentlig" or manifest["half_year"] != package.half_year:
        yield f"{place} er ikke om den offentlige udgave med tallene fra {format_half_year(package.half_year)}."
    if made_of["publications"][package.half_year][FIGURES_CSV] != sha256(package.published[FIGURES_CSV]):
        yield f"{place} nævner andre tal end dem, der ligger her."
    log = package.files.get(f"{inputs.PROJECT}params/{_LOG}", b"")
    if made_of["logs"][_LOG]["sha256"] != sha256(log):
        yield f"{quote(_LOG)} er ikke den, som {place} nævner."
    plan_folder, notebooks_folder = inputs.FOLDERS["plan"], inputs.FOLDERS["notebooks"]
    yield from inputs.find_differing_files(made_of["plan"], package.under(plan_folder), plan_folder, both_ways=False)
    # One that the package lacks is told too: without it nobody can make the year's pages again.
    notebooks = package.under(notebooks_folder)
    yield from inputs.find_differing_files(made_of["notebooks"], notebooks, notebooks_folder, both_ways=False)
    yield from inputs.find_wrong_graph(manifest)


def list_year_notebooks(package: Package) -> set[str]:
    """The names of the notebooks that made the accounting years' reports. Called by the check `manifest`, which leaves
    them out: the half-year's manifest does not name them."""
    manifests = (package.json(f"{folder}/{MANIFEST_JSON}") for folder in list_year_folders(package))
    return {name for manifest in manifests for name in manifest["inputs"]["notebooks"]}


def find_wrong_years(package: Package) -> Iterator[str]:
    """What is wrong with any of the accounting years in the package, in Danish; nothing where there are none. Called
    once for each package that is verified."""
    for folder in list_year_folders(package):
        yield from _find_wrong_year(package, folder)
