"""What a folder may fail on, each named so that it can be found and put right."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from hpanalysis.errors import Stop


class Fault(Enum):
    """A kind of failure. The value is what stands in the certificate, and in the messages to the analyst."""

    # A hidden count is known, or known to be some but fewer than k: linear programming over everything published says
    # so.
    RECOVERABLE = "tallet kan regnes ud eller afgrænses"
    # A shown row breaks the primary rule by its own counts.
    SMALL_SHOWN = "et lille antal er vist"
    # No numbers behind the figures could give them all: one was changed, or two deliveries were mixed.
    CONTRADICTION = "de udgivne tal er i modstrid med hinanden"
    # Who kept the other half-year has the number.
    DECISION = "tallet er vist i ét halvår og diskretioneret i et andet"
    # The difference between two publications is a count too, and a small one.
    RESTATED = "en rettelse fortæller om færre end k personer"
    # A hidden row has a value, an interval, a change or a verdict, which are made from its number.
    DESCENDANT = "et diskretioneret tal har følgetal"
    # A value, or one repeated from another row, is not the one that the shown counts give.
    FOLLOWS_NOT = "tallet følger ikke af de tal, det er lavet af"
    # A page says a number where the figure is hidden.
    PAGE_TELLS = "siden fortæller om et diskretioneret tal"
    # A page says another number than the CSV files; nothing hidden need be told by it.
    PAGE_DIFFERS = "siden og indicators.csv siger ikke det samme"
    # A number on a page that no published table has: it may be a hidden one, for nobody can say what it is.
    UNKNOWN_NUMBER = "tallet står ikke i nogen udgivet tabel, så det kan være et diskretioneret"
    # The chain of publications is broken, or a folder is not the one that was entered.
    LOG = "udgivelsesloggen passer ikke til de udgivne filer"
    # What is not read could say anything, so it is refused.
    UNREAD = "filen kan kontrolprogrammet ikke læse"


@dataclass(frozen=True, order=True)
class Failure:
    """Something that `audit` or `hpanalysis verify` finds wrong in a published folder. Made by `make_failure`. Failures
    are sorted by their fields, in this order."""

    half_year: str  # whose folder it was found in
    fault: str  # the value of a `Fault`
    place: str  # the cell or cells it is about, by id, or a Danish word for a place that has none
    file: str = ""  # "" where it is about no one file
    # Where in the file, in Danish, for whoever is to put it right. No part of what the failure is: one is told once.
    where: str = field(default="", compare=False)


def make_failure(half_year: str, fault: Fault, place: str, file: str = "", where: str = "") -> Failure:
    """A failure, its fault as the certificate writes it. Called by every check that finds something wrong. half_year:
    whose folder it is in. place: the cell or cells, by id, or a Danish word. file: "" if it is about no one file.
    where: the section, row and column, in Danish."""
    return Failure(half_year, fault.value, place, file, where)


def describe(failure: Failure) -> str:
    """A failure in a line: what it is about, what is wrong, and where. Called for the messages that stop the
    publication of a half-year or an accounting year."""
    file = f"{failure.half_year}/{failure.file}" if failure.file else failure.half_year
    return f"{failure.place}: {failure.fault} ({', '.join(part for part in (file, failure.where) if part)})"


def describe_unreadable(path: Path, wrong: str) -> Stop:
    """The `Stop` for a file that is missing or not of its form, so that nothing can be checked. wrong: what, in Danish.
    Raised by the readers of a published folder's files."""
    return Stop(
        wrong,
        place=f"»{path.parent.name}/{path.name}«",
        expected="filen, som programmet skrev den.",
        do="Kør halvåret igen, så filerne bliver udgivet på ny.",
    )
