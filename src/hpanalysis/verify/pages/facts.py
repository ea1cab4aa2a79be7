"""What the pages are held against: the rows of the published tables by their address, and the plan's own names.

An address is `indicator/window/area` or `indicator/month/area`, `*` for any window or area; `delmaal/id` and `tal/id`
are the verdicts on several figures together, of which the weakest decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from hpanalysis.published.definitions import Definitions
from hpanalysis.published.figures import NOT_MEASURED, NUMBERS, Figure, Key
from hpanalysis.verify.pages.area_shapes import AreaShapes

Cells = dict[str, str]

# From the best to the worst; the last is of a figure that is not there.
VERDICTS = (
    "opfyldt",
    "på vej",
    "peger mod målet",
    "uafklaret",
    "peger væk fra målet",
    "ikke på vej",
    "kan ikke opgøres",
)
UNCLEAR, NOT_COMPUTABLE = VERDICTS[3], VERDICTS[-1]
_TOGETHER = ("delmaal", "tal")


class Area(NamedTuple):
    """An area of the plan with each form of its name. Made by `Facts.areas`."""

    id: str
    name: str
    short: str
    letters: str
    inside: str  # with its preposition


class Facts:
    """The published tables and the plan's tables of one package. Made once for it, and asked for each page."""

    def __init__(
        self,
        half_year: str,
        rows: dict[Key, Figure],
        months: list[Cells],
        definitions: Definitions,
        plan: dict[str, list[Cells]],
        agreements: dict[str, str],
        sources: dict[str, str],
        area_shapes: AreaShapes | None = None,
        start: str = "",
    ) -> None:
        """Index the rows by their address. rows: of indicators.csv, by key; months: of maanedstal.csv; plan: the tables
        of the plan's folder, by their names without suffix; agreements: the plan's, id -> kind; sources: the file that
        declares each indicator, by its id; area_shapes: the plan's map, None for a plan without one; start: the plan's
        first day as 2026-11-30, "" where it is written in a way that is not read."""
        self.half_year, self.definitions, self.plan = half_year, definitions, plan
        self.agreements, self.area_shapes, self._start = agreements, area_shapes, start
        self.labels = {name: _read_declared(text, "label") for name, text in sources.items()}
        self.titles = {name: _read_declared(text, "title") for name, text in sources.items()}
        self.nouns = {name: _read_declared(text, "noun_phrase") for name, text in sources.items()}
        # Of those who come -> of those who go: the difference of the two is told in words.
        self.nets = {name: _read_declared(text, "net_against") for name, text in sources.items()}
        self._patterns: dict[str, re.Pattern[str] | None] = {}
        self._levels = {name: _read_declared(text, "level") for name, text in sources.items()}
        self.by_address = {"/".join(key): row.cells for key, row in rows.items()}
        self.by_address |= {"/".join((m["indicator_id"], m["month"][:7], m["area_id"])): m for m in months}
        self._by_indicator: dict[str, list[tuple[str, Cells]]] = {"*": list(self.by_address.items())}
        for name, cells in self.by_address.items():
            self._by_indicator.setdefault(cells["indicator_id"], []).append((name, cells))
        self._found: dict[str, tuple[Cells, ...]] = {}

    def find(self, address: str) -> tuple[Cells, ...]:
        """The rows at an address, those of the latest windows first where it names any window; none for an unknown
        one. Called for each element that says what it is about; each address is looked up once."""
        if address not in self._found:
            self._found[address] = tuple(self._look_up(address))
        return self._found[address]

    def _look_up(self, address: str) -> list[Cells]:
        """The rows at an address that was not asked for before. Called by `find`."""
        if "*" not in address:
            return [self.by_address[address]] if address in self.by_address else []
        indicator, _, rest = address.partition("/")
        window, _, area = rest.rpartition("/")
        wanted = [
            cells
            for name, cells in self._by_indicator.get(indicator, ())
            if area in ("*", cells["area_id"]) and window in ("*", name.partition("/")[2].rpartition("/")[0])
        ]
        return sorted(wanted, key=lambda cells: cells.get("latest") != "ja")

    @cached_property
    def areas(self) -> dict[str, Area]:
        """The plan's areas by id, with their names. Read for every name on a page."""
        return {
            row["area_id"]: Area(row["area_id"], row["name_da"], row["short_da"], row["letters_da"], row["in_text_da"])
            for row in self.plan["areas"]
        }

    @cached_property
    def adopted(self) -> dict[str, Cells]:
        """The rows of adoption.csv by indicator. Read for verdicts on several figures and for names of delmål."""
        return {row["indicator_id"]: row for row in self.plan["adoption"]}

    def match_level(self, indicator_id: str, sentence: str) -> re.Match[str] | None:
        """The sentence that tells how high an indicator's figure is, with its open places: `x` or `n` its value, `o`
        its area. Called for each sentence about one figure."""
        if indicator_id not in self._patterns:
            self._patterns[indicator_id] = self._compile_level(indicator_id)
        pattern = self._patterns[indicator_id]
        return None if pattern is None else pattern.fullmatch(sentence)

    def _compile_level(self, indicator_id: str) -> re.Pattern[str] | None:
        """The pattern of an indicator's sentence on how high a figure is; None where it declares none. Called once for
        each indicator."""
        insides = [*(area.inside for area in self.areas.values()), "i de opgjorte boligafdelinger"]
        named = "|".join(re.escape(inside).replace(r"\ ", r"\s") for inside in sorted(insides, key=len, reverse=True))
        places = {"x": "(?P<x>.+?)", "n": "(?P<n>.+?)", "o": f"(?P<o>{named})", "å": ".+?"}
        parts = re.split(r"\{(\w)\}", self._levels.get(indicator_id, ""))
        if len(parts) < 2:
            return None
        pattern = "".join(
            places.get(part, f"(?P<{part}>.+?)") if place % 2 else re.escape(part).replace(r"\ ", r"\s")
            for place, part in enumerate(parts)
        )
        return re.compile(pattern, re.IGNORECASE)

    def is_goal(self, address: str) -> bool:
        """Whether an address is that of figures judged together. Called for each address that no table has."""
        kind, _, name = address.partition("/")
        return kind in _TOGETHER and bool(self.list_judged(kind, name))

    def list_judged(self, kind: str, name: str) -> list[str]:
        """The indicators that a delmål, or one indicator alone, is judged on: those with a target. Called for verdicts
        on several figures. kind: `delmaal` or `tal`; name: its id."""
        column = "delmaal_id" if kind == "delmaal" else "indicator_id"
        return [row["indicator_id"] for row in self.plan["adoption"] if row[column] == name and row["target"] != "none"]

    def is_before_plan(self, row: Cells) -> bool:
        """Whether a shown figure's window ended before the plan's first day. Asked for the words beside its verdict.
        Nothing is known to be before a day that is not read."""
        return row["status"] in NUMBERS and bool(row["value"]) and row["window_end"] < self._start

    def list_deciding(self, kind: str, name: str) -> list[Cells]:
        """The figures that the verdict on a delmål, or on one indicator, is given on: the weakest; all where it is met.
        Called for what is told beside that verdict."""
        verdict = self.judge(kind, name)
        weakest = {UNCLEAR, NOT_COMPUTABLE} if verdict == UNCLEAR else {verdict}
        judged = [row for one in self.list_judged(kind, name) for row in self.list_subjects(one)]
        return [row for row in judged if find_verdict(row) in weakest]

    def list_measured_areas(self, indicator_id: str) -> list[str]:
        """The housing areas that the plan has an indicator measured for, by id. Called for the count of those that have
        a new figure."""
        named = self.adopted[indicator_id]["areas"].split()
        return [area for area in self.definitions.areas if area in named or named == ["hver"]]

    def list_subjects(self, indicator_id: str) -> list[Cells]:
        """The latest rows that an indicator is judged on: of each area, or of the total. Called for its verdict."""
        adopted = self.adopted[indicator_id]
        named = adopted["areas"].split()
        areas: list[str | None] = list(self.definitions.areas if named == ["hver"] else named)
        if adopted["judged_on"] != "hver":
            areas = [self.definitions.total] if named in (["hver"], ["samlet"]) else areas[:1]
        rows = [row for row in self.find(f"{indicator_id}/*/*") if row.get("latest") == "ja"]
        return [row for row in rows if row["area_id"] in areas and row["status"] != NOT_MEASURED]

    def judge(self, kind: str, name: str) -> str:
        """The verdict on several figures together: the weakest decides, one that is not there counts as unclear beside
        others. Called for each mark of a delmål or an indicator, and for the counts of delmål."""
        return take_weakest(
            take_weakest(find_verdict(row) for row in self.list_subjects(indicator_id))
            for indicator_id in self.list_judged(kind, name)
        )


def _read_declared(source: str, name: str) -> str:
    """A text that the file of an indicator declares, such as its label; "" where it declares none. Called for the names
    that pages give to figures. The file is read as text: nothing of the package is run."""
    found = re.search(rf'\b{name}=\(?\s*((?:"[^"\n]*"\s*)+)', source)
    return "".join(re.findall(r'"([^"\n]*)"', found[1])) if found else ""


def find_verdict(row: Cells) -> str:
    """The verdict on a figure against its target, also where its row has none. Called for each that is judged."""
    if row["verdict"] in VERDICTS:
        return row["verdict"]
    return UNCLEAR if row["status"] in NUMBERS and row["value"] else NOT_COMPUTABLE


def take_weakest(verdicts: Iterable[str]) -> str:
    """The verdict on all of several figures. Called for an indicator, and for a delmål with its indicators'."""
    given = list(verdicts)
    if all(verdict == NOT_COMPUTABLE for verdict in given):
        return NOT_COMPUTABLE
    return max((UNCLEAR if verdict == NOT_COMPUTABLE else verdict for verdict in given), key=VERDICTS.index)
