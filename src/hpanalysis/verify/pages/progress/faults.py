"""What the page fremdrift says that the year's tables do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hpanalysis.verify.pages.progress.cells import Cell, Table, read_table
from hpanalysis.verify.pages.progress.sentences import SECTIONS, SHORT, list_in_short, list_others
from hpanalysis.verify.pages.progress.tables import DUE_UNTIL, list_tables
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.progress.year import PromisedYear
from hpanalysis.verify.pages.tree import Element


def _compare_cells(cells: tuple[Cell, ...], wanted: tuple[Cell, ...], columns: tuple[str, ...]) -> Iterator[str]:
    """A Danish clause for each cell of a row that is another than it must be. Called for each row."""
    if len(cells) != len(wanted):
        yield "rækken har ikke det antal felter, den skal have"
        return
    for cell, right, column in zip(cells, wanted, columns, strict=False):
        if cell.text != right.text:
            yield f"under »{column}« skal der stå »{right.text}«"
        elif cell.sign != right.sign:
            yield f"under »{column}« er tegnet ikke det for »{right.sign.word if right.sign else 'intet'}«"
        elif cell.under_way is not right.under_way:
            yield f"under »{column}« er farven ikke den, måneden skal have"


def _name(row: tuple[Cell, ...]) -> str:
    """A row by its first cell. Called for each row that is told of."""
    return row[0].text if row else ""


def _list_more(rows: Iterable[tuple[Cell, ...]], others: Iterable[tuple[Cell, ...]]) -> list[str]:
    """The names of rows that some have and others have not. Called where a table has another number of rows."""
    return sorted((Counter(map(_name, rows)) - Counter(map(_name, others))).elements())


def _compare_tables(table: Table, wanted: Table) -> Iterator[str]:
    """A Danish clause for each thing of a table that is another than it must be. Called for each table."""
    place = f"i tabellen »{wanted.caption}«"
    if table.columns != wanted.columns:
        yield f"{place} er kolonnerne ikke dem, den skal have"
        return
    if len(table.rows) != len(wanted.rows):
        yield from (f"{place} mangler rækken »{name}«" for name in _list_more(wanted.rows, table.rows))
        yield from (f"{place} er rækken »{name}« for meget" for name in _list_more(table.rows, wanted.rows))
        return
    for row, right in zip(table.rows, wanted.rows, strict=True):
        for fault in _compare_cells(row, right, wanted.columns):
            yield f"{place}, rækken »{_name(right)}«: {fault}"


def _find_wrong_tables(page: Element, year: PromisedYear) -> Iterator[str]:
    """A Danish clause for each table of the page, or part of one, that is another than it must be. Called once."""
    found = [read_table(one) for one in page.walk() if one.name == "table"]
    wanted = list_tables(year)
    if not year.log_is_read:  # the day in a caption is then not known
        found = [table and table._replace(caption=table.caption.partition(DUE_UNTIL)[0]) for table in found]
    if [table.caption if table else None for table in found] != [table.caption for table in wanted]:
        yield "tabellerne er ikke dem, siden skal have"
    named = {table.caption: table for table in found if table is not None}
    for right in wanted:
        if right.caption in named:
            yield from _compare_tables(named[right.caption], right)


def _list_paragraphs(section: Element) -> list[str]:
    """The paragraphs of a section in their order. Called for each."""
    return [clean(one.text) for one in section.walk() if one.name == "p"]


def _find_wrong_sentences(section: Element, name: str, year: PromisedYear) -> Iterator[str]:
    """A Danish clause for each sentence of a section that must be another. Called for each section."""
    told, heading = _list_paragraphs(section), section.find("h2")
    place = f"i afsnittet »{clean(heading.text) if heading is not None else name}«"
    wanted = list_in_short(year) if name == SHORT else list_others(year, name)
    if wanted is None:
        if any(letter.isdigit() for text in told for letter in text):
            yield f"{place} er der tal i teksten, som ikke hører til"
        return
    if name == SHORT and not year.log_is_read:
        told = told[: len(wanted)]
    if told != wanted:
        missing = list((Counter(wanted) - Counter(told)).elements())
        extra = list((Counter(told) - Counter(wanted)).elements())
        yield from (f"{place} skal der stå »{sentence}«" for sentence in missing)
        if not missing:
            yield f"{place} er der sætninger, som ikke hører til" if extra else f"{place} er rækkefølgen en anden"


def find_faults(page: Element, year: PromisedYear) -> Iterator[str]:
    """A Danish clause for each thing that the page says otherwise than the year's tables. Called once for the page of
    each accounting year. page: its tree."""
    sections = {one.attributes.get("aria-labelledby", ""): one for one in page.walk() if one.name == "section"}
    if tuple(sections) != SECTIONS:
        yield "afsnittene er ikke dem, siden skal have"
    for name in SECTIONS:
        if name in sections:
            yield from _find_wrong_sentences(sections[name], name, year)
    yield from _find_wrong_tables(page, year)
