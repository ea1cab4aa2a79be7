"""The outcome of a check: whether it holds, one Danish sentence with what was counted, and a sentence per problem.

Every name or value that comes out of the package passes through `make_printable` or `quote` before it is shown,
because a forged package could carry control characters that rewrite the auditor's screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How a check of a package ended, as part of its `Outcome`. The value is the Danish word that is printed."""

    HOLDS = "i orden"
    FAILS = "ikke i orden"
    NOT_CHECKED = "ikke kontrolleret"


@dataclass(frozen=True)
class Outcome:
    """What one check concluded about a package. Made by each check (mostly through `conclude`), and read when the
    result is printed."""

    name: str  # the check's short name, such as "pose"; what is printed is its label (`labels`)
    state: State
    sentence: str  # Danish: what was counted, or how many problems there are
    problems: tuple[str, ...] = ()  # Danish sentences, one per problem; empty where the check holds


class Broken(Exception):
    """Raised by a check that cannot go on; the message is the one Danish sentence that says what is wrong. `check_all`
    and `run_check_without_crashing` turn it into a failed check."""


def conclude(name: str, problems: Iterable[str], holds: str) -> Outcome:
    """The outcome of a check that ran to its end: it fails if there is any problem, else it holds. Called as the last
    step of each check of a package. name: the check's short name. problems: Danish sentences; one that comes twice is
    kept once. holds: the Danish sentence where there is no problem."""
    distinct = tuple(dict.fromkeys(problems))
    if not distinct:
        return Outcome(name, State.HOLDS, holds)
    count = "én fejl" if len(distinct) == 1 else f"{format_number(len(distinct))} fejl"
    return Outcome(name, State.FAILS, f"{count}.", distinct)


def format_number(count: int) -> str:
    """A count as a Danish reader writes it: 4512 becomes `4.512`. Called for the sentences of the checks."""
    return f"{count:,}".replace(",", ".")


def format_count(count: int, one: str, many: str) -> str:
    """A count with its noun: `1 fil`, `2 filer`. Called for the sentences of the checks. one, many: the Danish noun in
    singular and in plural."""
    return f"{format_number(count)} {one if count == 1 else many}"


def format_half_year(half_year: str) -> str:
    """`2026H1` becomes `1. halvår 2026`; a text that is no half-year is shown as it is, made safe for a screen. Called
    for the sentences of the checks."""
    year, separator, half = half_year.partition("H")
    return f"{half}.\u00a0halvår {year}" if separator and half in ("1", "2") else make_printable(half_year)


def make_printable(text: object, longest: int = 120) -> str:
    """A text out of a package, made safe for a screen: control characters become `?`, and a text over `longest` letters
    is cut. Called for every name or value of a package that is printed, since a forged one could rewrite the screen."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in str(text)[: longest + 1])
    return clean if len(clean) <= longest else f"{clean[:longest]}…"


def quote(text: object) -> str:
    """A text out of a package, safe for a screen and in Danish quotation marks; one of over 120 letters is cut. Called
    for file names and values in the sentences of the checks."""
    return f"»{make_printable(text)}«"
