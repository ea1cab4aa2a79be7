"""kriterier.csv and omraadestatus.csv of a published folder, held against the figures that they follow from.

A number in them that its figures in indicators.csv do not give may be a hidden one, so the auditor works all of them
out anew: the mean that the law takes, the distance to the limit in points and in persons, and what next year's figure
may be. Whether limits and statuses are the law's is asked by `hpanalysis verify`, which has the law.

Standard library only: the auditor and `hpanalysis verify` read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from hpanalysis.published.definitions import Definitions
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import Figure, Key
from hpanalysis.published.names import AREA_STATUSES_CSV, CRITERIA_CSV

Row = Mapping[str, str]
OVER, AT_LEAST, UNDER = "over", "mindst", "under"
MET, NOT_MET, UNKNOWN = "rammes", "rammes ikke", "kan ikke afgøres"
# In this unit a figure is held against the country's own.
_TIMES = "gange"
# Of the criteria of few persons two decimals are published, of the others one.
_OF_FEW, _NON_WESTERN = "dømte", "ikke-vestlige lande"
# What an area may be by the law.
STATUSES = frozenset({"ingen", "forebyggelsesområde", "udsat boligområde", "parallelsamfund", "omdannelsesområde"})
# No version of the law asks about more lists before one than this.
_MOST_YEARS = 10


def _round(number: Fraction, decimals: int) -> Fraction:
    """A number with the decimals that are published, halves away from 0. Called for each number made anew."""
    whole = floor(abs(number) * 10**decimals + Fraction(1, 2))
    return Fraction(whole if number >= 0 else -whole, 10**decimals)


@dataclass(frozen=True)
class Remade:
    """The numbers of a row made anew; None where they cannot be, and then the row must have none. Made by
    `CriteriaChecker.remake`, and read by the auditor and by `hpanalysis verify`."""

    value: Fraction | None = None
    met: str = UNKNOWN
    distance: Fraction | None = None
    nearness: Fraction | None = None  # the distance as a part of the limit, exact; None where the criterion is met
    persons: Fraction | None = None
    next_year: Fraction | None = None
    next_year_itself: str = ""


class CriteriaChecker:
    """Makes the numbers of a half-year's criteria anew from the figures that indicators.csv shows. Made once for each
    folder that is audited or verified."""

    def __init__(self, rows: Mapping[Key, Figure], definitions: Definitions) -> None:
        """rows: of indicators.csv, by key."""
        self._rows, self._definitions = rows, definitions

    def _find_share(self, indicator_id: str, area_id: str | None, year: int) -> Fraction | None:
        """A shown figure, exactly: in per cent, for a mean as it is; None where it is not shown. Called for each year
        that a criterion takes, of the area and of the country."""
        figure = self._rows.get((indicator_id, str(year), area_id or ""))
        # A measure of which nothing was ever delivered has no definition, and its rows tell no number.
        if indicator_id not in self._definitions.indicators:
            return None
        if figure is None or not figure.shown or figure.numerator is None or not figure.denominator:
            return None
        scale = 1 if self._definitions.indicators[indicator_id].measure == "mean" else 100
        return Fraction(figure.numerator) * scale / Fraction(figure.denominator)

    def _find_shares(self, row: Row, area_id: str | None, newest: int) -> list[Fraction] | None:
        """The shown figures of as many years as the criterion takes, the oldest first; None where one is missing.
        Called for the area, and for the country where the limit is a multiple of its share."""
        years = range(newest - int(row["years"]) + 1, newest + 1)
        shares = [self._find_share(row["indicator_id"], area_id, year) for year in years]
        known = [share for share in shares if share is not None]
        return known if len(known) == len(shares) else None

    def remake(self, row: Row) -> Remade:
        """The numbers of a row of kriterier.csv, made anew. Called for each row."""
        year, limit = int(row["list_year"]), Fraction(row["limit"])
        decimals = 2 if row["criterion"] == _OF_FEW else 1
        shares = self._find_shares(row, row["area_id"], year)
        bases = self._find_shares(row, self._definitions.country, year) if row["unit"] == _TIMES else [Fraction(1)]
        next_year, itself = self._find_next_year(row, year, limit, decimals)
        if shares is None or bases is None or sum(bases) <= 0:
            return Remade(next_year=next_year, next_year_itself=itself)
        base = sum(bases, Fraction(0)) / len(bases)
        value = sum(shares, Fraction(0)) / len(shares) / base
        meets = is_met(value, limit, row["comparison"])
        distance = value - limit if row["comparison"] == UNDER else limit - value
        return Remade(
            value=_round(value, decimals),
            met=MET if meets else NOT_MET,
            distance=_round(distance, decimals),
            nearness=None if meets else distance / limit,
            persons=self._count_persons(row, limit * base * len(shares) - sum(shares[:-1], Fraction(0))),
            next_year=next_year,
            next_year_itself=itself,
        )

    def _find_next_year(self, row: Row, year: int, limit: Fraction, decimals: int) -> tuple[Fraction | None, str]:
        """What next year's figure may be at most, for a limit below at least, and whether it may be just that; None and
        "" where it cannot be known. Called for each row. The country's newest share is taken for next year's."""
        years = int(row["years"])
        stay = [self._find_share(row["indicator_id"], row["area_id"], one) for one in range(year - years + 2, year + 1)]
        bases = [Fraction(1)] * years
        if row["unit"] == _TIMES:
            country = self._definitions.country
            own = [self._find_share(row["indicator_id"], country, one) for one in range(year - years + 2, year + 1)]
            newest = self._find_share(row["indicator_id"], country, year)
            if newest is None or any(one is None for one in own):
                return None, ""
            bases = [*(one for one in own if one is not None), newest]
        known = [share for share in stay if share is not None]
        if len(known) < len(stay) or sum(bases) <= 0:
            return None, ""
        bound = limit * sum(bases) - sum(known, Fraction(0))
        scaled = bound * 10**decimals
        whole = ceil(scaled) if row["comparison"] == UNDER else floor(scaled)
        itself = row["comparison"] != AT_LEAST or whole != scaled
        return Fraction(whole, 10**decimals), "ja" if itself else "nej"

    def _count_persons(self, row: Row, limit: Fraction) -> Fraction | None:
        """How many persons of the newest year put the figure on the other side of the limit; None for a mean, and where
        not even all would do. Called for each criterion that is decided. limit: in per cent, of the newest year, with
        the other years as they are."""
        figure = self._rows[row["indicator_id"], row["list_year"], row["area_id"]]
        if self._definitions.indicators[row["indicator_id"]].measure == "mean":
            return None
        assert figure.numerator is not None and figure.denominator is not None  # its share is shown
        numerator, denominator = int(figure.numerator), int(figure.denominator)
        at = limit * denominator / 100
        least = max(floor(at) + 1 if row["comparison"] == OVER else ceil(at), 0)
        if numerator >= least:
            return Fraction(numerator - least + 1) if least > 0 else None
        return Fraction(least - numerator) if least <= denominator else None

    def find_residents(self, indicator_id: str, row: Row) -> Fraction | None:
        """The residents of an area on a list, by the denominator of a share of all residents; None where it is not
        shown. Called for each row of omraadestatus.csv."""
        figure = self._rows.get((indicator_id, row["list_year"], row["area_id"]))
        shown = figure is not None and figure.shown and figure.denominator is not None
        return Fraction(figure.denominator) if shown and figure is not None and figure.denominator else None


def is_met(value: Fraction, limit: Fraction, comparison: str) -> bool:
    """Whether a figure meets a criterion. Called for each figure that is known."""
    return {OVER: value > limit, AT_LEAST: value >= limit, UNDER: value < limit}[comparison]


def _differs(cell: str, wanted: Fraction | None) -> bool:
    """Whether a cell is not the number made anew; an empty one must be where there is none. Called for each number."""
    return bool(cell) != (wanted is not None) or (wanted is not None and Fraction(cell) != wanted)


def _list_wrong(row: Row, remade: Remade, is_nearest: bool) -> list[str]:
    """The columns of a row that are not what its figures give. Called for each row of kriterier.csv."""
    numbers = {one: getattr(remade, one) for one in ("value", "distance", "persons", "next_year")}
    wrong = [column for column, wanted in numbers.items() if _differs(row[column], wanted)]
    words = {"met": remade.met, "next_year_itself": remade.next_year_itself, "nearest": "ja" if is_nearest else "nej"}
    wrong += [column for column, wanted in words.items() if row[column] != wanted]
    is_explained = bool(row["reason"]) == (remade.value is None) and _tells_only_years(row)
    return wrong + ([] if is_explained else ["reason"])


def find_nearest(rows: Sequence[Row], remade: Sequence[Remade]) -> dict[tuple[str, str, str], int]:
    """Area, list year and kind -> the place of the criterion that the area is nearest to meeting, the first of two
    alike. Called for a column of each row, once by the auditor and for each list by `hpanalysis verify`."""
    nearest: dict[tuple[str, str, str], int] = {}
    for place, (row, one) in enumerate(zip(rows, remade, strict=True)):
        group = (row["area_id"], row["list_year"], row["area_type"])
        before = remade[nearest[group]].nearness if group in nearest else None
        if one.nearness is not None and (before is None or one.nearness < before):
            nearest[group] = place
    return nearest


def _format_place(row: Row) -> str:
    """How a failure names a row: by list, area and, in kriterier.csv, kind and criterion. Called for each failure."""
    parts = (row["list_year"], row["area_id"], row.get("area_type", ""), row.get("criterion", ""))
    return "/".join(filter(None, parts))


def check_criteria(
    half_year: str,
    criteria: Sequence[Row],
    statuses: Sequence[Row],
    rows: Mapping[Key, Figure],
    definitions: Definitions,
) -> Iterator[Failure]:
    """A failure for each row of kriterier.csv and omraadestatus.csv whose numbers do not follow from what
    indicators.csv shows, and one for files with a cell that cannot be read. Called for each published folder that is
    audited or verified."""
    try:
        yield from list(_find_failures(half_year, criteria, statuses, rows, definitions))
    except (ArithmeticError, AssertionError, KeyError, ValueError):  # a cell that the program never writes
        yield make_failure(half_year, Fault.FOLLOWS_NOT, "en celle, der ikke kan læses", CRITERIA_CSV)


def _find_failures(
    half_year: str,
    criteria: Sequence[Row],
    statuses: Sequence[Row],
    rows: Mapping[Key, Figure],
    definitions: Definitions,
) -> Iterator[Failure]:
    """What `check_criteria` gives, where every cell can be read. Called by it alone."""
    checker = CriteriaChecker(rows, definitions)
    remade = [checker.remake(row) for row in criteria]
    nearest = find_nearest(criteria, remade)
    for place, (row, one) in enumerate(zip(criteria, remade, strict=True)):
        is_nearest = nearest.get((row["area_id"], row["list_year"], row["area_type"])) == place
        for column in _list_wrong(row, one, is_nearest):
            yield make_failure(half_year, Fault.FOLLOWS_NOT, _format_place(row), CRITERIA_CSV, f"kolonnen {column}")
    yield from _check_statuses(half_year, checker, criteria, statuses)


def _check_statuses(
    half_year: str, checker: CriteriaChecker, criteria: Sequence[Row], statuses: Sequence[Row]
) -> Iterator[Failure]:
    """A failure for each column of omraadestatus.csv that has a number which does not follow, or words that are none of
    the law's. Called once for each published folder. The least number of residents is the table's own: it must be the
    same in every row that says how many are lacking."""
    measures = [row["indicator_id"] for row in criteria if row["criterion"] == _NON_WESTERN]
    lacking_some = [(int(row["residents"]), int(row["residents_lacking"])) for row in statuses if _lacks_some(row)]
    least = max(map(sum, lacking_some), default=0)
    for row in statuses:
        residents = checker.find_residents(measures[0], row) if measures else None
        lacking = None if residents is None else max(least - residents, Fraction(0))
        numbers = {"residents": residents, "residents_lacking": lacking}
        wrong = [column for column, wanted in numbers.items() if _differs(row[column], wanted)]
        wrong += [column for column in ("status", "if_enough") if row[column] not in (*STATUSES, UNKNOWN)]
        wrong += ["could_be"] if not {*filter(None, row["could_be"].split("; "))} <= STATUSES else []
        wrong += [] if _tells_only_years(row) else ["reason"]
        for column in wrong:
            yield make_failure(
                half_year, Fault.FOLLOWS_NOT, _format_place(row), AREA_STATUSES_CSV, f"kolonnen {column}"
            )


def _lacks_some(row: Row) -> bool:
    """Whether a row of omraadestatus.csv says how many residents are lacking. Called where the least number is
    looked for."""
    return row["residents"].isdigit() and row["residents_lacking"].isdigit() and row["residents_lacking"] != "0"


def _tells_only_years(row: Row) -> bool:
    """Whether every number in a row's reason is the year of a list before its own: any other may be a hidden one.
    Called for each row of both files."""
    newest = int(row["list_year"])
    return all(newest - _MOST_YEARS <= int(number) < newest for number in re.findall(r"\d+", row["reason"]))
