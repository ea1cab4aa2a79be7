"""How the page kriterier writes numbers, limits and distances, made anew of the cells of its CSV files."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

Row = Mapping[str, str]

MET, NOT_MET = "rammes", "rammes ikke"
NONE, PREVENTION, VULNERABLE = "ingen", "forebyggelsesområde", "udsat boligområde"
PARALLEL, TRANSFORMATION, UNDECIDED = "parallelsamfund", "omdannelsesområde", "kan ikke afgøres"
# From the least to the most far-reaching, with the name of each in the law's files.
KINDS = {
    PREVENTION: "forebyggelsesomraade",
    VULNERABLE: "udsat_boligomraade",
    PARALLEL: "parallelsamfund",
    TRANSFORMATION: "omdannelsesomraade",
}
_TIMES = "gange"


def write(number: Decimal, decimals: int) -> str:
    """A number as pages write it: `1.204`, `12,3`, a true minus. Called for each number."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded) if rounded == 0 else rounded:,.{decimals}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".").replace("-", "\N{MINUS SIGN}")


def is_times(row: Row) -> bool:
    """Whether a criterion is a multiple of the country's share. Asked where units are written."""
    return row["unit"] == _TIMES


def write_figure(row: Row) -> str:
    """A criterion's figure in its unit. Called for cells and sentences."""
    value = Decimal(row["value"])
    return f"{write(value, 2)} gange" if is_times(row) else f"{write(value, 1)} pct."


def write_on_mark(row: Row) -> str:
    """A criterion's figure beside its mark. Called for charts."""
    value = Decimal(row["value"])
    return write(value, 2) if is_times(row) else f"{write(value, 1)} %"


def write_limit(row: Row, brief: bool = False) -> str:
    """When a criterion is met. Called for heads, and briefly for the labels of charts."""
    limit = Decimal(row["limit"]).normalize()
    exponent = limit.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    told = f"{row['comparison']} {write(limit, decimals)} {'gange' if is_times(row) else 'pct.'}"
    of = " landets" if is_times(row) else " af regionens" if row["criterion"] == "indkomst" else ""
    return told if brief else told + of


def write_distance(row: Row) -> str:
    """How far a figure is from its limit; "" where that is not known. Called for cells and sentences."""
    if not row["distance"]:
        return ""
    size = abs(Decimal(row["distance"]))
    over = (row["met"] == MET) != (row["criterion"] == "indkomst")
    side = "over" if over else "under"
    if not size:
        return f"lige {side}"
    return f"{write(size, 2)} gange {side}" if is_times(row) else f"{write(size, 1)} point {side}"


def write_persons(row: Row) -> str:
    """How many persons a figure is from the other side of its limit; "" where that is not known. Called for cells."""
    if not row["persons"]:
        return ""
    count = Decimal(row["persons"])
    noun = "person" if count == 1 else "personer"
    return f"{write(count, 0)} {'færre' if row['met'] == MET else 'flere'} {noun}"


def write_next_year(row: Row) -> str:
    """What next year's figure may be. Called for each cell of that table."""
    if not row["next_year"]:
        return UNDECIDED
    bound = Decimal(row["next_year"])
    if bound < 0:
        return "intet tal er lavt nok"
    word = "mindst" if row["comparison"] == "under" else "højst" if row["next_year_itself"] == "ja" else "under"
    return f"{word} {write(bound, 2 if row['criterion'] == 'dømte' else 1)} pct."


def name_list(year: int) -> str:
    """A list by its day. Called for sentences and captions."""
    return f"statens liste fra 1. december {year}"


def add_article(kind: str) -> str:
    """A kind of area with its article. Called for sentences."""
    return f"et {kind}"


def say_many(kind: str, count: int) -> str:
    """A kind of area as it is said of so many. Called for the first sentence."""
    many = {
        PREVENTION: "forebyggelsesområder",
        VULNERABLE: "udsatte boligområder",
        TRANSFORMATION: "omdannelsesområder",
    }
    return add_article(kind) if count == 1 else many.get(kind, kind)
