"""What the page deltagere tells of earlier half-years: by their packages where there are any.

Without them nobody here knows what was told; then a line must be of a half-year that was published before, and of the
form that the page writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hpanalysis.published.figures import HIDDEN
from hpanalysis.verify.pages.participants import words
from hpanalysis.verify.pages.participants.held import (
    ClosedWords,
    ParticipantsHeld,
    Row,
    ToldActivity,
    find_courses,
    find_whole,
)
from hpanalysis.verify.pages.participants.outcome_words import state_earlier
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element, Unreadable, read_tree

COLUMN = "Dækning før"
NONE = "ikke udgivet"
_OUTCOMES = "Tidligere halvår: "
_CONCLUSION = re.compile(r"([12])\. halvår (20\d\d): ([^.]+)\.")
_LINE = re.compile(r"([12])\. halvår (20\d\d): (.+)")
_SHARE = re.compile(r"(\d{1,3},\d %|diskretioneret|ingen personer)")
_PARTICIPANTS = re.compile(r"(\d{1,3}(\.\d{3})* deltagere|diskretioneret)")


def _find_row(held: ParticipantsHeld, activity: ToldActivity, half_year: str) -> Row | None:
    """What an earlier half-year told of an activity; None where it told nothing, or its package is not at hand. Called
    for each earlier half-year."""
    earlier = held.before[half_year]
    if earlier is None:
        return None
    if activity.target is None:
        return find_courses(earlier.courses, activity)
    return find_whole(earlier.reach, activity, held.total)


def _write(activity: ToldActivity, row: Row) -> str:
    """What an earlier half-year told, as the page writes it. Called for each that is known."""
    told = words.write_participants(row) if activity.target is None else words.write_share(row)
    return f"{words.write_half_year(row['half_year'])}: {told}"


def list_on_page(main: Element) -> dict[str, list[str]]:
    """Activity -> the lines that the page has of it in the column. Called once; the first row of a name counts, for the
    others are held against what must stand there."""
    found: dict[str, list[str]] = {}
    for row in (one for one in main.walk() if one.name == "tr"):
        cells = [one for one in row.children if isinstance(one, Element)]
        name = next((clean(one.text) for one in cells if one.name == "th"), "")
        for cell in cells:
            if clean(cell.attributes.get("data-l", "")) == COLUMN:
                found.setdefault(name, [clean(one.text) for one in cell.walk() if one.name == "small"])
    return found


def list_told_before(html: str) -> list[dict[str, str]]:
    """The coverages of earlier half-years that the page tells, as rows of a CSV file. Called where its numbers are held
    against the CSV files, for these stand in the files of earlier publications, and the check `deltagerside` holds them
    against their packages. html: of the page, or of what stands in its <main>. None of a page that is not written as
    the program writes it, which the check `sideform` tells."""
    try:
        tree = read_tree(html if "<main" in html else f"<main>{html}</main>")
    except Unreadable:
        return []
    lines = [line for own in list_on_page(tree).values() for line in own]
    told = [one[3] for line in lines if (one := _LINE.fullmatch(line)) is not None and _SHARE.fullmatch(one[3])]
    return [{"value": one.removesuffix(" %").replace(",", ".")} for one in told if one.endswith(" %")]


def list_lines(held: ParticipantsHeld, activity: ToldActivity, on_page: list[str]) -> Iterator[str]:
    """The lines that an activity must have, newest half-year first. Called for each. on_page: those that it has, of
    which one is taken where its half-year's package is not at hand and it is of the page's form."""
    form = _PARTICIPANTS if activity.target is None else _SHARE
    for half_year, earlier in held.before.items():
        if earlier is not None:
            row = _find_row(held, activity, half_year)
            if row is not None:
                yield _write(activity, row)
            continue
        for line in on_page:
            told = _LINE.fullmatch(line)
            if told and f"{told[2]}H{told[1]}" == half_year and form.fullmatch(told[3]):
                yield line
                break


class OnPage(NamedTuple):
    """What a page says that is not in its own package: the lines of the column by activity, the conclusions before by
    activity, and where the axis of each chart of before and after begins, by its title. Made once for the page."""

    lines: Mapping[str, Sequence[str]]
    conclusions: Mapping[str, str]
    axes: Mapping[str, str]


def list_conclusions_on_page(main: Element) -> dict[str, str]:
    """Activity -> the paragraph on earlier half-years under its heading; empty where it has none. Called once."""
    found: dict[str, str] = {}
    name = ""
    for element in main.walk():
        if element.name == "h3":
            name = clean(element.text)
        elif element.name == "p" and clean(element.text).startswith(_OUTCOMES):
            found.setdefault(name, clean(element.text).removeprefix(_OUTCOMES))
    return found


def _list_allowed(words: ClosedWords) -> set[str]:
    """All that a half-year can have concluded. Called where its package is not at hand."""
    told = {HIDDEN, words.nobody_yet, words.better, words.worse, words.no_difference}
    return told | {f"{words.not_compared}, fordi {reason}" for reason in words.reasons}


def state_conclusions(held: ParticipantsHeld, activity: ToldActivity, on_page: str) -> str:
    """The paragraph on earlier half-years' conclusions, newest first; "" for none. Called for each outcome. on_page:
    what the page says, of which a half-year's is taken where its package is not at hand and it is in closed words."""
    told = []
    there = {f"{year}H{half}": concluded for half, year, concluded in _CONCLUSION.findall(on_page)}
    allowed = {clean(concluded) for concluded in _list_allowed(held.require_closed())}
    for half_year, earlier in held.before.items():
        if earlier is not None:
            own = (row for row in earlier.outcomes if row["activity_id"] == activity.activity_id)
            told += [state_earlier(row) for row in own]
        elif clean(there.get(half_year, "")) in allowed:
            told.append(f"{words.write_half_year(half_year)}: {there[half_year]}.")
    return f"{_OUTCOMES}{' '.join(told)}" if told else ""
