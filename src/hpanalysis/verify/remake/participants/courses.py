"""What forloeb.csv must have: a row for each followed activity, with numbers in shown rows alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hpanalysis.published.figures import SHOWN

_PARTICIPANTS = "participants"
_OF_ENDED = ("ended", "finished", "weeks")
_FORMS = {
    _PARTICIPANTS: re.compile(r"0|[1-9]\d*"),
    "ended": re.compile(r"[1-9]\d*"),  # where nobody ended a course, nothing is told of them
    "finished": re.compile(r"0|[1-9]\d*"),
    "weeks": re.compile(r"(0|[1-9]\d*)\.\d"),
}


def find_wrong_courses(cells: Mapping[str, str]) -> Iterator[str]:
    """The columns of a row that are not of their form: a number in a row that is not shown, none in one that is, and
    of those who ended a course all three or nothing. Called for each row of forloeb.csv."""
    if cells["status"] != SHOWN:
        yield from (name for name in _FORMS if cells[name])
        return
    told = (_PARTICIPANTS, *(_OF_ENDED if any(cells[name] for name in _OF_ENDED) else ()))
    yield from (name for name in told if not _FORMS[name].fullmatch(cells[name]))
