"""What became of a duty, and whether a report is the published one: as symbol, word and colour, never colour alone."""

from __future__ import annotations

from enum import Enum

from markupsafe import Markup

from hpanalysis.report.html import tag

# By the member's name, for the vocabularies are `followup`'s (State, Match). A full square is kept, a crossed one not.
_SYMBOLS = {
    "DONE": ("opfyldt", "god"),
    "LATE": ("paavej", "skidt"),
    "PARTLY": ("paavej", "skidt"),
    "MISSING": ("ikkepaavej", "skidt"),
    "BROKEN": ("ikkepaavej", "skidt"),
    "AWAITED": ("maalikke", "neutral"),
    "NOT_YET_DUE": ("ikkeforsk", "neutral"),
    "LAPSED": ("ikkeforsk", "neutral"),
    "SAME": ("opfyldt", "god"),
    "OTHER": ("ikkepaavej", "skidt"),
    "NOT_WRITTEN": ("maalikke", "neutral"),
    "NOT_PUBLISHED": ("maalikke", "neutral"),
}
# Of a rule that is kept or not.
_KEPT, _NOT_KEPT = ("opfyldt", "god"), ("ikkepaavej", "skidt")


def draw_mark(symbol: tuple[str, str], words: str) -> Markup:
    """A symbol (name and colour) before its words; the symbol is decoration, the words say it all. Called for every
    state of a duty, promise or milestone, and every rule kept or not, in the tables of an accounting year."""
    name, colour = symbol
    drawn = tag("svg", tag("use", href=f"#s-{name}"), class_="s", aria_hidden="true")
    return tag("span", drawn, words, class_=f"o {colour}")


def mark(state: Enum) -> Markup:
    """A state of a duty, or whether a report is the published one, as symbol and its own Danish word. Called for the
    tables of an accounting year. state: a member of `followup`'s State or Match."""
    return draw_mark(_SYMBOLS[state.name], state.value)


def mark_rule(is_kept: bool, yes: str, no: str) -> Markup:
    """Whether a rule is kept, as a symbol before the words `yes` (kept) or `no`. Called for the order of meetings, and
    for goals that the board has not dealt with."""
    return draw_mark(_KEPT, yes) if is_kept else draw_mark(_NOT_KEPT, no)
