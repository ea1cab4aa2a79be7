"""The accounting years' reports in a package: made of this half-year's figures, and of the log that lies beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hpanalysis.published.names import FIGURES_CSV, MANIFEST_JSON
from hpanalysis.verify.checks import inputs
from hpanalysis.verify.opening.outcomes import half_year, quoted
from hpanalysis.verify.opening.package import DATA, Package, sha256

_FOLDER = re.compile(r"(data/udgivelse/regnskabsaar-20\d\d)/")
_LOG = "opfoelgning.yaml"


def folders(package: Package) -> list[str]:
    """The folders of accounting years, by their names in the bag."""
    return sorted({found[1] for name in package.files if (found := _FOLDER.match(name))})


def _of_year(package: Package, folder: str) -> Iterator[str]:
    place = quoted(f"{folder.removeprefix(DATA)}/{MANIFEST_JSON}")
    told, files = package.json(f"{folder}/{MANIFEST_JSON}"), package.under(folder)
    made_of = told["inputs"]
    files.pop(MANIFEST_JSON)
    yield from inputs.differ(told["published"], files, folder)
    if told["edition"] != "offentlig" or told["half_year"] != package.half_year:
        yield f"{place} er ikke om den offentlige udgave med tallene fra {half_year(package.half_year)}."
    if made_of["publications"][package.half_year][FIGURES_CSV] != sha256(package.published[FIGURES_CSV]):
        yield f"{place} nævner andre tal end dem, der ligger her."
    log = package.files.get(f"{inputs.PROJECT}params/{_LOG}", b"")
    if made_of["logs"][_LOG]["sha256"] != sha256(log):
        yield f"{quoted(_LOG)} er ikke den, som {place} nævner."
    yield from inputs.differ(
        made_of["plan"], package.under(inputs.FOLDERS["plan"]), inputs.FOLDERS["plan"], whole=False
    )
    books = package.under(inputs.FOLDERS["notebooks"])
    packed = {name: digest for name, digest in made_of["notebooks"].items() if name in books}
    yield from inputs.differ(packed, books, inputs.FOLDERS["notebooks"], whole=False)
    yield from inputs.wrong_graph(told)


def notebooks(package: Package) -> set[str]:
    """The names of the notebooks that the years' reports were made by, which no half-year tells of."""
    told = (package.json(f"{folder}/{MANIFEST_JSON}") for folder in folders(package))
    return {name for one in told for name in one["inputs"]["notebooks"]}


def problems(package: Package) -> Iterator[str]:
    """What is wrong with any of them; nothing where there are none."""
    for folder in folders(package):
        yield from _of_year(package, folder)
