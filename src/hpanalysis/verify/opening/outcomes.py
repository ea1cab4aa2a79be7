"""What a check found: whether it holds, a Danish sentence with what was counted, and what is wrong, with its place.

Names and values that a package brings are shown only as far as they are harmless on a screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How a check ended. The value is what is printed."""

    HOLDS = "holder"
    FAILS = "holder ikke"
    NOT_CHECKED = "ikke kontrolleret"


@dataclass(frozen=True)
class Outcome:
    """A check by its name. problems: what is wrong, a sentence each; none where it holds."""

    name: str
    state: State
    sentence: str
    problems: tuple[str, ...] = ()


class Broken(Exception):
    """A check that cannot go on: the one thing that is wrong, as a sentence."""


def outcome(name: str, problems: Iterable[str], holds: str) -> Outcome:
    """The outcome of a check that went through; holds: the sentence if nothing is wrong."""
    found = tuple(dict.fromkeys(problems))
    if not found:
        return Outcome(name, State.HOLDS, holds)
    count = "én fejl" if len(found) == 1 else f"{number(len(found))} fejl"
    return Outcome(name, State.FAILS, f"{count}.", found)


def number(count: int) -> str:
    """4.512: a count as a Danish reader writes it."""
    return f"{count:,}".replace(",", ".")


def counted(count: int, one: str, many: str) -> str:
    """1 fil, 2 filer."""
    return f"{number(count)} {one if count == 1 else many}"


def half_year(half: str) -> str:
    """1. halvår 2026, of `2026H1`; what is none stands as it is."""
    year, parted, number_of = half.partition("H")
    return f"{number_of}.\u00a0halvår {year}" if parted and number_of in ("1", "2") else shown(half)


def shown(text: object, longest: int = 120) -> str:
    """A text of the package's own as it may stand on a screen: printable, and not long."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in str(text)[: longest + 1])
    return clean if len(clean) <= longest else f"{clean[:longest]}…"


def quoted(text: object) -> str:
    return f"»{shown(text)}«"
