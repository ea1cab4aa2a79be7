"""attest: kontrolattest.json was given for these very files, and its own numbers add up.

Whether a hidden number could be worked out is not examined again here, since that takes the program's solver. Checked
is that the certificate is of what was published, and says nothing that the published files contradict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hpanalysis.published.figures import Key
from hpanalysis.published.names import CERTIFICATE_JSON, FIGURES_CSV, LOG_JSON, MANIFEST_JSON
from hpanalysis.verify.opening.outcomes import Outcome, conclude, format_count, format_half_year, make_printable, quote
from hpanalysis.verify.opening.package import Package, sha256

NAME = "attest"
FORMAT = 1
_PARTS = ("tæller", "restgruppe", "nævner")
_TOLERANCE = 0.002  # the ends of an interval are written with three decimals


def _find_wrong_files(package: Package, digests: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """A Danish sentence for each file that is not as the certificate (kontrolattest.json) was given for, and if it was
    given without an earlier half-year. Called once for each package that is verified. digests: half-year -> file name
    -> sha256, by the certificate. Of earlier half-years only indicators.csv is compared, with the log."""
    files = {name: sha256(content) for name, content in package.published.items()}
    for name in (CERTIFICATE_JSON, MANIFEST_JSON):  # these are made after the certificate, so it cannot name them
        files.pop(name, None)
    certified = digests[package.half_year]
    for name in sorted(files.keys() | certified.keys()):
        if files.get(name) != certified.get(name):
            yield f"{quote(CERTIFICATE_JSON)} er ikke givet på den {quote(name)}, der ligger her."
    latest = {entry["half_year"]: entry["indicators_sha256"] for entry in package.log}
    for half_year, of_half_year in digests.items():
        if half_year in latest and latest[half_year] != of_half_year.get(FIGURES_CSV):
            files_differ = f"{quote(CERTIFICATE_JSON)} og {quote(LOG_JSON)} nævner ikke samme tal"
            yield f"{files_differ} for {format_half_year(half_year)}."
    if set(latest) - set(digests):
        yield f"{quote(CERTIFICATE_JSON)} er givet uden at læse alle tidligere udgivelser."


def _find_wrong_counts(package: Package, certificate: Mapping[str, Any]) -> Iterator[str]:
    """Where the certificate counts other cells, or other hidden ones, than indicators.csv has; Danish sentences. Called
    for a package whose certificate counts its own half-year's cells. certificate: kontrolattest.json, parsed. Where a
    count of hidden cells by cause is None, the causes are not added up."""
    with_number = [row for row in package.rows.values() if row.shown or row.hidden]
    hidden = sum(row.hidden for row in with_number)
    if certificate["celler"] != len(with_number) or certificate["diskretionerede"] != hidden:
        yield f"{quote(CERTIFICATE_JSON)} tæller andre celler end {quote(FIGURES_CSV)}."
    by_cause = [
        certificate["diskretionerede_efter_hovedreglen"],
        certificate["diskretionerede_for_at_beskytte_andre"],
    ]
    if None not in by_cause and sum(by_cause) != hidden:
        yield f"{quote(CERTIFICATE_JSON)}: De diskretionerede tal efter årsag giver ikke {hidden} i alt."


def _find_wrong_narrowest(package: Package, certificate: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong, in Danish, with the narrowest interval: the hidden count that a reader can come closest to.

    Called for a package whose certificate counts its own half-year's cells. The interval must reach from 0 to k or
    more, and be of no row that is shown; with k = 5 an interval of 1 to 4 would tell that there is somebody. The
    certificate (kontrolattest.json, parsed) has None where nothing is hidden; then nothing is wrong.
    """
    narrowest = certificate["smalleste_interval"]
    if narrowest is None:
        return
    place = quote(CERTIFICATE_JSON)
    if not (-_TOLERANCE <= narrowest["fra"] <= _TOLERANCE and narrowest["til"] >= certificate["k"] - _TOLERANCE):
        ends = f"fra {make_printable(narrowest['fra'])} til {make_printable(narrowest['til'])}"
        yield f"{place}: Det smalleste interval, {ends}, er ikke åbent under k."
    row = package.rows.get(_parse_cell_address(narrowest["celle"]))
    if narrowest["antal"] not in _PARTS or (row is not None and row.shown):
        yield f"{place}: Det smalleste interval er om et tal, der er vist."


def _parse_cell_address(cell: str) -> Key:
    """The key (indicator, window, area) of a cell's address in the certificate, `indicator/window/area`. Called for the
    cell of the narrowest interval, the hidden count that a reader can come closest to. A window may have a slash:
    `kontanthjaelp/2025-04/2026-03/vangdalen`."""
    indicator_id, _, rest = cell.partition("/")
    window, _, area = rest.rpartition("/")
    return indicator_id, window, area


def _counts_this_half_year(package: Package, certificate: Mapping[str, Any]) -> bool:
    """Whether the cells that the certificate (kontrolattest.json, parsed) counts are those of the package's half-year.
    The certificate counts the newest half-year that it read; where an older one is made again, that is a later one,
    whose files are not in the package. Called to see whether its counts can be checked here, and what is said of
    them."""
    return certificate["halvaar"][-1] == package.half_year


def _find_problems(package: Package, certificate: Mapping[str, Any]) -> Iterator[str]:
    """All that is wrong with the certificate, in Danish; its counts are checked only where they are this half-year's.
    Called once for each package that is verified. certificate: kontrolattest.json, parsed."""
    if certificate["format"] != FORMAT or certificate["k"] != package.definitions.k:
        yield f"{quote(CERTIFICATE_JSON)} er givet med et andet k eller i en anden form."
    if certificate["holder"] != "ja" or certificate["fejl"]:
        yield f"{quote(CERTIFICATE_JSON)} siger selv, at kontrollen ikke holdt."
    if certificate["halvaar"] != sorted(certificate["laest"]) or package.half_year not in certificate["halvaar"]:
        yield f"{quote(CERTIFICATE_JSON)} siger ikke, hvilke halvår den er givet på."
    yield from _find_wrong_files(package, certificate["laest"])
    if _counts_this_half_year(package, certificate):
        yield from _find_wrong_counts(package, certificate)
        yield from _find_wrong_narrowest(package, certificate)


def check(package: Package) -> Outcome:
    """The check `attest`: whether the certificate of disclosure control was given for the publication in the package.
    Called once for each package that is verified."""
    certificate = package.published_json(CERTIFICATE_JSON)
    problems = _find_problems(package, certificate)
    given = "Kontrolattesten er givet på netop disse filer"
    cells = format_count(certificate["celler"], "celle", "celler")
    sentence = f"{given}: {cells}, heraf {certificate['diskretionerede']} diskretionerede."
    if not _counts_this_half_year(package, certificate):
        sentence = f"{given}; dens celler er dem i {format_half_year(certificate['halvaar'][-1])}."
    return conclude(NAME, problems, sentence)
