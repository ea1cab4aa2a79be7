"""The certificate: what was read, what was found, and whether the promise holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hpanalysis.audit.examination import ExaminedCount
from hpanalysis.published.failures import Failure
from hpanalysis.published.figures import format_address

PROMISE = (
    "Ud fra alt, hvad der er udgivet for planen, kan hvert diskretioneret antal under k stadig være 0 og stadig være k "
    "eller mere. Løftet dækker ikke viden uden for udgivelserne, andres tabeller eller de tal, der er trykt i planen."
)

# Under this name the certificate has the digests of the files that were read.
READ = "laest"


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What an audit found; made by `audit`, and written to kontrolattest.json. Nothing is published unless it holds."""

    k: int
    half_years: tuple[str, ...]  # those read, oldest first
    cells: int  # rows of the newest that have a number, shown or not
    hidden: int  # how many of them are hidden
    examined: tuple[ExaminedCount, ...]  # every count of the newest that no row tells
    # Indicators whose windows did not agree, so that they were not held against each other.
    untied: tuple[str, ...]
    of_groups: int = 0  # how many counts of groups, by sex or age band, were examined besides
    digests: dict[str, dict[str, str]]  # half-year -> file -> sha256, of every file that was read
    failures: tuple[Failure, ...]
    # How many cells the protector says it hid for which reason. Published files do not tell: None where nobody said.
    by_rule: int | None = None
    by_complement: int | None = None

    @property
    def holds(self) -> bool:
        """Whether the audit found no failure: no hidden count can be worked out, and the pages and files agree with
        each other. A half-year is published only then. Read by the release gate, and when the certificate is
        written."""
        return not self.failures

    @property
    def narrowest(self) -> ExaminedCount | None:
        """Of the examined counts that may be under k, have an upper bound and are not known exactly, the one whose
        least and most lie closest together; None if there is none. Read when the certificate is written: it tells how
        near a reader can come to a hidden count."""
        # A count that can be worked out has a rule of its own, and one surely of k or more needs no hiding.
        bounded = [
            count
            for count in self.examined
            if count.interval.hi is not None and count.interval.lo < self.k and not count.exact
        ]
        # Rounded before it is compared, so that the solver's last digits do not decide which is named.
        return min(bounded, key=lambda count: (round(count.interval.width, 6), count.cell, count.part), default=None)


def _describe_narrowest(narrowest: ExaminedCount | None) -> dict[str, str | float] | None:
    """The narrowest interval as the certificate has it: the cell, which of its counts, the least and the most of that
    count. None for None. Called when the certificate's text is made. narrowest: of the counts that may be under k, the
    one with the narrowest interval."""
    # `narrowest` has an upper bound always, but its type does not say so.
    if narrowest is None or narrowest.interval.hi is None:
        return None
    # Rounded, for the solver's last digits may differ between machines, and the certificate may not.
    lo, hi = round(narrowest.interval.lo, 3), round(narrowest.interval.hi, 3)
    return {"celle": format_address(narrowest.cell), "antal": narrowest.part, "fra": lo, "til": hi}


def format_certificate(content: dict[str, Any]) -> str:
    """A certificate's content as the text of its file. Called when one is given, and when one is given anew."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def render_certificate(certificate: Certificate) -> str:
    """The text of kontrolattest.json, in Danish. It names no time: the same files give the same certificate. Called by
    `pipeline.publication.release_gate.certify`, which writes it into the folder to be published."""
    # A publication without figures of groups has a certificate without a word of them.
    groups = {"kontrollerede_antal_i_grupper": certificate.of_groups} if certificate.of_groups else {}
    content = {
        "format": 1,
        "holder": "ja" if certificate.holds else "nej",
        "loefte": PROMISE,
        "k": certificate.k,
        "halvaar": list(certificate.half_years),
        "celler": certificate.cells,
        "diskretionerede": certificate.hidden,
        "diskretionerede_efter_hovedreglen": certificate.by_rule,
        "diskretionerede_for_at_beskytte_andre": certificate.by_complement,
        "kontrollerede_antal": len(certificate.examined),
        **groups,
        "smalleste_interval": _describe_narrowest(certificate.narrowest),
        "opgoerelsesperioder_uden_sammenhaeng": list(certificate.untied),
        "fejl": [
            {"halvaar": failure.half_year, "fejl": failure.fault, "sted": failure.place, "fil": failure.file}
            for failure in certificate.failures
        ],
        READ: certificate.digests,
    }
    return format_certificate(content)
