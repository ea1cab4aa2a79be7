"""The blocks `Opdelt på køn` and `Opdelt på aldersgruppe` of a page, read, and made again from opdelinger.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hpanalysis.published.breakdowns import GroupFigure
from hpanalysis.verify.pages.facts import Facts
from hpanalysis.verify.pages.tree import Element

BEGINS = "Opdelt på "
# What a breakdown is told by, after `Opdelt på`.
TOLD_BY = {"koen": "køn", "alder": "aldersgruppe"}
LEFT_OUT = "Opdelingen vises ikke, for sammen med det, der er udgivet før, kan den fortælle om få personer."
_BASELINE, _INTERVAL, _COUNTS = "Udgangspunkt", "Usikkerhedsinterval", ("Antal", "Ud af")
_HIDDEN = "Et områdes grupper er diskretioneret sammen"
_ODD = "?"  # of what no block has
_NUMBER = re.compile(r"\d+")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_MONTHS = 12


class Block(NamedTuple):
    """A block as it says it. Made of a page by `read_blocks`, and of the table by `make_block`; the two must agree."""

    told_by: str  # køn or aldersgruppe
    caption: str  # "" where the breakdown is left out
    rows: tuple[tuple[str, ...], ...]  # area, group, and the cells; sorted
    says_hidden: bool  # whether the words under the table say that groups are hidden


class Heads(NamedTuple):
    """A block with the heads of its columns, which name windows in words and are held by themselves."""

    heads: tuple[str, ...]
    block: Block


def _join(text: str) -> str:
    """A text with one plain space between words. Called for every text of a block."""
    return " ".join(text.replace("\u00a0", " ").split())


def is_block(element: Element) -> bool:
    """Whether an element is such a block: folded under its name. Called for each element of a page, and for what stands
    around a cell."""
    summary = element.find("summary") if element.name == "details" else None
    return summary is not None and summary.parent is element and summary.text.startswith(BEGINS)


def stands_in_block(element: Element) -> bool:
    """Whether a cell stands in such a block, where the check `opdelinger` holds it with its whole table. Called by the
    check of words, which has no address for a group."""
    return any(is_block(one) for one in element.climb())


def _read_row(row: Element, heads: tuple[str, ...]) -> tuple[str, ...]:
    """The name and the cells of a table's row; a mark where a cell is said to be of another column, as a phone shows
    it. Called for each row with cells. heads: of the columns."""
    named = [_join(one.text) for one in row.walk() if one.name == "th"]
    cells = [one for one in row.walk() if one.name == "td"]
    labels = tuple(_join(one.attributes.get("data-l", "")) for one in cells)
    return (*named, *(_join(one.text) for one in cells), *(() if labels == heads[1 : 1 + len(labels)] else (_ODD,)))


def _read_rows(block: Element, heads: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The rows of a block with the area that each stands under, and a mark where it has cells besides. Called for each
    block."""
    area, read = "", 0
    for row in (element for element in block.walk() if element.name == "tr"):
        cells = sum(one.name == "td" for one in row.walk())
        first = row.find("th")
        if cells:
            yield (area, *_read_row(row, heads))
        elif first is not None and first.attributes.get("scope") == "rowgroup":
            area = _join(first.text)
        read += cells
    if read != sum(one.name == "td" for one in block.walk()):
        yield (_ODD,)


def read_blocks(page: Element) -> Iterator[Heads]:
    """The blocks of a page. Called for each page of a package, for no page but a delaftale's has any."""
    for element in page.walk():
        summary = element.find("summary")
        if summary is None or not is_block(element):
            continue
        table, told_by = element.find("table"), _join(summary.text).removeprefix(BEGINS)
        if table is None:
            words = _join(element.text).removeprefix(_join(summary.text)).strip()
            yield Heads((), Block(told_by, "", ((words,),), False))
            continue
        caption = table.find("caption")
        heads = tuple(_join(one.text) for one in element.walk() if one.attributes.get("scope") == "col")
        notes = [_join(one.text) for one in element.walk() if one.name == "p"]
        words = "" if caption is None else _join(caption.text)
        says_hidden = any(_HIDDEN in note for note in notes)
        yield Heads(heads, Block(told_by, words, tuple(sorted(_read_rows(element, heads))), says_hidden))


def _write_number(text: str) -> str:
    """A number of the table as pages write it: 12.3 as `12,3`, 1234 as `1.234`. Called for each that a block tells."""
    whole, _, decimals = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{decimals}" if decimals else grouped


def _write_cells(row: GroupFigure, is_latest: bool) -> list[str]:
    """The cells of a group's window: number, interval and counts of the latest, the number alone of the baseline; or
    why there is none. Called for each row of opdelinger.csv."""
    cells = row.cells
    if not cells["value"]:
        return [row.status]
    value = [f"{_write_number(cells['value'])} %"]
    limits = [f"{_write_number(cells['lo'])} til {_write_number(cells['hi'])} %"] if cells["lo"] else []
    counts = [_write_number(cells[name]) for name in ("numerator", "denominator")]
    return [*value, *limits, *counts] if is_latest else value


def make_block(indicator_id: str, breakdown: str, rows: Iterable[GroupFigure], facts: Facts) -> Block:
    """The block that a page must have of an indicator's breakdown. Called for each that the plan adopts. rows: its rows
    of opdelinger.csv; without any of the latest window the sentence that it is left out."""
    told_by, found = TOLD_BY[breakdown], list(rows)
    now = [row for row in found if row.latest]
    if not now:
        return Block(told_by, "", ((LEFT_OUT,),), False)
    before: Mapping[tuple[str, str], GroupFigure] = {(row.key[2], row.group): row for row in found if not row.latest}
    told = []
    for row in now:
        earlier = before.get((row.key[2], row.group))
        baseline = _write_cells(earlier, False) if earlier is not None else []
        name = row.cells["group"]
        group = name[:1].upper() + name[1:]
        told.append((_join(facts.areas[row.key[2]].name), _join(group), *baseline, *_write_cells(row, True)))
    caption = _join(f"{facts.titles[indicator_id]}, delt på {told_by}")
    return Block(told_by, caption, tuple(sorted(told)), any(row.hidden for row in found))


def _names_window(head: str, window: str) -> bool:
    """Whether a head names a window: its numbers are the window's, or of a month the year before, in which a class left
    school. Called for the heads of both windows."""
    own = {int(number) for number in _NUMBER.findall(window)}
    told = {int(number) for number in _NUMBER.findall(head)}
    month = _MONTH.fullmatch(window)
    years = {max(own)}
    # 2024-10 is a month, and 2024-25 a school year.
    if month is not None and int(month[2]) <= _MONTHS and int(month[2]) != (int(month[1]) + 1) % 100:
        years.add(max(own) - 1)
    return told <= own | years and bool(told & years)


def has_right_heads(heads: tuple[str, ...], rows: Iterable[GroupFigure], has_limits: bool) -> bool:
    """Whether the heads of a block name its columns and the windows that they are of. Called for each block with a
    table. rows: those of the breakdown; has_limits: whether groups of the indicator have an interval."""
    found = list(rows)
    windows = {row.latest: row.key[1] for row in found}
    has_baseline = False in windows
    told_by = TOLD_BY[found[0].breakdown]
    wanted = 1 + has_baseline + 1 + has_limits + len(_COUNTS)
    if len(heads) != wanted or heads[0] != told_by.capitalize() or heads[-2:] != _COUNTS:
        return False
    if has_limits and heads[-3] != _INTERVAL:
        return False
    baseline, latest = heads[1], heads[1 + has_baseline]
    if has_baseline and not (baseline.startswith(f"{_BASELINE} ") and _names_window(baseline, windows[False])):
        return False
    return _names_window(latest, windows[True])
