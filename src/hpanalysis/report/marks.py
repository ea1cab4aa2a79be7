"""Verdicts and states as symbol, word and colour: the same on every page, never colour alone, and what is only probable
looks otherwise than what is tested."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from markupsafe import Markup

from hpanalysis.report.html import tag
from hpanalysis.tables import Development, Evidence, Since, Status, Verdict, Versus

# A symbol tells which question it answers: round or diamond, pointing forward or back, square, or one beside another
# (the development). What is only probable has no square: an open arrow, for the square is what a test gives.
_SYMBOLS: dict[Enum, tuple[str, str]] = {
    Versus.BETTER: ("bedre", "god"),
    Versus.WORSE: ("daarligere", "skidt"),
    Versus.NO_SURE_DIFFERENCE: ("ikkeforsk", "neutral"),
    Versus.NOT_JUDGEABLE: ("ikkevurd", "neutral"),
    Since.IMPROVED: ("forbedret", "god"),
    Since.WORSENED: ("forvaerret", "skidt"),
    Since.NO_SURE_CHANGE: ("ingenaendr", "neutral"),
    Since.NOT_JUDGEABLE: ("ikkevurd", "neutral"),
    Since.BREAK: ("databrud", "neutral"),
    Evidence.ALMOST_SURELY_IMPROVED: ("naestenforbedret", "god"),
    Evidence.PROBABLY_IMPROVED: ("maaskeforbedret", "god"),
    Evidence.UNCERTAIN: ("uvist", "neutral"),
    Evidence.PROBABLY_WORSENED: ("maaskeforvaerret", "skidt"),
    Evidence.ALMOST_SURELY_WORSENED: ("naestenforvaerret", "skidt"),
    Development.CAUGHT_UP: ("hentetind", "god"),
    Development.KEPT_PACE: ("fulgtmed", "neutral"),
    Development.FALLEN_BEHIND: ("sakketbagud", "skidt"),
    Development.UNDECIDED: ("ikkevurd", "neutral"),
    Verdict.MET: ("opfyldt", "god"),
    Verdict.ON_TRACK: ("paavej", "god"),
    Verdict.TOWARDS: ("pegermod", "god"),
    Verdict.UNCLEAR: ("maalikke", "neutral"),
    Verdict.AWAY: ("pegervaek", "skidt"),
    Verdict.NOT_ON_TRACK: ("ikkepaavej", "skidt"),
    Verdict.NOT_COMPUTABLE: ("opgoeresikke", "neutral"),
}
# The class of a word that is only probable: its letters are light and slanted, and its rule is broken.
PROBABLE = "muligt"


def find_colour(verdict: Enum | None) -> str:
    """The colour class of a verdict: god (good), skidt (bad) or neutral, also for None. Called wherever a page shows a
    verdict by colour, such as in a mark, a chart or a cell of a table."""
    return "neutral" if verdict is None else _SYMBOLS[verdict][1]


def is_only_probable(verdict: Enum | None) -> bool:
    """Whether a verdict is only probable, so that it is drawn otherwise than one that is tested. Called wherever a page
    shows a verdict by more than its symbol."""
    if isinstance(verdict, Evidence):
        return verdict is not Evidence.UNCERTAIN
    return isinstance(verdict, Verdict) and verdict.is_only_probable


def make_symbol(verdict: Enum) -> Markup:
    """A verdict's symbol, hidden from assistive technology: the word for it stands beside or under it. Called wherever
    a page shows a verdict's symbol."""
    return tag("svg", tag("use", href=f"#s-{_SYMBOLS[verdict][0]}"), class_="s", aria_hidden="true")


def make_mark(verdict: Enum | None, about: str, class_: str = "o") -> Markup | None:
    """A verdict's symbol and word; None where there is none. Called wherever a page shows a verdict. about: what it is
    a verdict on, `Cell.about` with the column or `make_about_goal`, which who checks the page holds the word against.
    class_: `o`, or `e` for a verdict that is drawn small beside another."""
    if verdict is None:
        return None
    probable = f" {PROBABLE}" if is_only_probable(verdict) else ""
    classes = f"{class_} {find_colour(verdict)}{probable}"
    return tag("span", make_symbol(verdict), verdict.value, class_=classes, data_om=about)


def make_about_goal(kind: str, goal_id: str) -> str:
    """What `data-om` says of the verdict on several figures together. Called for the marks of delmål and of indicators.
    kind: `delmaal`, or `tal` for the figures that one indicator is judged on; goal_id: the delmål's or indicator's
    id."""
    return f"{kind}/{goal_id} verdict"


def make_state(status: Status) -> Markup:
    """The word for why a cell has no number, `diskretioneret` or another, as a <span>. Called in the place of the
    number; `find_state_class` gives the class of the cell around it."""
    return tag("span", status.value)


def find_state_class(status: Status) -> str:
    """The CSS class of a cell without a number: `skjult` where it is hidden to protect persons (hatched), else `tom`.
    Called for the cells of all tables of figures."""
    return "skjult" if status is Status.HIDDEN else "tom"


WITHHELD = "(diskretioneret i offentlig udgave)"

SURE_CHANGES = (Since.IMPROVED, Since.WORSENED, Since.BREAK)
CHANGES = (Since.IMPROVED, Since.WORSENED, Since.NO_SURE_CHANGE, Since.BREAK)


# The words for a direction that has a symbol of its own; "uvist" is said without one.
DIRECTIONS = tuple(word for word in Evidence if is_only_probable(word))


def make_legend(used: Collection[Enum | None]) -> Markup | None:
    """The key to the symbols of a table, in a fixed order; None where it shows none of them. Called above the matrix
    and above an area's profile. used: the words of the table; those that have no symbol are passed over."""
    shown = [word for word in (*Versus, *CHANGES, *DIRECTIONS) if word in used]
    items = [tag("li", make_symbol(verdict), verdict.value, class_=find_colour(verdict)) for verdict in shown]
    if Status.HIDDEN in used:
        items.append(tag("li", tag("span", class_="prove"), Status.HIDDEN.value))
    return tag("ul", items, class_="noegle", aria_label="Tegnforklaring") if items else None
