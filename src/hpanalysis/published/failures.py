"""What a folder may fail on, each named so that it can be found and put right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from hpanalysis.errors import Stop


class Fault(Enum):
    """A kind of failure. The value is what stands in the certificate."""

    RECOVERABLE = "tallet kan regnes ud eller afgrænses"
    SMALL_SHOWN = "et lille antal er vist"
    CONTRADICTION = "de udgivne tal er i modstrid med hinanden"
    DECISION = "tallet er vist i ét halvår og diskretioneret i et andet"
    RESTATED = "en rettelse fortæller om færre end k personer"
    DESCENDANT = "et diskretioneret tal har følgetal"
    FOLLOWS_NOT = "tallet følger ikke af de tal, det er lavet af"
    PAGE_TELLS = "siden fortæller om et diskretioneret tal"
    PAGE_DIFFERS = "siden og indicators.csv siger ikke det samme"
    LOG = "udgivelsesloggen passer ikke til de udgivne filer"
    UNREAD = "filen kan kontrolprogrammet ikke læse"


@dataclass(frozen=True, order=True)
class Failure:
    """Something found wrong in a published folder. Failures are sorted by their fields, in this order."""

    half_year: str  # whose folder it was found in
    fault: str  # the value of a `Fault`
    place: str  # the cell or cells it is about, by id, or a Danish word for a place that has none
    file: str = ""  # "" where it is about no one file


def make_failure(half_year: str, fault: Fault, place: str, file: str = "") -> Failure:
    """A failure, its fault as the certificate writes it."""
    return Failure(half_year, fault.value, place, file)


def describe_unreadable(path: Path, wrong: str) -> Stop:
    """The `Stop` for a file that is missing or not of its form, so that nothing can be checked. wrong: in Danish."""
    return Stop(
        wrong,
        place=f"»{path.parent.name}/{path.name}«",
        expected="filen, som programmet skrev den.",
        do="Kør halvåret igen, så filerne bliver udgivet på ny.",
    )
