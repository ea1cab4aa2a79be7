"""How a promise or a milestone stands, as symbol, word and colour, never colour alone; and which promises are
counted."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from markupsafe import Markup

from hpanalysis.report.year import year_marks

# By the member's name, for the vocabularies are `followup`'s (Standing, MilestoneState).
_SYMBOLS = {
    "MET": ("opfyldt", "god"),
    "ON_COURSE": ("pegermod", "neutral"),
    "BEHIND": ("ikkepaavej", "skidt"),
    "NOT_BEGUN": ("ikkeforsk", "neutral"),
    "NOT_REPORTED": ("maalikke", "neutral"),
    "NO_AMOUNT": ("opgoeresikke", "neutral"),
    "DONE": ("opfyldt", "god"),
    "LATE": ("paavej", "skidt"),
    "OVERDUE": ("ikkepaavej", "skidt"),
    "TO_COME": ("ikkeforsk", "neutral"),
    "NO_DAY": ("maalikke", "neutral"),
}


def mark_standing(state: Enum) -> Markup:
    """How a promise or a milestone stands, as a symbol before its own Danish word; the symbol is decoration. Called for
    each in the tables of the report. state: a member of `followup`'s Standing or MilestoneState."""
    return year_marks.draw_mark(_SYMBOLS[state.name], state.value)


def is_all_due(line) -> bool:
    """Whether all that a promise owes in its round is due by the day of the accounts. Asked to tell the promises that
    must have been kept from those that are under way. line: a `followup.PromiseLine`."""
    return bool(line.judged.needed) and line.judged.due == line.judged.needed


def count_standing(lines: Iterable, name: str) -> int:
    """How many promises stand in a certain way. Called for the sentences that count. lines: `followup.PromiseLine`;
    name: of a member of `followup`'s Standing."""
    return sum(line.judged.standing.name == name for line in lines)
