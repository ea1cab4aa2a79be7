"""The certificate: what was read, what was found, and whether the promise holds."""

from __future__ import annotations

import json
from dataclasses import dataclass

from hpanalysis.audit.examination import ExaminedCount
from hpanalysis.published.failures import Failure
from hpanalysis.published.figures import format_address

PROMISE = (
    "Ud fra alt, hvad der er udgivet for planen, kan hvert diskretioneret antal under k stadig være 0 og stadig være k "
    "eller mere. Løftet dækker ikke viden uden for udgivelserne, andres tabeller eller de tal, der er trykt i planen."
)


@dataclass(frozen=True)
class Certificate:
    """What an audit found.

    half_years: those read, oldest first. cells: rows of the newest that have a number, shown or not. told: every count
    that was examined. untied: indicators whose windows did not agree, so that they were not held against each other.
    read: half-year -> file -> sha256. by_rule, by_complement: how many cells the protector says it hid for which
    reason; None where nobody said, for published files do not tell.
    """

    k: int
    half_years: tuple[str, ...]
    cells: int
    hidden: int
    told: tuple[ExaminedCount, ...]
    untied: tuple[str, ...]
    read: dict[str, dict[str, str]]
    failures: tuple[Failure, ...]
    by_rule: int | None = None
    by_complement: int | None = None

    @property
    def holds(self) -> bool:
        return not self.failures

    @property
    def narrowest(self) -> ExaminedCount | None:
        """The count told of most closely among those that may be small; None if there is none."""
        bounded = [
            one for one in self.told if one.interval.hi is not None and one.interval.lo < self.k and not one.exact
        ]
        return min(bounded, key=lambda one: (round(one.interval.width, 6), one.cell, one.part), default=None)


def _describe_narrowest(found: ExaminedCount | None) -> dict | None:
    if found is None:
        return None
    lo, hi = (round(end, 3) for end in (found.interval.lo, found.interval.hi))
    return {"celle": format_address(found.cell), "antal": found.part, "fra": lo, "til": hi}


def render_certificate(certificate: Certificate) -> str:
    """kontrolattest.json, in Danish words. No clock: the same files give the same certificate."""
    told = {
        "format": 1,
        "holder": "ja" if certificate.holds else "nej",
        "loefte": PROMISE,
        "k": certificate.k,
        "halvaar": list(certificate.half_years),
        "celler": certificate.cells,
        "diskretionerede": certificate.hidden,
        "diskretionerede_efter_hovedreglen": certificate.by_rule,
        "diskretionerede_for_at_beskytte_andre": certificate.by_complement,
        "kontrollerede_antal": len(certificate.told),
        "smalleste_interval": _describe_narrowest(certificate.narrowest),
        "opgoerelsesperioder_uden_sammenhaeng": list(certificate.untied),
        "fejl": [
            {"halvaar": one.half_year, "fejl": one.fault, "sted": one.place, "fil": one.file}
            for one in certificate.failures
        ],
        "laest": certificate.read,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
