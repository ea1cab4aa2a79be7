"""kaede: the publications are chained in their log, and the packages by each one's digest in the next.

A chain by itself sees no history that was rewritten whole: for that it needs an anchor outside, the digest that stands
in the board's minutes (`expected`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hpanalysis.published import log
from hpanalysis.published.names import FIGURES_CSV, LOG_JSON
from hpanalysis.verify.opening.outcomes import Outcome, counted, half_year, outcome, quoted, shown
from hpanalysis.verify.opening.package import Package, sha256

NAME = "kaede"
NONE = "ingen"
_PREVIOUS = "Previous-Package-SHA512"


def _short(digest: str) -> str:
    return f"{shown(digest, 12)}"


def _wrong_log(package: Package) -> Iterator[str]:
    entries = package.log
    if not log.is_chained(entries):
        yield f"{quoted(LOG_JSON)}: Kæden er brudt, så en udgivelse er taget ud eller lavet om."
    if not entries or entries[-1]["half_year"] != package.half_year:
        yield f"{quoted(LOG_JSON)} ender ikke med {half_year(package.half_year)}."
    elif entries[-1]["indicators_sha256"] != sha256(package.published[FIGURES_CSV]):
        yield f"{quoted(LOG_JSON)} nævner en anden {quoted(FIGURES_CSV)} end den, der ligger her."


def _wrong_step(before: Package, now: Package) -> Iterator[str]:
    """What is wrong between a package and the one before it."""
    told = now.info[_PREVIOUS]
    older, newer = half_year(before.half_year), half_year(now.half_year)
    if before.half_year >= now.half_year:
        yield f"Pakken om {older} er ikke ældre end pakken om {newer}."
    elif told == NONE:
        yield f"Pakken om {newer} siger, at der ingen er før den, men der er en om {older}."
    elif told != before.digest:
        wanted = (
            f"Pakken før {newer} skal have kontrolsummen {_short(told)}; pakken om {older} har {_short(before.digest)}."
        )
        yield f"{wanted} Mellem dem mangler en pakke, eller den er lavet om."
    if now.log[: len(before.log)] != before.log:
        yield f"{quoted(LOG_JSON)} i pakken om {newer} fortsætter ikke den i pakken om {older}."


def _said_of_first(package: Package) -> str:
    """What is known of the package before the oldest that is here."""
    told = package.info[_PREVIOUS]
    if told == NONE:
        return f"Pakken om {half_year(package.half_year)} er den første."
    return f"Pakken før {half_year(package.half_year)} (kontrolsum {_short(told)}) er ikke givet og ikke kontrolleret."


def check(package: Package, earlier: Sequence[Package] = (), expected: str | None = None) -> Outcome:
    """earlier: packages of other half-years, in any order. expected: the digest in the minutes."""
    before = sorted((one for one in earlier if one is not package), key=lambda one: one.half_year)
    problems = list(_wrong_log(package))
    if before:  # what is wrong between two earlier ones is told of the later of them
        problems += _wrong_step(before[-1], package)
    if expected is not None and expected.strip().lower() != package.digest:
        problems.append("Pakkens kontrolsum er ikke den, der er ventet, så det er en anden pakke.")
    said = f"{counted(len(package.log), 'udgivelse', 'udgivelser')} i udgivelsesloggen hænger sammen"
    said += f", og {counted(len(before), 'tidligere pakke', 'tidligere pakker')} med denne." if before else "."
    said += f" {_said_of_first([*before, package][0])}"
    if expected is not None:
        said += " Kontrolsummen er den, der er ventet."
    return outcome(NAME, problems, said)
