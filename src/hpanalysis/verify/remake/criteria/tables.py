"""kriterier.csv and omraadestatus.csv made anew, cell by cell, from indicators.csv and the law.

The numbers are `published.criteria`'s, which makes them from the published counts; the limits, paragraphs, reasons and
statuses are made here from the law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from hpanalysis.published.criteria import MET, UNKNOWN, CriteriaChecker, Remade, find_nearest
from hpanalysis.published.figures import HIDDEN, SHOWN, Figure, Key
from hpanalysis.verify.remake.criteria.rules import Limit, Rules, find_rules
from hpanalysis.verify.remake.criteria.standing import EARLIER, NONE, RESIDENTS, Standing

Row = dict[str, str]
# The measure among all residents of an area.
_OF_ALL = "ikke_vestlige"
_TIMES = "gange"
STATUSES = {
    NONE: "ingen",
    "forebyggelsesomraade": "forebyggelsesområde",
    "udsat_boligomraade": "udsat boligområde",
    "parallelsamfund": "parallelsamfund",
    "omdannelsesomraade": "omdannelsesområde",
}
MEASURES = {
    "uden_for_arbejdsmarkedet": "beskæftigelse",
    "doemte": "dømte",
    "grundskole": "uddannelse",
    "indkomst": "indkomst",
    _OF_ALL: "ikke-vestlige lande",
}


def _write(number: Fraction | None) -> str:
    """A number as the tables print it, "" for none. Called for each number."""
    return "" if number is None else f"{float(number):g}"


def _write_yes(answer: bool) -> str:
    """Yes or no as the tables print it. Called for each such cell."""
    return "ja" if answer else "nej"


@dataclass(frozen=True, kw_only=True)
class PublishedFigures:
    """What is published of an area's figures, and the law. Made once for each package that is verified."""

    law: tuple[Rules, ...]
    measures: Mapping[str, str]  # measure of the law -> the indicator that the plan has adopted of it
    areas: tuple[str, ...]  # the housing areas in the plan's order
    country: str | None
    rows: Mapping[tuple[str, str, str], Figure]
    checker: CriteriaChecker

    @cached_property
    def list_years(self) -> list[int]:
        """The lists of which some area has a figure, shown or hidden, the oldest first."""
        own = (row for key, row in self.rows.items() if key[0] in self.measures.values() and key[2] in self.areas)
        return sorted({int(row.key[1]) for row in own if row.status in (SHOWN, HIDDEN)})

    @cached_property
    def latest(self) -> int:
        """The newest list of which each measure has a figure in some area; the newest of all where none is so whole."""
        told = {(key[0], int(key[1])) for key, row in self.rows.items() if self._is_of_area(key, row)}
        whole = [year for year in self.list_years if all((one, year) in told for one in self.measures.values())]
        return max(whole or self.list_years)

    def _is_of_area(self, key: Key, row: Figure) -> bool:
        """Whether a row is a measure of an area with a figure, shown or hidden. Asked of each row."""
        is_measure = key[0] in self.measures.values() and key[2] in self.areas
        return is_measure and row.status in (SHOWN, HIDDEN)

    def find_missing(self, limit: Limit, area_id: str, list_year: int) -> str:
        """Why a criterion's figure is not known, after "fordi"; "" where it is. Called for each criterion."""
        name, indicator_id = MEASURES[limit.measure], self.measures.get(limit.measure)
        not_there = f"tallet for {name} ikke er leveret for alle de år, som loven bruger"
        if indicator_id is None:
            return not_there
        is_of_country, country = limit.unit == _TIMES, self.country or ""
        needed = {area_id: not_there} | ({country: f"landets tal for {name} ikke er leveret"} if is_of_country else {})
        years = range(list_year - limit.years + 1, list_year + 1)
        for area, told in needed.items():
            for figure in (self.rows.get((indicator_id, str(year), area)) for year in years):
                if figure is not None and figure.hidden:
                    return f"tallet for {name} ikke kan vises for alle de år, som loven bruger"
                if figure is None or figure.numerator is None or not figure.denominator:
                    return told
        is_nought = is_of_country and not any(self.rows[indicator_id, str(year), country].numerator for year in years)
        return f"landets tal for {name} er 0" if is_nought else ""

    def find_residents(self, area_id: str, list_year: int) -> int | None:
        """The residents of an area on a list; None where they are not shown. Called for each area and list."""
        figure = self.rows.get((self.measures.get(_OF_ALL, ""), str(list_year), area_id))
        return int(figure.denominator) if figure is not None and figure.status == SHOWN and figure.denominator else None


@dataclass(frozen=True)
class _Judged:
    """A row of kriterier.csv with the numbers that it was made of."""

    row: Row
    remade: Remade


class AreaTables:
    """Both tables made anew. Made once for each package that is verified."""

    def __init__(self, figures: PublishedFigures) -> None:
        """Make every row. `LookupError` where a list is older than the law."""
        self._figures = figures
        self.criteria: list[Row] = []
        self.statuses: list[Row] = []
        for area_id in figures.areas:
            before: dict[int, bool | None] = {}
            for year in figures.list_years:
                rules = find_rules(figures.law, year)
                if rules is None:
                    raise LookupError(f"no rules on the list of {year}")
                before[year] = self._add_list(rules, year, area_id, dict(before))

    def _add_list(self, rules: Rules, year: int, area_id: str, before: dict[int, bool | None]) -> bool | None:
        """Add the rows of an area on one list. Called for each, the oldest first; gives whether it is a
        parallelsamfund, because the law counts the years in a row."""
        judged = list(self._judge_criteria(rules, year, area_id))
        rows = [one.row for one in judged]
        nearest = set(find_nearest(rows, [one.remade for one in judged]).values())
        for place, row in enumerate(rows):
            row["nearest"] = _write_yes(place in nearest)
        self.criteria += rows
        met: dict[tuple[str, str], bool | None] = {
            (kind.name, limit.measure): None for kind in rules.kinds for limit in kind.limits
        }
        known = {
            (kind, measure): one.remade.met == MET
            for (kind, measure), one in zip(self._list_keys(rules), judged, strict=True)
            if one.remade.met != UNKNOWN
        }
        residents = self._figures.find_residents(area_id, year)
        standing = Standing(rules=rules, list_year=year, met=met | known, residents=residents, parallel_before=before)
        self.statuses.append(self._make_status(standing, area_id))
        return standing.is_parallel

    def _list_keys(self, rules: Rules) -> Iterator[tuple[str, str]]:
        """Kind and measure of each row of kriterier.csv of one list, in their order. Called for each list; a measure
        that the plan has not adopted has no row."""
        for kind in rules.kinds:
            yield from ((kind.name, limit.measure) for limit in kind.limits if limit.measure in self._figures.measures)

    def _judge_criteria(self, rules: Rules, year: int, area_id: str) -> Iterator[_Judged]:
        """The rows of kriterier.csv of an area on one list, all but which is nearest. Called for each list."""
        limits = {(kind.name, limit.measure): limit for kind in rules.kinds for limit in kind.limits}
        for kind, measure in self._list_keys(rules):
            limit = limits[kind, measure]
            row = {
                "list_year": str(year),
                "area_id": area_id,
                "area_type": STATUSES[kind],
                "criterion": MEASURES[measure],
                "indicator_id": self._figures.measures[measure],
                "law_version": rules.version,
                "paragraph": limit.paragraph,
                "years": str(limit.years),
                "limit": _write(limit.number),
                "comparison": limit.comparison,
                "unit": limit.unit,
            }
            remade = self._figures.checker.remake(row)
            numbers = ("value", "distance", "persons", "next_year")
            row |= {name: _write(getattr(remade, name)) for name in numbers}
            row |= {"met": remade.met, "next_year_itself": remade.next_year_itself}
            row["reason"] = self._figures.find_missing(limit, area_id, year) if remade.met == UNKNOWN else ""
            yield _Judged(row, remade)

    def _make_status(self, standing: Standing, area_id: str) -> Row:
        """A row of omraadestatus.csv. Called for each area and list."""
        possible, with_enough, residents = standing.possible, standing.possible_if_enough, standing.residents
        least, is_open = max(kind.residents for kind in standing.rules.kinds), len(possible) > 1
        reasons = [self._explain(one, standing, area_id) for one in standing.list_open()] if is_open else []
        return {
            "list_year": str(standing.list_year),
            "area_id": area_id,
            "law_version": standing.rules.version,
            "status": UNKNOWN if is_open else STATUSES[possible[0]],
            "reason": _join(reasons),
            "could_be": "; ".join(STATUSES[one] for one in possible) if is_open else "",
            "residents": "" if residents is None else str(residents),
            "residents_lacking": "" if residents is None else str(max(least - residents, 0)),
            "if_enough": UNKNOWN if len(with_enough) > 1 else STATUSES[with_enough.pop()],
            "latest": _write_yes(standing.list_year == self._figures.latest),
        }

    def _explain(self, one: str, standing: Standing, area_id: str) -> str:
        """Why something that leaves a status open is not known, after "fordi". Called for each such thing."""
        if one == RESIDENTS:
            return "antallet af beboere ikke er leveret eller ikke kan vises"
        if one == EARLIER:
            *first, last = map(str, standing.unknown_years)
            return f"det ikke vides, hvad området var i {' og '.join([', '.join(first), last] if first else [last])}"
        limit = next(iter(standing.rules.group_limits()[one].values()))
        return self._figures.find_missing(limit, area_id, standing.list_year)


def _join(clauses: Iterable[str]) -> str:
    """Danish clauses after each other, with a comma before »og«; "" for none. Called for the reasons of a status."""
    *first, last = [*clauses] or [""]
    return f"{', '.join(first)}, og {last}" if first else last
