"""Tables of printed figures made from random persons, rounded as they would be printed: correct by construction."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hpanalysis import audit_table
from hpanalysis.audit_table import AuditResult
from hpanalysis.audit_table.table.figures import COLUMNS, read_figures
from hpanalysis.by_hand.csv_table import CsvRow, CsvTable
from hpanalysis.definitions import catalogue

HEADINGS = COLUMNS
CATEGORIES = ("sprog_generel", "sprog_fokuseret", "sprog_saerlig")
UNION = "sprog_fokuseret_eller_saerlig"
SHARES = ("unge_i_uddannelse_15_mdr", "unge_paabegyndt_samme_aar", "moedre_kontanthjaelp", "ungdomsskole")
NESTED = ("kontanthjaelp", "uden_for_arbejdsmarkedet")
AREAS = tuple(f"omraade-{number}" for number in range(1, 9))
TOTAL, MUNICIPALITY = "alle", "kommunen"
Row = dict[str, str]


def rounded(count: int, n: int, decimals: int, rounding: str = ROUND_HALF_UP) -> str:
    """count of n in percent as it is printed, exactly."""
    return str((Decimal(100 * count) / n).quantize(Decimal(1).scaleb(-decimals), rounding))


def row(indicator: str, window: str, area: str, value: str, n: int | str = "", count: int | str = "") -> Row:
    return dict(zip(HEADINGS, (indicator, window, area, value, str(n), str(count), "", ""), strict=True))


class Maker:
    """A table a call. The persons of each area are drawn anew for each indicator and window."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def table(self, windows: int = 1, areas: int | None = None) -> tuple[list[Row], tuple[str, ...]]:
        """The rows, and the areas that lie in the total and the municipality."""
        chosen = AREAS[: areas or self.random.randint(2, len(AREAS))]
        self.rounding = self.random.choice((ROUND_HALF_UP, ROUND_HALF_EVEN))
        rows: list[Row] = []
        for number in range(windows):
            window = str(2000 + number)
            rows += self._categories(window, chosen)
            for indicator in SHARES:
                rows += self._share(indicator, window, chosen)
            rows += self._nested(window, chosen)
            rows += self._cases(window, chosen)
        return rows, chosen

    def _persons(self, areas: tuple[str, ...]) -> dict[str, int]:
        """n of each area, and of those who live outside them all."""
        most = self.random.choice((6, 40, 400))
        return {area: self.random.randint(0, most) for area in areas} | {"": self.random.randint(0, 30 * most)}

    def _places(self, own: dict[str, list[int]], areas: tuple[str, ...]) -> dict[str, list[int]]:
        """Sums of each area, the total and the municipality; own: by area, and "" for the rest."""
        total = [sum(column) for column in zip(*(own[area] for area in areas), strict=True)]
        whole = [sum(column) for column in zip(total, own[""], strict=True)]
        found = {area: own[area] for area in areas} | {TOTAL: total, MUNICIPALITY: whole}
        return {area: counts for area, counts in found.items() if self.random.random() > 0.05}

    def _decimals(self) -> int:
        return self.random.choice((0, 1, 1, 1, 2))

    def _printed(self, indicator: str, window: str, area: str, count: int, n: int, decimals: int) -> Row:
        if n == 0:
            return row(indicator, window, area, "-", 0)
        exactly = count if self.random.random() < 0.2 else ""
        return row(indicator, window, area, rounded(count, n, decimals, self.rounding), n, exactly)

    def _categories(self, window: str, areas: tuple[str, ...]) -> list[Row]:
        own = {}
        for area, n in self._persons(areas).items():
            drawn = [self.random.choices(range(3), (5, 2, 3))[0] for _ in range(n)]
            own[area] = [n, *(drawn.count(category) for category in range(3))]
        decimals, rows = self._decimals(), []
        for area, (n, *counts) in self._places(own, areas).items():
            for indicator, count in zip((*CATEGORIES, UNION), (*counts, counts[1] + counts[2]), strict=True):
                rows.append(self._printed(indicator, window, area, count, n, decimals))
        return rows

    def _share(self, indicator: str, window: str, areas: tuple[str, ...]) -> list[Row]:
        chance = self.random.random()
        own = {
            area: [n, sum(self.random.random() < chance for _ in range(n))] for area, n in self._persons(areas).items()
        }
        decimals = self._decimals()
        return [
            self._printed(indicator, window, area, count, n, decimals)
            for area, (n, count) in self._places(own, areas).items()
        ]

    def _nested(self, window: str, areas: tuple[str, ...]) -> list[Row]:
        """Printed without an n, as the plan prints them."""
        own = {}
        for area, n in self._persons(areas).items():
            outside = self.random.randint(0, n)
            own[area] = [n, self.random.randint(0, outside), outside]
        decimals = self._decimals()
        return [
            row(indicator, window, area, rounded(count, n, decimals, self.rounding))
            for area, (n, *counts) in self._places(own, areas).items()
            for indicator, count in zip(NESTED, counts, strict=True)
            if n
        ]

    def _cases(self, window: str, areas: tuple[str, ...]) -> list[Row]:
        own = {area: [self.random.randint(0, 9)] for area in (*areas, "")}
        return [row("udsaettelser", window, area, str(count)) for area, (count,) in self._places(own, areas).items()]


def kinds(areas: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Id, kind and name of every area of a made table."""
    return [
        *((area, "area", area.capitalize()) for area in areas),
        (TOTAL, "total", "Områderne samlet"),
        (MUNICIPALITY, "municipality", "Kommunen"),
    ]


def table_file(rows: list[Row], name: str = "tabel.csv") -> CsvTable:
    return CsvTable(name, HEADINGS, tuple(CsvRow(line, fields) for line, fields in enumerate(rows, start=2)))


def audited(rows: list[Row], areas: tuple[str, ...], facts: tuple = (), activities: tuple = ()) -> AuditResult:
    """The audit of rows in memory, as if they were a file."""
    indicators = catalogue.indicators()
    figures = tuple(read_figures(table_file(rows), indicators))
    return audit_table.audit(
        audit_table.TablesToAudit("tabel.csv", figures, facts, activities, audit_table.Areas.of(kinds(areas)), {}),
        indicators,
    )


def slipped(text: str, chosen: random.Random) -> str:
    """The number with one of its digits wrong, as a finger slips; never the same number, nor one that begins with 0."""
    while True:
        place = chosen.choice([index for index, sign in enumerate(text) if sign.isdigit()])
        wrong = text[:place] + chosen.choice("0123456789") + text[place + 1 :]
        if Decimal(wrong) != Decimal(text) and not (len(wrong) > 1 and wrong[0] == "0" and wrong[1] != "."):
            return wrong


def _language(n: int, areas: tuple[str, ...], chosen: random.Random) -> list[Row]:
    """The language assessments of areas with n children each, and their total."""
    drawn = {area: chosen.choices(range(3), (5, 2, 3), k=n) for area in areas}
    drawn[TOTAL] = [category for own in drawn.values() for category in own]
    return [
        row(indicator, "2023", area, rounded(own.count(number), len(own), 1), len(own))
        for number, indicator in enumerate(CATEGORIES)
        for area, own in drawn.items()
    ]


def share_of_slips_found(n: int, column: str, alone: bool, tried: int, seed: int = 1) -> float:
    """How many of one-digit slips in a column the audit finds, of figures with one decimal and this n.

    alone: the figure by itself. Else among the three categories of three areas and their total.
    """
    chosen, found = random.Random(seed), 0
    areas = AREAS[:3]
    for _ in range(tried):
        rows = _language(n, areas, chosen)
        wrong = chosen.choice([own for own in rows if own["area_id"] != TOTAL])
        wrong[column] = slipped(wrong[column], chosen)
        found += audited([wrong] if alone else rows, areas).contradicted
    return found / tried
