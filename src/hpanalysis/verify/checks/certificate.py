"""attest: kontrolattest.json is of these very files, and its own arithmetic adds up.

Whether a hidden number could be worked out is not examined anew here: that takes the program's solver. What is held is
that the certificate is of what was published, and says nothing that the published files contradict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hpanalysis.published.figures import Key
from hpanalysis.published.names import CERTIFICATE_JSON, FIGURES_CSV, LOG_JSON, MANIFEST_JSON
from hpanalysis.verify.opening.outcomes import Outcome, counted, half_year, outcome, quoted, shown
from hpanalysis.verify.opening.package import Package, sha256

NAME = "attest"
FORMAT = 1
_PARTS = ("tæller", "restgruppe", "nævner")
_TOLERANCE = 0.002  # the interval's ends are told with three decimals


def _wrong_files(package: Package, read: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The files it was made on are those that lie here; of earlier half-years the log tells one digest."""
    files = {name: sha256(content) for name, content in package.published.items()}
    for name in (CERTIFICATE_JSON, MANIFEST_JSON):  # made after it
        files.pop(name, None)
    own = read[package.half_year]
    for name in sorted(files.keys() | own.keys()):
        if files.get(name) != own.get(name):
            yield f"{quoted(CERTIFICATE_JSON)} er ikke givet på den {quoted(name)}, der ligger her."
    latest = {entry["half_year"]: entry["indicators_sha256"] for entry in package.log}
    for half, told in read.items():
        if half in latest and latest[half] != told.get(FIGURES_CSV):
            yield f"{quoted(CERTIFICATE_JSON)} og {quoted(LOG_JSON)} nævner ikke samme tal for {half_year(half)}."
    if set(latest) - set(read):
        yield f"{quoted(CERTIFICATE_JSON)} er givet uden at læse alle tidligere udgivelser."


def _wrong_counts(package: Package, told: Mapping[str, Any]) -> Iterator[str]:
    with_number = [row for row in package.rows.values() if row.shown or row.hidden]
    hidden = sum(row.hidden for row in with_number)
    if told["celler"] != len(with_number) or told["diskretionerede"] != hidden:
        yield f"{quoted(CERTIFICATE_JSON)} tæller andre celler end {quoted(FIGURES_CSV)}."
    why = [told["diskretionerede_efter_hovedreglen"], told["diskretionerede_for_at_beskytte_andre"]]
    if None not in why and sum(why) != hidden:
        yield f"{quoted(CERTIFICATE_JSON)}: De diskretionerede tal efter årsag giver ikke {hidden} i alt."


def _wrong_narrowest(package: Package, told: Mapping[str, Any]) -> Iterator[str]:
    """The count told of most closely may still be 0 and may still be k, and belongs to no shown row."""
    one = told["smalleste_interval"]
    if one is None:
        return
    place = quoted(CERTIFICATE_JSON)
    if not (-_TOLERANCE <= one["fra"] <= _TOLERANCE and one["til"] >= told["k"] - _TOLERANCE):
        ends = f"fra {shown(one['fra'])} til {shown(one['til'])}"
        yield f"{place}: Det smalleste interval, {ends}, er ikke åbent under k."
    row = package.rows.get(_key(one["celle"]))
    if one["antal"] not in _PARTS or (row is not None and row.shown):
        yield f"{place}: Det smalleste interval er om et tal, der er vist."


def _key(cell: str) -> Key:
    """A window may have a slash of its own: `kontanthjaelp/2025-04/2026-03/vangdalen`."""
    indicator_id, _, left = cell.partition("/")
    window, _, area = left.rpartition("/")
    return indicator_id, window, area


def _is_newest(package: Package, told: Mapping[str, Any]) -> bool:
    """Whether the cells that it counts are this half-year's: one made anew later is examined with the newest."""
    return told["halvaar"][-1] == package.half_year


def _problems(package: Package, told: Mapping[str, Any]) -> Iterator[str]:
    if told["format"] != FORMAT or told["k"] != package.definitions.k:
        yield f"{quoted(CERTIFICATE_JSON)} er givet med et andet k eller i en anden form."
    if told["holder"] != "ja" or told["fejl"]:
        yield f"{quoted(CERTIFICATE_JSON)} siger selv, at kontrollen ikke holdt."
    if told["halvaar"] != sorted(told["laest"]) or package.half_year not in told["halvaar"]:
        yield f"{quoted(CERTIFICATE_JSON)} siger ikke, hvilke halvår den er givet på."
    yield from _wrong_files(package, told["laest"])
    if _is_newest(package, told):
        yield from _wrong_counts(package, told)
        yield from _wrong_narrowest(package, told)


def check(package: Package) -> Outcome:
    told = package.published_json(CERTIFICATE_JSON)
    problems = _problems(package, told)
    cells = counted(told["celler"], "celle", "celler")
    said = f"Kontrolattesten er givet på netop disse filer: {cells}, heraf {told['diskretionerede']} diskretionerede."
    if not _is_newest(package, told):
        said = f"Kontrolattesten er givet på netop disse filer; dens celler er dem i {half_year(told['halvaar'][-1])}."
    return outcome(NAME, problems, said)
