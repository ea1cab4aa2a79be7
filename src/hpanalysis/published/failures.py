"""What a folder may fail on, each named so that it can be found and put right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
    """A failure: the half-year it was found in, the file, the cell (or the cells) it is about, by id."""

    half_year: str
    fault: str
    place: str
    file: str = ""


def make_failure(half_year: str, fault: Fault, place: str, file: str = "") -> Failure:
    return Failure(half_year, fault.value, place, file)
