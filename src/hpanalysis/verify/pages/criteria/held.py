"""What the page kriterier is held against: the rows of its two tables, of the figures and of the law's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from hpanalysis.verify.pages.criteria.wording import KINDS, NONE, PARALLEL, VULNERABLE, Row

_LISTED = (VULNERABLE, PARALLEL)


@dataclass(frozen=True, kw_only=True)
class CriteriaHeld:
    """A half-year's criteria as its package has them. Made once for the check. Texts are Danish."""

    half_year: str  # 2026H1
    plan_name: str
    criteria: Sequence[Row]  # kriterier.csv
    statuses: Sequence[Row]  # omraadestatus.csv
    figures: Mapping[str, Row]  # indicators.csv by address
    decimals: Mapping[str, int]  # of each indicator
    scales: Mapping[str, int]  # of each indicator: 100 for a share, 1 for a mean
    country: str | None
    names: Mapping[str, str]  # of areas, by id
    shorts: Mapping[str, str]  # the same, short
    law: Sequence[Row]  # criteria.csv
    consequences: Sequence[Row]  # consequences.csv

    @cached_property
    def areas(self) -> list[str]:
        """The ids of the areas in the order of the tables. Read wherever there is a row for each."""
        return list(dict.fromkeys(row["area_id"] for row in self.statuses))

    @cached_property
    def years(self) -> list[int]:
        """The years of the lists, the oldest first. Read for the band of statuses and for missing years."""
        return sorted({int(row["list_year"]) for row in self.statuses})

    @property
    def latest(self) -> int:
        """The year of the newest list that has figures of every criterion. Read by all but what is told without
        figures; StopIteration without any."""
        return next(int(row["list_year"]) for row in self.statuses if row["latest"] == "ja")

    @property
    def incomplete_years(self) -> list[int]:
        """The years of newer lists of which only some criteria have figures. Read for the sentence that names them."""
        return [year for year in self.years if year > self.latest] if self.years else []

    @property
    def missing_years(self) -> list[int]:
        """The years without figures, to the newest list that is out by the half-year's last day. Read for the sentences
        that name them."""
        due = int(self.half_year[:4]) - (self.half_year[-1] == "1")
        return [year for year in range(self.years[0], due + 1) if year not in self.years] if self.years else []

    def status(self, area: str, year: int) -> Row | None:
        """The row of an area on a list; None without one. Called for each cell of the band."""
        found = (row for row in self.statuses if (row["area_id"], row["list_year"]) == (area, str(year)))
        return next(found, None)

    def list_latest(self) -> list[Row]:
        """The rows of the newest list in the order of the areas. Called for sentences and the table of the law."""
        rows = [self.status(area, self.latest) for area in self.areas]
        return [row for row in rows if row is not None]

    def select(self, area: str, *kinds: str) -> list[Row]:
        """The criteria of an area on the newest list that belong to the kinds, in the file's order. Called for each
        row of a table."""
        year = str(self.latest)
        rows = (row for row in self.criteria if (row["area_id"], row["list_year"]) == (area, year))
        return [row for row in rows if row["area_type"] in kinds]

    def select_listed(self, area: str) -> list[Row]:
        """The criteria of the state's list itself. Called for the matrix, for next year and for the charts."""
        return self.select(area, *_LISTED)

    def find_figure(self, row: Row, area: str | None = None) -> Row | None:
        """The figure of a criterion's newest year alone, of its area or of the country, where it is shown as a number;
        else None. Called for charts, and for what next year brings."""
        figure = self.figures.get(f"{row['indicator_id']}/{row['list_year']}/{area or row['area_id']}")
        if figure is None or figure["status"] != "vist" or not figure["value"] or not figure["denominator"]:
            return None
        return figure if Decimal(figure["denominator"]) else None

    def compute_share(self, figure: Row) -> Fraction:
        """A figure exactly, in its unit. Called for what is drawn and for what next year brings."""
        share = Fraction(figure["numerator"]) / Fraction(figure["denominator"])
        return share * self.scales[figure["indicator_id"]]

    def find_sentence(self, kind: str, subject: str) -> Row | None:
        """The sentence on a kind of area that holds by the law of the newest list; None without one. Called for each
        cell of the table of the law."""
        order = list(dict.fromkeys(row["version"] for row in self.law))
        version = self.list_latest()[0]["law_version"]
        own = [row for row in self.consequences if (row["area_type"], row["subject"]) == (KINDS[kind], subject)]
        held = [row for row in own if order.index(row["from_version"]) <= order.index(version)]
        return max(held, key=lambda row: order.index(row["from_version"]), default=None)

    @property
    def least_residents(self) -> int:
        """How many residents the law of the newest list asks. Read for the chart of residents."""
        version = self.list_latest()[0]["law_version"]
        own = [row for row in self.law if row["version"] == version and row["rule"] == "residents"]
        return max(int(row["limit"]) for row in own)

    def list_kinds(self) -> list[str]:
        """The kinds of area whose consequences are told: what the areas are, would be, may be, and the next one. Called
        for the table of the law."""
        order, shown = (NONE, *KINDS), set()
        for row in self.list_latest():
            shown |= {row["status"], row["if_enough"], *filter(None, row["could_be"].split("; "))}
            if row["status"] in order[:-1]:
                shown.add(order[order.index(row["status"]) + 1])
        return [kind for kind in KINDS if kind in shown]
