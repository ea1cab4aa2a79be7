"""What the pages say of the plan's activities, made anew from its tables, place by place: what each is to serve, with
the plan's own sentence, and what is agreed of it.

A page of a delaftale and the strategic agreement's page must say of each of their goals which activities serve it, and
of each activity what it serves, in the plan's order, and nothing else of the kind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hpanalysis.verify.pages.promise_texts import list_activity_rows
from hpanalysis.verify.pages.tree import Element

Rows = Sequence[Mapping[str, str]]
Cells = tuple[tuple[str, ...], ...]  # a row of a table: of each cell its texts and addresses

_OTHER = "sidens ord om, hvad aktiviteterne skal bidrage til, er ikke dem, som planen giver"
_OTHER_AGREED = "det, der er aftalt om aktiviteterne, er ikke det, som planens filer siger"
_OURS = "vores læsning af planen"
_WHOLE = "(delaftale)"  # the hours of a delaftale as a whole: no activity
# How a sentence on what serves what begins, whatever it is made of.
_BEGINS = (
    "Efter planen skal denne aktivitet bidrage",
    "Efter planen skal disse aktiviteter bidrage",
    "Planen nævner ingen aktivitet, der skal bidrage",
    "Planen nævner intet delmål",
)
_CAPTION = "Hvad aktiviteterne under {} skal bidrage til"
_AGREED = "Aktiviteter under {}, som planen aftaler dem"
_ACTIVITIES = "aktiviteter"  # the heading of a delaftale's section on activities
_STRATEGIC = "strategisk_aftale.html"


class Agreement(NamedTuple):
    """An agreement of plan.yaml."""

    id: str
    name: str
    kind: str


class Told(NamedTuple):
    """A sentence as a page has it: the heading of its section, its words, and where its links lead."""

    section: str
    words: str
    links: tuple[str, ...]


class _Link(NamedTuple):
    """A row of plan_chain.csv."""

    agreement: str
    activity: str
    goal: str
    is_printed: bool
    quote: str
    lines: str


def _join(words: Sequence[str]) -> str:
    """Words as a Danish list. Called for names and for lines of the plan."""
    return " og ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _close_up(row: Mapping[str, str]) -> dict[str, str]:
    """A row of the plan as a page shows its texts: one space between words, composed letters, no signs without a width.
    Called for each."""
    closed = {}
    for column, cell in row.items():
        seen = "".join(mark for mark in unicodedata.normalize("NFC", cell) if unicodedata.category(mark) != "Cf")
        closed[column.strip().casefold()] = " ".join(seen.split())
    return closed


def _read_links(rows: Rows) -> list[_Link]:
    """The rows of plan_chain.csv. Called once for a package."""
    columns = ("agreement", "activity_id", "delmaal_id", "printed", "quote_da", "plan_lines")
    cells = ([row.get(column, "") for column in columns] for row in rows)
    return [_Link(a, i, goal, printed.casefold() == "ja", quote, lines) for a, i, goal, printed, quote, lines in cells]


class PlanAims:
    """What serves what by the plan of one package. Made once for it."""

    def __init__(self, plan: Mapping[str, Rows], agreements: Sequence[Agreement]) -> None:
        """Keep the plan's tables. plan: by their names without suffix; agreements: as plan.yaml lists them."""
        names = ("delmaal", "activities", "promises", "hours", "plan_chain")
        tables = [[_close_up(row) for row in plan.get(name, [])] for name in names]
        self._goals, self._all_activities, self._promises, self._hours, links = tables
        self._links = _read_links(links)
        self._agreements = {one.id: one for one in agreements}
        self._activities = {row["activity_id"]: row for row in self._all_activities if row["activity_id"] != _WHOLE}
        self._order = list(self._activities)

    def list_texts(self) -> Iterator[str]:
        """Each sentence and remark that the pages must say, in whole. Called once for a package, for the texts that it
        can write."""
        for agreement in self._agreements.values():
            yield from (told.words for told in self._list_told(agreement))
            for row in self._list_rows(agreement):
                yield from (text for cell in row for text in cell)

    def find_faults(self, page: Element, file: str) -> Iterator[tuple[str, Element]]:
        """What a page does not say as the plan has it, as a Danish clause with an element. Called for each page of the
        half-year. file: its name."""
        agreement = self._find_agreement(file)
        if agreement is None:
            return
        is_delaftale = agreement.kind == "delaftale"
        if _list_sentences(page) != self._list_told(agreement) or (
            is_delaftale and not _has_table(page, _CAPTION.format(agreement.name), self._list_rows(agreement))
        ):
            yield _OTHER, page
        agreed = list_activity_rows(agreement.id, self._all_activities, self._promises, self._hours)
        if is_delaftale and not _has_table(page, _AGREED.format(agreement.name), agreed):
            yield _OTHER_AGREED, page

    def _find_agreement(self, file: str) -> Agreement | None:
        """The agreement that a page is about; None for any other page. Called for each page."""
        for one in self._agreements.values():
            if file == (_STRATEGIC if one.kind == "strategisk" else f"delaftale-{one.id}.html"):
                return one
        return None

    def _list_told(self, agreement: Agreement) -> list[Told]:
        """The sentences of an agreement's page in its order: of each goal, then of each activity that serves none.
        Called for each such page."""
        if not self._links:
            return []
        prefix = "maal" if agreement.kind == "strategisk" else "delmaal"
        told = [
            self._tell_goal(row["delmaal_id"], agreement, f"{prefix}-{row['delmaal_id']}")
            for row in self._goals
            if row["agreement_id"] == agreement.id
        ]
        serving = {link.activity for link in self._links}
        for name, row in self._activities.items():
            if row["agreement"] == agreement.id and name not in serving:
                words = f"Planen nævner intet delmål eller overordnet mål, som »{row['name_da']}« skal bidrage til."
                told.append(Told(_ACTIVITIES, words, ()))
        return told

    def _tell_goal(self, goal: str, own: Agreement, section: str) -> Told:
        """The sentence on the activities that serve a goal, those of its own delaftale first. Called for each goal."""
        links = [link for link in self._links if link.goal == goal]
        if not links:
            which = "det overordnede mål" if own.kind == "strategisk" else "delmålet"
            return Told(section, f"Planen nævner ingen aktivitet, der skal bidrage til {which}.", ())
        links.sort(key=lambda link: (link.agreement != own.id, self._order.index(link.activity)))
        parts, leads = [], []
        for agreement in dict.fromkeys(link.agreement for link in links):
            several = [link for link in links if link.agreement == agreement]
            named = _join([self._name_activity(link) for link in several])
            if agreement != own.id:
                named += f" under {self._agreements[agreement].name}"
                leads.append(f"delaftale-{agreement}.html#{_ACTIVITIES}")
            parts.append(named)
        which = "denne aktivitet" if len(links) == 1 else "disse aktiviteter"
        return Told(section, f"Efter planen skal {which} bidrage: {'; '.join(parts)}.", tuple(leads))

    def _name_activity(self, link: _Link) -> str:
        """The name of a link's activity, marked where the link is our reading. Called for each."""
        name = self._activities[link.activity]["name_da"]
        return name if link.is_printed else f"{name} ({_OURS})"

    def _list_rows(self, agreement: Agreement) -> list[Cells]:
        """The rows of a delaftale's table of what its activities serve: activity, goal, the plan's words. Called for
        each delaftale. None of a plan without plan_chain.csv."""
        rows: list[Cells] = []
        for name, activity in self._activities.items():
            if activity["agreement"] != agreement.id or not self._links:
                continue
            links = [link for link in self._links if link.activity == name]
            rows += [((activity["name_da"],), *self._tell_link(link, agreement)) for link in links]
            if not links:
                rows.append(((activity["name_da"],), ("intet nævnt",), ()))
        return rows

    def _tell_link(self, link: _Link, own: Agreement) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The goal of a link with its address and kind, and the plan's sentence with its place. Called for each."""
        goal = next(row for row in self._goals if row["delmaal_id"] == link.goal)
        agreement = self._agreements[goal["agreement_id"]]
        kind, address = f"delmål under {agreement.name}", f"delaftale-{agreement.id}.html#delmaal-{link.goal}"
        if agreement.kind == "strategisk":
            kind, address = "overordnet mål", f"{_STRATEGIC}#maal-{link.goal}"
        elif agreement.id == own.id:
            kind, address = "delmål", f"#delmaal-{link.goal}"
        ours = "" if link.is_printed else f"; at de gælder målet, er {_OURS}"
        source = f"planens ord, linje {_join(re.findall(r'[0-9]+(?:-[0-9]+)?', link.lines))}{ours}"
        return (goal["name_da"], address, kind), (f"»{link.quote}«", source)


def _list_sentences(page: Element) -> list[Told]:
    """The sentences of a page on what serves what, in its order, wherever they stand. Called for each page of an
    agreement."""
    found = []
    for element in page.walk():
        words = " ".join(element.own_text.split())
        if not words.startswith(_BEGINS) or element.name in ("a", "b", "span", "body", "main"):
            continue
        section = next((one for one in element.climb() if one.name == "section"), None)
        heading = "" if section is None else section.attributes.get("aria-labelledby", "")
        links = tuple(one.attributes.get("href", "") for one in element.walk() if one.name == "a")
        found.append(Told(heading, words, links))
    return found


def _has_table(page: Element, caption: str, rows: Sequence[Cells]) -> bool:
    """Whether a page has one table of a caption with these rows, or none where there are no rows. Called for each table
    of a delaftale's activities."""
    found = [one for one in page.walk() if one.name == "caption" and " ".join(one.text.split()) == caption]
    tables = [one.parent for one in found if one.parent is not None]
    return len(tables) == bool(rows) and all(_read_rows(table) == list(rows) for table in tables)


def _read_rows(table: Element) -> list[Cells]:
    """The rows of a page's table without its head: of each cell its texts and its links' addresses, in its order.
    Called for each table of a delaftale's activities."""
    rows = [[cell for cell in row.walk() if cell.name in ("td", "th")] for row in table.walk() if row.name == "tr"]
    return [
        tuple(tuple(_list_pieces(cell)) for cell in cells)
        for cells in rows
        if any(cell.attributes.get("scope") != "col" for cell in cells)
    ]


def _list_pieces(cell: Element) -> Iterator[str]:
    """The texts of a cell one by one, of each block by itself, with the address that each link leads to. Called for
    each cell."""
    for element in cell.walk():
        text = " ".join(element.own_text.split())
        if text and element.name != "a":
            yield text
        if element.name == "a":
            yield element.attributes.get("href", "")
