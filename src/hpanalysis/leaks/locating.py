"""Where in a file a leak stands, for whoever is to take it out: line, section, column. Never what stands there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from html import unescape

_HEADING = re.compile(r"<h[1-4]\b[^>]*>(.*?)</h[1-4]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

Holds = Callable[[str], bool]  # whether a text holds the leak


def _find_offset(text: str, part: str, holds: Holds) -> int | None:
    """Where in a file's text the leak begins, as far as it can be told: at the part that holds it, or on the first line
    that does; None where it is spread over several lines. Called once for each leak. part: what the gate read."""
    if part != text and (found := text.find(part.strip())) >= 0:
        return found
    offset = 0
    for line in text.splitlines(keepends=True):
        if holds(unescape(line)):
            return offset
        offset += len(line)
    return None


def _find_heading(text: str, offset: int, holds: Holds) -> str:
    """The heading above a place of an HTML page; "" where there is none, or one that holds a leak itself. Called once
    for each leak whose place is known."""
    above = [match[1] for match in _HEADING.finditer(text, 0, offset)]
    heading = " ".join(unescape(_TAG.sub("", above[-1])).split()) if above else ""
    return "" if holds(heading) else heading


def _find_columns(text: str, line: str, holds: Holds) -> Iterator[str]:
    """The heads of the columns of a CSV file whose cell on a line holds the leak. Called once for each leak in a CSV
    file; a head that holds a leak is passed over."""
    try:
        heads, cells = (next(csv.reader(io.StringIO(row)), []) for row in (text.splitlines()[0], line))
    except (csv.Error, IndexError):
        return
    yield from (head for head, cell in zip(heads, cells, strict=False) if holds(cell) and not holds(head))


def describe_place(name: str, text: str, part: str, holds: Holds) -> str:
    """The place of a leak in a file, in Danish, such as `linje 12, afsnittet »Kommentarer«`; "" where it cannot be
    told. Called for each leak in a text file. name: the file's. text: all of it. part: the text in it that holds the
    leak. holds: whether a text does."""
    offset = _find_offset(text, part, holds)
    if offset is None:
        return ""
    told = [f"linje {text.count(chr(10), 0, offset) + 1}"]
    if name.endswith(".csv"):
        line = text[offset:].split("\n", 1)[0]
        told += [f"kolonnen »{head}«" for head in _find_columns(text, line, holds)]
    elif heading := _find_heading(text, offset, holds):
        told.append(f"afsnittet »{heading}«")
    return ", ".join(told)
