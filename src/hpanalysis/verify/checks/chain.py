"""kaede: the publications are chained in their log, and the packages by each one's digest in the next.

A chain by itself does not show a history that was rewritten as a whole. That takes an anchor outside the package: the
code or digest that stands in the board's minutes (the check `referat`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hpanalysis.published import log
from hpanalysis.published.names import FIGURES_CSV, LOG_JSON
from hpanalysis.verify.opening.outcomes import Outcome, conclude, format_count, format_half_year, make_printable, quote
from hpanalysis.verify.opening.package import Package, sha256

NAME = "kaede"
NONE = "ingen"
_PREVIOUS = "Previous-Package-SHA512"


def _shorten_digest(digest: str) -> str:
    """The first twelve letters of a package's digest, enough to tell two apart. Called for the sentences of the check
    `kaede`."""
    return make_printable(digest, 12)


def _find_wrong_log(package: Package) -> Iterator[str]:
    """What is wrong with the publication log, in Danish: it must be an unbroken chain that ends with this publication.
    Called once for each package that is verified."""
    entries = package.log
    if not log.is_chained(entries):
        yield f"{quote(LOG_JSON)}: Kæden er brudt, så en udgivelse er taget ud eller lavet om."
    if not entries or entries[-1]["half_year"] != package.half_year:
        yield f"{quote(LOG_JSON)} ender ikke med {format_half_year(package.half_year)}."
    elif entries[-1]["indicators_sha256"] != sha256(package.published[FIGURES_CSV]):
        yield f"{quote(LOG_JSON)} nævner en anden {quote(FIGURES_CSV)} end den, der ligger her."


def _find_wrong_step(before: Package, now: Package) -> Iterator[str]:
    """What is wrong between a package (`now`) and the one before it, in Danish: the digest named, the order, the log's
    start. Called for each package that is verified with an earlier one. before: the newest of the earlier packages."""
    named = now.info[_PREVIOUS]
    older, newer = format_half_year(before.half_year), format_half_year(now.half_year)
    if before.half_year >= now.half_year:
        yield f"Pakken om {older} er ikke ældre end pakken om {newer}."
    elif named == NONE:
        yield f"Pakken om {newer} siger, at der ingen er før den, men der er en om {older}."
    elif named != before.digest:
        wanted = f"Pakken før {newer} skal have kontrolsummen {_shorten_digest(named)}"
        actual = f"pakken om {older} har {_shorten_digest(before.digest)}"
        yield f"{wanted}; {actual}. Mellem dem mangler en pakke, eller den er lavet om."
    if now.log[: len(before.log)] != before.log:
        yield f"{quote(LOG_JSON)} i pakken om {newer} fortsætter ikke den i pakken om {older}."


def _describe_what_precedes(package: Package) -> str:
    """A Danish sentence about what came before the oldest package given: there is none, or it was not checked. Called
    once for each package that is verified. package: the oldest of those that are chained here."""
    named, half_year = package.info[_PREVIOUS], format_half_year(package.half_year)
    if named == NONE:
        return f"Pakken om {half_year} er den første."
    return f"Pakken før {half_year} (kontrolsum {_shorten_digest(named)}) er ikke givet og ikke kontrolleret."


def check(package: Package, earlier: Sequence[Package] = ()) -> Outcome:
    """The check `kaede`: whether the package continues what came before it.

    Called once for each package that is verified. earlier: packages of earlier half-years, in any order; empty if none
    are given. Only the step from the newest earlier package is checked here, since the others are checked with those
    packages.
    """
    before = sorted((other for other in earlier if other is not package), key=lambda other: other.half_year)
    problems = list(_find_wrong_log(package))
    if before:
        problems += _find_wrong_step(before[-1], package)
    sentence = f"{format_count(len(package.log), 'udgivelse', 'udgivelser')} i udgivelsesloggen hænger sammen"
    sentence += f", og {format_count(len(before), 'tidligere pakke', 'tidligere pakker')} med denne." if before else "."
    sentence += f" {_describe_what_precedes([*before, package][0])}"
    return conclude(NAME, problems, sentence)
