"""Versions of a definition: from which day each holds, whether it breaks the series, and how the break is bridged.

A bridge counts windows before a version once more, by the version's rule, where the extracts of that time carry what it
takes: when benefits are merged into one, the old months have the codes of each. It may only add rows, so that the old
numerator is contained in the new one whatever the extracts hold; disclosure control rests on that. A reform that takes
rows away is not bridged: its break stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Recount:
    """Which rows from before a version count too by its rule: those of the denominator whose `column` has one of these
    codes. Declared with a `Version`; checked when the definitions are read (`bridges`)."""

    column: str  # of codes, in the numerator's source
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Version:
    """A version of an indicator's definition, in force for windows that end on or after `since`. Of two with the same
    day the one with the higher number is in force: it replaced the other."""

    number: int
    since: date
    why: str  # a Danish sentence, printed where figures are corrected by it
    breaks: bool = False  # figures of this version cannot be compared with those before it ("databrud")
    # Rows before `since` that count by this version: earlier windows are counted again with them, and a window that
    # `since` lies within is counted by the new rule in all of its months.
    recount: Recount | None = None
    what_would_bridge: str = ""  # of a version that breaks: a Danish sentence, printed where the break stands
